"""``archive diff`` and ``archive reprocess`` as a person meets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.cli.change_views import shorten_equal
from archive.cli.diff_views import marked, summary_of
from archive.cli.output import columns_of
from archive.diff_model import DiffRecord
from archive.differences import compare_words
from archive.model import ChangeRecord
from tests.cli.running import BRIDGE, run, run_json


@pytest.fixture
def edited(bridge: Path) -> Path:
    """An article whose quotations were edited, added again: three versions, and put back."""
    article = bridge / "bridge.txt"
    for text in (
        BRIDGE.replace("We will open the bridge in May", "We will open the bridge in June"),
        BRIDGE.replace("two of its pillars", "three of its pillars"),
        BRIDGE,
    ):
        article.write_text(text, "utf-8")
        assert run("add", "bridge.txt").exit_code == 0
    return bridge


def test_the_newest_version_is_compared_with_the_one_before_it(edited: Path) -> None:
    """The newest is the one captured last, here the first again."""
    result = run("diff", "bridge")
    assert "version 3 → version 1: no quotation changed; 1 change elsewhere" in result.stdout
    assert "[-three-] {+two+} of its pillars" in " ".join(result.stdout.split())


def test_an_edit_inside_a_quotation_comes_first_and_needs_no_colour(edited: Path) -> None:
    """With its speaker and its links; no line is wider than the terminal."""
    lines = run("diff", "bridge", "1", "2").stdout.splitlines()
    assert lines[1] == "version 1 → version 2: quotations: 1 edited"
    assert lines[2] == "A file somebody supplied differs from another file somebody supplied."
    assert lines[4] == "Inside quotations"
    assert lines[6].startswith("  edited  Jane Doe  q/")
    assert "“We will open the bridge in [-May,-] {+June,+} whatever" in lines[7]
    assert max(map(columns_of, lines)) <= 80


def test_json_has_a_line_for_each_difference(edited: Path) -> None:
    told = run_json("diff", "bridge", "1", "2")
    assert [(one["status"], one["speaker"]) for one in told] == [("edited", "Jane Doe")]
    assert run("show", told[0]["became"]).exit_code == 0
    assert {(one["earlier_origin"], one["later_origin"]) for one in told} == {("supplied", "supplied")}


def test_one_version_alone_is_refused_with_an_example(edited: Path) -> None:
    result = run("diff", "bridge", "2")
    assert result.exit_code == 2
    assert "version 2: one version alone cannot be compared. Name both: archive diff bridge 2 1" in result.stderr


def test_an_article_of_one_version_has_nothing_to_compare(bridge: Path) -> None:
    result = run("diff", "weather")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "weather has one version so far: nothing to compare." in result.stderr


def test_an_unknown_version_is_refused(edited: Path) -> None:
    assert run("diff", "bridge", "1", "9").exit_code == 2


def test_the_log_tells_that_a_version_came_back(edited: Path) -> None:
    """Four captures, three versions."""
    assert [entry["version"] for entry in run_json("log", "bridge")] == [1, 2, 3, 1]


MARKS = [
    # before, after, as marked
    ("They are not deployed.", "They are now deployed.", "They are [-not-] {+now+} deployed."),
    # nothing but words that came, or went
    ("We help.", "We always help.", "We {+always+} help."),
    ("We always help.", "We help.", "We [-always-] help."),
    # at the end
    ("We help them", "We help", "We help [-them-]"),
]


@pytest.mark.parametrize(("before", "after", "wanted"), MARKS)
def test_words_are_marked_without_colour(before: str, after: str, wanted: str) -> None:
    """What went in [-…-], what came in {+…+}, blanks outside the marks."""
    changes = [ChangeRecord(kind=one.kind, before=one.before, after=one.after) for one in compare_words(before, after)]
    assert marked(changes) == wanted


def test_a_change_in_a_long_quotation_is_not_buried() -> None:
    """What `add` tells shows the change with a few words around it, however long the quotation is."""
    words = [f"word{number}" for number in range(60)]
    before, after = " ".join([*words[:40], "not", *words[40:]]), " ".join([*words[:40], "now", *words[40:]])
    changes = [ChangeRecord(kind=one.kind, before=one.before, after=one.after) for one in compare_words(before, after)]
    assert marked(shorten_equal(changes)) == (
        "… word34 word35 word36 word37 word38 word39 [-not-] {+now+} word40 word41 word42 word43 word44 word45 …"
    )


def test_a_difference_of_typography_alone_is_said_to_be_that() -> None:
    assert summary_of([]) == "no word differs, only punctuation or white space outside quotations"


def test_differences_are_counted_by_kind() -> None:
    """Quotations first."""

    def difference(status: str, quotation: str | None = "q/…") -> DiffRecord:
        return DiffRecord.model_validate(
            {
                "quotation": quotation,
                "became": None,
                "status": status,
                "speaker": None,
                "before": "",
                "after": "",
                "changes": [],
                "earlier_origin": "witnessed",
                "later_origin": "witnessed",
            }
        )

    told = [difference("edited"), difference("gone"), difference("gone"), difference("new", None)]
    assert summary_of(told) == "quotations: 1 edited and 2 gone; 1 change elsewhere"


def test_reprocessing_says_when_there_is_nothing_to_do(bridge: Path) -> None:
    assert run("reprocess").stdout == "2 articles: 0 renewed, 2 up to date already\n"
    assert [one["outcome"] for one in run_json("reprocess", "bridge")] == ["unchanged"]


def test_todays_rules_are_made_current_and_links_keep_resolving(bridge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an upgrade; a dry run writes nothing."""
    link = run_json("quotations", "bridge")[0]["permalink"]
    monkeypatch.setattr("archive.reprocessing.rule_set_name", lambda: "rules of tomorrow")
    rehearsed = run("reprocess", "bridge", "--dry-run").stdout.splitlines()
    assert rehearsed == [
        "bridge.txt: changed, 2 quotations",
        "1 article: 1 renewed, 0 up to date already",
        "Dry run: nothing was written.",
    ]
    assert run("reprocess", "bridge").stdout.splitlines() == rehearsed[:2]
    assert run("show", link).exit_code == 0
    assert run("verify").exit_code == 0


def test_words_given_to_another_speaker_are_told_first(bridge: Path) -> None:
    """The same words under another name are the gravest edit that leaves a quotation as it is."""
    article = bridge / "said.txt"
    article.write_text("“We waited for hours at the gate,” Jane Doe said on Monday.\n", "utf-8")
    run("add", "said.txt")
    article.write_text("“We waited for hours at the gate,” John Smith said on Monday.\n", "utf-8")
    assert "given to another speaker Jane Doe → John Smith: “We waited" in " ".join(
        run("add", "said.txt").stdout.split()
    )
    first = run_json("diff", "said")[0]
    assert (first["status"], first["speaker"], first["speaker_after"]) == ("reattributed", "Jane Doe", "John Smith")
