"""Whether a client's copy is still right, told without making the page again.

A strong validator changes whenever the bytes of a representation do (RFC 9110, section 8.8.1). The hash of the bytes
does, but costs making them. A page that is asked after again and again tells instead a `State`: a digest of all rows of
the archive that it is made from. Put together with everything else that it is made from (the program with its
templates, where it is served, what the server adds to every page) that changes too often rather than too seldom.

A validator is remembered as long as nobody writes to the file at all, which SQLite tells at once; each thread remembers
those that it worked out, because what SQLite tells is about one connection.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from archive.store import Store
from archive.web.answers import Answer, Elsewhere, Request, Unchanged
from archive.web.responses import entity_tag, names_tag

MADE_WITH = ("citeproc-py", "datasette", "jinja2", "markupsafe", "pydantic")
"""The libraries that turn rows into representations."""


@dataclass(frozen=True, slots=True)
class State:
    """What one representation is made from: a digest of the rows, and its media type."""

    rows: str
    media_type: str


Validator = Callable[[Store, Request], State | None]
"""Tells the state of the representation asked for; None when only its page can say what will be answered."""


@cache
def program_version() -> str:
    """Changes whenever a file of this program does, or a library that it makes pages with."""
    digest = hashlib.sha256(repr([(name, version(name)) for name in MADE_WITH]).encode())
    for path, entry in sorted(_walk(files("archive"), "")):
        digest.update(path.encode())
        digest.update(hashlib.sha256(entry).digest())
    return digest.hexdigest()


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.name.startswith((".", "__pycache__")):
            continue
        inner = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, inner)
        else:
            yield inner, entry.read_bytes()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a client holds, and ``around``: all that goes into a page besides rows, as one line."""

    validator: Validator
    if_none_match: str
    around: str

    def answer(self, store: Store, request: Request, function: Callable[[Store, Request], Answer]) -> Answer:
        """What the function answers, with its validator; `Unchanged` when the client holds that already.

        State and page are of one moment, whatever others write meanwhile. Whether there is a page at all, which is what
        ``If-None-Match: *`` asks, only the page can say.
        """
        known = _known_of(store)
        asked = (self.validator, self.around, tuple(request.parts.items()), request.accept)
        if (before := known.get(asked)) and names_tag(self.if_none_match, before.tag):
            return before
        with store.reading():
            state = self.validator(store, request)
            if state is None:
                return function(store, request)
            tag = entity_tag(f"{self.around}\n{state.media_type}\n{state.rows}".encode())
            unchanged = Unchanged(tag, state.media_type)
            if len(known) < _MOST_KNOWN:
                known[asked] = unchanged
            if names_tag(self.if_none_match, tag):
                return unchanged
            answer = function(store, request)
        return answer if isinstance(answer, Elsewhere | Unchanged) else replace(answer, tag=tag)


@dataclass(frozen=True, slots=True)
class _Known:
    """What was told on one connection while ``data_version`` was what it is."""

    connection: sqlite3.Connection
    data_version: int
    told: dict[Hashable, Unchanged] = field(default_factory=dict)


_thread = threading.local()
_MOST_KNOWN = 2_000
"""Validators that a thread remembers between two changes of the file."""


def _known_of(store: Store) -> dict[Hashable, Unchanged]:
    """What was told since somebody last wrote to the file; asked before anything is read, so that it is never older.

    Pages are read on connections that never write themselves.
    """
    version = store.data_version
    known: _Known | None = getattr(_thread, "known", None)
    if known is None or known.connection is not store.connection or known.data_version != version:
        known = _thread.known = _Known(store.connection, version)
    return known.told


def ask_after(validator: Validator | None, datasette: Any, request: Any, around: object) -> Asked | None:
    """What is needed to answer without a page; None where there is no validator, or somebody put other templates."""
    if validator is None or datasette.template_dir:
        return None
    return Asked(validator, request.headers.get("if-none-match", ""), f"{program_version()}\n{around!r}")
