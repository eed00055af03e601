"""The same words as other desks set them: six typographic disguises of a quotation, none of which changes a word."""

from __future__ import annotations

import re
from collections.abc import Callable

_MARKS = str.maketrans(dict.fromkeys("“”„‟«»〝〞＂", '"') | dict.fromkeys("‘’‚‛‹›ʼ＇", "'"))
_STRAIGHT = {"…": "...", "\u2013": "-", "\u2014": "--", "\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u202f": " "}


def _plain(words: str) -> str:
    words = words.translate(_MARKS)
    for sign, plain in _STRAIGHT.items():
        words = words.replace(sign, plain)
    return words


def _inner(words: str, opening: str, closing: str) -> str:
    """The words with quotations inside them set in these marks; apostrophes stay apostrophes."""
    return re.sub(r'"([^"]*)"', rf"{opening}\1{closing}", words)


def set_straight(words: str) -> str:
    """As typed on a keyboard: straight marks, three dots, two hyphens for a dash; quotations inside in single marks."""
    return f'"{_inner(_plain(words), chr(39), chr(39))}"'.replace("--", " - ")


def set_american(words: str) -> str:
    """Curly marks, a comma inside them, dashes without spaces."""
    inner = _inner(_plain(words).replace("'", "’").replace(" - ", "—").replace("--", "—"), "‘", "’")
    inner = inner.rstrip(" .,") + "," if inner.rstrip()[-1:] in ".," else inner
    return f"“{inner}”"


def set_british(words: str) -> str:
    """Single curly marks, full stop and comma outside them, dashes with spaces."""
    inner = _inner(_plain(words).replace("'", "’").replace("--", " – "), "“", "”")
    stop = inner.rstrip()[-1:]
    return f"‘{inner.rstrip(' .,')}’{stop}" if stop in ".," else f"‘{inner}’"


def set_german(words: str) -> str:
    """„…“ with hyphens that do not break."""
    inner = _inner(_plain(words).replace("'", "’"), "‚", "‘")
    inner = re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", "\u2011", inner)
    return f"„{inner}“"


def set_french(words: str) -> str:
    """« … » with no-break spaces, before the signs that have one in French too."""
    inner = re.sub(r"\s*([!?:;])(?=\s|$)", "\u202f\\1", _inner(_plain(words).replace("'", "’"), "“", "”"))
    return f"«\u00a0{inner}\u00a0»"


def set_by_machine(words: str) -> str:
    """As copied from a PDF: ligatures, soft hyphens, no-break and double spaces, an ellipsis sign."""
    inner = _inner(_plain(words).replace("...", "…"), "‘", "’")
    inner = inner.replace("fi", "ﬁ").replace("fl", "ﬂ").replace("ff", "ﬀ")
    inner = re.sub(r"([^\W\d_]{4})([^\W\d_]{4})", "\\1\u00ad\\2", inner)
    count = iter(range(len(inner)))
    inner = re.sub(" ", lambda _: ("\u00a0", "  ", " ")[next(count) % 3], inner)
    return f"“{inner}”"


DISGUISES: dict[str, Callable[[str], str]] = {
    "straight": set_straight,
    "American": set_american,
    "British": set_british,
    "German": set_german,
    "French": set_french,
    "machine": set_by_machine,
}
"""The disguises by name."""
