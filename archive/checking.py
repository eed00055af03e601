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

from archive.check_model import CheckRecord
from archive.differences import Change, compare_words
from archive.drafts import Draft, Drafted, find_drafted
from archive.drafts.claims import is_single_word, split_turn
from archive.drafts.sources import split_names
from archive.errors import InvalidIdentifier
from archive.identifiers import DocumentId, Permalink, TextDigest, speaker_id
from archive.model import ChangeRecord
from archive.resolving.drafted import NamedSource, narrow_source, resolve_source, unite_sources
from archive.store import Store
from archive.store.archived_texts import (
    count_articles,
    documents_named,
    read_archived_text,
    texts_with_phrases,
    texts_with_words,
)
from archive.store.documents import texts_of
from archive.store.outlets import outlet_name
from archive.store.speaker_groups import read_groups
from archive.verdicts import (
    ArchivedText,
    Claim,
    Verdict,
    find_placements,
    judge_placements,
    judge_unplaced,
)
from archive.verdicts.pieces import fold_keys, list_phrases
from archive.verdicts.speaking import compare_names

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
_OF_SEVERAL = frozenset(["altered", "elision", "variant", "missing"])
"""What two sentences come to that stand in two places, when they are looked for as one."""
CONTEXT = 400
"""Characters around a quotation that tell whom it names."""


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
        found = checker.check(draft, drafted)
        unjudged += not found
        records += found
    return Checked(tuple(records), unjudged, checker.articles, len(drafted_all) - len(drafted_all[:most]))


