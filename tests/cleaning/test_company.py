"""Lines of known forms in company below the article: two sentences in a row that a page says, labels beside labels."""

from __future__ import annotations

import pytest

from archive.cleaning import clean_text
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
        [*ARTICLE, "Flats", "A", "Flats and houses", "B", "Flats and houses", "C", "Flats and houses"],
        ("Flats and houses",),
        "removed",
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
