"""The speakers of one text as the text makes them known, and when one name is another in full.

What is hard: "Kim" is the first word of one name and "Putin" the last of another, and a name alone tells no gender.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from archive.rules.given_names import gender_of_given_name
from archive.rules.names import name_rules


@dataclass(slots=True, eq=False)
class Entity:
    """One speaker of the text: its canonical name, and what is known of it.

    ``spoken`` counts the quotations given to it so far, ``speaks`` the words of speech that stand beside its name.
    ``named_at``: the sentence that names it first. ``is_told``: the text gives an age, or the family name alone.
    ``heads`` are the nouns that say what it is ("minister"), ``owned`` those that it is to somebody ("mother"),
    ``offices`` all words of such phrases ("prime").
    """

    name: str
    words: tuple[str, ...]
    is_organisation: bool = False
    gender: str = "unknown"
    heads: set[str] = field(default_factory=set)
    owned: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    peoples: set[str] = field(default_factory=set)
    votes: dict[str, int] = field(default_factory=dict)
    named_at: int = -1
    first_seen: int = -1
    last_seen: int = -1
    speaks: int = 0
    spoken: int = 0
    places: int = 0
    is_role: bool = False
    is_told: bool = False

    @property
    def is_place(self) -> bool:
        """Whether the text treats the name as a place: things happen in it, and it never speaks."""
        return self.places > 0 and not self.speaks and not self.heads

    @property
    def is_person(self) -> bool:
        """Whether the text tells that this is somebody, for whom "he" may stand; capitals alone do not."""
        if self.is_organisation or self.is_place:
            return False
        is_known = self.gender in ("male", "female") or self.is_told or self.spoken > 0
        return is_known or self.speaks > 0 or bool(self.heads) or bool(self.votes)

    @property
    def may_be_person(self) -> bool:
        """Whether the entity is somebody for all that is known, as a name of two words is: "Marsh End" too."""
        is_name = len(self.words) > 1 and not self.name.isupper()  # "WARNING GRAPHIC DETAIL" is nobody
        return self.is_person or (is_name and not self.is_organisation and not self.is_place)

    def fits(self, gender: str, *, loosely: bool = False) -> bool:
        """Whether a pronoun of this gender may stand for the entity; ``loosely``: nothing speaks against it."""
        if gender in ("male", "female"):
            may_be = not (self.is_organisation or self.is_place) if loosely else self.is_person
            return may_be and self.gender in (gender, "unknown")
        if gender == "plural":
            return self.gender == "plural" or self.is_organisation
        return self.is_organisation


@lru_cache(maxsize=4096)
def name_key(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name as compared: hyphens part them, case does not matter."""
    bare = (word.lower().strip(".").replace("-", " ").replace("‑", " ") for word in words)
    return tuple(part for word in bare for part in word.split())


@lru_cache(maxsize=4096)
def bare_key(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name as compared, without "Jr" and its like."""
    return name_key(strip_suffixes(words))


@lru_cache(maxsize=4096)
def strip_suffixes(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without "Jr" and its like at the end."""
    suffixes = name_rules().suffixes
    while len(words) > 1 and words[-1].lower().strip(".") in suffixes:
        words = words[:-1]
    return words


@lru_cache(maxsize=4096)
def gender_of_full_name(words: tuple[str, ...]) -> str | None:
    """What a full name tells of the pronoun that goes with it; None for nothing.

    >>> gender_of_full_name(("Jane", "Doe")), gender_of_full_name(("Ada", "Nováková")), gender_of_full_name(("Doe",))
    ('female', 'female', None)
    """
    if len(words) < 2:
        return None
    given = [words[0], words[0].split("-")[0], *words[1:-1][:1]]  # the second one in "J. Edgar Hoover"
    told = next((gender for name in given if (gender := gender_of_given_name(name))), None)
    if told is None and words[-1].lower().endswith(name_rules().female_endings):
        return "female"
    return told


def covers(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether the longer key may be the same person's name in full."""
    if len(short) >= len(full):
        return False
    if full[-len(short) :] == short or (full[: len(short)] == short):
        return True
    return len(short) >= 2 and full[0] == short[0] and full[-1] == short[-1]
