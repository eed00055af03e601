"""The captures of an article in order, and the versions they showed: v1 → v2 → v1 is three captures of two versions.

What is hard here is to tell truly what was seen. An article put back to an earlier state *is* a change, though its
version is not new; a text that somebody supplied is none, however it differs; an answer without an article is no
version at all; and a hundred captures without a change are one line, not a hundred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.identifiers import TextDigest
from archive.model import LogRecord
from archive.origins import is_witnessed, origins_of, pair_changes, say_difference
from archive.provenance import say_date, say_method, say_moment
from archive.web.links import Links
from archive.web.wording import say_count, say_origin

MOST_STATES = 8
"""More changes than this are not all named in one line."""
FEWEST_FOLDED = 3
"""Fewer captures without a change than this are not folded."""

MARKERS = {"new": "●", "changed": "▲", "back": "↩", "unchanged": "○", "supplied": "≠", "gone": "✕", "refused": "–"}
"""What stands before each capture; the words beside it say the same."""


@dataclass(frozen=True, slots=True)
class Event:
    """One capture as the timeline shows it; an address is empty where there is nothing to lead to."""

    kind: str
    words: str
    captured_at: str
    moment: str
    came_in: str
    source: str
    text_address: str
    raw_address: str
    comparison_address: str
    withdrawn: str

    @property
    def marker(self) -> str:
        """The sign of what happened."""
        return MARKERS[self.kind]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Captures that follow each other; folded when nothing changed in any of them and there are several."""

    events: tuple[Event, ...]

    @property
    def is_folded(self) -> bool:
        """Whether one line stands for all."""
        return len(self.events) >= FEWEST_FOLDED

    @property
    def summary(self) -> str:
        """That line: how many, and from when to when."""
        newest, oldest = self.events[0], self.events[-1]
        return (
            f"{say_count(len(self.events), 'capture')} without a change, "
            f"{say_date(oldest.captured_at)} to {say_date(newest.captured_at)}"
        )


@dataclass(frozen=True, slots=True)
class Version:
    """One version: the text that stands for it (None when all were taken down), and when it was seen."""

    number: int
    text: str | None
    address: str
    first: str
    last: str
    captures: int
    withdrawn: str
    other_texts: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        """What a list of choices calls it."""
        return f"Version {self.number}, {say_date(self.first)}"


def list_events(
    entries: Sequence[LogRecord], document: str, withdrawals: Mapping[TextDigest, str], links: Links
) -> list[Event]:
    """The captures (given oldest first), newest first; ``withdrawals`` tells why a text was taken down."""
    reason = _reasons(withdrawals)
    origins = origins_of(entries)
    compared = {later.capture: earlier for earlier, later in pair_changes(entries)}
    events: list[Event] = []
    seen: set[int] = set()
    for entry in entries:
        withdrawn = reason(entry.text) if entry.text else ""
        against = compared.get(entry.capture)
        difference = say_difference(origins[against.version or 0], origins[entry.version or 0]) if against else ""
        kind = _kind(entry, seen, is_change=against is not None, is_witnessed=not difference)
        before = against.text if against else None
        can_compare = before and not withdrawn and not reason(before)
        events.append(
            Event(
                kind=kind,
                words=_words(kind, entry, difference),
                captured_at=entry.captured_at,
                moment=say_moment(entry.captured_at),
                came_in=say_method(entry.method, entry.witness, entry.by),
                source=say_origin(entry.source),
                text_address=links.text(entry.text) if entry.text and not withdrawn else "",
                raw_address="" if withdrawn else links.memento(entry.capture),
                comparison_address=links.comparison(document, before or "", entry.text or "") if can_compare else "",
                withdrawn=withdrawn,
            )
        )
        if entry.version is not None and is_witnessed(origins[entry.version]):
            seen.add(entry.version)
    return events[::-1]


def _kind(entry: LogRecord, seen: set[int], *, is_change: bool, is_witnessed: bool) -> str:
    if entry.change not in ("changed", "unchanged"):
        return entry.change
    if not is_change:
        return "unchanged"
    if not is_witnessed:
        return "supplied"
    return "back" if entry.version in seen else "changed"


def _words(kind: str, entry: LogRecord, difference: str) -> str:
    status = f" (status {entry.status})" if entry.status is not None else ""
    return {
        "new": f"First capture: version {entry.version}",
        "changed": f"Changed: version {entry.version}",
        "back": f"Changed back to version {entry.version}",
        "unchanged": f"No change: version {entry.version}",
        "supplied": f"Version {entry.version}: {difference}",
        "gone": f"Gone: the address answered that nothing is there{status}",
    }.get(kind, f"No article in the answer{status}")


def fold_events(events: Iterable[Event]) -> list[Stretch]:
    """The captures, each run without a change taken together."""
    stretches: list[Stretch] = []
    for is_quiet, run in groupby(events, key=lambda event: event.kind == "unchanged" and not event.withdrawn):
        together = tuple(run)
        stretches += [Stretch(together)] if is_quiet else [Stretch((event,)) for event in together]
    return stretches


def say_states(entries: Sequence[LogRecord]) -> str:
    """The versions in the order in which they were seen, and whether the page is gone.

    >>> say_states([])
    ''
    """
    states = [
        f"version {entry.version}" if entry.version is not None else "gone"
        for entry in entries
        if entry.version is not None or entry.change == "gone"
    ]
    changes = [state for state, _ in groupby(states)]
    if len(changes) > MOST_STATES:
        changes = [*changes[:3], "…", *changes[-3:]]
    return " → ".join(changes) if len(changes) > 1 else ""


def list_versions(
    entries: Sequence[LogRecord],
    texts: Sequence[tuple[int, TextDigest]],
    withdrawals: Mapping[TextDigest, str],
    links: Links,
) -> list[Version]:
    """The versions by number; ``texts`` are those of the article, in order of first capture within each version."""
    reason = _reasons(withdrawals)
    seen_in: dict[int | None, list[str]] = {}
    for entry in entries:
        seen_in.setdefault(entry.version, []).append(entry.captured_at)
    versions: list[Version] = []
    for number, run in groupby(texts, key=lambda pair: pair[0]):
        digests = [digest for _, digest in run]
        served = [digest for digest in digests if not reason(digest)]
        text = served[0] if served else None
        seen = seen_in.get(number, [])
        versions.append(
            Version(
                number=number,
                text=text,
                address=links.text(text) if text else "",
                first=min(seen, default=""),
                last=max(seen, default=""),
                captures=len(seen),
                withdrawn=next((reason(digest) for digest in digests if reason(digest)), ""),
                other_texts=tuple((digest, links.text(digest)) for digest in served[1:]),
            )
        )
    return versions


def _reasons(withdrawals: Mapping[TextDigest, str]) -> Callable[[str], str]:
    """Why a text was taken down, empty when it was not."""
    return lambda text: withdrawals.get(TextDigest(text), "")
