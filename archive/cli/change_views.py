"""What changed in an article captured again, as ``add`` and ``recheck`` tell it: quotations before all else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.cli.diff_views import marked
from archive.cli.output import count, fit, visible, width, wrap
from archive.comparing import compare_versions, say_speakers, version_texts
from archive.identifiers import DocumentId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.diff_model import DiffRecord
    from archive.model import AddRecord, ChangeRecord
    from archive.store import Store

MOST_SHOWN = 5
"""Quotations that are shown for one article; `archive diff` shows all."""
WORDS_AROUND = 6
"""Unchanged words that are shown on each side of a change; a long quotation would bury it otherwise."""
_WORDS = {
    "gone": "gone",
    "new": "new",
    "edited": "edited",
    "reattributed": "given to another speaker",
    "ambiguous": "now in several places",
}


def change_lines(store: Store, changed: AddRecord, margin: str) -> list[str]:
    """The quotations that an article's change edited, took out or brought in, then how much differs elsewhere.

    Empty when the record does not tell of a change of the current version.
    """
    if changed.previous is None or changed.version is None or changed.document is None:
        return []
    document = DocumentId(changed.document)
    if not {changed.previous, changed.version} <= version_texts(store, document).keys():
        return []
    differences = compare_versions(store, document, changed.previous, changed.version)
    told = [one for one in differences if one.status in _WORDS and (one.quotation or one.became)]
    lines: list[str] = []
    for difference in told[:MOST_SHOWN]:
        lines += _quotation_lines(difference, margin)
    others = len(differences) - len(told[:MOST_SHOWN])
    if others and told:
        lines.append(f"{margin}and {count(others, 'other place')}")
    elif others:
        lines.append(f"{margin}no quotation was edited; {count(others, 'place')} elsewhere")
    return lines


def shorten_equal(changes: Sequence[ChangeRecord]) -> list[ChangeRecord]:
    """The same changes with long stretches of unchanged words cut to `WORDS_AROUND` beside each change."""
    shortened: list[ChangeRecord] = []
    for number, change in enumerate(changes):
        words = change.after.split(" ")
        head = WORDS_AROUND if number else 0
        tail = WORDS_AROUND if number + 1 < len(changes) else 0
        if change.kind == "equal" and len(words) > head + tail + 2:
            # The last piece is empty where the stretch ends in a blank, which belongs to the change behind it.
            text = " ".join([*words[:head], "…", *words[len(words) - tail - (words[-1] == "" and tail > 0) :]])
            change = change.model_copy(update={"before": text, "after": text})
        shortened.append(change)
    return shortened


def _quotation_lines(difference: DiffRecord, margin: str) -> list[str]:
    words = marked(shorten_equal(difference.changes)) if difference.changes else difference.after or difference.before
    name = say_speakers(difference)
    speaker = f" {visible(fit(name, 48))}:" if name else ":"
    head = f"{margin}{_WORDS[difference.status]}{speaker} “"
    return wrap(f"{words}”", first=head, rest=f"{margin}  ", width=width(), most=4)
