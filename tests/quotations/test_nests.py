"""Marks side by side are one quotation, however deep they go; marks without a word between are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.quotations import find_quotations

NESTED = [
    ("three deep", "“‘“", "”’”"),
    ("four deep", "“‘“‘", "’”’”"),
    ("the British way round", "‘“‘", "’”’"),
    ("straight", '"\'"', '"\'"'),
    ("German", "„‚„", "“‘“"),
    ("inside guillemets", "«“‘", "’”»"),
    ("Japanese", "『「『", "』」』"),
    ("parted by thin spaces", "“\u2009‘\u2009“", "”\u2009’\u2009”"),
    ("with the full stop between", "“‘“", ".”’.”"),
]


def quoted_in(text: str) -> list[str]:
    return [found.span.of(text) for found in find_quotations(text, (), ())]


@pytest.mark.parametrize(("why", "opened", "closed"), NESTED, ids=[row[0] for row in NESTED])
def test_a_row_of_marks_is_closed_by_the_row_that_mirrors_it(why: str, opened: str, closed: str) -> None:
    """What stands between two such quotations is in neither, and a plain one behind them is found."""
    said = ["We wait here now", "So do we"]
    nests = [f"{opened}{words}{closed}" for words in said]
    text = f"{nests[0]} he said. {nests[1]} said John Smith. {opened[0]}All of us{closed[-1]} waited."
    assert quoted_in(text) == [*(nest[1:-1].strip("\u2009") for nest in nests), "All of us"], why


@given(depth=st.integers(1, 40), quoted=st.sampled_from(["We wait", "1", "行く", "רגע"]))
def test_a_nest_of_any_depth_is_one_quotation(depth: int, quoted: str) -> None:
    """Its outermost marks are those of the quotation; all others belong to what is quoted."""
    opened, closed = ("“‘" * depth)[:depth], ("”’" * depth)[:depth][::-1]
    assert quoted_in(f"{opened}{quoted}{closed} he said.") == [f"{opened[1:]}{quoted}{closed[:-1]}"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        # marks and nothing else
        ("“‘’” he said. “We wait,” he said.", ["We wait,"]),
        # a pause
        ("“…” she said. “?!” he said.", []),
        # a picture
        ("“👍” said John Smith.", []),
        # a figure is something said
        ("“1” said John Smith.", ["1"]),
        # letters that have no capitals
        ("“ก” and “她” and “א”.", ["ก", "她", "א"]),
        # a pause in the middle of a quotation of several paragraphs
        ("“We wait.\n\n“…\n\n“We go,” she said.", ["We wait.\n\n“…\n\n“We go,"]),
        # left open, and nothing said
        ("“…\n\nThe mayor left.", []),
        # a row that no other mirrors: what closes ends it
        ("“‘“We wait,” she said. “We go,” he said.", ["We wait,", "We go,"]),
        # closing marks that nothing opened
        ("He said ”’” and left. “‘“We go,”’” he said.", ["‘“We go,”’"]),
    ],
)
def test_what_holds_no_letter_and_no_figure_is_no_quotation(text: str, quoted: list[str]) -> None:
    """Letters and figures of any script count."""
    assert quoted_in(text) == quoted
