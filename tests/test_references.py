"""A reference means one thing or is refused: the ways to name a text, in their order, and what is never guessed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from archive.errors import AmbiguousReference, UnknownReference
from archive.identifiers import DocumentId, TextDigest
from archive.ingest import Batch, Circumstances, Walk, add_inputs, read_inputs
from archive.references import Target, resolve_document, resolve_reference
from archive.spans import Span
from archive.store import Store, open_store

FIRST = "“We will open the bridge in May,” Mayor Jane Doe said."
TICKS = count()
"""The clock of these tests: a microsecond for each input."""
SECOND = "“The fields have waited for this rain,” farmer John Smith said."


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Two articles: ``news/001_bridge.txt`` with the address ``https://example.org/a``, and ``news/002_rain.txt``."""
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    Path("news/001_bridge.txt").write_text(FIRST, "utf-8")
    Path("news/002_rain.txt").write_text(SECOND, "utf-8")
    with open_store(tmp_path / "archive.db", create=True) as opened:
        add(opened, "news/001_bridge.txt", url="https://example.org/a")
        add(opened, "news")
        yield opened


def add(store: Store, *arguments: str, url: str | None = None) -> None:
    """The inputs are archived."""
    told = Batch(lambda: Circumstances(f"2026-01-01T00:00:00.{next(TICKS):06}Z", "tester", url=url))
    assert all(record.outcome != "refused" for record in add_inputs(store, read_inputs(Walk(arguments)), told))


@pytest.fixture
def first(store: Store) -> Target:
    """The first article, as its source names it."""
    return resolve_reference(store, "news/001_bridge.txt")


def test_every_name_of_an_article_means_it(store: Store, first: Target, tmp_path: Path) -> None:
    """Its source, file name, handle, absolute path, address, id, and the pages of the archive."""
    names = [
        "news/001_bridge.txt",
        "./news/001_bridge.txt",
        "001_bridge.txt",
        "001_bridge",
        "001",
        f"{tmp_path}/news/001_bridge.txt",
        "https://example.org/a",
        "HTTPS://EXAMPLE.ORG/a#part",
        str(first.document),
        f"http://127.0.0.1:8001/d/{first.document}",
        f" {first.document} ",
    ]
    for name in names:
        assert resolve_reference(store, name) == first, name
        assert resolve_document(store, name) == first.document


def test_the_name_of_a_text_means_it(store: Store, first: Target) -> None:
    """All of it, or its first 12 digits or more; as a page of the archive too."""
    for name in (first.text, first.text[:12], first.text[:30], f"https://host/t/{first.text[:12]}.txt"):
        assert resolve_reference(store, name) == Target(first.text)
        assert resolve_document(store, name) == first.document


def test_a_permalink_means_its_stretch(store: Store, first: Target) -> None:
    """Short or whole, with or without a host, a suffix of the address passed over."""
    for name in (f"q/{first.text}/1-32", f"q/{first.text[:12]}/1-32", f"http://host/base/q/{first.text}/1-32?a=b#c"):
        assert resolve_reference(store, name) == Target(first.text, Span(1, 32))


def test_a_place_in_a_text_means_that_stretch(store: Store, first: Target) -> None:
    """As ``archive show --why`` prints places, behind whatever names the text."""
    assert resolve_reference(store, f"{first.text[:12]}:1-32") == Target(first.text, Span(1, 32))
    assert resolve_reference(store, "001:1-32") == Target(first.text, Span(1, 32), first.document)
    assert resolve_reference(store, "https://example.org/a:1-32") == Target(first.text, Span(1, 32), first.document)


UNKNOWN = [
    ("", "no link, address, source, article or text answers to it"),
    ("00", "answers to it"),  # no whole word of a file name
    ("https://example.org/b", "answers to it"),
    ("https://[broken", "answers to it"),
    ("0123456789abcdef", "answers to it"),  # an id that no article has
    ("0123456789abcdef0123", "answers to it"),
    ("abcdef12", "needs at least 12 digits"),
    ("q/abcdef12/1-2", "a permalink is q/<12 or more hex digits>"),
    ("q/0123456789abcdef/5-5", "a permalink is"),
    ("q/0123456789ab/1-2", "holds no text 0123456789ab…"),
    ("002:5-5", "no character stands there"),
    ("nothing:1-5", "answers to it"),
]


@pytest.mark.parametrize(("name", "words"), UNKNOWN)
def test_what_nothing_answers_to_is_unknown(store: Store, name: str, words: str) -> None:
    """With the reason, and where to look."""
    with pytest.raises(UnknownReference, match=words.replace(".", r"\.").replace("+", r"\+")):
        resolve_reference(store, name)


def test_a_stretch_beyond_the_end_is_unknown(store: Store, first: Target) -> None:
    """The end of the text is named."""
    with pytest.raises(UnknownReference, match=f"that text ends at {len(FIRST)}"):
        resolve_reference(store, f"q/{first.text}/10-{len(FIRST) + 1}")
    with pytest.raises(UnknownReference, match=f"that text ends at {len(FIRST)}"):
        resolve_reference(store, f"001:10-{len(FIRST) + 1}")


def test_several_answers_are_listed_and_none_is_chosen(store: Store) -> None:
    """Two files of one name: both candidates, each with id, source and first words."""
    Path("more").mkdir()
    Path("more/001_other.txt").write_text("Another text.", "utf-8")
    add(store, "more")
    with pytest.raises(AmbiguousReference) as refused:
        resolve_reference(store, "001")
    assert len(refused.value.candidates) == 2
    assert all("001_" in candidate for candidate in refused.value.candidates)


def test_a_source_means_its_own_latest_capture(store: Store, first: Target) -> None:
    """Of two files of one article, each name means what stood in that file."""
    Path("later.txt").write_text(FIRST.replace("May", "June"), "utf-8")
    add(store, "later.txt", url="https://example.org/a")
    assert resolve_reference(store, "news/001_bridge.txt") == first
    later = resolve_reference(store, "later.txt")
    assert (later.document, later.text != first.text) == (first.document, True)
    assert resolve_reference(store, str(first.document)) == later


def test_a_text_in_two_articles_is_no_name_for_either(store: Store, first: Target) -> None:
    """As a text it is clear; which article is meant is asked."""
    add(store, "news/001_bridge.txt", url="https://example.org/copy")
    assert resolve_reference(store, first.text).text == first.text
    with pytest.raises(AmbiguousReference, match="several articles hold this text"):
        resolve_document(store, first.text)


def test_a_file_named_like_an_id_is_found_as_a_source_first(store: Store) -> None:
    """The order of the design: source before document id before text."""
    Path("0123456789abcdef").write_text("A text of its own.", "utf-8")
    add(store, "0123456789abcdef")
    assert resolve_reference(store, "0123456789abcdef").document != DocumentId("0123456789abcdef")
    assert resolve_reference(store, "0123456789abcdef").text != TextDigest("0" * 64)
