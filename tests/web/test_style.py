"""The stylesheet can be read by everybody: contrast in light, dark and print, and nothing told by colour alone."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = files("archive.web").joinpath("static", "style.css").read_text("utf-8")
SCHEMES = ("light", "dark", "print")

TEXT_PAIRS = [
    ("ink", "paper"),  # what people said
    ("ink", "card"),  # in boxes and fields
    ("ink", "mark"),  # the words of a quotation in their context
    ("ink", "warn"),  # warnings
    ("ink", "del"),  # what went
    ("ink", "ins"),  # what came
    ("soft", "paper"),  # what we say about it
    ("soft", "card"),
    ("accent", "paper"),  # links
    ("accent", "card"),
    ("accent", "warn"),  # a link in a warning
    ("bad", "paper"),  # notes of later edits
    ("bad", "card"),  # statuses
]
CONTROL_PAIRS = [
    ("edge", "paper"),  # borders of fields, buttons and statuses
    ("edge", "card"),
    ("bad", "warn"),  # the bar beside a warning
    ("bad", "paper"),  # marks of the timeline
    ("accent", "paper"),  # bars, and the ring of the focus
    ("good", "ins"),  # the line under what came
    ("bad", "del"),  # the line through what went
]


def colours(scheme: str) -> dict[str, str]:
    """The named colours of one scheme; what it does not name is as in light."""
    blocks = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6});", block))
        for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    ]
    assert len(blocks) == len(SCHEMES)
    return blocks[0] | blocks[SCHEMES.index(scheme)]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2), from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_ratio_is_that_of_the_standard() -> None:
    """Black on white is 21; the grey that everybody names as the limit is 4.5."""
    assert round(contrast("#000", "#ffffff"), 3) == 21
    assert 4.5 <= contrast("#767676", "#fff") < 4.6


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "ground"), TEXT_PAIRS)
def test_words_stand_out_from_their_ground(scheme: str, front: str, ground: str) -> None:
    """At least 4.5:1 (WCAG 2.2, 1.4.3)."""
    named = colours(scheme)
    assert contrast(named[front], named[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "ground"), CONTROL_PAIRS)
def test_borders_and_signs_stand_out_from_their_ground(scheme: str, front: str, ground: str) -> None:
    """At least 3:1 (WCAG 2.2, 1.4.11)."""
    named = colours(scheme)
    assert contrast(named[front], named[ground]) >= 3


def test_every_colour_has_a_name() -> None:
    """A colour written anywhere else would escape these tests and the dark scheme."""
    rules = re.sub(r":root \{.*?\}", "", STYLE, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", rules) == []


def test_what_went_and_what_came_differ_by_lines() -> None:
    """Also in grey, and on paper."""
    assert re.search(r"\ndel \{[^}]*line-through", STYLE)
    assert re.search(r"\nins \{[^}]*text-decoration: underline", STYLE)


def test_the_focus_can_be_seen() -> None:
    """No rule takes the ring away from what a keyboard reaches; links inside pictures are not reached by it."""
    assert ":focus-visible { outline: 3px solid var(--accent)" in STYLE
    taken = re.findall(r"([^{}\n]+)\{[^}]*outline: (?:0|none)", STYLE)
    assert [rule.strip() for rule in taken] == ["figure.picture a:focus-visible"]


def test_nothing_is_fetched_from_elsewhere() -> None:
    """No font, no picture, no other sheet."""
    assert not re.search(r"@import|url\(|@font-face", STYLE)
