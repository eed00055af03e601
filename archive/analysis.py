"""All that today's rules say about one text: a pure function of the text and what its reader saw.

It asks no clock, no network and no archive, keeps nothing of one text for the next, and depends on no order of sets, so
that two processes on two machines with the same rule set compute the same record. The name of the rule set is a digest
of all tables and all code that has a say here (`archive.rules.rule_set_name`), so it cannot stay while they change.
That is what makes an analysis replaceable: facts are stored for good, analyses are computed again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from archive.attribution import attribute_quotations
from archive.cleaning import clean_text, find_notices
from archive.evidence import find_evidence
from archive.identifiers import text_digest
from archive.quotations import find_quotations
from archive.records import Analysis, BlockHint, Evidence, Ruling
from archive.rules import rule_set_name
from archive.sentences import split_sentences
from archive.spans import Span, subtract_spans

RULINGS_MARK = "+"
"""Stands in the name of an analysis between the rule set and what tells the rulings laid over it."""


def analyse(text: str, hints: Sequence[BlockHint] = (), rulings: Sequence[Ruling] = ()) -> Analysis:
    """What the archive makes of a text: what is set aside, its sentences, its quotations with their speakers.

    Args:
        text: the whole text, as read from its snapshot; never changed.
        hints: what the reader saw stretches of it to be; spans in ``text``.
        rulings: what people ruled on stretches of it, oldest first; the rule set's name then tells them too.

    >>> analysis = analyse("“We will wait,” the mayor said on Friday.")
    >>> [(quotation.span.start, quotation.attribution.speaker) for quotation in analysis.quotations]
    [(1, 'mayor')]
    """
    removals, suspects = clean_text(text, hints, rulings)
    kept = subtract_spans(Span(0, len(text)), [removal.span for removal in removals])
    sentences = split_sentences(text, kept, hints)
    evidence = find_evidence(text, removals, hints)
    return Analysis(
        text=text_digest(text),
        rule_set=name_with_rulings(rule_set_name(), rulings),
        removals=removals,
        sentences=sentences,
        quotations=attribute_quotations(text, removals, sentences, find_quotations(text, removals, sentences, hints)),
        evidence=evidence,
        notices=find_notices(text, removals),
        language=_told_language(evidence),
        suspects=suspects,
    )


def name_with_rulings(rule_set: str, rulings: Sequence[Ruling]) -> str:
    """The name under which an analysis by this rule set and these rulings is kept; without rulings the rule set's.

    >>> name_with_rulings("r0", []), name_with_rulings("r0", [Ruling(Span(0, 2), "keep", "Jane Doe")])
    ('r0', 'r0+11af39f9')
    """
    if not rulings:
        return rule_set
    said = repr([(ruling.span.start, ruling.span.end, ruling.verdict, ruling.words) for ruling in rulings])
    return f"{rule_set}{RULINGS_MARK}{hashlib.sha256(said.encode()).hexdigest()[:8]}"


def _told_language(evidence: Sequence[Evidence]) -> str | None:
    """The language that the evidence tells, None when it tells none."""
    return next((found.value for found in evidence if found.field == "language"), None)
