"""Whom a draft says that it quotes, where no sentence around the words says so: signatures, labels, bare clauses.

What is hard here is that a draft names people in few words, and papers in the same places. `archive.attribution` reads
sentences of articles, by the language that the whole article tells; a list of quotations has no sentences, and a draft
of one line no language. So three plain forms are read here, sign by sign::

    “words” – Jane Doe, mayor     “words” (Jane Doe, mayor)     > words. — Jane Doe, Example Post     a signature
                                  (“words”, Jane Doe)
    Doe – “words”                 Doe: “words”                                                        a label
    „words“, sagte Jane Doe       « words », a déclaré Jane Doe                                       a bare clause

How sure a name is counts more than the name: one word may be a paper's or a town's, and accuses nobody by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from archive.drafts.weighing import is_plain, subject_pronouns, weigh_speaker
from archive.records import Attribution
from archive.rules.drafting import (
    according_words,
    addressing_words,
    nobody_words,
    paper_words,
    speech_words,
    telling_words,
)
from archive.rules.months import month_numbers
from archive.rules.names import name_rules
from archive.rules.wordings import wording_words
from archive.spans import Span

SURE = 0.85
"""A name of two words or more, where nothing says that it is a paper's, a town's or an office's …"""
BARE = 0.7
"""… a single word where only a surname is likely …"""
UNSURE = 0.5
"""… and any other: it accuses only where the archive knows somebody of that name."""

_MARKS = "”“„\"'’‘»«›‹"
_DASH = r"(?:[—–―]|--|-(?=\s))"
_SIGNATURE = re.compile(rf"[{_MARKS}.,!?…\u00a0\u202f ]{{0,6}}\n?[ \t]*{_DASH}[ \t]*([^\n{_MARKS}]{{2,160}})(?=\n|\Z)")
_BRACKET = re.compile(rf"[{_MARKS}.,!?…\u00a0\u202f ]{{0,6}}\n?[ \t]*[(\[]([^()\[\]\n{_MARKS}]{{2,160}})[)\]]")
_OPENED = re.compile(rf"[(\[][{_MARKS}\s]*\Z")
_WITHIN = re.compile(rf"[{_MARKS}.,!?…\s]{{0,4}},?[{_MARKS}\s]{{0,4}}([^()\[\]\n{_MARKS}]{{2,160}})[)\]]")
_SIGNED_BLOCK = re.compile(
    rf"(?:\n\s*{_DASH}|(?<=[.!?…{_MARKS}])\s*{_DASH}|\s(?:[—–―]|--))\s*(?P<line>[^\n—–―]{{2,160}})\s*\Z"
    rf"|(?<=[.!?…{_MARKS}])\s*\n\s*(?P<own>[^\n]{{2,100}})\s*\Z"
    r"|\s*[(\[](?P<bracket>[^()\[\]\n]{2,160})[)\]][.]?\s*\Z"
)
_BELOW = re.compile(rf"\s{{0,4}}{_DASH}\s*([^\n]{{2,160}})(?=\n|\Z)")
_LABEL = re.compile(
    rf"(?:\A|\n)[ \t>]*(?:[-*•]\s+|\d+[.)]\s+)?([^\n:{_MARKS}]{{2,80}}?)\s*(?::|{_DASH})\s*[{_MARKS}\s]*\Z"
)
_SENTENCE = re.compile(r"[^\W\d_]{3,}[.!?。]\s+\S")
_PART = re.compile(r"\s*[,;|·/]\s*|\s+[—–(]\s*|\s+(?:in|im|dans|via)\s+")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_CLAUSE = re.compile(rf"[{_MARKS}\s]{{0,4}}[,.!?…]?[{_MARKS}\s]{{0,4}}(?:[—–-]\s*)?([^\n,;:.!?()“„«»\"]{{3,120}})")
_BEFORE = re.compile(rf"([^\n;:.!?()“”„«»\"]{{3,120}}?)\s*[:,]?\s*[{_MARKS}\s]*\Z")
ARTICLES = frozenset(
    (
        "the",
        "der",
        "die",
        "das",
        "le",
        "la",
        "les",
        "el",
        "los",
        "las",
        "il",
        "lo",
        "i",
        "gli",
        "o",
        "a",
        "os",
        "as",
        "de",
    )
)
"""Articles of several languages, in small letters."""
_AUXILIARIES = frozenset(
    ["a", "ont", "avait", "ha", "hanno", "aveva", "hat", "haben", "hatte", "has", "had", "heeft", "han"]
)
_LONGEST_TAIL = 200
_FEWEST = 2
_MOST_PARTICLES = 5


class Name(NamedTuple):
    """Somebody named, and how surely it is a person."""

    name: str
    confidence: float


