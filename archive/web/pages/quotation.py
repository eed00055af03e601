"""The page of a permalink: the words, who is said to have said them, how they came in, and how to check all that."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archive.identifiers import SHORTEST_PREFIX, TextDigest
from archive.origins import newest_witnessed, origins_of
from archive.passages import FIRST_STATES, Holding, Passage, follow_back
from archive.provenance import CAME_IN_SHORT, say_date, say_method, say_moment, say_provenance
from archive.records import Analysis
from archive.selectors.annotations import annotate
from archive.spans import Span, subtract_spans
from archive.store import Store
from archive.web.answers import HTML, JSON, JSON_LD, Answer, Body, Elsewhere, Page, Request, json_body
from archive.web.becoming import list_earlier, list_states, say_first_seen, warn_of, warn_of_earlier
from archive.web.citing import describe_for_page, write_footnote
from archive.web.links import Links
from archive.web.marking import Line, Mark, mark_stretch, paragraph_around, show_invisible, split_lines
from archive.web.other_words import find_other_wordings
from archive.web.pages.text import text_address_at
from archive.web.parts import removal_marks, say_gone
from archive.web.responses import preferred_type
from archive.web.stretches import find_state, find_stretch
from archive.web.validators import State
from archive.web.wording import CLEANINGS, LATER_NOTES, STATUSES, is_web_address, name_document, say_basis, shorten

FORMS = {"text/html": "", "application/json": ".json", "application/ld+json": ".jsonld"}
"""The forms of a permalink, best first, with the suffix that asks for each."""
MEDIA_TYPES = {"": HTML, ".json": JSON, ".jsonld": JSON_LD}
"""What each form is sent as."""
LARGEST_SHOWN = 8_000
"""How many code points are set large; the whole stretch is in the text, the JSON and behind the link."""
MENTION_NEAR = 1_500
"""How far before or after a quotation the words that attribute it may stand to be shown with it."""
NAMED_NEAR = 600
"""How far before them the name is looked for that "she" stands for."""
MOST_SENTENCES = 40
"""How many sentences of one quotation are listed."""


def show_quotation(store: Store, request: Request) -> Answer:
    """The page, the record or the annotation of a permalink.

    Raises:
        UnknownReference: no such text, or nothing at that place in it.
        AmbiguousReference: several texts have names that begin so.
        Withdrawn: the text was taken down.
    """
    passage = find_stretch(store, request, lambda permalink: request.links.permalink(permalink, request.part("suffix")))
    if isinstance(passage, Elsewhere):
        return passage
    address = request.links.absolute(request.links.permalink(passage.record.permalink))
    form = _form_of(request)
    if form == ".json":
        return json_body(passage.record, canonical=address)
    if form == ".jsonld":
        return Body(_annotation(passage, request.links), JSON_LD, canonical=address)
    return Page(
        "quotation.html",
        {
            **_context(passage, request.links),
            **_earlier(store, passage, request.links),
            "other": find_other_wordings(store, passage.record, request.links),
        },
        canonical=address,
        alternates=((f"{address}.json", JSON.split(";")[0]), (f"{address}.jsonld", JSON_LD.split(";")[0])),
    )


def _annotation(passage: Passage, links: Links) -> bytes:
    annotation = annotate(passage.content, passage.record, links.absolute(links.base))
    return json.dumps(annotation, ensure_ascii=False, indent=1).encode("utf-8")


def state_of_quotation(store: Store, request: Request) -> State | None:
    """The state of what `show_quotation` would give back; None when that is no page, record or annotation."""
    return find_state(store, request, MEDIA_TYPES[_form_of(request)])


def _form_of(request: Request) -> str:
    return request.part("suffix") or FORMS[preferred_type(request.accept, tuple(FORMS))]


def _context(passage: Passage, links: Links) -> dict[str, Any]:
    record, holding = passage.record, passage.holding
    current = newest_witnessed(holding.log)
    return {
        "title": f"“{shorten(record.shown, 70)}”" + (f" — {record.speaker}" if record.speaker else ""),
        "record": record,
        "words": _words(passage),
        "is_cut": len(record.exact) > LARGEST_SHOWN,
        "basis": say_basis(record, passage.content),
        "speaker_address": links.speaker(record.speaker_id) if record.speaker_id else "",
        "whole_address": links.permalink(record.part_of) if record.part_of else "",
        "article": name_document(holding.document.title, holding.document.opening),
        "provenance": _provenance(holding),
        "came_in": CAME_IN_SHORT[record.method],
        "cited": _cited(holding, links.permalink(record.permalink)),
        "captures": [
            (say_moment(entry.captured_at), say_method(entry.method, entry.witness, entry.by), entry)
            for entry in holding.captures
        ],
        "status": STATUSES[record.status] if holding.document.versions > 1 else "the only one",
        "warning": warn_of(
            passage.history, record.version, origins_of(holding.log), current.version if current else None
        ),
        **_states(passage, links),
        **_citations(passage, links),
        "first_seen": say_first_seen(holding.captures, holding.document),
        "gone": say_gone(holding.document),
        "gone_date": say_date(holding.document.gone_at),
        "comparison": _comparison(passage, links),
        "cleaning": CLEANINGS[record.cleaning],
        "notices": [(notice.kind, show_invisible(notice.content)) for notice in record.notices],
        "notice_addresses": [
            links.stretch(TextDigest(record.text), Span(notice.start, notice.end)) for notice in record.notices
        ],
        "paragraphs": _paragraphs(passage),
        "parts": _parts(passage, links),
        "text_address": text_address_at(TextDigest(record.text), passage.content, record.start, links),
        "others": [_other(held, links) for held in passage.holdings[1:]],
        "more_others": len(record.documents) - len(passage.holdings),
        "short": record.text[:SHORTEST_PREFIX],
        "removed_labels": sorted({removal.label for removal in _removals_at(passage)}),
    }


def _provenance(holding: Holding) -> str:
    if not holding.captures:
        return ""
    first = holding.captures[0]
    return say_provenance(holding.document, first.method, first.captured_at, first.by, first.witness)


def _cited(holding: Holding, otherwise: str) -> str:
    """What the words are quoted from: the article's own address where one is known, else their place in the archive."""
    url = holding.document.url
    return url if url and is_web_address(url) else otherwise


