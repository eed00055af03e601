"""Who holds which office in a text, so that "the senator" and "Norway's defence minister" find their man.

What is hard: an office is told with a name in one place and taken up with other words in another ("French President
Jean Dupont", "France's president"; "Prime Minister Jane Doe", "the PM"), and the same noun may be somebody else's. So a
holder fits only where nothing that the words say speaks against him (`fitting`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from archive.attribution.entities.entity import Entity
from archive.attribution.entities.fitting import fits_office, is_owned_by, nations_of, preferred
from archive.attribution.entities.offices import Office
from archive.attribution.mentions import Mention
from archive.rules.names import name_rules

_NAMESAKES = 40
_OPENING = 5
"""In so many sentences "the premier" may come before her name."""


@cache
def _words_of_phrases() -> frozenset[str]:
    """One word at least of each phrase that has a short form or an alias."""
    names = name_rules()
    return frozenset([min(phrase) for phrase, _ in (*names.short_offices, *names.office_aliases, *names.office_houses)])


class Holders:
    """The entities of one text by the nouns that say what they are."""

    def __init__(self) -> None:
        self._by_head: dict[str, list[Entity]] = {}
        self._by_alias: dict[str, list[Entity]] = {}

    def note(self, entity: Entity, office: Office) -> None:
        """Takes up an office that the text gives to an entity."""
        if office.head:
            self.note_head(entity, office.head)
            if office.is_owned:
                entity.owned.add(office.head)
        entity.offices |= office.words
        told = office.words | {office.head}
        if told.isdisjoint(_words_of_phrases()):
            return  # as nearly always
        for phrase, short in name_rules().short_offices:
            if phrase <= told:
                self.note_head(entity, short)
        entity.offices.update(house for phrase, house in name_rules().office_houses if phrase <= told)
        for phrase, alias in name_rules().office_aliases:
            if phrase <= told:
                self._by_alias.setdefault(alias, []).append(entity)

    def note_head(self, entity: Entity, head: str) -> None:
        """Takes up the noun of an office, and what else the same office is called."""
        head = name_rules().plural_titles.get(head, head)
        for word in name_rules().same_office.get(head, (head,)):
            if word not in entity.heads:
                entity.heads.add(word)
                holders = self._by_head.setdefault(word, [])
                if len(holders) < _NAMESAKES:
                    holders.append(entity)

    def met(self, mention: Mention, organisations: Iterable[Entity], now: int) -> list[Entity]:
        """Those met so far who can be meant; never a role that sentence ``now`` itself brings up."""
        holders = self._bearing(mention)
        if mention.is_organisation:
            holders = [*holders, *organisations]
        met = [entity for entity in holders if entity.last_seen >= 0 and not _is_new_role(entity, now)]
        return preferred([entity for entity in met if fits_office(entity, mention)], mention)

    def only(self, mention: Mention, now: int) -> list[Entity]:
        """The one person of the text who has the office by name, where the name comes later."""
        if mention.is_organisation or mention.gender == "plural":
            return []
        named = self._named(mention)
        fitting = [entity for entity in named if fits_office(entity, mention)]
        if now == 0 and not fitting and mention.core[0].lower() in name_rules().organisation_nouns:
            bare = replace(mention, core=(mention.head,))  # "…, says party chairman"
            fitting = [entity for entity in named if fits_office(entity, bare)]
        has_article = len(mention.core) < mention.last - mention.first + 1
        is_title = not has_article and (now == 0 or mention.core[0][:1].isupper())  # a headline: "‘No’, minister says"
        is_ahead = now < _OPENING and mention.head in name_rules().titles  # bullets before the article
        is_ahead = is_ahead and all(now < entity.named_at for entity in named)
        is_told = len(mention.core) > 1 or is_title or is_ahead
        return fitting if len(fitting) == len(named) == 1 and is_told else []

    def exact(self, mention: Mention) -> list[Entity]:
        """The one person with a name, named before or after, of whom all words of the office are told."""
        words = {word.lower() for word in mention.core}
        if len(words) == 1 or mention.is_organisation or mention.gender == "plural":
            return []
        named = self._named(mention)
        exact = [entity for entity in named if words <= entity.offices | entity.heads and fits_office(entity, mention)]
        return exact if len(exact) == 1 else []

    def owned(self, mention: Mention) -> list[Entity]:
        """The one person with a name who holds somebody's office: "Norway’s defence minister"."""
        if mention.is_organisation or mention.gender == "plural":
            return []
        fitting = [
            entity
            for entity in self._named(mention)
            if is_owned_by(entity, mention.owner) and fits_office(entity, mention)
        ]
        if fitting or not nations_of({word.lower() for word in mention.owner}):
            return fitting if len(fitting) == 1 else []
        # Of a text that never tells the state, the one who has the whole office: "defence minister".
        return [entity for entity in self.exact(mention) if not nations_of(entity.offices | entity.peoples)]

    def _named(self, mention: Mention) -> list[Entity]:
        return [entity for entity in self._bearing(mention) if not entity.is_role]

    def _bearing(self, mention: Mention) -> list[Entity]:
        """Who has the noun, or with more words whom it describes as well: "the Russian leader" is its president."""
        bearing = self._by_head.get(mention.head, [])
        if len(mention.core) < 2 or any(fits_office(entity, mention) for entity in bearing):
            return bearing
        aliases = {id(entity): entity for entity in self._by_alias.get(mention.head, [])}
        return [*bearing, *list(aliases.values())[:_NAMESAKES]]

    def belonging(self, mention: Mention) -> Entity | None:
        """The one person with a name who is so to somebody: "her mother", where "Mary Doe, Jane's mother" was told."""
        named = [entity for entity in self._named(mention) if mention.head in entity.owned]
        return named[0] if len(named) == 1 and fits_office(named[0], mention) else None


def _is_new_role(entity: Entity, now: int) -> bool:
    """Whether the entity is only what was asked about a moment ago: a role that this sentence brings up."""
    return entity.is_role and entity.first_seen >= now
