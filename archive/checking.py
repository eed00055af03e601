"""Checking a draft: each of its quotations, looked up in the archive and judged.

What is hard here is to be quick and to say nothing that is not known. Candidates come from the full text in bounded
time (`archive.store.archived_texts`), the verdict from pure text work (`archive.verdicts`). A source that the draft
names and the archive does not hold makes nothing wrong: it is told, with the command that would change it. Single
words, and marks that quote nobody, are counted and not judged.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from archive.addresses import spellings_of
from archive.check_model import CheckRecord
from archive.differences import compare_words
from archive.drafts import Draft, Drafted, find_drafted
from archive.drafts.claims import is_single_word
from archive.drafts.sources import split_names
from archive.identifiers import DocumentId, Permalink, TextDigest
from archive.model import ChangeRecord
from archive.store import Store
from archive.store.archived_texts import (
    count_articles,
    documents_named,
    read_archived_text,
    texts_with_phrases,
    texts_with_words,
)
from archive.store.documents import documents_of_text, find_sources, texts_of
from archive.store.facts import document_of_alias, texts_with_prefix
from archive.store.outlets import outlet_name
from archive.verdicts import (
    ArchivedText,
    Claim,
    Verdict,
    find_placements,
    judge_placements,
    judge_unplaced,
)
from archive.verdicts.pieces import list_phrases

MOST_TEXTS = 16
"""Texts with the same phrases that one quotation is held against …"""
MOST_LIKELY = 10
"""… and texts that only share words with it."""
MOST_VERSIONS = 6
"""Texts of a named source that are looked at: its newest ones."""
MOST_CHARACTERS = 40_000_000
"""Characters of texts that are kept at hand while a draft is checked."""
FEW_WORDS = 4
"""Fewer words than this, said by nobody in particular, are no quotation to be missed: a nickname, irony."""
SURE_PRONOUN = 0.9
"""A pronoun that is read less surely than this names nobody."""

_ANOTHER_ITEM = re.compile(r"\n[ \t]*(?:\n|[-*•]\s|\d+[.)]\s)")
CONTEXT = 400
"""Characters around a quotation that tell whom it names."""

_OWN_LINK = re.compile(r"(?:^|/)(?P<kind>[qtd])/(?P<id>[0-9a-f]{12,64})(?=[/.?#]|$)")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a draft's check came to: a record for each quotation, how many were not judged, how many articles asked.

    ``left`` counts the quotations beyond a bound, which nobody looked at.
    """

    records: tuple[CheckRecord, ...]
    unjudged: int
    articles: int
    left: int = 0

    @property
    def findings(self) -> tuple[CheckRecord, ...]:
        """Those that somebody should look at."""
        return tuple(record for record in self.records if record.verdict != "ok")


def check_draft(store: Store, draft: Draft, most: int | None = None) -> Checked:
    """Every quotation of the draft with its verdict, in the order of the draft; with ``most`` the first ones only."""
    checker = _Checker(store)
    records: list[CheckRecord] = []
    drafted_all = find_drafted(draft)
    unjudged = 0
    for drafted in drafted_all[:most]:
        record = checker.check(draft, drafted)
        if record is None:
            unjudged += 1
        else:
            records.append(record)
    return Checked(tuple(records), unjudged, checker.articles, len(drafted_all) - len(drafted_all[:most]))


@dataclass(frozen=True, slots=True)
class _Named:
    """What a draft names as a source: its words for it, and what that is in the archive."""

    words: str = ""
    documents: frozenset[DocumentId] = frozenset()
    texts: frozenset[TextDigest] = frozenset()

    @property
    def is_known(self) -> bool:
        return bool(self.documents or self.texts)


def _how_surely_named(text: str, drafted: Drafted) -> float:
    """How surely the draft says who speaks; 0 where the name is only carried over from elsewhere in the draft.

    What an article leaves to its reader, a draft may leave open: a name from another paragraph, or a pronoun that could
    mean somebody else, accuses nobody of naming the wrong speaker.
    """
    told = drafted.attribution
    if not told.mention or not told.speaker:
        return 0.0
    if told.mention_span is not None:
        first, second = sorted((told.mention_span, drafted.span), key=lambda span: span.start)
        if _ANOTHER_ITEM.search(text, first.end, second.start):
            return 0.0
    is_name = bool(set(told.mention.casefold().split()) & set(told.speaker.casefold().split()))
    return told.confidence if is_name or told.confidence >= SURE_PRONOUN else 0.0


