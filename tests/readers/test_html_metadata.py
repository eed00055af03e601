# ruff: noqa: E501 - each row is one case
"""What a page says about itself: which place is believed, and that its name goes with the value."""

from __future__ import annotations

import json

import pytest
from lxml import html

from archive.readers.html_blocks import split_blocks
from archive.readers.html_fallback import guess_metadata
from archive.readers.html_metadata import OWN_AUTHOR, find_metadata, gather_facts
from archive.readers.html_names import read_names
from archive.readers.html_visible import find_visible
from archive.records import Metadatum
from archive.rules.bylines import BylineExample, load_bylines


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
        ("shown and shared alike", "title", _json_ld(**{"@type": "NewsArticle", "headline": "Town vote result"}) + '<meta property="og:title" content="A long vote in the town - Example">', "A long vote in the town", "html:h1"),
        ("a person by reference", "author", _json_ld(**{"@graph": [{"@type": "NewsArticle", "headline": "a", "author": {"@id": "#jd"}}, {"@type": "Person", "@id": "#jd", "name": "Jane Doe"}]}), "Jane Doe", "html:json-ld:author"),
        ("the article that names this page", "published", '<link rel=canonical href="https://example.org/b">' + _json_ld(**{"@graph": [{"@type": "NewsArticle", "headline": "a", "url": "https://example.org/a", "datePublished": "2001-01-01"}, {"@type": "NewsArticle", "headline": "b", "url": "https://example.org/b/", "datePublished": "2025-05-03"}]}), "2025-05-03", "html:json-ld:datePublished"),
        ("three in one field", "author", '<meta name=author content="Jane Doe, John Smith and Mary Major">', "Jane Doe; John Smith; Mary Major", "html:author"),
        ("a post behind a name", "author", '<meta name=author content="Jane Doe, Chief Reporter">', "Jane Doe", "html:author"),
        ("of a paper", "author", '<meta name=citation_author content="Jane Doe"><meta name=citation_author content="John Smith">', "Jane Doe; John Smith", "html:citation_author"),
        ("nobody", "author", '<meta name=author content="admin">', None, ""),
        ("of a mail", "published", '<meta name=date content="Sat, 03 May 2025 09:30:00 +0200">', "2025-05-03T09:30:00+02:00", "html:date"),
        ("figures only", "published", '<meta name=pubdate content="20250503">', "2025-05-03", "html:pubdate"),
        ("strokes", "published", '<meta name=citation_publication_date content="2025/05/03">', "2025-05-03", "html:citation_publication_date"),
        ("seconds since 1970", "published", '<meta name=publish-date content="1746264600">', "2025-05-03T09:30:00+00:00", "html:publish-date"),
        ("a name for UTC", "published", '<meta name=date content="2025-05-03 09:30:00 UTC">', "2025-05-03T09:30:00+00:00", "html:date"),
        ("two days in one", "published", '<meta name=date content="04/05/2025">', None, ""),
        ("no language", "language", '<meta http-equiv="content-language" content="utf-8">', None, ""),
        ("a script inside", "language", '<meta name=language content="zh-Hans-CN">', "zh-CN", "html:language"),
        ("licence", "licence", '<link rel=license href="https://creativecommons.org/licenses/by/4.0/">', "https://creativecommons.org/licenses/by/4.0/", "html:link:license"),
        ("canonical", "url", '<link rel="canonical" href="https://example.org/a">', "https://example.org/a", "html:link:canonical"),
    ],
)  # fmt: skip  # a table, read by its rows
def test_each_metadatum_comes_with_the_place_it_was_found_in(
    why: str, field: str, head: str, value: str | None, source: str
) -> None:
    """A person can look where a value comes from."""
    shown = "<h1>A long vote in the town</h1>" if "shown" in why else ""
    found = _metadata(head, f"{shown}<p>Text</p>").get(field)
    assert (found.value if found else None) == value, why
    assert (found.source if found else "") == source, why


