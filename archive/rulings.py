"""What a person rules on a stretch of a text, and the analysis that shows it.

What is hard here is that everything follows: a caption that is kept yields its sentences and quotations, a line that is
removed takes them with it. So the text is analysed again with what people ruled on it, and that analysis is the current
one while the rulings hold; the rules' own stays beside it, because versions are told apart by that alone. A ruling is a
decision with name, time and reason; another one takes it back, and none is erased.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.analysis import RULINGS_MARK, analyse
from archive.errors import InvalidValue, UnknownReference, UsageError, Withdrawn
from archive.identifiers import Permalink, TextDigest
from archive.records import Analysis, Decision, Verdict
from archive.rules import rule_set_name
from archive.rules.quote_marks import find_marks_in
from archive.spans import Span
from archive.store import Store
from archive.store.analyses import current_analysis, current_rule_set, find_rules_analysis, put_analysis
from archive.store.documents import documents_of_text
from archive.store.facts import hints_of, put_decision, text_of
from archive.store.index import refresh_document
from archive.store.rulings import FIELD, decisions_on, in_force, ruling_record, rulings_of
from archive.text_model import RulingRecord

LONGEST_REASON = 2000
"""Code points of a reason."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one stretch: the rulings as they were recorded, or why it was not ruled on."""

    place: Permalink
    records: tuple[RulingRecord, ...] = ()
    refusal: UsageError | Withdrawn | None = None


def rule_on_stretches(
    store: Store,
    places: Iterable[Permalink],
    verdict: Verdict | None,
    author: str,
    now: str,
    reason: str | None = None,
) -> list[Outcome]:
    """What became of each stretch, in order; everything shows the rulings from now on.

    They are recorded together, so that an interrupted call has ruled on nothing; a stretch that cannot be ruled on
    stops no other. None as verdict takes back the rulings on a stretch, or on a part of it. A ruling that holds already
    is not recorded again.

    Raises:
        InvalidValue: the reason is too long; nothing was recorded.
    """
    if reason and len(reason) > LONGEST_REASON:
        raise InvalidValue("--reason", f"is longer than {LONGEST_REASON} characters")
    with store.transaction():
        decided = [(place, _decide(store, place, verdict, author, now, reason)) for place in places]
        texts = dict.fromkeys(place.text for place, found in decided if isinstance(found, list))
        for decision in (one for _, found in decided if isinstance(found, list) for one in found):
            put_decision(store, decision)
        for text in texts:
            lay_rulings_over(store, text, now)
        for document in {document for text in texts for document in documents_of_text(store, text)}:
            refresh_document(store, document)
        return [_outcome(store, place, found) for place, found in decided]


def _outcome(store: Store, place: Permalink, found: list[Decision] | UsageError | Withdrawn) -> Outcome:
    if not isinstance(found, list):
        return Outcome(place, refusal=found)
    content = text_of(store, place.text)
    return Outcome(place, tuple(ruling_record(decision, content) for decision in found))


def _decide(
    store: Store, place: Permalink, verdict: Verdict | None, author: str, now: str, reason: str | None
) -> list[Decision] | UsageError | Withdrawn:
    """What is to be recorded, or why nothing is."""
    try:
        if verdict is None:
            return _take_back(store, place, author, now, reason)
        return _rule(store, place, verdict, author, now, reason)
    except (UsageError, Withdrawn) as error:
        return error


def _rule(
    store: Store, place: Permalink, verdict: Verdict, author: str, now: str, reason: str | None
) -> list[Decision]:
    """The decision, or the one that says so already.

    To keep a part of what is set aside is to keep all of that stretch: half a line is of no use to anybody. To remove a
    quotation is to remove its marks with it.
    """
    content, analysis = text_of(store, place.text), current_analysis(store, place.text)
    span = _whole(analysis, place.span) if verdict == "keep" else _with_marks(analysis, content, place.span)
    span = span.trimmed(content)
    if not span:
        raise InvalidValue(place.short, "holds no character to rule on", "Name a stretch with words in it.")
    held = [one for one in in_force(decisions_on(store, place.text)) if one.span == span and one.value == verdict]
    return held or [Decision(place.text, FIELD, verdict, author, now, reason, span)]


def _take_back(store: Store, place: Permalink, author: str, now: str, reason: str | None) -> list[Decision]:
    """A decision against each ruling on this stretch, or on a part of it."""
    text_of(store, place.text)
    held = [one for one in in_force(decisions_on(store, place.text)) if one.span and one.span.overlaps(place.span)]
    if not held:
        next_step = f"archive show {place.text[:12]} --why lists the rulings that hold."
        raise UnknownReference(place.short, "nobody's ruling on this stretch holds", next_step)
    return [Decision(place.text, FIELD, None, author, now, reason, one.span) for one in held]


def _whole(analysis: Analysis, span: Span) -> Span:
    """The stretch with all of what is set aside or flagged that it touches."""
    marks = [*(removal.span for removal in analysis.removals), *(suspect.span for suspect in analysis.suspects)]
    touched = [span, *(mark for mark in marks if mark.overlaps(span))]
    return Span(min(one.start for one in touched), max(one.end for one in touched))


def _with_marks(analysis: Analysis, content: str, span: Span) -> Span:
    """The stretch with the quote marks round it, if it is all of a quotation."""
    if not any(quotation.span == span for quotation in analysis.quotations):
        return span
    around = [Span(*mark) for mark in find_marks_in(content, max(0, span.start - 3), span.end + 3)]
    touching = [mark for mark in around if mark.end == span.start or mark.start == span.end]
    all_of_it = [span, *touching]
    return Span(min(one.start for one in all_of_it), max(one.end for one in all_of_it))


def lay_rulings_over(store: Store, text: TextDigest, now: str) -> None:
    """The current analysis of a text is that of today's rules with what people ruled; call it in `Store.transaction`.

    It needs an analysis by the rules that is current or was; the caller refreshes the rows of the articles.
    """
    rulings = rulings_of(store, text)
    if not rulings and RULINGS_MARK not in (current_rule_set(store, text) or RULINGS_MARK):
        return
    rules = find_rules_analysis(store, text)
    content, hints = text_of(store, text), hints_of(store, text)
    if rules is None or (rulings and rules.rule_set != rule_set_name()):
        rules = analyse(content, hints)
    put_analysis(store, rules, now)
    if rulings:
        put_analysis(store, analyse(content, hints, rulings), now)
