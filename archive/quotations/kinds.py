"""Whether a quotation holds a whole sentence, only a part of one, or quotes nobody.

``full`` needs a start like a sentence's (a capital, or a script without capitals) and a sign that it is one: it stands
where a sentence may stand and ends like one, or it has a finite verb, or a sentence ends inside it. What quotes nobody
is told by `archive.quotations.nobodys`. Everything else is a ``fragment``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.quotations.nobodys import quotes_nobody
from archive.quotations.setting import WORD, Setting, setting_of
from archive.records import Kind
from archive.rules.quotation_kinds import kind_words
from archive.sentences.boundaries import find_boundaries
from archive.spans import Span

_REACH = 80
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
"""Scripts that write no space between words."""


def judge_kind(text: str, segments: Sequence[Span], marks: Span) -> Kind:
    """The kind of the quotation with these segments, whose marks reach over ``marks``.

    >>> text = "Doe said: “We won.” Of what “victory” did she speak?"
    >>> judge_kind(text, [Span(11, 18)], Span(10, 19)), judge_kind(text, [Span(29, 36)], Span(28, 37))
    ('full', 'fragment')
    """
    if any(_holds_sentence_end(text, segment) for segment in segments):
        return "full"
    setting = setting_of(text, segments[0], marks)
    if quotes_nobody(setting):
        return "none"
    return "full" if _is_whole(setting) else "fragment"


def _holds_sentence_end(text: str, segment: Span) -> bool:
    """Whether a sentence ends inside the segment and another one, of two words at least, follows there."""
    for end in find_boundaries(text, segment):
        rest = text[end : min(segment.end, end + _REACH)]
        return len(WORD.findall(rest)) > 1 or _DENSE.search(rest) is not None
    return False


def _is_whole(setting: Setting) -> bool:
    first = next((sign for sign in setting.quoted if sign.isalnum()), "")
    if not first or first.islower():
        return False
    if not first.isupper() and not first.isdigit():
        return _is_whole_without_capitals(setting)
    words = setting.words
    if setting.is_free and (setting.ends_inside or setting.ends_outside):
        return setting.ends_inside or setting.starts_sentence or len(words) > 2
    return _is_clause(words)


def _is_clause(words: Sequence[str]) -> bool:
    small = [word.lower().replace("’", "'") for word in words]
    if len(small) > 2 and small[0] in kind_words("starts"):
        return True
    return len(small) > 3 and any(word in kind_words("clause") for word in small[1:])


def _is_whole_without_capitals(setting: Setting) -> bool:
    quoted = setting.quoted
    dense = _DENSE.search(quoted) is not None
    size = len(quoted) if dense else len(setting.words)
    if setting.is_free and (setting.ends_inside or setting.ends_outside):
        return size >= (4 if dense else 2)
    if quoted[-1] in "。！？।؟!?":
        return True
    return size >= ((8 if setting.is_free else 12) if dense else (4 if setting.is_free else 6))
