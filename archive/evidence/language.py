"""The language that the article is written in.

What is hard here is that neighbours share words and texts quote strangers: so small words are counted, a word that
several languages use counts less, and unless one language has clearly the most, nothing is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.cleaning.scripts import line_script
from archive.records import Evidence, Removal
from archive.rules.languages import language_of_script, languages_of_words
from archive.spans import Span, subtract_spans

_SAMPLE = 4000
"""Characters of the article that are looked at."""
_OPENING = 1500
_WORD = re.compile(
    # First the plain word, as nearly all are: the rest says the same of it, and takes longer to find out.
    r"[a-z]++(?=[ ,.\n])|"
    r"[^\W\d_]+(?:[\u0900-\u0903\u093a-\u094f\u0962\u0963]+[^\W\d_]*)*"
)
_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_FEWEST_HITS = 3.0
_CLEARLY = 1.15
"""The best language needs this many times the hits of the second."""
_SURE_HITS = 12.0
_SURELY = 1.5
"""With so many hits, and so many times those of the second, a page that declares another language is mistaken."""
_SURE, _LIKELY = 0.95, 0.85


class _Found(NamedTuple):
    language: str
    confidence: float


def detect_language(text: str, removals: Sequence[Removal] = ()) -> str | None:
    """The BCP 47 code of the article's language; None when it is not clear.

    >>> detect_language("Der Bürgermeister hat am Freitag die Brücke eröffnet und sprach nicht mit der Presse.")
    'de'
    """
    found = _detect(_sample(text, removals))
    return found.language if found else None


def _detect(sample: str) -> _Found | None:
    script = line_script(sample) or ("East Asian" if _KANA.search(sample) or _HANGUL.search(sample) else None)
    if script == "East Asian":
        return _Found(_east_asian(sample), _SURE)
    if script in language_of_script():
        return _Found(language_of_script()[script], _SURE)
    return _by_small_words(sample)


def find_language(text: str, removals: Sequence[Removal]) -> Iterator[Evidence]:
    """The language as evidence; its span is the whole text."""
    found = _detect(_sample(text, removals))
    if found:
        yield Evidence("language", found.language, Span(0, len(text)), "small words and script", found.confidence)


def _sample(text: str, removals: Sequence[Removal]) -> str:
    parts: list[str] = []
    length = 0
    for span in subtract_spans(Span(0, len(text)), (removal.span for removal in removals)):
        parts.append(text[span.start : min(span.end, span.start + _SAMPLE - length)])
        length += len(parts[-1])
        if length >= _SAMPLE:
            break
    return "\n".join(parts)


def _east_asian(sample: str) -> str:
    kana, hangul = len(_KANA.findall(sample)), len(_HANGUL.findall(sample))
    if kana > 0.05 * len(sample) and kana >= hangul:
        return "ja"
    return "ko" if hangul > 0.05 * len(sample) else "zh"


def _by_small_words(sample: str) -> _Found | None:
    """The language by its small words; those of the opening are enough where they leave no doubt."""
    found = _judge_words(sample[:_OPENING])
    if len(sample) <= _OPENING or (found is not None and found.confidence == _SURE):
        return found
    return _judge_words(sample)


def _judge_words(sample: str) -> _Found | None:
    hits: dict[str, float] = {}
    known = languages_of_words()
    words = filter(known.__contains__, _WORD.findall(sample.casefold()))
    for word, count in Counter(words).items():
        languages = known[word]
        share = count / len(languages) ** 0.5
        for language in languages:
            hits[language] = hits.get(language, 0.0) + share
    ranked = sorted(hits.items(), key=lambda hit: -hit[1])[:2]
    if not ranked or ranked[0][1] < _FEWEST_HITS:
        return None
    (language, most), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
    if most < _CLEARLY * second:
        return None
    return _Found(language, _SURE if most >= max(_SURE_HITS, _SURELY * second) else _LIKELY)
