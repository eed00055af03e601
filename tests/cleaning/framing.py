"""How an example of a rule is tried: inside a schematic article, at the place that its rule is about.

A text in ⟦ ⟧ is what goes; without these marks the whole example goes, or stays.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.rules.boilerplate import BoilerplateRule
from archive.spans import Span

BEFORE = (
    "Nobody in the village had expected that the old mill would ever turn again.",
    "The wheel was made of oak, and three men had worked on it for a whole winter.",
    "On the first morning the miller opened the gate and the water began to run.",
)
"""Paragraphs that no rule may touch; none of them in an example."""
AFTER = (
    "By noon the first flour was in the sacks, and children carried it up the hill.",
    "The miller said that he would grind for everybody who brought his own grain.",
    "In the evening there was bread, and a fire was lit on the other bank of the river.",
)
"""The same, for behind an example."""
LABEL = "Share this article"
"""A line that no article has."""

ABOVE = frozenset({"name beside a day", "headline said again"})
"""Tests of what stands above the first paragraph."""


@dataclass(frozen=True)
class Framed:
    """An example in its article: the whole text, where the example stands, and what of it is to go."""

    text: str
    example: Span
    goes: tuple[Span, ...]


def frame_example(rule: BoilerplateRule, example: str) -> Framed:
    """The example in an article, at the place that the rule's zone and scope ask for."""
    shown = "⟦" in example
    before = () if rule.zone == "head" or rule.test in ABOVE else BEFORE
    after = () if rule.zone in {"tail", "edges"} or shown else AFTER
    return _put(example, before, after)


def frame_below(example: str) -> Framed:
    """The example below the article and a label that is surely the page's own: where loose forms count."""
    framed = _put(example, (*BEFORE, *AFTER, LABEL), ())
    end = framed.example.start - 1
    return Framed(framed.text, framed.example, (Span(end - len(LABEL), end), *framed.goes))


def frame_everywhere(example: str) -> tuple[Framed, Framed]:
    """The example above an article and in the midst of it: where what is kept must be kept."""
    return _put(example, (), (*BEFORE, *AFTER)), _put(example, BEFORE, AFTER)


def _put(example: str, before: tuple[str, ...], after: tuple[str, ...]) -> Framed:
    start = sum(len(line) + 1 for line in before)
    clean = example.replace("⟦", "").replace("⟧", "")
    text = "\n".join((*before, clean, *after))
    whole = Span(start, start + len(clean))
    return Framed(text, whole, _shown_spans(example, start) if "⟦" in example else (whole,))


def _shown_spans(example: str, start: int) -> tuple[Span, ...]:
    spans: list[Span] = []
    position, opened = start, 0
    for character in example:
        if character == "⟦":
            opened = position
        elif character == "⟧":
            spans.append(Span(opened, position))
        else:
            position += 1
    return tuple(spans)