def _comparison(passage: Passage, links: Links) -> str:
    """Where this text and the newest state stand side by side; empty when they are the same."""
    here, newest = passage.record.text, passage.history[-1].text if passage.history else passage.record.text
    return links.comparison(passage.record.document, here, newest) if newest != here else ""


def _states(passage: Passage, links: Links) -> dict[str, Any]:
    """What became of it: the first later states, how many between were not followed, and the newest."""
    states = list_states(passage.history, passage.record.version, links, origins_of(passage.holding.log))
    first = FIRST_STATES if passage.unfollowed else len(states)
    return {"states": states[:first], "unfollowed": passage.unfollowed, "newest_states": states[first:]}


def _earlier(store: Store, passage: Passage, links: Links) -> dict[str, Any]:
    """What earlier versions said in its place, and how many of them were not looked at."""
    history, unfollowed = follow_back(store, passage)
    version, origins = passage.record.version, origins_of(passage.holding.log)
    return {
        "earlier": list_earlier(history, version, links, origins),
        "unfollowed_earlier": unfollowed,
        "earlier_warning": warn_of_earlier(history, version, origins),
    }


def _citations(passage: Passage, links: Links) -> dict[str, Any]:
    return {
        "footnote": write_footnote(describe_for_page(passage, links)),
        "link": links.absolute(links.permalink(passage.record.permalink)),
    }


def _other(held: Holding, links: Links) -> dict[str, Any]:
    return {
        "name": name_document(held.document.title, held.document.opening),
        "address": links.document(held.document.document),
        "came_in": ", ".join(sorted({CAME_IN_SHORT[entry.method] for entry in held.captures})),
        "note": LATER_NOTES.get(held.fate or "", ""),
    }


