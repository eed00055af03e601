"""Each quote mark with what its neighbours say about it.

What is hard: one sign has many uses. ``’`` closes a quotation and is an apostrophe; ``“`` opens in English and closes
in German; ``"`` does both and is also an inch. The neighbours decide nothing here, they only set prices: what it costs
to read the mark as opening, as closing, as neither. `archive.quotations.pairing` looks for the cheapest reading of a
whole paragraph, so that one odd mark never shifts the rest.

The prices were set by hand on one scale and are held by the examples in the tables and the tests: 0 is what a
typesetter does, 1 a doubt, 1.5 to 3 what people mistype, 4 to 6 what only a stray mark does. Only their order matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from archive.quotations.blocks import Block
from archive.rules.quote_marks import find_marks_in, quote_marks
from archive.rules.sentence_words import words_for
from archive.spans import Span

NEVER = 99.0
"""A price that no reading pays."""
_OPENING_BRACKETS = "([{<（【〈《〔¿¡"
_DASHES = "-–—―−/\\|~*_#+=>\u0640"
"""What a mark may follow without a space; the last one stretches an Arabic prefix: بـ"…"."""
_CLOSING_PUNCTUATION = ".,;:!?…)]}。！？、，；：）】〉》〕؟،؛।"
_APOSTROPHES = "'’´`"
_WORD = re.compile(r"[^\W_]+")
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_MEASURE = re.compile(r"(?:(?<![\d.,])|(?<=[/'’′]))\d{1,3}(?:[.,/½¼¾]\d{0,3})?\Z")
_NUMBERED = re.compile(r"\b([A-Z][^\W\d_]*) \d{1,3}\Z")
_HEBREW = re.compile(r"[\u0590-\u05ff]")


class Mark(NamedTuple):
    """A quote mark at ``start``-``end`` and the price of each reading.

    ``is_clear`` tells that it stands as an opening mark does: space before it, text after it. ``is_measure`` tells that
    it may be an inch or a second, ``is_possessive`` that it may be the apostrophe of a plural: the soldiers’ camp.
    """

    start: int
    end: int
    sign: str
    opening: float
    closing: float
    neither: float
    is_clear: bool
    is_measure: bool = False
    is_possessive: bool = False


def find_marks(text: str, block: Block) -> Iterator[Mark]:
    """The marks of a block in order; apostrophes inside words are none."""
    for piece in block.pieces:
        for start, end in find_marks_in(text, piece.start, piece.end):
            yield _priced(text, piece, start, end)


def _priced(text: str, piece: Span, start: int, end: int) -> Mark:
    sign = text[start:end]
    before = text[start - 1] if start > piece.start else ""
    after = text[end] if end < piece.end else ""
    opening, closing, neither = _prices(sign, before, after)
    if sign in _APOSTROPHES and not _is_word(before) and after.isalnum():
        neither = min(neither, _elision_price(text, end, piece.end))
    if sign == '"' and _HEBREW.match(before) and _HEBREW.match(after):
        opening, closing, neither = _hebrew_prices(text, start, end, piece.end)
    clear = opening == 0 and neither > 0.3 and after != "" and not _is_closing_punctuation(after)
    measure = sign in '"”' and before.isdigit() and _is_measure(text, start, after)
    if measure:
        neither = 0.5
    possessive = sign in "'’" and before in "sSxXzZ" and before != "" and after.isspace()
    return Mark(start, end, sign, opening, closing, neither, clear, measure, possessive)


def _hebrew_prices(text: str, start: int, end: int, limit: int) -> tuple[float, float, float]:
    """Between Hebrew letters: gershayim before the last letter of an abbreviation, or a mark after a prefix letter."""
    if end + 1 >= limit or not _HEBREW.match(text[end + 1]):
        return NEVER, NEVER, 0.0
    is_prefix = start < 2 or not _HEBREW.match(text[start - 2])
    return (0.3 if is_prefix else 3.0), 2.0, 3.0


def _is_measure(text: str, start: int, after: str) -> bool:
    """5" pipe, 6' 2" tall: up to three digits, no name before them (Apollo 13), no punctuation after the mark."""
    if not after or after in _CLOSING_PUNCTUATION:
        return False
    reach = max(0, start - 32)
    named = _NUMBERED.search(text, reach, start)
    if named is not None and named.group(1) not in words_for("starts"):
        return False
    return _MEASURE.search(text, reach, start) is not None


@lru_cache(maxsize=8192)
def _prices(sign: str, before: str, after: str) -> tuple[float, float, float]:
    table = quote_marks()
    single = sign in table.single
    opening = closing = NEVER
    if sign in table.closers:
        opening = _left_of_opening(before) + _right_of_opening(after, sign)
    if sign in table.closing:
        closing = _left_of_closing(before, after, sign) + _right_of_closing(after, single)
    neither = _single_price(sign, before, after) if single else _double_price(sign, before, after, opening, closing)
    return opening, closing, neither


def _is_word(sign: str) -> bool:
    return sign.isalnum()


def _is_mark(sign: str) -> bool:
    return bool(sign) and quote_marks().pattern.match(sign) is not None


def _is_closing_punctuation(sign: str) -> bool:
    return bool(sign) and sign in _CLOSING_PUNCTUATION


def _left_of_opening(before: str) -> float:
    if not before or before.isspace() or before in _OPENING_BRACKETS or before in _DASHES:
        return 0.0
    if _is_word(before):
        return 0.3 if _CJK.match(before) else 3.0
    if _CJK.match(before) or _is_mark(before):
        return 0.0
    return 1.0


def _right_of_opening(after: str, sign: str) -> float:
    if not after:
        return 6.0
    if after.isspace():
        if sign in quote_marks().spaced_opening:
            return 0.0
        return 1.5 if sign in '"»' else 3.0 if sign in quote_marks().single else 2.5
    if after in ".…":  # what was left out before the first word
        return 0.3
    if after in _CLOSING_PUNCTUATION:
        return 3.0
    return 0.0


def _left_of_closing(before: str, after: str, sign: str) -> float:
    if not before or before in _OPENING_BRACKETS:
        return 4.0
    if before.isspace():
        if after and not after.isspace() and _is_word(after):
            return 3.0
        return 0.0 if sign in quote_marks().spaced_closing else 1.5
    return 0.0


def _right_of_closing(after: str, single: bool) -> float:
    if not after or not _is_word(after):
        return 0.0
    if _CJK.match(after):
        return 0.0
    return 5.0 if single else 2.0


def _double_price(sign: str, before: str, after: str, opening: float, closing: float) -> float:
    if len(sign) > 1:
        return 3.0
    if min(opening, closing) >= 1.5:
        return 3.0
    return 6.0 if min(opening, closing) == 0 else 4.0


def _single_price(sign: str, before: str, after: str) -> float:
    """What it costs to read a single mark as an apostrophe, a foot or a stray."""
    if sign in "‹›":
        return 3.0
    if sign == "‚":
        return 3.0
    if before.isdigit() and sign in "'’":
        return 0.2
    if _is_word(before):
        if sign == "‘":
            return 2.0
        return 0.5 if before in "sSxXzZ" else 1.0
    if _is_word(after):
        return {"'": 2.5, "’": 2.0, "‘": 3.0}.get(sign, 2.0)
    return 4.0 if _is_closing_punctuation(before) else 2.0


def _elision_price(text: str, end: int, limit: int) -> float:
    found = _WORD.match(text, end, min(end + 12, limit))
    word = found.group() if found else ""
    if word.lower() in quote_marks().elisions:
        return 0.0
    if word[:2].isdigit() and (len(word) == 2 or word[2:] == "s"):
        return 0.3
    return NEVER
