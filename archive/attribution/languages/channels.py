"""How words travelled, in a language that has a grammar table: what stands in the quotation's own sentence.

A medium or an occasion is a noun of the table behind a preposition (`sur X`, `in einer Mitteilung`); who relayed the
words stands behind "according to", where a verb names the speaker already.
"""

from __future__ import annotations

from archive.attribution.cues import Cue, SentenceReading
from archive.attribution.languages.subjects import floor_of
from archive.attribution.mentions import Mention
from archive.attribution.verdicts import Place
from archive.records import Via, ViaRole
from archive.rules.grammar import Grammar

_PHRASE = 4
"""So many words may stand between the preposition and its noun."""


def find_channels(
    place: Place, text: str, mention: Mention, cue: Cue | None, source: Mention | None, grammar: Grammar
) -> tuple[Via, ...]:
    """The channels of a quotation, sorted; ``source`` is whom "according to" names beside the speaker."""
    reading, found = place.reading, list[Via]()
    for position in _clause(place, cue, grammar):
        first, role = _channel_at(reading, position, grammar)
        if role is not None and not mention.first <= position <= mention.last:
            found.append(_via(reading, text, first, _behind_joined(reading, position, grammar), role))
    if source is not None and source is not mention and source.kind != "document":
        found.append(_via(reading, text, source.first, source.last, "relayed_by"))
    return tuple(sorted(set(found), key=lambda via: via.span))


def _clause(place: Place, cue: Cue | None, grammar: Grammar) -> range:
    """The tokens of the clause that tells the speaker: behind the quotation, or before it."""
    tokens = place.reading.tokens
    if cue is None or cue.position < place.position:
        return range(floor_of(place.reading, place.position, grammar), place.position)
    behind = range(place.position + 1, len(tokens))
    return range(place.position + 1, next((at for at in behind if tokens[at].kind == "quotation"), len(tokens)))


def _behind_joined(reading: SentenceReading, position: int, grammar: Grammar) -> int:
    """The end of the phrase: "conférence de presse", "rueda de prensa"."""
    tokens, noun = reading.tokens, position + 2
    joins = noun < len(tokens) and tokens[position + 1].low in grammar.joins and tokens[noun].text.isalpha()
    return noun if joins and tokens[noun].low not in grammar.closed and not tokens[noun].capital else position


def _channel_at(reading: SentenceReading, position: int, grammar: Grammar) -> tuple[int, ViaRole | None]:
    """The role of the noun at ``position`` and the first word of its phrase, behind the preposition."""
    tokens = reading.tokens
    low = tokens[position].low
    if low in grammar.platforms:
        is_named = position > 0 and tokens[position].capital and tokens[position - 1].low in grammar.on
        return position, "medium" if is_named else None
    if low not in grammar.carriers and low not in grammar.occasions:
        return position, None
    for first in range(position, max(0, position - _PHRASE), -1):
        before = tokens[first - 1]
        if before.low in grammar.on and before.low in grammar.prepositions and before.low not in grammar.joins:
            return first, "occasion" if low in grammar.occasions else "medium"
        if before.kind != "word" or before.capital or before.low in grammar.finite:
            break
    return position, None


def _via(reading: SentenceReading, text: str, first: int, last: int, role: ViaRole) -> Via:
    span = reading.sentence.stretch(first, last)
    return Via(span.of(text), role, span)
