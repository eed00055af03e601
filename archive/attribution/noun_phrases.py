"""Where a noun phrase begins and ends around its noun, without parsing: "a senior official in the ministry".

What is hard: a participle may belong to the phrase ("the ruling party", "an unnamed source") or be the verb before it.
"""

from __future__ import annotations

from functools import cache

from archive.attribution.frames import Token
from archive.attribution.organisation_names import joins_fields
from archive.rules.names import name_rules
from archive.rules.speech import speech_rules

_LEFT_REACH = 7
_RIGHT_REACH = 9
_KNOWING = frozenset([("close", "to"), ("familiar", "with"), ("briefed", "on")])


def _may_be_verb(tokens: list[Token], position: int) -> bool:
    return position < len(tokens) and tokens[position].low.endswith("ed")


_ORDINALS = frozenset(["first", "second", "third"])
"""Adverbs that are part of an office: "the first minister"."""


@cache
def _stops(language: str) -> frozenset[str]:
    """The words that can stand in no noun phrase before its noun."""
    names, speech = name_rules(), speech_rules()
    return frozenset(
        {
            *speech.prepositions,
            *speech.conjunctions,
            *speech.auxiliaries,
            *speech.subordinators,
            *speech.relatives,
            *speech.questions,
            *speech.verbs,
            *speech.adverbs,
            *speech.forms.get(language, {}),
            *names.pronouns.get(language, {}),
        }
    )


class PhraseEdges:
    """Finds the edges of noun phrases; made once per text, for its language's verbs and pronouns."""

    def __init__(self, language: str) -> None:
        self.names = name_rules()
        self.speech = speech_rules()
        self.forms = self.speech.forms.get(language, {})
        self.pronouns = self.names.pronouns.get(language, {})
        self._stops = _stops(language)

    def left_edge(self, tokens: list[Token], position: int) -> int:
        """The first token of the noun phrase that has its noun at ``position``."""
        edge = position
        while edge > 0 and position - edge < _LEFT_REACH:
            token = tokens[edge - 1]
            if token.kind != "word" or token.low == "'s":
                break
            before = tokens[edge - 2] if edge > 1 else None
            is_modifier = before is not None and (before.low in self.names.determiners or before.low == "'s")
            is_participle = is_modifier and token.low in self.forms and token.low.endswith(("ed", "ing"))
            is_number = token.text.isdigit() and before is not None and before.text in ("No", "Number")
            links = token.low in ("of", "for") and before is not None and before.capital and tokens[edge].capital
            is_ordinal = token.low in _ORDINALS and (is_modifier or (before is not None and before.capital))
            is_adjunct = token.low in self.names.adjuncts  # "state media", where "state" is no verb
            if before is not None and self._is_headline_verb(before, token):
                break
            if token.low in self.speech.conjunctions and not token.text.isupper():
                break  # "But palace insiders said", where the sentence gave it the capital
            if self.stops(token) and not (is_participle or links or is_number or is_ordinal or is_adjunct):
                break
            is_named = before is not None and before.capital and before.low not in self.names.determiners
            if token.low.endswith("ed") and (is_named or (before is not None and before.low in self.pronouns)):
                break
            edge -= 1
            if token.low in self.names.determiners and not (token.capital and tokens[edge + 1].text.isdigit()):
                break
        return edge

    def _is_headline_verb(self, before: Token, token: Token) -> bool:
        """Whether an unlisted verb of a headline stands behind its subject: "Sheriff defies governor"."""
        is_verb = token.low.endswith("s") and not token.low.endswith(("ss", "us")) and not token.capital
        return is_verb and before.low in self.names.roles and token.low not in self.names.plural_roles

    def stops(self, token: Token) -> bool:
        """Whether the word can stand in no noun phrase before its noun."""
        return not token.capital and token.low in self._stops

    def is_noun_like(self, token: Token) -> bool:
        """Whether a lower-case word may be a noun, so that what stands before it only describes it."""
        low = token.low
        if token.kind != "word" or token.capital or low in self._stops or low == "'s" or not low[0].isalpha():
            return False
        if low in self.names.determiners or low in self.speech.times:
            return False
        return not low.endswith(("ed", "ing", "ly", "n't"))

    def right_edge(self, tokens: list[Token], last: int) -> int:
        """The last token of the noun phrase that has its noun at ``last``, as in "a spokesman for the ministry"."""
        end, position = last, last + 1
        while position < len(tokens) and position - last <= _RIGHT_REACH:
            leads = self._leads_on(tokens, last, position)
            if not leads:
                break
            position += leads
            begun, served = position, tokens[position - 1].low == "to"
            while position < len(tokens) and position - last <= _RIGHT_REACH and self._in_phrase(tokens, position):
                position += 1
                if self._is_office(tokens, position - 1) and (served or _may_be_verb(tokens, position)):
                    break  # "an aide to the governor counted …"
            if position == begun:
                break
            end = position - 1
        while end > last and end + 1 < len(tokens) and tokens[end].capital and self._goes_on(tokens[end + 1]):
            end += 1  # however long the phrase, no name is cut in two
        return end

    def _goes_on(self, token: Token) -> bool:
        """Whether the word behind a capital one is more of the same name."""
        return token.kind == "word" and token.capital and token.low not in self.speech.times

    def _leads_on(self, tokens: list[Token], noun: int, position: int) -> int:
        """How many words at ``position`` join more to the noun: "of", behind a source "close to", "familiar with"."""
        low = tokens[position].low
        if low == "with" and position > noun + 1:
            return 0  # "a delegate from Leeds with a badge"
        if low in ("of", "for", "at", "from", "with"):
            return 1
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if following is None:
            return 0
        if low == "to" and tokens[noun].low in self.names.serving:
            return int(following.capital or following.low in self.names.determiners)
        return 2 * ((low, following.low) in _KNOWING and tokens[noun].low in self.names.roles)

    def _is_office(self, tokens: list[Token], position: int) -> bool:
        """Whether an office ends at ``position`` and no other begins behind it."""
        names, following = self.names, tokens[position + 1].low if position + 1 < len(tokens) else ""
        low = tokens[position].low
        ends = (low in names.roles or low in names.organisation_nouns) and not tokens[position].capital
        return ends and not (following in names.roles or following in names.organisation_nouns)

    def _in_phrase(self, tokens: list[Token], position: int) -> bool:
        token = tokens[position]
        if joins_fields(tokens, position):
            return True  # "a spokesman for the Department of Food and Health"
        if token.kind != "word":
            return False
        if token.capital:
            return token.low not in self.speech.times
        if tokens[position - 1].low in ("the", "a", "an") and token.low in self.forms:
            return True  # "with knowledge of the talks"
        return (
            token.low == "'s" or token.low in ("the", "a", "an", "his", "her", "its", "their") or not self.stops(token)
        )
