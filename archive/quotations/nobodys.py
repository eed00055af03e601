"""What stands between quote marks and is nobody's words: titles, names, nicknames, credits, words meant as words.

A wrong answer loses somebody's words, so ``none`` is said only when the surroundings are plain; each test below looks
for one kind. Once a title is plain in one place, it is a title wherever the text has it between marks. What nobody is
said to have spoken is looked at again after attribution (`is_bare_term`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from archive.quotations.found import Found
from archive.quotations.setting import TITLE_LENGTH, WORD, Setting
from archive.records import Kind
from archive.rules.quotation_kinds import kind_words
from archive.rules.sentence_words import words_for
from archive.rules.signs import sentence_closers
from archive.spans import Span

_TITLE_WORDS = 10
_TERM_WORDS = 3
"""A word that is meant as a word, or what somebody goes by, has no more."""
_LABEL_WORDS = 6
"""What stands on a button or a door has no more."""
_KIND_WORDS = 2
"""Words that tell the kind of a thing: a “dry run”."""
_DOUBTFUL_WORDS = 4
"""More words that nobody is said to have spoken are somebody's whom the text does not name."""
_NAME_WORDS = 4
"""The name of a paper has no more."""
_NEAR = 6
_WORD_OR_SIGN = re.compile(r"\w+|©")
_CLAUSE_BEFORE = re.compile(r"[.;:,]")
_TWO_NAMES = re.compile(r" [^\W\d_a-z][\w.’'-]+ [^\W\d_a-z]\w+")
_CLAUSE_END = re.compile(r"[.;:!?\n]")
_CLAUSE_REACH = 80
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")
_SOURCE_REACH = 200
_LONGEST_TITLED = 300
_ACRONYM = 4


def quotes_nobody(setting: Setting) -> bool:
    """Whether the quotation plainly holds nobody's words."""
    if len(setting.quoted) > _LONGEST_TITLED:
        return False
    words = setting.words
    if not words or len(setting.quoted) > TITLE_LENGTH:
        return bool(words) and _is_titled(setting)
    if len(words) > _TITLE_WORDS:
        return _is_credit(setting, words) or _is_titled(setting)
    return any(is_nobodys(setting, words) for is_nobodys in _TESTS)


def mark_known_titles(text: str, found: Sequence[Found]) -> list[Found]:
    """The finds; a fragment that is a title or a name elsewhere in the text is one here too.

    >>> from archive.quotations import find_quotations
    >>> [one.kind for one in find_quotations("The film “Big Days” is out. All love “Big Days”.", (), ())]
    ['none', 'none']
    """
    known: set[str] = set()
    for one in found:
        if one.kind == "none" and len(one.segments) == 1:
            quoted = one.segments[0].of(text)
            if len(quoted) <= TITLE_LENGTH and _large_words(WORD.findall(quoted)):
                known |= {_folded(quoted), _folded(quoted.split(":")[0])} - {""}
    if not known:
        return list(found)
    return [
        replace(one, kind="none") if one.kind == "fragment" and _is_known(text, one, known) else one for one in found
    ]


def _is_known(text: str, one: Found, known: set[str]) -> bool:
    quoted = one.segments[0].of(text)
    return len(quoted) <= TITLE_LENGTH and _folded(quoted) in known and bool(_large_words(WORD.findall(quoted)))


def _folded(title: str) -> str:
    return " ".join(WORD.findall(title)).lower()


def is_bare_term(text: str, segment: Span, kind: Kind = "fragment") -> bool:
    """Whether words that nobody is said to have spoken are a word held up by its marks, or a name or title.

    One word, two as the kind of a thing, or a few that all have capitals, with nothing that ends a clause: ‘delivery’,
    a “dry run”, “Lobby Clock”. What looks like a whole sentence is a title at most.

    >>> [is_bare_term(words, Span(0, len(words))) for words in ("delivery", "Knit and Natter", "stop.", "rip up")]
    [True, True, False, False]
    """
    quoted = segment.of(text).rstrip(",")
    words = WORD.findall(quoted)
    if not words or len(words) > _TITLE_WORDS or not quoted[-1].isalnum():
        return False
    before = _clause_before(text, segment)
    if not _said().isdisjoint(before) or _has_source(text, segment):
        return False
    if len(_large_words(words)) > 1:
        return True
    if kind == "full":
        return False
    return len(words) == 1 or (len(words) == _KIND_WORDS and bool(before) and before[-1] in kind_words("indefinite"))


