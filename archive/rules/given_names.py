"""Given names that tell a gender: the rows of ``given_names.toml``."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Literal

from archive.errors import RuleTableError
from archive.rules import Row, load_table

Gender = Literal["male", "female"]
"""Which pronoun takes up the name."""


class GivenNames(Row):
    """The names, as written in newspapers, by the gender that bears them."""

    male: tuple[str, ...]
    female: tuple[str, ...]


def _folded(name: str) -> str:
    """The name in small letters without accents."""
    if name.isascii():
        return name.casefold()  # nothing to take off
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def _genders() -> dict[str, Gender]:
    table = load_table("given_names", GivenNames)
    male, female = ({_folded(name) for name in names} for names in (table.male, table.female))
    if both := sorted(male & female):
        raise RuleTableError("given_names.toml", f"a name of both genders tells none: {', '.join(both)}")
    return {**dict.fromkeys(male, "male"), **dict.fromkeys(female, "female")}


def gender_of_given_name(name: str) -> Gender | None:
    """The gender that bears the name, None where the table does not say.

    >>> gender_of_given_name("Ségolène"), gender_of_given_name("JOHN"), gender_of_given_name("Jean")
    ('female', 'male', None)
    """
    return _genders().get(_folded(name))
