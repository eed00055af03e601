"""What strangers are told of where a text came from: an address as it is, of a file its name and not its folders.

A path tells more than it seems to: the name of an account, of a project, of whoever handed the file over. It stays in
the archive, where `archive verify` and later captures need it, and in what the terminal prints; nothing that is served
or handed on repeats it.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import PlainSerializer, SerializationInfo

FOR_STRANGERS = "for strangers"
"""The context in which a record is written without the folders of this machine."""

_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_FOLDERS = re.compile(r".*[/\\](?=.)", re.DOTALL)


def name_source(source: str) -> str:
    r"""The source as strangers see it: a web address as it is, of a path what stands behind its last slash.

    >>> name_source("/data/jane/Leaks/memo.txt"), name_source(r"C:\Leaks\memo.txt"), name_source("https://example.org/a")
    ('memo.txt', 'memo.txt', 'https://example.org/a')
    >>> name_source("crawls/may.wacz#archive/data.warc.gz#urn:uuid:1")
    'data.warc.gz#urn:uuid:1'
    """
    return source if _WEB_ADDRESS.match(source) else _FOLDERS.sub("", source, count=1)


def _write(source: str, info: SerializationInfo) -> str:
    return name_source(source) if info.context == FOR_STRANGERS else source


def _write_all(sources: list[str], info: SerializationInfo) -> list[str]:
    return list(dict.fromkeys(_write(source, info) for source in sources))


Source = Annotated[str, PlainSerializer(_write)]
"""Where a text came from, as a field of a record; written by `name_source` in the context `FOR_STRANGERS`."""
Sources = Annotated[list[str], PlainSerializer(_write_all)]
"""Several of them; two files of one name in two folders are one there."""
