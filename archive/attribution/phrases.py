"""Noun phrases that lead to a name: "Springfield resident Jane Doe", "the party's leader", "according to …"."""

from __future__ import annotations

from collections.abc import Iterator

from archive.attribution.cues import SentenceReading
from archive.attribution.mentions import Mention
from archive.rules.speech import speech_rules


def head_of_phrase(reading: SentenceReading, mention: Mention) -> Mention:
    """The name that a phrase leads to: "Springfield resident Jane Doe" is Jane Doe."""
    while mention.kind == "name":
        following = next(
            (
                other
                for other in reading.mentions
                if mention.last < other.first <= mention.last + 3 and other.kind == "name"
            ),
            None,
        )
        if following is None:
            break
        between = reading.tokens[mention.last + 1 : following.first]
        rules = speech_rules()
        is_phrase = all(
            token.kind == "word"
            and not token.capital
            and (token.low not in rules.prepositions and token.low not in rules.conjunctions)
            and (token.low not in rules.auxiliaries and token.low not in rules.verbs and token.low not in rules.times)
            for token in between
        )
        if not is_phrase or not between:
            break
        mention = following
    return mention


def find_owned(reading: SentenceReading, position: int) -> Mention | None:
    """`said the party's leader`, `said Jane Doe's lawyer`: the mention whose owner begins at ``position``."""
    tokens = reading.tokens
    for mention in reading.mentions:
        if mention.first > position and tokens[mention.first - 1].low == "'s" and mention.first - position <= 6:
            return mention
    return None


def _owns_person(reading: SentenceReading, mention: Mention) -> bool:
    """Whether the mention is the owner of somebody: in "according to Doe's lawyer" she says nothing."""
    tokens, after = reading.tokens, mention.last + 1
    if after + 1 >= len(tokens) or tokens[after].low != "'s":
        return False
    owned = find_owned(reading, mention.last)
    return (
        owned is not None and owned.kind in ("name", "role") and not owned.is_organisation and owned.first == after + 1
    )


def according_mentions(reading: SentenceReading) -> Iterator[Mention]:
    """Whoever stands behind "according to" in the sentence, or behind "per": "…, per a memo"."""
    lows = reading.lows
    if "according" not in lows and "per" not in lows:
        return
    for position in range(len(lows)):
        is_source = lows[position] == "to" and position > 0 and lows[position - 1] == "according"
        is_per = lows[position] == "per" and (position == 0 or reading.tokens[position - 1].kind != "word")
        if not (is_source or is_per):
            continue
        mention = reading.begins.get(position + 1) or reading.begins.get(position + 2)
        if mention is None or _owns_person(reading, mention):
            mention = find_owned(reading, position + 1) or mention
        if mention is not None:
            yield head_of_phrase(reading, mention)
