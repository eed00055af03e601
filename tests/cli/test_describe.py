"""``archive describe``: what is known and from where; what people say is a decision that can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run, run_json


def known(*arguments: str) -> dict[str, tuple[str | None, str]]:
    """Each field with its value and where that is known from, tags left out."""
    found = run_json("describe", *arguments)
    return {entry["field"]: (entry["value"], entry["source"]) for entry in found if entry["field"] != "tag"}


def test_what_the_article_says_is_told_with_its_place(bridge: Path) -> None:
    """The headline stands in the text; what it does not say is said to be not stated."""
    printed = run("describe", "bridge").stdout
    assert "Mayor promises a new bridge (the text says so at 0-27, rule " in printed
    assert "not stated: " in printed
    assert known("bridge")["url"] == (None, "not stated")


def test_a_person_beats_the_article_and_can_take_it_back(bridge: Path) -> None:
    """After ``--clear`` the article's own evidence shows again."""
    before = known("bridge")["title"]
    assert known("bridge", "--title", "Another headline")["title"] == ("Another headline", "given")
    assert known("bridge", "--title", "A third one")["title"] == ("A third one", "given")
    assert known("bridge", "--clear", "title")["title"] == before


def test_tags_are_added_and_taken_away(bridge: Path) -> None:
    """Several at once; a tag that is not there is no error."""

    def tags(*arguments: str) -> list[str]:
        run("describe", "bridge", *arguments)
        return list(run_json("documents")[0]["tags"])

    assert tags("--tag", "one", "--tag", "two") == ["one", "two"]
    assert tags("--untag", "one", "--untag", "three") == ["two"]
    assert tags("--tag", "one") == ["two", "one"]
    assert tags("--clear", "tag") == []


def test_saying_the_same_twice_is_one_decision(bridge: Path) -> None:
    """The time of the first one stays."""
    run("describe", "bridge", "--outlet", "The Daily Example")
    before = run("documents", "--json").stdout
    run("describe", "bridge", "--outlet", "The Daily Example", "--by", "Somebody Else")
    assert run("documents", "--json").stdout == before


def test_who_says_so_is_recorded(bridge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``--by``, else ``$ARCHIVE_BY``, else the login name."""
    printed = run("describe", "bridge", "--outlet", "A", "--by", "Jane Doe").stdout
    assert "A (given by Jane Doe, " in printed
    assert "given by tester, " in run("describe", "bridge", "--outlet", "B").stdout
    monkeypatch.delenv("ARCHIVE_BY")
    monkeypatch.setenv("LOGNAME", "login")
    assert "given by login, " in run("describe", "bridge", "--outlet", "C").stdout


VALUES = [
    ("--published", "2025-04-27", "2025-04-27"),
    ("--published", "2025", "2025"),  # as vague as it is known
    ("--published", "2025-04", "2025-04"),
    ("--published", "2025-04-27T18:30+02:00", "2025-04-27T18:30:00+02:00"),
    ("--language", "pt_br", "pt-BR"),
    ("--language", "ZH-hant", "zh-Hant"),
    ("--url", "HTTP://EXAMPLE.org:80", "http://example.org/"),
    ("--url", "https://example.org/a?b=C#d", "https://example.org/a?b=C"),
    ("--outlet", "  The   Daily\nExample ", "The Daily Example"),
]


@pytest.mark.parametrize(("option", "typed", "recorded"), VALUES)
def test_values_are_recorded_in_one_form(bridge: Path, option: str, typed: str, recorded: str) -> None:
    """What was meant, written the way the field is written."""
    assert known("bridge", option, typed)[option.removeprefix("--")] == (recorded, "given")


REFUSED = [
    ("--published", "April", "is not a date"),
    ("--published", "2025-13", "is not a date"),
    ("--published", "2025-02-30", "is not a date"),
    ("--published", "27.04.2025", "is not a date"),
    ("--language", "English (UK)", "is not a language tag"),
    ("--language", "x", "is not a language tag"),
    ("--url", "example.org/a", "is not a web address"),
    ("--url", "javascript:alert(1)", "is not a web address"),
    ("--url", "http://", "is not a web address"),
    ("--url", "http://a b/", "is not a web address"),
    ("--url", "http://example.org:port/", "is not a web address"),
    ("--title", "  ", "is empty"),
    ("--title", "x" * 2001, "is longer than 2000 characters"),
    ("--outlet", "a\x07b", "holds a control character"),
]


@pytest.mark.parametrize(("option", "typed", "words"), REFUSED)
def test_a_value_that_breaks_its_rule_is_refused(bridge: Path, option: str, typed: str, words: str) -> None:
    """Exit code 2, the rule, and nothing is recorded, not even what was right beside it."""
    before = run("documents", "--json").stdout
    result = run("describe", "bridge", "--tag", "fine", option, typed)
    assert (result.exit_code, words in result.stderr) == (2, True)
    assert run("documents", "--json").stdout == before


def test_an_address_belongs_to_one_article(bridge: Path) -> None:
    """A second article with the same address is refused, and nothing of that command is recorded."""
    run("describe", "bridge", "--url", "https://example.org/a")
    before = run("documents", "--json").stdout
    result = run("describe", "weather", "--outlet", "X", "--url", "https://example.org/a")
    assert (result.exit_code, "is the address of another article" in result.stderr) == (2, True)
    assert run("documents", "--json").stdout == before