def is_doubtful_term(text: str, segment: Span, kind: Kind) -> bool:
    """Whether words that most probably nobody spoke may be taken for none: few, or a title, and no word of speech near.

    >>> text = "The charts know it as “the old road”. The town said “an old road”."
    >>> [is_doubtful_term(text, Span(start, start + 11), "fragment") for start in (23, 53)]
    [True, False]
    """
    quoted = segment.of(text)
    words = WORD.findall(quoted)
    if (
        not words
        or len(words) > _DOUBTFUL_WORDS
        or quoted[-1] in "!?…"
        or not text[max(0, segment.start - _CLAUSE_REACH) : segment.start].strip(" \n\"'“‘«„")
    ):
        return False
    if kind == "full" and not _large_words(words):
        return False
    last = text[max(0, segment.start - _CLAUSE_REACH) : max(0, segment.start - 1)].rstrip()[-1:]
    if last == ":" or (last == "," and "," not in (quoted[-1], text[segment.end + 1 : segment.end + 2])):
        return False
    spoken = _said() | kind_words("using") | words_for("speech")
    return spoken.isdisjoint(_clause_before(text, segment)) and not _has_source(text, segment)


@cache
def _said() -> frozenset[str]:
    """Words of a clause whose quoted words are somebody's."""
    return kind_words("judging") | kind_words("source") | kind_words("thinking")


def _has_source(text: str, segment: Span) -> bool:
    """Whether the sentence names a source behind the quotation: “tears”, according to a friend."""
    rest = _SENTENCE_END.split(text[segment.end + 1 : segment.end + _SOURCE_REACH], maxsplit=1)[0]
    return any(word.lower() in kind_words("source") for word in WORD.findall(rest))


def _clause_before(text: str, segment: Span) -> list[str]:
    """The words of the clause before the mark that opens the segment, in small letters."""
    clause = _CLAUSE_END.split(text[max(0, segment.start - _CLAUSE_REACH) : max(0, segment.start - 1)])[-1]
    return [word.lower() for word in WORD.findall(clause)]


def _large_words(words: Sequence[str]) -> list[str]:
    """The words but for small ones like "of", if all of them have a capital; else none."""
    large = [word for word in words if word.lower() not in kind_words("small")]
    return large if all(word[0].isupper() for word in large) else []


def _near_words(setting: Setting) -> list[str]:
    """The words of the clause before the quotation, in small letters, at most six."""
    return [word.lower() for word in WORD.findall(_CLAUSE_BEFORE.split(setting.before)[-1])[-_NEAR:]]


def _word_behind(setting: Setting) -> str:
    """The word right behind the closing mark, parted from it by a space only; empty when there is none."""
    following = WORD.match(setting.after, 1) if setting.after[:1] in (" ", "\u00a0") else None
    return following.group() if following is not None else ""


def _is_credit(setting: Setting, words: Sequence[str]) -> bool:
    """A photo credit: a line in capitals or a copyright sign says so, or its parts are set apart by slashes."""
    credit = kind_words("credit")
    before = _WORD_OR_SIGN.findall(setting.before)[-1:]
    if any(word == "©" or (word.isupper() and word.lower() in credit) for word in before):
        return True
    return "/" in setting.quoted and any(word.lower() in credit for word in words)


