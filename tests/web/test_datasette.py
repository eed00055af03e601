"""The archive inside Datasette: found under any name, out of the way without one, and no SQL for anybody."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive.identifiers import TextDigest
from archive.store import open_store
from archive.web import LENGTH_LIMIT, prepare_connection
from tests.web.building import hold_text
from tests.web.conftest import Site

METADATA = Path(__file__).parents[2] / "metadata.yml"


def load_metadata() -> Any:
    """metadata.yml."""
    return yaml.safe_load(METADATA.read_text("utf-8"))


def follow(site: Site, path: str) -> Any:
    """The response after redirects: Datasette 1.0 moved its SQL page."""
    answer = site.get(path)
    while answer.status_code in (301, 302, 308):
        answer = site.get(answer.headers["location"])
    return answer


@pytest.mark.parametrize("name", ["archive", "my news", "q", "search", "archive.2026"])
def test_arbitrary_sql_is_off_under_every_file_name(
    council: Path, tmp_path: Path, name: str, serve: Callable[..., Site]
) -> None:
    """A function call escapes Datasette's time limit, so nobody may call one, with or without metadata."""
    path = tmp_path / f"{name}.db"
    shutil.copy(council, path)
    for metadata in (None, load_metadata()):
        site = serve(path, metadata=metadata)
        route = str(site.datasette.urls.database(name))
        # A database called as one of our pages is has that page at its own address.
        assert follow(site, f"{route}.json?sql=select+1").status_code == (200 if name == "search" else 403)
        assert follow(site, f"{route}?sql=select+1").status_code == (200 if name == "search" else 403)
        for query in (f"{route}/-/query?sql=select+1", f"{route}/-/query.json?sql=select+1"):
            # Datasette 0.65 has no such page.
            assert follow(site, query).status_code in (400, 403, 404), query
        where = follow(site, f"{route}/quotations.json?_where=1%3D1")
        assert where.status_code in (400, 403)


def test_an_operator_cannot_switch_sql_on_by_mistake(council: Path, serve: Callable[..., Site]) -> None:
    """``allow_sql`` for the very database does not beat the denial."""
    for metadata in ({"allow_sql": True}, {"databases": {"archive": {"allow_sql": True}}}):
        site = serve(council, metadata=metadata)
        assert follow(site, "/archive.json?sql=select+1").status_code == 403


