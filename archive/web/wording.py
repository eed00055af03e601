"""The words in which pages say who is said to have spoken, what became of that, and from where something is known.

How a text came in is said in `archive.provenance`, for both doors; its rule of honesty holds here too.
"""

from __future__ import annotations

from archive.model import MetadatumRecord, QuotationRecord
from archive.provenance import UNSURE_BELOW, say_date, say_untitled
from archive.source_names import name_source

ROLES = {"medium": "via", "relayed_by": "relayed by", "occasion": "occasion:"}
"""How a list names a station on the way of the words, before the article's own words for it."""
STATUSES = {
    "verbatim": "word for word in the newest version",
    "punctuation": "in the newest version with other punctuation",
    "edited": "edited in the newest version",
    "moved": "moved within the newest version",
    "gone": "no longer in the newest version",
    "ambiguous": "in the newest version more than once",
}
"""What became of a quotation in the newest version of its article."""
LATER_NOTES = {
    "punctuation": "◐ other punctuation in the newest version",
    "edited": "▲ edited later",
    "gone": "✕ no longer in the newest version",
    "ambiguous": "? more than once in the newest version",
}
"""What a line of a list adds when the words are not in the newest version as they stand here."""
SUPPLIED_NOTES = {
    **LATER_NOTES,
    "edited": "≠ other words in a text that somebody supplied later",
    "gone": "≠ not in a text that somebody supplied later",
}
"""The same where somebody supplied the newest version: a text that differs is no edit of the article."""
OWN_SUPPLIED_NOTES = {
    **LATER_NOTES,
    "edited": "≠ only supplied; other words in the newest version",
    "gone": "≠ only supplied; not in the newest version",
}
"""The same where somebody supplied the text itself, and the newest version was witnessed."""
SOURCES = {
    "text": "its own text says so",
    "html": "its page says so",
    "saved page": "the browser that saved it noted it",
    "address": "where it was captured",
}
"""From where something is known of an article, by the beginning of its source."""
KINDS = {"full": "full sentences", "fragment": "fragments", "none": "quotes nobody"}
"""The kinds of quotation, as facets and pages call them."""
CLEANINGS = {"kept": "in the article", "suspect": "in a doubtful stretch", "removed": "in a stretch set aside"}
"""Where a quotation stands."""
ELSEWHERE = {
    "verbatim": "the same words elsewhere",
    "variant": "other wording",
    "partial": "part of it elsewhere",
    "same-event": "same event, other words",
    "conflict": "reports differ",
}
"""What is known of a quotation elsewhere, as the facet calls it."""
OPENING = 70
"""How many code points of an article's first words stand in for a title."""


def shorten(text: str, limit: int) -> str:
    """The text on one line, cut between words when it is longer than ``limit``.

    >>> shorten("one  two three", 9)
    'one two…'
    """
    line = " ".join(text[: 4 * limit + 200].split())
    if len(line) <= limit:
        return line
    return (line[:limit].rsplit(" ", 1)[0] if " " in line[:limit] else line[:limit]).rstrip(" ,;:–-") + "…"


def name_document(title: str | None, opening: str) -> str:
    """What an article is called: its title, or its first words and that there is no title.

    >>> name_document(None, "The council met on Friday.")
    'no title: “The council met on Friday.”'
    """
    return title or say_untitled(shorten(opening, OPENING))


def say_source(known: MetadatumRecord) -> str:
    """From where the archive knows something about an article.

    >>> say_source(MetadatumRecord(field="outlet", value="The Paper", source="given", author="Jane Doe"))
    'given by Jane Doe'
    >>> say_source(MetadatumRecord(field="outlet", value="The Paper", source="text:subscribe-line"))
    'its own text says so (rule subscribe-line)'
    >>> say_source(MetadatumRecord(field="outlet", value="The Paper", source="html:og:site_name"))
    'its page says so (og:site_name)'
    """
    origin, _, place = known.source.partition(":")
    if origin == "given":
        when = f" on {say_date(known.made_at)}" if known.made_at else ""
        return f"given by {known.author or 'somebody'}{when}"
    named = SOURCES.get(origin, origin)
    return f"{named} ({'rule ' if origin == 'text' else ''}{place})" if place else named


def say_origin(source: str) -> str:
    """What a page calls the source of a text: an address, the name of a file, or that it was pasted.

    >>> say_origin("/data/jane/memo.txt"), say_origin("-")
    ('memo.txt', 'pasted text')
    """
    return "pasted text" if source == "-" else name_source(source)


def say_basis(quotation: QuotationRecord, text: str) -> str:
    """On what the attribution rests, with the words of the article: ``named in the sentence: “the mayor said”``."""
    words = _attributing_words(quotation, text)
    unsure = "; this is uncertain" if quotation.confidence < UNSURE_BELOW else ""
    return quotation.basis + (f": “{words}”" if words else "") + unsure


def _attributing_words(quotation: QuotationRecord, text: str) -> str:
    places = sorted(place for place in (quotation.mention_span, quotation.cue_span) if place)
    if not places:
        return ""
    start, end = places[0][0], max(place[1] for place in places)
    crosses = any(start < segment[1] and segment[0] < end for segment in quotation.segments)
    if end - start <= 80 and not crosses:
        return " ".join(text[start:end].split())
    return " … ".join(" ".join(text[place[0] : place[1]].split()) for place in places)


def say_count(count: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> say_count(1, "quotation"), say_count(4200, "quotation"), say_count(2, "capture on file", "captures on file")
    ('1 quotation', '4,200 quotations', '2 captures on file')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def say_aside(count: int) -> str:
    """How many more there are than a list counts, because it leaves out what was set aside; empty when there are none.

    >>> say_aside(1), say_aside(0)
    (', 1 more in a stretch set aside', '')
    """
    return f", {count:,} more in {'a stretch' if count == 1 else 'stretches'} set aside" if count else ""


def is_web_address(value: str) -> bool:
    """Whether a page may lead there: never to ``javascript:`` or a file.

    >>> is_web_address("https://example.org/"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    return value.lower().startswith(("http://", "https://"))
