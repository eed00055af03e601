"""What holds for every text: segments lie where they should, and an odd mark does not shift the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.quotations import Found, find_quotations
from archive.records import Removal
from archive.rules.quote_marks import load_quote_marks
from archive.sentences import split_sentences
from archive.spans import Span, merge_spans, subtract_spans
from tests.strategies import QUOTE_MARKS, articles, sentences, spans_in


def find_in(text: str, removed: tuple[Span, ...] = ()) -> tuple[Found, ...]:
    kept = subtract_spans(Span(0, len(text)), removed)
    return find_quotations(text, [Removal(span, "x", "x") for span in removed], split_sentences(text, kept))


@given(text=articles(), data=st.data())
def test_segments_lie_inside_the_text_and_never_cross_a_removal(text: str, data: st.DataObject) -> None:
    removed = merge_spans(data.draw(st.lists(spans_in(text), max_size=3)))
    found = find_in(text, removed)
    assert list(found) == sorted(found, key=lambda quotation: quotation.marks)
    taken: set[int] = set()
    for quotation in found:
        for segment in quotation.segments:
            assert segment
            assert segment.trimmed(text) == segment
            assert quotation.marks.contains(segment)
            inside = set(range(segment.start, segment.end))
            assert not inside & taken
            taken |= inside
            if quotation.removed:
                assert any(span.contains(segment) for span in removed)
            else:
                assert not any(span.overlaps(segment) for span in removed)


@given(text=articles())
def test_characters_outside_the_first_plane_shift_nothing(text: str) -> None:
    """A balloon before the text moves every segment by its own length and changes none."""
    balloons = "🎈🎈🎈\n\n"
    plain = find_in(text)
    moved = find_in(balloons + text)
    size = len(balloons)
    assert [[(s.start + size, s.end + size) for s in quotation.segments] for quotation in plain] == [
        [(s.start, s.end) for s in quotation.segments] for quotation in moved
    ]


@given(
    paragraphs=st.lists(sentences(), min_size=3, max_size=6),
    odd=st.sampled_from(QUOTE_MARKS),
    data=st.data(),
)
def test_an_odd_mark_changes_no_quotation_two_paragraphs_on(
    paragraphs: list[str], odd: str, data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(paragraphs) - 3))
    position = data.draw(st.integers(0, len(paragraphs[number])))
    changed = list(paragraphs)
    changed[number] = paragraphs[number][:position] + odd + paragraphs[number][position:]

    def after(parts: list[str]) -> list[tuple[str, ...]]:
        text = "\n\n".join(f"It rained. {part}" for part in parts)
        start = len("\n\n".join(f"It rained. {part}" for part in parts[: number + 2]))
        return [tuple(s.of(text) for s in found.segments) for found in find_in(text) if found.marks.start >= start]

    assert after(paragraphs) == after(changed)


@pytest.mark.parametrize("row", [row for row in load_quote_marks().pairs if row.cost == 0], ids=lambda row: row.name)
@pytest.mark.parametrize("odd", ['"', "“", "”", "»", "«", "„", "’", "'", "‘"])
def test_an_odd_mark_in_a_paragraph_costs_at_most_its_neighbour(row: object, odd: str) -> None:
    """Of nine well-set quotations of one paragraph, one stray mark between spaces spoils none."""
    system = next(known for known in load_quote_marks().pairs if known is row)
    quoted = [f"We have {number} of them here now." for number in range(9)]
    parts = [f"{system.open}{words}{system.close} He went on." for words in quoted]
    text = " ".join(parts[:4]) + f" It {odd} rained. " + " ".join(parts[4:])
    found = [" ".join(s.of(text) for s in quotation.segments) for quotation in find_in(text)]
    assert found == quoted


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"' * 20_000, id="one mark"),
        pytest.param("“ ”" * 10_000, id="pairs with a space"),
        pytest.param("“a " * 20_000, id="opening marks only"),
        pytest.param("a' " * 20_000, id="apostrophes"),
        pytest.param("“\"‘'«»„" * 4_000, id="all marks in turn"),
        pytest.param("“a.\n" * 20_000, id="paragraphs left open"),
        pytest.param("“‘" * 20_000 + "…" + "’”" * 20_000, id="one nest"),
        pytest.param("“‘“a”’”" * 5_000, id="nests side by side"),
    ],
)
def test_hostile_texts_take_linear_time(text: str) -> None:
    """A quadratic search would take minutes here; the laws of the segments hold all the same."""
    position = 0
    for quotation in find_in(text):
        for segment in quotation.segments:
            assert segment.start >= position
            position = segment.end
