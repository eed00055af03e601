"""Which texts may hold the words of a draft, found in bounded time, and such a text as drafts are held against it.

What is hard here is to look at few of a hundred thousand texts and not miss the one. Words that stand side by side are
looked up as phrases, the newest rows first: hardly two texts share eight words by chance. Where words were changed, no
phrase is left whole, so the longest words are looked up one by one, each only as far as `COMMON` rows.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from archive.errors import UnknownReference, Withdrawn
from archive.identifiers import DocumentId, TextDigest
from archive.source_names import name_source
from archive.spans import Span
from archive.store.connection import Store
from archive.store.facts.texts import text_of
from archive.store.fulltext import FULLTEXT
from archive.verdicts.texts import ArchivedText, Holder, Utterance
from archive.words import list_words

MOST_ROWS = 60
"""Rows of one phrase that are looked at."""
MOST_PHRASES = 8
"""Phrases of one quotation that are looked up, the longest first."""
COMMON = 150
"""A word that more rows have than this is common."""
MOST_WORDS = 12
"""Words of one quotation that are looked up, the longest first."""
MOST_PAIRS = 8
"""Pairs of neighbouring words that are looked up where all words are common."""
MOST_HOLDERS = 20
"""Articles that hold one text that are told of."""


def texts_with_phrases(store: Store, phrases: Sequence[str]) -> Counter[TextDigest]:
    """The texts that have one of these phrases in a sentence or a quotation, each with how many words of them."""
    counted: Counter[TextDigest] = Counter()
    for phrase in sorted(phrases, key=len, reverse=True)[:MOST_PHRASES]:
        words = list_words(phrase)
        if words:
            for text in _matching(store, f'"{" ".join(words)}"', MOST_ROWS):
                counted[text] += len(words)
    return counted


def texts_with_words(store: Store, phrases: Sequence[str]) -> Counter[TextDigest]:
    """The texts that share telling words with these phrases, each with how many."""
    counted: Counter[TextDigest] = Counter()
    common: list[str] = []
    ordered = [word.casefold() for phrase in phrases for word in list_words(phrase)]
    telling = [word for word in dict.fromkeys(ordered) if len(word) > 3 and not word.isdigit()]
    for word in sorted(telling, key=lambda word: (-len(word), word))[:MOST_WORDS]:
        found = _matching(store, f'"{word}"', COMMON + 1)
        if len(found) > COMMON:
            common.append(word)
        else:
            counted.update(set(found))
    at = {word: place for place, word in enumerate(ordered)}
    together = sorted(common, key=lambda word: at[word])
    pairs = list(pairwise(together)) or _signs(ordered)
    for one, other in pairs[:MOST_PAIRS]:
        found = _matching(store, f'"{one}" AND "{other}"', COMMON + 1)
        if len(found) <= COMMON:
            counted.update(set(found))
    return counted


def _signs(words: Sequence[str]) -> list[tuple[str, str]]:
    """Neighbours of a script without spaces, which has no longer words."""
    return [(one, other) for one, other in pairwise(words) if min(one, other) >= "\u0e00"]


def _matching(store: Store, query: str, most: int) -> list[TextDigest]:
    """The texts of the newest rows that match, one for each row."""
    found: list[TextDigest] = []
    for table in FULLTEXT:
        rows = store.rows(
            f'SELECT text FROM "{table}" WHERE id IN '
            f'(SELECT rowid FROM "{table}_fts" WHERE "{table}_fts" MATCH ? ORDER BY rowid DESC LIMIT ?)',
            [query, most],
        )
        found += [TextDigest(row["text"]) for row in rows]
    return found


def read_archived_text(store: Store, text: TextDigest) -> ArchivedText | None:
    """The text with its quotations, what is set aside in it, and who holds it; None when it was taken down."""
    try:
        content = text_of(store, text)
    except (Withdrawn, UnknownReference):
        return None
    rows = store.rows(
        "SELECT segments, speaker, speaker_id, confidence, removed, kind, language FROM quotations "
        'WHERE text = ? GROUP BY "start", "end" ORDER BY "start"',
        [text],
    )
    utterances = [
        Utterance(
            tuple(Span(*pair) for pair in json.loads(row["segments"])),
            row["speaker"],
            row["speaker_id"],
            row["confidence"],
            bool(row["removed"]),
            row["kind"] != "none",
        )
        for row in rows
    ]
    removed = store.rows('SELECT DISTINCT "start", "end" FROM removals WHERE text = ?', [text])
    language = next((row["language"] for row in rows if row["language"]), None)
    spans = [Span(row["start"], row["end"]) for row in removed]
    return ArchivedText(text, content, utterances, spans, _holders(store, text), language)


def _holders(store: Store, text: TextDigest) -> list[Holder]:
    rows = store.rows(
        "SELECT articles.document, articles.title, articles.source, outlet, published, number, "
        "articles.version AS newest FROM versions JOIN articles USING (document) WHERE versions.text = ? "
        "ORDER BY number <> articles.version, source LIMIT ?",
        [text, MOST_HOLDERS],
    )
    return [
        Holder(
            row["document"],
            row["title"] or name_source(row["source"]),
            row["outlet"],
            row["number"],
            row["number"] == row["newest"],
            row["published"],
        )
        for row in rows
    ]


def documents_named(store: Store, names: Iterable[str]) -> dict[str, set[DocumentId]]:
    """For each of these names that is an outlet's or a title's, the articles of it; capitals are not told apart."""
    found: dict[str, set[DocumentId]] = {}
    for name in names:
        rows = store.rows(
            "SELECT document FROM articles WHERE outlet = :name COLLATE NOCASE OR title = :name COLLATE NOCASE",
            {"name": name},
        )
        if rows:
            found[name] = {DocumentId(row["document"]) for row in rows}
    return found


def count_articles(store: Store) -> int:
    """How many articles the archive holds."""
    return int(store.value("SELECT count(*) FROM articles"))
