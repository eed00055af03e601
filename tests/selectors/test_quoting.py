"""A stretch told by its words is found again, alone, and the project that set the cases agrees with each of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.selectors.occurrences import agreements, find_occurrences
from archive.selectors.quoting import QuoteStyle, TextQuote, describe_quote, match_quote
from archive.spans import Span
from bench.conformance import judge_selectors
from tests.conformance import conformance_folder
from tests.work import LINEAR, growth

FEW_LETTERS = st.text("ab ", max_size=30)


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, Span]:
    """A text of few letters, in which much stands twice, and a stretch of it, which may be empty."""
    text = draw(FEW_LETTERS)
    start = draw(st.integers(0, len(text)))
    return text, Span(start, draw(st.integers(start, len(text))))


def test_every_case_of_apache_annotator_agrees() -> None:
    """Matching by words and by position (in code points: the pages hold an emoji), and describing."""
    judged = judge_selectors(conformance_folder())
    assert len(judged) >= 54
    assert [name for name, agrees in judged if not agrees] == []


@given(stretches(), st.booleans(), st.integers(0, 8))
def test_what_is_described_is_found_alone(stretch: tuple[str, Span], minimal: bool, shortest: int) -> None:
    text, span = stretch
    quote = describe_quote(text, span, QuoteStyle(minimal=minimal, shortest=shortest))
    assert list(match_quote(text, quote)) == [span]


@given(stretches())
def test_neither_side_can_be_shorter(stretch: tuple[str, Span]) -> None:
    text, span = stretch
    quote = describe_quote(text, span)
    if quote.prefix:
        assert len(list(match_quote(text, TextQuote(quote.exact, quote.prefix[1:], quote.suffix)))) > 1
    if quote.suffix:
        assert len(list(match_quote(text, TextQuote(quote.exact, quote.prefix, quote.suffix[:-1])))) > 1


@given(st.text("ab", max_size=8), FEW_LETTERS)
def test_all_places_are_found(words: str, text: str) -> None:
    expected = [place for place in range(len(text) - len(words) + 1) if text.startswith(words, place)]
    assert list(find_occurrences(text, words)) == expected


@given(FEW_LETTERS, FEW_LETTERS)
def test_agreements_are_what_comparing_says(pattern: str, text: str) -> None:
    def agreed(place: int) -> int:
        pairs = list(zip(pattern, text[place:], strict=False))
        return next((number for number, (one, other) in enumerate(pairs) if one != other), len(pairs))

    assert agreements(pattern, text) == [agreed(place) for place in range(len(text))]


def test_a_hostile_text_takes_linear_time() -> None:
    """Looked at place by place, 200,000 letters “a” need 10^10 comparisons: an hour, not a second."""

    def describe_and_find(text: str) -> None:
        size = len(text)
        span = Span(size // 2, size // 2 + size // 4)
        quote = describe_quote(text, span)
        assert list(match_quote(text, quote)) == [span]
        assert sum(1 for _ in match_quote(text, TextQuote("a" * (size // 4)))) == size - size // 4 + 1

    assert growth(describe_and_find, lambda size: "a" * size, 200) < LINEAR
