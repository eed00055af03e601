"""Whether two full names with one family name are two people's: Peter Major and Mary Major.

What is hard here is that a given name is written and shortened in many ways, and that a title, an office or a second
family name looks like one. So both must begin with a given name that the tables know (`given_names.toml`,
`short_names.toml`), and nothing may make one of the other: no spelling, initial, short form or second name.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from archive.name_forms import FoldedName, fold_name, kind_of_name
from archive.name_forms.folding import fold_spelling
from archive.rules.given_names import gender_of_given_name
from archive.rules.names import name_rules
from archive.rules.short_names import is_given_name, is_short_for

_ALIKE = 0.78
_SAME_START = 2
"""Two given names of one gender that begin with so many letters alike may be one and its short form."""


def are_two_people(one: str, other: str) -> bool:
    """Whether both are full names of one family name, and their given names are plainly two people's.

    >>> are_two_people("Peter Major", "Mary Major"), are_two_people("Bob Smith", "Robert Smith")
    (True, False)
    >>> are_two_people("Major", "Mary Major"), are_two_people("P. Major", "Mary Major")
    (False, False)
    """
    left, right = fold_name(one), fold_name(other)
    if not (left.key and right.key and kind_of_name(one) == kind_of_name(other) == "person"):
        return False
    if not _is_alike(left.words[-1], right.words[-1]):
        return False
    own, others = _given_names(left), _given_names(right)
    return bool(own and others) and not any(_may_be_one(a, b) for a in own for b in others)


def _given_names(name: FoldedName) -> list[str]:
    """The given names behind titles; none where the first is not known, or is the husband's ("Mrs John Smith")."""
    titles, particles = name_rules().titles, name_rules().particles
    own = [word for word in name.plain if word not in particles]
    words = [word for word in own if fold_spelling(word)[0] in name.words[:-1]]
    behind = max((number for number, word in enumerate(words, start=1) if word in titles), default=0)
    given = words[behind:]
    if not given or not is_given_name(given[0]):
        return []
    genders = {titles[word] for word in words[:behind] if word in titles} | {gender_of_given_name(given[0])}
    return [] if genders >= {"male", "female"} else given


def _may_be_one(one: str, other: str) -> bool:
    """Whether two given names may be one person's."""
    one, other = sorted((one, other))
    if _is_alike(fold_spelling(one)[0], fold_spelling(other)[0]) or other.startswith(one) or is_short_for(one, other):
        return True
    genders = {gender_of_given_name(one), gender_of_given_name(other)}
    if None in genders:
        return one[0] == other[0]
    return len(genders) == 1 and one[:_SAME_START] == other[:_SAME_START]


def _is_alike(one: str, other: str) -> bool:
    """Whether the two are one word, or one word in two spellings."""
    one, other = sorted((one, other))
    return one == other or (min(len(one), len(other)) > 2 and SequenceMatcher(None, one, other).ratio() >= _ALIKE)
