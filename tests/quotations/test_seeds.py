"""The five seeds: every segment exact, none invented, every kind as a careful reader marked it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.quotations import Found, find_quotations
from archive.records import Removal
from archive.sentences import split_sentences
from archive.spans import Span, line_spans, subtract_spans

GOLD = Path(__file__).parent.parent / "gold"
SEEDS = Path(__file__).parent.parent.parent / "seeds"


def read_gold(name: str) -> list[dict[str, list[dict[str, object]]]]:
    return [json.loads(line) for line in (GOLD / name).read_text("utf-8").splitlines()]


QUOTATIONS = read_gold("seeds-quotations.jsonl")
LINES = read_gold("seeds-lines.jsonl")


def find_in_seed(number: int) -> tuple[str, tuple[Found, ...]]:
    """The text of a seed and its quotations, with the lines set aside that the gold sets aside."""
    path = sorted(SEEDS.glob("*.txt"))[number]
    text = path.read_bytes().decode("utf-8")
    gold = LINES[number]["lines"]
    removed = [span for span, line in zip(line_spans(text), gold, strict=True) if line["keep"] is False and span]
    removals = [Removal(span, "gold", "gold") for span in removed]
    kept = subtract_spans(Span(0, len(text)), removed)
    return text, find_quotations(text, removals, split_sentences(text, kept))


@pytest.mark.parametrize("number", range(5))
def test_the_segments_of_a_seed_are_found_exactly(number: int) -> None:
    _, found = find_in_seed(number)
    gold = {
        (row["start"], row["end"]): str(row["kind"]).removesuffix("-sentence") for row in QUOTATIONS[number]["quotes"]
    }
    assert {(s.start, s.end): quotation.kind for quotation in found for s in quotation.segments} == gold


@pytest.mark.parametrize("number", range(5))
def test_what_stands_in_a_caption_is_stored_as_removed(number: int) -> None:
    _, found = find_in_seed(number)
    gold = {row["start"]: row["in_boilerplate"] for row in QUOTATIONS[number]["quotes"]}
    assert {s.start: quotation.removed for quotation in found for s in quotation.segments} == gold


def test_a_quotation_left_open_goes_on_after_an_advertisement() -> None:
    text, found = find_in_seed(2)
    (quotation,) = [quotation for quotation in found if quotation.continues]
    first, second = (span.of(text) for span in quotation.segments)
    assert first.endswith("just for a parade.")
    assert second.startswith("Ukraine is ready")
    assert "ADVERTISEMENT" in text[quotation.segments[0].end : quotation.segments[1].start]


def test_a_sentence_broken_at_a_link_is_one() -> None:
    """Seed 004 breaks a sentence over two paragraphs."""
    path = sorted(SEEDS.glob("*.txt"))[4]
    text = path.read_bytes().decode("utf-8")
    broken = [s.of(text) for s in split_sentences(text, [Span(0, len(text))]) if "\n" in s.of(text)]
    assert len(broken) == 1
    assert broken[0].endswith("2022.")
