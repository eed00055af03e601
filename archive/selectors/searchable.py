"""A text as browsers search it: folded letters, blocks, word boundaries, and the way back to its own places.

What is hard here is that a search folds (case, accents, curly marks, soft hyphens) while what it finds must be named
to the character. So each folded character remembers the place that it came from. A line end in the folded text is the
border of a block, and no term has one: that is all it takes to keep matches within a block.

Folding is the first level of the Unicode Collation Algorithm (UTS 10), near enough: compatibility forms and case are
made one, marks are dropped where they are accents. Besides, Chromium takes curly for straight quote marks and passes
over soft hyphens (blink, platform/text/unicode_utilities.cc). Where this folds more than a browser does, an emitted
link is only the more surely unique.

Words are those of UAX 29. Browsers look words up in a dictionary in scripts without spaces, so `Searchable.is_edge` is
sure of an edge there only beside something that is no letter.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

import regex  # \b by UAX 29, which the standard library does not know; trafilatura brings it

from archive.spans import Span, line_spans
from archive.words import UNSPACED

BLOCK_END = "\n"
"""What stands between two blocks of a folded text."""

_SURE_EDGE = regex.compile(r"\b", regex.WORD | regex.VERSION1)
# Chromium's words end at a full stop or a colon between letters, those of UAX 29 do not (seen in Chromium 156).
_WORD_EDGE = regex.compile(r"\b|(?<=[^\W\d_])(?=[.:])|(?<=[.:])(?=[^\W\d_])", regex.WORD | regex.VERSION1)
_NO_SPACE = re.compile(r"\S")
_UNSPACED_LETTER = re.compile(f"[{UNSPACED}]")
_QUOTE_MARKS = str.maketrans(
    {
        **dict.fromkeys("\u05f4\u201c\u201d\u201e\u201f", '"'),
        **dict.fromkeys("\u05f3\u2018\u2019\u201a\u201b", "'"),
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
    }
)


_LETTERS_OF_THEIR_OWN = "йЙ"
"""Letters whose mark is no accent to the collation."""
_VOICED = "\u3099\u309a"
"""Marks that make another kana of a kana."""
_COLLAPSIBLE = re.compile("[ \t\n\v\f\r]+")
"""White space of which a run is one space; every other kind (no-break, thin, ideographic) is laid out as it is."""


@lru_cache(maxsize=20_000)
def fold_character(character: str) -> str:
    """What a character is searched as: none, one or several small letters.

    >>> [fold_character(character) for character in "É”\u00adﬁ\u00a0"]
    ['e', '"', '', 'fi', ' ']
    """
    if character.isspace():
        return " "
    if character in _LETTERS_OF_THEIR_OWN:
        return character.lower()
    plain = unicodedata.normalize("NFKD", character).casefold().translate(_QUOTE_MARKS)
    return "".join(letter for letter in plain if letter in _VOICED or not _is_passed_over(letter))


def _is_passed_over(letter: str) -> bool:
    return bool(unicodedata.combining(letter)) or unicodedata.category(letter) in {"Cf", "Cc"}


class Searchable:
    r"""A text as browsers search it.

    Args:
        characters: the visible characters, blocks divided by `BLOCK_END`.
        places: for each of them its place in what it was taken from; not descending.

    `text` is the folded text; the places that methods take and give are places in it, unless they say otherwise.

    >>> view = read_lines("He said:\n  “It’s  Été.”")
    >>> view.text, view.source_of(Span(10, 14))
    ('he said:\n"it\'s ete."\n', Span(start=12, end=16))
    """

    def __init__(self, characters: str, places: Iterable[int]) -> None:
        folded: list[str] = []
        sources = array("q")
        ends = array("q")
        for character, place in zip(characters, places, strict=True):
            for letter in character if character == BLOCK_END else fold_character(character):
                folded.append(letter)
                sources.append(place)
                ends.append(place + 1)
        self.text = "".join(folded)
        self._sources = sources
        self._ends = ends

    def source_of(self, span: Span) -> Span:
        """The stretch, which is not empty, in what the view was taken from."""
        return Span(self._sources[span.start], self._ends[span.end - 1])

    def view_of(self, span: Span) -> Span:
        """The part of `text` that was taken from this stretch, without white space at its ends; it may be empty."""
        start, end = bisect_left(self._sources, span.start), bisect_left(self._sources, span.end)
        return Span(start, max(start, end)).trimmed(self.text)

    def is_word_edge(self, place: int) -> bool:
        """Whether no word goes over this place, by UAX 29 or for Chromium."""
        return place in {0, len(self.text)} or _WORD_EDGE.match(self.text, place) is not None

    def next_word_edge(self, place: int) -> int:
        """The first place from ``place`` on that no word goes over."""
        found = _WORD_EDGE.search(self.text, place)
        return found.start() if found else len(self.text)

    def is_edge(self, place: int) -> bool:
        """Whether every browser agrees that no word goes over this place."""
        around = self.text[max(0, place - 1) : place + 1]
        is_edge = place in {0, len(self.text)} or _SURE_EDGE.match(self.text, place) is not None
        return is_edge and len(_UNSPACED_LETTER.findall(around)) < 2

    def skip_space(self, place: int) -> int:
        """The first place from ``place`` on where something stands, in this block or a later one."""
        found = _NO_SPACE.search(self.text, place)
        return found.start() if found else len(self.text)


def fold_term(term: str) -> str:
    r"""A term of a directive as it is looked for.

    >>> fold_term(" The  Mayor’s\nword ")
    "the mayor's word"
    """
    return "".join(map(fold_character, _COLLAPSIBLE.sub(" ", term))).strip()


def read_lines(text: str) -> Searchable:
    """A plain text, in which each line is a block, as browsers search it; its places are those of the text."""
    characters: list[str] = []
    places = array("q")
    for line in line_spans(text):
        for place in range(line.start, line.end):
            character = " " if _COLLAPSIBLE.match(text[place]) else text[place]
            if character != " " or (characters and characters[-1] not in {" ", BLOCK_END}):
                characters.append(character)
                places.append(place)
        characters.append(BLOCK_END)
        places.append(line.end)
    return Searchable("".join(characters), places)
