"""Who is meant, each time, by a family name that several people of a text bear.

What is hard: a writer uses the bare name for whoever the text is about, and goes on to another bearer once that one has
begun to speak ("Jane Doe, her press secretary, said it was a slip. “We corrected it,” Doe said."). Whoever is only
named by the way ("the defendant's wife, Jane Doe") does not take the name over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from archive.attribution.cues import SentenceReading
from archive.attribution.entities.entity import Entity
from archive.attribution.entities.offices import described_behind
from archive.attribution.mentions import Mention
from archive.attribution.topics import told_by, topic_of
from archive.rules.names import name_rules

_NEAR = 4
"""Within so many sentences the bare name goes on with a subject who says nothing, if nobody else has spoken."""

Bearers = Callable[[Mention], list[Entity]]
"""Those whom a short name can mean, by its words, title and gender; empty where nobody shares it."""


def find_namesakes(
    readings: Sequence[SentenceReading], bearers_of: Bearers, of_name: Callable[[Mention], Entity], shared: Set[str]
) -> dict[int, Entity]:
    """Whom each short name means that is among the ``shared`` ones, by the identity of its mention."""
    memory = _Memory()
    meant: dict[int, Entity] = {}
    for order, reading in enumerate(readings):
        named = [mention for mention in reading.mentions if mention.kind == "name" and not mention.is_organisation]
        for mention in named:
            bearers = bearers_of(mention)
            if len(bearers) > 1:
                meant[id(mention)] = memory.choose(mention, _described(bearers, reading, mention), order)
            elif bearers:
                memory.note(mention, bearers[0])
            elif len(mention.core) > 1:
                memory.met.setdefault(id(of_name(mention)), order)
        goes_on = memory.acted == order - 1 and reading.cues
        is_asked = goes_on or any(len(one.core) > 1 and one.core[-1].lower() in shared for one in named)
        subject = topic_of(reading) if is_asked else None
        if subject is not None and subject in named and len(subject.core) > 1:
            speaks = bool(reading.cues) and told_by(reading) is subject
            memory.take_up(subject.core[-1].lower(), of_name(subject), order, speaks=speaks)
        elif subject is not None and subject.kind == "pronoun" and subject.last + 1 in reading.cue_at:
            memory.go_on(subject, order)
    return meant


def _described(bearers: list[Entity], reading: SentenceReading, mention: Mention) -> list[Entity]:
    """Those of the bearers whom the words behind the name fit: "Doe, the prime minister, said"."""
    behind = described_behind(reading, mention)
    if behind is None or behind.kind != "role":
        return bearers
    return [bearer for bearer in bearers if behind.head in bearer.heads] or bearers


class _Memory:
    """What the text told so far: who was named in full, who has the word, and what each is called for short."""

    def __init__(self) -> None:
        self.met: dict[int, int] = {}
        self.speaking: dict[str, Entity] = {}
        self.acting: dict[str, tuple[int, Entity]] = {}
        self.acted = -1
        self.called: dict[int, set[str]] = {}

    def choose(self, mention: Mention, bearers: list[Entity], order: int) -> Entity:
        """Of several bearers the one who has the word; another where he is called otherwise, and that one so."""
        name, title = mention.core[-1].lower(), mention.head
        chosen = self._now(name, bearers, order)
        called = self.called.get(id(chosen), set())
        if called and title not in called:
            chosen = next((other for other in bearers if title in self.called.get(id(other), ())), chosen)
        self.note(mention, chosen)
        return chosen

    def take_up(self, name: str, entity: Entity, order: int, *, speaks: bool) -> None:
        """Lets the bare name mean the subject of a sentence if he speaks there or, as "he", in the next one.

        Kin of whoever is called so already keep their full name: "her brother, Juan Pérez, said" leaves her Pérez.
        """
        if _is_kin(entity) and (name in self.speaking or name in self.acting):
            return
        self.acting[name] = (order, entity)
        self.acted = order
        if speaks:
            self.speaking[name] = entity

    def go_on(self, pronoun: Mention, order: int) -> None:
        """Gives the word to whom the sentence before was about, where "he" or "she" goes on and speaks."""
        for name, (since, entity) in self.acting.items():
            if since == order - 1 and entity.gender in (pronoun.gender, "unknown"):
                self.speaking[name] = entity

    def note(self, mention: Mention, entity: Entity) -> None:
        """Takes up whom a short name means, and by which title he was called."""
        self.speaking[mention.core[-1].lower()] = entity
        self.called.setdefault(id(entity), set()).add(mention.head)

    def _now(self, name: str, bearers: list[Entity], order: int) -> Entity:
        """Whom the bare name means: who has the word, else the last subject, else the last one met who is no kin."""
        since, acting = self.acting.get(name, (-_NEAR, None))
        near = acting if order - since < _NEAR else None
        for entity in (self.speaking.get(name), near):
            if entity is not None and any(entity is bearer for bearer in bearers):
                return entity
        met = [bearer for bearer in bearers if id(bearer) in self.met] or bearers
        met = [bearer for bearer in met if not _is_kin(bearer)] or met
        return max(met, key=lambda bearer: self.met.get(id(bearer), -1))


def _is_kin(entity: Entity) -> bool:
    """Whether the text calls somebody another's wife, brother or the like."""
    return not entity.owned.isdisjoint(name_rules().kin)
