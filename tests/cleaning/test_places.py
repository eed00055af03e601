"""Days, names, captions, titles and lists: place and company tell what they are, never their looks alone."""

from __future__ import annotations

import pytest

from archive.cleaning import clean_text
from archive.records import BlockHint
from archive.spans import Span

BODY = (
    "The mayor opened the bridge on Friday with a short speech to the town.",
    "The bridge had been closed for three years, the council of the town said.",
    "She thanked the engineers and the workers for all of their patience.",
    "The work on the second arch will begin in spring, when the river is low.",
)
HEADLINE = "Mayor opens the bridge at last"
LINKS = ("- School: Why the roof still leaks", "- Podcast: The builder on his bridge")
OWN = (
    "- Windows: Open them wide at night",
    "- Blinds: Keep them down until noon",
    "- Plants: Put them before the window",
)

CASES = [
    # a name below the headline and beside the date, above or below it
    ((HEADLINE, "Jane Doe", "3 May 2025", *BODY), "Jane Doe", "removed"),
    ((HEADLINE, "3 May 2025", "Jane Doe and John Smith", *BODY), "Jane Doe and John Smith", "removed"),
    ((HEADLINE, "Matti Meikäläinen", "3. toukokuuta 2025", *BODY), "Matti Meikäläinen", "removed"),
    # the name is the headline; the headline stands below it; no date stands beside it
    (("Jane Doe", "3 May 2025", *BODY), "Jane Doe", "kept"),
    (("Jane Doe", "3 May 2025", HEADLINE, *BODY), "Jane Doe", "kept"),
    ((HEADLINE, "Jane Doe", *BODY), "Jane Doe", "kept"),
    # no name: a verb in small letters, one word
    ((HEADLINE, "Jane Doe leaves", "3 May 2025", *BODY), "Jane Doe leaves", "kept"),
    ((HEADLINE, "Springfield", "3 May 2025", *BODY), "Springfield", "kept"),
    # a speaker of an interview, between its paragraphs
    ((HEADLINE, *BODY[:2], "Jane Doe", *BODY[2:], "3 May 2025"), "Jane Doe", "kept"),
    # a date in words, a number with a full stop before the month, at either end
    ((HEADLINE, "3. Mai 2025", *BODY), "3. Mai 2025", "removed"),
    ((HEADLINE, *BODY, "Samstag, 3. Mai 2025"), "Samstag, 3. Mai 2025", "removed"),
    # between paragraphs, and where the days are headings
    ((HEADLINE, *BODY[:2], "3. Mai 2025", *BODY[2:]), "3. Mai 2025", "kept"),
    (("3. Mai 2025", BODY[0], "4. Mai 2025", BODY[1], "5. Mai 2025", *BODY[2:]), "3. Mai 2025", "kept"),
    # more than a date
    ((HEADLINE, "3. Mai 2025: Tag der offenen Tür", *BODY), "3. Mai 2025: Tag der offenen Tür", "kept"),
    # the headline with the place of the page behind it; a kicker before a stroke
    ((f"{HEADLINE} | Springfield Post", HEADLINE, *BODY), f"{HEADLINE} | Springfield Post", "removed"),
    (("Bridge | Mayor opens it", HEADLINE, *BODY), "Bridge | Mayor opens it", "kept"),
    ((f"{HEADLINE} | Springfield Post", *BODY), f"{HEADLINE} | Springfield Post", "kept"),
    # a caption with its credit; the same as a sentence on pictures; a news item of two paragraphs
    ((*BODY, "The bridge is open. Photo: Jane Doe", BODY[0]), "The bridge is open. Photo: Jane Doe", "removed"),
    (
        (*BODY, "He took one last thing. Photo: none of us", BODY[0]),
        "He took one last thing. Photo: none of us",
        "kept",
    ),
    (
        ("The bridge is open to all since Friday. Photo: Jane Doe",),
        "The bridge is open to all since Friday. Photo: Jane Doe",
        "kept",
    ),
    # a caption that ends in its day; a place and a day; four of them are a programme
    (
        (*BODY[:2], "Workers at the second arch of it, 2 May 2025", *BODY[2:]),
        "Workers at the second arch of it, 2 May 2025",
        "removed",
    ),
    ((*BODY[:2], "Springfield, 2 May 2025", *BODY[2:]), "Springfield, 2 May 2025", "kept"),
    (
        [line for day in range(4) for line in (BODY[day], f"Concert for all in the old church, {day + 1} May 2025")]
        + [BODY[0]],
        "Concert for all in the old church, 1 May 2025",
        "kept",
    ),
    (
        (*BODY[:2], "Workers at the second arch of it, May 2, 2025", *BODY[2:]),
        "Workers at the second arch of it, May 2, 2025",
        "removed",
    ),
    (
        (*BODY[:2], "What the council decided on the bridge in May 2025", *BODY[2:]),
        "What the council decided on the bridge in May 2025",
        "kept",
    ),
    # the title of a gallery; a heading with a gallery below it
    ((*BODY[:2], "The bridge in pictures", "1/9", "What comes next", *BODY[2:]), "The bridge in pictures", "removed"),
    ((*BODY[:2], "What comes next", "1/9", *BODY[2:]), "What comes next", "kept"),
    # titles of which one names its form; behind a colon; the article's own list, which is flagged; a short one of facts
    ((*BODY[:2], *LINKS, *BODY[2:]), LINKS[0], "removed"),
    ((*BODY[:2], "She named two things:", *LINKS, *BODY[2:]), LINKS[0], "kept"),
    ((*BODY[:2], *OWN, *BODY[2:]), OWN[0], "suspect"),
    ((*BODY[:2], "What helps", *OWN, *BODY[2:]), OWN[0], "kept"),
    (
        (*BODY[:2], "- Fill: 650 grams of goose down", "- Rating: 20°F / -6°C", *BODY[2:]),
        "- Rating: 20°F / -6°C",
        "kept",
    ),
    ((*BODY[:2], "- Length: 210 metres", "- Price: 12 million", *BODY[2:]), "- Length: 210 metres", "kept"),
    ((*BODY[:2], *(f"{line}." for line in OWN), *BODY[2:]), f"{OWN[0]}.", "kept"),
    # the steps to a place at a school
    (
        (*BODY[:2], "- Test: Two hours in the hall", "- Interview: Half an hour with the head", *BODY[2:]),
        "- Interview: Half an hour with the head",
        "suspect",
    ),
    # the teams of a match
    (
        (*BODY, "- Goal: Jane Doe | Mary Major", "- Defence: John Smith | Richard Roe"),
        "- Goal: Jane Doe | Mary Major",
        "suspect",
    ),
    # titles with strokes below the article; dates and places with strokes; between paragraphs
    (
        (*BODY, "- The bridge: Its plans | Why it cost so much", "- The mayor | Her rivals"),
        "- The mayor | Her rivals",
        "removed",
    ),
    ((*BODY, "- Friday | 7 p.m. | Town hall", "- Sunday | 3 p.m. | School"), "- Sunday | 3 p.m. | School", "suspect"),
    ((*BODY[:2], "- The plans | The price", "- The mayor | Her rivals", *BODY[2:]), "- The plans | The price", "kept"),
    # the last word of an article above the page's own lines
    ((*BODY, "Enjoy your meal", "Share", "Read more", "Leave a comment", "Subscribe"), "Enjoy your meal", "suspect"),
]


