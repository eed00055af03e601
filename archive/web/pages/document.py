"""The page of an article: what is known of it and from where, its captures and versions, and whom it quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from archive.identifiers import TextDigest, parse_document_id
from archive.mementos import encode_address
from archive.model import DocumentRecord, LogRecord, MetadatumRecord
from archive.origins import is_witnessed, newest_witnessed, say_supplied_current
from archive.provenance import say_date, say_provenance
from archive.store import SearchFilters, Store
from archive.store.documents import document, log, texts_of, withdrawn_texts
from archive.store.searching import search_quotations
from archive.web.answers import ATOM, JSON, Answer, Page, Request, json_body
from archive.web.capture_picture import draw_captures
from archive.web.links import Links
from archive.web.parts import list_hits, say_gone
from archive.web.timeline import Version, fold_events, list_events, list_versions, say_states
from archive.web.wording import is_web_address, name_document, say_count, say_source

FIELDS = ("title", "outlet", "agency", "author", "published", "language", "url", "tag")
"""What can be known of an article, in the order in which it is shown."""
FIELD_WORDS = {"published": "published", "url": "address", "tag": "tag"}
"""Fields that pages call by another word than records do."""
MOST_QUOTATIONS = 200
"""How many quotations the page lists; the others are a search away."""
MOST_VERSIONS = 8
"""How many versions are listed at once, newest first; the others fold away."""
MOST_STRETCHES = 100
"""How many changes and stretches without one the timeline lists, latest first."""


def show_document(store: Store, request: Request) -> Answer:
    """The page or the record of an article.

    Raises:
        UnknownReference: the archive has none of this id.
    """
    record = document(store, parse_document_id(request.part("document")))
    address = request.links.document(record.document)
    if request.part("suffix") == ".json":
        return json_body(record, canonical=address)
    return Page(
        "document.html",
        _context(store, record, request.links),
        canonical=address,
        alternates=((f"{address}.json", JSON.split(";")[0]), (request.links.edits_feed(record.document), ATOM)),
    )


def _context(store: Store, record: DocumentRecord, links: Links) -> dict[str, Any]:
    identity = parse_document_id(record.document)
    entries = log(store, identity)
    filters = SearchFilters(document=(record.document,), removed=True, limit=MOST_QUOTATIONS)
    found = search_quotations(store, filters)
    latest = next((entry for entry in reversed(entries) if entry.text), None)
    withdrawn = withdrawn_texts(store, identity)
    versions = list_versions(entries, texts_of(store, identity), withdrawn, links)
    events = list_events(entries, record.document, withdrawn, links)
    stretches = fold_events(events)
    served = [version for version in versions if version.text]
    return {
        "title": name_document(record.title, record.opening),
        "record": record,
        "date": say_date,
        "known": [_known(known, links) for field in FIELDS for known in record.metadata if known.field == field],
        "unknown": [
            FIELD_WORDS.get(field, field)
            for field in ("title", "outlet", "author", "published", "url")
            if not any(known.field == field for known in record.metadata)
        ],
        "provenance": say_provenance(record, latest.method, latest.captured_at, latest.by, latest.witness)
        if latest
        else "",
        "gone": say_gone(record),
        "supplied": _say_supplied(entries, withdrawn, links),
        "newest_versions": versions[: -MOST_VERSIONS - 1 : -1],
        "older_versions": versions[:-MOST_VERSIONS][::-1],
        "picture": draw_captures(events),
        "states": say_states(entries),
        "stretches": stretches[:MOST_STRETCHES],
        "more_stretches": max(0, len(stretches) - MOST_STRETCHES),
        "served": served if len(served) > 1 else [],
        "chosen": _chosen(served, record.text),
        "memento_url": _memento_url(record, entries),
        "hits": list_hits(store, found.hits, links),
        "counts": say_count(found.total, "quotation")
        + (f" by {say_count(found.speakers, 'speaker')}" if found.speakers else ""),
        "all_address": links.search({"document": record.document}) if found.next else "",
        "text_address": links.text(record.text),
    }


def _memento_url(record: DocumentRecord, entries: Sequence[LogRecord]) -> str:
    """The address that Memento clients can ask for; empty where no capture of it was witnessed."""
    if not record.url or not is_web_address(record.url):
        return ""
    return encode_address(record.url) if any(one.text and is_witnessed(one.method) for one in entries) else ""


def _say_supplied(
    entries: Sequence[LogRecord], withdrawn: Mapping[TextDigest, str], links: Links
) -> tuple[str, str, str] | None:
    """Where somebody supplied the newest version of an article that was witnessed in another: whose texts differ.

    With the name and the address of the version that was witnessed last. None elsewhere.
    """
    served = [entry for entry in entries if entry.text and entry.text not in withdrawn]
    said, seen = say_supplied_current(served), newest_witnessed(served)
    if not said or seen is None or not seen.text:
        return None
    return said, f"version {seen.version}, captured {say_date(seen.captured_at)}", links.text(TextDigest(seen.text))


def _known(known: MetadatumRecord, links: Links) -> dict[str, str]:
    address = ""
    if known.text and known.start is not None and known.end is not None and known.start < known.end:
        address = links.permalink(f"q/{known.text}/{known.start}-{known.end}")
    value = say_date(known.value) if known.field == "published" else known.value
    page = {"outlet": links.outlet(known.value), "tag": links.search({"tag": known.value})}.get(known.field, "")
    if known.field == "url" and is_web_address(known.value):
        page = known.value
    return {
        "field": FIELD_WORDS.get(known.field, known.field),
        "value": value,
        "page": page,
        "source": say_source(known),
        "address": address,
    }


def _chosen(served: Sequence[Version], newest: str) -> tuple[str, str]:
    """The two texts that a comparison begins with: the newest version, and the one before it by number."""
    texts = [version.text or "" for version in served]
    if len(texts) < 2:
        return "", ""
    later = texts.index(newest) if newest in texts else len(texts) - 1
    return texts[later - 1 if later else 1], texts[later]