def test_sql_stays_on_where_there_is_no_archive(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """The plugin may be installed beside other data."""
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE quotations (permalink TEXT, document TEXT)")
        connection.execute("INSERT INTO quotations VALUES ('x', '0123456789abcdef')")
    connection.close()
    site = serve(path)
    assert follow(site, "/other.json?sql=select+1").status_code == 200
    assert 'href="/d/0123456789abcdef"' not in site.get("/other/quotations").text
    index = site.get("/")
    assert "other" in index.text
    assert "Who said what" not in index.text
    missing = site.get("/search")
    assert missing.status_code == 404
    assert "no archive is attached" in missing.text


def test_bytes_are_not_handed_out_through_tables(site: Site, digest: TextDigest) -> None:
    """Texts and snapshots have pages of their own, which know what was taken down."""
    for path in (
        "/archive/texts",
        "/archive/texts.json",
        "/archive/TEXTS.json",
        f"/archive/texts/{digest}.blob?_blob_column=content",
        "/archive/snapshots.json",
        "/archive.db",
    ):
        assert follow(site, path).status_code in (403, 404), path


def test_the_archive_is_found_by_its_tables(
    council: Path, tmp_path: Path, digest: TextDigest, serve: Callable[..., Site]
) -> None:
    """Any file name will do; of several archives the first by name is shown, and the page says so."""
    first, second = tmp_path / "b.db", tmp_path / "a.db"
    shutil.copy(council, first)
    with open_store(second, create=True) as store:
        hold_text(store, "Another text.")
    site = serve(first)
    assert site.get(f"/q/{digest}/1-5").status_code == 200
    assert 'href="/b/quotations?' in site.get("/").text
    site = serve(first, second)
    page = site.get("/").text
    assert "these pages are about <b>a</b>, not b" in page
    assert site.get(f"/q/{digest}/1-5").status_code == 404
    site = serve(second, council)
    assert "these pages are about <b>archive</b>, not a" in site.get("/").text


def test_datasettes_table_of_quotations_stays_useful(
    council: Path, digest: TextDigest, serve: Callable[..., Site]
) -> None:
    """Full-text search filters, facets count, and permalinks are links."""
    site = serve(council, metadata=load_metadata())
    everything, found = (
        site.get(f"/archive/quotations.json?_shape=objects{query}").json()["rows"] for query in ("", "&_search=mended")
    )
    assert (len(everything), len(found)) == (3, 1)
    page = site.get("/archive/quotations").text
    assert f'href="/q/{digest}/' in page
    assert 'href="/s/jane-doe"' in page
    assert "The link to these words; it never moves" in page
    assert page.count("<summary>") >= 3  # the facets
    assert "/-/static-plugins/quote-archive/tables.css" in page


def test_only_the_tables_of_the_shown_archive_lead_to_pages(
    council: Path, tmp_path: Path, digest: TextDigest, serve: Callable[..., Site]
) -> None:
    """A permalink of another archive would open nothing here."""
    other = tmp_path / "other.db"
    shutil.copy(council, other)
    site = serve(council, other)
    assert f'href="/q/{digest}/' in site.get("/archive/quotations").text
    page = site.get("/other/quotations").text
    assert 'href="/q/' not in page
    assert '<td class="col-medium type-str">a statement</td>' in page


def test_the_menu_leads_to_the_search(site: Site) -> None:
    """From Datasette's own pages there is a way back."""
    assert 'href="/search"' in site.get("/archive").text


def test_metadata_names_only_tables_and_columns_that_exist(council: Path) -> None:
    """A description of what is not there is a lie; a column of the quotations without one is a gap."""
    tables = load_metadata()["databases"]["archive"]["tables"]
    with open_store(council, read_only=True) as store:
        existing = {name: set(store.database[name].columns_dict) for name in store.database.table_names()}
    for name, table in tables.items():
        assert name in existing
        assert set(table.get("columns", ())) <= existing[name]
        facets = [facet["array"] if isinstance(facet, dict) else facet for facet in table.get("facets", ())]
        assert set(facets) <= existing[name]
    assert set(tables["quotations"]["columns"]) == existing["quotations"] - {"id"}


def test_values_cannot_grow_beyond_the_limit() -> None:
    """Set on connections to archives, left alone on others."""
    connection = sqlite3.connect(":memory:")
    before = connection.getlimit(sqlite3.SQLITE_LIMIT_LENGTH)
    prepare_connection(connection)
    assert connection.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) == before
    connection.close()


def test_the_limit_holds_on_connections_to_an_archive(council: Path) -> None:
    """Texts of 50 MB stay readable, a gigabyte made by one function call does not come to be."""
    with open_store(council, read_only=True) as store:
        prepare_connection(store.connection)
        assert store.connection.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) == LENGTH_LIMIT
        with pytest.raises(sqlite3.DataError):
            store.value("SELECT length(zeroblob(900000000))")
    assert 50_000_000 < LENGTH_LIMIT < 1_000_000_000


def test_a_database_that_cannot_be_read_is_answered_in_words(
    council: Path, serve: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged file is no reason for a traceback."""
    import archive.passages

    def fail(*_arguments: object) -> None:
        error = sqlite3.DatabaseError("database disk image is malformed")
        error.sqlite_errorname = "SQLITE_CORRUPT"
        raise error

    monkeypatch.setattr(archive.passages, "texts_with_prefix", fail)
    answer = serve(council).get("/q/" + "0" * 64 + "/1-5")
    assert answer.status_code == 503
    assert "damaged" in answer.text
