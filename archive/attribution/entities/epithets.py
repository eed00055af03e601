"""Whom a description takes up that nobody introduced: "the 43-year-old", "the striker", "the Ohio Republican".

What is hard: "the judge" enters a text by the article alone and is nobody of before (`aloof` in names.toml), while "the
barrister" is whoever the text was just about. So a description is an epithet only where its noun says what somebody
is, not what office he holds, and then it is the nearest person whom nothing speaks against.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set

from archive.attribution.cues import SentenceReading
from archive.attribution.entities.entity import Entity
from archive.attribution.entities.fitting import is_of_other_party, nations_of
from archive.attribution.entities.focus import Foci, Focus
from archive.attribution.mentions import Mention
from archive.attribution.sentence_subjects import main_subject
from archive.rules.names import name_rules
from archive.rules.speech import speech_rules

_REACH = 4
_SOURCES = frozenset(["source", "person"])
_GENERIC = frozenset(["man", "woman", "boy", "girl"])
_GENERIC_REACH = 2
_TAKING_UP = frozenset(["he", "she"])
_AGE = "-year-old"
_NEXT = 2
_NEWCOMER = 4
_NOTHING = frozenset[str]()
_MINISTERS = frozenset(["minister"])
"""Who may speak for a government as well."""


def is_epithet(mention: Mention, reading: SentenceReading) -> bool:
    """Whether the words may call somebody so who was named before: "the 43-year-old", "the striker", "the Italian"."""
    if mention.kind != "role" or not mention.definite or mention.owner or mention.gender == "plural":
        return False
    names, head = name_rules(), mention.head
    if head.endswith(_AGE) or head in names.peoples:
        return True
    if head not in names.parties.values() and _is_particular(mention):
        return False
    is_former = len(mention.core) > 1 and mention.core[0].lower() == "former" and not mention.is_organisation
    if head in names.epithets or is_former:
        return True
    if head in names.roles:
        return head not in names.aloof or _has_name_before(mention, reading)
    is_unlisted = head.endswith(names.person_endings) and head not in names.nouns and head not in names.titles
    return is_unlisted and not mention.is_organisation


def _is_particular(mention: Mention) -> bool:
    """Whether the words name an office of its own: "the Bishop of Wells", "the chief executive of Sample"."""
    lows = [word.lower() for word in mention.core]
    at = lows.index(mention.head) if mention.head in lows else 0
    is_titled = mention.core[at][:1].isupper() and mention.head not in name_rules().seats
    return is_titled or any(word[:1].isupper() for word in mention.core[at + 1 :])


def _has_name_before(mention: Mention, reading: SentenceReading) -> bool:
    """Whether a name describes the office, so that it is not the only one of its kind: "the Labour deputy leader".

    Where such words open a paragraph, they bring somebody new.
    """
    begins = reading.sentence.first_in_paragraph and all(
        token.kind == "mark" for token in reading.tokens[: mention.first]
    )
    if begins or mention.peoples or mention.head.startswith("spokes") or mention.head == "official":
        return False
    return len(mention.core) > 1 and mention.core[0][:1].isupper()


def is_own_name(mention: Mention) -> bool:
    """Whether the words can also stand for themselves where nobody fits; an age and a people cannot."""
    return not mention.head.endswith(_AGE) and mention.head not in name_rules().peoples


def whom_it_calls(mention: Mention, foci: Foci) -> Entity | None:
    """The person named last whom nothing speaks against: the subjects first, then whoever stands beside them."""
    near = list(foci.back(_REACH))
    people = [focus.entity for focus in near] + [other for focus in near for other in focus.others]
    fitting = [entity for entity in people if _can_mean(mention, entity)]
    told = "predecessor" if mention.core[0].lower() == "former" else mention.head
    return next((entity for entity in fitting if told in entity.heads), fitting[0] if fitting else None)


def _can_mean(mention: Mention, entity: Entity) -> bool:
    agrees = "unknown" in (mention.gender, entity.gender) or entity.gender == mention.gender
    there, own = nations_of({word.lower() for word in mention.core}), nations_of(entity.offices | entity.peoples)
    agrees = agrees and (not there or not own or bool(there & own))
    return entity.may_be_person and not entity.is_role and agrees and not is_of_other_party(entity, mention)


def newcomer_it_tells(mention: Mention, focus: Focus | None, order: int) -> Entity | None:
    """Whoever was just named for the first time and told nothing of, whose office comes behind the name.

    `It was not clear to Jane Doe. The Liberals’ housing spokeswoman said …`.
    """
    near = focus is not None and order - focus.order <= _NEXT
    if focus is None or not near or mention.kind != "role" or mention.is_organisation or mention.gender == "plural":
        return None
    entity, names = focus.entity, name_rules()
    is_told = mention.definite or bool(mention.owner)
    if not is_told or entity.is_role or entity.name.split()[-1] in mention.owner or not _can_mean(mention, entity):
        return None
    is_seat = mention.head == "member" or mention.head in names.seats
    if is_seat and "for" in mention.core:  # of a parliament: somebody who was named
        return entity
    speaks_for, leads = mention.head.startswith("spokes"), mention.head in names.leading
    if not (speaks_for or leads or (mention.head in names.portfolios and len(mention.core) > 1)):
        return None
    if leads and not mention.owner and not _is_particular(mention):
        return None
    ranks = names.forces | (_MINISTERS if "government" in mention.core else _NOTHING)
    may_be_told = names.honorifics | (ranks if speaks_for else names.leading if leads else _NOTHING)
    is_new = order - entity.named_at <= _NEWCOMER or (speaks_for and entity.spoken > 0)
    return entity if is_new and entity.heads <= may_be_told else None


def is_another_nations(mention: Mention, holder: Entity, subject: Focus, order: int) -> bool:
    """Whether "the Freedonian leader" is the last subject, of whom nothing is told, and not a leader of no nation."""
    if not mention.peoples or holder.is_role or order - subject.order > 1 or subject.entity is holder:
        return False
    is_told = bool(nations_of(holder.offices | holder.peoples))
    return not is_told and subject.entity.heads <= name_rules().honorifics and _can_mean(mention, subject.entity)


def subject_it_calls(mention: Mention, reading: SentenceReading, of_name: Callable[[Mention], Entity]) -> Entity | None:
    """The subject of the sentence where the words stand in a clause: "Doe fears what the Democrat calls …"."""
    main = main_subject(reading, 0, mention.first)
    if main is None or main.kind != "name" or main.is_organisation or main.last >= mention.first - 1:
        return None
    opening = reading.tokens[mention.first - 1].low
    rules = speech_rules()
    if opening not in rules.questions and opening not in rules.relatives:
        return None
    entity = of_name(main)
    return entity if _can_mean(mention, entity) else None


def unnamed_before(mention: Mention, foci: Foci, order: int) -> Entity | None:
    """The unnamed one just brought up whom "the man" or "the woman" takes up: "a retired machinist …, the man said"."""
    if mention.head not in _GENERIC or not mention.definite or len(mention.core) > 1:
        return None
    for entity in _unnamed(foci, order):
        if entity.gender in ("unknown", mention.gender):
            return entity
    last = foci.last
    is_one = last is not None and order - last.order <= 1 and last.entity.gender == mention.gender
    return last.entity if last is not None and is_one and last.words in _TAKING_UP else None


def source_before(mention: Mention, foci: Foci, pleading: Set[int]) -> Entity | None:
    """Who is "the source" now: the unnamed one who just spoke, else who has just pleaded anonymity."""
    if mention.head not in _SOURCES or not mention.definite or len(mention.core) > 1:
        return None
    last = next(foci.back(1), None)
    if last is not None and last.entity.is_role and last.entity.spoken and not last.entity.is_organisation:
        return last.entity if last.entity.gender != "plural" else None
    for focus in foci.back(_REACH):
        entity = focus.entity
        if focus.order in pleading and entity.is_role and not entity.is_organisation and entity.gender != "plural":
            return entity
    return None


def _unnamed(foci: Foci, order: int) -> Iterator[Entity]:
    for focus in foci.back(_GENERIC_REACH):
        if order - focus.order > _GENERIC_REACH or not focus.entity.is_role:
            return
        if not focus.entity.is_organisation and focus.entity.gender != "plural":
            yield focus.entity
