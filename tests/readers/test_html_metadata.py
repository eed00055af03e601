# ruff: noqa: E501 - each row is one case
"""What a page says about itself: which place is believed, and that its name goes with the value."""

from __future__ import annotations

import json

import pytest
from lxml import html

from archive.readers.html_fallback import guess_metadata
from archive.readers.html_metadata import find_metadata, gather_facts
from archive.records import Metadatum


def _metadata(head: str, body: str = "<p>Text</p>") -> dict[str, Metadatum]:
    tree = html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")
    return {metadatum.field: metadatum for metadatum in find_metadata(gather_facts(tree))}


def _json_ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


@pytest.mark.parametrize(
    ("why", "field", "head", "value", "source"),
    [
        ("JSON-LD's headline", "title", _json_ld(**{"@type": "NewsArticle", "headline": "Vote"}), "Vote", "html:json-ld:headline"),
        ("OpenGraph", "title", '<meta property="og:title" content="Vote">', "Vote", "html:og:title"),
        ("the outlet goes", "title", '<meta property="og:site_name" content="The Times"><title>A long vote | The Times</title>', "A long vote", "html:title"),
        ("the domain goes", "title", '<link rel=canonical href="https://www.example.org/a"><title>A long vote - Example News</title>', "A long vote", "html:title"),
        ("a dash inside stays", "title", "<title>The vote - and what it means for us</title>", "The vote - and what it means for us", "html:title"),
        ("a person", "author", _json_ld(**{"@type": "Article", "author": {"@type": "Person", "name": "Jane Doe"}}), "Jane Doe", "html:json-ld:author"),
        ("several", "author", _json_ld(**{"@type": "Article", "author": [{"name": "Jane Doe"}, {"name": "John Smith"}]}), "Jane Doe; John Smith", "html:json-ld:author"),
        ("two in one field", "author", '<meta name=author content="By Jane Doe and John Smith">', "Jane Doe; John Smith", "html:author"),
        ("a firm is one name", "author", '<meta name=author content="Smith and Sons">', "Smith and Sons", "html:author"),
        ("a profile's address is no name", "author", '<meta property="article:author" content="https://example.org/jane">', None, ""),
        ("a graph", "published", _json_ld(**{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "headline": "a", "datePublished": "2025-05-03"}]}), "2025-05-03", "html:json-ld:datePublished"),
        ("an offset without a colon", "published", '<meta property="article:published_time" content="2025-05-03T09:30:00+0200">', "2025-05-03T09:30:00+02:00", "html:article:published_time"),
        ("not a date", "published", '<meta name=date content="yesterday">', None, ""),
        ("another node's date", "published", _json_ld(**{"@type": "Person", "datePublished": "2001-01-01"}), None, ""),
        ("site name", "outlet", '<meta property="og:site_name" content="Example Times">', "Example Times", "html:og:site_name"),
        ("publisher", "outlet", _json_ld(**{"@type": ["NewsArticle"], "publisher": {"name": "Example Times"}}), "Example Times", "html:json-ld:publisher"),
        ("locale", "language", '<meta property="og:locale" content="de_AT">', "de-AT", "html:og:locale"),
        ("licence", "licence", '<link rel=license href="https://creativecommons.org/licenses/by/4.0/">', "https://creativecommons.org/licenses/by/4.0/", "html:link:license"),
        ("canonical", "url", '<link rel="canonical" href="https://example.org/a">', "https://example.org/a", "html:link:canonical"),
    ],
)  # fmt: skip  # a table, read by its rows
def test_each_metadatum_comes_with_the_place_it_was_found_in(
    why: str, field: str, head: str, value: str | None, source: str
) -> None:
    """A person can look where a value comes from."""
    found = _metadata(head).get(field)
    assert (found.value if found else None) == value, why
    assert (found.source if found else "") == source, why


def test_an_outlet_that_calls_itself_the_author_gives_way_to_a_person() -> None:
    """The by-line names who wrote it."""
    head = _json_ld(**{"@type": "Article", "author": "Example Times", "publisher": {"name": "Example Times"}})
    assert _metadata(head)["author"].value == "Example Times"
    assert _metadata(head, "<a rel=author>Jane Doe</a>")["author"].value == "Jane Doe"


@pytest.mark.parametrize(
    "script", ["{", "[" * 100_000, '{"@type": 3}', '{"@type": "Article", "headline": {"a": []}}', "null", "<!-- {} -->"]
)
def test_json_ld_that_is_none_says_nothing(script: str) -> None:
    """Half of the web's JSON is broken somewhere."""
    assert (
        _metadata(f'<script type="application/ld+json">{script}</script><title>Vote</title>')["title"].value == "Vote"
    )


def test_a_guess_is_told_from_a_fact_by_its_source_and_confidence() -> None:
    """The guessers are asked only for what the page does not say."""
    tree = html.document_fromstring(
        "<html><body><article><h1>Vote</h1><p class='author'>Jane Doe</p>"
        "<p class='date'>Published on May 3, 2025.</p></article></body></html>"
    )
    guesses = {guess.field: guess for guess in guess_metadata(tree, (), None)}
    assert guesses["published"].value == "2025-05-03"
    assert guesses["published"].source == "htmldate"
    assert all(guess.confidence <= 0.5 for guess in guesses.values())
    known = (Metadatum("published", "2025-05-01", "given"), Metadatum("author", "Jane Doe", "given"))
    assert guess_metadata(tree, known, None) == ()
