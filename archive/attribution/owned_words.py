"""Words that are somebody's by a noun: "Jane Doe's claim that …", "his promise to …", "in the words of the mayor".

What is hard: the noun must bring the quotation itself, so nothing but a few small words may stand between.
"""

from __future__ import annotations

from archive.attribution.cues import SentenceReading
from archive.attribution.mentions import Mention
from archive.attribution.ways import Candidate, make_candidate
from archive.rules.names import name_rules
from archive.rules.speech import speech_rules

_LEADS = frozenset(["that", "to", "of", "about", "as", ":", ",", "for"])
"""What leads on from a noun of speech to the words."""
_MESSAGES = frozenset(["message", "verdict", "answer", "reply", "response", "refrain", "motto", "slogan", "warning"])
_MESSAGE_REACH = 4
_OBJECT_REACH = 9
_OWNER_REACH = 4


def find_owned_words(reading: SentenceReading, position: int) -> list[Candidate]:
    """The candidate whose words a noun makes the quotation at token ``position``; empty when none does."""
    found = _by_noun(reading, position) or _by_view(reading, position) or _to_whom(reading, position)
    return found or _whose_message(reading, position)


def _whose_message(reading: SentenceReading, position: int) -> list[Candidate]:
    """From whom the words are said to be behind them: `“Never again” was the message from families`."""
    tokens, behind = reading.tokens, position + 1
    if behind >= len(tokens) or tokens[behind].low not in speech_rules().be:
        return []
    for at in range(behind + 1, min(len(tokens) - 2, behind + 1 + _MESSAGE_REACH)):
        if tokens[at].kind != "word":
            return []
        if tokens[at].low in _MESSAGES:
            sender = reading.begins.get(at + 2) if tokens[at + 1].low in ("from", "of") else _owner_of(reading, at)
            return [make_candidate(sender, "noun")] if sender is not None else []
    return []


def _to_whom(reading: SentenceReading, position: int) -> list[Candidate]:
    """To whom something is what the words say: "To Jane Doe, the plan is “a disgrace”"."""
    tokens = reading.tokens
    mention = reading.begins.get(1) if tokens[0].low in ("to", "for") else None
    if mention is None or mention.kind not in ("name", "role") or mention.last >= position - 1:
        return []
    is_told = tokens[position - 1].low in speech_rules().be and position - mention.last <= _OBJECT_REACH
    return [make_candidate(mention, "noun", less=0.15)] if is_told else []


def find_owner_before(reading: SentenceReading, position: int) -> list[Candidate]:
    """Whose the quoted words themselves are: "Jane Doe's “long road” had become short"."""
    if position < 1 or reading.tokens[position - 1].low != "'s":
        return []
    owner = reading.ends.get(position - 2)
    if owner is None or owner.kind == "pronoun":  # "it's" is no owner
        return []
    return [make_candidate(owner, "noun", less=0.2)]


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
            owner = _agent_behind(reading, at) or (_owner_of(reading, at) if _brings(reading, at, position) else None)
            if owner is None or _is_described(reading, owner, at):
                return []
            return [make_candidate(owner, "noun", distance=position - at - 1)]
    return []


def _brings(reading: SentenceReading, at: int, position: int) -> bool:
    """Whether the noun at token ``at`` leads to the words, a time between: "Doe's remark last week that it was …"."""
    tokens, times = reading.tokens, speech_rules().times
    after = at + 1
    while after < position and tokens[after].low in times:
        after += 1
    return after == position or tokens[after].low in _LEADS


def _agent_behind(reading: SentenceReading, at: int) -> Mention | None:
    """Who made the claim: "a claim by two aides that …", "a warning from the bank that …"."""
    tokens = reading.tokens
    if at + 2 >= len(tokens) or tokens[at + 1].low not in ("by", "from"):
        return None
    agent = reading.begins.get(at + 2)
    after = agent.last + 1 if agent is not None else 0
    return (
        agent if agent is not None and after < len(tokens) and tokens[after].low in ("that", "to", ":", ",") else None
    )


def _is_described(reading: SentenceReading, owner: Mention, noun: int) -> bool:
    """Whether the noun is what another one's words are about: `John Smith called her remarks “unhelpful”`.

    Who only rejects what the noun goes on to tell has no part in it: "rejected her description of him as “loud”".
    """
    tells = reading.tokens[noun + 1].low in ("that", "of")
    denying = speech_rules().denying
    return any(
        cue.form.kind == "describe" and not (tells and cue.form.lemma in denying)
        for cue in reading.cues_from(max(0, owner.first - 1), owner.first)
    )


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
            is_led_in = mention is not None and mention.first > 0 and tokens[mention.first - 1].low in ("in", "by")
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
