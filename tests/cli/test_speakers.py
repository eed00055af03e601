"""``archive speakers`` lists who is quoted under which names, and records what people rule on that."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run, run_json

ONE = """Talks go on

“We want a fair peace,” Fyodor Zelenskyy said. “Nothing was signed,” a spokesman said.
“The town will pay for all of it,” said Jane Doe, the mayor.
"""
TWO = """Second day of talks

“We want it soon,” Fyodor Zelensky said. “Nothing was decided,” a spokesman said.
“The roof leaks,” said Jane Doe, a baker in Springfield.
"""


@pytest.fixture
def talks(folder: Path) -> None:
    """An archive of two articles, with one name in two spellings and two people of one name."""
    (folder / "one.txt").write_text(ONE, "utf-8")
    (folder / "two.txt").write_text(TWO, "utf-8")
    assert run("add", "one.txt", "two.txt").exit_code == 0


def test_the_list_shows_names_counts_and_who_is_unnamed(talks: None) -> None:
    shown = run("speakers")
    assert shown.exit_code == 0
    words = " ".join(shown.stdout.split())
    assert (
        "Fyodor Zelensky (2 quotations in 2 articles, no outlet known) fyodor-zelensky also Fyodor Zelenskyy" in words
    )
    assert "spokesman (2 quotations in 2 articles, no outlet known; unnamed, perhaps not one person)" in words
    assert all(len(line) <= 80 for line in shown.stdout.splitlines())
    assert "3 speakers." in shown.stderr


def test_a_name_tells_why_others_are_taken_for_it(talks: None) -> None:
    words = " ".join(run("speakers", "zelensky").stdout.split())
    assert "also Fyodor Zelenskyy (1): “Fyodor Zelenskyy” and “Fyodor Zelensky” are spellings of one name" in words
    (record,) = run_json("speakers", "fyodor-zelenskyy")
    assert (record["speaker_id"], record["quotations"], record["kind"]) == ("fyodor-zelensky", 2, "person")


def test_a_person_splits_and_takes_it_back(talks: None) -> None:
    ids = ("fyodor-zelensky", "fyodor-zelenskyy")
    assert "two speakers, recorded for tester" in " ".join(
        run("speakers", "split", *ids, "--reason", "x").stderr.split()
    )
    assert len(run_json("speakers")) == 4
    assert "is not one with" in run("speakers", "fyodor-zelensky").stdout
    assert run("speakers", "undo", *ids).exit_code == 0
    assert len(run_json("speakers")) == 3


def test_a_person_merges_two_names(talks: None) -> None:
    assert run("speakers", "merge", "Jane Doe", "Fyodor Zelensky", "--reason", "a test").exit_code == 0
    (record,) = run_json("speakers", "Jane Doe")
    assert record["quotations"] == 4
    assert [hit["speaker"] for hit in run_json("search", "", "--speaker", "jane-doe")].count("Jane Doe") == 2


def test_two_people_of_one_name_are_told_apart(talks: None) -> None:
    given = ("Jane Doe", "--document", "two.txt")
    assert run("speakers", "split", *given, "--as", "Jane Doe (baker)").exit_code == 0
    assert {record["speaker_id"] for record in run_json("speakers", "doe")} == {"jane-doe", "jane-doe-baker"}
    assert run("speakers", "undo", *given).exit_code == 0
    assert len(run_json("speakers", "doe")) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("merge", "Jane Doe"), "merge takes two names: archive speakers merge NAME NAME."),
        (("undo", "Jane Doe"), "undo takes two names: archive speakers undo NAME NAME."),
        (("Jane", "Doe"), 'between quote marks: archive speakers "Jane Doe".'),
        # what is she called then?
        (("split", "Jane Doe", "--document", "two.txt"), "--document and --as belong together"),
        (("split", "Jane", "Doe", "--document", "two.txt", "--as", "J"), "split takes one name with --document"),
        # a name for nobody, and one for two
        (("merge", "Jane Doe", "Jane Roe", "--as", "Jane"), "--document and --as belong together"),
        (("merge", "Jane Doe", "--document", "two.txt", "--as", "Jane"), "--document goes with split or undo"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(talks: None, words: tuple[str, ...], told: str) -> None:
    """It says what this command takes."""
    found = run("speakers", *words)
    assert found.exit_code == 2
    assert told in " ".join(found.stderr.split())


def test_a_name_that_nobody_bears_is_said(talks: None) -> None:
    found = run("speakers", "Nobody")
    assert found.exit_code == 2
    assert "nobody of this name is quoted here" in found.stderr
