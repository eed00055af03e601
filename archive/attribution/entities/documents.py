"""Who speaks in a document: whoever issued it, where the text tells, else the document itself.

What is hard: who issued it stands beside it once ("a report by the watchdog", "a text message from Doe") and not again
("the report said"); a statement without any issuer is that of whoever the text was about, a study is not.
"""

from __future__ import annotations

from archive.attribution.cues import SentenceReading
from archive.attribution.entities.entity import Entity
from archive.attribution.entities.focus import Foci, Resolved
from archive.attribution.entities.people import People
from archive.attribution.mentions import Mention
from archive.attribution.phrases import find_owned
from archive.rules.names import name_rules

_RESEARCH = frozenset(["study", "survey", "analysis", "book", "article", "essay"])
"""What speaks for itself when it is taken up, whoever published it."""
_IN = frozenset(["in", "through", "via", "by"])
_REACH = 3
_ISSUED_WITHIN = 6


class Documents:
    """Resolves the documents of one text, and remembers who issued which."""

    def __init__(self, people: People, foci: Foci) -> None:
        self._people = people
        self._foci = foci
        self._issuers: dict[str, Entity] = {}
        self._last: tuple[int, Entity] | None = None
        self._unissued: set[str] = set()

    def note(self, reading: SentenceReading, order: int) -> None:
        """Remembers the issuers that a sentence tells."""
        for mention in reading.mentions:
            if mention.kind != "document":
                continue
            issuer = issuer_of(reading, mention)
            entity = self._people.resolve(issuer, order) if issuer is not None else None
            if issuer is None and _stands_alone(reading, mention):
                self._unissued.add(mention.head)
            if entity is not None:
                self._issuers[mention.head] = entity
                self._last = (order, entity)

    def that_reads(self, mention: Mention, reading: SentenceReading, order: int) -> Resolved | None:
        """Who issued what "it" reads: "a text message from Doe … “…,” it read"."""
        cue = reading.cue_at.get(mention.last + 1)
        if self._last is None or cue is None or cue.form.lemma != "read" or order - self._last[0] > 1:
            return None
        return self._last[1], 0.9, f"; “{mention.core[0]}” is what {self._last[1].name} wrote"

    def written_in_it(self, mention: Mention, reading: SentenceReading, order: int) -> Resolved | None:
        """Who wrote what "it" is: "a statement by Doe's wife … In it, she wrote"."""
        if reading.lows[:2] != ["in", "it"] or self._last is None or order - self._last[0] > 1:
            return None
        issuer = self._last[1]
        if issuer.is_organisation or not issuer.fits(mention.gender):
            return None
        return issuer, 0.9, f"; “{mention.core[0]}” is {issuer.name}, who wrote it"

    def resolve(self, mention: Mention, reading: SentenceReading, order: int) -> Resolved | None:
        """Whose the document is, how sure that is, and how it is told; none when nobody can be named."""
        if mention.owner:
            return self._people.find_words(mention.owner), 0.95, f"; the {mention.head} is theirs"
        issuer = issuer_of(reading, mention)
        if issuer is not None:
            entity = self._people.resolve(issuer, order)
            return (entity, 0.95, f"; the {mention.head} is theirs") if entity is not None else None
        known = self._issuers.get(mention.head) if mention.definite and mention.head not in _RESEARCH else None
        if known is not None:
            return known, 0.88, f"; the {mention.head} is that of {known.name}, as told before"
        is_brought_up = not mention.definite and mention.head in name_rules().introduced_documents
        is_standing = is_brought_up or mention.head in self._unissued
        is_standing = is_standing or mention.head in name_rules().standing_documents
        for focus in self._foci.back(0 if is_standing else _REACH):
            if order - focus.order <= _REACH:
                return focus.entity, 0.88, f"; the {mention.head} is that of {focus.entity.name}, named before"
        itself = Mention("role", 0, 0, 0, mention.core, mention.head, is_organisation=True)
        own = self._people.resolve(itself, order)
        return (own, 0.9 if is_standing else 0.65, "; nobody is named who issued it") if own is not None else None


def _stands_alone(reading: SentenceReading, mention: Mention) -> bool:
    """Whether a document is brought up that nobody signs: "a filing says", not "in a memo Jane Doe wrote"."""
    is_new = mention.kind == "document" and not mention.definite and not mention.owner
    if not is_new or mention.head not in name_rules().introduced_documents:
        return False
    return mention.first == 0 or reading.tokens[mention.first - 1].low not in _IN


def issuer_of(reading: SentenceReading, document: Mention) -> Mention | None:
    """Whom a document comes from: "a statement from the ministry", "a study published in May by the institute"."""
    tokens, after = reading.tokens, document.last + 1
    if after >= len(tokens):
        return None
    if tokens[after].low in name_rules().issued:
        later = range(after, min(len(tokens), after + _ISSUED_WITHIN))
        after = next((at for at in later if tokens[at].low == "by"), after)
    if tokens[after].low not in ("from", "by", "of"):
        return None
    issuer = reading.begins.get(after + 1)
    is_owner = issuer is not None and issuer.last + 1 < len(tokens) and tokens[issuer.last + 1].low == "'s"
    if issuer is None or is_owner:
        issuer = find_owned(reading, after + 1) or issuer
    return issuer if issuer is not None and issuer.kind in ("name", "role") else None
