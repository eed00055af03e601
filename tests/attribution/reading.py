"""The tables of texts in this folder, read, and what the program says of a text in them.

A case has ``why`` (what it shows), ``text``, ``quotes`` (the answers; the head of each table tells their form), and
``fails`` where it is a known failure: mended, it turns the suite red until the line is taken away.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from archive.attribution import attribute_quotations
from archive.quotations import find_quotations
from archive.records import Quotation
from archive.sentences import split_sentences
from archive.spans import Span

Case = dict[str, Any]
"""One row of a table."""


def read_cases(name: str) -> list[Case]:
    """The cases of ``name.toml``."""
    cases: list[Case] = tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))["case"]
    return cases


def case_parameters(cases: Iterable[Case], *, of: str = "") -> list[Any]:
    """One parameter per case, named by what it shows, behind ``of`` if that is given; known failures are strict."""
    return [
        pytest.param(
            case,
            id=f"{of}: {case['why']}" if of else case["why"],
            marks=[pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else [],
        )
        for case in cases
    ]


def attribute(text: str) -> tuple[Quotation, ...]:
    """The attributed quotations of a text that has nothing to remove."""
    sentences = split_sentences(text, [Span(0, len(text))])
    return attribute_quotations(text, (), sentences, find_quotations(text, (), sentences))


def wrong_speakers(text: str, quotations: Iterable[Quotation], expected: Iterable[tuple[str, str]]) -> Case:
    """By the words that begin a quotation: who should have spoken and who is told, where that is not one of them.

    ``expected`` are pairs of beginning and speaker; "A|B" where careful readers differ, empty where nobody is named.
    """
    speakers = {quotation.span.start: quotation.attribution.speaker or "" for quotation in quotations}
    wrong: Case = {}
    for opening, named in expected:
        told = [speaker for start, speaker in speakers.items() if text.startswith(opening, start)]
        if len(told) != 1 or told[0] not in named.split("|"):
            wrong[opening] = (named, told)
    return wrong
