"""Who is meant, each time, by a family name that several people of a text bear.

What is hard: a writer uses the bare name for whoever the text is about, and goes on to another bearer once that one has
begun to speak ("Jane Doe, her press secretary, said it was a slip. “We corrected it,” Doe said."). Whoever is only
named by the way ("the defendant's wife, Jane Doe") does not take the name over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from archive.attribution.cues import SentenceReading
from archive.attribution.entities.entity import Entity
from archive.attribution.mentions import Mention
from archive.attribution.topics import told_by

Bearers = Callable[[Mention], list[Entity]]
"""Those whom a short name can mean, by its words, title and gender; empty where nobody shares it."""


def find_namesakes(
    readings: Sequence[SentenceReading], bearers_of: Bearers, of_name: Callable[[Mention], Entity]
) -> dict[int, Entity]:
    """Whom each shared short name means, by the identity of its mention."""
    memory = _Memory()
    meant: dict[int, Entity] = {}
    for order, reading in enumerate(readings):
        named = [mention for mention in reading.mentions if mention.kind == "name" and not mention.is_organisation]
        for mention in named:
            bearers = bearers_of(mention)
            if len(bearers) > 1:
                meant[id(mention)] = memory.choose(mention, bearers)
            elif bearers:
                memory.note(mention, bearers[0])
            elif len(mention.core) > 1:
                memory.met.setdefault(id(of_name(mention)), order)
        told = told_by(reading) if named and reading.cues else None
        if told is not None and told in named and len(told.core) > 1:
            memory.speaking[told.core[-1].lower()] = of_name(told)
    return meant


class _Memory:
    """What the text told so far: who was named in full, who has the word, and what each is called for short."""

    def __init__(self) -> None:
        self.met: dict[int, int] = {}
        self.speaking: dict[str, Entity] = {}
        self.called: dict[int, set[str]] = {}

    def choose(self, mention: Mention, bearers: list[Entity]) -> Entity:
        """Of several bearers the one who has the word; another where he is called otherwise, and that one so."""
        name, title = mention.core[-1].lower(), mention.head
        chosen = self._speaking_or_met(name, bearers)
        called = self.called.get(id(chosen), set())
        if called and title not in called:
            chosen = next((other for other in bearers if title in self.called.get(id(other), ())), chosen)
        self.note(mention, chosen)
        return chosen

    def note(self, mention: Mention, entity: Entity) -> None:
        """Takes up whom a short name means, and by which title he was called."""
        self.speaking[mention.core[-1].lower()] = entity
        self.called.setdefault(id(entity), set()).add(mention.head)

    def _speaking_or_met(self, name: str, bearers: list[Entity]) -> Entity:
        speaking = self.speaking.get(name)
        if speaking is not None and any(speaking is bearer for bearer in bearers):
            return speaking
        return max(bearers, key=lambda bearer: self.met.get(id(bearer), -1))
