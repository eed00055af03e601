"""Where inputs are taken in: the archive when there is one, made when there is something to put in, and rehearsals.

What is hard here is to leave nothing behind. An archive is not made for inputs that are all refused; a rehearsal runs
the real code in a transaction that is taken back, or in an archive that vanishes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from archive.cli.access import opened_archive
from archive.cli.add_views import Account
from archive.errors import DatabaseMissing

if TYPE_CHECKING:
    from types import TracebackType

    from archive.ingest import Batch, Input
    from archive.model import AddRecord
    from archive.store import Store

MANY = 50
"""Inputs from which on a terminal shows a progress bar; of pages to fetch a tenth of that."""


class Desk:
    """The archive that a command adds to; ``store`` is None as long as there is none."""

    def __init__(self, ctx: click.Context, *, is_rehearsal: bool) -> None:
        self._ctx = ctx
        self._stack = ExitStack()
        self.is_rehearsal = is_rehearsal
        self.store: Store | None = None

    def __enter__(self) -> Desk:
        with suppress(DatabaseMissing):
            self.store = self._stack.enter_context(opened_archive(self._ctx))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def take_in(
        self, inputs: Iterable[Input], batch: Batch, account: Account, *, length: int, skipped: list[str]
    ) -> None:
        """Every input is recorded, or refused, and told."""
        from archive.ingest import add_inputs

        inputs, is_any = _look_ahead(inputs)
        if self.store is None and not is_any:
            for refused in _refusals(inputs):
                account.tell(refused)
            account.close(None, skipped)
            return
        with self._writing() as store:
            try:
                for added in _with_progress(add_inputs(store, inputs, batch), length):
                    account.tell(added)
            finally:
                # Also after Ctrl-C or a full disk: what is told here is stored.
                account.close(store, skipped)

    @contextmanager
    def _writing(self) -> Iterator[Store]:
        """The archive, made if there is none; in a rehearsal whatever is written is taken back at the end."""
        if self.store is None:
            self.store = self._stack.enter_context(
                _scratch_archive() if self.is_rehearsal else opened_archive(self._ctx, create=True)
            )
        if not self.is_rehearsal:
            yield self.store
            return
        try:
            with self.store.transaction():
                yield self.store
                _take_back()
        except _TakeBack:
            pass


class _TakeBack(BaseException):
    """Ends a rehearsal: the transaction around it is rolled back."""


def _take_back() -> NoReturn:
    raise _TakeBack


@contextmanager
def _scratch_archive() -> Iterator[Store]:
    """An empty archive that vanishes."""
    from tempfile import TemporaryDirectory

    from archive.store import open_store

    with TemporaryDirectory() as folder, open_store(Path(folder, "rehearsal.db"), create=True) as store:
        yield store


def _look_ahead(inputs: Iterable[Input]) -> tuple[Iterable[Input], bool]:
    """The same inputs, and whether any of them can be archived."""
    from archive.ingest import Prepared

    waiting = iter(inputs)
    seen: list[Input] = []
    for found in waiting:
        seen.append(found)
        if isinstance(found, Prepared):
            return chain(seen, waiting), True
    return seen, False


def _refusals(inputs: Iterable[Input]) -> Iterator[AddRecord]:
    """What is said of inputs none of which can be archived, where nothing is held that could be gone."""
    from archive.ingest import Gone, Refusal

    for found in inputs:
        if isinstance(found, Gone):
            found = Refusal(found.received.name, found.refusal)
        if isinstance(found, Refusal):
            yield found.record


def _with_progress(added: Iterator[AddRecord], length: int) -> Iterator[AddRecord]:
    """What became of each input; many inputs on a terminal come with a progress bar on stderr."""
    if length < MANY or not sys.stderr.isatty():
        yield from added
        return
    with click.progressbar(added, length=length, label="Archiving", file=sys.stderr) as bar:
        yield from bar
