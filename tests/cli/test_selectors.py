"""``archive show`` with a selector, a text-fragment link or a SWHID: the words, or what became of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import BRIDGE, WEATHER, run, run_json

URL = "https://example.org/bridge"
EDITED = BRIDGE.replace("nobody should", "anybody may")


@pytest.fixture
def twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive with the bridge in two versions, and the weather."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ARCHIVE_DB", raising=False)
    for name, content in (("bridge.txt", BRIDGE), ("later.txt", EDITED)):
        Path(name).write_text(content, "utf-8")
        assert run("add", name, "--url", URL).exit_code == 0
    Path("weather.txt").write_text(WEATHER, "utf-8")
    assert run("add", "weather.txt").exit_code == 0
    return tmp_path


def quote(exact: str, **more: str) -> str:
    """A TextQuoteSelector in an article."""
    return json.dumps({"source": URL, "selector": {"type": "TextQuoteSelector", "exact": exact, **more}})


def test_words_that_stand_are_shown_with_their_link(twice: Path) -> None:
    shown = run("show", quote("We will open the bridge in May"))
    assert shown.exit_code == 0
    assert shown.stdout.startswith(" = found word for word\n")
    assert "Mayor Jane Doe" in shown.stdout
    assert "\nLink   q/" in shown.stdout


def test_an_edit_is_told_with_its_words_and_ends_with_one(twice: Path) -> None:
    """One letter may be the opposite, so nothing passes it off as found."""
    shown = run("show", quote("The cracks were small, but nobody should drive over them"))
    assert shown.exit_code == 1
    assert shown.stdout.startswith(" ! edited: these words are not what was said\n")
    assert "[-nobody should-] {+anybody may+}" in shown.stdout
    assert "as it was said: archive show q/" in shown.stdout


def test_words_that_are_gone_are_said_to_be(twice: Path) -> None:
    shown = run("show", f"{URL}#:~:text=The%20moon%20is%20made%20of%20cheese")
    assert shown.exit_code == 1
    assert shown.stdout == " ! gone: these words stand in no text that was looked at\n"


def test_ambiguous_words_list_their_candidates_and_end_with_two(twice: Path) -> None:
    shown = run("show", quote("on Friday"))
    assert shown.exit_code == 2
    assert shown.stdout == ""
    assert shown.stderr.count("\n  q/") == 2


def test_json_tells_the_same(twice: Path) -> None:
    """One record whatever became of the words, with the exit code that says it."""
    found = run_json("show", quote("We will open the bridge in May"))[0]
    assert (found["kind"], found["status"], found["exact"]) == (
        "selector",
        "verbatim",
        "We will open the bridge in May",
    )
    edited = run("show", "--json", quote("The cracks were small, but nobody should drive over them"))
    assert (edited.exit_code, json.loads(edited.stdout)["status"]) == (1, "edited")
    unsure = run("show", "--json", quote("on Friday"))
    assert (unsure.exit_code, len(json.loads(unsure.stdout)["candidates"])) == (2, 2)


def test_the_swhid_of_a_permalink_leads_back_to_it(twice: Path) -> None:
    link = run_json("quotations", "weather")[0]["permalink"]
    record = run_json("show", link)[0]
    assert run_json("show", record["swhid"])[0]["permalink"] == link
    assert run("show", record["swhid"], "--raw").stdout == record["exact"]


def test_bad_input_is_told_what_it_should_look_like(twice: Path) -> None:
    for said in ("{", '{"type": "SvgSelector"}', "swh:1:cnt:12", f"{URL}#:~:text=", "[1, 2]"):
        refused = run("show", said)
        assert refused.exit_code == 2
        assert "It looks like " in refused.stderr
        assert len(refused.stderr.splitlines()) == 1


def test_every_other_command_takes_them_too_but_only_for_words_that_stand(twice: Path) -> None:
    """A citation of words that are edited would be a false one."""
    assert run("log", quote("We will open the bridge in May")).exit_code == 0
    refused = run("log", quote("The cracks were small, but nobody should drive over them"))
    assert refused.exit_code == 2
    assert "edited" in refused.stderr
