"""The names of months in many languages, with their numbers.

No form means different months in two of these languages; the table is refused when one does.
"""

from __future__ import annotations

from functools import cache

from archive.errors import RuleTableError
from archive.rules import Row, load_table


class MonthTable(Row):
    """Twelve entries per language, January first; the forms in one entry are parted by spaces."""

    names: dict[str, tuple[str, ...]]


@cache
def month_numbers() -> dict[str, int]:
    """The number of the month, 1 to 12, for each form in small letters.

    >>> month_numbers()["märz"], month_numbers()["sept"]
    (3, 9)
    """
    return number_months(load_table("months", MonthTable))


def number_months(table: MonthTable) -> dict[str, int]:
    """The number of each form in ``table``.

    Raises:
        RuleTableError: a language has not twelve months, or a form means two.
    """
    found: dict[str, int] = {}
    for language, months in table.names.items():
        if len(months) != 12:
            raise RuleTableError(f"months.toml: {language}", f"a year has 12 months, not {len(months)}")
        for number, forms in enumerate(months, start=1):
            for form in forms.split():
                if found.setdefault(form, number) != number:
                    raise RuleTableError(f"months.toml: {language}", f"{form!r} means two different months")
    return found
