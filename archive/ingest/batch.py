"""Many inputs, one after the other: each in its own transaction, so that one bad file stops no other.

What is hard here is to stay honest when something breaks in the middle. An input is recorded whole or not at all; what
is yielded was recorded; whoever stops listening, by Ctrl-C or otherwise, leaves a consistent archive. A rehearsal runs
the same code inside one transaction and takes it all back.

Reading and analysing are the slow parts and need no database, so they may run ahead in other processes; receiving and
recording stay here, in the order of the inputs.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

from archive.analysis import analyse
from archive.errors import FetchRefused, InputRefused, InvalidIdentifier, InvalidSpan, Withdrawn
from archive.ingest.adding import Circumstances, holds_analysis, record, record_gone
from archive.ingest.likeness import suggest_same
from archive.ingest.preparing import Prepared, prepare
from archive.ingest.received import Gone, Received
from archive.ingest.sources import Source, WebSource, open_file, receive_file
from archive.model import AddRecord
from archive.store import Store

if TYPE_CHECKING:
    from archive.ingest.visiting import Visitor

AHEAD = 8
"""Inputs that are read ahead for each process: enough to keep it busy, few enough to fit in memory."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that is not archived, and why."""

    source: str
    error: InputRefused | Withdrawn | InvalidSpan | InvalidIdentifier

    @property
    def record(self) -> AddRecord:
        """The refusal as `add_inputs` yields it."""
        reason = " ".join(part for part in (f"{self.error.rule.rstrip('.')}.", self.error.next_step) if part)
        return AddRecord(outcome="refused", source=self.source, reason=reason)


Input = Prepared | Gone | Refusal
"""What can be said of a source before the archive is asked."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What holds for all inputs of one call.

    ``circumstances`` is asked once per input, as each has its own time.
    ``is_rehearsal``: the caller holds one transaction around everything and takes it back in the end.
    """

    circumstances: Callable[[], Circumstances]
    is_rehearsal: bool = False


def add_inputs(store: Store, inputs: Iterable[Input], batch: Batch) -> Iterator[AddRecord]:
    """What became of each input, in order, as soon as it is recorded.

    Raises:
        DatabaseUnusable: the database cannot be written; all that was yielded before is stored.
    """
    for found in inputs:
        if isinstance(found, Refusal):
            yield found.record
            continue
        try:
            if isinstance(found, Prepared):
                found = _analysed(store, found)  # seconds for a book, in which others can write
            with nullcontext() if batch.is_rehearsal else store.transaction():
                added = _record(store, found, batch.circumstances())
        except (Withdrawn, FetchRefused, InvalidSpan, InvalidIdentifier) as error:  # one input stops no other
            yield Refusal(found.name if isinstance(found, Prepared) else found.received.name, error).record
            continue
        yield suggest_same(store, added) if added.outcome == "new" else added


def _record(store: Store, found: Prepared | Gone, circumstances: Circumstances) -> AddRecord:
    if isinstance(found, Gone):
        return record_gone(store, found, circumstances)
    # Asked again: what the archive held a moment ago it may hold no more.
    return record(store, _analysed(store, found), circumstances)


def _analysed(store: Store, prepared: Prepared) -> Prepared:
    """The input with an analysis, unless the archive has today's."""
    is_needed = prepared.analysis is None and not holds_analysis(store, prepared.text)
    return _with_analysis(prepared) if is_needed else prepared


def _with_analysis(prepared: Prepared) -> Prepared:
    return replace(prepared, analysis=analyse(prepared.reading.text, prepared.reading.hints))


def read_inputs(
    sources: Iterable[Source | WebSource | InputRefused],
    pasted: bytes | None = None,
    *,
    visitor: Visitor | None = None,
    jobs: int = 1,
) -> Iterator[Input]:
    """The inputs received and read, each when it is asked for; no database is written for that.

    Args:
        sources: what a `Walk` yields.
        pasted: what stood on standard input.
        visitor: who fetches; needed when there is an address among the sources.
        jobs: how many processes read and analyse.
    """
    received = _receive(sources, pasted, visitor)
    if jobs > 1:
        yield from _read_elsewhere(received, jobs)
        return
    for found in received:
        yield _read(found) if isinstance(found, Received) else found


def _read(received: Received) -> Prepared | Refusal:
    try:
        return prepare(received)
    except InputRefused as error:
        return Refusal(received.name, error)


def _receive(
    sources: Iterable[Source | WebSource | InputRefused], pasted: bytes | None, visitor: Visitor | None
) -> Iterator[Received | Gone | Refusal]:
    for source in sources:
        if isinstance(source, InputRefused):
            yield Refusal(source.subject, source)
            continue
        try:
            if isinstance(source, Source):
                yield from _receive_file(source, pasted)
            elif visitor is not None:
                yield visitor.receive(source)
        except InputRefused as error:
            yield Refusal(source.name, error)


def _receive_file(source: Source, pasted: bytes | None) -> Iterator[Received | Refusal]:
    """A file as one input, or each page of a container as an input of its own."""
    if source.path is not None:
        # zipfile and fastwarc: 25 ms, paid with the first file.
        from archive.ingest.contained import receive_page, recognise_container

        with open_file(source.name, source.path) as opened:
            pages = recognise_container(opened, source.name)
            for page in pages() if pages else ():
                found = receive_page(page, source.name)
                if found is not None:
                    yield found if isinstance(found, Received) else Refusal(found.subject, found)
            if pages:
                return
    yield receive_file(source, pasted)


def _read_and_analyse(received: Received) -> Prepared | Refusal:
    read = _read(received)
    return _with_analysis(read) if isinstance(read, Prepared) else read


def _read_elsewhere(inputs: Iterable[Received | Gone | Refusal], jobs: int) -> Iterator[Input]:
    """As `_read`, done by other processes, which begin empty: a forked one would inherit the open database."""
    ahead: deque[Gone | Refusal | Future[Prepared | Refusal]] = deque()
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
    try:
        for found in inputs:
            ahead.append(pool.submit(_read_and_analyse, found) if isinstance(found, Received) else found)
            if len(ahead) >= jobs * AHEAD:
                yield _finished(ahead.popleft())
        while ahead:
            yield _finished(ahead.popleft())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _finished(found: Gone | Refusal | Future[Prepared | Refusal]) -> Input:
    return found.result() if isinstance(found, Future) else found
