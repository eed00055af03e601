"""What became of a quotation in a later text, and how its words are aligned."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.alignment import align_words
from archive.differences import compare_words
from archive.spans import Span
from archive.tracing import Tracer
from archive.words import split_words

FRAME = "The council met on Monday evening in the old town hall. {} It will meet again in the first week of May."
"""An article around the quotation, long enough to anchor the alignment."""

CASES = [
    # before, after (both put into FRAME), status, the words found there
    ("“We will not pay,” she said.", "“We will not pay,” she said.", "verbatim", "We will not pay,"),
    # an advertisement before it moves every offset and changes nothing
    ("“We will not pay,” she said.", "ADVERTISEMENT\n\n“We will not pay,” she said.", "verbatim", "We will not pay,"),
    # white space is folded
    ("“We will not pay,” she said.", "“We will\u00a0not\npay,” she said.", "verbatim", "We will\u00a0not\npay,"),
    # straight marks for curly ones stand outside the segment and are no difference
    ("“We will not pay,” she said.", '"We will not pay," she said.', "verbatim", "We will not pay,"),
    # typography inside: an apostrophe, a dash, the last comma
    ("“We won’t pay – ever,” she said.", '"We won\'t pay - ever," she said.', "punctuation", "We won't pay - ever,"),
    ("“We will not pay,” she said.", "“We will not pay.” She left.", "punctuation", "We will not pay."),
    # one letter, the opposite meaning
    (
        "“They are not deployed there,” he said.",
        "“They are now deployed there,” he said.",
        "edited",
        "They are now deployed there,",
    ),
    # a number
    ("“It costs 3.5 million,” he said.", "“It costs 35 million,” he said.", "edited", "It costs 35 million,"),
    # a sign
    ("“It was -5 degrees,” he said.", "“It was 5 degrees,” he said.", "edited", "It was 5 degrees,"),
    # a hyphen that makes another word
    ("“He will re-sign soon,” she said.", "“He will resign soon,” she said.", "edited", "He will resign soon,"),
    # capitals are words, not typography: "US" and "us"
    ("“They told US so,” he said.", "“They told us so,” he said.", "edited", "They told us so,"),
    # a word went
    (
        "“We gave significant help to them all,” he said.",
        "“We gave help to them all,” he said.",
        "edited",
        "We gave help to them all,",
    ),
    # one word replaced by another between the same neighbours
    ("He called it “heroism” at once.", "He called it “bravery” at once.", "edited", "bravery"),
    # the quotation went and nothing came
    ("“We will not pay,” she said. Then they voted.", "Then they voted.", "gone", None),
    # another quotation took its place: not an edit of this one
    (
        "“We will not pay one penny more for it,” she said.",
        "“Ask the treasurer about all those numbers,” she said.",
        "gone",
        None,
    ),
    # a short one is not found again in other words of the article
    ("He shouted “stop” twice.", "The bus did not stop there. He shouted.", "gone", None),
    # other scripts, and signs outside the basic plane before it
    (
        "🎈🎈 「部隊は配備されていない」と述べた。",
        "🎈 「部隊は配備されている」と述べた。",
        "edited",
        "部隊は配備されている",
    ),
    ("🎈🎈 “We will not pay,” she said.", "“We will not pay,” she said.", "verbatim", "We will not pay,"),
]


def quoted_span(text: str) -> Span | None:
    """The first quotation between any marks of the cases."""
    starts = [place for place in (text.find(mark) for mark in '“"「') if place >= 0]
    if not starts:
        return None
    start = min(starts) + 1
    return Span(start, min(place for place in (text.find(mark, start) for mark in '”"」') if place >= 0))


@pytest.mark.parametrize(("before", "after", "status", "words"), CASES)
def test_a_quotation_is_traced_into_the_later_text(before: str, after: str, status: str, words: str | None) -> None:
    """Each case states what a careful reader would say became of the quotation."""
    old, new = FRAME.format(before), FRAME.format(after)
    span, there = quoted_span(old), quoted_span(new)
    assert span is not None
    trace = Tracer(old, new, [there] if there else []).trace(span)
    assert (trace.status, trace.span and trace.span.of(new)) == (status, words)


def test_a_paragraph_that_changed_its_place_is_moved() -> None:
    """Verbatim words at a place that the alignment does not give them are moved, not verbatim."""
    quote = "“We will never sell the old library to anyone,” she said."
    rest = [f"Paragraph number {n} tells of item {n} on the agenda, and how the vote on {n} went." for n in range(6)]
    old = "\n\n".join([quote, *rest])
    new = "\n\n".join([*rest, quote])
    trace = Tracer(old, new).trace(Span(1, 46))
    assert trace.status == "moved"
    assert trace.span is not None
    assert trace.span.of(new) == "We will never sell the old library to anyone,"


def test_two_equally_good_places_are_ambiguous() -> None:
    """When the words stand twice elsewhere, neither is chosen in silence."""
    old = "“We will never sell the library,” she said. " + " ".join(f"alpha{n}" for n in range(20))
    new = " ".join(f"alpha{n}" for n in range(20)) + 2 * " She said again: “We will never sell the library,” to all."
    trace = Tracer(old, new).trace(Span(1, 32))
    assert trace.status == "ambiguous"
    assert [span.of(new) for span in trace.candidates] == 2 * ["We will never sell the library"]


def test_the_second_of_two_equal_sentences_is_traced_to_the_second() -> None:
    """A caption and a body sentence with the same words keep their own places."""
    same = "Troops were sent to the front."
    old = f"{same}\n\nPHOTO\n\nA dateline opens the article here.\n\n{same}\n\nMore follows on that subject."
    new = f"{same}\n\nPHOTO\n\nNew words open the article here.\n\n{same}\n\nMore follows on that subject."
    second = Span(old.rindex(same), old.rindex(same) + len(same))
    trace = Tracer(old, new).trace(second)
    assert trace.span == Span(new.rindex(same), new.rindex(same) + len(same))


def test_changes_add_up_to_both_wordings() -> None:
    """The stretches of a word-level difference join to the two texts they came from."""
    before, after = "They are not (yet) deployed there,", "They are now deployed there."
    changes = compare_words(before, after)
    assert "".join(change.before for change in changes) == before
    assert "".join(change.after for change in changes) == after
    assert next(change for change in changes if change.kind != "equal").before.startswith("not")


@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f"]), max_size=40),
    st.lists(st.sampled_from(["a", "b", "c", "d", "x"]), max_size=40),
)
def test_an_alignment_ascends_and_pairs_equal_words_only(before: list[str], after: list[str]) -> None:
    """Whatever the texts, places ascend strictly and each pair is one word."""
    places = align_words(before, after)
    matched = [(word, place) for word, place in zip(before, places, strict=True) if place is not None]
    assert all(after[place] == word for word, place in matched)
    assert all(one[1] < two[1] for one, two in itertools.pairwise(matched))


@given(st.text(max_size=200))
def test_a_text_is_verbatim_in_itself(text: str) -> None:
    """Nothing became of a stretch of an unchanged text, wherever its words are."""
    words = split_words(text)
    if words:
        span = Span(words[0].span.start, words[-1].span.end)
        trace = Tracer(text, text).trace(span)
        assert (trace.status, trace.span) == ("verbatim", span)


@given(st.text(alphabet="ab “”,.\n🎈", max_size=60), st.text(alphabet="ab “”,.\n🎈", max_size=60), st.data())
def test_verbatim_is_never_said_of_other_words(before: str, after: str, data: st.DataObject) -> None:
    """Whatever the texts: verbatim and moved give a stretch with exactly the same characters, white space folded."""
    start = data.draw(st.integers(0, len(before)))
    span = Span(start, data.draw(st.integers(start, len(before))))
    trace = Tracer(before, after).trace(span)
    if trace.status in {"verbatim", "moved"}:
        assert trace.span is not None
        assert trace.span.of(after).split() == span.of(before).split()
