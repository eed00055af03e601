"""Which organisation a text means by initials: "the CBO", "(WFP)", "HHS".

What is hard: initials leave out small words or not ("DOJ", "FCA"), leave out "Department of" ("HUD") or what "and"
joins ("CDC"); and a party in brackets behind a person ("Jane Doe (SPD)") is no short form of her name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from archive.attribution.cues import SentenceReading
from archive.attribution.entities.entity import Entity
from archive.attribution.mentions import Mention

_SHORTEST = 2
_OFFICES = frozenset(["department", "ministry", "office", "bureau"])


def initials_of(words: Sequence[str]) -> frozenset[str]:
    """The initials that an organisation may go by, in small letters.

    >>> sorted(initials_of(("Department", "of", "Health", "and", "Human", "Services")))
    ['dhh', 'dhhs', 'dohahs', 'dohhs', 'hhs']
    """
    capital = [word for word in words if word[:1].isupper()]
    short = "".join(word[0] for word in capital).lower()
    linked = "".join(word[0] for word in words if word[:1].isupper() or word == "of").lower()
    forms = {short, linked, "".join(word[0] for word in words).lower()}
    if capital and capital[0].lower() in _OFFICES:
        forms.add(short[1:])
    if "and" in words:
        forms.add(short[:-1])
    return frozenset(form for form in forms if len(form) >= _SHORTEST)


def explained(mention: Mention, reading: SentenceReading) -> Mention | None:
    """The initials in brackets right behind a name that they shorten: "the World Food Programme (WFP)"."""
    tokens, after = reading.tokens, mention.last + 1
    if after >= len(tokens) or tokens[after].text != "(":
        return None
    inside = reading.begins.get(after + 1)
    if inside is None or inside.first != inside.last or inside.last + 1 >= len(tokens):
        return None
    if tokens[inside.last + 1].text != ")" or not inside.core[0].isupper():
        return None
    return inside if _shortens(inside.core[0].lower(), mention.core) else None


def _shortens(initials: str, words: Sequence[str]) -> bool:
    """Whether the letters stand in the words in this order, the first of them first."""
    letters = iter("".join(words).lower())
    begins = any(word[:1].isupper() and word[0].lower() == initials[0] for word in words)
    return len(initials) >= _SHORTEST and begins and all(letter in letters for letter in initials)


def whole_names(entities: Iterable[Entity]) -> Iterator[tuple[str, Entity]]:
    """Each organisation with the initials that it may go by."""
    for entity in entities:
        if entity.is_organisation and len(entity.words) > 1:
            for initials in initials_of(entity.words):
                yield initials, entity
