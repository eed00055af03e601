"""Whether a noun phrase can mean somebody of whom the text has told something.

What is hard: "the council leader" is whoever leads the council, not the leader of the opposition; a headline leaves the
article out; and of two who share a family name a title may mean one only.
"""

from __future__ import annotations

from archive.attribution.entities import Entity
from archive.attribution.mentions import Mention
from archive.rules.names import name_rules

_LONGEST_OFFICE = 6


def fits_office(entity: Entity, mention: Mention) -> bool:
    """Whether an office can be that of somebody who has its noun: no other party, gender, people or words."""
    names = name_rules()
    premodifiers = {word.lower() for word in mention.core[:-1]} - {mention.head}
    if mention.gender == "plural" or (premodifiers - mention.peoples - entity.offices - names.places):
        return False
    if (names.lesser & entity.offices) - names.lesser.intersection(word.lower() for word in mention.core):
        return mention.head in names.lesser  # the mayor is not the deputy mayor
    if "unknown" not in (mention.gender, entity.gender) and mention.gender != entity.gender:
        return False
    if mention.peoples and entity.peoples and not mention.peoples & entity.peoples:
        return False
    other_places = names.places & entity.offices
    if premodifiers & names.places and other_places and not premodifiers & other_places:
        return False
    return not is_of_other_party(entity, mention)


def is_of_other_party(entity: Entity, mention: Mention) -> bool:
    """Whether "the Democrat" cannot be somebody, who is known to be a Republican."""
    parties = set(name_rules().parties.values())
    own = parties & (entity.heads | entity.offices)
    return mention.head in parties and bool(own) and mention.head not in own


def agreeing(sharing: list[Entity], title: str, gender: str) -> list[Entity]:
    """Those of one family name whom a title can mean: who bears it, else who is or may be of its gender."""
    bearing = [entity for entity in sharing if title in entity.heads]
    if bearing and title not in name_rules().honorifics - {"dr", "prof", "professor"}:
        return bearing
    if gender not in ("male", "female"):
        return sharing
    known = [entity for entity in sharing if entity.gender == gender]
    return known or [entity for entity in sharing if entity.gender == "unknown"] or sharing


def may_be_known(mention: Mention) -> bool:
    """Whether the words can mean somebody met before: "the senator", in a headline "Commerce Minister"."""
    if mention.owner or len(mention.core) > _LONGEST_OFFICE:
        return False
    has_article = len(mention.core) < mention.last - mention.first + 1
    opens = mention.first == 0 and mention.core[0][:1].isupper()
    return mention.definite or (not has_article and (opens or all(word[:1].isupper() for word in mention.core)))
