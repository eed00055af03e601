"""What becomes of a stretch that a rule marks: set aside, or kept and flagged, or nothing.

What is hard here is that a lost sentence costs far more than a kept advertisement. So the limits are chosen by how
many lines of articles they lose, and stand in ``outcomes.toml`` with that figure.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field

from archive.rules import Row, load_table

OutcomeName = Literal["remove", "suspect"]
"""What can become of a marked stretch."""


class Outcome(Row):
    """What becomes of a stretch with a score of ``least`` or more, and the share of article lines that must survive."""

    name: OutcomeName
    least: float = Field(ge=0, le=1)
    retention: float = Field(ge=0, le=1)
    why: str


class OutcomeTable(Row):
    """The outcomes, the surest first."""

    outcome: tuple[Outcome, ...]


@cache
def load_outcomes() -> tuple[Outcome, ...]:
    """The outcomes, the surest first."""
    return load_table("outcomes", OutcomeTable).outcome


@cache
def outcome_of(score: float) -> OutcomeName | None:
    """What becomes of a stretch that a rule is so sure of; None for nothing.

    >>> outcome_of(1.0), outcome_of(0.5), outcome_of(0.1)
    ('remove', 'suspect', None)
    """
    return next((outcome.name for outcome in load_outcomes() if score >= outcome.least), None)
