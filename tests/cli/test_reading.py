"""The commands that read: their fields are the contract, their words are honest, their links lead back."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from archive.model import (
    AddRecord,
    DescribeRecord,
    DocumentRecord,
    FaultRecord,
    LogRecord,
    PermalinkRecord,
    QuotationRecord,
    Record,
)
from archive.text_model import TextRecord
from tests.cli.running import BRIDGE, run, run_json

# The design's table of commands, column “--json fields (at least)”.
FIELDS: dict[str, tuple[type[Record], str]] = {
    "add": (AddRecord, "outcome source document version snapshot text method quotations removed reason"),
    "describe": (DescribeRecord, "document field value source"),
    "documents": (DocumentRecord, "document source title outlet published tags versions captures"),
    "log": (LogRecord, "version captured_at method snapshot text change"),
    "show": (TextRecord, "text content removals sentences quotations"),
    "quotations": (
        QuotationRecord,
        "permalink text start end segments exact quoted kind speaker mention mention_span cue cue_span via confidence "
        "document source version status removed",
    ),
    "search": (QuotationRecord, "snippet"),
    "verify": (FaultRecord, "fault id detail"),
}


@pytest.mark.parametrize("name", FIELDS)
def test_json_has_the_fields_that_were_promised(name: str) -> None:
    """Whoever wrote a script against them can rely on that."""
    form, fields = FIELDS[name]
    assert set(fields.split()) <= set(form.model_fields)


def test_removals_tell_where_what_and_by_which_rule(seeds: Path) -> None:
    """The fields of each, and the sentences as pairs."""
    shown = run_json("show", "002")[0]
    assert {"start", "end", "label", "rule"} <= set(shown["removals"][0])
    assert all(isinstance(start, int) and start < end for start, end in shown["sentences"])


@pytest.mark.parametrize(
    "command", [("documents",), ("log", "000"), ("show", "000"), ("quotations",), ("search", "Kursk")]
)
def test_json_is_one_object_per_line_with_every_field(seeds: Path, command: tuple[str, ...]) -> None:
    """A field that is not known is null, never missing."""
    form, _ = FIELDS[command[0]]
    records = run_json(*command)
    assert records
    for record in records:
        assert set(record) == set(form.model_fields)


def test_permalinks_of_all_quotations_lead_to_their_words(seeds: Path) -> None:
    """The stretch that the link names is `exact`; the segments joined are `quoted`, where nothing was set aside."""
    for found in run_json("quotations"):
        assert run("show", found["permalink"], "--raw").stdout_bytes.decode() == found["exact"]
        assert found["exact"].startswith(found["quoted"][:10])


def test_json_of_a_link_is_that_of_its_page(seeds: Path) -> None:
    """A script gets the same record at both doors: of the whole quotation, and of a part with whose it is."""
    found = run_json("quotations")[0]
    [record] = run_json("show", found["permalink"])
    assert set(record) == set(PermalinkRecord.model_fields)
    assert {**found, **record} == record
    part = f"q/{found['text']}/{found['start']}-{found['start'] + 5}"
    assert run_json("show", part)[0]["part_of"] == found["permalink"]


def test_the_text_is_named_by_its_sha256(seeds: Path) -> None:
    """What ``show --raw`` prints has that digest, and so has the seed itself."""
    for path in sorted((seeds / "seeds").iterdir()):
        raw = run("show", f"seeds/{path.name}", "--raw").stdout_bytes
        assert raw == path.read_bytes()
        assert run_json("show", path.name)[0]["text"] == hashlib.sha256(raw).hexdigest()


def test_documents_are_listed_with_their_handles(seeds: Path) -> None:
    """Each line begins with the name that other commands take, and is no wider than 80 columns."""
    lines = run("documents").stdout.splitlines()
    assert [line[:4] for line in lines[1:6]] == ["000 ", "001 ", "002 ", "003 ", "004 "]
    assert lines[6].startswith("5 articles, ")
    assert max(len(line) for line in lines) <= 80


def test_an_empty_archive_says_what_to_do(bridge: Path) -> None:
    """No article: nothing on stdout, a next step on stderr."""
    run("backup", "copy.db")
    (bridge / "empty.txt").write_text("x")
    result = run("quotations", "--speaker", "Nobody")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No quotation answers to that." in result.stderr


def test_search_counts_shows_and_names_what_narrows(seeds: Path) -> None:
    """The head counts all hits, the foot what is not shown, each hint with the number of hits it leaves."""
    result = run("search", "Kursk", "--limit", "1")
    lines = result.stdout.splitlines()
    total = len(run_json("search", "Kursk"))
    assert lines[0].startswith(f"{total} quotations by ")
    assert any(line.startswith(f"{total - 1} more. Narrow: --speaker ") for line in lines)
    assert max(len(line) for line in lines) <= 80


def test_the_hints_of_a_search_are_true(seeds: Path) -> None:
    """Typing a hint gives the number of hits that it promised."""
    foot = run("search", "Kursk", "--limit", "1").stdout.partition("Narrow: ")[2].replace("\n ", "")
    for hint in foot.strip().split("), "):
        option, _, rest = hint.strip(" )\n").partition(" ")
        value, _, number = rest.rpartition(" (")
        assert len(run_json("search", "Kursk", option, value.strip('"'))) == int(number)


def test_hits_are_enclosed_in_the_snippet_of_json_only(bridge: Path) -> None:
    """In JSON by brackets; for people nothing is put into what somebody said."""
    assert "[bridge]" in run_json("search", "bridge")[0]["snippet"]
    printed = run("search", "bridge").stdout
    assert "“We will open the bridge in May" in printed
    assert "\u2061" not in printed
    assert "[" not in printed


def test_no_hits_are_no_error_and_something_is_suggested(bridge: Path) -> None:
    """Exit code 0; where the words stand outside quotation marks, the way there is named."""
    result = run("search", "xylophone")
    assert (result.exit_code, result.stdout) == (0, "0 quotations\n")
    assert "Try fewer words" in result.stderr
    assert "1 sentence with these words: add --in sentences" in run("search", "pillars").stderr


def test_sentences_are_searched_when_asked_for(bridge: Path) -> None:
    """Alone or together with quotations, in JSON and for people."""
    found = run_json("search", "pillars", "--in", "sentences")
    assert found[0]["content"].startswith("The old bridge was closed")
    assert "1 sentence in 1 article" in run("search", "pillars", "--in", "sentences").stdout
    both = run("search", "cracks", "--in", "quotations,sentences").stdout
    assert both.index("1 quotation by 1 speaker in 1 article") < both.index("sentences in 1 article")
    assert run("search", "cracks", "--in", "pages").exit_code == 2


def test_words_that_the_shell_unquoted_are_a_phrase(bridge: Path) -> None:
    """``search "in May" bridge`` means the phrase and the word; one argument is read as typed."""
    assert len(run_json("search", "in May", "bridge")) == 1
    assert not run_json("search", "May in", "bridge")
    assert len(run_json("search", '"in May"')) == 1
    assert len(run_json("search", "may in")) == 1


FILTERED = [
    (("--speaker", "Smith"), 2),  # a part of the name, in both articles
    (("--speaker", "Jane Doe"), 1),  # the whole name
    (("--speaker", "Jane Doe", "--speaker", "Smith"), 3),  # the same filter twice means “or”
    (("--document", "weather"), 1),  # any reference
    (("--document", "weather", "--speaker", "Doe"), 0),  # two filters narrow each other
    (("--outlet", "none"), 3),  # what the article does not state
    (("--outlet", "Reuters"), 0),
    (("--kind", "full"), 3),
    (("--since", "2020"), 0),  # undated articles are in no period
    (("--tag", "none"), 3),
    (("--limit", "2"), 2),
]


@pytest.mark.parametrize(
    ("options", "number"), FILTERED, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_filters_narrow(bridge: Path, options: tuple[str, ...], number: int) -> None:
    """The same filters in ``quotations`` and in ``search``, where every article has the word “the”."""
    assert len(run_json("quotations", *options)) == number
    assert len(run_json("search", "the OR for", *options)) == number


def test_quotations_of_some_articles(bridge: Path) -> None:
    """Named by handle, and added up below."""
    assert len(run_json("quotations", "bridge")) == 2
    assert run("quotations", "bridge", "weather").stdout.splitlines()[-1] == "3 quotations, 2 articles"


def test_a_quotation_set_aside_is_listed_with_a_remark(seeds: Path) -> None:
    """Seed 004 quotes in a photo caption: kept as removed, said to be that, and searched only when asked for."""
    aside = [found for found in run_json("quotations", "004") if found["removed"]]
    assert len(aside) == 1
    assert "! in a stretch set aside" in run("quotations", "004").stdout
    words = aside[0]["quoted"]
    assert not run_json("search", f'"{words}"')
    assert len(run_json("search", f'"{words}"', "--removed")) == 1
    assert "in stretches set aside: add --removed" in run("search", f'"{words}"').stderr


def test_show_marks_what_is_set_aside_and_what_is_quoted(bridge: Path) -> None:
    """Readable without colour: a margin for each, the label in brackets, the next command at the foot."""
    lines = run("show", "bridge").stdout.splitlines()
    assert "✂ [ad] ADVERTISEMENT" in lines
    assert "❝ “The cracks were small, but nobody should drive over them,” engineer John" in lines
    assert "Why set aside: archive show bridge --why" in lines
    assert max(len(line) for line in lines) <= 80
    assert "; no address, no date; nobody else has confirmed it." in " ".join(" ".join(lines).split())


def test_show_kept_is_the_article_alone(bridge: Path) -> None:
    """Everything but what is set aside, untouched."""
    assert run("show", "bridge", "--kept").stdout == BRIDGE.replace("ADVERTISEMENT", "") + "\n"


def test_show_why_explains_every_removed_character(seeds: Path) -> None:
    """Each stretch with its place, rule, reason and evidence; together they are all that `kept` lacks."""
    for handle in ("001", "002", "003", "004"):
        record = run_json("show", handle)[0]
        printed = run("show", handle, "--why").stdout
        for removal in record["removals"]:
            assert f"{removal['start']}-{removal['end']}" in printed
            assert removal["rule"] in printed
            assert removal["why"] or removal["evidence"]
        removed = sum(removal["end"] - removal["start"] for removal in record["removals"])
        assert removed == record["length"] - len(run("show", handle, "--kept").stdout) + 1


def test_a_link_is_shown_with_speaker_context_and_how_to_check_it(bridge: Path) -> None:
    """Who, where, how it came in, the whole permalink and the command that checks it."""
    found = run_json("quotations", "bridge")[0]
    printed = run("show", found["permalink"]).stdout
    assert printed.startswith(" We will open the bridge in May, whatever the weather brings,\n – Jane Doe")
    assert "In its paragraph:\n  “We will open" in printed
    assert f"Link   {found['permalink']}" in printed
    assert f"archive show {found['text'][:12]} --raw | sha256sum\n       prints {found['text']}" in printed


def test_any_stretch_has_a_link(bridge: Path) -> None:
    """Not only quotations: the title too."""
    text = run_json("show", "bridge")[0]["text"]
    assert run("show", f"q/{text[:12]}/0-5", "--raw").stdout == "Mayor"
    assert run("show", f"http://127.0.0.1:8001/q/{text}/0-5").stdout.startswith(" Mayor\n")


def test_control_characters_never_reach_the_terminal(folder: Path) -> None:
    """An escape sequence in a text or a title is shown as what it is."""
    hostile = "“We will \x1b[31mwin\x1b[0m\x07 by \u202etomorrow,” Jane Doe said.\n"
    (folder / "a.txt").write_text(hostile + BRIDGE, "utf-8")
    assert run("add", "a.txt").exit_code == 0
    for command in (("show", "a"), ("show", "a", "--why"), ("quotations",), ("documents",), ("search", "win")):
        printed = run(*command).stdout
        assert printed
        assert not {"\x1b", "\x07", "\u202e"} & set(printed), command
    assert "\x1b" in run("show", "a", "--raw").stdout


def test_the_log_tells_each_capture(bridge: Path) -> None:
    """Oldest first, with the version it is and how it came."""
    (bridge / "bridge.txt").write_text(BRIDGE.replace("May", "June"), "utf-8")
    run("add", "bridge.txt")
    lines = run("log", "bridge").stdout.splitlines()
    assert lines[1] == "2 versions, 2 captures (times in UTC)"
    assert ["first capture: version 1" in lines[2], "differs: version 2" in lines[3]] == [True, True]
    assert lines[4].strip() == "a file somebody supplied differs from another file somebody supplied"
    assert max(len(line) for line in lines) <= 80


def test_a_quotation_that_was_edited_stays_listed(bridge: Path) -> None:
    """With its status, and its link still leads to its words."""
    (bridge / "bridge.txt").write_text(BRIDGE.replace("in May, whatever", "in June, whatever"), "utf-8")
    run("add", "bridge.txt")
    found = run_json("quotations", "bridge")
    edited = [quotation for quotation in found if quotation["status"] == "edited"]
    assert (len(found), len(edited)) == (3, 1)
    assert run("show", edited[0]["permalink"], "--raw").stdout == edited[0]["exact"]


def test_a_gap_between_segments_is_shown(bridge: Path) -> None:
    """Nobody reads a run-on that the article never printed, in a list or in the snippet of a search."""
    (bridge / "split.txt").write_text("“We waited for hours,” Jane Doe said. “Then it rained again.”\n", "utf-8")
    run("add", "split.txt")
    for command in (("quotations", "split"), ("search", "rained")):
        assert "“We waited for hours, […] Then it rained again.”" in " ".join(run(*command).stdout.split())


def test_a_range_of_dates_tells_what_it_passes_over(bridge: Path) -> None:
    """Articles without a date are no zero; a date that is none is named by the option that was typed."""
    assert "more in articles without a date" in run("search", "bridge", "--since", "2025-01-01").stderr
    refused = run("search", "bridge", "--since", "tomorrow")
    assert (refused.exit_code, "--since tomorrow" in refused.stderr) == (2, True)


def test_a_link_to_words_that_were_edited_says_so(bridge: Path) -> None:
    """The terminal warns as the page does; of files that somebody supplied it says that they differ, not who edited."""
    article = bridge / "bridge.txt"
    link = next(row["permalink"] for row in run_json("quotations", "bridge") if "in May" in row["quoted"])
    article.write_text(BRIDGE.replace("open the bridge in May", "open the bridge in June"), "utf-8")
    run("add", "bridge.txt")
    said = "! other words in the newest version: a file somebody supplied differs from another file somebody supplied"
    for command in (("show", link), ("search", "bridge in May"), ("quotations", "bridge")):
        told = " ".join(run(*command).stdout.split())
        assert said in told
        assert "edited" not in told