def _united(known: Sequence[_Named]) -> _Named:
    """Any of several sources."""
    return _Named(
        known[0].words,
        frozenset(document for named in known for document in named.documents),
        frozenset(text for named in known for text in named.texts),
    )


def _narrowed(known: Sequence[_Named]) -> _Named:
    """What several names say of one source: the article of that title in that paper; any where they disagree."""
    documents = frozenset.intersection(*(named.documents for named in known))
    return replace(known[0], documents=documents) if documents else _united(known)


def _around(text: str, drafted: Drafted) -> str:
    """The draft's own words around a quotation, within its paragraph."""
    start = max(text.rfind("\n\n", 0, drafted.span.start), drafted.span.start - CONTEXT, 0)
    end = text.find("\n\n", drafted.span.end)
    end = min(end if end >= 0 else len(text), drafted.span.end + CONTEXT)
    return f"{text[start : drafted.span.start]} … {text[drafted.span.end : end]}"


@dataclass(slots=True)
class _Checker:
    """Judges one quotation after the other; texts once read stay at hand."""

    store: Store
    articles: int = field(init=False)
    _texts: OrderedDict[TextDigest, ArchivedText | None] = field(default_factory=OrderedDict)
    _named: dict[str, _Named] = field(default_factory=dict)
    _length: int = 0

    def __post_init__(self) -> None:
        self.articles = count_articles(self.store)

    def check(self, draft: Draft, drafted: Drafted) -> CheckRecord | None:
        """The record of one quotation; None when it is not judged."""
        if drafted.kind == "none":
            return None
        named = self._find_source(drafted)
        speaker = drafted.attribution.speaker
        if speaker and outlet_name(self.store, speaker):
            speaker = None  # a quotation signed with the name of its paper
        claim = Claim(
            drafted.segments,
            speaker,
            _how_surely_named(draft.text, drafted),
            named.words,
            frozenset(named.documents) if named.is_known else frozenset(),
            frozenset(named.texts) if named.is_known else frozenset(),
            _around(draft.text, drafted),
        )
        verdict = self._judge(claim)
        if _is_unjudged(claim, drafted.quoted, verdict) or self._is_title(drafted.quoted, verdict):
            return None
        return self._record(draft, drafted, named, verdict)

    def _is_title(self, quoted: str, verdict: Verdict) -> bool:
        """Whether this is how an archived article is called, and nobody's words."""
        return verdict.name == "ok" and not verdict.is_quoted and bool(documents_named(self.store, [quoted]))

    def _judge(self, claim: Claim) -> Verdict:
        phrases = list_phrases(claim.segments)
        named = [text for document in claim.documents for _, text in texts_of(self.store, DocumentId(document))]
        named = [*map(TextDigest, claim.texts), *named[-MOST_VERSIONS:]]
        likely = [text for text, _ in texts_with_phrases(self.store, phrases).most_common(MOST_TEXTS)]
        sources = self._read([*named, *likely])
        pieces, found = find_placements(claim, sources)
        if not found:
            known = {source.text for source in sources}
            wider = texts_with_words(self.store, phrases).most_common(MOST_LIKELY)
            more = self._read([text for text, _ in wider if text not in known])
            pieces, found = find_placements(claim, more)
            sources = [*sources, *more]
        if found:
            return judge_placements(claim, pieces, found)
        return judge_unplaced(claim, pieces, sources) if pieces.runs else Verdict("missing")

    def _read(self, texts: Iterable[TextDigest]) -> list[ArchivedText]:
        return [source for text in dict.fromkeys(texts) if (source := self._text(text)) is not None]

    def _text(self, text: TextDigest) -> ArchivedText | None:
        if text in self._texts:
            self._texts.move_to_end(text)
            return self._texts[text]
        found = self._texts[text] = read_archived_text(self.store, text)
        self._length += len(found.content) if found else 0
        while self._length > MOST_CHARACTERS and len(self._texts) > 1:
            _, dropped = self._texts.popitem(last=False)
            self._length -= len(dropped.content) if dropped else 0
        return found

    def _find_source(self, drafted: Drafted) -> _Named:
        """The source that the draft names and the archive knows; else the one that it names."""
        links = [target for target in drafted.targets if " " not in target]
        notes = [target for target in drafted.targets if " " in target]
        known = [named for target in links if (named := self._resolve(target)).is_known]
        known = known or [named for target in notes if (named := self._resolve_note(target)).is_known]
        known = [_united(known)] if known else []
        known = known or [named for name in drafted.names if (named := self._resolve(name)).is_known]
        if known:
            return _narrowed(known)
        return _Named(drafted.targets[0].rstrip(" .")) if drafted.targets else _Named()

    def _resolve_note(self, words: str) -> _Named:
        """What the words of a footnote name: several things, of which the archive may know some."""
        known = [named for name in split_names(words) if (named := self._resolve(name)).is_known]
        return replace(_narrowed(known) if known else _Named(), words=words.rstrip(" ."))

    def _resolve(self, words: str) -> _Named:
        if words not in self._named:
            self._named[words] = _resolve_source(self.store, words)
        return self._named[words]

    def _record(self, draft: Draft, drafted: Drafted, named: _Named, verdict: Verdict) -> CheckRecord:
        source, span = verdict.source, verdict.span
        holder = source.holders[0] if source and source.holders else None
        notes = [*verdict.notes]
        if verdict.name == "missing":
            articles = f"{self.articles:,} article" + ("s" if self.articles != 1 else "")
            notes.append(f"not in the {articles} of this archive, nor anything near it. That does not make it false")
        if named.words and not named.is_known and verdict.name != "missing":
            notes.append(f"the draft names {named.words}, which is not archived")
        elif named.words and not named.is_known:
            notes.append(f"the draft names {named.words}: archive add it, then check again")
        return CheckRecord(
            draft=draft.name,
            line=drafted.line,
            column=drafted.column,
            verdict=verdict.name,
            quoted=drafted.quoted,
            closest=verdict.closest or None,
            permalink=str(Permalink(source.text, span)) if source and span else None,
            speaker=verdict.speaker,
            claimed_speaker=drafted.attribution.speaker,
            claimed_source=named.words or None,
            document=holder.document if holder else None,
            source=holder.name if holder else None,
            note="; ".join(notes),
            changes=list(_changes(drafted.quoted, verdict)),
            others=[str(Permalink(other.text, place)) for other, place in verdict.others],
        )


