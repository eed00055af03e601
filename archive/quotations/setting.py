"""A quotation with what stands right before and behind its marks: what its kind is told by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from archive.rules.sentence_words import words_for
from archive.rules.signs import FINALS, character_class, closing_signs, sentence_closers
from archive.spans import LINE_END, Span

WORD = re.compile(r"[^\W_](?:[\w'’.-]*\w)?")
"""One word, with what holds its parts together."""
TITLE_LENGTH = 120
"""A title, a name or a word that is quoted for itself is not longer."""
_REACH = 80
_MOST = 5000
_DASH = re.compile(r"\s?(?:[—–―]|-\s)")
_FINAL = FINALS | frozenset(",،")
_OUTSIDE = (FINALS - {"…"}) | frozenset(",;，،")


@cache
def _closers() -> str:
    return character_class(closing_signs() | set(")]"))


@cache
def _free_pattern() -> re.Pattern[str]:
    """What a clause may start behind."""
    return re.compile(rf"(?:\A|{character_class(FINALS | set(':,;—–―(•，：،؛'))}|- ){_closers()}*\s*\Z")


@cache
def _new_sentence_pattern() -> re.Pattern[str]:
    """What a sentence may start behind."""
    return re.compile(rf"(?:\A|{character_class(FINALS | set(':：'))}{_closers()}*)\s*\Z")


class Setting(NamedTuple):
    """A quotation with what stands right before and after its marks, within its line.

    ``words`` are the quoted words, as far as they count here, and ``words_before`` those before the marks.
    """

    quoted: str
    before: str
    after: str
    words: Sequence[str]
    words_before: Sequence[str]

    @property
    def is_free(self) -> bool:
        """Whether a sentence may start here: after punctuation, a speech verb, or nothing."""
        return _free_pattern().search(self.before) is not None or self.last_word in words_for("speech")

    @property
    def last_word(self) -> str:
        """The word before the quotation, in small letters; empty when there is none."""
        return self.words_before[-1].lower() if self.words_before else ""

    @property
    def ends_inside(self) -> bool:
        """Whether the quoted words end with a sign that ends a clause."""
        return self.quoted.rstrip(sentence_closers())[-1:] in _FINAL

    @property
    def ends_outside(self) -> bool:
        """Whether the clause ends right after the closing mark: punctuation, a dash, the line's end, "said"."""
        rest = self.after.lstrip(sentence_closers())
        if not rest.strip() or rest[0] in _OUTSIDE or _DASH.match(self.after):
            return True
        following = WORD.match(rest)
        return following is not None and following.group().lower() in words_for("speech")

    @property
    def starts_sentence(self) -> bool:
        """Whether the sentence around the quotation has not begun before it, or has led up to it with a colon."""
        return _new_sentence_pattern().search(self.before) is not None


def setting_of(text: str, segment: Span, marks: Span) -> Setting:
    """The quotation with this first segment, whose marks reach over ``marks``, in its line."""
    before = text[max(0, marks.start - _REACH) : marks.start]
    after = text[marks.end : marks.end + _REACH]
    before = LINE_END.split(before)[-1] if before.strip() else ""
    quoted = text[segment.start : min(segment.end, segment.start + _MOST)]
    return Setting(
        quoted=quoted,
        before=before,
        after=LINE_END.split(after, maxsplit=1)[0],
        words=WORD.findall(quoted[: 4 * TITLE_LENGTH]),
        words_before=WORD.findall(before),
    )
