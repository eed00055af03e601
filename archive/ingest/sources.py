"""From the arguments of ``archive add`` to single sources: files, folders walked in order, addresses, standard input.

What is hard here is to name an input the way the person reached it, because that name is how they will ask for it
later (``seeds/000.txt``, not an absolute path), and still to know it again when it is reached another way.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from archive.errors import InputRefused, UnreadableSource
from archive.ingest.received import Received
from archive.records import Method

PASTED = "-"
"""The argument, and the source's name, for standard input."""

READ_IN_FOLDERS = (
    *(".txt", ".text", ".md", ".markdown"),
    *(".html", ".htm", ".xhtml", ".mht", ".mhtml"),
    *(".warc", ".warc.gz", ".wacz"),
)
"""Suffixes that a folder is searched for; a file named by itself is read whatever it is called."""

_PAGE = re.compile(r"(?P<stem>.+)\.(?:html?|xhtml)", re.IGNORECASE)
_PARTS_OF = "_files"
"""What browsers append to a page's name for the folder with its pictures, styles and frames."""

LARGEST = 64 * 2**20
"""Bytes: 64 MiB, a hundred novels. What is larger is no article, and is refused before it is read."""

_URL = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+)://")
_BARE_ADDRESS = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WebSource:
    """One address to be fetched, and why.

    ``is_unattended``: nobody typed this very address, so the site's robots.txt is asked. For the method
    ``other-archive``, ``original`` is the address that the page had, and ``captured_at`` when that archive received it.
    """

    name: str
    method: Method = "fetched"
    is_unattended: bool = False
    original: str | None = None
    captured_at: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its name as reached from the argument, and where to read it (None: standard input)."""

    name: str
    path: Path | None

    @property
    def alias(self) -> str | None:
        """The absolute path on this host, by which the file is known again; None for pasted text."""
        return None if self.path is None else absolute_path(self.path)


@dataclass(slots=True)
class Walk:
    """The inputs behind some arguments, in order; an argument that yields none comes out as the error that says why.

    ``skipped`` fills, while the walk is iterated, with the files in folders whose suffix says that they are none.
    """

    arguments: Iterable[str]
    skipped: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Source | WebSource | InputRefused]:
        for argument in self.arguments:
            yield from self._behind(argument)

    def _behind(self, argument: str) -> Iterator[Source | WebSource | InputRefused]:
        path = Path(argument)
        if argument == PASTED:
            yield Source(PASTED, None)
        elif scheme := _URL.match(argument):
            yield _addressed(argument, scheme["scheme"].lower())
        elif path.is_dir():
            yield from self._inside(path)
        elif not path.exists() and _BARE_ADDRESS.fullmatch(argument) and path.suffix.lower() not in READ_IN_FOLDERS:
            yield UnreadableSource(
                printable_path(argument),
                "there is no such file",
                f"If it is an address: archive add https://{argument}",
            )
        else:
            yield Source(printable_path(path.as_posix()), path)

    def _inside(self, folder: Path) -> Iterator[Source | InputRefused]:
        faults: list[OSError] = []
        is_empty = True
        for path in _files_below(folder, faults, self.skipped):
            if path.name.lower().endswith(READ_IN_FOLDERS):
                is_empty = False
                yield Source(printable_path(path.as_posix()), path)
            else:
                self.skipped.append(printable_path(path.as_posix()))
        for fault in faults:
            yield unreadable(printable_path(str(fault.filename or folder)), fault)
        if is_empty and not faults:
            yield UnreadableSource(
                printable_path(folder.as_posix()),
                f"this folder holds no file that ends in {', '.join(READ_IN_FOLDERS)}",
                "A file named by itself is read whatever it is called.",
            )


def _addressed(argument: str, scheme: str) -> WebSource | UnreadableSource:
    if scheme in {"http", "https"} and argument.isprintable():
        return WebSource(argument)
    rule = "only addresses that begin with http:// or https:// are fetched"
    return UnreadableSource(
        printable_path(argument), rule, "Save the article to a file, then: archive add FILE --url ADDRESS"
    )


def _files_below(folder: Path, faults: list[OSError], skipped: list[str]) -> Iterator[Path]:
    """The files of a folder and of the folders in it, in the order of their names; hidden ones are passed over.

    So is a folder with the parts of a saved page that lies beside it.
    """
    for parent, folders, files in os.walk(folder, onerror=faults.append):
        pages = {page["stem"] for name in files if (page := _PAGE.fullmatch(name))}
        parts = {name for name in folders if name.endswith(_PARTS_OF) and name.removesuffix(_PARTS_OF) in pages}
        skipped += sorted(printable_path(Path(parent, name).as_posix()) for name in parts)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in parts)
        yield from (Path(parent, name) for name in sorted(files) if not name.startswith("."))


def receive_file(source: Source, pasted: bytes | None = None) -> Received:
    """The bytes of a file, or of standard input.

    Args:
        source: which one.
        pasted: what stood on standard input.

    Raises:
        UnreadableSource: no such file, not allowed, not a file, too large; says which.
    """
    if source.path is None:
        if pasted is None:
            raise UnreadableSource(PASTED, "there is nothing on standard input", "Pipe a text into archive add -")
        return Received(PASTED, _bounded(PASTED, pasted), "pasted")
    with open_file(source.name, source.path) as opened:
        content = _bounded(source.name, opened.read(LARGEST + 1))
    return Received(source.name, content, "file", path=source.alias)


@contextmanager
def open_file(name: str, path: Path) -> Iterator[BinaryIO]:
    """The file, open for reading in the block; what the system says against it comes out in our words.

    Raises:
        UnreadableSource: no such file, not allowed, not a file.
    """
    if path.exists() and not path.is_file():
        # A device or a pipe would never end; a folder is walked before it comes here.
        raise UnreadableSource(name, "this is not a file", "Name a file, a folder or an address, or - to paste.")
    try:
        with path.open("rb") as opened:
            yield opened
    except OSError as error:
        raise unreadable(name, error) from error


def _bounded(name: str, content: bytes) -> bytes:
    if len(content) > LARGEST:
        raise UnreadableSource(
            name, f"it is larger than {LARGEST // 2**20} MiB, which no article is", "Cut the article out of it."
        )
    return content


def unreadable(name: str, error: OSError) -> UnreadableSource:
    """What the system said about a file, in our words."""
    if isinstance(error, FileNotFoundError):
        return UnreadableSource(name, "there is no such file or folder", "Check the name and the folder you are in.")
    if isinstance(error, PermissionError):
        return UnreadableSource(name, "you are not allowed to read it", "Ask its owner, or change its permissions.")
    return UnreadableSource(
        name, f"the system cannot read it ({error.strerror or error})", "Check the disk and the name."
    )


def absolute_path(path: Path) -> str:
    """Where ``path`` is on this host, without ``..``; links are not followed, as two links may part ways later."""
    return printable_path(os.path.abspath(path))  # noqa: PTH100 — Path.resolve() follows links


def printable_path(name: str) -> str:
    r"""A path as text that can be stored: bytes that are no UTF-8 are spelled out, so that two names stay two.

    >>> printable_path("caf\udce9.txt")
    'caf\\xe9.txt'
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
