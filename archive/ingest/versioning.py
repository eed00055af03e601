"""Which version of an article a text is: two captures are compared as read today, by the same reader and rules.

What is hard here is time. The earlier capture was read and cleaned by the program of its day; a rule or a reader that
has changed since must not look like a change of the article. So before a new text is compared, the texts held get the
keys that today's reader and rules give them; where the reader has changed, their snapshots are read again. Only keys
change: the texts, their names and the numbers of their versions stay as they are.
"""

from __future__ import annotations

from archive.cleaning import mark_removals
from archive.errors import InputRefused
from archive.identifiers import DocumentId, TextDigest
from archive.readers import Told, read
from archive.records import BlockHint, Reading, Removal
from archive.rules import rule_set_name
from archive.store import Store
from archive.store.analyses import find_rules_analysis
from archive.store.documents import texts_of
from archive.store.facts import hints_of, put_version, snapshot_of, text_of, withdrawal_of
from archive.store.readings import HeldReading, readings_of
from archive.versions import version_key


def join_version(store: Store, document: DocumentId, text: TextDigest, reading: Reading, now: str) -> int:
    """The number of the version that this text is, which may be a new one; call it inside `Store.transaction`.

    Args:
        store: the archive; it holds the text.
        document: the article.
        text: the name of the text.
        reading: how it was read today.
        now: the time of its capture.
    """
    held = [digest for _, digest in texts_of(store, document)]
    if text not in held:
        for digest in held:
            if not withdrawal_of(store, digest):
                put_version(store, document, digest, _key_today(store, digest, reading), now)
    number, _ = put_version(store, document, text, _key(store, text, reading.text, reading.hints), now)
    return number


def _key_today(store: Store, held: TextDigest, like: Reading) -> str:
    """The key of a held text, read again if it was read by another state of the reader that read the new one."""
    first, *_ = readings_of(store, held)
    by = (first.reader, first.reader_version, first.options)
    if first.reader == like.reader and by != (like.reader, like.reader_version, like.options):
        try:
            again = read(snapshot_of(store, first.snapshot), held, _told_of(first))
        except InputRefused:  # today's reader makes nothing of it, so the text as it was read must do
            pass
        else:
            return version_key(again.text, mark_removals(again.text, again.hints))
    return _key(store, held, text_of(store, held), hints_of(store, held))


def _told_of(reading: HeldReading) -> Told:
    """What the reader was told then: a page without any signature was read as one because its server said so."""
    return Told(media_type="text/html" if reading.reader == "html" else "")


def _key(store: Store, digest: TextDigest, text: str, hints: tuple[BlockHint, ...]) -> str:
    return version_key(text, _removals_today(store, digest, text, hints))


def _removals_today(store: Store, digest: TextDigest, text: str, hints: tuple[BlockHint, ...]) -> tuple[Removal, ...]:
    analysis = find_rules_analysis(store, digest)
    if analysis is not None and analysis.rule_set == rule_set_name():
        return analysis.removals
    return mark_removals(text, hints)
