"""What became of a quotation, in words: in each later state of its article, and whether its page is still there.

Status, sign and words say the same thing, so that nothing hangs on a colour. The words claim no reason: an article that
no longer says something may have been mended, or shortened, or bent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.model import ChangeRecord, DocumentRecord, HistoryRecord, LogRecord, Status
from archive.provenance import say_date
from archive.web.links import Links
from archive.web.marking import show_invisible
from archive.web.wording import shorten

SIGNS: dict[Status | str, str] = {
    "verbatim": "●",
    "punctuation": "◐",
    "edited": "▲",
    "moved": "→",
    "gone": "✕",
    "ambiguous": "?",
    "new": "+",
    "reattributed": "≠",
}
"""A shape for each status, to be told apart without colour."""
STATUS_WORDS: dict[Status, str] = {
    "verbatim": "word for word the same",
    "punctuation": "the same words, other punctuation",
    "edited": "its words were changed",
    "moved": "the same words at another place",
    "gone": "no longer there",
    "ambiguous": "may have become one of several places",
}
"""What a status means, for the line of one version."""
MOST_CHANGES = 200
"""How many runs of one difference are shown."""
LONGEST_SAME = 400
"""How many code points of a run that stayed are shown: its begin and its end."""
LONGEST_CHANGE = 2_000
"""The same for a run that went or came."""
_CUT = " […] "
MOST_NAMED = 2
"""How many changes of words a warning names; the version's own line has all of them."""


@dataclass(frozen=True, slots=True)
class LaterState:
    """The quotation in one later state of its article."""

    date: str
    captured_at: str
    version: int
    status: Status
    sign: str
    words: str
    address: str
    text_address: str
    changes: tuple[ChangeRecord, ...]
    is_again: bool


@dataclass(frozen=True, slots=True)
class LaterWarning:
    """What stands above a quotation whose words are not in the newest version as they stand here."""

    status: Status
    sign: str
    headline: str
    sentence: str
    is_mild: bool


def list_states(history: Sequence[HistoryRecord], version: int, links: Links) -> list[LaterState]:
    """The later states, oldest first; ``version`` is the first one. What came back does not tell its changes again."""
    seen = [version, *(entry.version for entry in history)]
    return [
        LaterState(
            date=say_date(entry.captured_at),
            captured_at=entry.captured_at,
            version=entry.version,
            status=entry.status,
            sign=SIGNS[entry.status],
            words=STATUS_WORDS[entry.status],
            address=links.permalink(entry.permalink) if entry.permalink else "",
            text_address=links.text(entry.text),
            changes=() if is_again else show_changes(entry.changes),
            is_again=is_again,
        )
        for place, entry in enumerate(history)
        for is_again in [entry.version in seen[: place + 1]]
    ]


def show_changes(changes: Sequence[ChangeRecord]) -> tuple[ChangeRecord, ...]:
    """The changes with control characters made visible, and long runs that stayed cut in their middle.

    >>> [shown] = show_changes([ChangeRecord(kind="equal", before="a " * 999, after="a " * 999)])
    >>> len(shown.after), "a a […] a a" in shown.after
    (402, True)
    """
    shown = [_show_change(change) for change in changes[:MOST_CHANGES]]
    if len(changes) > MOST_CHANGES:
        shown.append(ChangeRecord(kind="equal", before=_CUT, after=_CUT))
    return tuple(shown)


def _show_change(change: ChangeRecord) -> ChangeRecord:
    most = LONGEST_SAME if change.kind == "equal" else LONGEST_CHANGE
    return ChangeRecord(
        kind=change.kind, before=_cut_middle(change.before, most), after=_cut_middle(change.after, most)
    )


def _cut_middle(words: str, most: int) -> str:
    if len(words) > most:
        half = most // 2
        words = words[:half].rpartition(" ")[0] + _CUT + words[-half:].partition(" ")[2]
    return show_invisible(words)


def warn_of(history: Sequence[HistoryRecord]) -> LaterWarning | None:
    """The warning, None when the newest version has the words as they stand here."""
    if not history or history[-1].status == "verbatim":
        return None
    newest = history[-1]
    where = f"Version {newest.version} of this article ({say_date(newest.captured_at)})"
    headline, sentence = {
        "edited": ("Edited later.", f"{where} {_say_edits(newest.changes)}."),
        "gone": ("No longer there.", f"{where} does not hold these words. This is what the archived text said."),
        "moved": ("Moved.", f"{where} has these words, unchanged, at another place."),
        "punctuation": ("Other punctuation.", f"{where} has the same words with other punctuation."),
        "ambiguous": (
            "Not to be told apart.",
            f"{where} has several places that these words may have become; none is chosen here.",
        ),
    }[newest.status]
    is_mild = newest.status in ("moved", "punctuation", "ambiguous")
    return LaterWarning(newest.status, SIGNS[newest.status], headline, sentence, is_mild)


def _say_edits(changes: Sequence[ChangeRecord]) -> str:
    """What a version does, as the rest of a sentence: ``no longer says “not”``.

    >>> _say_edits([ChangeRecord(kind="replace", before="not ", after="now ")])
    'says “now” where this text says “not”'
    """
    edits = [change for change in changes if change.kind != "equal"]
    said = [_say_edit(change) for change in edits[:MOST_NAMED]]
    more = len(edits) - MOST_NAMED
    if not said:
        return "has other words here"
    return ", ".join(said) + (f", and differs in {more} more {'place' if more == 1 else 'places'}" if more > 0 else "")


def _say_edit(change: ChangeRecord) -> str:
    before, after = (show_invisible(shorten(words, 60)) for words in (change.before, change.after))
    if not after:
        return f"no longer says “{before}”"
    return f"adds “{after}”" if not before else f"says “{after}” where this text says “{before}”"


def say_first_seen(captures: Sequence[LogRecord], document: DocumentRecord) -> tuple[str, int]:
    """When a text was first captured, and as which version."""
    first = captures[0] if captures else None
    if first is None or first.version is None:
        return say_date(document.first_captured_at), document.versions
    return say_date(first.captured_at), first.version