@pytest.mark.parametrize(("lines", "asked", "outcome"), CASES)
def test_what_becomes_of_a_line_in_its_place(lines: tuple[str, ...], asked: str, outcome: str) -> None:
    """What could be the article's is kept, flagged at most."""
    text = "\n\n".join(lines)
    cleaned = clean_text(text)
    outcomes = {removal.span: "removed" for removal in cleaned.removals}
    outcomes |= {suspect.span: "suspect" for suspect in cleaned.suspects}
    start = text.index(asked)
    assert outcomes.get(Span(start, start + len(asked)), "kept") == outcome


@pytest.mark.parametrize(("linked", "removed"), [(1.0, True), (0.0, False)])
def test_a_list_that_the_page_shows_to_be_no_links_stays(linked: float, removed: bool) -> None:
    """What its reader saw outweighs what the lines look like."""
    text = "\n".join((*BODY[:2], *LINKS, *BODY[2:]))
    spans = [Span(text.index(line), text.index(line) + len(line)) for line in LINKS]
    hints = [BlockHint(span, "list", "li", linked=linked) for span in spans]
    assert [one.span for one in clean_text(text, hints).removals] == (spans if removed else [])


def test_entries_go_only_where_all_of_them_end_alike() -> None:
    """Otherwise the article may go on below a link."""
    entries = ("Why the roof leaks", "The council knew of the holes for years, as letters show.", "Updated:")
    second = ("A night at the harbour", "Fishermen tell what they find in their nets at night.", "Updated:")
    ends = [("Updated:", 7), ("Published:", 2)]  # the label and all entries, or the label and the last line
    for end, count in ends:
        text = "\n".join((*BODY, "More stories", *entries, *second[:2], end))
        assert len(clean_text(text).removals) == count