def _how_surely_named(text: str, drafted: Drafted) -> float:
    """How surely the draft says who speaks; 0 where the name is only carried over from elsewhere in the draft.

    What an article leaves to its reader, a draft may leave open: a name from another paragraph, or a pronoun that could
    mean somebody else or a name of one word, which may be a paper's, accuses nobody of naming the wrong speaker.
    """
    told = drafted.attribution
    if not told.mention or not told.speaker:
        return 0.0
    if told.mention_span is not None:
        first, second = sorted((told.mention_span, drafted.span), key=lambda span: span.start)
        if _ANOTHER_ITEM.search(text, first.end, second.start):
            return 0.0
    is_name = bool(set(told.mention.casefold().split()) & set(told.speaker.casefold().split()))
    is_sure = told.confidence >= SURE_PRONOUN and len(told.speaker.split()) > 1
    return told.confidence if is_name or is_sure else 0.0


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
    _named: dict[str, NamedSource] = field(default_factory=dict)
    _length: int = 0

    def __post_init__(self) -> None:
        self.articles = count_articles(self.store)

    def check(self, draft: Draft, drafted: Drafted) -> list[CheckRecord]:
        """The record of one quotation: none when it is not judged, one for each sentence of several places."""
        if drafted.kind == "none":
            return []
        named = self._find_source(drafted)
        claim = self._claim(draft, drafted, named)
        judged = [(drafted, claim, self._judge(claim))]
        if drafted.opening and judged[0][2].name in _OF_SEVERAL:
            judged = self._judge_apart(draft, drafted, named) or judged
        return [
            self._record(draft, one, named, verdict)
            for one, claim, verdict in judged
            if not (_is_unjudged(claim, one.quoted, verdict) or self._is_title(one.quoted, verdict))
        ]

    def _claim(self, draft: Draft, drafted: Drafted, named: NamedSource) -> Claim:
        speaker = drafted.attribution.speaker
        if speaker and outlet_name(self.store, speaker):
            speaker = None  # a quotation signed with the name of its paper
        return Claim(
            drafted.segments,
            speaker,
            _how_surely_named(draft.text, drafted),
            named.words,
            frozenset(named.documents) if named.is_known else frozenset(),
            frozenset(named.texts) if named.is_known else frozenset(),
            _around(draft.text, drafted),
        )

    def _judge_apart(self, draft: Draft, drafted: Drafted, named: NamedSource) -> list[tuple[Drafted, Claim, Verdict]]:
        """The sentences of one turn, each by itself; none where no place has one of them, or several people spoke."""
        parts = split_turn(draft, drafted)
        claims = [self._claim(draft, part, named) for part in parts]
        judged = [(part, claim, self._judge(claim)) for part, claim in zip(parts, claims, strict=True)]
        verdicts = [verdict for _, _, verdict in judged]
        voices = [verdict.speaker for verdict in verdicts if verdict.speaker]
        is_one = all(compare_names(voices[0], voice) != "different" for voice in voices)
        is_told = any(verdict.name == "speaker" for verdict in verdicts)
        return judged if any(verdict.name == "ok" for verdict in verdicts) and (is_one or is_told) else []

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
            verdict = judge_placements(claim, pieces, found)
            if verdict.name == "speaker" and self._are_one(claim.speaker, verdict.speaker):
                return judge_placements(replace(claim, speaker=verdict.speaker), pieces, found)
            return verdict
        return judge_unplaced(claim, pieces, sources) if pieces.runs else Verdict("missing")

    def _are_one(self, one: str | None, other: str | None) -> bool:
        """Whether the names are one speaker's in this archive, by their spelling or because a person said so."""
        groups = read_groups(self.store)
        try:
            ids = [groups.home(speaker_id(name)) for name in (one or "", other or "")]
        except InvalidIdentifier:
            return False
        return ids[0] == ids[1]

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

    def _find_source(self, drafted: Drafted) -> NamedSource:
        """The source that the draft names and the archive knows; else the one that it names."""
        links = [target for target in drafted.targets if " " not in target]
        notes = [target for target in drafted.targets if " " in target]
        known = [named for target in links if (named := self._resolve(target)).is_known]
        known = known or [named for target in notes if (named := self._resolve_note(target)).is_known]
        known = [unite_sources(known)] if known else []
        known = known or [named for name in drafted.names if (named := self._resolve(name)).is_known]
        if known:
            return narrow_source(known)
        return NamedSource(drafted.targets[0].rstrip(" .")) if drafted.targets else NamedSource()

    def _resolve_note(self, words: str) -> NamedSource:
        """What the words of a footnote name: several things, of which the archive may know some."""
        known = [named for name in split_names(words) if (named := self._resolve(name)).is_known]
        return replace(narrow_source(known) if known else NamedSource(), words=words.rstrip(" ."))

    def _resolve(self, words: str) -> NamedSource:
        if words not in self._named:
            self._named[words] = resolve_source(self.store, words)
        return self._named[words]

    def _record(self, draft: Draft, drafted: Drafted, named: NamedSource, verdict: Verdict) -> CheckRecord:
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
        is_of_another = bool(claim.speaker and verdict.speaker) and (
            compare_names(claim.speaker or "", verdict.speaker or "") == "different"
        )
        return verdict.name != "ok" or not verdict.is_quoted or is_of_another
    is_claimed = bool(claim.speaker or claim.source)
    return verdict.name == "missing" and not is_claimed and len(quoted.split()) < FEW_WORDS


def _changes(quoted: str, verdict: Verdict) -> Iterator[ChangeRecord]:
    """The words that differ and those between them; what is only typography, a capital say, is no difference."""
    if verdict.name not in {"altered", "variant"}:
        return
    same: list[Change] = []
    for change in compare_words(quoted, " ".join(verdict.closest.split())):
        if change.kind == "equal" or fold_keys(change.before) == fold_keys(change.after):
            same.append(change)
            continue
        yield from _unchanged(same)
        same = []
        yield ChangeRecord(kind=change.kind, before=change.before, after=change.after)
    yield from _unchanged(same)


def _unchanged(same: Sequence[Change]) -> Iterator[ChangeRecord]:
    if same:
        before, after = ("".join(words) for words in zip(*((one.before, one.after) for one in same), strict=True))
        yield ChangeRecord(kind="equal", before=before, after=after)
