"""Words to search for, chosen by how many rows hold them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bench.tantivy_peer import open_file


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A word and in how many rows of ``quotations`` it stands."""

    hits: int
    word: str


class Terms:
    """All words of the full text in Latin letters, commonest first."""

    def __init__(self, path: Path) -> None:
        connection = open_file(path)
        # The vocabulary (https://sqlite.org/fts5.html, section 6) lives in a database of its own, in memory.
        connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'quotations_fts', 'row')")
        rows = connection.execute("SELECT doc, term FROM temp.terms WHERE cnt > 0")
        self.all = sorted((Term(hits, word) for hits, word in rows if word.isascii() and word.isalpha()), reverse=True)
        connection.close()

    def near(self, hits: float, count: int) -> list[str]:
        """The words whose number of hits is nearest to this one."""
        nearest = sorted(self.all, key=lambda term: (abs(term.hits - hits), term.word))[:count]
        return [term.word for term in nearest]

    def between(self, least: float, most: float, count: int) -> list[str]:
        """So many words with as many hits, evenly spread; those in the middle where there are not enough."""
        found = [term.word for term in self.all if least <= term.hits <= most]
        if len(found) < count:
            return self.near((least + most) / 2, count)
        return [found[place * len(found) // count] for place in range(count)]
