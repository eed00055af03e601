"""Texts: characters named by the digest of their UTF-8 form, stored once, never changed.

Texts are kept as UTF-8 BLOBs and sliced in Python: SQL's own ``length`` and ``substr`` stop at a NUL.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import NoReturn

from pydantic import TypeAdapter

from archive.errors import UnknownReference, Withdrawn
from archive.identifiers import SnapshotDigest, TextDigest, text_digest
from archive.records import BlockHint, Evidence, Metadatum, Reading
from archive.store.connection import Store
from archive.store.facts.sealing import insert_sealed

HINTS = TypeAdapter(tuple[BlockHint, ...])
"""Hints as JSON, and back."""
EVIDENCE = TypeAdapter(tuple[Evidence, ...])
"""Evidence as JSON, and back."""
METADATA = TypeAdapter(tuple[Metadatum, ...])
"""Metadata as JSON, and back."""


def put_reading(store: Store, snapshot: SnapshotDigest, reading: Reading) -> TextDigest:
    """The name of the text, which is now in the archive together with how it was read from the snapshot."""
    digest = text_digest(reading.text)
    content = reading.text.encode("utf-8")
    insert_sealed(store, "texts", {"digest": digest, "content": content, "length": len(reading.text)})
    row = {
        "snapshot": snapshot,
        "text": digest,
        "reader": reading.reader,
        "reader_version": reading.reader_version,
        "options": reading.options,
        "encoding": reading.encoding,
        "encoding_source": reading.encoding_source,
        "undecodable": reading.undecodable,
        "hints": HINTS.dump_json(reading.hints, exclude_defaults=True).decode(),  # most blocks have few
        "evidence": EVIDENCE.dump_json(reading.evidence).decode(),
        "metadata": METADATA.dump_json(reading.metadata).decode(),
    }
    insert_sealed(store, "readings", row)
    return digest


def text_of(store: Store, text: TextDigest) -> str:
    """The text of that name, whole.

    Raises:
        Withdrawn: it was taken down.
        UnknownReference: the archive does not hold it.
    """
    if reason := withdrawal_of(store, text):
        raise Withdrawn(text, reason)
    content = store.value("SELECT content FROM texts WHERE digest = ?", [text])
    if content is None:
        _refuse(text)
    return bytes(content).decode("utf-8")


def texts_of(store: Store, texts: Collection[str]) -> dict[str, str]:
    """The texts of these names, whole, by name; read in one question.

    Raises:
        Withdrawn: one was taken down.
        UnknownReference: the archive does not hold one.
    """
    found = store.connection.execute(
        "SELECT digest, content FROM texts WHERE digest IN (SELECT value FROM json_each(?)) "
        "AND digest NOT IN (SELECT text FROM withdrawals)",
        [json.dumps(sorted(texts))],
    )
    read = {digest: content.decode("utf-8") for digest, content in found}
    return read | {text: text_of(store, TextDigest(text)) for text in texts if text not in read}


def _refuse(text: TextDigest) -> NoReturn:
    raise UnknownReference(text, "no text of this name is in the archive", "archive documents lists what is held.")


def texts_with_prefix(store: Store, prefix: str) -> list[TextDigest]:
    """The names of all texts, withdrawn ones too, that begin with these hex digits; sorted, at most a hundred."""
    # "g" is the letter after the last hex digit, so the range holds exactly the names with this beginning.
    rows = store.rows(
        "SELECT digest FROM texts WHERE digest >= ? AND digest < ? ORDER BY digest LIMIT 100", [prefix, prefix + "g"]
    )
    return [TextDigest(row["digest"]) for row in rows]


_HINTS = """
    SELECT later.hints FROM readings AS first JOIN readings AS later USING (snapshot, reader, text)
    WHERE text = ? ORDER BY first.rowid, later.rowid DESC LIMIT 1
"""


def hints_of(store: Store, text: TextDigest) -> tuple[BlockHint, ...]:
    """What the first reader of this text, in its newest version, saw the blocks to be; empty for plain text."""
    hints = store.value(_HINTS, [text])
    return HINTS.validate_json(hints) if hints else ()


def withdraw(store: Store, text: TextDigest, reason: str, author: str, made_at: str) -> None:
    """The text is taken down: nothing serves it any more, and its tombstone tells the reason.

    The bytes stay in the file, because facts are append-only. `refresh_document` takes its rows out of the index.

    Raises:
        UnknownReference: the archive does not hold it.
    """
    if store.value("SELECT 1 FROM texts WHERE digest = ?", [text]) is None:
        _refuse(text)
    insert_sealed(store, "withdrawals", {"text": text, "reason": reason, "author": author, "made_at": made_at})


def withdrawal_of(store: Store, text: TextDigest) -> str | None:
    """Why the text was taken down, None when it was not."""
    reason = store.value("SELECT reason FROM withdrawals WHERE text = ?", [text])
    return None if reason is None else str(reason)