def test_an_outlet_that_calls_itself_the_author_gives_way_to_a_person() -> None:
    """The by-line names who wrote it."""
    head = _json_ld(**{"@type": "Article", "author": "Example Times", "publisher": {"name": "Example Times"}})
    assert _metadata(head)["author"].value == "Example Times"
    assert _metadata(head, "<a rel=author>Jane Doe</a>")["author"].value == "Jane Doe"


def test_a_site_that_calls_itself_the_author_is_hardly_believed() -> None:
    """It stands where nothing better does, with a confidence that says so."""
    found = _metadata('<meta name=author content="example.org">')["author"]
    assert (found.value, found.confidence) == ("example.org", OWN_AUTHOR)


@pytest.mark.parametrize(
    ("why", "block", "author", "published"),
    [
        ("a by-line", "<p>By Jane Doe and John Smith</p>", "Jane Doe; John Smith", None),
        ("a box named so", "<div class=article-author>Jane Doe</div>", "Jane Doe", None),
        ("a label before both", "<ul><li>Datum 28.04.2023</li><li>Autorin/Autor Erika Mustermann</li></ul>", "Erika Mustermann", "2023-04-28"),
        ("an editor's note in Han", "<div>(责编：张三、李四)</div>", "张三; 李四", None),
        ("a box of the day", "<span class=pub-date>3 May 2025</span>", None, "2025-05-03"),
        ("a word before the day", "<p>Published: May 3, 2025, 9:30</p>", None, "2025-05-03"),
        ("boxes in a line", "<p class=meta><a class=author href=/jd>Jane Doe</a> | <span class=date>3 May 2025</span></p>", "Jane Doe", "2025-05-03"),
        ("a comment's author", "<div class=comment-author>Jane Doe</div>", None, None),
        ("a teaser's day", "<div class=teaser><span class=date>3 May 2025</span></div>", None, None),
        ("a change", "<p class=updated>3 May 2025</p>", None, None),
        ("a sentence", "<p>By noon everybody had left.</p>", None, None),
        ("two days in one", "<p class=date>04/05/2025</p>", None, None),
    ],
)  # fmt: skip  # a table, read by its rows
def test_what_a_page_only_shows_is_read_where_it_says_what_it_is(
    why: str, block: str, author: str | None, published: str | None
) -> None:
    """A name or a day without a word before it, in a box without a name, is about anything."""
    tree = html.document_fromstring(f"<body><div>{block}</div></body>")
    found = {one.field: one.value for one in find_visible(tree, split_blocks(tree), frozenset({"author", "published"}))}
    assert (found.get("author"), found.get("published")) == (author, published), why


@pytest.mark.parametrize("example", load_bylines().table.reads, ids=lambda example: str(example.value))
def test_names_of_authors_are_read_as_the_table_says(example: BylineExample) -> None:
    """Each row of the table is a value as a page wrote it, and the names in it."""
    assert (read_names((example.value,)) or "").split("; ") == list(example.names or [""])


@pytest.mark.parametrize(
    "script",
    [
        "{",
        "[" * 100_000,
        '{"@type": 3}',
        '{"@type": "Article", "headline": {"a": []}}',
        "null",
        "<!-- {} -->",
        '{"@type": "Article", "headline": "Rain", "wordCount": ' + "9" * 5000 + "}",  # more digits than Python reads
    ],
)
def test_json_ld_that_is_none_says_nothing(script: str) -> None:
    """Half of the web's JSON is broken somewhere."""
    assert (
        _metadata(f'<script type="application/ld+json">{script}</script><title>Vote</title>')["title"].value == "Vote"
    )


def test_half_a_character_becomes_the_sign_for_one_that_is_lost() -> None:
    """JSON can name a lone surrogate, UTF-8 cannot hold one; a pair of them is one character."""
    told = {"headline": "Vote \ud800", "url": "https://example.org/\udfff", "author": "Jane Doe \U0001f30d"}
    found = _metadata(_json_ld(**{"@type": "NewsArticle"}, **told))
    assert (found["title"].value, found["url"].value) == ("Vote \ufffd", "https://example.org/\ufffd")
    assert found["author"].value == "Jane Doe \U0001f30d"


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