def _is_unjudged(claim: Claim, quoted: str, verdict: Verdict) -> bool:
    """Whether so few words can say nothing here: one is right where it is quoted, else it may be anybody's."""
    if is_single_word(quoted):
        return verdict.name != "ok" or not verdict.is_quoted
    is_claimed = bool(claim.speaker or claim.source)
    return verdict.name == "missing" and not is_claimed and len(quoted.split()) < FEW_WORDS


def _changes(quoted: str, verdict: Verdict) -> Iterator[ChangeRecord]:
    if verdict.name not in {"altered", "variant"}:
        return
    for change in compare_words(quoted, " ".join(verdict.closest.split())):
        yield ChangeRecord(kind=change.kind, before=change.before, after=change.after)


def _resolve_source(store: Store, words: str) -> _Named:
    """What an address, a permalink, a file's name, an outlet, a title or the words of a footnote are in the archive."""
    link = _OWN_LINK.search(words)
    if link:
        return _resolve_own(store, words, link)
    if re.match(r"https?://", words, re.IGNORECASE):
        try:
            spellings = spellings_of(words)
        except ValueError:  # no address after all
            return _Named(words)
        led = (document_of_alias(store, "url", spelling) for spelling in spellings)
        document = next(filter(None, led), None)
        return _Named(words, frozenset([document]) if document else frozenset())
    plain = unquote(words)
    held = find_sources(store, plain) or find_sources(store, plain.rpartition("/")[2])
    if held:
        return _Named(words, frozenset(one.document for one in held))
    called = documents_named(store, [words])
    return _Named(words, frozenset(document for documents in called.values() for document in documents))


def _resolve_own(store: Store, words: str, link: re.Match[str]) -> _Named:
    if link["kind"] == "d":
        return _Named(words, frozenset([DocumentId(link["id"])]))
    texts = texts_with_prefix(store, link["id"])
    if len(texts) != 1:
        return _Named(words)
    return _Named(words, frozenset(documents_of_text(store, texts[0])), frozenset(texts))
