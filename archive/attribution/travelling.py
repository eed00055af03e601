"""Which channels belong to which quotation: those of its own clause, else those that the sentence before names for it.

What is hard: a channel named once holds for what follows (`Both leaders released a statement.` — `“…,” she said.`), but
only as long as the same speaker goes on, and never for somebody else in the same sentence.
"""

from __future__ import annotations

from archive.attribution.channels import Channel, clause_bounds, find_channels
from archive.attribution.entities.context import Context
from archive.attribution.verdicts import Place, Verdict, Verdicts
from archive.records import Via
from archive.rules.speech import speech_rules


class Travelling:
    """Finds the channels of quotations; one per pass."""

    def __init__(self, text: str, verdicts: Verdicts, context: Context) -> None:
        self.text = text
        self.verdicts = verdicts
        self.context = context
        self._channels: dict[int, list[Channel]] = {}

    def find_via(self, place: Place, verdict: Verdict) -> tuple[Via, ...]:
        """The channels of the quotation at ``place``, sorted by where they stand."""
        own = self._own(place, verdict)
        if verdict.via and not own:
            return verdict.via
        if any(via.role != "relayed_by" for via in own) or place.reading.sentence.removed:
            return own
        inherited = self._inherited(place, verdict)
        if not inherited and verdict.mention_kind == "document" and (span := verdict.mention_span) is not None:
            inherited = (Via(span.of(self.text), "medium", span),)
        return tuple(sorted({*inherited, *own}, key=lambda via: via.span))

    def _in_sentence(self, order: int) -> list[Channel]:
        if order not in self._channels:
            self._channels[order] = find_channels(self.verdicts.readings[order])
        return self._channels[order]

    def _own(self, place: Place, verdict: Verdict) -> tuple[Via, ...]:
        """The channels of the quotation's own clause."""
        channels = self._in_sentence(place.order)
        if not channels:
            return ()
        first, last = clause_bounds(place.reading, verdict.cue.position if verdict.cue else place.position)
        within = [channel for channel in channels if first <= channel.first <= last]
        kept = [channel for channel in within if not _is_mention(channel, place, verdict)]
        named = [(channel, channel.as_via(self.text, place.reading.sentence)) for channel in kept]
        speaker = verdict.entity.name.casefold()
        return tuple(
            via for channel, via in named if channel.role != "relayed_by" or via.text.casefold() not in speaker
        )

    def _inherited(self, place: Place, verdict: Verdict) -> tuple[Via, ...]:
        """The channels that what stands before names for the same speaker."""
        sibling = self.verdicts.sibling(place, place.position + 1)
        if sibling is not None and sibling.entity is verdict.entity:
            return sibling.via
        is_first = place.reading.sentence.first_in_paragraph
        previous = self.verdicts.kept_before(place.order) if is_first else place.order - 1
        if previous < 0:
            return ()
        before = self.verdicts.readings[previous]
        goes_on = verdict.cue_word in speech_rules().continuing
        last = self.verdicts.last_of(before)
        if last is not None:
            may_go_on = goes_on or (place.opens_sentence and verdict.mention_kind == "pronoun")
            is_same = last.entity is verdict.entity and may_go_on
            return tuple(via for via in last.via if via.role != "relayed_by") if is_same else ()
        if not (goes_on or place.opens_sentence or verdict.mention_kind == "document"):
            return ()
        return self._introduced(previous, verdict)

    def _introduced(self, order: int, verdict: Verdict) -> tuple[Via, ...]:
        """The channels of an introducing sentence, if it is about the speaker, or about him and others."""
        channels = [channel for channel in self._in_sentence(order) if channel.role != "relayed_by"]
        if not channels:
            return ()
        focus = self.context.focus_of(order)
        if focus is None:
            return ()
        is_group = focus.words in ("both", "they") or focus.entity.gender == "plural"
        if focus.entity is not verdict.entity and not is_group:
            return ()
        sentence = self.verdicts.readings[order].sentence
        return tuple(channel.as_via(self.text, sentence) for channel in channels)


def _is_mention(channel: Channel, place: Place, verdict: Verdict) -> bool:
    """Whether the channel's words are those that name the speaker."""
    mention = verdict.mention
    if mention is None or verdict.reading is not place.reading:
        return False
    return mention.first <= channel.last and channel.first <= mention.last
