"""The table of drafts: each case comes out as it says, and the table is as large and as wide as was promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import get_args

import pytest

from archive.store import Store, open_store
from archive.verdicts import VerdictName
from bench.draft_cases import DraftCase, fill_archive, is_right, judge, read_cases

ARTICLES, CASES = read_cases()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The archive that the cases are held against."""
    path = tmp_path_factory.mktemp("drafts") / "archive.db"
    fill_archive(path, ARTICLES)
    with open_store(path, read_only=True) as opened:
        yield opened


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_case_comes_out_as_the_table_says(store: Store, case: DraftCase) -> None:
    """Verdicts in order, and what note and closest wording must hold."""
    records = judge(store, case)
    assert is_right(case, records), [(one.verdict, one.quoted, one.closest, one.note) for one in records]


def test_every_verdict_has_five_cases_and_two_languages_besides_english() -> None:
    """At least 60 drafts; each verdict in English and in two others."""
    counted = Counter(verdict for case in CASES for verdict in case.verdicts)
    assert len(CASES) >= 60
    assert {name: counted[name] for name in get_args(VerdictName) if counted[name] < 5} == {}
    for language in ("German", "French"):
        named = {verdict for case in CASES if case.name.startswith(language) for verdict in case.verdicts}
        assert named == set(get_args(VerdictName)), language


def test_the_names_of_the_cases_are_their_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


def test_only_words_that_differ_are_marked(store: Store) -> None:
    """A capital where a sentence is taken up is typography beside an altered word, too."""
    draft = "“Islands have waited twelve years for this ferry,” Smith said."
    (record,) = judge(store, DraftCase("", draft, []))
    assert [(one.kind, one.before.strip()) for one in record.changes if one.kind != "equal"] == [("replace", "twelve")]