NOBODY = Name("", 0.0)
"""A signature that is a paper's or a date: nobody is named, and nobody of another line is meant."""


@dataclass(frozen=True, slots=True)
class Signed:
    """The words of a block quotation without its signature, and what that says; ``line`` is empty where none is."""

    words: Span
    name: Name | None = None
    line: str = ""


def read_name(line: str) -> Name | None:
    """The person whom a signature or a label names first; None where it is no name at all.

    >>> read_name("council leader Jane Doe, Coast Daily, 3 May"), read_name("Smith"), read_name("Coast Daily")
    (Name(name='Jane Doe', confidence=0.85), Name(name='Smith', confidence=0.5), None)
    >>> read_name("so it was reported"), read_name("But not today, Jane")
    (None, None)
    """
    first = next(iter(_PART.split(line.strip(" *_.()[]"))), "")
    words = _WORD.findall(first)
    start = next((at for at, word in enumerate(words) if word[0].isupper()), len(words))
    run = words[start:]
    if not run or len(run) > _MOST_PARTICLES or any(character.isdigit() for character in first):
        return None
    if run[0].casefold() in addressing_words():
        return None  # somebody who is spoken to
    if not all(word[0].isupper() or word.casefold() in name_rules().particles for word in run):
        return None
    return _judge_name(run, has_article=start > 0 and words[start - 1].casefold() in ARTICLES)


def _judge_name(run: Sequence[str], *, has_article: bool) -> Name | None:
    """A run of capitalised words as somebody's name; None where it is a paper, an office or a month."""
    rules = name_rules()
    low = [word.casefold().strip(".") for word in run]
    papers = rules.outlet_words | rules.outlet_nouns | rules.known_outlets | rules.organisation_words
    if any(word in papers or word in nobody_words() or word.endswith(paper_words()) for word in low):
        return None
    if len(low) == 1 and (low[0] in month_numbers() or low[0] in _days() or low[0] in rules.nouns):
        return None
    is_office = has_article and len(run) <= _FEWEST
    is_doubtful = len(run) < _FEWEST or low[0] in ARTICLES or " ".join(low) in rules.places or is_office
    return Name(" ".join(run).rstrip("."), UNSURE if is_doubtful else SURE)


def is_credit(line: str) -> bool:
    """Whether a line can be a credit: names, offices, dates, and no sentence.

    >>> is_credit("Jane Doe, council leader"), is_credit("Example Post, 3 May 2024"), is_credit("but not today")
    (True, True, False)
    """
    parts = [part for part in _PART.split(line.strip()) if part]
    if _SENTENCE.search(line) or not parts or any(len(part.split()) > _MOST_PARTICLES + 3 for part in parts):
        return False
    words = _WORD.findall(parts[0])
    return bool(words) and (words[-1][0].isupper() or words[-1].isdigit() or bool(read_name(parts[0])))


def split_signature(text: str, block: Span) -> Signed:
    r"""A block quotation, its signature cut off.

    >>> text = "We will wait. (Jane Doe, mayor)"
    >>> split_signature(text, Span(0, len(text)))
    Signed(words=Span(start=0, end=13), name=Name(name='Jane Doe', confidence=0.85), line='Jane Doe, mayor')
    """
    found = _SIGNED_BLOCK.search(text, max(block.start, block.end - _LONGEST_TAIL), block.end)
    if found is None:
        below = _BELOW.match(text, block.end)
        line = below[1].strip() if below and is_credit(below[1]) else ""
        return Signed(block, read_name(line), line)
    line = (found["line"] or found["own"] or found["bracket"]).strip()
    named = read_name(line)
    if found["own"] and (named is None or named.confidence < SURE):
        return Signed(block)
    has_own_line = "\n" in found[0][: found[0].find(line[:1])]
    words = Span(block.start, found.start()).trimmed(text)
    if not words or not (is_credit(line) or (has_own_line and found["line"])):
        return Signed(block)
    return Signed(words, named, line)


def name_speaker(text: str, span: Span, known: Attribution) -> Attribution:
    """The attribution of a quotation at ``span``: the one known, unless a signature, a label or a clause says more.

    >>> text = "„Wir warten“, sagte Erika Mustermann."
    >>> name_speaker(text, Span(1, 11), Attribution()).speaker
    'Erika Mustermann'
    """
    weighed = weigh_speaker(text, span, known)
    if (weighed.cue and _is_beside(text, span, weighed.cue_span)) or (is_plain(weighed) and weighed.confidence >= BARE):
        return weighed
    found = _signature(text, span)
    if found is NOBODY:
        return Attribution()
    found = found or _label(text, span) or _clause_behind(text, span.end) or _clause_before(text, span.start)
    if found is None:
        return weighed
    if found.name == known.speaker and weighed.speaker:
        return replace(known, confidence=max(found.confidence, weighed.confidence))
    is_other = weighed.confidence >= SURE and _is_beside(text, span, weighed.mention_span)
    return Attribution(found.name, mention=found.name, confidence=UNSURE if is_other else found.confidence)


