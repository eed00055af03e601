"""Where, inside one piece of a paragraph, a sentence ends.

What is hard: a full stop is also an abbreviation, an initial, an ordinal, part of a number or of an address; a
question mark inside a quotation may stand before "he said"; Chinese and Japanese write no space. The file keeps three
rules. (1) A small letter goes on: no sentence starts with one, so an unknown abbreviation does no harm. (2) Closing
marks and brackets belong to the sentence they close. (3) All looking back and ahead is bounded, so a text of one line
costs no more than one of many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from archive.rules.abbreviations import abbreviation_classes
from archive.rules.sentence_words import words_for
from archive.rules.signs import character_class, closing_signs, wide_closing_signs
from archive.spans import Span

_SIGN = re.compile(r"[.!?…‼⁇⁈⁉。！？｡।॥۔؟։።;\u037e•‣▪●]")
"""Where to look at all: a set of single signs is found many times faster than what follows."""
_ALWAYS = frozenset("।॥۔؟։።")
"""Full stops of scripts that have no capitals: nothing else is written with them."""
_REACH = 48
_NOT_IN_TOKEN = re.compile(r"[^\w.’'ªº§-]")
_LONGEST_SMALL = 7
"""No abbreviation in small letters without an inner full stop is longer; a test compares with the table."""
_INITIAL = re.compile(r"(?:[^\W\d_][.-])*[^\W\d_]\Z")
_WORD = re.compile(r"[\w’'-]+")
_LIST_NUMBER = re.compile(r"(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})\Z")
_SHORTEST_BEFORE_CAPITALS = 3
"""``crossed.THE`` ends a sentence; ``asp.NET`` does not."""
_NUMERAL = frozenset("I")
_ENDS_IN_NUMERAL = re.compile(r"(?:\b[A-Z]\w+|\band|\bthan) \Z")
"""Before a single ``I``: World War I, Elizabeth I, you and I – and no initial of a name."""
_MONTH_AHEAD = re.compile(r"\d{1,2}\.(?!\d)")
_DAY_BEHIND = re.compile(r"(?<!\d)\d{1,2}\. ?\Z")
_GLUED = re.compile(r"[^\W\d_]{3,}\Z")


@cache
def _stop_pattern() -> re.Pattern[str]:
    """A full stop or the like with what closes behind it; a guillemet may stand a space away, and may open instead."""
    wide_closers = character_class(wide_closing_signs() | set("】）〉》〕)]"))
    closers = character_class((closing_signs() - {"»"}) | set(")]}"))
    return re.compile(
        rf"(?P<wide>[。！？｡]+)(?P<wide_closers>{wide_closers}*)"
        r"|(?P<stop>[.!?…‼⁇⁈⁉।॥۔؟։።\u037e]+|(?<=[\u0370-\u03ff\u1f00-\u1fff]);)"
        rf"(?P<closers>(?:\[\d{{1,3}}\]|{closers}|[ \u00a0\u202f\u2009]?[»”](?!\w))*)"
        r"|(?<=\s)(?P<bullet>[•‣▪●])(?=\s)"
    )


def find_boundaries(text: str, piece: Span) -> Iterator[int]:
    """The positions inside ``piece`` right after the end of a sentence; the end of the piece is not among them.

    >>> list(find_boundaries("Gen. Doe left. He won.", Span(0, 22)))
    [14]
    """
    end = piece.start
    stop = _stop_pattern()
    for sign in _SIGN.finditer(text, piece.start, piece.end):
        match = stop.match(text, sign.start(), piece.end) if sign.start() >= end else None
        if match is None:
            continue
        end = match.end()
        if end >= piece.end:
            return
        if match["bullet"]:
            if match.start() > piece.start:
                yield match.start()
        elif _is_end(text, match, piece):
            yield end


def _is_end(text: str, match: re.Match[str], piece: Span) -> bool:
    if match["wide"]:
        return not _goes_on_glued(text, match, piece)
    if text[match.end()].isspace():
        return _ends_sentence(text, match, piece)
    return _is_glued_end(text, match, piece)


def _goes_on_glued(text: str, match: re.Match[str], piece: Span) -> bool:
    """Whether what follows a wide full stop and its closing mark names the speaker, as in “走！”他说."""
    closers = match["wide_closers"]
    if not closers:
        return False
    ahead = text[match.end() : min(match.end() + 16, piece.end)]
    if closers[-1] in ")）】〕]" or ahead[:1].isspace():
        return False
    clause = re.split(r"[。！？，,：:；\s「“]", ahead, maxsplit=1)[0]
    glued = words_for("speech-glued")
    if closers[-1] in "」』":
        return any(clause.startswith(word) for word in glued) or clause[:1] in "のをがはも、"
    return any(clause.endswith(word) for word in glued) or clause == ""


def _is_glued_end(text: str, match: re.Match[str], piece: Span) -> bool:
    """Whether a sentence ends here although the space after it was lost: ``territory.The``, ``war.”Then``."""
    following = text[match.end() : min(match.end() + 4, piece.end)]
    stop = match["stop"]
    if stop[-1] in _ALWAYS:
        return following[0].isalpha()
    if following[0] in "—–":
        return following[1:2].isspace() and following[2:].strip()[:1].isupper()
    if not following[0].isupper():
        return False
    if match["closers"]:
        return match["closers"][-1] in "”»)]"
    before = _GLUED.search(text, max(piece.start, match.start() - _REACH), match.start())
    if before is None or not before.group().islower():
        return False
    return following[1:2].islower() or len(before.group()) > _SHORTEST_BEFORE_CAPITALS


def _ends_sentence(text: str, match: re.Match[str], piece: Span) -> bool:
    """Whether the full stop, question mark … before white space ends its sentence."""
    stop, closers = match["stop"], match["closers"]
    ahead = text[match.end() : min(match.end() + _REACH, piece.end)].lstrip()
    first = _first_sign(ahead)
    if stop[-1] in _ALWAYS:
        return ahead[:1] not in _ALWAYS
    if not first or first.islower() or ahead[0] in ".!?…,;:":
        return False
    if closers[:1] in (")", "]") and text[match.start() - 1] in "([":
        return False  # "[…]": what was left out belongs to what follows
    if stop == "." and not (closing_signs() & set(closers)):
        return _is_full_stop(text, match.start(), piece, ahead)
    if stop[-1] in "!?" and closing_signs() & set(closers):
        return not _names_speaker(ahead)
    return True


def _first_sign(ahead: str) -> str:
    """The first letter or digit, over opening marks, dashes and signs; empty when there is none near."""
    if ahead[:1].isalnum():
        return ahead[0]
    return next((sign for sign in ahead[:12] if sign.isalnum()), "")


def _is_full_stop(text: str, stop: int, piece: Span, ahead: str) -> bool:
    """Whether a single full stop is more than the mark of an abbreviation, an initial or an ordinal."""
    before = text[max(piece.start, stop - _REACH) : stop]
    token = before[before.rfind(" ") + 1 :]
    if token.isalpha() and token.islower() and len(token) > _LONGEST_SMALL:
        return True
    token = _NOT_IN_TOKEN.split(token)[-1]
    if not token:
        return True
    start = stop - len(token)
    if start == piece.start and _LIST_NUMBER.match(token):
        return False
    word = _WORD.search(ahead)
    following = word.group() if word else ""
    if token in _NUMERAL and _ENDS_IN_NUMERAL.search(text, max(piece.start, start - _REACH), start):
        return True
    if token.isdigit():
        return not (_is_date(text, start, token, ahead) or _is_ordinal(text, start, token, following, piece))
    return _is_end_after(re.split("[’'-]", token)[-1], following)


def _is_end_after(token: str, following: str) -> bool:
    kind = abbreviation_classes().get(token)
    if kind == "title":
        return False
    if kind == "number":
        return not following[:1].isdigit()
    if kind == "inner" or (_INITIAL.match(token) and (token[-1].isupper() or token[-1].islower())):
        return following in words_for("starts")
    return True


def _is_date(text: str, start: int, token: str, ahead: str) -> bool:
    """18. 7. or 18. 7. 2024: a day before its month, or a month after its day."""
    if len(token) > 2:
        return False
    return _MONTH_AHEAD.match(ahead) is not None or (
        ahead[:4].isdigit() and _DAY_BEHIND.search(text, max(0, start - 5), start) is not None
    )


def _is_ordinal(text: str, start: int, token: str, following: str, piece: Span) -> bool:
    if len(token) > 2 or not following[:1].isalpha():
        return False
    if following.lower() in words_for("of-ordinal"):
        return True
    before = _WORD.findall(text, max(piece.start, start - _REACH), start)
    return bool(before) and before[-1].lower() in words_for("in-ordinal")


@cache
def _speech_pattern() -> re.Pattern[str]:
    verbs = "|".join(sorted(words_for("speech")))
    return re.compile(rf"(?:[\w.’'-]+[ \u00a0]){{1,5}}?(?:{verbs})\b")


def _names_speaker(ahead: str) -> bool:
    return _speech_pattern().match(ahead) is not None
