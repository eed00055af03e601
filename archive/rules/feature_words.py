"""What the ranker weighed, in words that an editor reads.

What is hard here is that features are made of parts ("where: before, full name"), hundreds in all. So the table tells
what each part means and how the parts of a form make a sentence, and a feature is read back into its parts.
"""

from __future__ import annotations

import re
from functools import cache

from archive.rules import Row, load_table
from archive.rules.speech import speech_rules

_PLACE = re.compile(r"\{(\w+)\}")


class FeatureRow(Row):
    """A form of features and what is told of them; ``{name}`` in both stands for a part of that vocabulary."""

    form: str
    words: str


class FeatureWordsTable(Row):
    """All of ``feature_words.toml``; its head explains each list."""

    vocabulary: dict[str, dict[str, str]]
    variants: dict[str, str]
    feature: tuple[FeatureRow, ...]


@cache
def _table() -> FeatureWordsTable:
    return load_table("feature_words", FeatureWordsTable)


@cache
def _vocabulary() -> dict[str, dict[str, str]]:
    """The table's, with the variants of verbs, verbs among the tokens, and the ways of the rules."""
    table = _table()
    verbs = dict(table.vocabulary["verb"])
    for name, words in table.vocabulary["verb"].items():
        verbs |= {form.format(name): told.format(words) for form, told in table.variants.items()}
    ways = {name: way.basis for name, way in speech_rules().ways.items()}
    return {**table.vocabulary, "verb": verbs, "token": {**verbs, **table.vocabulary["token"]}, "way": ways}


@cache
def _forms() -> tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...]:
    """Each form as a pattern, the vocabularies of its parts in order, and its words with a place for each part."""
    return tuple(
        (re.compile(_PLACE.sub(_any_of, _escaped(row.form))), tuple(_PLACE.findall(row.form)), row.words)
        for row in _table().feature
    )


def _escaped(form: str) -> str:
    """The form as a pattern, its places as they are."""
    parts = _PLACE.split(form)
    return "".join(f"{{{part}}}" if at % 2 else re.escape(part) for at, part in enumerate(parts))


def _any_of(place: re.Match[str]) -> str:
    known = sorted(_vocabulary()[place[1]], key=len, reverse=True)
    named = "|".join(map(re.escape, known))
    return rf"({named}|\S+)" if place[1] == "token" else f"({named})"


@cache
def say_feature(name: str) -> str | None:
    """What a feature tells, as a clause about “it”, the answer that was weighed; None for one of no known form.

    >>> say_feature("where: full name")
    'it is a full name'
    >>> say_feature("sides: , … say")
    'before it stands “,”, behind it a verb of speech like “said”'
    """
    for pattern, places, words in _forms():
        if found := pattern.fullmatch(name):
            told = [
                _vocabulary()[place].get(part, f"“{part}”") for place, part in zip(places, found.groups(), strict=True)
            ]
            return _fill(words, places, told)
    return None


def _fill(words: str, places: tuple[str, ...], told: list[str]) -> str:
    """The words with what is told in each place; a place may stand in them once, twice, or not at all."""
    waiting = {place: [one for other, one in zip(places, told, strict=True) if other == place] for place in places}
    return _PLACE.sub(lambda place: waiting[place[1]].pop(0), words)


def say_where(where: str) -> str:
    """Where an answer stands, seen from the quotation, in words; as it is when the table does not know it.

    >>> say_where("sentence before")
    'in the sentence before'
    """
    return _vocabulary()["where"].get(where, where)
