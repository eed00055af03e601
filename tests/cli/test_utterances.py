"""``archive utterances`` lists wordings and their conflicts, and records what people rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run, run_json

HARBOUR = "Harbour news\n\n“{}” {} told reporters on Friday.\n\nFishermen built it with their own hands long ago.\n"
ONE = "The new harbour will be ready for the fishing fleet before the winter storms begin,"
TWO = "Before the storms of winter begin, the new harbour will be ready for the fishing fleet,"


@pytest.fixture
def harbour(folder: Path) -> list[str]:
    """An archive of two articles that give one utterance to two speakers; the links of both."""
    (folder / "one.txt").write_text(HARBOUR.format(ONE, "Mayor Jane Doe"), "utf-8")
    (folder / "two.txt").write_text("Second report\n\n" + HARBOUR.format(TWO, "engineer John Smith"), "utf-8")
    assert run("add", "one.txt", "two.txt").exit_code == 0
    return [quotation["permalink"] for quotation in run_json("quotations")]


def test_the_list_shows_wordings_speakers_and_the_conflict(harbour: list[str]) -> None:
    shown = run("utterances")
    assert shown.exit_code == 0
    assert "Jane Doe, John Smith (possible, by comparing words)" in shown.stdout
    assert "The reports name different speakers" in " ".join(shown.stdout.split())
    assert "1 utterance in more than one wording" in shown.stdout
    assert all(len(line) <= 80 for line in shown.stdout.splitlines())
    (record,) = run_json("utterances", "--conflicts")
    assert sorted(wording["permalink"] for wording in record["wordings"]) == sorted(harbour)


def test_a_link_asks_for_its_own_utterance(harbour: list[str]) -> None:
    (record,) = run_json("utterances", harbour[0])
    assert len(record["wordings"]) == 2
    assert run_json("utterances", harbour[0], "--speaker", "Nobody Here") == []


def test_a_person_rules_and_takes_it_back(harbour: list[str]) -> None:
    rejected = run("utterances", "reject", *harbour, "--reason", "two meetings")
    assert rejected.exit_code == 0
    assert "not one utterance, recorded for tester" in " ".join(rejected.stderr.split())
    assert "No utterance" in run("utterances").stderr
    assert run("utterances", "forget", *harbour).exit_code == 0
    assert len(run_json("utterances")) == 1
    assert run("utterances", "confirm", *harbour).exit_code == 0
    assert run_json("utterances")[0]["pairs"][0]["ruling"] == "confirm"
    assert run("verify").exit_code == 0


@pytest.mark.parametrize("words", [("confirm",), ("confirm", "q/1"), ("q/1", "q/2"), ("reject", "a", "b", "c")])
def test_what_cannot_be_meant_is_refused_with_what_can(harbour: list[str], words: tuple[str, ...]) -> None:
    refused = run("utterances", *words)
    assert refused.exit_code == 2
    assert "one link, or confirm, reject or forget with two links" in " ".join(refused.stderr.split())


def test_a_whole_text_is_no_quotation(harbour: list[str]) -> None:
    refused = run("utterances", "confirm", "one.txt", harbour[0])
    assert refused.exit_code == 2
    assert "is a whole text" in refused.stderr


def test_search_narrows_down_to_what_also_stands_in_other_words(harbour: list[str]) -> None:
    """As a filter of search and of the list, and in what both give as JSON."""
    assert [hit["elsewhere"] for hit in run_json("search", "storms")] == [["variant", "conflict"]] * 2
    assert len(run_json("quotations", "--elsewhere", "conflict")) == 2
    assert run("utterances", "confirm", *harbour).exit_code == 0
    assert run_json("quotations", "--elsewhere", "conflict") == []
    assert len(run_json("search", "storms", "--elsewhere", "variant")) == 2
    assert run("utterances", "reject", *harbour).exit_code == 0
    assert len(run_json("quotations", "--elsewhere", "none")) == 2
    refused = run("quotations", "--elsewhere", "somewhere")
    assert refused.exit_code == 2
    assert "same-event" in refused.stderr
