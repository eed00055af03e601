"""A stretch of a text told by its words and what stands around them: the W3C's TextQuoteSelector.

What is hard here is to say enough and no more. The words alone may stand several times; each other place is ruled out
by lengthening the prefix or the suffix to the first character that differs there. Characters are Unicode code points,
and nothing is normalised: the archive's text *is* the text that the selector speaks of.

Source: W3C Web Annotation Data Model (Recommendation, 23 February 2017), section 4.2.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.selectors.occurrences import find_occurrences, list_doubles
from archive.spans import Span

LONGEST_WORD = 50
"""How many characters are added, at most, so that a prefix or suffix does not end within a word."""


@dataclass(frozen=True, slots=True)
class TextQuote:
    """Words with what must stand right before and right after them; each may be empty."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class QuoteStyle:
    """How much is said around the words.

    ``minimal``: only what rules other places out; else whole words are said, and both sides of each other place.
    ``shortest``: prefix, words and suffix together are at least so long, where the text is.
    """

    minimal: bool = True
    shortest: int = 0
    longest_word: int = LONGEST_WORD


def match_quote(text: str, quote: TextQuote) -> Iterator[Span]:
    """Every stretch of ``text`` that the selector means, in order; they may overlap.

    More than one is no choice but an ambiguity: the W3C's text says that then all of them are selected.

    >>> list(match_quote("to be or not to be", TextQuote("to", prefix="not ")))
    [Span(start=13, end=15)]
    """
    before = len(quote.prefix)
    for place in find_occurrences(text, quote.prefix + quote.exact + quote.suffix):
        yield Span(place + before, place + before + len(quote.exact))


def describe_quote(text: str, span: Span, style: QuoteStyle = QuoteStyle()) -> TextQuote:
    """The words of a stretch with a prefix and a suffix that no other place of the text has together.

    In the minimal style neither can be shortened without meaning another place too. Takes time linear in the text.

    >>> describe_quote("to be or not to be", Span(13, 15))
    TextQuote(exact='to', prefix=' ', suffix='')
    """
    before, after = _least_context(text, span, style)
    doubles = list_doubles(text, span)
    for same_before, same_after in doubles:
        if same_before >= before and same_after >= after:
            further_before = _past(text, span.start - same_before - 1, style, step=-1)
            further_after = _past(text, span.end + same_after, style, step=1)
            before, after = _choose(
                (before, after),
                None if further_before is None else span.start - further_before,
                None if further_after is None else further_after - span.end,
                style,
            )
    if style.minimal and not style.shortest:
        before, after = _shorten(doubles, before, after)
    return TextQuote(span.of(text), text[span.start - before : span.start], text[span.end : span.end + after])


def _least_context(text: str, span: Span, style: QuoteStyle) -> tuple[int, int]:
    """How much is said before and after whatever stands elsewhere: up to the shortest length, up to whole words."""
    missing = max(0, style.shortest - len(span))
    before = min(missing // 2, span.start)
    after = min(missing - before, len(text) - span.end)
    before = min(missing - after, span.start)
    if not style.minimal:
        before = span.start - _word_edge(text, span.start - before, style, step=-1)
        after = _word_edge(text, span.end + after, style, step=1) - span.end
    return before, after


def _past(text: str, place: int, style: QuoteStyle, *, step: int) -> int | None:
    """The boundary that lies just past the character at ``place``; None when the text ends before it."""
    if not 0 <= place < len(text):
        return None
    boundary = place + (step > 0)
    return boundary if style.minimal else _word_edge(text, boundary, style, step=step)


def _word_edge(text: str, boundary: int, style: QuoteStyle, *, step: int) -> int:
    """The boundary moved in the direction of ``step`` to the next white space, by `QuoteStyle.longest_word` at most."""
    for _ in range(style.longest_word):
        following = boundary - (step < 0)
        if not 0 <= following < len(text) or text[following].isspace():
            break
        boundary += step
    return boundary


def _choose(said: tuple[int, int], before: int | None, after: int | None, style: QuoteStyle) -> tuple[int, int]:
    """What is said once another place is ruled out: the side that needs fewer characters more, else both sides."""
    if style.minimal and before is not None and after is not None:
        if before - said[0] <= after - said[1]:
            return before, said[1]
        return said[0], after
    return (said[0] if before is None else before), (said[1] if after is None else after)


def _shorten(doubles: Sequence[tuple[int, int]], before: int, after: int) -> tuple[int, int]:
    """The same without what a later choice made needless."""
    before = max((same_before + 1 for same_before, same_after in doubles if same_after >= after), default=0)
    after = max((same_after + 1 for same_before, same_after in doubles if same_before >= before), default=0)
    return before, after
