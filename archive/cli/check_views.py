"""How a checked draft looks on a terminal: where, what, the two wordings one below the other, and the link to look at.

What is hard here is that two wordings must be compared by eye: so a difference is shown with some words around it, both
lines begin in one column, and what differs is marked below them, without colour too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from archive.cli.output import columns_of, count, fit, style, visible, width, wrap
from archive.identifiers import parse_permalink
from archive.verdicts import SHOWN_AS, VerdictName

if TYPE_CHECKING:
    from archive.check_model import CheckRecord
    from archive.checking import Checked
    from archive.drafts.draft import Unit
    from archive.model import ChangeRecord

WORDS_AROUND = 4
"""Words that are shown on each side of a difference."""
MOST_DIFFERENCES = 4
"""Differences of one quotation that are shown; where there are more, it is other words altogether."""
_COLOURS: dict[VerdictName, str] = {"ok": "green", "missing": "yellow", "variant": "yellow", "ambiguous": "yellow"}


def check_lines(checked: Checked, name: str, unit: Unit, *, show_all: bool) -> Iterator[str]:
    """The summary of one draft and the lines of its quotations."""
    yield from wrap((f"{visible(name)}: " if name else "") + _summary(checked), width=width())
    if unit == "paragraph" and checked.records:
        yield "(numbers are paragraph:column)"
    places = [f"{record.line}:{record.column}" for record in checked.records]
    room = max((len(place) for place in places), default=0)
    for place, record in zip(places, checked.records, strict=True):
        yield from _record_lines(record, f"{place:>{room}}  ", show_all=show_all)


def _summary(checked: Checked) -> str:
    right = sum(record.verdict == "ok" for record in checked.records)
    words = f"{count(len(checked.records), 'quotation')} compared with {count(checked.articles, 'article')}: "
    words += f"{right} right, {len(checked.records) - right} to look at"
    return words + (f"; {checked.unjudged} not judged (single words, titles)" if checked.unjudged else "")


def _record_lines(record: CheckRecord, place: str, *, show_all: bool) -> Iterator[str]:
    shown = SHOWN_AS[record.verdict]
    label = style(f"{shown:<14}", fg=_COLOURS.get(record.verdict, "red"), bold=record.verdict != "ok")
    margin = " " * (len(place) + 16)
    lines = list(_body(record, len(margin), show_all=show_all))
    link = _link(record) if record.verdict != "ok" or show_all else ""
    for number, line in enumerate(lines or [""]):
        is_last = number == max(len(lines) - 1, 0)
        head = f"{place}{label}  " if not number else margin
        room = width() - len(margin) - columns_of(line)
        if is_last and link and room >= len(link) + 2:
            yield f"{head}{line}{' ' * (room - len(link))}{style(link, fg='cyan')}"
            link = ""
        else:
            yield (head + line).rstrip()
    if link:
        yield " " * max(0, width() - len(link)) + style(link, fg="cyan")


def _body(record: CheckRecord, margin: int, *, show_all: bool) -> Iterator[str]:
    room = width() - margin
    if record.verdict == "ok" and not show_all:
        if record.note:
            yield from wrap(record.note, width=room)
        return
    if record.verdict == "altered":
        yield from side_by_side(record.changes, room)
    elif record.verdict == "variant":
        yield from wrap(f"“{record.quoted}”", first="draft   ", rest="        ", width=room, most=3)
        yield from wrap(f"“{record.closest or ''}”", first="source  ", rest="        ", width=room, most=3)
    elif record.verdict != "speaker":
        yield fit(f"“{record.quoted}”", room)
    if record.note:
        yield from wrap(record.note, width=room)
    if record.verdict == "ambiguous":
        for other in record.others:
            yield parse_permalink(other).short


def _link(record: CheckRecord) -> str:
    return parse_permalink(record.permalink).short if record.permalink else ""


def side_by_side(changes: Sequence[ChangeRecord], room: int) -> Iterator[str]:
    """Each difference as a line of the draft, one of the source, and one that marks it.

    >>> from archive.model import ChangeRecord
    >>> same = ChangeRecord(kind="equal", before="are ", after="are ")
    >>> other = ChangeRecord(kind="replace", before="not", after="now")
    >>> print("|".join(line.rstrip() for line in side_by_side([same, other], 40)))
    draft   are not|source  are now|            ^^^
    """
    differing = [number for number, change in enumerate(changes) if change.kind != "equal"]
    for number in differing[:MOST_DIFFERENCES]:
        change = changes[number]
        before = " ".join(visible(changes[number - 1].after if number else "").split()[-WORDS_AROUND:])
        behind = changes[number + 1].after if number + 1 < len(changes) else ""
        after = " ".join(visible(behind).split()[:WORDS_AROUND])
        sides = [" ".join(visible(side).split()) for side in (change.before, change.after)]
        lead = f"{before} " if before else ""
        if max(map(columns_of, sides)) + columns_of(lead) + 8 > room:
            yield from wrap(sides[0] or "–", first="draft   ", rest=" " * 8, width=room)
            yield from wrap(sides[1] or "–", first="source  ", rest=" " * 8, width=room)
            continue
        draft, source = (fit(f"{lead}{side} {after}", room - 8) for side in sides)
        yield f"draft   {draft}"
        yield f"source  {source}"
        yield " " * (8 + columns_of(lead)) + "^" * max(1, columns_of(sides[1] or sides[0]))
    if len(differing) > MOST_DIFFERENCES:
        yield f"and {count(len(differing) - MOST_DIFFERENCES, 'other difference')}"
