"""What became of quotations between two texts of an article, with what is set aside taken into account."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.following import Cut, Follower
from archive.records import Quotation
from archive.spans import Span
from tests.store.building import analyse_schematically

FRAME = "The council met on Monday evening in the old town hall.\n{}\nIt will meet again in the first week of May.\n"

CASES = [
    # before, after: what became of the first quotation
    ("“We will not pay,” she said.", "“We will not pay,” she said.", "verbatim"),
    # an advertisement before it, and one that goes
    ("“We will not pay,” she said.", "BUY NOW\n“We will not pay,” she said.", "verbatim"),
    ("BUY NOW\n“We will not pay,” she said.", "“We will not pay,” she said.", "verbatim"),
    # an advertisement in the middle of it, there today or not
    ("“We will\nnot pay,” she said.", "“We will\nBUY NOW\nnot pay,” she said.", "verbatim"),
    ("“We will\nBUY NOW\nnot pay,” she said.", "“We will\nnot pay,” she said.", "verbatim"),
    # … which must not hide an edit
    ("“We will\nnot pay,” she said.", "“We will\nBUY NOW\nnow pay,” she said.", "edited"),
    # the words are still there, but set aside today, in a line of capitals: not gone
    ("“WE WILL NOT PAY THEM,” she said.", "“WE WILL NOT PAY THEM,”\nShe left.", "verbatim"),
    # marks without words
    ("“…” she said.", "She said “…” again.", "verbatim"),
    ("“…” she said.", "She said nothing.", "gone"),
    # gone
    ("“We will not pay,” she said.", "She said nothing.", "gone"),
]


@pytest.mark.parametrize(("before", "after", "status"), CASES)
def test_a_quotation_is_followed_through_what_is_set_aside(before: str, after: str, status: str) -> None:
    """Only what the article says counts; “gone” is said of what is nowhere."""
    old, new = FRAME.format(before), FRAME.format(after)
    first, second = analyse_schematically(old), analyse_schematically(new)
    trace = Follower(old, first, new, second).follow(first.quotations[0])
    assert trace.status == status


def test_segments_answer_together() -> None:
    """A quotation around “he said” is one: an edit of its second part is an edit of it."""
    old = FRAME.format("“We will pay,” he said. “They are not deployed there.”")
    analysis = analyse_schematically(old)
    whole = Quotation(tuple(one.segments[0] for one in analysis.quotations), "full")
    for new, status in [
        (old.replace("he said", "the mayor added on the day"), "verbatim"),
        (old.replace("not deployed", "now deployed"), "edited"),
        (old.replace(" “They are not deployed there.”", ""), "edited"),
        (FRAME.format("Nothing was said."), "gone"),
    ]:
        assert Follower(old, analysis, new, analyse_schematically(new)).follow(whole).status == status


def test_the_place_is_in_the_whole_text() -> None:
    """Spans count what is set aside, as all spans do."""
    old, new = FRAME.format("“We will not pay,” she said."), FRAME.format("🎈 BUY\n“We will now pay,” she said.")
    first, second = analyse_schematically(old), analyse_schematically(new)
    trace = Follower(old, first, new, second).follow(first.quotations[0])
    assert trace.span is not None
    assert trace.span.of(new) == "We will now pay,"


@given(st.text(alphabet="ab \n🎈", max_size=40), st.data())
def test_a_cut_maps_there_and_back(text: str, data: st.DataObject) -> None:
    """A stretch of what is left has the same characters in the whole text, around what was cut out."""
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    removed = [Span(places[0], places[1]), Span(places[2], places[3])]
    cut = Cut(text, removed)
    for start in range(len(cut.text)):
        for end in range(start + 1, len(cut.text) + 1):
            whole = cut.to_whole(Span(start, end))
            assert cut.to_cut(whole) == Span(start, end)
            assert whole.of(text)[0] == cut.text[start]
            assert whole.of(text)[-1] == cut.text[end - 1]
