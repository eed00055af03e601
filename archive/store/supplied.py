"""Which articles have versions that nobody witnessed: what a person supplied is no change of an article.

What counts as witnessed, `archive.origins` says; here the same is asked of many articles in one query each, for lists.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from archive.origins import WITNESSED
from archive.records import Method
from archive.store.connection import Store
from archive.store.facts.captures import TEXT_TODAY

_METHODS = ", ".join(repr(method) for method in sorted(WITNESSED))
_IS_SUPPLIED = (
    "NOT EXISTS (SELECT 1 FROM versions AS held JOIN captures ON captures.document = held.document "
    "AND captures.text = held.text WHERE held.document = versions.document AND held.number = versions.number "
    f"AND method IN ({_METHODS}))"
)
# As `archive.origins.origins_of` has it: by the first witnessed capture of the version, else by its first one.
_ORIGIN = (
    "(SELECT method FROM captures JOIN versions AS held ON held.document = captures.document "
    f"AND held.text IN (captures.text, {TEXT_TODAY}) WHERE captures.document = articles.document "
    f"AND held.number = {{number}} ORDER BY method NOT IN ({_METHODS}), captured_at, captures.id LIMIT 1)"
)


def having_supplied_versions(store: Store, documents: Iterable[str]) -> frozenset[str]:
    """Those of these articles of which at least one version was only supplied."""
    rows = store.rows(
        f"SELECT DISTINCT document FROM versions WHERE document IN (SELECT value FROM json_each(?)) AND {_IS_SUPPLIED}",
        [json.dumps(sorted(documents))],
    )
    return frozenset(row["document"] for row in rows)


def origins_beside_newest(
    store: Store, versions: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], tuple[Method, Method]]:
    """How each of these versions (article and number) came in, and how the newest version of its article did."""
    rows = store.rows(
        f"SELECT articles.document, wanted.number, {_ORIGIN.format(number='wanted.number')} AS here, "
        f"{_ORIGIN.format(number='articles.version')} AS newest FROM (SELECT DISTINCT json_extract(value, '$[0]') "
        "AS document, json_extract(value, '$[1]') AS number FROM json_each(?)) AS wanted "
        "JOIN articles ON articles.document = wanted.document",
        [json.dumps(sorted(set(versions)))],
    )
    return {
        (row["document"], row["number"]): (row["here"], row["newest"]) for row in rows if row["here"] and row["newest"]
    }
