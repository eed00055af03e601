"""Which lines the articles of a site share, counted over the archive: what makes a line the page's furniture.

What is hard here is to stay cheap with a hundred thousand pages. Only lines that could be furniture are kept, each as a
number, in one row for each article. Whether three stories of a site have a line is three look-ups in an index, however
many articles have it. When the third one comes, the earlier ones are marked too; when one is taken down and fewer than
three are left, the mark is gone again. So who refreshes an article is told which others have to be refreshed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from archive.cleaning.repeated import FEWEST_STORIES, RepeatedLine, SiteView, number_of_line
from archive.identifiers import DocumentId, TextDigest
from archive.model import FaultRecord
from archive.spans import SpanIndex
from archive.store.connection import Store
from archive.store.facts.texts import hints_of
from archive.store.held import HeldDocument
from archive.store.repeated_lines import put_repeated_lines, repeated_lines_of
from archive.store.rulings import rulings_of

_EVERYWHERE = ("www.", "m.", "amp.", "mobile.")
"""Beginnings of hosts that show the same articles."""
_MOST_LINES = 1_000
"""Lines of one article, over all its texts, newest first."""
MOST_WITNESSES = 5
"""Texts that are named as evidence of a repeated line."""


class _Evidence(NamedTuple):
    """One row of ``site_lines`` without its document."""

    site: str
    line: int
    story: int
    text: str


@dataclass(frozen=True)
class SitedDocument:
    """An article as the lines of its site see it."""

    store: Store
    held: HeldDocument

    @cached_property
    def site(self) -> str | None:
        """The host of its address, else its outlet; None where neither is known."""
        return site_of(self.held.known("url"), self.held.known("outlet"))

    @cached_property
    def views(self) -> Mapping[TextDigest, SiteView]:
        """Its texts, newest first."""
        return {
            text.digest: SiteView(text.content, hints_of(self.store, text.digest), text.own_analysis)
            for text in self.held.texts
        }

    def evidence(self) -> dict[int, _Evidence]:
        """The rows that it should have, by line."""
        if self.site is None or not self.views:
            return {}
        story = next(iter(self.views.values())).story
        rows: dict[int, _Evidence] = {}
        for text, view in self.views.items():
            for line in view.lines.values():
                if len(rows) < _MOST_LINES:
                    rows.setdefault(line, _Evidence(self.site, line, story, text))
        return rows

    def repeated(self, text: TextDigest) -> tuple[RepeatedLine, ...]:
        """The lines of one of its texts that should be marked; the text may stand in articles of other sites too.

        What a person keeps is not marked, however often the site repeats it.
        """
        view = self.views[text]
        found: dict[int, RepeatedLine] = {}
        for site in _sites_of(self.store, text):
            repeated = {line for line in set(view.lines.values()) if is_repeated(self.store, site, line)}
            for line in view.find_repeated(repeated, site) if repeated else ():
                found.setdefault(line.span.start, line)
        kept = SpanIndex(one.span for one in rulings_of(self.store, text) if found and one.verdict == "keep")
        return tuple(found[start] for start in sorted(found) if not kept.overlapping(found[start].span))


def site_of(url: str | None, outlet: str | None) -> str | None:
    """By what name the articles of one site are counted together; None for those of no known site.

    >>> site_of("https://www.example.org/a", None), site_of(None, "Example  Gazette"), site_of(None, None)
    ('example.org', 'Example Gazette', None)
    """
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        host = ""
    for beginning in _EVERYWHERE:
        host = host.removeprefix(beginning)
    return host or " ".join((outlet or "").split()) or None


def is_repeated(store: Store, site: str, line: int) -> bool:
    """Whether enough different stories of the site have the line."""
    story: int | None = -1
    for _ in range(FEWEST_STORIES):
        story = store.value(
            "SELECT min(story) FROM site_lines WHERE line = ? AND site = ? AND story > ?", [line, site, story]
        )
        if story is None:
            return False
    return True


def renew_site_lines(store: Store, document: DocumentId, held: HeldDocument | None) -> set[DocumentId]:
    """The lines of an article are counted and those that its site repeats are marked; call it in `Store.transaction`.

    Gives the articles whose rows have to be refreshed after that: the article itself where a mark of it has changed,
    and others of its site, for which its lines made the difference.
    """
    rows = store.rows("SELECT site, line, story, text FROM site_lines WHERE document = ?", [document])
    before = {row["line"]: _Evidence(**row) for row in rows}
    sited = SitedDocument(store, held) if held else None
    after = sited.evidence() if sited else {}
    changed = [line for line in before.keys() | after.keys() if before.get(line) != after.get(line)]
    told = {(row.site, row.line) for line in changed for row in (before.get(line), after.get(line)) if row}
    were = {one for one in told if is_repeated(store, *one)}
    _put(store, document, changed, after)
    crossed = were ^ {one for one in told if is_repeated(store, *one)}
    concerned = {other for one in crossed for other in _documents_with(store, *one)} - {document}
    served = list(sited.views) if sited else []
    store.execute(
        "DELETE FROM repeated_lines WHERE text IN (SELECT text FROM versions WHERE document = ?) "
        "AND text NOT IN (SELECT value FROM json_each(?))",
        [document, json.dumps(served)],
    )
    if sited:
        concerned |= _mark_repeated(store, sited)
    return concerned


def _put(store: Store, document: DocumentId, changed: Iterable[int], after: Mapping[int, _Evidence]) -> None:
    changed = list(changed)
    store.execute_many("DELETE FROM site_lines WHERE document = ? AND line = ?", [[document, line] for line in changed])
    store.execute_many(
        "INSERT INTO site_lines (document, site, line, story, text) VALUES (?, ?, ?, ?, ?)",
        [[document, *after[line]] for line in changed if line in after],
    )


def _mark_repeated(store: Store, sited: SitedDocument) -> set[DocumentId]:
    """The marks of its texts say what the lines say; gives all articles with a text of which a mark has changed."""
    concerned: set[DocumentId] = set()
    if sited.site is None and not _has_marks(store, sited.held):
        return concerned
    for text in sited.views:
        if put_repeated_lines(store, text, sited.repeated(text)):
            rows = store.rows("SELECT document FROM versions WHERE text = ?", [text])
            concerned |= {DocumentId(row["document"]) for row in rows}
    return concerned


def _has_marks(store: Store, held: HeldDocument) -> bool:
    return any(repeated_lines_of(store, text.digest) for text in held.texts)


def _sites_of(store: Store, text: TextDigest) -> list[str]:
    rows = store.rows(
        "SELECT DISTINCT site FROM site_lines WHERE document IN (SELECT document FROM versions WHERE text = ?) "
        "ORDER BY site",
        [text],
    )
    return [row["site"] for row in rows]


def _documents_with(store: Store, site: str, line: int) -> Iterator[DocumentId]:
    for row in store.rows("SELECT document FROM site_lines WHERE line = ? AND site = ?", [line, site]):
        yield DocumentId(row["document"])


def witnesses_of(store: Store, text: TextDigest, content: str) -> dict[int, list[TextDigest]]:
    """For each repeated line of a text, by its start: other texts that have it, one of each story, at most five."""
    found: dict[int, list[TextDigest]] = {}
    for line in repeated_lines_of(store, text):
        rows = store.rows(
            "SELECT min(text) AS text FROM site_lines WHERE line = ? AND site = ? AND text <> ? "
            "GROUP BY story ORDER BY 1 LIMIT ?",
            [number_of_line(line.span.of(content)), line.site, text, MOST_WITNESSES],
        )
        found[line.span.start] = [TextDigest(row["text"]) for row in rows]
    return found


def find_site_faults(store: Store, held: HeldDocument) -> Iterator[FaultRecord]:
    """Lines of an article that are not those of its texts, and marks that the lines do not account for.

    An article without any row is passed over: one of an older archive waits for ``archive reprocess``.
    """
    sited = SitedDocument(store, held)
    rows: list[dict[str, Any]] = store.rows(
        "SELECT site, line, story, text FROM site_lines WHERE document = ?", [held.id]
    )
    if rows and {row["line"]: _Evidence(**row) for row in rows} != sited.evidence():
        yield FaultRecord(fault="site-lines", id=held.id, detail="its lines are not those of its texts")
        return
    for text in sited.views if rows else ():
        if repeated_lines_of(store, text) != sited.repeated(text):
            yield FaultRecord(fault="site-lines", id=text, detail="its marked lines are not those that are repeated")


def find_stray_marks(store: Store) -> Iterator[FaultRecord]:
    """Texts with a marked line in articles that have no lines at all, and lines of articles that are not there."""
    marked = store.rows(
        "SELECT DISTINCT text FROM repeated_lines WHERE text NOT IN "
        "(SELECT versions.text FROM versions JOIN site_lines USING (document))"
    )
    for row in marked:
        yield FaultRecord(fault="site-lines", id=row["text"], detail="a line is marked that no site accounts for")
    for row in store.rows("SELECT DISTINCT document FROM site_lines WHERE document NOT IN (SELECT id FROM documents)"):
        yield FaultRecord(fault="site-lines", id=row["document"], detail="no such article")
