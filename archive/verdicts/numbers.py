"""Numbers as they are compared: by what they say, where their writing is only a country's or a house's custom.

What is hard here is that the same two signs group digits in one country and part decimals in another. So a sign is read
only where it can be but one of the two; a writing that could be both stays as it is, and is then no other's equal::

    40 000 · 40.000 · 40,000 · 40'000 · 40000     grouped by threes, or not at all          the same
    12,34,567 · 1,234,567 · 1234567               grouped as in India                       the same
    4.5 · 4,5                                     one, two, or more than three decimals     the same
    2.375 billion · 2,375 billion                 three digits before a scale or a percent  not the same
    1.5 · 15 · 1.50                               other digits                              not the same
    50 % · 50 percent · 50 per cent               behind digits                             the same
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from archive.rules.drafting import percent_phrases
from archive.rules.wordings import wording_words
from archive.spans import Span
from archive.words import Word

_APART = re.compile(r"[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]?|['’]")
"""What parts the groups of a number: a space of any width, doubled or at a line's end, or an apostrophe."""
_DIGITS = frozenset("0123456789")
_FIRST = re.compile(r"-?[1-9]\d{0,2}")
_GROUP = re.compile(r"\d{3}")
_LAST_GROUP = re.compile(r"\d{3}[.,]\d+")
_GROUPED = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3})(?:\.(?P<part>\d+))?"
    r"|(?P<whole_dots>[1-9]\d{0,2}(?:\.\d{3})+)(?:,(?P<part_comma>\d+))?"
)
_ONE_GROUP = re.compile(r"\d{1,3}[.,]\d{3}")
_DECIMAL = re.compile(r"\d+[.,](?:\d{1,2}|\d{4,})|0[.,]\d+")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def fold_numbers(words: Sequence[Word], text: str) -> tuple[Word, ...]:
    """The words, each number as it is compared; one whose groups stand apart is one word.

    ``words`` are those of ``text`` in order, in small letters.

    >>> from archive.words import split_words
    >>> [word.key for word in fold_numbers(split_words("40 000, 4,5 and 50 per cent"), "40 000, 4,5 and 50 per cent")]
    ['40000', '4.5', 'and', '50', '%']
    """
    numbers = [at for at, word in enumerate(words) if word.key[-1] in _DIGITS]
    return tuple(_fold(words, text, numbers)) if numbers else tuple(words)


def _fold(words: Sequence[Word], text: str, numbers: Sequence[int]) -> Iterator[Word]:
    """All words, those numbers folded that stand at ``numbers`` or begin there."""
    at = 0
    for number in numbers:
        end = _end_of_number(words, text, number) if number >= at else 0
        if not end:
            continue
        yield from words[at:number]
        at = number
        percent = _end_of_percent(words, end)
        span = Span(words[at].span.start, words[end - 1].span.end)
        is_scaled = percent > end or (end < len(words) and words[end].key in wording_words(None).scales)
        yield Word(span, fold_number(" ".join(word.key for word in words[at:end]), is_scaled=is_scaled))
        if percent > end:
            yield Word(Span(words[end].span.start, words[percent - 1].span.end), "%")
        at = percent
    yield from words[at:]


def _end_of_number(words: Sequence[Word], text: str, at: int) -> int:
    """Behind the last word of the number that begins here; 0 where none does."""
    if words[at].key[0] != "-" and words[at].key[0] not in _DIGITS:
        return 0
    end = at + 1
    if not _FIRST.fullmatch(words[at].key):
        return end
    while end < len(words):
        if not _APART.fullmatch(text, words[end - 1].span.end, words[end].span.start):
            break
        if _LAST_GROUP.fullmatch(words[end].key):
            return end + 1
        if not _GROUP.fullmatch(words[end].key):
            break
        end += 1
    return end


def _end_of_percent(words: Sequence[Word], at: int) -> int:
    """Behind the words for a percent sign that begin here; the same place where none do."""
    for phrase in percent_phrases():
        if tuple(word.key for word in words[at : at + len(phrase)]) == phrase:
            return at + len(phrase)
    return at


def fold_number(written: str, *, is_scaled: bool = False) -> str:
    """A number in digits as it is compared.

    Args:
        written: its digits and separators; groups that stand apart are parted by a space.
        is_scaled: a scale or a percent sign follows, before which three digits may be decimals.

    >>> fold_number("40 000"), fold_number("1.234,5"), fold_number("4,5"), fold_number("2.375", is_scaled=True)
    ('40000', '1234.5', '4.5', '2.375')
    """
    sign, body = ("-", written[1:]) if written.startswith("-") else ("", written)
    if " " in body:
        return sign + body.replace(" ", "").replace(",", ".")
    if is_scaled and _ONE_GROUP.fullmatch(body) and not body.endswith("000"):
        return written
    grouped = _GROUPED.fullmatch(body)
    if grouped:
        whole = re.sub(r"[.,]", "", grouped["whole"] or grouped["whole_dots"])
        part = grouped["part"] or grouped["part_comma"]
        return f"{sign}{whole}.{part}" if part else sign + whole
    if _DECIMAL.fullmatch(body):
        return sign + body.replace(",", ".")
    return written


@cache
def is_written_otherwise(key: str) -> bool:
    """Whether another house may write this folded word in other signs, so that no index of words finds it there.

    >>> is_written_otherwise("40000"), is_written_otherwise("2024"), is_written_otherwise("%")
    (True, False, True)
    """
    if key == "%":
        return True
    return key[-1].isdigit() and not _YEAR.fullmatch(key) and ("." in key or len(key) > 3)
