"""What became of the quotations of an older text in the newest version of its article, as the index tells it.

Each older text is aligned with the newest once, when one of its quotations is first followed: an article of n texts
costs n - 1 alignments, a few milliseconds each, whenever its rows are made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from archive.following import Follower
from archive.identifiers import Permalink
from archive.model import Status
from archive.records import Quotation
from archive.store.held import HeldText
from archive.tracing import SAME_WORDS


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one quotation; ``became`` is the permalink of the place in the newest version, if there is one.

    ``is_superseded`` tells that a quotation there has the same words, which lists show instead of this one.
    """

    status: Status
    became: str | None = None
    is_superseded: bool = False


def fates_in(newest: HeldText, text: HeldText) -> Callable[[Quotation], Fate]:
    """A function that tells the fate of the quotations of ``text``; those of the newest version are what they are."""
    if text.number == newest.number:
        return lambda quotation: Fate("verbatim")
    follower = Follower(text.content, text.analysis, newest.content, newest.analysis)

    def fate_of(quotation: Quotation) -> Fate:
        trace = follower.follow(quotation)
        there = trace.span
        if there is None:
            return Fate(trace.status)
        heir = follower.quotation_near(there)
        became = str(Permalink(newest.digest, heir.span if heir else there))
        # Words that today stand in a stretch set aside are shown only when asked for; so the older row stays listed.
        is_superseded = heir is not None and trace.status in SAME_WORDS and heir.removed <= quotation.removed
        return Fate(trace.status, became, is_superseded)

    return fate_of
