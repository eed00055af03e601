"""Which articles have versions that nobody witnessed: what a person supplied is no change of an article.

What counts as witnessed, `archive.origins` says; here the same is asked of many articles in one query each, for lists.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from archive.origins import WITNESSED
from archive.store.connection import Store

_IS_SUPPLIED = (
    "NOT EXISTS (SELECT 1 FROM versions AS held JOIN captures ON captures.document = held.document "
    "AND captures.text = held.text WHERE held.document = versions.document AND held.number = versions.number "
    f"AND method IN ({', '.join(repr(method) for method in sorted(WITNESSED))}))"
)


def having_supplied_versions(store: Store, documents: Iterable[str]) -> frozenset[str]:
    """Those of these articles of which at least one version was only supplied."""
    rows = store.rows(
        f"SELECT DISTINCT document FROM versions WHERE document IN (SELECT value FROM json_each(?)) AND {_IS_SUPPLIED}",
        [json.dumps(sorted(documents))],
    )
    return frozenset(row["document"] for row in rows)


def having_supplied_newest(store: Store, documents: Iterable[str]) -> frozenset[str]:
    """Those of these articles whose newest version was only supplied."""
    rows = store.rows(
        "SELECT DISTINCT document FROM versions JOIN articles USING (document) "
        "WHERE document IN (SELECT value FROM json_each(?)) AND versions.number = articles.version "
        f"AND {_IS_SUPPLIED}",
        [json.dumps(sorted(documents))],
    )
    return frozenset(row["document"] for row in rows)
