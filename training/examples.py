"""From annotated articles to examples: the options of every quotation, and which of them are right.

The texts go through the same steps as any text of the archive (cleaning included), so the ranker learns from what it
will meet. An option is right when it is the words that were annotated; where the article names nobody beside the
quotation, when it names the right speaker. A quotation whose speaker is not among its options teaches nothing: that
nobody should be named is learned from words that are nobody's. What is hard: the options depend on what was answered
before, so the examples are made anew with the weights of the round before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.attribution import rank_quotations
from archive.attribution.attributing import Judged
from archive.attribution.options import Option
from archive.attribution.ranking import Ranker
from archive.cleaning import mark_removals
from archive.quotations import Found, find_quotations
from archive.records import Quotation, Removal
from archive.sentences import split_sentences
from archive.spans import Span, subtract_spans
from training.annotations import Article, GoldQuotation
from training.matching import is_same_speaker, match_quotations, overlaps_any


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with what the steps before attribution make of it."""

    article: Article
    removals: tuple[Removal, ...]
    sentences: tuple[Span, ...]
    found: tuple[Found, ...]

    @property
    def speakers(self) -> set[str]:
        """The names of all who speak in the article, as annotated."""
        return {gold.speaker for gold in self.article.quotations if gold.speaker is not None}


@dataclass(frozen=True, slots=True)
class Example:
    """One quotation to learn from: the features of each option, and which options are right."""

    article: str
    features: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def prepare(article: Article) -> Prepared:
    """The article after cleaning, sentences and quotations."""
    text = article.text
    removals = mark_removals(text)
    kept = subtract_spans(Span(0, len(text)), [removal.span for removal in removals])
    sentences = split_sentences(text, kept)
    return Prepared(article, removals, sentences, find_quotations(text, removals, sentences))


def judge(prepared: Prepared, ranker: Ranker | None) -> tuple[tuple[Quotation, ...], list[Judged]]:
    """The quotations of the article as attributed, and how each was judged."""
    judged: list[Judged] = []
    quotations = rank_quotations(
        prepared.article.text, prepared.removals, prepared.sentences, prepared.found, ranker, judged.append
    )
    return quotations, judged


def examples_of(prepared: Prepared, ranker: Ranker) -> list[Example]:
    """One example for each quotation found that is nobody's, or somebody's who is among its options."""
    gold = prepared.article.quotations
    _, judged = judge(prepared, ranker)
    matched = match_quotations(gold, [prepared.found[one.number].segments for one in judged])
    examples = []
    for number, one in enumerate(judged):
        right = _right_options(one, matched.get(number), prepared.speakers)
        if any(right) and not all(right):
            features = tuple(tuple(names) for names in one.features)
            examples.append(Example(prepared.article.name, features, right))
    return examples


def _right_options(one: Judged, gold: GoldQuotation | None, speakers: Iterable[str]) -> tuple[bool, ...]:
    """Which options are right, perhaps none; the last one is nobody."""
    options = one.options
    if gold is None or gold.speaker is None:
        return (*[False] * (len(options) - 1), True)
    named = [_is_named(option, gold.mentions) for option in options]
    if not any(named):
        elsewhere = [option.where not in ("before", "behind") for option in options]
        named = [
            is_elsewhere and entity is not None and is_same_speaker(entity.name, gold.speaker, speakers)
            for is_elsewhere, entity in zip(elsewhere, one.entities, strict=True)
        ]
    return tuple(named)


def _is_named(option: Option, mentions: Sequence[Span]) -> bool:
    """Whether the option's words are those that were annotated."""
    if option.mention is None or option.reading is None:
        return False
    return overlaps_any(option.reading.sentence.stretch(option.mention.shown_first, option.mention.last), mentions)
