"""Why a text is shown as it is: all that is said of it, or of a stretch, with what each decision rests on.

What is hard here is that reasons are not stored: the analysis keeps what was decided, with rule, evidence and score,
and the weights behind a speaker are worked out again from the text when somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable

from archive.attribution import explain_attribution
from archive.attribution.explaining import Explanation
from archive.identifiers import TextDigest
from archive.quotations import find_quotations
from archive.rules.feature_words import say_feature
from archive.spans import Span
from archive.store import Store
from archive.store.analyses import find_own_analysis
from archive.store.facts import hints_of, text_of
from archive.store.texts import text_record
from archive.text_model import AnswerRecord, ExplanationRecord, FeatureRecord, WhyRecord

MOST_ANSWERS = 4
"""Answers of one quotation that are told, the likeliest first."""


def explain_text(store: Store, text: TextDigest, span: Span | None = None) -> WhyRecord:
    """What is said about a text with the reasons; of a stretch only what touches it.

    Without the ``explanations``: `explain_quotations` hands them over one by one.

    Raises:
        UnknownReference: the archive does not hold it.
        Withdrawn: it was taken down.
    """
    record = text_record(store, text)
    whole = span or Span(0, record.length)
    return WhyRecord(
        **{name: getattr(record, name) for name in type(record).model_fields}
        | {
            "removals": [one for one in record.removals if Span(one.start, one.end).overlaps(whole)],
            "suspects": [one for one in record.suspects if Span(one.start, one.end).overlaps(whole)],
            "rulings": [one for one in record.rulings if Span(one.start, one.end).overlaps(whole)],
            "attribution_rulings": [
                one for one in record.attribution_rulings if Span(*(one.place or (one.start, one.end))).overlaps(whole)
            ],
            "sentences": [pair for pair in record.sentences if Span(*pair).overlaps(whole)],
            "quotations": [one for one in record.quotations if Span(one.start, one.end).overlaps(whole)],
            "notices": [one for one in record.notices if Span(one.start, one.end).overlaps(whole)],
        },
        explanations=[],
    )


def explain_quotations(
    store: Store, text: TextDigest, span: Span | None, take: Callable[[ExplanationRecord], None]
) -> None:
    """Hands over how the speakers of a text were chosen, of a stretch those of the quotations that touch it.

    In the order of the text, and only of quotations that were weighed. The reasons of one are some fifty kilobytes, so
    they are handed over as they come, and nobody has to hold those of thousands.
    """
    analysis, content = find_own_analysis(store, text), text_of(store, text)
    if analysis is None:
        return
    whole = span or Span(0, len(content))

    def hand_over(explanation: Explanation) -> None:
        if explanation.segment.overlaps(whole):
            take(_record(explanation))

    found = find_quotations(content, analysis.removals, analysis.sentences, hints_of(store, text))
    explain_attribution(content, analysis.removals, analysis.sentences, found, hand_over)


def _record(explanation: Explanation) -> ExplanationRecord:
    return ExplanationRecord(
        start=explanation.segment.start,
        end=explanation.segment.end,
        speaker=explanation.speaker,
        score=explanation.score,
        confidence=explanation.confidence,
        answers=[
            AnswerRecord(
                words=option.words,
                where=option.where,
                probability=option.probability,
                features=[
                    FeatureRecord(name=name, words=say_feature(name) or name, weight=weight)
                    for name, weight in option.features
                ],
            )
            for option in explanation.options[:MOST_ANSWERS]
        ],
    )
