"""Archived articles as today's readers and rules see them.

What is hard here is to renew what is said without touching what was received. Snapshots are read again where their
reader has changed since, and every text is analysed by today's rules; old texts stay, so each link ever given still
leads to the words it was given for. Versions keep their numbers. One article is one transaction: whoever stops half
way has half of the articles done, and the next run passes those over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.analysis import analyse
from archive.errors import InputRefused, Withdrawn
from archive.identifiers import DocumentId, SnapshotDigest, TextDigest, text_digest
from archive.model import ReprocessRecord
from archive.readers import read
from archive.records import Reading
from archive.rules import rule_set_name
from archive.rulings import lay_rulings_over
from archive.store import Store
from archive.store.analyses import find_rules_analysis, put_analysis, rules_analysis
from archive.store.documents import document, documents_of_text, texts_of
from archive.store.facts import (
    hints_of,
    put_reading,
    put_text_again,
    put_version,
    snapshot_of,
    text_of,
    withdrawal_of,
)
from archive.store.held import read_document
from archive.store.index import refresh_document
from archive.store.readings import HeldReading, newest_reading, readings_of
from archive.store.ruled_speakers import has_ruled_speakers
from archive.store.segments import note_change
from archive.store.speaker_names import rebuild_outdated_names
from archive.store.wordings import pair_outdated
from archive.versions import version_key


def reprocess_documents(
    store: Store, documents: Iterable[DocumentId], now: str, *, is_rehearsal: bool = False
) -> Iterator[ReprocessRecord]:
    """What became of each article, in order, as soon as it is stored.

    Args:
        store: the archive.
        documents: the articles to bring up to date.
        now: the time that new analyses get.
        is_rehearsal: the caller holds one transaction around everything and takes it back in the end.

    Raises:
        DatabaseUnusable: the database cannot be written; all that was yielded before is stored.
    """
    readers = _Readers()
    with nullcontext() if is_rehearsal else store.transaction():
        if rebuild_outdated_names(store.connection):
            note_change(store.connection)
    for name in documents:
        with nullcontext() if is_rehearsal else store.transaction():
            done = _Renewal(store, name, now, readers).run()
        yield done


@dataclass(slots=True)
class _Readers:
    """The versions of today's readers, learned from what they read; so a page they have read is not read again."""

    versions: dict[str, str] = field(default_factory=dict)

    def read_again(self, store: Store, snapshot: SnapshotDigest, last: HeldReading) -> Reading | None:
        """What today's reader makes of a snapshot; None when that is known, refused, or the work of another reader."""
        if self.versions.get(last.reader) == last.reader_version:
            return None
        try:
            reading = read(snapshot_of(store, snapshot), snapshot)
        except (InputRefused, Withdrawn):  # as it was read must do
            return None
        self.versions[reading.reader] = reading.reader_version
        is_same = (last.reader_version, last.options) == (reading.reader_version, reading.options)
        return None if is_same or reading.reader != last.reader else reading


class _Move(NamedTuple):
    """A text of a version, and the text that today's reader makes of the same snapshot, often the same one."""

    number: int
    text: TextDigest
    today: TextDigest


@dataclass(slots=True)
class _Renewal:
    """The work on one article."""

    store: Store
    document: DocumentId
    now: str
    readers: _Readers
    renewed: set[TextDigest] = field(default_factory=set)
    read_again: int = 0
    notes: list[str] = field(default_factory=list)

    def run(self) -> ReprocessRecord:
        """The article is up to date, and what that took."""
        moves = list(self._moves())
        self._place_texts(moves)
        for text in self.renewed:
            for holder in documents_of_text(self.store, text):
                refresh_document(self.store, holder)
        self._note_lost_rulings()
        pair_outdated(self.store.connection, self.document)
        found = document(self.store, self.document)
        return ReprocessRecord(
            outcome="changed" if self.renewed or self.read_again else "unchanged",
            document=self.document,
            source=found.source,
            texts=len(self.renewed),
            read_again=self.read_again,
            quotations=found.quotations,
            notes=self.notes,
        )

    def _is_served(self, text: TextDigest) -> bool:
        return withdrawal_of(self.store, text) is None

    def _moves(self) -> Iterator[_Move]:
        """Every text with what it is today, all analysed by today's rules; withdrawn ones are passed over."""
        for number, text in texts_of(self.store, self.document):
            if not self._is_served(text):
                continue
            self._renew(text)
            readings = readings_of(self.store, text)
            for snapshot, reader in dict.fromkeys((reading.snapshot, reading.reader) for reading in readings):
                yield _Move(number, text, self._text_today(text, snapshot, reader))

    def _text_today(self, text: TextDigest, snapshot: SnapshotDigest, reader: str) -> TextDigest:
        newest = newest_reading(self.store, snapshot, reader)
        last, today = newest or (None, text)
        reading = self.readers.read_again(self.store, snapshot, last) if last else None
        if reading is not None and self._is_served(text_digest(reading.text)):
            hints = hints_of(self.store, today)
            today = put_reading(self.store, snapshot, reading)
            self._renew(today, is_seen_otherwise=hints != hints_of(self.store, today))
        return today if self._is_served(today) else text

    def _renew(self, text: TextDigest, *, is_seen_otherwise: bool = False) -> None:
        """The text is analysed by today's rules, again when its reader saw other blocks in it."""
        analysis = find_rules_analysis(self.store, text)
        if analysis is None or analysis.rule_set != rule_set_name() or (is_seen_otherwise and text not in self.renewed):
            put_analysis(self.store, analyse(text_of(self.store, text), hints_of(self.store, text)), self.now)
            lay_rulings_over(self.store, text, self.now)
            self.renewed.add(text)

    def _key_of(self, text: TextDigest) -> str:
        return version_key(text_of(self.store, text), rules_analysis(self.store, text).removals)

    def _place_texts(self, moves: list[_Move]) -> None:
        """Each text read again belongs to a version; versions that became one, or two, are noted."""
        known = {move.text for move in moves}
        keys = {move.today: self._key_of(move.today) for move in moves}
        first: dict[int, str] = {}
        for move in moves:
            first.setdefault(move.number, keys[move.today])
        for move in moves:
            key = keys[move.today]
            put_version(self.store, self.document, move.text, key, self.now)
            place: int | None = move.number
            if key != first[move.number]:
                place = next((number for number, other in first.items() if other == key), None)
            if move.today not in known:
                known.add(move.today)
                self.read_again += 1
                place = put_text_again(self.store, self.document, move.today, place, key, like=move.text)
                first.setdefault(place, key)
            if place != move.number:
                self._note(f"version {move.number} was two" + (f": now {move.number} and {place}" if place else ""))
        for one, other in _pairs_alike(first):
            self._note(f"versions {one} and {other} no longer differ")

    def _note_lost_rulings(self) -> None:
        """What people ruled on quotations that today's rules do not read any more is told, once, when that happens."""
        ruled = self.renewed and has_ruled_speakers(self.store, self.document)
        held = read_document(self.store, self.document) if ruled else None
        for reach in held.reaches if held else ():
            if reach.quotation is None:
                place = reach.ruling.place.short
                self._note(f"what {reach.ruling.author} ruled on who speaks at {place} holds no more: {reach.obstacle}")

    def _note(self, words: str) -> None:
        if words not in self.notes:
            self.notes.append(words)


def _pairs_alike(keys: dict[int, str]) -> Iterator[tuple[int, int]]:
    """Versions that have one key, each with the first that has it."""
    first: dict[str, int] = {}
    for number, key in sorted(keys.items()):
        if first.setdefault(key, number) != number:
            yield first[key], number
