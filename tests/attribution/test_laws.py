"""Laws of attribution, whatever the text: spans that hold, no speaker from inside the marks, linear time."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.attribution import attribute_quotations
from archive.quotations import find_quotations
from archive.records import Quotation
from archive.sentences import split_sentences
from archive.spans import Span
from tests.attribution.reading import attribute
from tests.attribution.test_cases import CASES
from tests.work import LINEAR, growth

PIECES = [
    "“", "”", "\"", "‘", "’", "'", " ", "\n", ". ", ", ", ": ", " — ", "Jane Doe", "John Smith", "she", "he", "said",
    "told", "according to", "the mayor", "a statement", "in a post on X", "calling it", "who", "and", "while", "🎈",
    "\u00a0", "President", "the", "of", "’s", "(", ")", "We wait", "?", "!", "Kim", "", "\x00",
    "again", "then", "called", "never", "on", "to", "that", "no", "evidence", "heard", "her", "father",
    "saying", "Here is",
]  # fmt: skip  # a table, read by its rows
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(TEXTS)
def test_what_is_said_to_stand_in_the_text_stands_there(text: str) -> None:
    """Mention, word of speech and channels are the characters of their spans; confidence is a share."""
    for quotation in attribute(text):
        attribution = quotation.attribution
        for words, span in ((attribution.mention, attribution.mention_span), (attribution.cue, attribution.cue_span)):
            assert (words is None) == (span is None)
            assert span is None or span.of(text) == words
        assert all(via.span.of(text) == via.text for via in attribution.via)
        assert 0 <= attribution.confidence < 1
        assert (attribution.speaker is None) == (attribution.speaker_id is None)


@given(TEXTS)
def test_no_quotation_is_lost_or_made(text: str) -> None:
    """The segments of all quotations are those that were found, each once."""
    sentences = split_sentences(text, [Span(0, len(text))])
    found = find_quotations(text, (), sentences)
    quotations = attribute_quotations(text, (), sentences, found)
    given_back = sorted(segment for quotation in quotations for segment in quotation.segments)
    assert given_back == sorted(segment for quotation in found for segment in quotation.segments)


@given(TEXTS)
def test_names_inside_quotation_marks_name_no_speaker(text: str) -> None:
    """The words that name a speaker lie outside all quotations."""
    quotations = attribute(text)
    mentions = [quotation.attribution.mention_span for quotation in quotations]
    quoted = [segment for quotation in quotations if quotation.kind != "none" for segment in quotation.segments]
    assert not any(mention.overlaps(segment) for mention in mentions if mention is not None for segment in quoted)


def shifted(quotation: Quotation, by: int) -> tuple[object, ...]:
    """What a quotation says, its places moved."""
    attribution = quotation.attribution
    spans = [
        *quotation.segments,
        attribution.mention_span,
        attribution.cue_span,
        *(via.span for via in attribution.via),
    ]
    places = [None if span is None else (span.start + by, span.end + by) for span in spans]
    return (*places, quotation.kind, attribution.speaker, attribution.confidence, attribution.basis)


@pytest.mark.parametrize("before", ["🎈🎈 🎈\n\n", "\ufeff\r\n"], ids=["astral", "byte order mark"])
@pytest.mark.parametrize("case", CASES[::7], ids=lambda case: str(case["why"]))
def test_what_stands_before_only_moves_the_places(case: dict[str, str], before: str) -> None:
    """Characters outside the basic plane count as one, and a first line without words changes nobody's words."""
    alone = [shifted(quotation, len(before)) for quotation in attribute(case["text"])]
    assert [shifted(quotation, 0) for quotation in attribute(before + case["text"])] == alone


SAID = "“We wait,” she said. {}: “We have time,” he said."
"""What stands around hostile words that quote nobody, so that there is somebody to look for."""
HOSTILE = {
    "quotations in one line": lambda size: "“a,” Jane Doe said, " * size,
    "names": lambda size: SAID.format("Jane Doe, " * size),
    "words of speech": lambda size: SAID.format("said " * size),
    "pronouns": lambda size: "“a,” he said. " * size,
    "openings": lambda size: "“a " * 5 * size,
    "roles": lambda size: SAID.format("the mayor of the city, " * size),
    "words that stand again": lambda size: "“We wait again.” " * size,
    "organisations taken up": lambda size: " ".join(
        f"The {made_name(number)} Council said “no {number}”. The council said “yes”." for number in range(size)
    ),
    "new names": lambda size: " ".join(made_name(number) for number in range(size)),
}
"""Texts that are long in one thing."""


def find_and_attribute(text: str) -> None:
    """The work on a text that is one sentence."""
    whole = [Span(0, len(text))]
    attribute_quotations(text, (), whole, find_quotations(text, (), whole))


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_texts_are_linear_work(kind: str) -> None:
    """Each further piece adds as much work as the one before."""
    assert growth(find_and_attribute, HOSTILE[kind], 100) < LINEAR


def made_name(number: int) -> str:
    """A sentence about somebody whom no other sentence names."""
    letters = string.ascii_lowercase
    name = "".join(letters[number // 26**place % 26] for place in range(4)).title()
    return f"{name} Doe met the mayor. “We wait,” {name} said."
