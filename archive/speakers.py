"""Who is quoted in the archive, under which names, and what people ruled on who is one and who is not.

What is hard here is that a name is no person. Spellings of one full name are joined by themselves, each with its
reason; people who are only called "a minister" are nobody across articles; and two who bear one name nobody but a
person can tell apart. So a person merges, splits, or gives the bearer of a name in one article another one. Each is a
decision, laid over what the articles say, and taking it back leaves the archive as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, cast

from archive.errors import AmbiguousReference, InvalidValue, UnknownReference
from archive.identifiers import DocumentId, SpeakerId, speaker_id
from archive.name_forms import NameKind, is_one_name, say_evidence
from archive.name_forms.grouping import Pair, SpeakerRuling
from archive.records import Decision
from archive.speaker_model import SpeakerFormRecord, SpeakerRecord, SpeakerRulingRecord
from archive.store import SearchFilters, Store
from archive.store.called import is_called_elsewhere, put_called, read_called
from archive.store.index import refresh_document
from archive.store.speaker_groups import RuledPair, join_evidence, put_speaker_ruling, read_groups, speaker_rulings
from archive.store.speakers import SpeakerCount, count_speakers, name_speakers, speaker_kinds, speakers_meant

LONGEST_NAME = 200
"""Code points of a name that a person gives; longer than any that means well."""
SAME_ID = "joined through another of these names"
"""The evidence of a name that nothing joins with the one shown."""


def list_speakers(store: Store, speaker: SpeakerId | None = None) -> list[SpeakerRecord]:
    """The speakers of the archive, most quoted first; with ``speaker``, that one alone."""
    filters = SearchFilters(speaker=(speaker,)) if speaker else SearchFilters()
    known = _Known(speaker_kinds(store), join_evidence(store), name_speakers(store), {})
    for pair, ruled in speaker_rulings(store).items():
        for one in pair:
            known.rulings.setdefault(one, []).append((pair, ruled))
    return [_record(one, known) for one in count_speakers(store, filters)]


class _Known(NamedTuple):
    """What is known of names and ids all over the archive: rulings stand under both of their ids."""

    kinds: Mapping[str, str]
    evidence: Mapping[Pair, str]
    names: Mapping[str, str]
    rulings: dict[str, list[tuple[Pair, RuledPair]]]


def _record(counted: SpeakerCount, known: _Known) -> SpeakerRecord:
    ids = dict.fromkeys([counted.speaker, *(one for _, one, _ in counted.names)])
    rulings = {pair: ruled for one in ids for pair, ruled in known.rulings.get(one, [])}
    name = min(counted.names, key=lambda form: known.kinds.get(form[0]) == "unnamed")[0]
    return SpeakerRecord(
        speaker_id=counted.speaker,
        name=name,
        kind=cast(NameKind, known.kinds.get(name, "person")),
        quotations=counted.quotations,
        articles=counted.articles,
        outlets=list(counted.outlets),
        forms=[
            SpeakerFormRecord(
                name=form,
                speaker_id=one,
                quotations=count,
                evidence=None if form == name else _evidence(form, one, name, known.evidence, rulings),
            )
            for form, one, count in counted.names
        ],
        rulings=[_ruling_record(pair, ruled, known.names) for pair, ruled in rulings.items()],
    )


def _ruling_record(pair: Pair, ruled: RuledPair, names: Mapping[str, str]) -> SpeakerRulingRecord:
    a, b = pair
    return SpeakerRulingRecord(
        ruling=ruled.ruling,
        a=a,
        a_name=names.get(a, a),
        b=b,
        b_name=names.get(b, b),
        author=ruled.author,
        made_at=ruled.made_at,
        reason=ruled.reason,
    )


def _evidence(form: str, one: str, name: str, evidence: Mapping[Pair, str], rulings: Mapping[Pair, RuledPair]) -> str:
    """Why a name belongs to the speaker called ``name``: what its letters say, else what a person ruled."""
    stored = [words for pair, words in evidence.items() if one in pair and f"“{name}”" in words]
    if stored or is_one_name(name, form):
        return stored[0] if stored else say_evidence(name, form)
    for pair, ruled in rulings.items():
        if one in pair and ruled.ruling == "merge":
            return f"merged by {ruled.author} on {ruled.made_at[:10]}"
    return SAME_ID


def find_speaker(store: Store, words: str) -> SpeakerId:
    """The id that a speaker goes by who is named by an id, a name, or a part of a name.

    Raises:
        UnknownReference: nobody of this name is quoted.
        AmbiguousReference: several are, whose names have these words in it.
        InvalidQuery: the words hold no letter and no digit.
    """
    found = speakers_meant(store, words)
    quoted = [
        one for one in found if count_speakers(store, SearchFilters(speaker=(one,), removed=True, all_versions=True))
    ]
    if not quoted:
        raise UnknownReference(words, "nobody of this name is quoted here", "archive speakers lists those who are.")
    if len(quoted) > 1:
        raise AmbiguousReference(words, f"{len(quoted)} speakers have this in their names", quoted[:20])
    return quoted[0]


def find_spelling(store: Store, words: str) -> SpeakerId:
    """The id of one name of a speaker, where that is joined with others its own; else as `find_speaker`."""
    own = speaker_id(words)
    return own if own in read_groups(store).homes else find_speaker(store, words)


def rule_on_speakers(
    store: Store, a: str, b: str, ruling: SpeakerRuling | None, author: str, now: str, reason: str | None = None
) -> Pair:
    """The ids of two speakers on whom a person's ruling is recorded and in force; None takes an earlier one back.

    ``a`` and ``b`` are ids or names. Who is merged keeps the names and ids of both; no quotation is rewritten.

    Raises:
        InvalidValue: both are the same id, what is ruled holds already, or there is nothing to take back.
        UnknownReference, AmbiguousReference: a name leads to nobody, or to several.
    """
    pair = (find_spelling(store, a), find_spelling(store, b))
    pair = cast("tuple[SpeakerId, SpeakerId]", tuple(sorted(pair)))
    if pair[0] == pair[1]:
        next_step = "To tell two people of one name apart: archive speakers split NAME --document REF --as OTHER-NAME."
        raise InvalidValue(a, f"is the same name as {b}, {pair[0]}", next_step)
    held = speaker_rulings(store).get(pair)
    if ruling is None and held is None:
        raise InvalidValue(f"{a} and {b}", "nobody has ruled on these two", "There is nothing to undo.")
    groups = read_groups(store)
    is_one = groups.home(pair[0]) == groups.home(pair[1])
    if ruling is not None and is_one == (ruling == "merge"):
        raise InvalidValue(f"{a} and {b}", "are one speaker already" if is_one else "are two speakers already")
    with store.transaction():
        put_speaker_ruling(store, pair, ruling, author, now, reason)
    return pair


def call_otherwise(
    store: Store,
    document: DocumentId,
    speaker: str,
    name: str | None,
    author: str,
    now: str,
    reason: str | None = None,
) -> list[Decision]:
    """In this article the bearer of a name is another person from now on, called ``name``; None takes that back.

    Nothing else of the article changes. Both names are kept apart, however alike they are, until no article needs it.

    Raises:
        InvalidValue: the article quotes nobody of this name, the new name has the same id, or there is nothing to
            take back.
    """
    own = speaker_id(speaker)
    held = read_called(store, document)
    if name is None and own not in held:
        raise InvalidValue(speaker, "is called by no other name in this article", "There is nothing to undo.")
    given = " ".join((name or "").split())
    if name is not None:
        _check_name(own, given)
        if own not in held:
            _check_quoted(store, document, own)
    other = speaker_id(given or held[own])
    with store.transaction():
        made = [put_called(store, document, own, given or None, author, now, reason)]
        pair = cast(Pair, tuple(sorted((own, other))))
        ruling: SpeakerRuling | None = "split" if name is not None else None
        if ruling or not is_called_elsewhere(store, document, own, held[own]):
            made.append(put_speaker_ruling(store, pair, ruling, author, now, reason))
        refresh_document(store, document)
    return made


def _check_name(own: SpeakerId, given: str) -> None:
    if len(given) > LONGEST_NAME or not given.isprintable():
        raise InvalidValue("--as", f"is longer than {LONGEST_NAME} characters, or cannot be printed")
    if speaker_id(given) == own:
        raise InvalidValue(
            f"--as {given}", f"has the same id, {own}", "Add what tells the two apart: “Jane Doe (baker)”."
        )


def _check_quoted(store: Store, document: DocumentId, own: SpeakerId) -> None:
    quoted = count_speakers(store, SearchFilters(document=(document,), removed=True, all_versions=True))
    if all(own != one for counted in quoted for _, one, _ in counted.names):
        raise InvalidValue(own, f"is nobody whom article {document} quotes", "archive quotations lists its speakers.")
