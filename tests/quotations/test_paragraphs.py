"""A quotation left open goes on where the next paragraph starts with a mark, or where the next mark can only close it.

The cases are all combinations of a mark system, a way to go on, what stands between the paragraphs, and what else is
in them that looks like a mark.
"""

from __future__ import annotations

from itertools import product

import pytest

from archive.quotations import Found, find_quotations
from archive.records import Removal
from archive.sentences import split_sentences
from archive.spans import Span, subtract_spans

SYSTEMS = {
    "straight": ('"', '"', '"'),
    "English": ("“", "”", "“"),
    "English, typed on": ("“", "”", '"'),
    "German": ("„", "“", "„"),
    "Polish": ("„", "”", "„"),
    "Swedish": ("”", "”", "”"),
    "French": ("« ", " »", "« "),
    "French, old": ("« ", " »", "» "),
    "Spanish": ("«", "»", "»"),
    "Danish": ("»", "«", "»"),
    "British": ("‘", "’", "‘"),
    "British, typed": ("'", "'", "'"),
    "Japanese": ("「", "」", "「"),
}
BETWEEN = {
    "blank line": "\n\n",
    "line end": "\n",
    "advertisement": "\n\nADVERTISEMENT\n\n",
    "caption with a mark": '\n\n    Image: a “parade” of 5" guns\n\n',
}
REMOVED = {"advertisement": "ADVERTISEMENT", "caption with a mark": 'Image: a “parade” of 5" guns'}
FIRST = {
    "plain": "Why wait any longer than that? We can go now.",
    "apostrophes": "Why don’t we wait in the soldiers’ camp? It’s the ’90s and we can’t go.",
    "an inch": 'Why wait for the 27" screen in a 6\' 2" box? We can go now.',
}
FORMS = ["goes on", "goes on twice", "ends open", "not taken up", "closed"]


def find_in(text: str, removed: str | None) -> tuple[Found, ...]:
    removals = []
    position = text.find(removed) if removed else -1
    while removed and position >= 0:
        removals.append(Removal(Span(position, position + len(removed)), "ad", "test"))
        position = text.find(removed, position + 1)
    kept = subtract_spans(Span(0, len(text)), [removal.span for removal in removals])
    return find_quotations(text, removals, split_sentences(text, kept))


def build(form: str, system: str, between: str, first: str) -> tuple[str, list[list[str]]]:
    """A text and the segments of each quotation of its article."""
    opening, closing, again = SYSTEMS[system]
    start = f"It rained on Friday.\n\n{opening}Stay here,{closing} he said in the end. {opening}{first}"
    gap = BETWEEN[between]
    tail = f"\n\nNobody spoke. He called it {opening}very good{closing} and left."
    last = [["Stay here,"]], [["very good"]]
    if form == "goes on":
        return f"{start}{gap}{again}We are ready.{closing}{tail}", [*last[0], [first, "We are ready."], *last[1]]
    if form == "goes on twice":
        text = f"{start}{gap}{again}We are ready.{gap}{again}All of us.{closing}{tail}"
        return text, [*last[0], [first, "We are ready.", "All of us."], *last[1]]
    if form == "ends open":
        return f"{start}{gap}{again}We are ready.{tail}", [*last[0], [first, "We are ready."], *last[1]]
    if form == "not taken up":
        return f"{start}{gap}We were ready.{tail}", [*last[0], [first], *last[1]]
    text = f"{start}{closing}{gap}{again}We are ready.{closing}{tail}"
    return text, [*last[0], [first], ["We are ready."], *last[1]]


def is_set_that_way(form: str, system: str, first: str) -> bool:
    """Leave out what no newspaper prints and no reader could tell apart."""
    single = system.startswith("British")
    if single and form in ("not taken up", "ends open"):
        return False  # a single mark that nothing closes or takes up is an apostrophe
    if system == "French, old" and form == "ends open":
        return False  # » and a space, nothing after it: a bullet to most
    if system in ("French, old", "Spanish") and form == "closed":
        return False  # the mark that takes a quotation up opens none
    if first == "an inch" and system == "British, typed":
        return False  # feet and marks of one form
    return not (first == "an inch" and system == "straight" and form != "closed")  # “Apollo 13" landed” reads alike


CASES = [case for case in product(FORMS, SYSTEMS, BETWEEN, FIRST) if is_set_that_way(case[0], case[1], case[3])]


def test_there_are_enough_cases() -> None:
    assert len(CASES) > 400


