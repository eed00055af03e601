"""Whether a quotation holds a whole sentence, only a part of one, or quotes nobody.

``full`` needs a start like a sentence's (a capital, or a script without capitals) and a sign that it is one: it stands
where a sentence may stand and ends like one, or it has a finite verb, or a sentence ends inside it. ``none`` is said
only when the surroundings are plain: a photo credit, a nickname between two names, a title after "film" or "book", a
name of three capitalised words. Everything else is a ``fragment``: a wrong ``none`` would lose somebody's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from archive.records import Kind
from archive.rules.quotation_kinds import kind_words
from archive.rules.sentence_words import words_for
from archive.rules.signs import FINALS, character_class, closing_signs, sentence_closers
from archive.sentences.boundaries import find_boundaries
from archive.spans import LINE_END, Span

_REACH = 80
_TITLE_LENGTH = 120
_TITLE_WORDS = 10
_TERM_WORDS = 3
"""A word that is meant as a word, or what somebody goes by, has no more."""
_NAME_WORDS = 4
"""The name of a paper has no more."""
_NEAR = 6
_WORD = re.compile(r"[^\W_](?:[\w'’.-]*\w)?")
_WORD_OR_SIGN = re.compile(r"\w+|©")
_DASH = re.compile(r"\s?(?:[—–―]|-\s)")
_FINAL = FINALS | frozenset(",،")
_OUTSIDE = (FINALS - {"…"}) | frozenset(",;，،")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
"""Scripts that write no space between words."""


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


@dataclass(frozen=True, slots=True)
class _Context:
    """A quotation with what stands right before and after its marks, within its line."""

    quoted: str
    before: str
    after: str

    @property
    def words(self) -> list[str]:
        return _WORD.findall(self.quoted[: 4 * _TITLE_LENGTH])

    @property
    def is_free(self) -> bool:
        """Whether a sentence may start here: after punctuation, a speech verb, or nothing."""
        return _free_pattern().search(self.before) is not None or self.last_word in words_for("speech")

    @property
    def last_word(self) -> str:
        words: list[str] = _WORD.findall(self.before)
        return words[-1].lower() if words else ""

    @property
    def ends_inside(self) -> bool:
        return self.quoted.rstrip(sentence_closers())[-1:] in _FINAL

    @property
    def ends_outside(self) -> bool:
        """Whether the clause ends right after the closing mark: punctuation, a dash, the line's end, "said"."""
        rest = self.after.lstrip(sentence_closers())
        if not rest.strip() or rest[0] in _OUTSIDE or _DASH.match(self.after):
            return True
        following = _WORD.match(rest)
        return following is not None and following.group().lower() in words_for("speech")

    @property
    def starts_sentence(self) -> bool:
        """Whether the sentence around the quotation has not begun before it, or has led up to it with a colon."""
        return _new_sentence_pattern().search(self.before) is not None


def judge_kind(text: str, segments: Sequence[Span], marks: Span) -> Kind:
    """The kind of the quotation with these segments, whose marks reach over ``marks``.

    >>> text = "Doe said: “We won.” Of what “victory” did she speak?"
    >>> judge_kind(text, [Span(11, 18)], Span(10, 19)), judge_kind(text, [Span(29, 36)], Span(28, 37))
    ('full', 'fragment')
    """
    if any(_holds_sentence_end(text, segment) for segment in segments):
        return "full"
    first = segments[0]
    before = text[max(0, marks.start - _REACH) : marks.start]
    after = text[marks.end : marks.end + _REACH]
    context = _Context(
        quoted=text[first.start : min(first.end, first.start + 5000)],
        before=LINE_END.split(before)[-1] if before.strip() else "",
        after=LINE_END.split(after, maxsplit=1)[0],
    )
    if _quotes_nobody(context):
        return "none"
    return "full" if _is_whole(context) else "fragment"


def is_bare_term(text: str, segment: Span) -> bool:
    """Whether a fragment that nobody is said to have spoken is a word held up by its marks, or a name.

    One word, or a few that all have capitals, with nothing that ends a clause: ‘delivery’, “Lobby Clock”.

    >>> [is_bare_term(words, Span(0, len(words))) for words in ("delivery", "Knit and Natter", "stop.", "rip up")]
    [True, True, False, False]
    """
    quoted = segment.of(text).rstrip(",")
    words = _WORD.findall(quoted)
    if not words or len(words) > _TITLE_WORDS or not quoted[-1].isalnum():
        return False
    large = [word for word in words if word.lower() not in kind_words("small")]
    return len(words) == 1 or (len(large) > 1 and all(word[0].isupper() for word in large))


def _holds_sentence_end(text: str, segment: Span) -> bool:
    """Whether a sentence ends inside the segment and another one, of two words at least, follows there."""
    for end in find_boundaries(text, segment):
        rest = text[end : min(segment.end, end + _REACH)]
        return len(_WORD.findall(rest)) > 1 or _DENSE.search(rest) is not None
    return False


def _is_whole(context: _Context) -> bool:
    first = next((sign for sign in context.quoted if sign.isalnum()), "")
    if not first or first.islower():
        return False
    if not first.isupper() and not first.isdigit():
        return _is_whole_without_capitals(context)
    words = context.words
    if context.is_free and (context.ends_inside or context.ends_outside):
        return context.ends_inside or context.starts_sentence or len(words) > 2
    return _is_clause(words)


def _is_clause(words: Sequence[str]) -> bool:
    small = [word.lower().replace("’", "'") for word in words]
    if len(small) > 2 and small[0] in kind_words("starts"):
        return True
    return len(small) > 3 and any(word in kind_words("clause") for word in small[1:])


