"""Ordinary sentences and headlines stay, wherever in an article they stand."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest

from archive.cleaning import mark_removals
from tests.cleaning.framing import AFTER, BEFORE, LABEL
from tests.cleaning.ordinary import HEADLINES, SENTENCES


@pytest.mark.parametrize("line", SENTENCES + HEADLINES)
def test_an_ordinary_line_stays_above_and_within_an_article(line: str) -> None:
    """As a headline, or between paragraphs; neither it nor what stands round it goes."""
    assert mark_removals("\n".join((line, *BEFORE, *AFTER))) == ()
    assert mark_removals("\n".join((*BEFORE, line, *AFTER))) == ()


@pytest.mark.parametrize("line", SENTENCES)
def test_an_ordinary_sentence_stays_as_the_last_paragraph(line: str) -> None:
    """The end of an article is where most invitations stand, and its last sentence too."""
    text = "\n".join((*BEFORE, *AFTER, line))
    assert mark_removals(text) == ()
    assert [removal.span.of(text + "\n" + LABEL) for removal in mark_removals(f"{text}\n{LABEL}")] == [LABEL]


def test_a_doubtful_line_goes_only_behind_a_line_that_is_surely_the_pages_own() -> None:
    """“Please register” is a sentence of an article, and of the form below it."""
    line = "Please register before you write here."
    assert mark_removals("\n".join((*BEFORE, line))) == ()
    text = "\n".join((*BEFORE, LABEL, line))
    assert [removal.span.of(text) for removal in mark_removals(text)] == [LABEL, line]


def test_a_doubtful_line_stays_where_the_article_goes_on_below_it() -> None:
    """Behind a closed paragraph that is kept, the article has not ended."""
    text = "\n".join(
        (*BEFORE, LABEL, "Contact our embassy, Berlin urges", "Found a mistake? Blame the machine", *AFTER)
    )
    assert [removal.span.of(text) for removal in mark_removals(text)] == [LABEL]


WIDTH = 72


def _wrap_before(paragraph: str, last: str) -> str:
    """The paragraph wrapped so that its last line is ``last`` alone."""
    wrapped = (textwrap.wrap(f"{'o' * fill} {paragraph} {last}", WIDTH) for fill in range(1, WIDTH))
    return "\n".join(next(lines for lines in wrapped if lines[-1] == last))


@pytest.mark.parametrize("last", ["advertising.", "newsletter", "Reuters", "Schlagworte"])
def test_no_line_of_a_wrapped_paragraph_is_taken_out_of_it(last: str) -> None:
    """In a mail that was wrapped at a width, a line is a piece of a sentence; a label alone is still a label."""
    paragraph = _wrap_before("It was a " + " ".join((*BEFORE, *AFTER)), last)
    other = textwrap.fill(" ".join((*AFTER, *BEFORE)), WIDTH)
    text = f"{other}\n\n{paragraph}\n\nADVERTISEMENT\n\n{other}\n"
    assert [removal.span.of(text) for removal in mark_removals(text)] == ["ADVERTISEMENT"]


@pytest.mark.parametrize(
    ("start", "gone"),
    [("\ufeff\ufeff\nHello.", 1), ("\ufeff \ufeffHello.", 1), ("\ufeff\ufeff\ufeff", 2), ("\ufeff", 1)],
)
def test_only_the_first_byte_order_mark_is_the_files(start: str, gone: int) -> None:
    """A second one is a character of the text; removals never overlap."""
    removals = mark_removals(start)
    assert all(before.span.end <= after.span.start for before, after in pairwise(removals))
    assert removals[0].span.end == 1
    assert len(removals) >= gone - 1
