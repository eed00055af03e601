"""Which lines the articles of a site share, counted over the archive: what makes a line the page's furniture.

What is hard here is to stay cheap with a hundred thousand pages. Only lines that could be furniture are kept, each as a
number, in one row for each article. Whether two or three stories of a site have a line is three look-ups in an index,
however many articles have it (`archive.store.site_counts`). When the third one comes, the earlier ones are marked too;
when one is taken down and fewer are left, the mark is gone again. So who refreshes an article is told which others have
to be refreshed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from archive.cleaning.repeated import RepeatedLine, SiteView
from archive.identifiers import DocumentId, TextDigest
from archive.model import FaultRecord
from archive.spans import SpanIndex
from archive.store.analyses import find_own_analysis
from archive.store.connection import Store
from archive.store.facts.texts import hints_of, text_of, withdrawal_of
from archive.store.held import HeldDocument
from archive.store.repeated_lines import put_repeated_lines, repeated_lines_of
from archive.store.rulings import rulings_of
from archive.store.site_counts import documents_with, sites_of, stories_of

_EVERYWHERE = ("www.", "m.", "amp.", "mobile.")
"""Beginnings of hosts that show the same articles."""
_MOST_LINES = 1_000
"""Lines of one article, over all its texts, newest first."""


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
            for line in (*view.lines.values(), *view.forms.values()):
                if len(rows) < _MOST_LINES:
                    rows.setdefault(line, _Evidence(self.site, line, story, text))
        return rows


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


def marks_of(store: Store, text: TextDigest, view: SiteView) -> tuple[RepeatedLine, ...]:
    """The lines of a text that should be marked; the text may stand in articles of several sites.

    What a person keeps is not marked, however often the site repeats it.
    """
    found: dict[int, RepeatedLine] = {}
    numbers = {*view.lines.values(), *view.forms.values()}
    for site in sites_of(store, text):
        for line in view.find_repeated(stories_of(store, site, numbers), site):
            found.setdefault(line.span.start, line)
    kept = SpanIndex(one.span for one in rulings_of(store, text) if found and one.verdict == "keep")
    return tuple(found[start] for start in sorted(found) if not kept.overlapping(found[start].span))


def renew_site_lines(store: Store, document: DocumentId, held: HeldDocument | None) -> set[DocumentId]:
    """The lines of an article are counted and those that its site repeats are marked; call it in `Store.transaction`.

    Gives the articles of which a mark has changed: it may be this one, and others of its site for which its lines made
    the difference. Their rows have to be refreshed after that.
    """
    rows = store.rows("SELECT site, line, story, text FROM site_lines WHERE document = ?", [document])
    before = {row["line"]: _Evidence(**row) for row in rows}
    sited = SitedDocument(store, held) if held else None
    after = sited.evidence() if sited else {}
    changed = [line for line in before.keys() | after.keys() if before.get(line) != after.get(line)]
    told = {(row.site, row.line) for line in changed for row in (before.get(line), after.get(line)) if row}
    were = _count(store, told)
    _put(store, document, changed, after)
    counts_otherwise = {line for line, _ in were.items() ^ _count(store, told).items()}
    others = {other for line in counts_otherwise for other in documents_with(store, *line)} - {document}
    views = dict(sited.views) if sited else {}
    store.execute(
        "DELETE FROM repeated_lines WHERE text IN (SELECT text FROM versions WHERE document = ?) "
        "AND text NOT IN (SELECT value FROM json_each(?))",
        [document, json.dumps(list(views))],
    )
    for other in sorted(others):
        views |= {text: view for text, view in _views_of(store, other) if text not in views}
    moved = [text for text, view in views.items() if put_repeated_lines(store, text, marks_of(store, text, view))]
    return {holder for text in moved for holder in _holders(store, text)}


def _count(store: Store, told: Iterable[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """How many stories have each line of a site, where two or more have it; counted as far as three."""
    lines: dict[str, list[int]] = defaultdict(list)
    for site, line in told:
        lines[site].append(line)
    return {
        (site, line): count
        for site, numbers in lines.items()
        for line, count in stories_of(store, site, numbers).items()
        if count > 1
    }


def _views_of(store: Store, document: DocumentId) -> Iterator[tuple[TextDigest, SiteView]]:
    """The texts of another article of the site that are analysed and not withdrawn."""
    for row in store.rows("SELECT DISTINCT text FROM versions WHERE document = ?", [document]):
        text = TextDigest(row["text"])
        analysis = find_own_analysis(store, text)
        if analysis is not None and withdrawal_of(store, text) is None:
            yield text, SiteView(text_of(store, text), hints_of(store, text), analysis)


def _holders(store: Store, text: TextDigest) -> Iterator[DocumentId]:
    for row in store.rows("SELECT DISTINCT document FROM versions WHERE text = ?", [text]):
        yield DocumentId(row["document"])


def _put(store: Store, document: DocumentId, changed: Iterable[int], after: Mapping[int, _Evidence]) -> None:
    changed = list(changed)
    store.execute_many("DELETE FROM site_lines WHERE document = ? AND line = ?", [[document, line] for line in changed])
    store.execute_many(
        "INSERT INTO site_lines (document, site, line, story, text) VALUES (?, ?, ?, ?, ?)",
        [[document, *after[line]] for line in changed if line in after],
    )


def find_site_faults(store: Store, held: HeldDocument) -> Iterator[FaultRecord]:
    """Lines of an article that are not those of its texts, and marks that the lines do not account for.

    An article without any row is passed over: one of an older archive waits for ``archive reprocess``.
    """
    rows = {
        row["line"]: _Evidence(**row)
        for row in store.rows("SELECT site, line, story, text FROM site_lines WHERE document = ?", [held.id])
    }
    if not rows:
        return
    sited = SitedDocument(store, held)
    if rows != sited.evidence():
        yield FaultRecord(fault="site-lines", id=held.id, detail="its lines are not those of its texts")
        return
    for text, view in sited.views.items():
        if repeated_lines_of(store, text) != marks_of(store, text, view):
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
