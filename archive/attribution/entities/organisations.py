"""Which organisation "the party", "the agency" or "the company" takes up.

What is hard: a company is written as a person is ("Example Energy", "Sample"), and the noun must suit the name: a union
is a group and no company, a department may be "the agency", a bank "the lender".
"""

from __future__ import annotations

from collections.abc import Iterable

from archive.attribution.cues import SentenceReading
from archive.attribution.entities.entity import Entity, gender_of_full_name, name_key
from archive.attribution.entities.focus import Focus
from archive.attribution.mentions import Mention
from archive.rules.names import name_rules

_NEAR = 2
"""An organisation is taken up by its noun at most so many sentences further on."""
_ITS_REACH = 4
_AGENCIES = frozenset(
    ["department", "bureau", "office", "service", "administration", "authority", "commission", "ministry", "institute"]
)
_UNIONS = frozenset(["organisation", "organization", "association", "federation", "society", "guild"])
_KINDS = {"agency": _AGENCIES | {"agency"}, "union": _UNIONS | {"union"}}
_FAR = 8
"""The only one of its kind may stand so many sentences back."""
_THINGS = frozenset(["it", "its"])


def taken_up(mention: Mention, entities: Iterable[Entity], focus: Focus | None, order: int) -> Entity | None:
    """The organisation named last that the noun can mean; of several the one the last sentence was about."""
    near = [
        entity
        for entity in {id(entity): entity for entity in entities}.values()
        if entity.is_organisation and not entity.is_place and order - _NEAR <= entity.last_seen <= order
        if not entity.is_role or _may_be_agency(mention.head, entity)
        if suits(mention.head, entity) and entity.name.lower() not in name_rules().places
    ]
    latest = max((entity.last_seen for entity in near), default=-1)
    last = [entity for entity in near if entity.last_seen == latest]
    about = focus.entity if focus is not None and order - focus.order <= _NEAR else None
    if len(last) > 1:
        last = [entity for entity in last if entity is about]
    if not near and about is not None and mention.head in name_rules().companies and _may_be_company(about):
        about.is_organisation = True
        return about
    if not last and mention.head in _KINDS:
        last = [entity for entity in of_kind(mention.head, entities) if order - _FAR <= entity.last_seen]
    return last[0] if len(last) == 1 else None


def of_kind(head: str, entities: Iterable[Entity]) -> list[Entity]:
    """The organisations of the text in whose names a word for such a body stands: "union" for an association."""
    several = {id(entity): entity for entity in entities if entity.is_organisation}.values()
    return [entity for entity in several if not _KINDS[head].isdisjoint(name_key(entity.words))]


def suits(head: str, entity: Entity) -> bool:
    """Whether an organisation of that name can be called so: no other noun of organisations stands in it."""
    names = name_rules()
    others = names.organisation_nouns - {head}
    if head in names.any_body:
        others -= names.bodies
    if head in names.companies:
        others -= names.companies
    if head == "agency":
        others -= _AGENCIES
    if head == "union":
        others -= _UNIONS
    return others.isdisjoint(name_key(entity.words))


def is_agency(mention: Mention) -> bool:
    """Whether the noun is one of those that "the agency" takes up: "the comptroller's office"."""
    return mention.is_organisation and mention.head in _AGENCIES


def _may_be_agency(head: str, entity: Entity) -> bool:
    """Whether a body that is told by its words only may be "the agency": "the comptroller's office"."""
    return head == "agency" and entity.words[-1].lower() in _AGENCIES


def _may_be_company(entity: Entity) -> bool:
    """Whether nothing says that the name is a person's or a place's."""
    is_name = not entity.is_role and not entity.is_place and entity.gender == "unknown"
    return is_name and not entity.is_told and not entity.heads and gender_of_full_name(entity.words) is None


def says_of_itself(reading: SentenceReading, mention: Mention) -> bool:
    """Whether the name says something of "it" or "its": "Sample said it was wrong"."""
    cue = reading.cue_at.get(mention.last + 1)
    if cue is None or cue.passive or cue.form.kind != "say":
        return False
    behind = reading.lows[cue.position + 1 : cue.position + 1 + _ITS_REACH]
    return not _THINGS.isdisjoint(behind) and not {"he", "she"} & set(behind)
