"""What was received and what people ruled: append-only, each function harmless when called twice.

Call what writes inside `Store.transaction`, one transaction per document.
"""

from archive.store.facts.captures import capture_by_id, captures_of, latest_capture, put_capture
from archive.store.facts.decisions import decisions_of, put_decision
from archive.store.facts.documents import (
    aliases_of,
    document_of_alias,
    put_alias,
    put_document,
    put_text_again,
    put_version,
)
from archive.store.facts.snapshots import put_snapshot, snapshot_of
from archive.store.facts.texts import (
    hints_of,
    put_reading,
    text_of,
    texts_with_prefix,
    withdraw,
    withdrawal_of,
)

__all__ = [
    "aliases_of",
    "capture_by_id",
    "captures_of",
    "decisions_of",
    "document_of_alias",
    "hints_of",
    "latest_capture",
    "put_alias",
    "put_capture",
    "put_decision",
    "put_document",
    "put_reading",
    "put_snapshot",
    "put_text_again",
    "put_version",
    "snapshot_of",
    "text_of",
    "texts_with_prefix",
    "withdraw",
    "withdrawal_of",
]
