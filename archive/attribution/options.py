"""Everything that may be the answer to "who said it?": the mentions near the words, the speakers before, and nobody.

The rules (`by_rules`) name a few candidates and a way to each; here stand all others too, so that the ranker may choose
against the rules. What is hard is to keep the list short: a mention that cannot be the speaker only costs time. Where
the clause right behind the words says whose they are, nobody else is weighed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.attribution.behind import reports_on
from archive.attribution.cues import SentenceReading
from archive.attribution.denials import is_disowned
from archive.attribution.mentions import Mention
from archive.attribution.verdicts import Place, Verdict, Verdicts
from archive.attribution.ways import Candidate
from archive.rules.speech import speech_rules

Where = Literal["before", "behind", "sentence before", "paragraph before", "next sentence", "carried", "nobody"]
"""Where the option stands, seen from the quotation."""

_PLAIN = frozenset({"after", "after-inverted"})
"""The ways of a clause right behind the words: `“…,” Jane Doe said`."""
_SURE = 0.94
_LIKELY = 0.6
_REACH = 45
_MOST_AHEAD = 4
_MOST_BEHIND = 2
_MOST_ELSEWHERE = 4
_LOOK_BACK = 8


@dataclass(slots=True, eq=False)
class Option:
    """One possible answer, as seen from the quotation at ``place``.

    A mention with its sentence ``reading`` (number ``order``), or the ``carried`` verdict of a quotation before, or
    neither: nobody. ``rule`` is the rules' candidate with the same mention, ``rank`` its place among them;
    ``is_ruled`` tells that the rules alone would answer so. ``steps`` counts the speakers between, for a carried one.
    """

    where: Where
    place: Place
    mention: Mention | None = None
    reading: SentenceReading | None = None
    order: int = -1
    rule: Candidate | None = None
    rank: int = -1
    carried: Verdict | None = None
    steps: int = 0
    is_ruled: bool = False
    is_later: bool = False


def gather_options(
    places: Sequence[tuple[Place, Sequence[Candidate]]],
    ruled: Verdict | None,
    verdicts: Verdicts,
    *,
    looks_back: bool = True,
) -> list[Option]:
    """The options of the quotation that stands at the places, each place with the candidates of the rules.

    ``ruled`` is what the rules alone would answer; who spoke before counts where the quotation ``looks_back``. The last
    option is nobody.
    """
    options: list[Option] = _plainly(places)
    for number, (place, candidates) in enumerate(places if not options else ()):
        disowned = is_disowned(place.reading, place.position)
        found = [*_in_sentence(place, candidates, disowned=disowned)]
        if looks_back and not number and not place.reading.sentence.removed and not _is_likely(candidates):
            if not any(not (cue.passive or cue.form.weak) for cue in place.reading.cues):
                found += _in_sentence_before(place, verdicts)
            found += _carried(place, verdicts) if not disowned else []
        for option in found:
            option.is_later = number > 0
        options += found
    if ruled is not None:
        _mark_ruled(options, ruled, places[0][0], verdicts)
    options.append(Option("nobody", places[0][0], is_ruled=ruled is None))
    return options


def _is_likely(candidates: Sequence[Candidate]) -> bool:
    """Whether the sentence itself says so clearly who speaks that nobody else need be weighed but whom it names."""
    return bool(candidates) and candidates[0].confidence >= _LIKELY


def _is_plain(candidate: Candidate, place: Place) -> bool:
    """Whether the clause right behind the words says whose they are, so that nobody else need be weighed."""
    return candidate.way in _PLAIN and candidate.confidence >= _SURE and candidate.reading in (None, place.reading)


def _plainly(places: Sequence[tuple[Place, Sequence[Candidate]]]) -> list[Option]:
    """The option of the first clause right behind the words, if there is one."""
    for number, (place, candidates) in enumerate(places):
        if candidates and _is_plain(candidates[0], place):
            option = Option("behind", place, candidates[0].mention, place.reading, place.order, candidates[0], 0)
            option.is_later = number > 0
            return [option]
    return []


def _in_sentence(place: Place, candidates: Sequence[Candidate], *, disowned: bool) -> Iterator[Option]:
    """The mentions of the quotation's own sentence, and what else the rules found."""
    reading, position = place.reading, place.position
    by_mention: dict[int, tuple[int, Candidate]] = {}
    for rank, candidate in enumerate(candidates):
        by_mention.setdefault(id(candidate.mention), (rank, candidate))
    ahead = [other for other in reading.mentions if position - _REACH <= other.last < position][-_MOST_AHEAD:]
    behind = [other for other in reading.mentions if position < other.first <= position + _REACH][:_MOST_BEHIND]
    if disowned:
        ahead = []
    if disowned or _is_likely(candidates) or _begins_anew(place):
        behind = [mention for mention in behind if id(mention) in by_mention]
    for mention in (*ahead, *behind):
        rank, rule = by_mention.pop(id(mention), (-1, None))
        if _is_asking(reading, mention, position) or _is_cut_off(reading, mention, position):
            continue
        where: Where = "before" if mention.last < position else "behind"
        yield Option(where, place, mention, reading, place.order, rule, rank)
    for rank, rule in by_mention.values():
        if rule.reading is not None and rule.reading is not reading:
            yield Option("next sentence", place, rule.mention, rule.reading, place.order, rule, rank)
        else:
            where = "before" if rule.mention.last < position else "behind"
            yield Option(where, place, rule.mention, reading, place.order, rule, rank)


