"""Several people who speak as one, and what takes them up: "Sens. Jane Doe and John Smith … the senators wrote".

What is hard: "the senators" of a text are as often all of them; so the words must say what both are known to be, or be
said of two at all ("the pair", "the lawmakers"), and the two must have been the subject not long before.
"""

from __future__ import annotations

from collections import deque

from archive.attribution.entities.entity import Entity
from archive.attribution.mentions import Mention
from archive.rules.names import name_rules

_REACH = 6
_MOST = 100
"""So many times back people named together are looked for."""
_COUNTING = frozenset(["two", "three", "both"])


class Pairs:
    """The groups of people that one text names together."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], Entity] = {}
        self._recent: deque[Entity] = deque(maxlen=_MOST)

    def join(self, first: Entity, second: Entity) -> Entity:
        """Both as one speaker, always the same for the same two."""
        key = (id(first), id(second))
        if key not in self._known:
            name = first.name.replace(" and ", ", ") if first.gender == "plural" else first.name
            pair = Entity(f"{name} and {second.name}", second.words, False, "plural")
            pair.heads = first.heads | second.heads
            self._known[key] = pair
        self._recent.append(self._known[key])
        return self._known[key]

    def taken_up(self, mention: Mention, order: int) -> Entity | None:
        """The people named together whom a plural takes up before sentence ``order``; None for nobody."""
        words = [word.lower() for word in mention.core if word.lower() not in _COUNTING]
        is_bare = mention.gender == "plural" and not mention.owner and words in ([], [mention.head])
        if not is_bare or not (mention.definite or len(words) < len(mention.core)):
            return None
        names = name_rules()
        near = [pair for pair in self._recent if order - _REACH <= pair.last_seen < order]
        head = names.singulars.get(mention.head, mention.head)
        fitting = [pair for pair in near if mention.head in names.pair_nouns or head in pair.heads]
        return max(fitting, key=lambda pair: pair.last_seen, default=None)