@pytest.mark.parametrize(
    ("form", "system", "between", "first"), [pytest.param(*case, id=", ".join(case)) for case in CASES]
)
def test_a_quotation_goes_on_only_where_a_mark_takes_it_up(form: str, system: str, between: str, first: str) -> None:
    text, expected = build(form, system, between, FIRST[first])
    found = [quotation for quotation in find_in(text, REMOVED.get(between)) if not quotation.removed]
    assert [[span.of(text) for span in quotation.segments] for quotation in found] == expected
    closed = [quotation.closed for quotation in found]
    assert closed.count(False) == (form in ("not taken up", "ends open"))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        # an inch mark before a paragraph that opens
        ('The box was 6\' 2" high and 5" deep.\n\n“Fine,” he said.', [["Fine,"]]),
        # a stray closing mark carries nothing over
        ("They won.” It rained.\n\n“Fine,” he said.", [["Fine,"]]),
        # a mark in the middle of nothing, with spaces on both sides
        ('They won " and left.\n\n“Fine,” he said.', [["Fine,"]]),
        # an opening mark in the middle of a clause that nothing closes: where it ends nobody knows
        ('They called it "good and left.\n\nHe said "fine" and slept.', [["fine"]]),
        # a paragraph of its own between the two: not taken up
        ("“We won.\n\nIt rained.\n\n“They lost,” he said.", [["We won."], ["They lost,"]]),
        # a line break for looks inside the quotation
        ("“We came to the city\nand won the war,” he said.", [["We came to the city\nand won the war,"]]),
        # the next paragraph starts with an apostrophe
        ("He said ‘we won.\n\n’Tis over. He called it ‘fine’.", [["fine"]]),
        # two paragraphs that are closed are two quotations
        ("“We won.”\n\n“They lost.”", [["We won."], ["They lost."]]),
        # the next paragraph opens, but not at its start
        ("“We won.\n\nHe said: “They lost.”", [["We won."], ["They lost."]]),
        # a bullet or dash before the mark is no start with a mark
        ("“We won.\n\n• “They lost.”", [["We won."], ["They lost."]]),
        # one sentence broken at a link inside the quotation
        (
            "He went. He said that “the plan was led by the\n\nCity Herald\n\nand nobody else.” It rained.",
            [["the plan was led by the\n\nCity Herald\n\nand nobody else."]],
        ),
    ],
)
def test_what_is_left_open_by_chance_carries_nothing_over(text: str, quoted: list[list[str]]) -> None:
    assert [[span.of(text) for span in found.segments] for found in find_in(text, None)] == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        # the closing mark stands in the next paragraph, which did not open
        ("The letter said:\n\n“We won.\n\nThey lost.” It rained.", [["We won.", "They lost."]]),
        # a paragraph without any mark between, and a quotation behind
        (
            "“We won.\n\nIt’s over.\n\nThey lost.”\n\n“Fine,” he said.",
            [["We won.", "It’s over.", "They lost."], ["Fine,"]],
        ),
        # straight marks, and further quotations in the paragraph that closes it
        ('"We won.\n\nThey lost." Then "fine," he said.', [["We won.", "They lost."], ["fine,"]]),
        # the next mark opens: nothing is carried over
        ("“We won.\n\nIt rained. He said “fine” and left.", [["We won."], ["fine"]]),
        # an inch is no closing mark
        ('"We won.\n\nIt was 5" deep and 7" wide there.', [["We won."]]),
        # too far away
        ("“We won.\n\nIt rained.\n\nIt rained.\n\nIt rained.\n\nIt rained.\n\nThey lost.”", [["We won."]]),
    ],
)
def test_a_quotation_left_open_is_closed_by_a_mark_that_can_only_close(text: str, quoted: list[list[str]]) -> None:
    assert [[span.of(text) for span in found.segments] for found in find_in(text, None)] == quoted


def test_a_quotation_in_a_wrapped_text_runs_over_its_line_ends() -> None:
    text = (
        "The mayor said on Friday that “the bridge would be\nopen by the end of the year, and nobody knows what\n"
        "it will cost us all in the end,” and left the room\nat once. “Fine,” the council said to its own people.\n"
    )
    assert [[span.of(text) for span in found.segments] for found in find_in(text, None)] == [
        ["the bridge would be\nopen by the end of the year, and nobody knows what\nit will cost us all in the end,"],
        ["Fine,"],
    ]


def test_marks_of_markup_and_code_quote_nobody() -> None:
    text = 'See <a href="x.htm" title=”A long title here”>this</a>, and `code`\n\n`more code` too. "Fine," he said.'
    assert [[span.of(text) for span in found.segments] for found in find_in(text, None)] == [["Fine,"]]


def test_a_removal_inside_a_quotation_cuts_it_into_segments() -> None:
    text = "“We won the AGENCY war,” he said."
    (found,) = find_in(text, "AGENCY")
    assert [span.of(text) for span in found.segments] == ["We won the", "war,"]


def test_two_captions_share_no_quotation() -> None:
    text = "Photo: “We won.\n\nPhoto: “They lost.”"
    removals = [Removal(Span(0, 15), "caption", "test"), Removal(Span(17, len(text)), "caption", "test")]
    found = find_quotations(text, removals, ())
    assert [[span.of(text) for span in quotation.segments] for quotation in found] == [["We won."], ["They lost."]]
    assert all(quotation.removed for quotation in found)
