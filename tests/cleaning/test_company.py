"""Lines of known forms in company below the article: two sentences in a row that a page says, labels beside labels."""

from __future__ import annotations

import pytest

from archive.cleaning import clean_text
from archive.cleaning.suspects import REFRAIN_RULE
from archive.spans import Span

ARTICLE = (
    "The mayor opened the bridge on Friday with a short speech.",
    "The bridge had been closed for three years, the council of the town said.",
    "She thanked the engineers and the workers, of whom many had come, for all of their patience.",
)
ACCOUNT = (
    "Your subscription is being used on another device, and you can only read on one device at a time.",
    "If you do not know who uses your account, change your password and sign in again on this page.",
)
BAR = ("Share this article", "Leave a comment")
NOTE = "Seit 2019 im Haus und seither immer dort, wo etwas gebaut wird, am liebsten am Wasser."

CASES = [
    # two in a row, with another paragraph of the page below them
    ([*ARTICLE, *ACCOUNT, NOTE], ACCOUNT, "removed"),
    # one alone could be the article's
    ([*ARTICLE, ACCOUNT[1], NOTE], ACCOUNT[1:], "suspect"),
    # above most of the article they are what it is about
    ([*ACCOUNT, *ARTICLE], ACCOUNT, "suspect"),
    # a label that is no sentence, beside a line that is set aside
    ([*ARTICLE, "Share this article", "Redakteurin", NOTE], ("Redakteurin",), "removed"),
    # between paragraphs with nothing beside it
    ([*ARTICLE, "Redakteurin", NOTE], ("Redakteurin",), "suspect"),
    # a line that stands three times below the article, and the same when it stands above too
    (
        [*ARTICLE, *BAR, "Flats", "A", "Flats and houses", "B", "Flats and houses", "C", "Flats and houses"],
        ("Flats and houses",),
        "removed",
    ),
    # where nothing else shows that the article is over, its own list may have that line
    (
        [*ARTICLE, "Flats", "A", "Flats and houses", "B", "Flats and houses", "C", "Flats and houses"],
        ("Flats and houses", "A", "B", "C"),
        "suspect",
    ),
    (["Flats and houses", *ARTICLE, "Flats and houses", "B", "Flats and houses"], ("Flats and houses",), "suspect"),
    # words said twice
    (
        [ARTICLE[0], "School votes on the bridge School votes on the bridge", *ARTICLE[1:]],
        ("School votes on the bridge School votes on the bridge",),
        "removed",
    ),
    # a title behind its colon below the article, and above it
    ([*ARTICLE, "Storm", ":What insurers pay"], ("Storm", ":What insurers pay"), "removed"),
    (["Storm", ":What insurers pay", *ARTICLE], ("Storm", ":What insurers pay"), "kept"),
]


@pytest.mark.parametrize(("lines", "asked", "outcome"), CASES)
def test_what_becomes_of_lines_in_company(lines: list[str], asked: tuple[str, ...], outcome: str) -> None:
    """All that are asked for have the one outcome."""
    text = "\n\n".join(lines)
    cleaned = clean_text(text)
    outcomes = {removal.span: "removed" for removal in cleaned.removals}
    outcomes |= {suspect.span: "suspect" for suspect in cleaned.suspects}
    assert {outcomes.get(Span(at, at + len(line)), "kept") for line in asked for at in [text.rindex(line)]} == {outcome}


PRIZES = ("Winner", "We Wait", "Winner", "The Bridge", "Winner", "The River")
NOMINEES = ("Best film", "We Wait", "Nominees", "The Bridge", "Best song", "Rain", "Nominees", "Sun", "Nominees", "Go")
RESULTS = ("Saturday", "Rovers 2-1 United", "Postponed", "City v Town", "Postponed", "Vale v Orient", "Postponed")


@pytest.mark.parametrize("announced", ["These are the winners of the night:", "The results:", ""])
@pytest.mark.parametrize("items", [PRIZES, NOMINEES, RESULTS], ids=["prizes", "nominees", "results"])
@pytest.mark.parametrize("behind", [(), BAR], ids=["end", "share bar"])
def test_a_list_at_the_end_of_an_article_stays(announced: str, items: tuple[str, ...], behind: tuple[str, ...]) -> None:
    """However often it says a word; that is no company for its other lines, and furniture below tells nothing of it."""
    text = "\n".join(filter(None, [*ARTICLE, announced, *items, *behind]))
    assert [removal.span.of(text) for removal in clean_text(text).removals] == [*behind]


def test_a_list_that_is_announced_below_a_share_bar_stays() -> None:
    """What a colon announces is the article's, wherever it goes on; between paragraphs its lines are flagged."""
    text = "\n".join([*ARTICLE, *BAR, "These are the winners of the night:", *PRIZES, *ARTICLE[:1]])
    cleaned = clean_text(text)
    assert [removal.span.of(text) for removal in cleaned.removals] == [*BAR]
    assert [(suspect.span.of(text), suspect.rule) for suspect in cleaned.suspects] == [("Winner", REFRAIN_RULE)] * 3
