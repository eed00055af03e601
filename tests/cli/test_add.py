"""``archive add``: what it says became of each input is what became of it."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from archive.ingest import Prepared, Received, prepare
from tests.cli.running import BRIDGE, WEATHER, run, run_json


def test_the_seeds_are_archived_with_an_account(seeds: Path) -> None:
    """Five articles, each on a line with its handle; what is set aside and what is unknown is said."""
    shutil.move(seeds / "archive.db", seeds / "other.db")
    result = run("add", "seeds")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line[:8] for line in lines[1:6]] == ["new  000", "new  001", "new  002", "new  003", "new  004"]
    assert lines[6].startswith("5 articles, ")
    assert "Set aside, not deleted: " in result.stdout
    assert "Unknown: URL and date of all 5" in result.stdout
    assert max(len(line) for line in lines) <= 80


def test_adding_twice_changes_nothing_and_says_so(seeds: Path) -> None:
    """Outcome unchanged, no capture recorded, no version counted up."""
    before = run("documents", "--json").stdout, run("log", "002", "--json").stdout
    result = run("add", "seeds")
    assert result.exit_code == 0
    assert "5 unchanged: already archived; nothing was recorded" in result.stdout
    assert (run("documents", "--json").stdout, run("log", "002", "--json").stdout) == before


def test_the_same_file_by_another_name_for_it_is_the_same(bridge: Path) -> None:
    """From another folder, by its absolute path, through ``./``: nothing is recorded."""
    (bridge / "below").mkdir()
    for name in ("./bridge.txt", str(bridge / "bridge.txt"), "below/../bridge.txt"):
        assert run_json("add", name)[0]["outcome"] == "unchanged"
    assert run_json("documents")[0]["captures"] == 1


def test_a_changed_file_is_a_new_version_and_put_back_it_is_the_old_one(bridge: Path) -> None:
    """v1, v2, v1 are two versions and three captures, and ``--fail-on-change`` tells a script."""
    (bridge / "bridge.txt").write_text(BRIDGE.replace("in May", "in June"), "utf-8")
    changed = run_json("add", "bridge.txt")[0]
    assert (changed["outcome"], changed["version"]) == ("changed", 2)
    (bridge / "bridge.txt").write_text(BRIDGE, "utf-8")
    result = run("add", "--fail-on-change", "bridge.txt")
    assert (result.exit_code, "back to version 1" in result.stdout) == (1, True)
    log = run_json("log", "bridge")
    assert [(entry["version"], entry["change"]) for entry in log] == [(1, "new"), (2, "changed"), (1, "changed")]


def test_white_space_and_stretches_set_aside_make_no_version(bridge: Path) -> None:
    """The capture is recorded, the version stays."""
    (bridge / "bridge.txt").write_text(BRIDGE.replace("ADVERTISEMENT\n\n", "").replace("\n\n", "\n\n\n"), "utf-8")
    again = run_json("add", "bridge.txt")[0]
    assert (again["outcome"], again["version"]) == ("unchanged", 1)
    assert len(run_json("log", "bridge")) == 2


def test_a_copy_under_another_name_is_no_other_article(bridge: Path) -> None:
    """It is captured, as it came from elsewhere, and belongs to the article held."""
    shutil.copy(bridge / "bridge.txt", bridge / "copy.txt")
    copied = run_json("add", "copy.txt")[0]
    held = {record["document"]: record for record in run_json("documents")}
    assert copied["outcome"] == "unchanged"
    assert len(held) == 2
    assert held[copied["document"]]["sources"] == ["bridge.txt", "copy.txt"]


def test_an_edited_copy_under_another_name_is_a_new_article_with_a_suggestion(bridge: Path) -> None:
    """The command that would join them is named, and it does."""
    many = "\n\n".join(
        f"The council spoke at length about matter number {number} and then put it off." for number in range(9)
    )
    (bridge / "long.txt").write_text(many, "utf-8")
    run("add", "long.txt")
    (bridge / "edited.txt").write_text(many.replace("number 3", "number three"), "utf-8")
    added = run_json("add", "edited.txt")[0]
    assert (added["outcome"], added["suggestion"]) == ("new", "archive add edited.txt --same-as long")
    joined = run_json("add", "edited.txt", "--same-as", "long")[0]
    assert (joined["outcome"], joined["version"]) == ("changed", 2)


def test_unlike_articles_are_not_said_to_be_alike(bridge: Path) -> None:
    """A few common words are no likeness."""
    (bridge / "other.txt").write_text(WEATHER.replace("drought", "long summer of that year"), "utf-8")
    assert run_json("add", "other.txt")[0]["suggestion"] is None


DEFECTS = {
    "empty.txt": (b"", "no text in it"),
    "only-white-space.txt": (b" \r\n\t\xc2\xa0\n", "no text in it"),
    "only-byte-order-mark.txt": (b"\xef\xbb\xbf", "no text in it"),
    "png-image.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG"),
    "pdf.txt": (b"%PDF-1.7\n\xe2\xe3", "PDF"),
    "zip.txt": (b"PK\x03\x04" + bytes(64), "ZIP"),
    "noise.txt": (bytes(range(1, 256)) * 20, "not text"),
}
"""Files that are no article, named after what is wrong, and what the refusal says."""


@pytest.mark.parametrize("name", DEFECTS)
def test_what_is_no_text_is_refused_and_the_rest_is_archived(folder: Path, name: str) -> None:
    """Exit code 3; the refusal names the file and the reason; the good file beside it is held."""
    content, words = DEFECTS[name]
    (folder / name).write_bytes(content)
    (folder / "zz-good.txt").write_text(BRIDGE, "utf-8")
    result = run("add", name, "zz-good.txt")
    assert result.exit_code == 3
    assert name in result.stderr
    assert words in result.stderr
    assert [record["source"] for record in run_json("documents")] == ["zz-good.txt"]


READABLE = {
    "utf-8.txt": BRIDGE.encode(),
    "byte-order-mark.txt": b"\xef\xbb\xbf" + BRIDGE.encode(),
    "utf-16.txt": BRIDGE.encode("utf-16"),
    "windows-1252.txt": BRIDGE.encode("cp1252"),
    "crlf.txt": BRIDGE.replace("\n", "\r\n").encode(),
    "nul-inside.txt": BRIDGE.replace("old bridge", "old\0bridge").encode(),
    "emoji-before.txt": ("🎈🌉 " + BRIDGE).encode(),
    "no-line-end.txt": BRIDGE.strip().encode(),
}
"""Files that are odd but are texts, named after what is odd."""


@pytest.mark.parametrize("name", READABLE)
def test_an_odd_text_is_archived_and_its_links_point_at_its_words(folder: Path, name: str) -> None:
    """Both quotations are found, and each permalink gives exactly the quoted words."""
    (folder / name).write_bytes(READABLE[name])
    assert run("add", name).exit_code == 0
    quoted = run_json("quotations")
    assert [found["exact"][:12] for found in quoted] == ["We will open", "The cracks w"]
    for found in quoted:
        assert run("show", found["permalink"], "--raw").stdout_bytes.decode() == found["exact"]


def test_a_utf8_text_is_its_file(folder: Path) -> None:
    """``show --raw`` gives back byte for byte what was added, line ends, mark and NUL included."""
    content = b"\xef\xbb\xbfOne.\r\nTwo\0 \xf0\x9f\x8e\x88.\n\n"
    (folder / "a.txt").write_bytes(content)
    run("add", "a.txt")
    assert run("show", "a.txt", "--raw").stdout_bytes == content


def test_a_missing_file_is_refused_and_makes_no_archive(folder: Path) -> None:
    """Exit code 3, the name, what to do; no empty database is left behind."""
    result = run("add", "nowhere.txt")
    assert (result.exit_code, "nowhere.txt: there is no such file" in result.stderr) == (3, True)
    assert not (folder / "archive.db").exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ftp://example.org/a", "only addresses that begin with http"),
        ("example.org/a", "archive add https://example.org/a"),  # how browsers show addresses
        ("http://[broken", "an address begins with http"),
        ("http://127.0.0.1:1/", "--allow-private ADDRESS"),
    ],
)
def test_what_cannot_be_fetched_is_refused_with_what_can(folder: Path, typed: str, words: str) -> None:
    """Exit code 3, the next step, and no empty archive left behind."""
    result = run("add", typed)
    assert (result.exit_code, words in result.stderr) == (3, True)
    assert not list(folder.iterdir())


def test_a_folder_is_searched_for_texts_in_order(folder: Path) -> None:
    """Folders in it too; hidden files and other kinds are passed over, the latter counted."""
    for name in ("b/two.txt", "a/one.md", ".hidden/three.txt", "b/picture.png", "c.TXT", ".four.txt"):
        path = folder / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BRIDGE.replace("May", name), "utf-8")
    result = run("add", "texts", "--json")
    records = run_json("documents")
    assert sorted(record["source"] for record in records) == ["texts/a/one.md", "texts/b/two.txt", "texts/c.TXT"]
    assert result.exit_code == 0
    assert "1 other file in these folders passed over" in run("add", "texts").stderr
    assert "passed over: texts/b/picture.png" in run("-v", "add", "texts").stderr


def test_a_folder_without_texts_is_refused(folder: Path) -> None:
    """Nothing to archive is said, not passed over."""
    (folder / "pictures").mkdir()
    (folder / "pictures" / "a.png").write_bytes(b"x")
    result = run("add", "pictures")
    assert (result.exit_code, "holds no file that ends in .txt" in result.stderr) == (3, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_refused_instead_of_waited_for(folder: Path) -> None:
    """Reading one would never end."""
    os.mkfifo(folder / "pipe.txt")
    assert "this is not a file" in run("add", "pipe.txt").stderr


def test_standard_input_is_pasted_text(folder: Path) -> None:
    """The method says so; the same text again is nothing new."""
    added = run_json("add", "-", "--title", "Bridge", given=BRIDGE.encode())[0]
    assert (added["outcome"], added["method"], added["source"]) == ("new", "pasted", "-")
    assert run_json("add", "-", given=BRIDGE.encode())[0]["outcome"] == "unchanged"
    assert run("add", "-", given=b"").exit_code == 3


def test_a_dry_run_tells_all_and_writes_nothing(bridge: Path) -> None:
    """The account is that of the real run, for what is new and what has changed."""
    (bridge / "bridge.txt").write_text(BRIDGE.replace("May", "June"), "utf-8")
    (bridge / "new.txt").write_text(WEATHER.replace("rain", "snow"), "utf-8")
    before = run("documents", "--json").stdout
    rehearsed = run("add", "--dry-run", "bridge.txt", "new.txt")
    assert run("documents", "--json").stdout == before
    assert "Dry run: nothing was written." in rehearsed.stdout
    really = run("add", "bridge.txt", "new.txt")
    assert rehearsed.stdout.replace("Dry run: nothing was written.\n", "") == really.stdout


def test_a_dry_run_makes_no_archive(folder: Path) -> None:
    """Not even an empty one."""
    (folder / "bridge.txt").write_text(BRIDGE, "utf-8")
    assert run_json("add", "--dry-run", "bridge.txt")[0]["outcome"] == "new"
    assert [path.name for path in folder.iterdir()] == ["bridge.txt"]


def test_what_is_said_of_an_article_is_a_decision(folder: Path) -> None:
    """Each value is given, by the person who signs, and saying it twice records nothing."""
    (folder / "bridge.txt").write_text(BRIDGE, "utf-8")
    said = ("--outlet", "The Daily Example", "--published", "2025-04", "--tag", "bridges", "--language", "EN-gb")
    run("add", "bridge.txt", *said, "--by", "Jane Doe")
    known = {entry["field"]: entry for entry in run_json("documents")[0]["metadata"] if entry["source"] == "given"}
    values = {field: (entry["value"], entry["author"]) for field, entry in known.items()}
    assert values == {
        "outlet": ("The Daily Example", "Jane Doe"),
        "published": ("2025-04", "Jane Doe"),
        "language": ("en-GB", "Jane Doe"),
        "tag": ("bridges", "Jane Doe"),
    }
    assert run_json("log", "bridge")[0]["by"] == "Jane Doe"
    before = run("documents", "--json").stdout
    assert run_json("add", "bridge.txt", *said)[0]["reason"] == "already archived; nothing was recorded"
    assert run("documents", "--json").stdout == before


def test_an_address_names_the_article(folder: Path) -> None:
    """Its id is that of the address in every archive, and further files of that address are its versions."""
    (folder / "a.txt").write_text(BRIDGE, "utf-8")
    (folder / "b.txt").write_text(BRIDGE.replace("May", "June"), "utf-8")
    first = run_json("add", "a.txt", "--url", "HTTPS://Example.org/a#top")[0]
    assert first["document"] == "010cec320b0ab0d0"
    second = run_json("add", "b.txt", "--url", "https://example.org/a")[0]
    assert (second["document"], second["outcome"], second["version"]) == (first["document"], "changed", 2)
    assert run_json("describe", "https://example.org/a")[0]["document"] == first["document"]


@pytest.mark.parametrize("option", ["--url", "--title"])
def test_an_address_or_a_headline_belongs_to_one_article(bridge: Path, option: str) -> None:
    """For several inputs it is refused before anything is written."""
    before = run("documents", "--json").stdout
    result = run("add", "bridge.txt", "weather.txt", option, "https://example.org/a")
    assert (result.exit_code, "belongs to one article" in result.stderr) == (2, True)
    assert run("documents", "--json").stdout == before


def test_several_processes_give_the_same_archive(folder: Path) -> None:
    """In the same order, whatever finishes first."""
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(BRIDGE.replace("May", f"the year 20{number:02}"), "utf-8")
    run("--db", "one.db", "add", ".")
    run("--db", "two.db", "add", ".", "--jobs", "2")
    quoted = [run_json("--db", name, "quotations") for name in ("one.db", "two.db")]
    for records in quoted:
        for record in records:
            del record["captured_at"]
    assert len(quoted[0]) == 24
    assert quoted[0] == quoted[1]


def test_an_undecodable_file_name_is_archived(folder: Path) -> None:
    """A name that is no UTF-8 is spelled out, and two such names stay two."""
    names = [os.fsencode(folder) + b"/caf\xe9.txt", os.fsencode(folder) + b"/caf\xe8.txt"]
    for name, words in zip(names, (BRIDGE, WEATHER), strict=True):
        try:
            Path(os.fsdecode(name)).write_text(words, "utf-8")
        except OSError:
            pytest.skip("this file system holds UTF-8 names only")
    assert run("add", ".").exit_code == 0
    assert sorted(record["source"] for record in run_json("documents")) == ["caf\\xe8.txt", "caf\\xe9.txt"]


def test_an_interruption_keeps_what_is_done_and_says_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle: exit code 130, the account of the first files, an archive that verifies, the rest later."""
    for number in range(4):
        (folder / f"{number}.txt").write_text(BRIDGE.replace("May", f"20{number}0"), "utf-8")

    def interrupted(received: Received) -> Prepared:
        if received.name == "2.txt":
            raise KeyboardInterrupt
        return prepare(received)

    monkeypatch.setattr("archive.ingest.batch.prepare", interrupted)
    result = run("add", ".")
    assert result.exit_code == 130
    assert "2 articles, 4 quotations" in result.stdout
    assert "What was finished before is safe." in result.stderr
    assert run("verify").exit_code == 0
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    assert [record["outcome"] for record in run_json("add", ".")] == ["unchanged", "unchanged", "new", "new"]


def test_what_later_articles_show_to_be_repeated_is_counted_too(folder: Path) -> None:
    """Of the first article too, though nobody could know when it came: the last one made the line the site's."""
    for word in ("bridge", "school", "museum"):
        story = f"The mayor opened the {word} on Friday.\n\n“The {word} was closed,” Jane Doe said.\n"
        (folder / f"{word}.txt").write_text(f"{story}\nSpringfield Weekend\n", "utf-8")
    result = run("add", "bridge.txt", "school.txt", "museum.txt", "--outlet", "Springfield Gazette")
    assert re.findall(r"^new .* (\S+)$", result.stdout, re.MULTILINE) == ["1", "1", "1"]
    assert "Set aside, not deleted: 3 stretches" in result.stdout
