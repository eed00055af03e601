"""The reasons of ``archive show --why``: each decision about a text, or a stretch of it, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from archive.cli.marking import IN_DOUBT, SET_ASIDE
from archive.cli.output import count, visible, width, wrap
from archive.cli.quotation_lines import speaker_phrase
from archive.identifiers import SHORTEST_PREFIX
from archive.rules.feature_words import say_where
from archive.spans import Span

if TYPE_CHECKING:
    from archive.model import QuotationRecord
    from archive.text_model import (
        AttributionRulingRecord,
        ExplanationRecord,
        RemovalRecord,
        RulingRecord,
        WhyRecord,
    )

_INDENT = " " * 12
ANSWERS = "= is an answer that was weighed, called “it” below, with what told most for it (+) and against it (-)."
"""What the lines of an answer mean."""
MOST_ANSWERS = 2
"""Answers of a quotation that are told on a terminal; ``--json`` has more."""
MOST_FEATURES = 4
"""Reasons of one answer that are told on a terminal."""
LEAST_LIKELY = 0.01
"""Answers behind the first one are told on a terminal from this probability on."""
LEAST_WEIGHT = 0.05
"""Reasons are told on a terminal from this weight on, which is rounded to 0.1."""


def why_view(told: WhyRecord, answers: Mapping[int, Sequence[str]], span: Span | None, reference: str) -> list[str]:
    """Each decision about the text or a stretch of it: what was set aside or is in doubt, who ruled, who said what.

    ``answers`` has the `answer_lines` of the quotations that were weighed, by the places where they start.
    """
    whole = span or Span(0, told.length)
    removed = sum(found.end - found.start for found in told.removals)
    lines = wrap(
        f"Set aside: {count(len(told.removals), 'stretch', 'stretches')}, {removed:,} of {len(whole):,} characters, "
        f"by the rules {told.rule_set}",
        width=width(),
    )
    for removal in told.removals:
        lines += why_lines(removal, SET_ASIDE)
    if told.suspects:
        lines += ["", *wrap(f"In doubt, but kept: {count(len(told.suspects), 'stretch', 'stretches')}", width=width())]
    for suspect in told.suspects:
        lines += why_lines(suspect, IN_DOUBT)
    for notice in told.notices:
        lines += wrap(f"{notice.content}", first=f"Kept, a {notice.kind}: ", rest="  ", width=width())
    lines += _ruling_lines(told.rulings)
    lines += _attribution_ruling_lines(told.attribution_rulings)
    lines += _how_to_rule(told, reference)
    quotations = {(found.start, found.end): found for found in told.quotations}
    lines += ["", f"Quotations: {len(quotations)}"]
    if answers:
        lines += wrap(ANSWERS, width=width())
    for quotation in quotations.values():
        lines += _why_quotation(quotation)
        lines += answers.get(quotation.start, ())
    return lines


def why_lines(removal: RemovalRecord, sign: str) -> list[str]:
    """One marked stretch: where, what, by which rule, on what evidence, and its characters."""
    head = f"{removal.start}-{removal.end}"
    sure = "" if removal.score >= 1 else f", {removal.score:.0%} sure"
    lines = wrap(f"{removal.label}, by the rule {removal.rule}{sure}", first=f"{head:<12}", rest=_INDENT, width=width())
    for name, words in (("why", removal.why), ("saw", removal.evidence)):
        if words:
            lines += wrap(words, first=f"{_INDENT}{name}: ", rest=" " * 17, width=width())
    if removal.seen_in:
        seen = ", ".join(text[:SHORTEST_PREFIX] for text in removal.seen_in)
        lines += wrap(seen, first=f"{_INDENT}in:  ", rest=" " * 17, width=width())
    content = on_one_line(removal.content)
    if not content:
        content = " ".join(f"U+{ord(character):04X}" for character in removal.content[:8])
    return [*lines, *wrap(content, first=f"{_INDENT}{sign}", rest=" " * 14, width=width())]


def on_one_line(content: str) -> str:
    r"""The words of a stretch with a sign where its lines end; empty for white space.

    >>> on_one_line("a caption\n\nPHOTO: AFP\n")
    'a caption ⏎ PHOTO: AFP'
    """
    return " ⏎ ".join(" ".join(line.split()) for line in content.splitlines() if line.strip())


def _ruling_lines(rulings: Sequence[RulingRecord]) -> Iterator[str]:
    """What people ruled and still holds."""
    if rulings:
        yield from ("", f"Ruled by people: {count(len(rulings), 'stretch', 'stretches')}")
    for ruling in rulings:
        said = "is the article" if ruling.verdict == "keep" else "is not the article"
        reason = f": {ruling.reason}" if ruling.reason else ""
        head = f"{ruling.start}-{ruling.end}"
        told = f"{said}, says {ruling.author} on {ruling.made_at[:10]}{reason}"
        yield from wrap(visible(told), first=f"{head:<12}", rest=_INDENT, width=width())
        yield from wrap(on_one_line(ruling.content), first=f"{_INDENT}· ", rest=" " * 14, width=width(), most=2)


def _attribution_ruling_lines(rulings: Sequence[AttributionRulingRecord]) -> Iterator[str]:
    """What people ruled on who speaks, and where that does not hold here."""
    if rulings:
        yield from ("", f"Ruled by people on who speaks: {count(len(rulings), 'quotation')}")
    for ruling in rulings:
        start, end = ruling.place or (ruling.start, ruling.end)
        reason = f": {ruling.reason}" if ruling.reason else ""
        told = f"{ruling.said}, says {ruling.author} on {ruling.made_at[:10]}{reason}"
        head = f"{start}-{end}"
        yield from wrap(visible(told), first=f"{head:<12}", rest=_INDENT, width=width())
        if ruling.obstacle:
            yield from wrap(
                f"does not hold here: {ruling.obstacle}", first=f"{_INDENT}! ", rest=" " * 14, width=width()
            )
        yield from wrap(on_one_line(ruling.content), first=f"{_INDENT}· ", rest=" " * 14, width=width(), most=2)


def _how_to_rule(told: WhyRecord, reference: str) -> list[str]:
    """The command that overrules the first decision of each kind."""
    name = visible(told.text[:SHORTEST_PREFIX] if "/" in reference or ":" in reference else reference)
    ways = [("Not right?", "keep", told.removals), ("Not the article?", "remove", told.suspects)]
    lines = [
        f"{question} archive {verb} {name}:{marked[0].start}-{marked[0].end} --reason …"
        for question, verb, marked in ways
        if marked
    ]
    if said := [one for one in told.quotations if one.kind != "none"]:
        lines.append(f"Wrong speaker? archive speakers set {name}:{said[0].start}-{said[0].end} NAME --reason …")
    return ["", *lines] if lines else []


def _why_quotation(quotation: QuotationRecord) -> list[str]:
    head = f"{quotation.start}-{quotation.end}"
    sure = f" ({quotation.confidence:.0%} sure)" if quotation.speaker and not quotation.is_ruled else ""
    who = speaker_phrase(quotation) if quotation.speaker or quotation.is_ruled else "speaker not recognised"
    lines = wrap(f"{quotation.kind}: {who}{sure}", first=f"{head:<12}", rest=_INDENT, width=width())
    told = [("mention", quotation.mention, quotation.mention_span), ("cue", quotation.cue, quotation.cue_span)]
    told += [(station.role.replace("_", " "), station.text, station.span) for station in quotation.via]
    for name, words, span in told:
        if words:
            at = f" at {span[0]}-{span[1]}" if span else ""
            lines += wrap(f"{name} “{words}”{at}", first=_INDENT, rest=" " * 14, width=width())
    return [*lines, *wrap(f"“{quotation.quoted}”", first=_INDENT, rest=" " * 13, width=width(), most=2)]


def answer_lines(explanation: ExplanationRecord) -> list[str]:
    """The likeliest answers with what told most for and against each."""
    lines: list[str] = []
    for place, answer in enumerate(explanation.answers[:MOST_ANSWERS]):
        if place and answer.probability < LEAST_LIKELY:
            break
        told = f"“{answer.words}”, {say_where(answer.where)}" if answer.words else "nobody"
        lines += wrap(f"{answer.probability:.0%} {told}", first=f"{_INDENT}= ", rest=" " * 14, width=width())
        for feature in answer.features[:MOST_FEATURES]:
            if abs(feature.weight) >= LEAST_WEIGHT:
                first = f"{' ' * 14}{feature.weight:+.1f} "
                lines += wrap(feature.words, first=first, rest=" " * len(first), width=width())
    return lines
