"""Every language's newspapers set quotations in their own way; the table has a row or more for each."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.quotations.test_rules import quoted_in

ROWS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("languages.toml").read_text("utf-8"))["row"]
WANTED = {"de", "fr", "it", "es", "pl", "uk", "ru", "pt", "nl", "sv", "fi", "tr", "el", "ar", "hi", "zh", "ja", "ko"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['language']}: {row['why'][:40]}")
def test_quotations_are_found_in_each_language(row: dict[str, Any]) -> None:
    """Segments that the attribution joins later stand here as they were found."""
    found = [part for whole in row["quoted"] for part in whole.split(" + ")]
    assert [part for whole in quoted_in(row["text"]) for part in whole.split(" + ")] == found


def test_no_language_is_forgotten() -> None:
    """The archive promises spans in these languages."""
    assert {row["language"] for row in ROWS} >= WANTED
