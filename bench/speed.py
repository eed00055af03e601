"""How long the text work takes on an article, step by step.

Part of ``make bench``, alone as ``python -m bench.speed``. Each step is timed over the five seeds, many times, and the
fastest round counts: the others measure what else the machine was doing. The figures are milliseconds for 5,000
characters, about one long article. For scale, the last line times trafilatura on the same words as a page.
"""

from __future__ import annotations

import html
import time
from collections.abc import Callable, Iterator, Sequence

from bench.figures import Figure, print_figure
from bench.measure import CHECKOUT

ROUNDS = 30
"""Often enough that one round meets a quiet machine."""
CHARACTERS = 5000
"""What the figures are given for."""


def fastest(function: Callable[[str], object], texts: Sequence[str], rounds: int = ROUNDS) -> float:
    """Milliseconds for `CHARACTERS` characters, in the fastest of ``rounds`` rounds over all texts."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        for text in texts:
            function(text)
        best = min(best, time.perf_counter() - start)
    return best * 1000 * CHARACTERS / sum(len(text) for text in texts)


def steps() -> list[tuple[str, Callable[[str], object]]]:
    """Each step of the text work with all that comes before it, as a function of the text alone."""
    # Imported here: the rule tables they read take longer than any one article.
    from archive.analysis import analyse
    from archive.attribution import attribute_quotations
    from archive.cleaning import mark_removals
    from archive.quotations import find_quotations
    from archive.sentences import split_sentences
    from archive.spans import Span, subtract_spans

    def sentences(text: str) -> object:
        removals = mark_removals(text)
        kept = subtract_spans(Span(0, len(text)), [removal.span for removal in removals])
        return removals, split_sentences(text, kept)

    def quotations(text: str) -> object:
        removals = mark_removals(text)
        kept = subtract_spans(Span(0, len(text)), [removal.span for removal in removals])
        return find_quotations(text, removals, split_sentences(text, kept))

    def attribution(text: str) -> object:
        removals = mark_removals(text)
        kept = subtract_spans(Span(0, len(text)), [removal.span for removal in removals])
        split = split_sentences(text, kept)
        return attribute_quotations(text, removals, split, find_quotations(text, removals, split))

    return [
        ("cleaning", mark_removals),
        ("+ sentences", sentences),
        ("+ quotations", quotations),
        ("+ attribution", attribution),
        ("all: + evidence, notices", analyse),
    ]


def page_of(text: str) -> str:
    """The text as a plain web page, for the library that reads pages."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return f"<html><head><title>Page</title></head><body><article>{paragraphs}</article></body></html>"


def measure_steps() -> Iterator[Figure]:
    """One figure for each step, and trafilatura's for scale."""
    texts = [path.read_text("utf-8") for path in sorted((CHECKOUT / "seeds").glob("*.txt"))]
    for name, function in steps():
        yield Figure(f"{name}, for {CHARACTERS:,} characters", fastest(function, texts), " ms")

    from trafilatura import extract

    pages = [page_of(text) for text in texts]
    scale = fastest(lambda page: extract(page, include_comments=False), pages)
    yield Figure(f"trafilatura, the same as a bare page, for {CHARACTERS:,} characters", scale, " ms")


if __name__ == "__main__":
    for figure in measure_steps():
        print_figure(figure)
