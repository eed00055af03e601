"""Documents, their addresses and their versions.

A version's number is given once, by the order of first capture, and never shifted or reused: people write it down.
"""

from __future__ import annotations

import hashlib
from typing import Literal

from archive.addresses import CLAIMS
from archive.identifiers import DocumentId, TextDigest
from archive.store.connection import Store
from archive.store.facts.sealing import insert_sealed, replace_sealed

AliasKind = Literal["url", "path"]
"""What an alias is: a further URL, or an absolute path on this host."""


def document_of_identity(identity: str) -> DocumentId:
    """The id that an identity (``url:…`` or ``text:…``) gives a document."""
    return DocumentId(hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16])


def put_document(store: Store, document: DocumentId, identity: str, created_at: str) -> None:
    """The document is in the archive; ``identity`` is ``url:…`` or ``text:…``, whose digest its id is."""
    insert_sealed(store, "documents", {"id": document, "identity": identity, "created_at": created_at})


def put_alias(store: Store, document: DocumentId, kind: AliasKind, value: str, reason: str, added_at: str) -> None:
    """This address leads to this document from now on, whatever it led to before.

    One that was only claimed until now is recorded again when it is seen to lead there.
    """
    if document_of_alias(store, kind, value) == document:
        held = reasons_of_alias(store, document, kind, value)
        if reason in held or reason in CLAIMS or not CLAIMS.keys() >= set(held):
            return
    row = {"kind": kind, "value": value, "document": document, "reason": reason, "added_at": added_at}
    insert_sealed(store, "aliases", row)


def document_of_alias(store: Store, kind: AliasKind, value: str) -> DocumentId | None:
    """The document that this address leads to, None when it leads nowhere."""
    document = store.value(
        "SELECT document FROM aliases WHERE kind = ? AND value = ? ORDER BY added_at DESC, rowid DESC LIMIT 1",
        [kind, value],
    )
    return None if document is None else DocumentId(document)


def reasons_of_alias(store: Store, document: DocumentId, kind: AliasKind, value: str) -> list[str]:
    """Why this address leads to this document, oldest first; empty when it does not."""
    rows = store.rows(
        "SELECT reason FROM aliases WHERE document = ? AND kind = ? AND value = ? ORDER BY added_at, rowid",
        [document, kind, value],
    )
    return [row["reason"] for row in rows]


def aliases_of(store: Store, document: DocumentId) -> list[tuple[AliasKind, str]]:
    """The further addresses of a document, oldest first."""
    rows = store.rows(
        "SELECT kind, value FROM aliases WHERE document = ? GROUP BY kind, value ORDER BY min(added_at), min(rowid)",
        [document],
    )
    return [(row["kind"], row["value"]) for row in rows]


def put_version(
    store: Store, document: DocumentId, text: TextDigest, version_key: str, first_captured_at: str
) -> tuple[int, bool]:
    """The number of the version that this text belongs to, and whether that version is new.

    A text whose key the document already has joins that version. A text that the document already has keeps its
    number; only its key is brought up to date, so that texts read under newer rules compare with it.
    """
    row = {
        "document": document,
        "text": text,
        "version_key": version_key,
        "first_captured_at": first_captured_at,
    }
    held = store.row("SELECT * FROM versions WHERE document = ? AND text = ?", [document, text])
    if held:
        if held["version_key"] != version_key:
            replace_sealed(store, "versions", {**held, "version_key": version_key})
        return int(held["number"]), False
    number = store.value(
        "SELECT min(number) FROM versions WHERE document = ? AND version_key = ?", [document, version_key]
    )
    is_new = number is None
    if is_new:
        number = store.value("SELECT coalesce(max(number), 0) + 1 FROM versions WHERE document = ?", [document])
    insert_sealed(store, "versions", {**row, "number": number})
    return int(number), is_new


def put_text_again(
    store: Store, document: DocumentId, text: TextDigest, number: int | None, version_key: str, *, like: TextDigest
) -> int:
    """The number of the version that a text now belongs to: ``number``, or the next free one when that is None.

    The text is what today's reader makes of a capture that gave the text ``like`` before, so both count as captured
    first at the same time. A text that the document already has stays where it is.
    """
    if number is None:
        number = int(store.value("SELECT max(number) + 1 FROM versions WHERE document = ?", [document]))
    first_captured_at = store.value(
        "SELECT first_captured_at FROM versions WHERE document = ? AND text = ?", [document, like]
    )
    row = {"document": document, "text": text, "number": number, "version_key": version_key}
    insert_sealed(store, "versions", {**row, "first_captured_at": first_captured_at})
    return number
