"""From finds to speakers: one pass over the sentences, in the order of the text.

For each quotation the rules give their answer (`by_rules`), all that may be the answer is listed (`options`), and the
ranker weighs it (`features`, `ranking`). Options that name the same speaker stand together: what is asked is who spoke,
and only then which words say so. Below the ranker's threshold the quotation is nobody's: wrong is worse than unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.attribution.by_rules import Rules, carry, is_heading
from archive.attribution.cues import Cue, SentenceReading
from archive.attribution.echoes import Echoes
from archive.attribution.entities.context import Context
from archive.attribution.entities.entity import Entity
from archive.attribution.entities.focus import MEMORY
from archive.attribution.entities.people import People
from archive.attribution.features import FeatureMaker
from archive.attribution.options import Option, gather_options
from archive.attribution.ranking import Ranker
from archive.attribution.signing import find_signer
from archive.attribution.travelling import Travelling
from archive.attribution.verdicts import Place, Verdict, Verdicts
from archive.attribution.ways import Candidate, make_candidate
from archive.quotations.found import Found
from archive.records import Attribution
from archive.rules.speech import speech_rules
from archive.spans import Span

RANKED_LANGUAGE = "en"
"""The language of the articles that the ranker was trained on; in others the rules answer alone."""
_WEIGHED = 0.04
"""Options below this probability are not asked whom they name."""
_MOST_WEIGHED = 4
_NOBODY = 0.55
"""Nobody is named where it is more probable than not that nobody should be."""
_UNSPOKEN = 0.7
"""From this probability of nobody on, a few bare words are not taken for a quotation at all."""
_DATE = 3
"""A date has no fewer words and marks, its colon included."""
_CROSSHEAD = 10
"""A crosshead has no more words."""
_ELSEWHERE = {"sentence before": "sentence-before", "paragraph before": "paragraph-before"}


@dataclass(frozen=True, slots=True)
class Judged:
    """How one quotation was judged: its options with their features and probabilities, and the answer.

    ``number`` is that of the quotation's first find; ``entities`` are the speakers that are known without a guess;
    ``chosen`` is the number of the option, ``score`` the probability of its speaker before calibration, ``best`` what
    it says, ``verdict`` the answer (None under the threshold).
    """

    number: int
    options: Sequence[Option]
    entities: Sequence[Entity | None]
    features: Sequence[Sequence[str]]
    probabilities: Sequence[float]
    chosen: int
    score: float
    best: Verdict | None
    verdict: Verdict | None


class Attributor:
    """The state of the pass.

    Without a ranker the rules answer alone; ``watch`` is told how each quotation is judged.
    """

    def __init__(
        self,
        text: str,
        found: Sequence[Found],
        readings: Sequence[SentenceReading],
        first_of: Sequence[int],
        ranker: Ranker | None,
        watch: Callable[[Judged], None] | None = None,
    ) -> None:
        self.text = text
        self.found = found
        self.readings = readings
        self.context = Context(People(readings))
        self.verdicts = Verdicts(readings, first_of)
        self.rules = Rules(text, found, self.verdicts, self.context)
        self.travelling = Travelling(text, self.verdicts, self.context)
        self.features = FeatureMaker(text, found, self.verdicts)
        self.ranker = ranker
        self.watch = watch
        self.unspoken: set[int] = set()
        """The quotations that are most probably nobody's, by the number of their first find."""

    def run(self) -> dict[int, Attribution]:
        """The attribution of each quotation that can be given a speaker, by the number of its first find."""
        wanted, places = self.verdicts.near_quotations(MEMORY), self.verdicts.places()
        judged: set[int] = set()
        for order, reading in enumerate(self.readings):
            for number in dict.fromkeys(self.verdicts.first_of[found] for found in reading.sentence.quotations):
                if number in judged:
                    self._note(self.verdicts.known.get(number), reading, order)
                elif number in places:
                    judged.add(number)
                    self._attribute(number, places[number])
            if wanted[order] and not reading.sentence.removed:
                self.context.note_sentence(reading, order)
        self._hear_again(places)
        return {number: verdict.as_attribution(self.text) for number, verdict in self.verdicts.known.items()}

    def _hear_again(self, places: Mapping[int, Sequence[Place]]) -> None:
        """Gives what nobody is named for, and a headline's words, to whoever says the same words elsewhere."""
        known = self.verdicts.known
        asked = [number for number, at in places.items() if number not in known or self._is_open(number, at[0])]
        if not asked:
            return
        named = {number for number, verdict in known.items() if verdict.mention is not None}
        echoes = Echoes(self.text, self.found, self.verdicts.first_of, asked, named)
        for number in asked:
            first = next(echoes.of(number), None)
            source, told = known[first] if first is not None else None, known.get(number)
            if source is not None and (told is None or told.entity is not source.entity):
                again = carry(source, "again")
                known[number] = again if told is None else replace(again, mention=told.mention, reading=told.reading)

    def _is_open(self, number: int, place: Place) -> bool:
        """Whether the quotation stands in a heading that does not say itself whose words it holds."""
        verdict = self.verdicts.known[number]
        return (verdict.mention is None or verdict.cue is None) and is_heading(self.readings, place.order, self.text)

    def _note(self, verdict: Verdict | None, reading: SentenceReading, order: int) -> None:
        if verdict is not None and not reading.sentence.removed:
            self.context.note_speaker(verdict.entity, order)

    def _attribute(self, number: int, places: Sequence[Place]) -> None:
        first, place = places[0], places[-1]
        signature = self.found[number].signature
        if signature is not None:
            verdict = self._signed(signature, place)
        else:
            offered = [(place, self.rules.candidates(place)) for place in places]
            verdict, place = self._ruled(offered)
            if self.ranker is not None:
                verdict, place = self._ranked(self.ranker, number, offered, verdict)
        if verdict is not None:
            verdict.via = self.travelling.find_via(place, verdict)
        self.verdicts.note(number, first.order, verdict)
        if verdict is not None:
            self._note(verdict, first.reading, first.order)

    def _signed(self, signature: Span, last: Place) -> Verdict | None:
        """Who signs the block quotation."""
        signer = find_signer(self.readings, last.order, signature)
        if signer is None:
            return None
        return self.rules.resolve(make_candidate(signer.mention, "signed"), signer.reading, signer.order)

    def _ruled(self, offered: Sequence[tuple[Place, list[Candidate]]]) -> tuple[Verdict | None, Place]:
        """The answer of the rules, the surest of all places, and the place it was found at."""
        best, at = None, offered[0][0]
        for place, candidates in offered:
            looks_back = best is None and self._looks_back(place)
            verdict = self.rules.judge(place, candidates, is_known=not looks_back)
            if verdict is not None and (best is None or verdict.confidence > best.confidence):
                best, at = verdict, place
        return best, at

    def _looks_back(self, place: Place) -> bool:
        """Whether whoever spoke before may go on: not in a crosshead, nor behind a date alone, "July 15, 1960: “…”"."""
        return not (self._is_crosshead(place) or _is_dated(place))

    def _is_crosshead(self, place: Place) -> bool:
        """Whether the quotation is a heading of its own between paragraphs, whoever spoke before."""
        is_short = len(place.reading.tokens) == 1 and self._words_at(place) <= _CROSSHEAD
        return is_short and place.order + 1 < len(self.readings) and is_heading(self.readings, place.order, self.text)

    def _words_at(self, place: Place) -> int:
        return len(self.found[place.reading.tokens[place.position].quotation].segments[0].of(self.text).split())

    def _ranked(
        self, ranker: Ranker, number: int, offered: Sequence[tuple[Place, list[Candidate]]], ruled: Verdict | None
    ) -> tuple[Verdict | None, Place]:
        options = gather_options(offered, ruled, self.verdicts, looks_back=self._looks_back(offered[0][0]))
        entities = [self._known(option, ruled) for option in options]
        features = self.features.make(options, entities)
        probabilities = ranker.probabilities(features)
        chosen, score, best = self._weigh(options, probabilities, ruled)
        verdict = None
        if best is not None and options[chosen].where != "nobody":
            best.confidence = ranker.confidence(score)
            verdict = best if best.confidence >= ranker.threshold else None
        if verdict is None and probabilities[-1] >= _UNSPOKEN:
            self.unspoken.add(number)
        if self.watch is not None:
            self.watch(Judged(number, options, entities, features, probabilities, chosen, score, best, verdict))
        return verdict, options[chosen].place

    def _known(self, option: Option, ruled: Verdict | None) -> Entity | None:
        """The entity that the option names, where that needs no guess."""
        if option.carried is not None:
            return option.carried.entity
        if option.is_ruled and ruled is not None:
            return ruled.entity
        if option.mention is not None and option.mention.kind == "name":
            return self.context.people.of_name(option.mention)
        return None

    def _weigh(
        self, options: Sequence[Option], probabilities: Sequence[float], ruled: Verdict | None
    ) -> tuple[int, float, Verdict | None]:
        """The option to tell, the probability of its speaker, and its verdict; None for nobody.

        What the options of one speaker share is added up; the most probable of them tells the words.
        """
        ranked = sorted(range(len(options)), key=lambda number: (-probabilities[number], number))
        groups: dict[int, tuple[float, int, Verdict]] = {}
        nobody = len(options) - 1
        for number in ranked[:_MOST_WEIGHED]:
            if number == nobody or probabilities[number] < _WEIGHED:
                continue
            verdict = self._verdict(options[number], ruled)
            if verdict is None:
                continue
            share, first, told = groups.get(id(verdict.entity), (0.0, number, verdict))
            groups[id(verdict.entity)] = (share + probabilities[number] * verdict.sure, first, told)
        if not groups:
            return nobody, probabilities[nobody], None
        share, first, told = max(groups.values(), key=lambda group: (group[0], -group[1]))
        if probabilities[nobody] > _NOBODY:
            return nobody, share, told
        named = self._named_beside(options, first, told)
        return (first, min(share, 1.0), told) if named is None else (named[0], min(share, 1.0), named[1])

    def _named_beside(self, options: Sequence[Option], chosen: int, told: Verdict) -> tuple[int, Verdict] | None:
        """The option with the name that the chosen words only describe: "The top Democrat, Sen. Jane Doe, said"."""
        role, reading = options[chosen].mention, options[chosen].reading
        if role is None or role.kind != "role" or reading is None:
            return None
        for number, option in enumerate(options):
            name = option.mention
            if name is None or name.kind != "name" or option.reading is not reading:
                continue
            left, right = (name, role) if name.first < role.first else (role, name)
            between = reading.tokens[left.last + 1 : right.first]
            if len(between) == 1 and between[0].text == "," and self.context.people.of_name(name) is told.entity:
                own = self._verdict(option, None) if option.rule is not None else None
                return number, own or replace(told, mention=name)
        return None

    def _verdict(self, option: Option, ruled: Verdict | None) -> Verdict | None:
        """What the option says, with the entity that it names; None when nobody fits."""
        if option.is_ruled and ruled is not None:
            return ruled
        if option.carried is not None:
            first = option.place.reading.sentence.first_in_paragraph
            within = "carried" if first else "carried-within"
            return carry(option.carried, "same-sentence" if option.order == option.place.order else within)
        if option.mention is None or option.reading is None:
            return None
        rule = option.rule
        if rule is None:
            way = _ELSEWHERE.get(option.where, "weighed")
            rule = Candidate(option.mention, way, _cue_beside(option), speech_rules().ways[way].confidence)
        return self.rules.resolve(rule, option.reading, option.order)


def _is_dated(place: Place) -> bool:
    """Whether a date and a colon are all that opens the sentence before the quotation, as in a list of events."""
    before = place.reading.tokens[: place.position]
    if len(before) < _DATE or before[-1].text != ":" or not before[-2].text.isdigit():
        return False
    times = speech_rules().times
    return all(token.low in times or token.text.isdigit() or token.kind == "mark" for token in before)


def _cue_beside(option: Option) -> Cue | None:
    """The word of speech that touches the mention."""
    mention, reading = option.mention, option.reading
    if mention is None or reading is None or option.where not in ("before", "behind"):
        return None
    beside = (reading.cue_at.get(mention.last + 1), reading.cue_at.get(mention.first - 1))
    return next((cue for cue in beside if cue is not None and not cue.passive), None)
