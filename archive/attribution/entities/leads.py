"""Who the unnamed person of a lead is whom the next paragraph names: "A former minister … ¶ John Smith, 56, denies …".

News tells first what somebody is and then the name. What is hard: the next name may be a witness or a judge. So the
name must be new, described as nothing else, and either have an age (as whoever is in the dock has), or say in marks
what the lead says in other words, or hold the very office.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from archive.attribution.beside import has_age
from archive.attribution.cues import SentenceReading
from archive.attribution.entities.entity import Entity
from archive.attribution.mentions import Mention
from archive.attribution.sentence_subjects import main_subject
from archive.attribution.topics import told_by
from archive.rules.names import name_rules

_OPENING = 14
"""A lead stands among so many sentences at the head of a text, captions and labels included."""
_LONGEST = 12
"""A heading has at most so many words and marks."""
_SHORTEST = 7
"""A headline has fewer words, or no article before its subject."""
_UNNAMED = frozenset(["source", "official", "person", "aide"])
"""Who stays unnamed."""


def find_lead(
    readings: Sequence[SentenceReading], of_name: Callable[[Mention], Entity]
) -> tuple[Mention, Entity] | None:
    """The unnamed person of the lead, and who that is; None where the text does not tell."""
    met: set[int] = set()
    lead: SentenceReading | None = None
    for reading in readings[:_OPENING]:
        if not reading.sentence.first_in_paragraph or reading.sentence.removed:
            continue
        if lead is not None:
            return _named_next(lead, reading, of_name, met)
        lead = (
            reading if any(_is_unnamed(reading, role) for role in (told_by(reading), main_subject(reading))) else None
        )
        met.update(id(of_name(mention)) for mention in reading.mentions if mention.kind == "name")
    return None


def find_crossheads(
    readings: Sequence[SentenceReading], of_name: Callable[[Mention], Entity]
) -> Iterator[tuple[Mention, Entity]]:
    """The offices of headings, and who holds them as the next line tells: "Minister stays out ¶ Jane Doe says"."""
    for heading, reading in pairwise(readings):
        if not (heading.mentions and reading.mentions and reading.sentence.first_in_paragraph):
            continue
        if heading.mentions[0].kind != "role" or reading.mentions[0].kind != "name":
            continue  # as nearly always
        if not _is_heading(heading) or _is_heading(reading):
            continue
        role, named = main_subject(heading), main_subject(reading)
        if role is None or role.kind != "role" or role.is_organisation or role.gender == "plural" or role.definite:
            continue
        entity = of_name(named) if named is not None and _is_full_name(named) else None
        if entity is not None and entity.heads <= name_rules().honorifics and _agree(role, entity):
            yield role, entity


def _is_heading(reading: SentenceReading) -> bool:
    """Whether the sentence may be a heading: it opens a paragraph, is short and has no full stop."""
    sentence, last = reading.sentence, len(reading.tokens) - 1
    if not (sentence.first_in_paragraph and 0 < last < _LONGEST) or sentence.removed:
        return False
    return reading.tokens[last].kind == "word" and sentence.stretch(last, last).end == sentence.span.end


def _is_unnamed(reading: SentenceReading, subject: Mention | None) -> bool:
    """Whether the subject of a whole sentence is one unnamed person."""
    if subject is None or subject.kind != "role" or subject.is_organisation or subject.gender == "plural":
        return False
    words = sum(token.kind == "word" for token in reading.tokens)
    has_article = reading.tokens[subject.first].low in ("a", "an", "the")
    stays = subject.head in _UNNAMED or subject.head.startswith("spokes")
    return words >= _SHORTEST and has_article and not stays


def _named_next(
    lead: SentenceReading, reading: SentenceReading, of_name: Callable[[Mention], Entity], met: set[int]
) -> tuple[Mention, Entity] | None:
    """Whom the next paragraph names, with the words of the lead for him."""
    named = next((mention for mention in reading.mentions if _is_full_name(mention)), None)
    entity = of_name(named) if named is not None else None
    if named is None or entity is None:
        return None
    is_accused = named.first == 0 and has_age(reading, named.last + 1)
    if id(entity) in met and not is_accused:  # bullets above the lead may name whoever stands in the dock
        return None
    for role, says in ((main_subject(lead), False), (told_by(lead), True)):
        if role is None or not _is_unnamed(lead, role) or not _agree(role, entity):
            continue
        in_the_dock = not role.definite and is_accused
        quoted = says and bool(lead.cues) and bool(reading.sentence.quotations) and told_by(reading) is named
        is_undescribed = entity.heads <= name_rules().honorifics
        is_the_only_one = role.definite and "of" in role.core and main_subject(reading) is named
        if role.head in entity.heads or is_the_only_one or (is_undescribed and (in_the_dock or quoted)):
            return role, entity
    return None


def _is_full_name(mention: Mention) -> bool:
    return mention.kind == "name" and not mention.is_organisation and len(mention.core) > 1


def _agree(role: Mention, entity: Entity) -> bool:
    return "unknown" in (role.gender, entity.gender) or role.gender == entity.gender
