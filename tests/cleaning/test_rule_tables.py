"""A table of rules that could not work is refused when it is read, by the name of the row."""

from __future__ import annotations

import pytest

from archive.cleaning.lines import split_page
from archive.cleaning.matching import claim_lines
from archive.errors import RuleTableError
from archive.rules import parse_table
from archive.rules.boilerplate import BoilerplateTable, compile_boilerplate, pattern_starts
from archive.rules.notices import NoticeTable, compile_notices

HEAD = 'label = "ad"\nwhy = "a test of the tables"\nseen_in = ["here"]\nremoves = ["x"]\nkeeps = ["y"]\n'


def _rule(name: str, rest: str) -> str:
    return f'[[rule]]\nname = "{name}"\n{HEAD}{rest}\n'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (_rule("one", ""), "a rule needs labels, sure, patterns, words, inside or a test"),
        (_rule("one", 'scope = "page"\nlabels.en = ["ad"]'), "rule.0.scope: Input should be 'line'"),
        (_rule("one", 'scope = "block"\ntest = "only agencies"'), "rule.0.scope: Input should be 'line'"),
        (
            _rule("one", 'may_quote = true\nzone = "tail"\ntest = "x"'),
            "a rule with a test has no use for may_quote, zone",
        ),
        (_rule("one", 'label.en = ["ad"]'), "not TOML"),
        ('[[rule]]\nname = "one"\nlabels.en = ["ad"]', "rule.0.why: Field required"),
    ],
)
def test_a_row_that_breaks_its_form_is_refused(content: str, message: str) -> None:
    with pytest.raises(RuleTableError, match=message):
        parse_table("boilerplate_test", content, BoilerplateTable)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (_rule("one", 'labels.en = ["ad"]') * 2, "one: two boilerplate rules have this name"),
        (
            _rule("one", "patterns.en = ['.*ad']"),
            r"one: the pattern '\.\*ad' does not show how a line begins\. Write it",
        ),
        (_rule("one", "patterns.en = ['(ad']"), r"one: the pattern '\(ad' cannot be read: missing \)"),
        (_rule("one", 'words_of = "two"'), "one: it borrows the words of two, which no rule before it has"),
    ],
)
def test_rows_that_could_never_match_are_refused(content: str, message: str) -> None:
    with pytest.raises(RuleTableError, match=message):
        compile_boilerplate(parse_table("boilerplate_test", content, BoilerplateTable).rule)


def test_a_notice_pattern_shows_how_its_line_begins() -> None:
    content = (
        '[[rule]]\nname = "one"\nkind = "correction"\nwhy = "a test"\nfinds = ["x"]\npasses = ["y"]\n'
        "[rule.patterns]\nen = ['.*corrected']\n"
    )
    with pytest.raises(RuleTableError, match=r"one: the pattern '\.\*corrected' does not show how a line begins"):
        compile_notices(parse_table("notices", content, NoticeTable))


@pytest.mark.parametrize(
    ("pattern", "keys"),
    [
        ("share this", {"sh"}),
        ("(?:sign|log) in", {"si", "lo"}),
        (r"\d{1,2} min", {"0"}),  # any number of digits begins with one
        (r"\d+ shares", {"0"}),
        ("kilder?: .*", {"ki"}),
        ("ab?c", {"a"}),  # the second character may be missing
        ("(?:a|)b", set()),  # a branch without a character shows nothing
        ("(?:the )?mayor", set()),
        ("[ab]c", set()),
        (r"\(c\) .*", {"(c"}),
        ("(?:foto(?:s|graf)?|bild): .*", {"fo", "bi"}),
    ],
)
def test_how_a_line_begins_is_read_from_its_pattern(pattern: str, keys: set[str]) -> None:
    assert pattern_starts(pattern) == keys


def test_a_pattern_finds_the_lines_that_begin_as_it_shows() -> None:
    """The index never hides a line from a pattern that matches it."""
    rows = _rule("one", r"patterns.en = ['ab?c: .*', '\d{1,2} min', '(?:x|yz) \S+']")
    rules = compile_boilerplate(parse_table("boilerplate_test", rows, BoilerplateTable).rule)
    lines = ["Abc: d", "ac: d", "5 min", "12 min", "x 1", "yz 1"]
    assert sorted(claim_lines(split_page("\n".join(lines)), rules)) == [0, 1, 2, 3, 4, 5]
