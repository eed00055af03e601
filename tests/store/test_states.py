"""The state of a page about a stretch is read in a moment, however much the archive holds."""

from __future__ import annotations

import pytest

from archive.store import Store
from archive.store.states import _QUERIES


@pytest.mark.parametrize("query", _QUERIES, ids=range(len(_QUERIES)))
def test_no_question_reads_a_whole_table(two_articles: Store, query: str) -> None:
    """Each row is found by an index; what is scanned is made by the question itself, or an index of few rows."""
    plan = two_articles.rows(f"EXPLAIN QUERY PLAN {query}", {"text": "ab" * 32, "start": 1, "end": 2})
    assert plan
    scanned = [row["detail"] for row in plan if row["detail"].startswith("SCAN ")]
    assert [detail for detail in scanned if detail != "SCAN pairs" and "INDEX decisions_utterance" not in detail] == []
