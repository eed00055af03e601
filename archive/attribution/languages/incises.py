"""Clauses of attribution inside the marks: `« Oui, a répondu Jane Doe, mais plus tard. »`, as French papers write them.

What is hard: the words between the marks are somebody's own, and may tell of others who spoke. So the clause must stand
between a comma and the next mark of punctuation, and hold nothing but the verb and its subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.attribution.cues import SentenceReading
from archive.attribution.frames import Token, is_dash, read_stretch
from archive.attribution.languages.behind import Frame
from archive.attribution.languages.phrases import PhraseReader
from archive.attribution.languages.subjects import is_thing, mention_behind
from archive.attribution.languages.verbs import group_start, read_sentence
from archive.attribution.languages.words import part_words
from archive.rules.grammar import Grammar
from archive.spans import Span

_REACH = 2000
"""A clause that stands further behind in the words is not looked for."""
_SENTENCE_END = re.compile(r"(?<=[\w»][\w»])[.!?…]+\s+")
"""Where a sentence ends inside the marks; "M. Dupont" is one name."""
_ENDS = frozenset(",.;:!?»”")


def read_incise(
    text: str, quoted: Span, phrases: PhraseReader, grammar: Grammar
) -> tuple[Frame, SentenceReading] | None:
    """The clause inside the quoted words that tells who speaks them, with the reading that it stands in."""
    if not grammar.incises:
        return None
    start, end = quoted.start, min(quoted.end, quoted.start + _REACH)
    while start < end:
        stop = _SENTENCE_END.search(text, start, end)
        stretch = Span(start, stop.end() if stop is not None else end)
        parted = part_words(read_stretch(text, stretch), grammar)
        reading = read_sentence(parted, phrases.find(parted.tokens), grammar)
        frame = _find(reading, text, grammar)
        if frame is not None:
            return frame, reading
        start = stretch.end
    return None


def _find(reading: SentenceReading, text: str, grammar: Grammar) -> Frame | None:
    tokens = reading.tokens
    for cue in reading.cues:
        start, inside = group_start(reading, cue, grammar)
        mention = inside or mention_behind(reading, cue.position + 1, grammar, far=False)
        if mention is None or not start or mention.gender in ("own", "thing") or is_thing(mention, grammar):
            continue
        last = max(mention.last, cue.position)
        if _is_edge(tokens, start - 1) and (_is_edge(tokens, last + 1) or _ends_clause(reading, last, text)):
            return Frame(mention, "framed", cue)
    return None


def _ends_clause(reading: SentenceReading, last: int, text: str) -> bool:
    """Whether a mark follows the token."""
    end = reading.sentence.stretch(last, last).end
    return text[end : end + 1] in _ENDS


def _is_edge(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma or dash stands there."""
    return at < len(tokens) and (tokens[at].text == "," or is_dash(tokens[at]))
