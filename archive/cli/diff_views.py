"""Differences as lines for people: word marks instead of colour alone, so that paper and a blind reader have them too.

Words that went stand in ``[-…-]``, words that came in ``{+…+}``, as ``wdiff`` and ``git diff --word-diff`` write them.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from archive.cli.output import count, fit, listed, style, visible, width, wrap
from archive.cli.quotation_lines import label_of
from archive.comparing import say_speakers
from archive.identifiers import parse_permalink
from archive.origins import say_difference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archive.diff_model import DiffRecord
    from archive.model import ChangeRecord, DocumentRecord
    from archive.records import Method

_WORDS = {
    "edited": "edited",
    "reattributed": "given to another speaker",
    "gone": "gone",
    "ambiguous": "in several places now",
    "new": "new",
    "punctuation": "only punctuation",
    "moved": "moved",
}
_COLOURS = {"edited": "yellow", "reattributed": "yellow", "gone": "red", "new": "green"}


def say_whose(origins: Mapping[int, Method], pair: tuple[int, int]) -> str:
    """Whose texts differ, as a sentence; empty when both versions were witnessed, so that the article changed."""
    said = say_difference(*(origins.get(number, "fetched") for number in pair))
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def diff_lines(
    document: DocumentRecord, pair: tuple[int, int], differences: list[DiffRecord], whose: str = ""
) -> list[str]:
    """The differences under the article's name, and whose they are (`say_whose`): inside quotations, then the rest."""
    lines = [
        style(fit(label_of(document.title, document.opening), width()), bold=True),
        *wrap(f"version {pair[0]} → version {pair[1]}: {summary_of(differences)}", rest="  ", width=width()),
        *(wrap(whose, rest="  ", width=width()) if whose else ()),
    ]
    for is_quotation, group in groupby(differences, key=lambda one: one.quotation is not None):
        lines += ["", "Inside quotations" if is_quotation else "Elsewhere in the article"]
        for difference in group:
            lines += _quotation_lines(difference) if is_quotation else _hunk_lines(difference)
    return lines


def summary_of(differences: list[DiffRecord]) -> str:
    """What differs, counted, in one phrase: “quotations: 1 edited and 2 gone; 3 changes elsewhere”."""
    told = [one for one in differences if one.quotation]
    counts = [(words, sum(one.status == status for one in told)) for status, words in _WORDS.items()]
    parts = [f"{number:,} {words}" for words, number in counts if number]
    elsewhere = len(differences) - len(told)
    if not told and not elsewhere:
        return "no word differs, only punctuation or white space outside quotations"
    quotations = f"quotations: {listed(parts)}" if parts else "no quotation changed"
    return f"{quotations}; {count(elsewhere, 'change')} elsewhere" if elsewhere else quotations


def _quotation_lines(difference: DiffRecord) -> list[str]:
    head = style(_WORDS[difference.status], fg=_COLOURS.get(difference.status, "bright_black"), bold=True)
    links = [parse_permalink(link).short for link in (difference.quotation, difference.became) if link]
    speaker = visible(fit(say_speakers(difference) or "speaker not recognised", 48))
    lines = ["", f"  {head}  {speaker}  {style(' → '.join(links), fg='cyan')}"]
    if difference.status == "punctuation":
        lines += wrap(f"“{difference.before}”", first="  - ", rest="     ", width=width(), most=6)
        return lines + wrap(f"“{difference.after}”", first="  + ", rest="     ", width=width(), most=6)
    if difference.changes:
        return lines + wrap(f"“{marked(difference.changes)}”", first="    ", rest="     ", width=width())
    if difference.status == "new":
        return lines + wrap(f"“{difference.after}”", first="  + ", rest="     ", width=width(), most=6)
    mark = "  - " if difference.status == "gone" else "    "
    return lines + wrap(f"“{difference.before}”", first=mark, rest="     ", width=width(), most=6)


def _hunk_lines(difference: DiffRecord) -> list[str]:
    return ["", *wrap(f"… {marked(difference.changes)} …", first="  ", rest="    ", width=width(), most=12)]


def marked(changes: list[ChangeRecord]) -> str:
    """A wording with the words that went in ``[-…-]`` and those that came in ``{+…+}``; blanks stay outside."""
    text, is_apart = "", False
    for change in changes:
        if is_apart and not text[-1:].isspace():
            text += " "
        text += change.after if change.kind == "equal" else _marked(change)
        # Where one wording ends, the other may have gone on after a blank.
        is_apart = any(side != side.rstrip() for side in (change.before, change.after))
    return text.rstrip()


def _marked(change: ChangeRecord) -> str:
    went, came = change.before.strip(), change.after.strip()
    return " ".join([f"[-{went}-]"] * bool(went) + [f"{{+{came}+}}"] * bool(came))
