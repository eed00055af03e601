"""Which of the names that share a key are one person's, and by what evidence.

What is hard here are middle initials: "John Smith" may be "John A. Smith" or "John B. Smith", so beside both of these
it joins neither. All names of one key are judged together, so that the answer depends on the names alone and not on
the order in which articles came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.name_forms.folding import FoldedName, fold_name, fold_spelling, is_latin


@dataclass(frozen=True, slots=True)
class Join:
    """Two written names that are one person's; ``evidence`` says in words why, ``a`` is the one they go by."""

    a: str
    b: str
    evidence: str


def join_names(names: Iterable[str]) -> list[Join]:
    """The joins of names that share one key: each to the first of its group, in order.

    Latin letters go before others; a name without a key joins nothing.

    >>> join_names(["Putin", "Путин"])
    []
    >>> [join.evidence for join in join_names(["Sergei Petrov", "Sergey Petrov"])]
    ['“Sergey Petrov” and “Sergei Petrov” are spellings of one name: -ей, -ай, -ой, written -ei, -ey, -ej']
    """
    joins = []
    for group in group_names(names):
        first = group[0]
        joins += [Join(first, other, say_evidence(first, other)) for other in group[1:]]
    return joins


def is_one_name(one: str, other: str) -> bool:
    """Whether two full names are spellings of one; a family name alone never is.

    >>> is_one_name("Kim Jong-un", "Kim Jong Un"), is_one_name("Putin", "Vladimir Putin")
    (True, False)
    """
    return len(group_names((one, other))) == 1 and fold_name(one).key != ""


def group_names(names: Iterable[str]) -> list[list[str]]:
    """The names that are one person's, those with Latin letters first; names that stand alone too."""
    ordered = sorted(set(names), key=lambda name: (not name.isascii(), not is_latin(name), name))
    keys: dict[str, list[str]] = {}
    for name in ordered:
        keys.setdefault(fold_name(name).key or f"\0{name}", []).append(name)
    return [group for held in keys.values() for group in _by_initials(held)]


def _by_initials(names: Sequence[str]) -> list[list[str]]:
    """Names of one key, parted by middle initials; those without join the others only where these agree."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        groups.setdefault(fold_name(name).initials, []).append(name)
    stated = [initials for initials in groups if initials]
    if len(stated) == 1:
        return [list(names)]
    return list(groups.values())


def say_evidence(one: str, other: str) -> str:
    """Why two names of one key are one person's, in words."""
    a, b = fold_name(one), fold_name(other)
    named = f"“{other}” and “{one}”"
    if is_latin(one) != is_latin(other):
        return f"{named} are one name in two scripts"
    if a.initials != b.initials:
        return f"{named} differ by a middle initial, and no other initial is known with this name"
    if _letters(a) == _letters(b):
        return f"{named} differ only in hyphens, spaces, accents or capitals"
    if sorted("".join(a.plain)) == sorted("".join(b.plain)):
        return f"{named} are the same words, once with the family name first"
    written = sorted(set(a.plain) ^ set(b.plain))
    reasons = [why for _, why in map(fold_spelling, written) if why]
    return f"{named} are spellings of one name: {reasons[0]}" if reasons else f"{named} differ by an article"


def _letters(name: FoldedName) -> str:
    return "".join(name.plain)
