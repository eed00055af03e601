"""What became of a quotation, in words: in each later state of its article, and what earlier ones said in its place.

Status, sign and words say the same thing, so that nothing hangs on a colour. The words claim no reason: an article that
no longer says something may have been mended, or shortened, or bent. And they blame no article for a text that somebody
supplied: such a text differs, which `archive.origins` says in words, and it edits nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from archive.model import ChangeKind, ChangeRecord, DocumentRecord, HistoryRecord, LogRecord, Status
from archive.origins import is_witnessed, say_difference
from archive.provenance import say_date
from archive.records import Method
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
EARLIER_WORDS: dict[Status, str] = {
    "verbatim": "word for word the same",
    "punctuation": "the same words, other punctuation",
    "edited": "other words",
    "moved": "the same words at another place",
    "gone": "not there yet",
    "ambiguous": "several places that may have become this one",
}
"""The same for a version that came before."""
DIFFERS = "≠"
"""The sign of a text that differs because somebody supplied it, or the other one."""
DIFFERING: dict[Status, tuple[str, str]] = {
    "edited": ("differs", "other words"),
    "gone": ("not in it", "does not hold these words"),
}
"""Status and words where no article was changed: a supplied text differs."""
MOST_CHANGES = 200
"""How many runs of one difference are shown."""
LONGEST_SAME = 400
"""How many code points of a run that stayed are shown: its begin and its end."""
LONGEST_CHANGE = 2_000
"""The same for a run that went or came."""
_CUT = " […] "
_TURNED: dict[ChangeKind, ChangeKind] = {
    "equal": "equal",
    "replace": "replace",
    "delete": "insert",
    "insert": "delete",
}
MOST_NAMED = 2
"""How many changes of words a warning names; the version's own line has all of them."""


@dataclass(frozen=True, slots=True)
class LaterState:
    """The quotation in one other state of its article.

    ``label`` says the status in a word or two; ``difference`` whose texts differ, empty where both were witnessed.
    """

    date: str
    captured_at: str
    version: int
    status: Status
    label: str
    sign: str
    words: str
    difference: str
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


Origins = Mapping[int, Method]
"""How each version of an article came in (`archive.origins.origins_of`); what is not in it counts as witnessed."""


def list_states(
    history: Sequence[HistoryRecord], version: int, links: Links, origins: Origins = MappingProxyType({})
) -> list[LaterState]:
    """The later states, oldest first; ``version`` is the first one. What came back does not tell its changes again."""
    seen = [version, *(entry.version for entry in history)]
    return [
        replace(state, changes=() if is_again else show_changes(entry.changes), is_again=is_again)
        for place, entry in enumerate(history)
        for is_again in [entry.version in seen[: place + 1]]
        for state in [_state(entry, version, links, origins, STATUS_WORDS[entry.status])]
    ]


def list_earlier(
    history: Sequence[HistoryRecord], version: int, links: Links, origins: Origins = MappingProxyType({})
) -> list[LaterState]:
    """The earlier versions, oldest first, as `archive.passages.follow_back` gives them.

    Their changes are turned around: what went is what they said, what came is what this text says.
    """
    return [
        replace(
            _state(entry, version, links, origins, EARLIER_WORDS[entry.status]),
            changes=show_changes([_turn(change) for change in entry.changes]),
        )
        for entry in history
    ]


def _turn(change: ChangeRecord) -> ChangeRecord:
    return ChangeRecord(kind=_TURNED[change.kind], before=change.after, after=change.before)


def _state(entry: HistoryRecord, version: int, links: Links, origins: Origins, words: str) -> LaterState:
    difference = _difference(version, entry.version, origins)
    differing = DIFFERING.get(entry.status) if difference else None
    return LaterState(
        date=say_date(entry.captured_at),
        captured_at=entry.captured_at,
        version=entry.version,
        status=entry.status,
        label=differing[0] if differing else entry.status,
        sign=DIFFERS if differing else SIGNS[entry.status],
        words=differing[1] if differing else words,
        difference=difference,
        address=links.permalink(entry.permalink) if entry.permalink else "",
        text_address=links.text(entry.text),
        changes=(),
        is_again=False,
    )


def _difference(here: int, there: int, origins: Origins) -> str:
    """Whose texts differ, in words; empty where both versions were witnessed."""
    return say_difference(origins.get(here, "fetched"), origins.get(there, "fetched"))


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


def warn_of(
    history: Sequence[HistoryRecord],
    version: int = 0,
    origins: Origins = MappingProxyType({}),
    current: int | None = None,
) -> LaterWarning | None:
    """The warning, None when the newest version has the words as they stand here.

    ``current`` is the version that was witnessed last. It counts first, so that a text supplied later neither warns in
    its place nor hushes it.
    """
    seen = [entry for entry in history if entry.version == current]
    newest = next((one for one in (*seen[-1:], *history[-1:]) if one.status != "verbatim"), None)
    if newest is None:
        return None
    difference = _difference(version, newest.version, origins)
    warning = _warning(newest)
    return _soften(warning, difference, is_mild=newest not in seen) if difference else warning


def warn_of_earlier(
    earlier: Sequence[HistoryRecord], version: int, origins: Origins = MappingProxyType({})
) -> LaterWarning | None:
    """What to say above a wording that an earlier version had otherwise; None when none had.

    Of a text that somebody supplied: what the version that was witnessed last says instead.
    """
    seen = [entry for entry in earlier if is_witnessed(origins.get(entry.version, "fetched"))]
    is_supplied = not is_witnessed(origins.get(version, "fetched"))
    told = seen[-1:] if is_supplied else [entry for entry in seen if entry.status == "edited"][-1:]
    if not told or told[0].status == "verbatim":
        return None
    difference = _difference(version, told[0].version, origins)
    warning = replace(_warning(told[0]), headline="Worded differently before.", is_mild=True)
    return _soften(warning, difference, is_mild=False) if difference else warning


def _soften(warning: LaterWarning, difference: str, *, is_mild: bool) -> LaterWarning:
    """The warning about a text that somebody supplied, or that differs from one: nothing was edited, they differ."""
    sentence = f"{warning.sentence} {difference[:1].upper()}{difference[1:]}."
    return replace(warning, sign=DIFFERS, headline="A supplied text differs.", sentence=sentence, is_mild=is_mild)


def _warning(newest: HistoryRecord) -> LaterWarning:
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