def _is_nickname(setting: Setting, words: Sequence[str]) -> bool:
    """John “Jack” Smith: a name on both sides, nothing but a space between; or “the Fox” John Smith."""
    if not setting.quoted[-1].isalnum():
        return False
    if len(words) == 2 and words[0] in kind_words("article") and words[1][0].isupper():
        return not setting.is_free and _TWO_NAMES.match(setting.after) is not None
    if len(words) > 2 or not all(word[0].isupper() for word in words):
        return False
    left = re.search(r"(?:^|[\s(])([^\W\d_][\w.’'-]+) ?\Z", setting.before)
    right = re.match(r" ([^\W\d_]\w+)", setting.after)
    if left is None or right is None or not left.group(1)[0].isupper() or not right.group(1)[0].isupper():
        return False
    return left.group(1) not in words_for("starts") and not _is_headline(setting)


def _is_word_as_word(setting: Setting, words: Sequence[str]) -> bool:
    """The word “available”, a so-called “deal”: what is meant is the word, unless somebody is said to use it."""
    if len(words) > _TERM_WORDS or setting.last_word not in kind_words("term") or setting.quoted[-1] in "!?…":
        return False
    near = [word.lower() for word in setting.words_before[-_NEAR:-1]]
    return not any(word in kind_words("using") for word in near)


def _is_gloss(setting: Setting, words: Sequence[str]) -> bool:
    """Latin for “whiteness”, (pronounced “oh-ee”), “Chhota” means: a word beside what it means or how it sounds."""
    if len(words) > _TERM_WORDS or setting.quoted[-1] in "!?…":
        return False
    if _word_behind(setting).lower() in kind_words("glossed") and setting.starts_sentence:
        return True
    near = _near_words(setting)
    if not near or any(word in kind_words("using") for word in near):
        return False
    return near[-1] in kind_words("gloss") or (
        len(near) > 1 and near[-1] in kind_words("small") and near[-2] in kind_words("gloss")
    )


def _is_reference(setting: Setting, words: Sequence[str]) -> bool:
    """(see “Who pays?”): another article or a box, named in brackets."""
    opened = setting.before.rfind("(") > setting.before.rfind(")")
    near = [word.lower() for word in setting.words_before[-2:]]
    return opened and len(words) <= _TITLE_WORDS and any(word in kind_words("reference") for word in near)


def _is_inscription(setting: Setting, words: Sequence[str]) -> bool:
    """Helmets marked “PRESS”, a button labelled “Pay now”: few words that stand on a thing."""
    before = setting.last_word in kind_words("inscribed")
    if all(word.isupper() for word in words) and len(words) <= _TERM_WORDS:
        return before or _word_behind(setting).lower() in kind_words("inscribed")
    is_short = words[0][0].isupper() and len(words) <= _LABEL_WORDS
    return before and is_short and _word_behind(setting).lower() not in kind_words("agent")


def _is_alias(setting: Setting, words: Sequence[str]) -> bool:
    """What somebody or something goes by: known to the team as “Old Tom”, what is called a “spring tide”."""
    if len(words) > _TERM_WORDS or re.search(r"[:,]\s*\Z", setting.before):
        return False
    near = _near_words(setting)
    if near[-1:] and near[-1] in kind_words("indefinite"):
        near.pop()
    if len(near) > 1 and near[-1] in kind_words("judging"):
        is_name = len(_large_words(words)) > 1 and not kind_words("starts") & {near[-2]}
        is_passive = near[-2] in kind_words("passive") and _word_behind(setting).lower() not in kind_words("agent")
        return is_passive or is_name
    named = [number for number, word in enumerate(near) if word in kind_words("alias")]
    return bool(named) and (named[-1] == len(near) - 1 or near[-1] == "as" or near[-2:] == ["as", "the"])


def _is_hearer(setting: Setting, words: Sequence[str]) -> bool:
    """Sagte Muster der „Süddeutschen Zeitung“: the paper that somebody talks to, in a language that has a dative."""
    small, is_name = setting.last_word, words[0][0].isupper() and words[-1][0].isupper()
    if small not in kind_words("hearer") or not is_name or len(words) > _NAME_WORDS or not setting.quoted[-1].isalnum():
        return False
    near = [word.lower() for word in WORD.findall(_CLAUSE_BEFORE.split(setting.before)[-1])]
    if len(near) > 2 and near[-3] in kind_words("talk"):
        return near[-2] in kind_words("preposition")
    told = [number for number, word in enumerate(near) if word in kind_words("telling")]
    between = near[told[-1] + 1 : -1] if told else []
    is_object = small == "den" and len(words) == 1  # a plural name has two words; one is what somebody calls off
    return bool(between) and between[-1] not in kind_words("preposition") and not is_object