def _words(passage: Passage) -> list[tuple[str, str]]:
    """The segments to be set large, each without and with the comma that belongs to the sentence around it."""
    text, room = passage.content, LARGEST_SHOWN
    words: list[tuple[str, str]] = []
    for start, end in passage.record.segments:
        if room <= 0:
            break
        for span in _kept_parts(Span(start, min(end, start + room)), passage):
            said = show_invisible(text[span.start : span.end]).strip()
            bare = said[:-1] if said.endswith((",", ";")) else said
            words.append((bare, said[len(bare) :]))
        room -= end - start
    return words


def _kept_parts(segment: Span, passage: Passage) -> Iterator[Span]:
    """The parts of a segment that are not set aside; the whole when all of it is."""
    if passage.record.removed:
        yield segment
        return
    parts = subtract_spans(segment, [removal.span for removal in _removals_at(passage)])
    yield from (part for part in parts if part.of(passage.content).strip()) if parts else [segment]


def _removals_at(passage: Passage) -> list[Any]:
    return [removal for removal in passage.analysis.removals if removal.span.overlaps(passage.span)]


def _paragraphs(passage: Passage) -> list[Line]:
    """The paragraphs around the quotation, with its segments, its speaker, its cue and what is set aside marked."""
    record, text = passage.record, passage.content
    shown = paragraph_around(text, Span(passage.span.start, min(passage.span.end, passage.span.start + LARGEST_SHOWN)))
    marks = [*removal_marks(passage.analysis), *(Mark(Span(*segment), "said") for segment in record.segments)]
    for place, name in ((record.mention_span, "mention"), (record.cue_span, "cue")):
        if place:
            marks.append(Mark(Span(*place), name))
            if abs(place[0] - passage.span.start) < MENTION_NEAR:
                around = paragraph_around(text, Span(*place))
                shown = Span(min(shown.start, around.start), max(shown.end, around.end))
    shown = Span(_where_named(passage, shown), shown.end)
    lines = split_lines(mark_stretch(text, shown, marks))
    return [line for line in lines if not line.is_blank]


def _where_named(passage: Passage, shown: Span) -> int:
    """Where the paragraph begins that names whom a pronoun takes up; where ``shown`` begins, if it is not near."""
    record, text = passage.record, passage.content
    name = (record.speaker or "").split()[-1:]
    if not name or record.mention is None or " " in record.mention or name[0] in shown.of(text):
        return shown.start
    named = text.rfind(name[0], max(0, shown.start - NAMED_NEAR), shown.start)
    return shown.start if named < 0 else paragraph_around(text, Span(named, named + len(name[0]))).start


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a quotation with its own link."""

    words: str
    address: str
    name: str


def _parts(passage: Passage, links: Links) -> list[Part]:
    """The segments and the quoted sentences, where there is more than one of either."""
    quotation, text = passage.quotation, TextDigest(passage.record.text)
    if quotation is None:
        return []
    segments = quotation.segments if len(quotation.segments) > 1 else ()
    names = dict.fromkeys(quoted_sentences(passage.content, quotation.segments, passage.analysis), "sentence")
    names |= dict.fromkeys(segments, "segment")
    names.pop(passage.span, None)
    in_order = sorted(names, key=lambda span: (span.start, -span.end))
    return [Part(_line(passage, span), links.stretch(text, span), names[span]) for span in in_order[:MOST_SENTENCES]]


def _line(passage: Passage, span: Span) -> str:
    return show_invisible(shorten(passage.content[span.start : span.end], 110))


def quoted_sentences(text: str, segments: tuple[Span, ...], analysis: Analysis) -> list[Span]:
    """The sentences of a quotation as far as they are quoted, each within one segment.

    >>> from archive.records import Analysis
    >>> text = "“One. Two,” he said."
    >>> analysis = Analysis(TextDigest("0" * 64), "r", (), (Span(0, 5), Span(6, 20)), ())
    >>> [span.of(text) for span in quoted_sentences(text, (Span(1, 10),), analysis)]
    ['One.', 'Two,']
    """
    parts: list[Span] = []
    for segment in segments:
        for sentence in analysis.sentences:
            if sentence.overlaps(segment):
                part = Span(max(sentence.start, segment.start), min(sentence.end, segment.end)).trimmed(text)
                if part:
                    parts.append(part)
    return parts
