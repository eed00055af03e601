"""Whether a noun phrase can mean somebody of whom the text has told something.

What is hard: "the council leader" is whoever leads the council, not the leader of the opposition; a headline leaves the
article out; and of two who share a family name a title may mean one only.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from archive.attribution.entities.entity import Entity
from archive.attribution.mentions import Mention
from archive.rules.names import name_rules

_LONGEST_OFFICE = 6
_SMALL = frozenset(["of", "for", "the", "a", "an", "in", "at", "to", "and"])
_PAST = frozenset(["former", "ex", "erstwhile"])
"""Who has held an office; the president is not the former one."""


def fits_office(entity: Entity, mention: Mention) -> bool:
    """Whether an office can be that of somebody who has its noun: no other party, gender, people or words."""
    names = name_rules()
    words = {word.lower() for word in mention.core} - {mention.head}
    if mention.gender == "plural" or not _tells(entity, words - mention.peoples - names.places):
        return False
    if (names.lesser & entity.offices) - (names.lesser & words):
        return mention.head in names.lesser  # the mayor is not the deputy mayor
    if "unknown" not in (mention.gender, entity.gender) and mention.gender != entity.gender:
        return False
    nations, own = nations_of(words), nations_of(entity.offices | entity.peoples)
    if nations and own and not nations & own:
        return False
    return not is_of_other_party(entity, mention)


def _tells(entity: Entity, words: set[str]) -> bool:
    """Whether the text tells all words of somebody that only he can have; what changes is not among them."""
    return words - _SMALL - (name_rules().status - _PAST) <= entity.offices


def preferred(fitting: list[Entity], mention: Mention) -> list[Entity]:
    """Of several whom an office fits those of its state, and those who have it still unless a former one is asked."""
    if len(fitting) < 2:
        return fitting
    words = {word.lower() for word in mention.core}
    there = nations_of(words)
    fitting = [entity for entity in fitting if there & nations_of(entity.offices | entity.peoples)] or fitting
    if not _PAST.isdisjoint(words):
        return fitting
    return [entity for entity in fitting if _PAST.isdisjoint(entity.offices)] or fitting


def nations_of(words: Set[str]) -> frozenset[str]:
    """The states and places among the words; a people counts as its state."""
    names = name_rules()
    return frozenset(
        [names.countries.get(word, word) for word in words if word in names.countries or word in names.places]
    )


def is_owned_by(entity: Entity, owner: Sequence[str]) -> bool:
    """Whether an office of the entity is that owner's, as far as the text tells: "Norway's", "the company's"."""
    words = {word.lower() for word in owner}
    if words <= entity.offices:
        return True
    return bool(nations_of(words) & nations_of(entity.offices | entity.peoples))


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
