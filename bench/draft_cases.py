"""The table of draft cases (``tests/drafts.toml``) and the archive that they are held against."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.checking import check_draft
from archive.describing import check_statement
from archive.drafts import read_draft
from archive.ingest import Batch, Circumstances, Source, add_inputs, read_inputs
from archive.store import Store, open_store
from bench.measure import CHECKOUT

CASES = CHECKOUT / "tests" / "drafts.toml"
"""The table, in the checkout."""


@dataclass(frozen=True, slots=True)
class DraftCase:
    """A draft and what must be said of it."""

    name: str
    draft: str
    verdicts: list[str]
    form: str = "markdown"
    note: str = ""
    closest: str = ""


def read_cases() -> tuple[list[dict[str, Any]], list[DraftCase]]:
    """The articles and the cases of the table."""
    table = tomllib.loads(CASES.read_text("utf-8"))
    cases = []
    for row in table["case"]:
        lead = table["leads"].get(row.pop("language", ""), "")
        form = row.pop("as", "markdown")
        cases.append(DraftCase(form=form, **{**row, "draft": lead + row["draft"]}))
    return table["article"], cases


def fill_archive(path: Path, articles: Iterable[dict[str, Any]]) -> None:
    """The articles are archived at ``path``, beside which their files are written; later versions second."""
    with open_store(path, create=True) as store:
        for article in articles:
            for number, key in enumerate(("text", "later")):
                if key in article:
                    _add(store, path.parent / article["file"], article, key, number)


def _add(store: Store, file: Path, article: dict[str, Any], key: str, number: int) -> None:
    file.write_text(article[key].lstrip("\n"), "utf-8")
    told = tuple(check_statement(name, article[name]) for name in ("outlet", "title") if name in article)
    now = f"2026-11-2{number + 1}T09:00:00.000000Z"
    given = Circumstances(now, "the test", statements=told, url=article.get("url"))
    for record in add_inputs(store, read_inputs([Source(file.name, file)], None), Batch(lambda: given)):
        if record.outcome == "refused":
            raise ValueError(f"{article['file']}: {record.reason}")


def judge(store: Store, case: DraftCase) -> list[Any]:
    """The records of one case."""
    return list(check_draft(store, read_draft(case.draft.encode(), "-", case.form)).records)


def is_right(case: DraftCase, records: list[Any]) -> bool:
    """Whether every verdict is the one that the table has, and note and closest words hold what they must."""
    if [record.verdict for record in records] != case.verdicts:
        return False
    last = records[-1] if records else None
    return last is None or (case.note in last.note and case.closest in (last.closest or ""))
