"""``archive speakers set``: who speaks in a quotation is said by a person, shown with its author, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.text_model import AttributionRulingRecord
from tests.cli.running import run, run_json


def links() -> list[str]:
    """The places of the quotations of the article, as show --why prints them."""
    return [f"bridge.txt:{row['start']}-{row['end']}" for row in run_json("quotations", "bridge.txt")]


def test_a_person_says_who_speaks_and_takes_it_back(bridge: Path) -> None:
    """Every view follows, and verify has nothing to say."""
    first, _ = links()
    assert f"Wrong speaker? archive speakers set {first} NAME --reason …" in run("show", "bridge.txt", "--why").stdout
    done = run("speakers", "set", first, "Mary Major", "--by", "Jane Doe", "--reason", "as the recording has it")
    assert (done.exit_code, "We will open the bridge" in done.stdout) == (0, True)
    assert "Recorded for Jane Doe: 1 quotation, words of Mary Major." in " ".join(done.stderr.split())
    assert "Mary Major, as Jane Doe ruled on" in run("quotations", "bridge.txt").stdout
    told = " ".join(run("show", "bridge.txt", "--why").stdout.split())
    assert "Ruled by people on who speaks: 1 quotation" in told
    assert "words of Mary Major, says Jane Doe on" in told
    assert "as the recording has it" in told
    assert "full: Mary Major, as Jane Doe ruled on" in told
    assert [row["confidence"] for row in run_json("quotations", "--speaker", "Mary Major")] == [1.0]
    cited = run("cite", first)
    assert "The speaker is Mary Major as Jane Doe ruled on" in " ".join(cited.stderr.split())
    assert run("verify").exit_code == 0
    assert run("speakers", "set", first, "--undo").exit_code == 0
    assert "Ruled by people" not in run("show", "bridge.txt", "--why").stdout
    assert run_json("quotations", "--speaker", "Jane Doe")[0]["basis"] != "unattributed"


def test_several_quotations_are_said_by_one_and_told_as_json(bridge: Path) -> None:
    """A place that means nothing stops no other."""
    told = run("speakers", "set", *links(), "nowhere.txt:1-2", "Mary Major", "--json")
    assert told.exit_code == 2
    records = [AttributionRulingRecord.model_validate_json(line) for line in told.stdout.splitlines()]
    assert [(one.speaker, one.author, one.holds) for one in records] == [("Mary Major", "tester", True)] * 2
    assert "Of 3 stretches 2 ruled on" in told.stderr


@pytest.mark.parametrize(
    ("way", "shown"),
    [
        ("--unattributed", "speaker not known, as tester ruled on"),
        ("--nobody", "quotes nobody, as tester ruled on"),
    ],
)
def test_words_may_have_no_speaker(bridge: Path, way: str, shown: str) -> None:
    first, _ = links()
    assert run("speakers", "set", first, way).exit_code == 0
    assert shown in run("show", first).stdout
    assert shown in run("show", first, "--why").stdout


def test_a_name_that_is_a_part_of_another_is_asked_about(bridge: Path) -> None:
    """It is recorded as it was written, and who else may be meant is named."""
    first, _ = links()
    asked = " ".join(run("speakers", "set", first, "Smith").stderr.split())
    assert "Nobody else is called “Smith” here. Did you mean John Smith?" in asked


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        # no name, no quotation, two ways at once, options that belong elsewhere, a place for a name
        (("set",), "archive speakers set REF... NAME, or --unattributed, --nobody or --undo for the name."),
        (("set", "bridge.txt:1-2"), "archive speakers set REF... NAME"),
        (("set", "--undo"), "archive speakers set REF... NAME"),
        (("set", "bridge.txt:1-2", "--undo", "--nobody"), "archive speakers set REF... NAME"),
        (("set", "bridge.txt:1-2", "x", "--limit", "3"), "--document, --as and --limit do not go with set."),
        (("set", "bridge.txt:1-2", "bridge.txt:5-9"), "bridge.txt:5-9 is a place, no name. archive speakers set"),
        (("jane", "--nobody"), "--nobody goes with set: archive speakers set REF... NAME"),
        (("set", "bridge.txt", "Mary Major"), "means a whole text, not a stretch of it. archive quotations bridge.txt"),
        (("set", "bridge.txt:1-2", "Mary Major"), "no quotation stands there"),
        (("set", "bridge.txt:1-2", "…"), "a speaker's name needs a letter or a digit"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_way(bridge: Path, arguments: tuple[str, ...], words: str) -> None:
    result = run("speakers", *arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())