def _is_beside(text: str, span: Span, other: Span | None) -> bool:
    """Whether a stretch stands in the same line."""
    if other is None:
        return False
    return text.find("\n", other.end, span.start) < 0 and text.find("\n", span.end, other.start) < 0


def _signature(text: str, span: Span) -> Name | None:
    signed = _SIGNATURE.match(text, span.end)
    if signed and is_credit(signed[1]):
        ahead = text[text.rfind("\n", 0, span.start) + 1 : span.start]
        return _alone(read_name(signed[1]), is_alone=not _LETTER.search(ahead)) or NOBODY
    is_within = _OPENED.search(text, max(0, span.start - 4), span.start) is not None
    bracket = (_WITHIN if is_within else _BRACKET).match(text, span.end)
    named = read_name(bracket[1]) if bracket and is_credit(bracket[1]) else None
    return Name(named.name, UNSURE) if named else None


def _label(text: str, span: Span) -> Name | None:
    start = max(0, text.rfind("\n", 0, span.start))
    label = _LABEL.match(text, start, span.start) if span.start - start < _LONGEST_TAIL else None
    named = read_name(label[1]) if label and is_credit(label[1]) else None
    line_end = text.find("\n", span.end)
    is_alone = not _LETTER.search(text, span.end, line_end if line_end >= 0 else len(text))
    return _alone(named, is_alone=True) if named and is_alone else None


def _alone(named: Name | None, *, is_alone: bool) -> Name | None:
    """A name that has a line with nothing but the quotation: one word of it is a surname, unless it is a place."""
    if named is None or " " in named.name or not is_alone or named.name.casefold() in name_rules().places:
        return named
    return Name(named.name, BARE)


def _clause_behind(text: str, end: int) -> Name | None:
    """The subject behind a verb of speech right behind the words: “…”, a déclaré le maire Jean Dupont."""
    clause = _CLAUSE.match(text, end)
    words = _WORD.findall(clause[1]) if clause else []
    if words and words[0].casefold() in according_words():
        return _subject(words[1:])
    verb = next((at for at, word in enumerate(words[:3]) if word.casefold() in speech_words()), None)
    if verb is None or any(word[0].isupper() or word in subject_pronouns() for word in words[:verb]):
        return None
    if words[verb][0].isupper() or words[verb] in telling_words():
        return None
    return _subject(words[verb + 1 :])


def _clause_before(text: str, start: int) -> Name | None:
    """The subject of the clause that leads up to the words: Jean Dupont a déclaré : « … »."""
    clause = _BEFORE.search(text, max(text.rfind("\n", 0, start) + 1, start - 130), start)
    words = [word for word in _WORD.findall(clause[1]) if word.casefold() not in _days()] if clause else []
    verb = next((at for at in range(len(words) - 1, -1, -1) if words[at].casefold() in speech_words()), None)
    if verb is None:
        return None
    if verb + 1 < len(words) and words[verb].casefold() not in telling_words():
        return _subject(words[verb + 1 :])
    while verb and words[verb - 1].casefold() in _AUXILIARIES:
        verb -= 1
    begin = verb
    while begin and words[begin - 1][0].isupper():
        begin -= 1
    return _judge_name(words[begin:verb], has_article=False) if begin < verb else None


def _subject(words: Sequence[str]) -> Name | None:
    """The name that these words begin with; before it there may be a day, and an article with an office."""
    left = list(words)
    while left and left[0].casefold() in _days():
        del left[0]
    has_article = bool(left) and left[0].casefold() in ARTICLES
    start = next((at for at, word in enumerate(left) if word[0].isupper()), len(left))
    if start > _MOST_PARTICLES or not _nobody_else().isdisjoint(word.casefold() for word in left[has_article:start]):
        return None
    if start == 1 and left[0].casefold() in addressing_words():
        return None  # an article in one language, “to” in another
    particles = name_rules().particles
    end = next(
        (at for at in range(start, len(left)) if left[at][0].islower() and left[at].casefold() not in particles),
        len(left),
    )
    while end > start and left[end - 1][0].islower():
        end -= 1
    if end == start:
        return None
    named = _judge_name(left[start:end], has_article=has_article and start == 1)
    return Name(named.name, BARE) if named and not start and end == 1 else named


@cache
def _nobody_else() -> frozenset[str]:
    """Words after which the next name is no subject: a pronoun is it, or somebody is spoken to."""
    return addressing_words() | subject_pronouns()


@cache
def _days() -> frozenset[str]:
    return frozenset(wording_words(None).weekdays)
