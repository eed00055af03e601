"""Words that are somebody's by a noun: "Jane Doe's claim that …", "his promise to …", "in the words of the mayor".

What is hard: the noun must bring the quotation itself, so nothing but a few small words may stand between.
"""

from __future__ import annotations

from archive.attribution.cues import SentenceReading
from archive.attribution.mentions import Mention
from archive.attribution.ways import Candidate, make_candidate
from archive.rules.names import name_rules
from archive.rules.speech import speech_rules

_OBJECT_REACH = 9
_OWNER_REACH = 4


def find_owned_words(reading: SentenceReading, position: int) -> list[Candidate]:
    """The candidate whose words a noun makes the quotation at token ``position``; empty when none does."""
    return _by_noun(reading, position) or _by_view(reading, position)


def _by_noun(reading: SentenceReading, position: int) -> list[Candidate]:
    """The owner of the noun of speech before the quotation: "Jane Doe's claim that it was “over”"."""
    tokens, rules = reading.tokens, speech_rules()
    for at in range(position - 1, max(0, position - _OBJECT_REACH) - 1, -1):
        token = tokens[at]
        if token.kind == "quotation" or (token.text in (";", ":") and at < position - 1):
            return []
        if at in reading.cue_at:
            return []
        if token.low in rules.nouns and not token.capital:
            brings = at == position - 1 or tokens[at + 1].low in ("that", "to", "of", "about", "as", ":", ",", "for")
            owner = _owner_of(reading, at) if brings else None
            if owner is None or _is_described(reading, owner):
                return []
            return [make_candidate(owner, "noun", distance=position - at - 1)]
    return []


def _is_described(reading: SentenceReading, owner: Mention) -> bool:
    """Whether the noun is what another one's words are about: `John Smith called her remarks “unhelpful”`."""
    return any(cue.form.kind == "describe" for cue in reading.cues_from(max(0, owner.first - 1), owner.first))


def _by_view(reading: SentenceReading, position: int) -> list[Candidate]:
    """Whoever stands in "in the words of the mayor" or "in Ms Doe’s view"."""
    tokens, views = reading.tokens, speech_rules().views
    if views.isdisjoint(reading.lows):
        return []
    for at, token in enumerate(tokens):
        if token.low not in views or at < 2:
            continue
        if at + 1 < len(tokens) and tokens[at + 1].low == "of" and tokens[at - 1].low == "the":
            mention = reading.begins.get(at + 2)
            is_led_in = tokens[at - 2].low == "in"
        else:
            mention = _owner_of(reading, at)
            is_led_in = mention is not None and mention.first > 0 and tokens[mention.first - 1].low == "in"
        if mention is not None and is_led_in:
            return [make_candidate(mention, "noun", distance=abs(position - at))]
    return []


def _owner_of(reading: SentenceReading, at: int) -> Mention | None:
    """Whose the noun at token ``at`` is: the mention before "’s", or "his", "her", "their" as a pronoun."""
    tokens = reading.tokens
    for before in range(at - 1, max(-1, at - _OWNER_REACH), -1):
        low = tokens[before].low
        if low == "'s":
            return reading.ends.get(before - 1)
        gender = name_rules().possessives.get(low)
        if gender is not None:
            return Mention("pronoun", before, before, before, (tokens[before].text,), low, gender)
        if tokens[before].kind != "word" or low in name_rules().determiners or low in speech_rules().prepositions:
            return None
    return None
