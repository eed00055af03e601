"""How a text came in is said in words that claim no more than the record behind them."""

from __future__ import annotations

import typing

import pytest

from archive.model import DocumentRecord, MetadatumRecord
from archive.origins import ORIGINS, WITNESSED
from archive.provenance import CAME_IN, CAME_IN_SHORT, SEEN_HERE, say_provenance
from archive.records import Method

MOMENT = "2026-11-21T09:30:00.000000Z"


def article(*known: MetadatumRecord) -> DocumentRecord:
    """An article of which this is known."""
    values = {entry.field: entry.value for entry in known}
    return DocumentRecord(
        document="0" * 16,
        handle="a",
        source="a.txt",
        sources=["a.txt"],
        url=values.get("url"),
        title=None,
        opening="",
        outlet=None,
        author=None,
        published=values.get("published"),
        language=None,
        tags=[],
        versions=1,
        captures=1,
        quotations=0,
        removed=0,
        first_captured_at=MOMENT,
        last_captured_at=MOMENT,
        changed_at=None,
        gone_at=None,
        method="file",
        text="0" * 64,
        metadata=list(known),
    )


def given(field: str, value: str) -> MetadatumRecord:
    """What a person said."""
    return MetadatumRecord(field=field, value=value, source="given", author="Jane Doe")


CASES: list[tuple[DocumentRecord, Method, str | None, str | None, str]] = [
    # nothing is known: nothing is claimed
    (
        article(),
        "file",
        None,
        None,
        "From a file somebody supplied on 21 Nov 2026; no address, no date; nobody else has confirmed it.",
    ),
    # what a person gave is said to be given
    (
        article(given("url", "https://example.org/"), given("published", "2026-11-20")),
        "pasted",
        "Jane Doe",
        None,
        "Pasted in by somebody on 21 Nov 2026, by Jane Doe; address given by Jane Doe, date (20 Nov 2026) given by "
        "Jane Doe; nobody else has confirmed it.",
    ),
    # what the text says of itself is not more than that
    (
        article(MetadatumRecord(field="published", value="2026-11-20", source="text:dateline")),
        "warc",
        None,
        None,
        "Taken from a web archive file (WARC) that somebody supplied on 21 Nov 2026; no address, date (20 Nov 2026) "
        "told by its own text; nobody else has confirmed it.",
    ),
    # the archive saw the page itself, and nobody else did
    (
        article(given("url", "https://example.org/")),
        "fetched",
        None,
        None,
        "Fetched from its address on 21 Nov 2026. Nobody but this archive has confirmed it.",
    ),
    # another archive saw it
    (
        article(given("url", "https://example.org/")),
        "other-archive",
        None,
        "web.example.org",
        "Taken over from another archive (web.example.org) on 21 Nov 2026; no date; that archive saw the page, this "
        "one did not.",
    ),
]


@pytest.mark.parametrize(("document", "method", "by", "witness", "sentence"), CASES)
def test_nothing_is_claimed_beyond_the_record(
    document: DocumentRecord, method: Method, by: str | None, witness: str | None, sentence: str
) -> None:
    """How it came, from whom its address and date are known, and who vouches."""
    assert say_provenance(document, method, MOMENT, by, witness) == sentence


def test_every_method_has_its_words() -> None:
    """A new way to receive bytes brings its words with it."""
    methods = set(typing.get_args(Method))
    assert set(CAME_IN) == set(CAME_IN_SHORT) == methods
    assert methods > WITNESSED > SEEN_HERE
    assert set(ORIGINS) == methods
