"""What one of several is called who has no noun of his own: "Two diplomats … the first said", "One fumed".

The noun is that of the people brought up last: "diplomat", "first diplomat", "another diplomat".
"""

from __future__ import annotations

from dataclasses import replace

from archive.attribution.mentions import Mention
from archive.attribution.unlisted import COUNTS, ORDINALS
from archive.rules.names import name_rules

_OPENING = frozenset(["a", "an", "one", "another"])
_COUNTING = frozenset(["one", "two", "three", "four", "five", "six", "several", "some", "many", "another", "both"])
_NO_GROUP = frozenset(["other", "others", "media", "press", "police", "staff"])
"""Plurals of which nobody is called one: "Viewers took to social media, with one writing"."""
_ONE_OF = ("of", "the")
_IRREGULAR = {"people": "person", "women": "woman", "men": "man"}


def is_counted(mention: Mention) -> bool:
    """Whether the words only count: "One", "the first"."""
    return mention.kind == "role" and (mention.head in COUNTS or mention.head in ORDINALS)


def group_of(mention: Mention, opening: str) -> tuple[str, ...] | None:
    """What one of the people is called whom the mention brings up; None where they cannot be counted.

    ``opening`` is the first word of the phrase in small letters.

    >>> group_of(Mention("role", 0, 1, 0, ("Two", "diplomats"), "diplomats", "plural"), "two")
    ('diplomat',)
    """
    if mention.kind != "role" or mention.is_organisation or is_counted(mention) or mention.head in _NO_GROUP:
        return None
    if mention.gender != "plural" and opening not in _OPENING:
        return None
    words = mention.core[1:] if mention.core[0].lower() in _COUNTING else mention.core
    singular = (_singular(word) if word.lower() == mention.head else word for word in words)
    if mention.first == 0 and len(words) == 1 and mention.head not in name_rules().peoples:
        return tuple(word.lower() for word in singular)  # the capital is that of the sentence: "Fans were quick"
    return tuple(singular) or None


def _singular(word: str) -> str:
    """The noun for one of the people: "parties" has "party", "clergymen" "clergyman"."""
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("men"):
        return f"{word[:-2]}an"
    if low.endswith("ies"):
        return f"{word[:-3]}y"
    if low.endswith(("ches", "sses", "xes")):
        return word[:-2]
    return word[:-1] if low.endswith("s") and not low.endswith("ss") else word


def name_counted(mention: Mention, group: tuple[str, ...]) -> tuple[str, ...]:
    """What the one counted is called: "diplomat", "another diplomat", "first diplomat"."""
    return group if mention.head == "one" else (mention.head, *group)


def is_one_of(mention: Mention) -> bool:
    """Whether the words tell of one among those brought up: "one of the sources"."""
    core = mention.core
    return len(core) > len(_ONE_OF) and core[1:3] == _ONE_OF and core[0].lower() == "one"


def as_one(mention: Mention, group: tuple[str, ...]) -> Mention:
    """The mention of that one by the noun alone: "source"; with the words of the group brought up: "EU diplomat"."""
    noun = _singular(mention.head)
    words = group if group and group[-1].lower() == noun else (noun,)
    return replace(mention, core=words, head=noun, gender="unknown", number="", definite=False)
