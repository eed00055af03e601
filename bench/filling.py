"""An archive of a million synthetic quotations, made once and kept.

Run as ``python -m bench.filling --rows 1000000`` to make it beforehand; it prints where it lies.

Facts go in by the store's own functions, and the rows of the index are those that the store makes from them, so the
archive is one that ``archive verify`` finds nothing wrong with. Only so much is done in bulk, as nobody could wait for
it otherwise: rows are appended without being compared with what is there, full text and the columns that are counted
are built at the end, and no quotation is compared with the others. Everything is written to a file beside the one that
is asked for, which takes its name when it is whole.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from archive.identifiers import DocumentId, document_of_text, document_of_url
from archive.records import Capture, Decision, Reading
from archive.store import Store, open_store
from archive.store.analyses import put_analysis
from archive.store.facts import (
    put_alias,
    put_capture,
    put_decision,
    put_document,
    put_reading,
    put_snapshot,
    put_version,
)
from archive.store.fulltext import FULLTEXT
from archive.store.held import Row, read_document
from archive.store.index import INDEX_TABLES
from archive.store.segments import rebuild_segments
from archive.store.speaker_names import rebuild_names
from archive.store.wordings import utterance_id
from archive.versions import version_key
from bench.measure import CHECKOUT
from bench.synthetic import Article, make_articles
from bench.tantivy_peer import LISTED

ROWS = 1_000_000
"""Quotations in the archive that the promises are made for."""
_BATCH = 500  # articles in one transaction
_MADE_BY = ("archive/store", "bench/filling.py", "bench/synthetic.py", "bench/vocabulary.py")


def cache_folder() -> Path:
    """Where made archives are kept: ``$ARCHIVE_BENCH``, else ``.bench`` in the checkout, which git does not see."""
    return Path(os.environ.get("ARCHIVE_BENCH") or CHECKOUT / ".bench")


def recipe_digest(rows: int) -> str:
    """12 hex digits that name an archive by all it is made by: the generator, the store, the number of rows."""
    files = [path for name in _MADE_BY for path in sorted(_sources(CHECKOUT / name))]
    digest = hashlib.sha256(str(rows).encode())
    for path in files:
        digest.update(f"{path.relative_to(CHECKOUT).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _sources(path: Path) -> Iterable[Path]:
    return [path] if path.is_file() else (found for found in path.rglob("*") if found.suffix in {".py", ".sql"})


def synthetic_archive(rows: int = ROWS) -> Path:
    """The file of an archive with so many quotations; made now, unless one of this recipe is kept."""
    folder = cache_folder()
    path = folder / f"{rows}-{recipe_digest(rows)}.db"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob(f"{rows}-*.db*"):
        stale.unlink()
    print(f"Making an archive of {rows:,} quotations in {folder} (some minutes, the first time) …", flush=True)
    draft = path.with_suffix(".draft.db")
    fill_archive(draft, rows)
    draft.rename(path)
    return path


def fill_archive(path: Path, rows: int) -> None:
    """There is an archive with so many synthetic quotations at ``path``, where no file may be."""
    with open_store(path, create=True) as store:
        # Nobody reads it before it is whole, and who interrupts this makes it again.
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -2000000"):
            store.value(f"PRAGMA {pragma}")
        articles = make_articles(rows)
        while batch := list(islice(articles, _BATCH)):
            _put_batch(store, batch)
        with store.transaction():
            for table in FULLTEXT:
                store.execute(f'INSERT INTO "{table}_fts" ("{table}_fts") VALUES (\'rebuild\')')
            rebuild_segments(store.connection)
            rebuild_names(store.connection)
            # Not paired: nobody said random words in other words, and to look for that would take hours.
            named = store.rows(f"SELECT id, permalink FROM quotations WHERE {LISTED}")
            names = [[row["id"], utterance_id(row["permalink"])] for row in named]
            store.execute_many("INSERT INTO utterances (quotation, id) VALUES (?, ?)", names)
        store.value("PRAGMA synchronous = FULL")
        store.value("PRAGMA journal_mode = WAL")


def _put_batch(store: Store, articles: Iterable[Article]) -> None:
    rows: dict[str, list[Row]] = {table.name: [] for table in INDEX_TABLES}
    with store.transaction():
        for article in articles:
            held = read_document(store, put_facts(store, article))
            for table in INDEX_TABLES:
                rows[table.name] += table.make_rows(held) if held else []
        for name, wanted in rows.items():
            if not wanted:
                continue
            columns = list(wanted[0])
            listed, places = (
                ", ".join(f'"{column}"' for column in columns),
                ", ".join(f":{column}" for column in columns),
            )
            # No value enters this SQL: the names are those of the store's own tables and columns.
            store.execute_many(f'INSERT INTO "{name}" ({listed}) VALUES ({places})', wanted)


def put_facts(store: Store, article: Article) -> DocumentId:
    """The article's document, whose facts and analyses are now in the archive; its rows of the index are not."""
    first = article.versions[0]
    if "://" in article.source:
        document, identity = document_of_url(article.source), f"url:{article.source}"
    else:
        document, identity = document_of_text(first.analysis.text), f"text:{first.analysis.text}"
    put_document(store, document, identity, first.captured_at)
    if identity.startswith("text:"):
        put_alias(store, document, "path", f"/synthetic/{article.source}", "first seen here", first.captured_at)
    base = None
    for version in article.versions:
        content = version.text.encode("utf-8")
        base = put_snapshot(store, content, base)
        reading = Reading(version.text, "plain", "synthetic", metadata=article.metadata)
        text = put_reading(store, base, reading)
        put_version(store, document, text, version_key(version.text, version.analysis.removals), version.captured_at)
        capture = Capture(article.source, version.captured_at, base, article.method, "quote-archive bench")
        put_capture(store, capture, document, text)
        put_analysis(store, version.analysis, version.captured_at)
    for tag in article.tags:
        put_decision(store, Decision(document, "tag", tag, "the bench", first.captured_at))
    return document


def main() -> None:
    """Make the archive, or find it made, and print where it lies."""
    parser = argparse.ArgumentParser(prog="python -m bench.filling")
    parser.add_argument("--rows", type=int, default=ROWS, help="how many quotations")
    begun = time.monotonic()
    path = synthetic_archive(parser.parse_args().rows)
    size = path.stat().st_size / 1e9
    print(f"{path}: {size:.2f} GB, after {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main()
