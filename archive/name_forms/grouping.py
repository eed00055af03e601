"""Who is one speaker, when what names tell and what people ruled are laid over each other.

What is hard here is that rulings are about pairs and speakers are groups. A ruling that two are not one must hold even
where a third name is joined to both; then the group is parted at that pair, and whoever ruled last is right. The
answer depends on joins and rulings alone, so taking a ruling back gives the groups of before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

SpeakerRuling = Literal["merge", "split"]
"""What a person says of two ids: one speaker, or not one."""
Pair = tuple[str, str]
"""Two speakers' ids."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The ids that are one speaker; an id that is in none stands for itself.

    ``members`` has each group of two or more by the id it goes by, `home`.
    """

    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)

    def home(self, speaker: str) -> str:
        """The id that the speaker goes by."""
        return self.homes.get(speaker, speaker)

    def all_of(self, speaker: str) -> tuple[str, ...]:
        """All ids of the speaker, in order; itself alone when it is joined with none."""
        return self.members.get(self.home(speaker), (speaker,))


def group_speakers(joins: Iterable[Pair], rulings: Sequence[tuple[Pair, SpeakerRuling]]) -> Groups:
    """The groups that joins and rulings make.

    Args:
        joins: pairs that names tell to be one.
        rulings: the ruling that holds on each pair, newest first.

    >>> groups = group_speakers([("a", "b"), ("b", "c")], [(("a", "c"), "split")])
    >>> groups.all_of("a"), groups.all_of("c")
    (('a', 'b'), ('c',))
    """
    apart: dict[str, set[str]] = defaultdict(set)
    for (a, b), ruling in rulings:
        if ruling == "split":
            apart[a].add(b)
            apart[b].add(a)
    group_of: dict[str, set[str]] = {}
    ruled = [pair for pair, ruling in rulings if ruling == "merge"]
    for a, b in [*ruled, *sorted(joins)]:
        one, other = group_of.get(a, {a}), group_of.get(b, {b})
        if one is other or any(not other.isdisjoint(apart[speaker]) for speaker in one & apart.keys()):
            continue
        whole = one | other
        group_of.update(dict.fromkeys(whole, whole))
    members: dict[str, tuple[str, ...]] = {}
    for group in group_of.values():
        ordered = tuple(sorted(group))
        members[min(ordered, key=lambda speaker: (not speaker.isascii(), speaker))] = ordered
    return Groups(members, {speaker: home for home, group in members.items() for speaker in group})
