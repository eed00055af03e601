"""``archive keep`` and ``archive remove``: what is ruled is told, shown with its reasons, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.text_model import RulingRecord, WhyRecord
from tests.cli.running import BRIDGE, run, run_json

AD = "ADVERTISEMENT"
AT = f"{BRIDGE.index(AD)}-{BRIDGE.index(AD) + len(AD)}"


def test_a_person_overrules_a_rule_and_takes_that_back(bridge: Path) -> None:
    """The place is the one that show --why prints; every view follows, and verify has nothing to say."""
    why = run("show", "bridge.txt", "--why").stdout
    assert f"Not right? archive keep bridge.txt:{AT} --reason …" in why
    done = run("keep", f"bridge.txt:{AT}", "--reason", "a word of the article", "--by", "Jane Doe")
    assert (done.exit_code, AD in done.stdout) == (0, True)
    assert "Recorded for Jane Doe: 1 stretch is the article." in done.stderr
    assert AD in run("show", "bridge.txt", "--kept").stdout
    told = run("show", "bridge.txt", "--why").stdout
    assert "Ruled by people: 1 stretch" in told
    assert "is the article, says Jane Doe on" in told
    assert "a word of the article" in told
    assert run("verify").exit_code == 0
    assert run("keep", f"bridge.txt:{AT}", "--undo").exit_code == 0
    assert AD not in run("show", "bridge.txt", "--kept").stdout
    assert "Ruled by people" not in run("show", "bridge.txt", "--why").stdout


def test_a_quotation_is_removed_by_its_link(bridge: Path) -> None:
    """A search finds it only among what is set aside."""
    (before, *_) = run_json("quotations", "bridge.txt")
    (ruled,) = run_json("remove", before["permalink"])
    record = RulingRecord.model_validate(ruled)
    assert (record.verdict, record.author) == ("remove", "tester")
    assert (record.start, record.end) == (before["start"] - 1, before["end"] + 1)  # with its marks
    assert before["permalink"] not in [row["permalink"] for row in run_json("search", "weather")]
    found = run_json("search", "weather", "--cleaning", "removed")
    assert [row["permalink"] for row in found] == [before["permalink"]]


def test_the_reasons_come_as_json_too(bridge: Path) -> None:
    """Of a stretch only what touches it: rule, evidence, score, and whether the text alone is the reason."""
    (whole,) = run_json("show", "bridge.txt", "--why")
    (removal,) = WhyRecord.model_validate(whole).removals
    assert (removal.label, removal.score, removal.is_local, removal.seen_in) == ("ad", 1.0, True, [])
    assert removal.evidence
    (first, *_) = run_json("quotations", "bridge.txt")
    link, start = first["permalink"], first["start"]
    (part,) = run_json("show", link, "--why")
    assert part["removals"] == []
    assert [row["permalink"] for row in part["quotations"]] == [link]
    (why,) = part["explanations"]
    assert (why["start"], why["speaker"]) == (start, first["speaker"])
    assert "Jane Doe" in why["answers"][0]["words"]
    assert all(answer["features"] for answer in why["answers"])


def test_the_reasons_are_one_object_however_many_there_are(bridge: Path, folder: Path) -> None:
    """None, where nobody is quoted; all, in the order of the text, where several are."""
    (folder / "rain.txt").write_text("Rain\n\nIt rained in Springfield on Friday, and nobody said a word.\n", "utf-8")
    assert run("add", "rain.txt").exit_code == 0
    for name, quoted in (("rain.txt", 0), ("bridge.txt", 2)):
        (told,) = run_json("show", name, "--why")
        record = WhyRecord.model_validate(told)
        assert [one.start for one in record.explanations] == [one.start for one in record.quotations]
        assert len(record.quotations) == quoted


def test_what_is_in_doubt_is_shown_with_its_reason(folder: Path) -> None:
    """With a sign in the margin, and with the command that settles it."""
    text = BRIDGE.replace(AD, "Get the latest news from Springfield")
    (folder / "doubt.txt").write_text(text, "utf-8")
    assert run("add", "doubt.txt").exit_code == 0
    shown = run("show", "doubt.txt").stdout
    assert "1 in doubt (?)" in " ".join(shown.split())
    assert "? Get the latest news from Springfield" in shown
    why = run("show", "doubt.txt", "--why").stdout
    assert "In doubt, but kept: 1 stretch" in why
    assert "newsletter invitation, 50% sure" in why


def test_what_cannot_be_ruled_on_is_refused_in_words(bridge: Path) -> None:
    """A whole text, a place beyond it, a stretch that nobody ruled on, a text that is not held."""
    refused = {
        ("keep", "bridge.txt"): "means a whole text, not a stretch of it",
        ("remove", "bridge.txt:10-99999"): "that text ends at",
        ("keep", f"bridge.txt:{AT}", "--undo"): "nobody's ruling on this stretch holds",
        ("remove", "nowhere.txt:1-2"): "article or text answers to it",
    }
    for arguments, words in refused.items():
        result = run(*arguments)
        assert result.exit_code == 2, arguments
        assert words in " ".join(result.stderr.split()), result.stderr
    assert run_json("show", "bridge.txt")[0]["rulings"] == []


def test_one_stretch_that_cannot_be_ruled_on_loses_no_other(bridge: Path) -> None:
    """The others are ruled on; it is named with its reason, the counts are told, and the exit code is not 0."""
    (quoted, *_) = run_json("quotations", "weather.txt")
    result = run("remove", quoted["permalink"], "nowhere.txt:1-2", f"bridge.txt:{AT}", "bridge.txt:4-9999")
    assert result.exit_code == 2
    assert result.stderr.count("archive: ") == 2
    assert "archive: nowhere.txt: no link, address, source, article or text answers to it." in result.stderr
    assert "Recorded for tester: 2 stretches are not the article." in result.stderr
    assert "Of 4 stretches 2 ruled on; the others are as they were." in result.stderr
    assert [len(run_json("show", name)[0]["rulings"]) for name in ("bridge.txt", "weather.txt")] == [1, 1]
    assert run("verify").exit_code == 0


def test_a_ruling_named_twice_is_told_once(bridge: Path) -> None:
    """As are two parts of one stretch that is set aside."""
    start = BRIDGE.index(AD)
    told = run_json("keep", f"bridge.txt:{AT}", f"bridge.txt:{AT}", f"bridge.txt:{start}-{start + 3}")
    assert [row["content"] for row in told] == [AD]


def test_a_stretch_in_doubt_is_offered_for_removal(bridge: Path) -> None:
    """It is kept as it is, so “keep” would change nothing that the reader sees."""
    follow = "Follow the Gazette on Facebook, on X, or on Instagram. Send your story ideas to the desk."
    article = f"The ferry\n\nThe ferry is full, the mayor said on Monday. “We are sorry,” he said.\n\n{follow}\n"
    (bridge.parent / "ferry.txt").write_text(article, encoding="utf-8")
    run("add", bridge.parent / "ferry.txt")
    why = run("show", "ferry.txt", "--why").stdout
    at = article.index(follow)
    assert f"Not the article? archive remove ferry.txt:{at}-{at + len(follow)} --reason …" in why
    assert "archive keep" not in why


@pytest.mark.parametrize("option", ["--by", "--reason"])
@pytest.mark.parametrize(
    "command",
    [
        ("keep", f"bridge.txt:{AT}"),
        ("remove", f"bridge.txt:{AT}"),
        ("describe", "bridge.txt", "--tag", "bridges"),
        ("speakers", "set", f"bridge.txt:{AT}", "Jane Doe"),
    ],
    ids=lambda command: command[0],
)
def test_a_byte_that_is_not_utf_8_is_named_by_its_option(bridge: Path, command: tuple[str, ...], option: str) -> None:
    """As a terminal hands it on: half a character, which no table can hold. Nothing is recorded."""
    refused = run(*command, option, "J\udcff")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == f"archive: {option} 'J\\udcff': holds a byte that is not UTF-8. Type it anew.\n"
    assert "Ruled by people" not in run("show", "bridge.txt", "--why").stdout


def test_a_byte_that_is_not_utf_8_in_the_environment_is_named_too(
    bridge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who speaks for $ARCHIVE_BY is asked only when there is no --by."""
    monkeypatch.setenv("ARCHIVE_BY", "J\udcff")
    refused = run("remove", f"bridge.txt:{AT}")
    assert refused.exit_code == 2
    assert "$ARCHIVE_BY 'J\\udcff': holds a byte that is not UTF-8." in refused.stderr
    assert run("remove", f"bridge.txt:{AT}", "--by", "Jane Doe").exit_code == 0