def _is_headline(setting: Setting) -> bool:
    """Whether every long word around it has a capital, so that a capital is no sign of a name."""
    long = [word for word in WORD.findall(f"{setting.before} {setting.after}") if len(word) > 3]
    return len(long) > 3 and all(word[0].isupper() for word in long)


def _is_titled(setting: Setting) -> bool:
    """A study titled “…”: the title may be as long as a sentence."""
    return setting.last_word in kind_words("titled") and re.search(r"[.!?;] *\Z", setting.before) is None


def _is_title(setting: Setting, words: Sequence[str]) -> bool:
    if _is_titled(setting):
        return True
    quoted = setting.quoted.rstrip(sentence_closers())
    if not words[0][0].isupper() or not quoted or quoted[-1] in "!?…" or setting.before.rstrip()[-1:] in (":", "："):
        return False
    large = _large_words(words)
    if large and any(is_named(setting, words) for is_named in _NAMED):
        return True
    is_named = setting.last_word in kind_words("work") and not re.search(r"[.!?,;] *\Z", setting.before)
    if is_named:
        return len(words) <= _TITLE_WORDS and (bool(large) or quoted[-1] not in ".,")
    near = setting.words_before[-4:]
    chosen = kind_words("judging") | kind_words("naming")
    if any(word.lower() in chosen for word in near) or setting.is_free or setting.ends_inside:
        return False
    if "," in quoted:
        return False
    shouted = [word for word in large if word.isupper()]
    return len(large) > 2 and len(shouted) < 2 and all(len(word) <= _ACRONYM for word in shouted)


def _is_on_air(setting: Setting, words: Sequence[str]) -> bool:
    """ABC’s “This Week”, im ZDF-„Morgenmagazin“: a programme of a station of capital letters."""
    if re.search(r"\b[A-Z]{2,}-\Z", setting.before):
        return True
    return len(words) > 1 and re.search(r"\b[A-Z]{2,}['’]s? \Z", setting.before) is not None


def _is_piece(setting: Setting, words: Sequence[str]) -> bool:
    """A copy of “The Long Road”, the premiere of “Rivers”."""
    near = setting.words_before[-2:]
    return len(near) == 2 and near[1].lower() == "of" and near[0].lower() in kind_words("piece")


def _is_apposed(setting: Setting, words: Sequence[str]) -> bool:
    """Her new book, “Power of the Purse,” is out: a title between commas behind the word for a work."""
    if setting.last_word not in kind_words("work") or not re.search(r"\w, \Z", setting.before):
        return False
    return setting.quoted[-1] in ",." or setting.after[:1] in (",", ".", ";")


def _is_works(setting: Setting, words: Sequence[str]) -> bool:
    """The “Big City Days” tour: a title right before what belongs to a work, inside a sentence."""
    return _word_behind(setting) in kind_words("works") and not setting.is_free


def _is_borne(setting: Setting, words: Sequence[str]) -> bool:
    """Die Partei „Neuer Weg“: a name right behind what bears it, which nobody is said to call so."""
    is_behind = setting.last_word in kind_words("bearer") and not setting.is_free
    return is_behind and kind_words("judging").isdisjoint(_near_words(setting))


_NAMED = (_is_on_air, _is_piece, _is_apposed, _is_works, _is_borne)
"""Of a title or name with a capital at each long word."""
_TESTS = (
    _is_credit,
    _is_nickname,
    _is_word_as_word,
    _is_gloss,
    _is_reference,
    _is_inscription,
    _is_alias,
    _is_hearer,
    _is_title,
)
