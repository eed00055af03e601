"""Names that stand together and may speak as one: "Jane Doe and John Smith", "Sens. Jane Doe, John Smith and …".

What is hard: a comma lists names only behind a title in the plural, and "and" may follow the place of the first one.
"""

from __future__ import annotations

import itertools

from archive.attribution.frames import Token
from archive.attribution.mention import Mention
from archive.rules.names import name_rules


def join_listed(tokens: list[Token], mentions: list[Mention]) -> None:
    """Notes for "Jane Doe and John Smith" that both may speak as one, and in "Sens. Jane Doe, John Smith and …" all."""
    plural = name_rules().plural_titles
    for number, (before, after) in enumerate(itertools.pairwise(mentions)):
        is_listed = before.kind == after.kind == "name" and before.head in plural
        if is_listed:
            between = tokens[before.last + 1 : after.first]
            is_listed = len(between) > 0 and all(map(_lists, between))
        is_joined = is_listed or (before.last + 2 == after.first and tokens[before.last + 1].low == "and")
        if is_joined and before.kind != "document":
            after.joined = _with_place(tokens, mentions, number) if after.head else before
            if is_listed and not after.head:
                after.head = before.head


def _with_place(tokens: list[Token], mentions: list[Mention], number: int) -> Mention | None:
    """The mention of that number, or whom it only says the place of: "Sen. John Smith of Texas and Rep. Jane Doe"."""
    mention = mentions[number]
    is_place = mention.kind == "name" and " ".join(mention.core).lower() in name_rules().places
    if not is_place or mention.first < 2 or tokens[mention.first - 1].low not in ("of", "from"):
        return mention
    before = mentions[number - 1] if number else None
    return before if before is not None and before.last == mention.first - 2 else None


def _lists(token: Token) -> bool:
    """Whether the word stands between names that one title leads in: "Reps. Jane Doe, D-Ohio, and John Smith"."""
    return token.text in (",", "(", ")") or token.low == "and" or (len(token.text) > 2 and token.text[1] == "-")
