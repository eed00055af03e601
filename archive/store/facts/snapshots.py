"""Snapshots: the bytes as received, named by their digest, stored once, packed, never changed.

A later version of a page is packed against the one before it (`archive.store.compression`), so reading one may mean to
unpack a chain of at most `LONGEST_CHAIN` others first. Names and lengths are those of the bytes as received; how they
are packed is of no concern to anybody above this file.
"""

from __future__ import annotations

from archive.errors import DatabaseUnusable, UnknownReference, Withdrawn
from archive.identifiers import SnapshotDigest, snapshot_digest
from archive.store.compression import LARGEST_BASE, LONGEST_CHAIN, pack, unpack
from archive.store.connection import Store
from archive.store.facts.sealing import insert_sealed

_WITHDRAWN_FROM = """
    SELECT withdrawals.text, withdrawals.reason FROM readings JOIN withdrawals USING (text)
    WHERE readings.snapshot = ? ORDER BY withdrawals.made_at LIMIT 1
"""


def put_snapshot(store: Store, content: bytes, base: SnapshotDigest | None = None) -> SnapshotDigest:
    """The name of the bytes, which are now in the archive.

    Args:
        store: the archive.
        content: the bytes as received.
        base: an earlier snapshot that they may resemble, such as the last one of the same page. It is used where that
            saves space and its own chain is not too long; one that is missing or cannot be read is passed over.
    """
    digest = snapshot_digest(content)
    if store.value("SELECT 1 FROM snapshots WHERE digest = ?", [digest]) is not None:
        return digest
    depth, base_content = _find_base(store, base)
    packed = pack(content, base_content)
    row = {
        "digest": digest,
        "frame": packed.frame,
        "base": base if packed.needs_base else None,
        "depth": depth + 1 if packed.needs_base else 0,
        "length": len(content),
    }
    insert_sealed(store, "snapshots", row)
    return digest


def _find_base(store: Store, base: SnapshotDigest | None) -> tuple[int, bytes | None]:
    """The chain length and the bytes of a base that may have one more packed against it."""
    row = store.row("SELECT depth, length FROM snapshots WHERE digest = ?", [base]) if base else None
    if base is None or row is None or row["depth"] >= LONGEST_CHAIN or row["length"] > LARGEST_BASE:
        return 0, None
    try:
        return row["depth"], unpack_snapshot(store, base)
    except ValueError:  # a damaged base is verify's to report; what is new must not rest on it
        return 0, None


def snapshot_of(store: Store, digest: SnapshotDigest) -> bytes:
    """The bytes of that name, as they were received.

    Raises:
        Withdrawn: a text read from them was taken down.
        UnknownReference: the archive does not hold them.
        DatabaseUnusable: they cannot be unpacked, or are not the bytes that they are named for.
    """
    if withdrawn := store.row(_WITHDRAWN_FROM, [digest]):
        raise Withdrawn(digest, withdrawn["reason"])
    if store.value("SELECT 1 FROM snapshots WHERE digest = ?", [digest]) is None:
        rule = "no snapshot of this name is in the archive"
        raise UnknownReference(digest, rule, "archive documents lists what is held.")
    try:
        content = unpack_snapshot(store, digest)
    except ValueError as error:
        raise _damaged(digest, str(error)) from error
    if snapshot_digest(content) != digest:
        raise _damaged(digest, "other bytes come out")
    return content


def _damaged(digest: SnapshotDigest, reason: str) -> DatabaseUnusable:
    rule = f"the bytes of this snapshot cannot be unpacked ({reason})"
    return DatabaseUnusable(digest, rule, "Restore a backup; archive verify names all that is wrong.")


def unpack_snapshot(store: Store, digest: SnapshotDigest) -> bytes:
    """The bytes that come out of a stored snapshot, withdrawn or not; nobody has compared them with its name.

    Raises:
        ValueError: one of the frames in its chain is missing or damaged.
    """
    chain: list[bytes] = []
    wanted: str | None = digest
    while wanted is not None:
        row = store.row("SELECT frame, base FROM snapshots WHERE digest = ?", [wanted])
        if row is None or len(chain) > LONGEST_CHAIN:
            raise ValueError(f"it rests on {wanted}, which is not there" if row is None else "its chain has no end")
        chain.append(bytes(row["frame"]))
        wanted = row["base"]
    content: bytes | None = None
    for frame in reversed(chain):
        content = unpack(frame, content)
    return content or b""
