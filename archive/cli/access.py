"""The archive behind a command: opened as the command needs it, with the store imported only now."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from json import JSONDecodeError
from typing import TYPE_CHECKING

import click

from archive.cli.group import session_of
from archive.cli.options import check_characters
from archive.errors import DatabaseUnusable

if TYPE_CHECKING:
    from archive.store import Store


@contextmanager
def opened_archive(ctx: click.Context, *, create: bool = False, read_only: bool = False) -> Iterator[Store]:
    """The archive that this command works on; closed at the end of the block.

    Raises:
        DatabaseMissing: there is none.
        DatabaseUnusable: it cannot be opened, or a row in it cannot be read: edited by hand, or the disk fails.
    """
    # sqlite-utils and pydantic: 100 ms.
    from pydantic import ValidationError

    from archive.store import open_store
    from archive.store.connection import explain_failures

    file = session_of(ctx).database
    try:
        with explain_failures(str(file)), open_store(file, create=create, read_only=read_only) as store:
            store.tell_waiting = _tell_once(f"{file}: another program is writing to it; waiting …")
            yield store
    except (ValidationError, JSONDecodeError, UnicodeDecodeError) as error:
        raise DatabaseUnusable(
            str(file),
            f"a row cannot be read ({type(error).__name__})",
            "archive verify names it; a backup has it whole.",
        ) from error


def _tell_once(message: str) -> Callable[[], None]:
    """Says it on stderr when it is first called: who writes a thousand articles may wait a thousand times."""

    @cache
    def tell() -> None:
        from archive.cli.output import note

        note(message)

    return tell


def author_of(given: str | None) -> str:
    """Who signs a decision: ``--by``, else ``$ARCHIVE_BY``, else the login name."""
    if given or os.environ.get("ARCHIVE_BY"):
        return given or check_characters("$ARCHIVE_BY", os.environ["ARCHIVE_BY"])
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # a container's user may have no name
        return "somebody"
