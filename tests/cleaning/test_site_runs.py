"""The weaker the evidence that a line is the site's, the more company it needs; what could be the article stays."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from archive.analysis import analyse
from archive.cleaning.line_forms import number_of_form, number_of_line
from archive.cleaning.repeated import RepeatedLine, SiteView

BODY = (
    "The mayor opened the bridge on Friday with a short speech to the town.",
    "The bridge had been closed for three years, the council of the town said.",
    "She thanked the engineers and the workers for all of their patience.",
    "The work on the second arch will begin in spring, when the river is low.",
)
BACKGROUND = "The river has flooded the lower town four times since the dam was built."
SLOGAN = "The Springfield Weekend is made by its readers, and every page of it is free."

CASES = [
    # a count of comments, below a line of the page and above the paragraphs; “3” and “2” stand for stories that have it
    ([*BODY, "3 Desk one", "3 Desk two", "# 12 loaves"], "12 loaves", "remove form"),
    # one such line may be the heading of a table that the series repeats, and is flagged itself
    ([*BODY, "3 The numbers", "# 12 loaves", "Nine wins"], "12 loaves", "suspect form"),
    ([*BODY, "3 The numbers", "# 12 loaves", "Nine wins"], "The numbers", "suspect same"),
    (["Bridge opens", "3 Springfield Weekend", "# 12 loaves", *BODY], "12 loaves", "remove form"),
    # right below the article stand the results of a match, whatever stands below them
    ([*BODY, "# Spectators: 9000", "3 Springfield Weekend"], "Spectators: 9000", "suspect form"),
    # with nothing of the page near
    ([*BODY, "# Spectators: 9000"], "Spectators: 9000", "suspect form"),
    # between paragraphs: the article's
    ([*BODY[:2], "# Chapter 4", *BODY[2:], "3 Springfield Weekend"], "Chapter 4", "kept"),
    # a line that two stories have, in a menu below the article
    ([*BODY, "3 Desk one", "3 Desk three", "2 Desk two", "3 Desk four"], "Desk two", "remove pair"),
    # above it may be the headline, which another page links to
    (["Bridge opens", "3 Desk one", "2 Desk two", "3 Desk three", *BODY], "Desk two", "kept"),
    # the same without a neighbour that three have
    (["Bridge opens", "2 Desk two", *BODY, "3 Springfield Weekend"], "Desk two", "kept"),
    # a headline that another page links to, in a head full of the page's lines
    (
        ["3 Desk one", "2 Bridge opens after three years", "3 Desk three", *BODY],
        "Bridge opens after three years",
        "kept",
    ),
    # a head of which nothing else would stand keeps its line of most words, flagged
    (["3 Desk", "3 Bridge opens", *BODY], "Bridge opens", "suspect same"),
    # one that all pages link to is flagged
    (["3 Desk one", "3 Bridge opens after three years", *BODY], "Bridge opens after three years", "suspect same"),
    # a heading of the article as the last line of a row of buttons, and within the row
    ([BODY[0], "3 Desk one", "3 Desk three", "3 Desk four", "2 What now", *BODY[1:]], "What now", "kept"),
    (
        [BODY[0], "3 Desk one", "3 Desk three", "2 Desk two", "3 Desk four", "3 Desk five", *BODY[1:]],
        "Desk two",
        "remove pair",
    ),
    # titles of other articles between lines of the page, below the article
    (
        [*BODY, "3 Desk one", "3 Desk two", "School votes", "Storm damage", "3 Desk three"],
        "Storm damage",
        "remove among",
    ),
    ([*BODY, "Share", "School votes", "3 Desk three"], "School votes", "remove among"),
    # between one that may be a heading and one at the end of the page nothing is sure
    ([*BODY, "3 Desk one", "School votes", "3 Desk three"], "School votes", "kept"),
    # behind the page's last line nothing tells whose it is
    ([*BODY, "3 Desk one", "3 Desk two", "3 Desk three", "School votes"], "School votes", "kept"),
    # the lists of a recipe stand under headings that the series repeats
    ([*BODY, "3 What you need", "Salt", "Flour", "3 How it is done", "Bake it", "3 Enjoy it"], "Flour", "kept"),
    # the rows of a table too
    (
        [*BODY, "3 The table", "3 Club and points", "Harbour 24", "Castle 22", "3 Desk one", "3 Desk two"],
        "Castle 22",
        "kept",
    ),
    # a slogan in a full sentence, behind two lines of the page, and before one
    ([*BODY, "3 Desk one", "3 Desk two", f"3 {SLOGAN}"], SLOGAN, "remove same"),
    ([*BODY, f"3 {SLOGAN}", "3 Desk one"], SLOGAN, "suspect same"),
    # the background that an agency tells again: alone, before the page's line, behind a link in the text
    ([*BODY, f"3 {BACKGROUND}"], BACKGROUND, "kept"),
    ([*BODY, f"3 {BACKGROUND}", "3 Desk one"], BACKGROUND, "suspect same"),
    ([*BODY, "Read more", f"3 {BACKGROUND}"], BACKGROUND, "suspect same"),
    ([*BODY[:2], f"3 {BACKGROUND}", *BODY[2:], "3 Desk one"], BACKGROUND, "kept"),
]


def judge(lines: Sequence[str]) -> tuple[str, tuple[RepeatedLine, ...]]:
    """The text, and what becomes of its lines: “3 ” before one says that three stories have it, “# ” that its form."""
    stories: dict[int, int] = {}
    words = []
    for line in lines:
        mark, _, rest = line.partition(" ")
        words.append(rest if mark in {"2", "3", "#"} else line)
        if mark in {"2", "3"}:
            stories[number_of_line(rest)] = int(mark)
        if mark == "#":
            stories[number_of_form(rest) or 0] = 3
    text = "\n\n".join(words)
    return text, SiteView(text, (), analyse(text)).find_repeated(stories, "example.org")


@pytest.mark.parametrize(("lines", "line", "outcome"), CASES)
def test_what_becomes_of_a_line(lines: list[str], line: str, outcome: str) -> None:
    """By its evidence, its place and its company."""
    text, found = judge(lines)
    assert next((f"{one.outcome} {one.reason}" for one in found if one.span.of(text) == line), "kept") == outcome


def test_a_page_whose_paragraphs_most_others_have_is_a_copy() -> None:
    """Its paragraphs are the article's, however many addresses have them."""
    text, found = judge(["3 Desk one", *(f"3 {line}" for line in BODY), "3 Desk two"])
    assert {one.span.of(text) for one in found if one.outcome == "remove"} <= {"Desk one", "Desk two"}


def test_the_reason_is_told() -> None:
    """In words that name the site."""
    lines = [*BODY, "3 Desk one", "3 Desk three", "# 12 loaves", "2 Desk two", "Storm damage", "3 Desk four"]
    _, found = judge(lines)
    assert [one.reason for one in found] == ["same", "same", "form", "pair", "among", "same"]
    assert all("example.org" in one.evidence for one in found)
    assert len({one.evidence for one in found}) == 4


def test_of_a_very_long_page_the_ends_count() -> None:
    """What stands in the midst of a thousand lines is a list of its own."""
    lines = ["Bridge opens", *(f"Entry {chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(600)), "Desk one"]
    text = "\n".join(lines)
    view = SiteView(text, (), analyse(text))
    assert len(view.lines) == 400
    assert number_of_line("Desk one") in view.lines.values()
    assert number_of_line("Entry aa") in view.lines.values()
    assert number_of_line("Entry lb") not in view.lines.values()
