"""Some words of a sentence that may name a speaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MentionKind = Literal["pronoun", "name", "role", "document"]
"""``role``: an unnamed person, group or organisation ("a spokeswoman", "officials", "the ministry")."""


@dataclass(slots=True, eq=False)
class Mention:
    """Some words that may name a speaker; positions are token numbers in the sentence, both ends included.

    ``first`` to ``last`` is the whole noun phrase, ``shown_first`` to ``last`` the words to show, ``core`` the words of
    the name alone, ``number`` how many there are ("two officials"). ``gender`` is the pronoun that fits (``male``,
    ``female``, ``plural``, ``thing``, ``unknown``).
    """

    kind: MentionKind
    first: int
    last: int
    shown_first: int
    core: tuple[str, ...]
    head: str = ""
    gender: str = "unknown"
    is_organisation: bool = False
    definite: bool = False
    owner: tuple[str, ...] = ()
    peoples: frozenset[str] = frozenset()
    joined: Mention | None = None
    number: str = ""

    @property
    def noun(self) -> str:
        """The head as the text writes it, for reasons that people read."""
        return next((word for word in self.core if word.lower() == self.head), self.head)