def _is_cut_off(reading: SentenceReading, mention: Mention, position: int) -> bool:
    """Whether somebody unnamed speaks between the mention and the words: `she said, and somebody shouted “…”`."""
    nobody = speech_rules().nobody
    if nobody.isdisjoint(reading.lows):
        return False
    for at in range(mention.last + 1, position):
        low = reading.tokens[at].low
        if low in nobody and low != "you" and next(reading.cues_from(at, position), None) is not None:
            return True
    return False


def _begins_anew(place: Place) -> bool:
    """Whether what follows is a sentence of its own: `“Who pays?” Jane Doe said that she knew`."""
    cue = next(place.reading.cues_from(place.position + 1), None)
    return cue is not None and place.opens_sentence and reports_on(place.reading.tokens, cue.position + 1)


def _is_asking(reading: SentenceReading, mention: Mention, position: int) -> bool:
    """Whether the mention labels a line that reminds another of his words: `DOE: You once called it “over.”`."""
    tokens, after = reading.tokens, mention.last + 1
    if mention.first or after >= position or tokens[after].text != ":":
        return False
    return any(token.low == "you" for token in tokens[after:position])


def _in_sentence_before(place: Place, verdicts: Verdicts) -> Iterator[Option]:
    """The mentions of the sentence before, for a quotation whose own sentence has no word of speech."""
    order = verdicts.kept_before(place.order)
    if order < 0:
        return
    before = verdicts.readings[order]
    where: Where = "paragraph before" if place.reading.sentence.first_in_paragraph else "sentence before"
    last = verdicts.said[-1][1] if verdicts.said else None
    told = last.mention if last is not None else None  # stands for the speaker who is carried over
    mentions = [mention for mention in before.mentions if mention is not told]
    if len(mentions) > _MOST_ELSEWHERE:
        mentions = [*mentions[:2], *mentions[2 - _MOST_ELSEWHERE :]]
    for mention in mentions:
        yield Option(where, place, mention, before, order)


def _carried(place: Place, verdicts: Verdicts) -> Iterator[Option]:
    """The speaker of the quotation before, and the last other one."""
    seen: list[object] = []
    for order, verdict in reversed(verdicts.said[-_LOOK_BACK:]):
        if order < place.order - 2 * _LOOK_BACK:
            break
        if verdict is not None and not any(verdict.entity is entity for entity in seen):
            yield Option("carried", place, order=order, carried=verdict, steps=len(seen))
            seen.append(verdict.entity)
        if len(seen) > 1:
            break


def _mark_ruled(options: list[Option], ruled: Verdict, place: Place, verdicts: Verdicts) -> None:
    """Marks the option that the rules chose, and adds it where it is not among the others."""
    for option in options:
        if ruled.mention is None:
            option.is_ruled = option.carried is not None and option.carried.entity is ruled.entity
        else:
            option.is_ruled = option.mention is ruled.mention
        if option.is_ruled:
            return
    if ruled.mention is None:
        options.append(Option("carried", place, order=place.order - 1, carried=ruled, steps=2, is_ruled=True))
    elif ruled.reading is not None and ruled.reading is not place.reading:
        nearby = range(place.order, max(-1, place.order - _LOOK_BACK), -1)
        order = next((at for at in nearby if verdicts.readings[at] is ruled.reading), place.order)
        options.append(Option("paragraph before", place, ruled.mention, ruled.reading, order, is_ruled=True))
