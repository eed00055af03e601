"""Noun phrases that lead to a name: "Springfield resident Jane Doe", "the party's leader", "according to …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archive.attribution.clauses import followed_by_verb, is_noun_like
from archive.attribution.cues import SentenceReading
from archive.attribution.mentions import Mention
from archive.rules.speech import speech_rules

_LONGEST_NOUN = 3
"""So many words behind an owner may be a noun that no table knows, with what describes it."""


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


def speaker_in_phrase(reading: SentenceReading, mention: Mention) -> Mention:
    """Who speaks where the phrase behind a verb begins with the mention: not the owner, but who is the owner's.

    "said the mayor’s spokesman, John Smith", "said Germany’s Jane Doe", "said Doe’s mother", "said Doe’s stonemason".
    """
    owned = _owned_by(reading, mention)
    while owned is not None and owned.kind != "document":
        mention, owned = owned, _owned_by(reading, owned)
    return head_of_phrase(reading, mention)


def _owned_by(reading: SentenceReading, owner: Mention) -> Mention | None:
    """The mention behind the owner's "’s", its noun in a table or not."""
    tokens, after = reading.tokens, owner.last + 1
    if after + 1 >= len(tokens) or tokens[after].low != "'s" or owner.kind == "document":
        return None
    noun = after
    while noun + 1 not in reading.begins and noun - after < _LONGEST_NOUN and _may_be_owned(reading, noun + 1):
        noun += 1
    following = reading.begins.get(noun + 1) or (_named_behind(reading, noun) if noun > after else None)
    if following is not None and following.kind == "role" and noun > after:
        return replace(following, shown_first=owner.shown_first, owner=owner.core)  # "Doe’s then husband"
    if following is not None or noun == after:
        return following
    words = tuple([token.text for token in tokens[after + 1 : noun + 1]])
    return Mention("role", after + 1, noun, owner.shown_first, words, words[-1].lower(), owner=owner.core)


def _named_behind(reading: SentenceReading, noun: int) -> Mention | None:
    """Whom the noun at ``noun`` describes: "Doe’s stonemason, John Smith"."""
    is_set_off = noun + 2 < len(reading.tokens) and reading.tokens[noun + 1].text == ","
    name = reading.begins.get(noun + 2) if is_set_off else None
    return name if name is not None and name.kind == "name" and not followed_by_verb(reading, name) else None


def _may_be_owned(reading: SentenceReading, position: int) -> bool:
    """Whether the word may belong to a noun phrase behind an owner."""
    tokens, rules = reading.tokens, speech_rules()
    low = tokens[position].low if position < len(tokens) else ""
    if low == "then":  # "Britain’s then prime minister"
        return True
    if not low or tokens[position].capital or not is_noun_like(tokens[position]):
        return False
    return position not in reading.cue_at and low not in rules.auxiliaries and low not in rules.verbs


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
