"""Sentences that a line end broke in two, most often at a link.

An extractor that puts every link on a line of its own breaks sentences: "…more than two years after" ⏎ "Russia launched
…". Headings, captions, list items and by-lines must not be glued to their neighbours, so two parts are joined only
where nothing but white space stands between them, the first has no final punctuation, and either its last word is one
that a sentence does not end with, or the second starts with a small letter; and doubtful ones only where prose goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.rules.sentence_words import words_for
from archive.rules.signs import FINALS, sentence_closers
from archive.spans import LINE_END, Span

_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_FINAL = FINALS | frozenset(":;：；")
_LIST_SIGNS = frozenset("•‣▪●◦–—-*·▶►#>|+")
_LONG = 100
_SHORT = 40
_WIDEST_GAP = 200
"""More white space than this between two lines parts them."""


def is_broken(text: str, before: Span, after: Span, *, is_whole: bool, prose_goes_on: bool) -> bool:
    """Whether ``after`` goes on with the sentence that ``before`` leaves unfinished at its line end.

    Args:
        text: the whole text.
        before: the last sentence of a paragraph.
        after: the first sentence of the next one.
        is_whole: ``before`` is its whole paragraph, so it may be a heading.
        prose_goes_on: the paragraph of ``after`` ends with a full stop or the like, or is a link in mid-sentence: the
            paragraph after it starts with a small letter.
    """
    if after.start - before.end > _WIDEST_GAP or text[before.end : after.start].strip():
        return False
    if _is_list_item(text, before) or _is_list_item(text, after):
        return False
    tail = text[max(before.start, before.end - 32) : before.end].rstrip(sentence_closers())
    if not tail or tail[-1] in _FINAL:
        return False
    if text[after.start].islower():
        return _ends_unfinished(tail) or (prose_goes_on and not (is_whole and _may_be_heading(text, before, after)))
    last = _last_word(tail)
    if last in words_for("never-last"):
        return not is_whole or (prose_goes_on and len(before) >= _SHORT and not _is_title(before.of(text)))
    return last in words_for("seldom-last") and not is_whole and prose_goes_on


def _is_list_item(text: str, sentence: Span) -> bool:
    return text[sentence.start] in _LIST_SIGNS or text.startswith("o ", sentence.start)


def _last_word(tail: str) -> str:
    """The last word in small letters; none when it is an abbreviation in capitals, such as a ``US`` or ``IT``."""
    found = _LAST_WORD.search(tail)
    if found is None or (found.group().isupper() and len(found.group()) > 1):
        return ""
    return found.group().lower()


def _ends_unfinished(tail: str) -> bool:
    last = _last_word(tail)
    return last in words_for("never-last") or last in words_for("seldom-last")


def _may_be_heading(text: str, before: Span, after: Span) -> bool:
    """Whether a line may stand for itself: it is short, and what follows is no sentence's end right below it."""
    if len(before) >= _LONG:
        return False
    if len(before) < _SHORT // 2 or len(after) < _SHORT // 2 or _is_title(before.of(text)):
        return True
    ends = text[max(after.start, after.end - 8) : after.end].rstrip(sentence_closers())[-1:] in _FINAL
    return not ends or len(LINE_END.findall(text, before.end, after.start)) > 1


def _is_title(line: str) -> bool:
    """Whether most long words of a line have capitals, as English headings do."""
    words: Sequence[str] = [word for word in line[:400].split() if len(word) > 3]
    return len(words) > 1 and sum(word[0].isupper() for word in words) > 0.7 * len(words)
