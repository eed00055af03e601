"""Whether two names can be one person's: what a draft calls a speaker, and what the archive does.

What is hard here is that a name is written many ways (Zelensky, Zelenskyy, President Zelenskiy), and that an office or
an institution may stand for whoever speaks for it. So only two names of persons contradict each other: names that share
nothing, or one family name behind two plainly different given names (`namesakes`). A description contradicts nobody.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import Literal

from archive.name_forms import in_latin_letters, is_one_name
from archive.rules.names import name_rules
from archive.rules.short_names import is_given_name, is_short_for
from archive.verdicts.namesakes import are_two_people

Likeness = Literal["same", "namesakes", "different", "unknown"]
"""What can be said of two names; namesakes share one of several, and may be one Doe under another given name."""
_ALIKE = 0.78
_PARTICLES = frozenset(
    (
        *("al", "bin", "ibn", "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le"),
        *("el", "of", "the", "zu", "zur", "ter", "y", "e"),
    )
)
_NAME = re.compile(r"[^\W\d_][\w'’.-]*")


def compare_names(one: str, other: str) -> Likeness:
    """Whether two names can be one person's.

    >>> compare_names("Putin", "Vladimir Putin"), compare_names("Zelensky", "Volodymyr Zelenskyy")
    ('same', 'same')
    >>> compare_names("Vladimir Putin", "Dmitry Peskov"), compare_names("the mayor", "Jane Doe")
    ('different', 'unknown')
    >>> compare_names("Mary Doe", "Jane Doe"), compare_names("Kim Jong-un", "Kim Jong Un")
    ('different', 'same')
    >>> compare_names("Bob Doe", "Robert Doe")
    'namesakes'
    """
    if fold_name(one) == fold_name(other) or is_one_name(one, other):
        return "same"
    one, other = in_latin_letters(one), in_latin_letters(other)
    left, right = _names(one), _names(other)
    if not left or not right:
        return "unknown"
    shared = [(a, b) for a in left for b in right if _is_alike(a, b)]
    if not shared or are_two_people(one, other):
        return "different"
    own = [name for name in left if all(name != a for a, _ in shared)]
    others = [name for name in right if all(name != b for _, b in shared)]
    return "namesakes" if own and others and not _may_be_one(own, others) else "same"


def _may_be_one(own: list[str], others: list[str]) -> bool:
    """Whether what two names do not share is one name written otherwise, an initial, or a second name."""
    left, right = ("".join(names).replace("-", "") for names in (own, others))
    if SequenceMatcher(None, left, right).ratio() >= _ALIKE:
        return True
    return left[0] == right[0] and not _are_two_given_names(own, others)


def _are_two_given_names(own: list[str], others: list[str]) -> bool:
    """Whether both have given names that the tables know, and none is short for another: Mary and Margaret."""
    left, right = ([name for name in names if is_given_name(name)] for names in (own, others))
    pairs = [sorted((a, b)) for a in left for b in right]
    return bool(pairs) and not any(b.startswith(a) or is_short_for(a, b) or _is_alike(a, b) for a, b in pairs)


def fold_name(name: str) -> str:
    """A name without accents, dots and capitals.

    >>> fold_name("François  Müller-Doe")
    'francois muller-doe'
    """
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join(plain.casefold().replace(".", "").replace("’", "'").split())


def _names(name: str) -> list[str]:
    """The proper names in it; none where it is a description, which has a word in small letters or an article."""
    words = _NAME.findall(name)
    if name.casefold().startswith("the "):
        return []  # a paper or an office, which may stand for whoever speaks in it
    if name.casefold() in name_rules().places:
        return []  # a capital, which stands for its government
    if any(word[:1].islower() and word.casefold() not in _PARTICLES for word in words):
        return []
    return [fold_name(word) for word in words if word.casefold() not in _PARTICLES and len(word) > 1]


def _is_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) > 4 and SequenceMatcher(None, one, other).ratio() >= _ALIKE
