"""Whom each sentence was about, as what follows may take it up.

What is hard: the nearest name is often the wrong one ("…, she said after meeting John Smith"). So each sentence leaves
one *focus*: the speaker of its words, else its subject; a pronoun takes up the nearest focus that fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from archive.attribution.entities.entity import Entity

MEMORY = 7
"""So many sentences back a pronoun or a document may look."""

Resolved = tuple[Entity, float, str]
"""Who is meant, how sure that is, and how it is told."""


class Focus(NamedTuple):
    """Whom sentence ``order`` was about; ``words`` are the first words of the mention ("both", "he").

    ``others`` are the other persons whom it names, the last one first. ``asks``: somebody
    asks something in it.
    """

    order: int
    entity: Entity
    words: str = ""
    others: tuple[Entity, ...] = ()
    asks: bool = False


class Foci:
    """The foci of the sentences read so far; those set aside leave none."""

    def __init__(self) -> None:
        self._all: list[Focus] = []

    def add(self, focus: Focus) -> None:
        """Takes up the focus of a sentence, in place of the one it had."""
        if self._all and self._all[-1].order == focus.order:
            self._all.pop()
        self._all.append(focus)

    @property
    def last(self) -> Focus | None:
        """The focus of the last sentence that had one."""
        return self._all[-1] if self._all else None

    def of(self, order: int) -> Focus | None:
        """The focus of sentence ``order``, if it is among the last ones."""
        for focus in reversed(self._all[-MEMORY:]):
            if focus.order == order:
                return focus
        return None

    def back(self, reach: int = MEMORY) -> Iterator[Focus]:
        """The last foci, nearest first."""
        return reversed(self._all[-reach:] if reach else [])

    def fitting(self, gender: str, *, loosely: bool) -> list[Focus]:
        """The foci that a pronoun may take up, nearest first; of each sentence the subject before the bystanders."""
        fitting = []
        for focus in self.back():
            named = (focus.entity, *(() if loosely else focus.others))
            entities = [entity for entity in named if entity.fits(gender, loosely=loosely)]
            if gender == "plural":  # "according to officials …, they said": people before an organisation
                entities.sort(key=lambda entity: entity.gender != "plural")
            if entities:
                fitting.append(Focus(focus.order, entities[0], focus.words, asks=focus.asks))
        return fitting
