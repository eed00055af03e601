"""A wording cut into terms: what two wordings are compared by, each with its weight.

What is hard here is that the words of two translations differ in what means nothing (articles, endings, capitals,
"two" or "2", "isn't" or "is not") and agree in what is common to all talk. So a word is folded to small letters without
accents, a number is its value, a weekday or month its place in the calendar, a negation is marked, and small words
weigh little. Signs of scripts without spaces are taken in pairs, because one sign alone is in every sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

from archive.rules.months import month_numbers
from archive.rules.wordings import WordingWords, wording_words
from archive.spans import Span
from archive.words import UNSPACED, Word, split_words

TermKind = Literal["word", "weak", "number", "date", "negation"]
"""What a term is: a telling word, a small one, a number, a day or month, or what turns a meaning."""

WEAK = 0.12
"""The weight of a small word; a telling word weighs 1."""
SHORTEST_TELLING = 3
"""Words of fewer letters are small words in any language that writes with spaces."""
MOST_TERMS = 2_000
"""Terms beyond this are not compared: no utterance is as long, and hostile input is."""

_DIGITS = re.compile(r"[-\d.,:]+")
_GROUPED = re.compile(r"-?\d{1,3}(?:[.,]\d{3})+")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_SEEN_AS_MONTHS_TOO = frozenset({"may", "march", "mar", "mars", "sept", "ago", "dec", "jan", "sep", "mart", "ocak"})
"""Names of months that are everyday words, or numbers, in some language."""
_SAME_SIGN = {"percent": "%", "pourcent": "%", "prozent": "%", "процентов": "%", "процента": "%", "procent": "%"}


@dataclass(frozen=True, slots=True)
class Term:
    """One term: ``key`` is what it is compared by, ``span`` where it stands; a number may be several words."""

    key: str
    kind: TermKind
    weight: float
    span: Span


def fold_term(word: str) -> str:
    """A word as terms are compared: small letters, no accents.

    >>> fold_term("Région") == fold_term("region")
    True
    """
    folded = word.casefold()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFD", folded)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def split_terms(
    wording: str, language: str | None = None, weights: Mapping[str, float] | None = None
) -> tuple[Term, ...]:
    """The terms of a wording in order; at most `MOST_TERMS`.

    Args:
        wording: the words, without quote marks.
        language: BCP 47; without one the tables of all languages are used.
        weights: what a folded word weighs instead of 1, such as its rarity in an archive.

    >>> [(term.key, term.kind) for term in split_terms("They aren't two.", "en")]
    [('they', 'weak'), ('are', 'weak'), ('not', 'negation'), ('2', 'number')]
    """
    words = split_words(wording)[:MOST_TERMS]
    terms = _join_numbers([term for word in words for term in _terms_of(word, language)], wording_words(language))
    terms = _drop_harmless(list(_pair_signs(terms)), wording_words(language))
    if weights is not None:
        terms = [replace(one, weight=weights.get(one.key, 1.0)) if one.kind == "word" else one for one in terms]
    return tuple(terms)


def _terms_of(word: Word, language: str | None) -> Iterator[Term]:
    """The terms that one word holds: two where it holds a negation."""
    key, negates = _cut_negation(word.key.casefold(), wording_words(language))
    if key:
        kind, folded, weight = _classify(key, language)
        yield Term(folded, kind, weight, word.span)
    if negates:
        yield Term("not", "negation", 1.0, word.span)


def _cut_negation(word: str, words: WordingWords) -> tuple[str, bool]:
    """A word without the negation that is glued to it, and whether there was one."""
    for glued in words.endings:
        if glued.endswith("'") and word.startswith(glued) and len(word) > len(glued):
            return word[len(glued) :], True
        if not glued.endswith("'") and word.endswith(glued) and len(word) > len(glued):
            return word[: -len(glued)], True
    return word, False


@lru_cache(maxsize=65_536)
def _classify(word: str, language: str | None) -> tuple[TermKind, str, float]:
    """What one word is, the key it is compared by, and its weight."""
    words = wording_words(language)
    if word[-1:].isdigit() or _DIGITS.fullmatch(word):
        return "number", _value_of(word), 1.0
    if word in words.negations:
        return "negation", "not", 1.0
    if word in words.numbers:
        return "number", str(words.numbers[word]), 1.0
    if word in words.scales:
        return "number", f"{_SCALE}{words.scales[word]}", 1.0
    if word in words.weekdays:
        return "date", f"weekday {words.weekdays[word]}", 1.0
    if word in month_numbers() and word not in _SEEN_AS_MONTHS_TOO:
        return "date", f"month {month_numbers()[word]}", 1.0
    if word in words.weak:
        return "weak", fold_term(word), WEAK
    return _weigh(fold_term(max(word.split("'"), key=len)))


def _weigh(folded: str) -> tuple[TermKind, str, float]:
    folded = _SAME_SIGN.get(folded, folded)
    if folded.isalpha() and len(folded) < SHORTEST_TELLING and not _UNSPACED.match(folded):
        return "weak", folded, WEAK
    return "word", folded, 1.0 if len(folded) > SHORTEST_TELLING else 0.7


def _value_of(digits: str) -> str:
    """One form of a number: "10,000", "10.000" and "10000" are one, so are "3,5" and "3.5"; times stay as written."""
    plain = re.sub(r"[.,]", "", digits) if _GROUPED.fullmatch(digits) else digits.replace(",", ".")
    try:
        return _plain(Decimal(plain))
    except InvalidOperation:
        return plain


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}" if abs(value.adjusted()) < 40 else str(value)


_SCALE = "×"
"""What the key of a scale begins with: a sign that no word has, as "EC2" begins with "e"."""


def _join_numbers(terms: Sequence[Term], words: WordingWords) -> list[Term]:
    """The same terms, with neighbours such as "two hundred and fifty thousand" made one number.

    A scale on its own ("hundreds of", "a million") is that power of ten; small words between two parts are passed over
    only directly behind a scale.
    """
    joined: list[Term] = []
    place = 0
    while place < len(terms):
        if terms[place].kind != "number":
            joined.append(terms[place])
            place += 1
            continue
        run = [terms[place]]
        place += 1
        while place < len(terms):
            step = 2 if _is_and(terms, place, run[-1]) else 1
            if place + step > len(terms) or not _continues(run, terms[place + step - 1]):
                break
            run.append(terms[place + step - 1])
            place += step
        joined.append(_number_of(run))
    return joined


def _is_and(terms: Sequence[Term], place: int, last: Term) -> bool:
    """Whether a small word stands between a scale and the rest of its number."""
    return terms[place].kind == "weak" and last.key.startswith(_SCALE) and place + 1 < len(terms)


def _continues(run: Sequence[Term], term: Term) -> bool:
    """Whether a term goes on with the number begun: a scale, what is left below it, or units behind tens."""
    if term.kind != "number":
        return False
    last = run[-1].key
    if term.key.startswith(_SCALE):
        return True
    value = Decimal(term.key) if _is_decimal(term.key) else None
    if value is None or not _is_decimal(last.lstrip(_SCALE)):
        return False
    if last.startswith(_SCALE):
        return value < Decimal(10) ** int(last[1:])
    return Decimal(last) in range(20, 100, 10) and value < 10


def _is_decimal(key: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(?:\.\d+)?", key))


def _number_of(run: Sequence[Term]) -> Term:
    if len(run) == 1 and not run[0].key.startswith(_SCALE):
        return run[0]
    total = current = Decimal(0)
    for term in run:
        if not term.key.startswith(_SCALE):
            if not _is_decimal(term.key):
                return run[0]
            current += Decimal(term.key)
            continue
        power = int(term.key[1:])
        current = (current or Decimal(1)) * Decimal(10) ** power
        if power > 2:
            total, current = total + current, Decimal(0)
    span = Span(run[0].span.start, run[-1].span.end)
    return Term(_plain(total + current), "number", 1.0, span)


def _pair_signs(terms: Sequence[Term]) -> Iterator[Term]:
    """The same terms, each sign of a script without spaces taken together with the next one."""
    for place, term in enumerate(terms):
        if term.kind not in {"word", "weak"} or not _UNSPACED.fullmatch(term.key):
            yield term
            continue
        after = terms[place + 1] if place + 1 < len(terms) else None
        follows = after is not None and after.span.start == term.span.end and bool(_UNSPACED.fullmatch(after.key))
        before = terms[place - 1] if place else None
        alone = before is None or before.span.end != term.span.start or not _UNSPACED.fullmatch(before.key)
        if follows and after is not None:
            yield Term(term.key + after.key, "word", 0.5, Span(term.span.start, after.span.end))
        elif alone:
            yield Term(term.key, "word", 0.5, term.span)


def _drop_harmless(terms: Sequence[Term], words: WordingWords) -> list[Term]:
    """The same terms without negations that turn nothing ("not only"); several close together are one."""
    kept: list[Term] = []
    last = -_CLOSE - 1
    for place, term in enumerate(terms):
        if term.kind == "negation":
            after = terms[place + 1].key if place + 1 < len(terms) else ""
            if place - last <= _CLOSE or after in words.harmless:
                continue
            last = place
        kept.append(term)
    return kept


_CLOSE = 4
"""Negations at most this many terms apart are one: "ne … pas", "не … никогда", "no … nada"."""
