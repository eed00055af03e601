"""The words of a text with their places: what two wordings are compared by.

What is hard here is to see what a reader sees: “It’s 3.5 %” and "It's 3.5 %" are the same words, "re-sign" and
"resign" are not, "−5" is not "5", and a script without spaces still has places where one sign replaces another. So a
word is a run of letters and digits with inner apostrophes, a number with its separators and sign, a single sign of a
script written without spaces, or a symbol that is read aloud (%, &, €). All other punctuation is typography.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from archive.spans import Span

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007"
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts written without spaces: Thai, Lao, Burmese, Khmer, kana and Han (Unicode 15, Blocks.txt)."""
_APOSTROPHES = "'\u2019\u02bc\uff07"
_WORD = re.compile(
    rf"(?:(?<![\w.])[-\u2212])?\d+(?:[.,:]\d+)*(?![^\W\d])"  # a number: 3.5, 10,000, 9:30, −5
    rf"|[{UNSPACED}]"
    rf"|(?:[^\W_{UNSPACED}][\u0300-\u036f]*)+(?:[{_APOSTROPHES}](?:[^\W_{UNSPACED}])+)*"
    r"|[%‰&@#§]|[\u20a0-\u20bf$¢£¥+=<>°]"
)
_BARE_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_FOLDED = str.maketrans({**dict.fromkeys(_APOSTROPHES, "'"), "\u2212": "-"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its place, and the form in which it is compared (`fold_word`)."""

    span: Span
    key: str


def fold_word(word: str) -> str:
    """The form in which a word is compared: compatibility characters and apostrophes made one; case stays.

    >>> fold_word("don’t") == fold_word("don't"), fold_word("US") == fold_word("us")
    (True, False)
    """
    if word.isascii():
        return word
    return unicodedata.normalize("NFKC", word).translate(_FOLDED)


def split_words(text: str, within: Span | None = None) -> tuple[Word, ...]:
    """The words of ``text`` (or of the part ``within``) in order, with spans in ``text``.

    >>> [word.key for word in split_words("“It’s −3.5 %, not 35,” she said.")]
    ["It's", '-3.5', '%', 'not', '35', 'she', 'said']
    """
    where = Span(0, len(text)) if within is None else within
    return tuple(
        Word(Span(*found.span()), fold_word(found[0])) for found in _WORD.finditer(text, where.start, where.end)
    )


def list_words(text: str) -> list[str]:
    """The runs of letters and digits of a text, and each sign of a script without spaces: enough to count and match by.

    >>> list_words("It’s 市長.")
    ['It', 's', '市', '長']
    """
    return _BARE_WORD.findall(text)


def fold_space(text: str) -> str:
    r"""The text with each run of white space as one space, none at its ends: as wordings are compared.

    >>> fold_space(" It\nis\u00a0 so.")
    'It is so.'
    """
    return " ".join(text.split())
