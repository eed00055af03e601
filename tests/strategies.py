"""Generators for the laws: every text that has ever broken a text tool, in small.

They live in one file so that a new trap (a character, a line end) reaches every law at once.
"""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from archive.identifiers import Permalink, TextDigest, text_digest
from archive.spans import Span

LINE_ENDS = ("\n", "\r\n", "\r", "\n\n", "\n\n\n", "\r\n\r\n")
"""All the ways to end a line or a paragraph; files mix them."""
SPACES = (" ", "  ", "\t", "\u00a0", "\u202f", "\u2009", "\u3000", "\u2028")
"""White space that is not the ASCII space too: seed 002 alone has 27 no-break spaces."""
QUOTE_MARKS = ('"', "'", "“", "”", "‘", "’", "„", "‚", "«", "»", "‹", "›", "「", "」", "『", "』", "``", "''")
"""Marks that open, close, abbreviate or measure."""
ODD_CHARACTERS = (
    "\ufeff",  # a byte order mark, at the start or in the middle
    "\x00",  # SQL's length and substr stop here
    "🎈",  # outside the first plane: two UTF-16 units
    "👩‍👩‍👧",  # five code points that look like one letter
    "e\u0301",  # a letter and its mark, apart
    "\u200b",  # a space of no width
    "\u202e",  # turns the reading direction round
    "\u0378",  # not assigned
    "\x85",  # a line end to some, not to others
    "ß",  # gets longer in capitals
    "İ",  # gets longer in small letters
    "ﬁ",  # one code point that is two letters
)
"""Characters that shift offsets, end strings or change length."""
BULLETS = ("•", "▪", "●", "-", "*")
"""What begins an item of a list, at the start of a line or within one."""
LINE_SEPARATORS = ("\u2028", "\u2029", "\x85", "\v", "\f")
"""Line ends that only some tools know."""
WORDS = (
    *("The", "mayor", "said", "on", "Friday", "that", "it", "will", "not", "be", "done", "Mr.", "U.S.", "3.5", "1,300"),
    *("Smith", "added", "according", "to", "Jane Doe", "he", "we", "5'", "rock", "n", "ADVERTISEMENT", "Photo:"),
    *("Bürgermeister", "sagte", "maire", "a dit", "市長", "は", "言った", "Москва", "заявил", "قال", "כתב", "कहा"),
)
"""Plain words of several scripts, and those that look like ends of sentences or labels."""
ENDS = (".", "!", "?", "…", "...", ",", ":", ";", "。", "！", "؟", "।", ".”", '."', "?»", "」")
"""What may stand behind a word."""


def words() -> SearchStrategy[str]:
    """A word, perhaps with what ends a clause or a sentence behind it."""
    return st.builds(str.__add__, st.sampled_from(WORDS), st.sampled_from(("", "", "", *ENDS)))


def pieces() -> SearchStrategy[str]:
    """One piece of a text: a word, a mark, white space, an odd character, or any character at all."""
    any_character = st.characters(codec="utf-8")
    return st.one_of(
        words(),
        words(),
        st.sampled_from(SPACES),
        st.sampled_from(QUOTE_MARKS),
        st.sampled_from(LINE_ENDS + LINE_SEPARATORS),
        st.sampled_from(BULLETS),
        st.sampled_from(ODD_CHARACTERS),
        any_character,
    )


def texts(min_size: int = 0, max_size: int = 60) -> SearchStrategy[str]:
    """A text of ``min_size`` to ``max_size`` pieces; it can be encoded in UTF-8 and may be nothing but white space."""
    return st.lists(pieces(), min_size=min_size, max_size=max_size).map("".join)


def sentences() -> SearchStrategy[str]:
    """A line of words that looks like prose, perhaps with something quoted in it."""
    plain = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
    pair = st.sampled_from(('"{}"', "“{}”", "‘{}’", "„{}“", "«{}»", "« {} »", "”{}”", "「{}」", "“{}", "{}”", "{}"))
    quoted = st.builds(str.format, pair, plain)
    return st.builds("{} {}{}".format, st.one_of(plain, quoted), quoted, st.sampled_from(ENDS))


def articles() -> SearchStrategy[str]:
    """A text of paragraphs, as news files have them, with labels of a page between and any line ends."""
    between = st.sampled_from((" ", " ", *(f" {bullet} " for bullet in BULLETS)))
    lines = st.builds(str.join, between, st.lists(sentences(), min_size=1, max_size=4))
    paragraph = st.one_of(sentences(), lines, texts(0, 8))
    return st.builds(
        lambda start, paragraphs, end: start + end.join(paragraphs) + end,
        st.sampled_from(("", "\ufeff", "\n", " ")),
        st.lists(paragraph, min_size=0, max_size=8),
        st.sampled_from(LINE_ENDS + LINE_SEPARATORS),
    )


def spans(longest: int = 200) -> SearchStrategy[Span]:
    """A span that may be empty, with both ends at most ``longest``."""
    end = st.integers(min_value=0, max_value=longest)
    return st.tuples(end, end).map(lambda ends: Span(min(ends), max(ends)))


def spans_in(text: str) -> SearchStrategy[Span]:
    """A span inside ``text``, perhaps empty."""
    return spans(len(text))


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, Span]:
    """A text with traps and a stretch of it, which may be empty."""
    text = draw(texts())
    return text, draw(spans_in(text))


def text_digests() -> SearchStrategy[TextDigest]:
    """The name of a text, as any 64 hex digits are."""
    return st.binary(max_size=8).map(lambda content: text_digest(content.hex()))


def permalinks() -> SearchStrategy[Permalink]:
    """A permalink to a stretch that is not empty, also far out in a large text."""
    start = st.integers(min_value=0, max_value=2_000_000_000)
    length = st.integers(min_value=1, max_value=100_000)
    return st.builds(lambda text, at, size: Permalink(text, Span(at, at + size)), text_digests(), start, length)
