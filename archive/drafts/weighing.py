"""Whether the words around a quotation really say that the one named has spoken: not heard, read, or been spoken to.

What is hard here is that a guess may be good enough for an article, where nobody is accused by it. A draft's speaker is
held against the archive's, so one more thing is asked of the text: is the name the subject of a verb of speech? Who
stands behind a word for “to”, or is the object of “told”, has not spoken; whoever quotes, hears or recalls hands on
what others said; who did not say it has not; and a name without any such verb claims nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from archive.records import Attribution
from archive.rules.drafting import according_words, addressing_words, repeating_words, telling_words
from archive.rules.names import name_rules
from archive.rules.wordings import wording_words
from archive.spans import Span

SURELY = 0.7
"""How surely somebody is named according to whom it is …"""
WEAK = 0.3
"""… and whom nothing says to have spoken: too little to contradict anybody."""

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_CLAUSE = re.compile(r"[\n.!?;:()“”„«»\"]")
_POSSESSIVE = re.compile(r"\b[^\W\d_a-zß-ÿ][\w.-]+['’]s?\s")
_ACCORDING = re.compile(r"\baccording\s+\Z", re.IGNORECASE)
_MOST_BETWEEN = 4
_EVEN = 2
"""Words before a name that may deny it: not even Jane Doe."""
_NEAR = 80
_PLAIN = ("according to", "the line begins", "before the colon")
"""What the basis of an attribution says where a name without a verb is a claim all the same."""


def weigh_speaker(text: str, span: Span, told: Attribution) -> Attribution:
    """The attribution of the quotation at ``span``, less sure or none where the one named has not plainly spoken.

    >>> text = "To Jane Doe she said: “No.”"
    >>> weigh_speaker(text, Span(23, 26), Attribution("Jane Doe", mention="Jane Doe", mention_span=Span(3, 11)))
    Attribution(speaker=None, speaker_id=None, mention=None, mention_span=None, cue=None, cue_span=None, via=(), \
confidence=0.0, basis='unattributed')
    """
    named = told.mention_span
    if named is None or not told.mention:
        return told
    if is_spoken_to(text, span, named):
        return Attribution()
    source, *others = told.mention.split()
    if others and source.casefold() in according_words():
        name = " ".join(others)
        return Attribution(name, mention=name, confidence=max(told.confidence, SURELY))
    if not _has_spoken(text, span, told, named):
        return replace(told, confidence=min(told.confidence, WEAK))
    return told


def is_spoken_to(text: str, span: Span, named: Span) -> bool:
    """Whether the one named beside a quotation is spoken to or about.

    >>> text = "“No,” she told Jane Doe."
    >>> is_spoken_to(text, Span(1, 4), Span(15, 23)), is_spoken_to(text, Span(1, 4), Span(6, 9))
    (True, False)
    """
    first, *others = _WORD.findall(named.of(text)) or [""]
    is_name = bool(others) and (len(first) > 1 or others[0][0].isupper())  # “a teacher” is English
    if is_name and first.casefold() in addressing_words():
        return True
    start = span.end if named.start >= span.end else max(0, named.start - _NEAR)
    ahead = _CLAUSE.split(text[start : named.start])[-1]
    words = [word.casefold() for word in _WORD.findall(ahead)]
    if not words or _ACCORDING.search(ahead[: -len(words[-1]) - 1]):
        return False
    if words[-1] in telling_words() or words[-1] in addressing_words():
        return True
    return bool(subject_pronouns() & set(words[-_MOST_BETWEEN:])) and "," not in ahead.rstrip()[1:]


@cache
def subject_pronouns() -> frozenset[str]:
    """The pronouns that may be the subject of a clause, of all languages, in small letters."""
    return frozenset(word for words in name_rules().pronouns.values() for word in words)


def is_plain(told: Attribution) -> bool:
    """Whether a name without a verb is a claim all the same: a label, or somebody according to whom it is."""
    return any(words in told.basis for words in _PLAIN)


def _has_spoken(text: str, span: Span, told: Attribution, named: Span) -> bool:
    """Whether the one named is the subject of a verb of speech, as far as the sentence tells."""
    start, end = (named.end, span.start) if named.end <= span.start else (span.end, named.start)
    following = _WORD.match(text, named.end + 1)
    ahead = _WORD.findall(_CLAUSE.split(text[max(0, named.start - _NEAR) : named.start])[-1])[-_EVEN:]
    beside = [*ahead, *_WORD.findall(text[start:end]), *([following[0]] if following else [])]
    low = {word.casefold().replace("’", "'") for word in beside}
    table = wording_words(None)
    if low & (repeating_words() | table.negations) or any(word.endswith(tuple(table.endings)) for word in low):
        return False
    if told.cue is None or told.cue_span is None:
        return is_plain(told)
    cue = told.cue.casefold()
    if named.end <= told.cue_span.start and cue.endswith("ing"):
        between = text[named.end : told.cue_span.start]
        return not between.strip() or "," in between or " and " in between
    behind = text[told.cue_span.end : span.start] if told.cue_span.end < span.start else ""
    return not _POSSESSIVE.search(behind)
