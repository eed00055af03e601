"""Given names that one person goes by both of: the rows of ``short_names.toml``."""

from __future__ import annotations

from functools import cache

from archive.rules import Row, load_table
from archive.rules.given_names import gender_of_given_name


class ShortNames(Row):
    """The whole of ``short_names.toml``."""

    groups: tuple[tuple[str, ...], ...]
    either: tuple[str, ...]
    one: tuple[tuple[str, str], ...]
    two: tuple[tuple[str, str], ...]


def load_short_names() -> ShortNames:
    """The table as it is written, with its examples."""
    return load_table("short_names", ShortNames)


@cache
def _groups() -> dict[str, frozenset[int]]:
    """The groups that each name stands in, by their numbers."""
    groups = load_short_names().groups
    names = {name for group in groups for name in group}
    return {name: frozenset(number for number, group in enumerate(groups) if name in group) for name in names}


def is_short_for(one: str, other: str) -> bool:
    """Whether somebody may go by both given names, in small letters without accents.

    >>> is_short_for("bob", "robert"), is_short_for("bob", "bill")
    (True, False)
    """
    none: frozenset[int] = frozenset()
    return not _groups().get(one, none).isdisjoint(_groups().get(other, none))


def is_given_name(name: str) -> bool:
    """Whether a word, in small letters without accents, is known as a given name of either gender or of both.

    >>> is_given_name("mary"), is_given_name("robin"), is_given_name("minister")
    (True, True, False)
    """
    return gender_of_given_name(name) is not None or name in _either()


@cache
def _either() -> frozenset[str]:
    """The given names that both genders bear."""
    return frozenset(load_short_names().either)
