"""News agencies, and the forms in which their credits stand behind a last sentence.

What is hard here is that an agency's name is also a word of the news ("Reuters reported"), so only exact forms count,
and only where no sentence can use them: alone, or behind a sentence's end. Several are joined by commas, slashes or
"and".
"""

from __future__ import annotations

import re
from functools import cache

from archive.rules import Row, load_table


class Agency(Row):
    """One agency: the name readers know it by, and its credits as they are printed."""

    name: str
    credits: tuple[str, ...]


class AgencyTable(Row):
    """All agencies, in no order that matters."""

    agency: tuple[Agency, ...]


@cache
def agency_names() -> dict[str, str]:
    """The agency's name for each printed credit.

    >>> agency_names()["KYODO NEWS"]
    'Kyodo News'
    """
    return {form: agency.name for agency in load_table("agencies", AgencyTable).agency for form in agency.credits}


@cache
def agency_expression() -> str:
    """A regular expression for one printed credit, longest form first."""
    return "(?:" + "|".join(re.escape(form) for form in sorted(agency_names(), key=len, reverse=True)) + ")"


@cache
def _one_credit() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){agency_expression()}(?!\w)")


def name_agencies(credit: str) -> tuple[str, ...]:
    """The agencies that a credit names, in its order, each once.

    >>> name_agencies("(Reuters, AFP)")
    ('Reuters', 'AFP')
    """
    return tuple(dict.fromkeys(agency_names()[found[0]] for found in _one_credit().finditer(credit)))
