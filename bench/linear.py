"""How time grows with the length of hostile texts: the text work must be linear, however a text is made.

The tests count instructions, which no busy machine changes (``tests/work.py``); here the seconds are measured, and with
them what happens inside regular expressions and other functions written in C. Each text is timed at n, 2n and 4n
characters, by turns; the growth is the slope of log time over log length: 1 is linear, 2 quadratic.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from bench.figures import Figure, by_turns, show_time

ROUNDS = 3
"""Times that each length is measured."""
SIZE = 30_000
"""Characters of the shortest text, so that no step takes less than a millisecond."""
CLOCK = time.process_time
"""Only the time of this process: all work is done in it."""
MOST = 1.4
"""The growth that is allowed: n log n and the noise of a machine, far from a square."""

HOSTILE: Mapping[str, str] = {
    "one line without end": "The mayor said it. ",
    "nothing but labels": "Advertisement\nShare\nThe mayor left.\nPhoto: AFP\n",
    "near misses of a pattern": "Sign up sign up newsletter x\n",
    "near misses of a credit": "Aa/Bb Cc Getty Images d\n",
    "quote marks": '"\n',
    "strokes in one line": "a | b | ",
    "quotations in one line": "“a,” Jane Doe said, ",
    "names": "Jane Doe, ",
    "openings": "“a ",
    "pronouns": "“a,” he said. ",
    "white space": " \t",
    "digits": "12,345.67 ",
    "no spaces": "金正恩说",
}
"""What a text is made of, over and over."""


def _mark(text: str) -> object:
    from archive.cleaning import mark_removals

    return mark_removals(text)


def _analyse(text: str) -> object:
    from archive.analysis import analyse

    return analyse(text)


def _compare(text: str) -> object:
    from archive.alignment import align_words

    words = text.split()
    return align_words(words, [*words[1::2], *words])


STEPS: Mapping[str, Callable[[str], object]] = {
    "cleaning": _mark,
    "all of the analysis": _analyse,
    "comparing two versions": _compare,
}
"""The work that is measured; `bench.speed` measures its parts on real articles."""


def growth(step: Callable[[str], object], unit: str, size: int = SIZE) -> tuple[float, list[float]]:
    """The exponent with which time grows, and the seconds for the longest text."""
    texts = {name: unit * (times * size // len(unit)) for name, times in (("n", 1), ("2n", 2), ("4n", 4))}
    step(texts["n"])
    seconds = by_turns(({name: partial(step, text) for name, text in texts.items()} for _ in range(ROUNDS)), CLOCK)
    # The fastest rounds: others measure the neighbours.
    return math.log(min(seconds["4n"]) / min(seconds["n"]), 4), seconds["4n"]


def measure_growth() -> Iterator[Figure]:
    """For each step its growth on the text that is worst for it."""
    for name, step in STEPS.items():
        measured = {kind: growth(step, unit) for kind, unit in HOSTILE.items()}
        for kind in sorted(measured, key=lambda kind: -measured[kind][0])[:3]:
            exponent, seconds = measured[kind]
            note = f"{show_time(seconds)} for {4 * SIZE:,} characters"
            yield Figure(f"growth of {name} on “{kind}”", exponent, "", MOST, note)


if __name__ == "__main__":
    from bench.figures import print_figure

    for figure in measure_growth():
        print_figure(figure)
