"""How many stories of a site have a line, and which texts: asked of an index, however many pages the site has.

What is hard here is that a line of furniture stands on every page. So nothing here reads all rows of a line: each story
is one look-up for the next higher number, as far as the third, or as far as there are witnesses to be named.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from archive.cleaning.line_forms import number_of_form, number_of_line
from archive.identifiers import DocumentId, TextDigest
from archive.store.connection import Store
from archive.store.repeated_lines import repeated_lines_of

MOST_WITNESSES = 5
"""Texts that are named as evidence of a repeated line."""

_STORIES = """
    WITH one AS MATERIALIZED (
      SELECT value AS line, (SELECT min(story) FROM site_lines WHERE line = value AND site = :site) AS story
      FROM json_each(:lines)
    ), two AS MATERIALIZED (
      SELECT line, (SELECT min(s.story) FROM site_lines AS s WHERE s.line = one.line AND s.site = :site
        AND s.story > one.story) AS story
      FROM one WHERE story IS NOT NULL
    ), three AS MATERIALIZED (
      SELECT line, (SELECT min(s.story) FROM site_lines AS s WHERE s.line = two.line AND s.site = :site
        AND s.story > two.story) AS story
      FROM two WHERE story IS NOT NULL
    )
    SELECT one.line, 1 + (two.story IS NOT NULL) + (three.story IS NOT NULL) AS stories
    FROM one JOIN two USING (line) LEFT JOIN three USING (line)
"""


def stories_of(store: Store, site: str, lines: Iterable[int]) -> dict[int, int]:
    """For each number that the site has: how many different stories have it, counted as far as three."""
    asked = {"site": site, "lines": json.dumps(sorted(set(lines)))}
    return {row["line"]: row["stories"] for row in store.rows(_STORIES, asked)}


def sites_of(store: Store, text: TextDigest) -> list[str]:
    """The sites of the articles that hold the text, as far as they have lines that count."""
    rows = store.rows(
        "SELECT DISTINCT (SELECT site FROM site_lines WHERE site_lines.document = versions.document LIMIT 1) AS site "
        "FROM versions WHERE text = ? ORDER BY site",
        [text],
    )
    return [row["site"] for row in rows if row["site"] is not None]


def documents_with(store: Store, site: str, line: int) -> Iterator[DocumentId]:
    """The articles of the site that have the line; ask it of rare lines only."""
    for row in store.rows("SELECT document FROM site_lines WHERE line = ? AND site = ?", [line, site]):
        yield DocumentId(row["document"])


def witnesses_of(store: Store, text: TextDigest, content: str) -> dict[int, list[TextDigest]]:
    """For each repeated line of a text, by its start: other texts that have it, one of each story, at most five.

    Of a line that only its form shows, texts with that form; of one that only its neighbours show, none.
    """
    found: dict[int, list[TextDigest]] = {}
    for line in repeated_lines_of(store, text):
        words = line.span.of(content)
        number = number_of_form(words) if line.reason == "form" else number_of_line(words)
        found[line.span.start] = _witnesses(store, line.site, number, text) if line.reason != "among" else []
    return found


def _witnesses(store: Store, site: str, line: int | None, text: TextDigest) -> list[TextDigest]:
    found: list[TextDigest] = []
    story: int | None = -1
    while len(found) < MOST_WITNESSES:
        named = {"line": line, "site": site, "story": story, "text": text}
        story = store.value(
            "SELECT min(story) FROM site_lines WHERE line = :line AND site = :site AND story > :story", named
        )
        if story is None:
            break
        other = store.value(
            "SELECT text FROM site_lines WHERE line = :line AND site = :site AND story = :story AND text <> :text "
            "ORDER BY document LIMIT 1",
            named | {"story": story},
        )
        if other is not None:
            found.append(TextDigest(other))
    return found
