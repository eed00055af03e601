"""How the names of organisations are written, where they differ from those of people.

What is hard: "and" stands inside one name ("Department of Health and Human Services") or between two, a paper is called
by a time of the day ("the Evening Standard"), and a word of institutions may be somebody's family name ("Jane Church").
"""

from __future__ import annotations

from archive.attribution.frames import Token
from archive.rules.given_names import gender_of_given_name
from archive.rules.names import name_rules
from archive.rules.speech import speech_rules

_PAPER_TIMES = frozenset(["evening", "morning", "sunday", "saturday"])
"""Times that papers are called by."""
_FOUNDERS = frozenset(["king", "queen", "people", "women", "children", "men"])
_FOUNDED = frozenset(["College", "University", "Hospital", "School", "Institute", "Foundation", "Trust", "Party"])
"""What is called by whose it is or was: "King's College", "the Children's Hospital"; never "the king's speech"."""


STATES_BEHIND = frozenset(["uk", "usa"])
"""States that end the names of bodies: "Water UK"."""


def is_number_name(tokens: list[Token], position: int) -> bool:
    """Whether a house begins here that is called by its number: "No 10"."""
    is_followed = 0 <= position < len(tokens) - 1 and tokens[position + 1].text in ("10", "11")
    return is_followed and tokens[position].text in ("No", "Number")


def opens_outlet(tokens: list[Token], position: int) -> bool:
    """Whether a paper begins at ``position`` that is called by a time: "the Evening Standard"."""
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    if following is None or not following.capital:
        return False
    is_daily = tokens[position].low in _PAPER_TIMES and position > 0 and tokens[position - 1].low == "the"
    return following.low in name_rules().outlet_words or (is_daily and following.low not in speech_rules().times)


def joins_fields(tokens: list[Token], position: int) -> bool:
    """Whether "and" or a comma at ``position`` joins two fields of one body: "Health and Human Services"."""
    if not 0 < position < len(tokens) - 1 or tokens[position].low not in ("and", ","):
        return False
    before, after, fields = tokens[position - 1], tokens[position + 1], name_rules().fields
    if not (before.capital and after.capital and before.low in fields and after.low in fields):
        return False
    return tokens[position].low == "and" or joins_fields(tokens, position + 2)


def owns_inside(tokens: list[Token], position: int) -> bool:
    """Whether an apostrophe stands inside the name of a body: "National Farmers’ Federation"."""
    token = tokens[position]
    if token.low == "'s" and 0 < position < len(tokens) - 1 and tokens[position - 1].low in _FOUNDERS:
        return tokens[position - 1].capital and tokens[position + 1].text in _FOUNDED
    if token.text not in ("'", "’") or position + 1 >= len(tokens) or not tokens[position - 1].low.endswith("s"):
        return False
    following = tokens[position + 1]
    return following.capital and following.low in name_rules().bodies


def is_organisation(words: tuple[str, ...], lows: list[str], before: str) -> bool:
    """Whether the words name an organisation, a state or a place rather than a person; ``before`` stands before."""
    names = name_rules()
    if len(words) == 2 and lows[1] in names.family_words and before != "the":
        return gender_of_given_name(words[0]) is None  # "Jane Church" is somebody
    if "and" in lows or (
        len(lows) > 1
        and (lows[0] in _PAPER_TIMES or (lows[-1] in names.outlet_words and lows[0] in speech_rules().times))
    ):
        return True
    if len(lows) > 1 and lows[-1] in STATES_BEHIND:
        return True
    if not names.organisation_words.isdisjoint(lows) or words[0] in ("No", "Number"):
        return True
    if " ".join(lows) in names.places or lows[-1] in names.known_outlets:
        return True
    return len(words) == 1 and words[0].isupper() and len(words[0]) > 1