def _is_whole_without_capitals(context: _Context) -> bool:
    quoted = context.quoted
    dense = _DENSE.search(quoted) is not None
    size = len(quoted) if dense else len(context.words)
    if context.is_free and (context.ends_inside or context.ends_outside):
        return size >= (4 if dense else 2)
    if quoted[-1] in "。！？।؟!?":
        return True
    return size >= ((8 if context.is_free else 12) if dense else (4 if context.is_free else 6))


def _quotes_nobody(context: _Context) -> bool:
    if len(context.quoted) > _TITLE_LENGTH:
        return False
    words = context.words
    tests = (_is_credit, _is_nickname, _is_word_as_word, _is_alias, _is_hearer, _is_title)
    return bool(words) and any(is_nobodys(context, words) for is_nobodys in tests)


def _is_credit(context: _Context, words: Sequence[str]) -> bool:
    """A photo credit: a line in capitals or a copyright sign says so, or its parts are set apart by slashes."""
    credit = kind_words("credit")
    before = _WORD_OR_SIGN.findall(context.before)[-1:]
    if any(word == "©" or (word.isupper() and word.lower() in credit) for word in before):
        return True
    return "/" in context.quoted and any(word.lower() in credit for word in words)


def _is_nickname(context: _Context, words: Sequence[str]) -> bool:
    """John “Jack” Smith: a name on both sides, nothing but a space between."""
    if len(words) > 2 or not all(word[0].isupper() for word in words) or not context.quoted[-1].isalnum():
        return False
    left = re.search(r"(?:^|[\s(])([^\W\d_][\w.’'-]+) ?\Z", context.before)
    right = re.match(r" ([^\W\d_]\w+)", context.after)
    if left is None or right is None or not left.group(1)[0].isupper() or not right.group(1)[0].isupper():
        return False
    return left.group(1) not in words_for("starts") and not _is_headline(context)


def _is_word_as_word(context: _Context, words: Sequence[str]) -> bool:
    """The word “available”, a so-called “deal”: what is meant is the word, unless somebody is said to use it."""
    if len(words) > _TERM_WORDS or context.last_word not in kind_words("term") or context.quoted[-1] in "!?…":
        return False
    near = [word.lower() for word in _WORD.findall(context.before)[-_NEAR:-1]]
    return not any(word in kind_words("using") for word in near)


def _is_alias(context: _Context, words: Sequence[str]) -> bool:
    """What somebody or something goes by: known to the team as “Old Tom”."""
    if len(words) > _TERM_WORDS or re.search(r"[:,]\s*\Z", context.before):
        return False
    near = [word.lower() for word in _WORD.findall(re.split(r"[.;:,]", context.before)[-1])[-_NEAR:]]
    named = [number for number, word in enumerate(near) if word in kind_words("alias")]
    return bool(named) and (named[-1] == len(near) - 1 or near[-1] == "as" or near[-2:] == ["as", "the"])


def _is_hearer(context: _Context, words: Sequence[str]) -> bool:
    """Sagte Muster der „Süddeutschen Zeitung“: the paper that somebody talks to, in a language that has a dative."""
    small, is_name = context.last_word, words[0][0].isupper() and words[-1][0].isupper()
    if small not in kind_words("hearer") or not is_name or len(words) > _NAME_WORDS or not context.quoted[-1].isalnum():
        return False
    near = [word.lower() for word in _WORD.findall(re.split(r"[.;:,]", context.before)[-1])]
    told = [number for number, word in enumerate(near) if word in kind_words("telling")]
    between = near[told[-1] + 1 : -1] if told else []
    is_object = small == "den" and len(words) == 1  # a plural name has two words; one is what somebody calls off
    return bool(between) and between[-1] not in kind_words("preposition") and not is_object


def _is_headline(context: _Context) -> bool:
    """Whether every long word around it has a capital, so that a capital is no sign of a name."""
    long = [word for word in _WORD.findall(f"{context.before} {context.after}") if len(word) > 3]
    return len(long) > 3 and all(word[0].isupper() for word in long)


def _is_title(context: _Context, words: Sequence[str]) -> bool:
    quoted = context.quoted.rstrip(sentence_closers())
    if not words[0][0].isupper() or not quoted or quoted[-1] in "!?…" or context.before.rstrip()[-1:] in (":", "："):
        return False
    large = [word for word in words if word.lower() not in kind_words("small")]
    is_title_case = bool(large) and all(word[0].isupper() for word in large)
    if is_title_case and (_is_on_air(context, words) or _is_piece(context) or _is_apposed(context)):
        return True
    is_named = context.last_word in kind_words("work") and not re.search(r"[.!?,;] *\Z", context.before)
    if is_named:
        return len(words) <= _TITLE_WORDS and (is_title_case or quoted[-1] not in ".,")
    near = _WORD.findall(context.before)[-4:]
    if any(word.lower() in kind_words("naming") for word in near) or context.is_free or context.ends_inside:
        return False
    if "," in quoted:
        return False
    return len(large) > 2 and is_title_case and not any(word.isupper() for word in large)


def _is_on_air(context: _Context, words: Sequence[str]) -> bool:
    """ABC’s “This Week”: a programme of a station of capital letters."""
    return len(words) > 1 and re.search(r"\b[A-Z]{2,}['’]s? \Z", context.before) is not None


def _is_piece(context: _Context) -> bool:
    """A copy of “The Long Road”."""
    near = _WORD.findall(context.before)[-2:]
    return len(near) == 2 and near[1].lower() == "of" and near[0].lower() in kind_words("piece")


def _is_apposed(context: _Context) -> bool:
    """Her new book, “Power of the Purse,” is out: a title between commas behind the word for a work."""
    if context.last_word not in kind_words("work") or not re.search(r"\w, \Z", context.before):
        return False
    return context.quoted[-1] in ",." or context.after[:1] in (",", ".", ";")
