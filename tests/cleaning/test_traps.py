"""Lines that look like what they are not: each row once cost some tool a sentence."""

from __future__ import annotations

import pytest

from archive.cleaning import find_notices, mark_removals
from archive.rules.notices import load_notices
from tests.cleaning.framing import AFTER, BEFORE

KEPT = [
    pytest.param("Smith:", id="the speaker's label of an interview"),
    pytest.param("He said:", id="a line that introduces a quotation"),
    pytest.param("“Subscribe now,” he said.", id="a quotation that begins like an invitation"),
    pytest.param("„Werbung!“ rief die Bürgermeisterin.", id="a quotation that is a label"),
    pytest.param("»Das ist gut«, sagte sie.", id="a quotation in marks that are also arrows"),
    pytest.param("No comment", id="a short answer"),
    pytest.param("Yes.", id="a shorter one"),
    pytest.param("It was over", id="a line without a full stop"),
    pytest.param("The mayor, speaking on Friday at the bridge", id="a paragraph broken at a link"),
    pytest.param("• The bridge is open again.", id="a bullet of a summary"),
    pytest.param("Why the bridge matters", id="a crosshead"),
    pytest.param("Правда", id="a foreign word alone between paragraphs"),
    pytest.param("SPRINGFIELD (Reuters) - The mayor opened the bridge on Friday.", id="a dateline"),
    pytest.param("MOSCOW – The mayor opened the bridge on Friday.", id="a dateline without an agency"),
    pytest.param("Correction: The bridge was opened on Friday.", id="a correction"),
    pytest.param("This article was amended on 3 May 2025.", id="a note of a change"),
    pytest.param("The photo was taken by Jane Doe for AFP.", id="a sentence about a photograph"),
    pytest.param("She follows us on Facebook, the mayor said.", id="a sentence about following"),
    pytest.param("Video of the crash was shared on Telegram.", id="a sentence about a video"),
    pytest.param("Comments from the mayor drew 12 replies.", id="a sentence about comments"),
    pytest.param("Read the letter in full", id="a crosshead that calls"),
    pytest.param("In 2025", id="a crosshead with a year"),
    pytest.param("…", id="an ellipsis that may be somebody's silence"),
]


@pytest.mark.parametrize("line", KEPT)
def test_a_line_of_the_article_between_paragraphs_stays(line: str) -> None:
    """In the middle of an article, none of these goes."""
    assert mark_removals("\n".join((*BEFORE, line, *AFTER))) == ()


def test_the_paragraph_before_a_credit_stays() -> None:
    """A credit may have lost its caption, and then the line before it is the article's (seed 002, twice)."""
    text = "\n".join((*BEFORE, "Image credits: Jane Doe", *AFTER))
    assert [removal.span.of(text) for removal in mark_removals(text)] == ["Image credits: Jane Doe"]


def test_the_line_below_an_orphan_label_stays() -> None:
    """The links of a label were lost, so the next line is the article's (seed 002)."""
    text = "\n".join((*BEFORE, "RELATED:", "Three men at the old wheel", *AFTER))
    assert [removal.span.of(text) for removal in mark_removals(text)] == ["RELATED:"]


def test_paragraphs_below_a_count_of_comments_above_the_article_stay() -> None:
    """A share bar above the article counts comments too; only below an article does the count end it."""
    text = "\n".join((*BEFORE, "12 Comments", *AFTER))
    assert [removal.span.of(text) for removal in mark_removals(text)] == ["12 Comments"]


@pytest.mark.parametrize("example", [one for rules in load_notices().rules for one in rules.finds])
def test_what_a_notice_rule_shows_is_found_and_kept(example: str) -> None:
    """A correction at the end of an article is a notice and no removal."""
    text = "\n".join((*BEFORE, *AFTER, example))
    assert mark_removals(text) == ()
    assert [notice.span.of(text) for notice in find_notices(text, ())] == [example]


@pytest.mark.parametrize("example", [one for rules in load_notices().rules for one in rules.passes])
def test_what_a_notice_rule_passes_over_is_no_notice(example: str) -> None:
    """News about corrections is news."""
    assert find_notices("\n".join((*BEFORE, example, *AFTER)), ()) == ()


def test_a_label_of_a_correction_takes_the_next_line_with_it() -> None:
    """“Correction” alone says nothing; the line below says what was wrong."""
    text = "\n".join((*BEFORE, "Correction", "The wheel is made of ash."))
    assert [notice.span.of(text) for notice in find_notices(text, ())] == ["Correction\nThe wheel is made of ash."]
