"""The authors of an article as reference lists need them: people with a family name, and bodies under their one name.

What is hard here is that a byline is free text. "Jane Doe", "The Paper staff", "Reuters" and "Doe, Jane" all stand in
the same field, and a list that prints "Staff, T. P." or "Reuters, A." makes the archive a laughing stock. So a name is
taken for a person's only where nothing speaks against it; whatever is doubtful stays whole, which every style allows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.readers.html_names import is_name
from archive.rules.agencies import agency_names
from archive.rules.bylines import load_bylines
from archive.rules.names import name_rules

MOST_WORDS = 5
"""A longer name is a body's, or a byline that says more than a name."""
_NOT_SPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]")
_STAFF = frozenset(
    {
        "staff",
        "staffs",
        "agencies",
        "agency",
        "desk",
        "team",
        "reporters",
        "editors",
        "editorial",
        "newsroom",
        "correspondents",
        "correspondent",
        "redaktion",
        "rédaction",
        "redacción",
    }
)
_REMARK = re.compile(r"\s*\([^()]{1,40}\)")
_AND = re.compile(r"\s+(?:and|und|et|og|och|en|y|e|i|&)\s+|\s*;\s*")
_PLACE = re.compile(r"\s+(?:in|à|aus|en|from)\s+[A-ZÀ-Þ].*$")


@dataclass(frozen=True, slots=True)
class Author:
    """A person with ``given`` and ``family`` name, or a body, whose whole name is ``family``."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def is_person(self) -> bool:
        """Whether the parts of the name are known."""
        return bool(self.given)

    @property
    def inverted(self) -> str:
        """The name as alphabetical lists have it.

        >>> Author("Doe", "Jane", "Jr.").inverted, Author("Reuters").inverted
        ('Doe, Jane, Jr.', 'Reuters')
        """
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)

    @property
    def whole(self) -> str:
        """The name as people say it."""
        return " ".join(part for part in (self.given, self.family, self.suffix) if part)


def read_authors(byline: str | None) -> tuple[Author, ...]:
    """The authors that a byline names, in its order.

    >>> [author.inverted for author in read_authors("By Jane Doe and Anna van der Berg; Reuters")]
    ['Doe, Jane', 'van der Berg, Anna', 'Reuters']
    """
    if not byline:
        return ()
    return tuple(author for name in _names_in(byline) for author in _read_list(name))


def _names_in(byline: str) -> list[str]:
    """The names between "and" and semicolons, each once; a firm's "and" has one word on a side and parts nothing.

    Unlike a page's reader, this keeps all that stands behind a comma: a suffix and an agency belong into a citation.
    """
    bare = _REMARK.sub("", load_bylines().by.sub("", byline))
    parts = _AND.split(bare)
    if ";" not in bare and any(len(part.split()) < 2 for part in parts):
        parts = [bare]
    names = (part.strip(" ,;|") for part in parts)
    return list({name.casefold(): name for name in names if name and is_name(name)}.values())


def _read_list(name: str) -> list[Author]:
    """One name, the one of "Doe, Jane", or those of "Jane Doe, John Smith"."""
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) == 1:
        return [_read_name(parts[0])]
    if len(parts) == 2 and _bare(parts[1]) in name_rules().suffixes:
        author = _read_name(parts[0])
        return [Author(author.family, author.given, parts[1])] if author.is_person else [Author(name)]
    if len(parts) == 2 and len(parts[0].split()) == 1 and _is_person([*parts[1].split(), parts[0]]):
        return [Author(parts[0], parts[1])]
    if all(_read_name(part).is_person or _is_body(part.split()) for part in parts):
        return [_read_name(part) for part in parts]
    return [Author(name)]


def _read_name(name: str) -> Author:
    name = _PLACE.sub("", name)
    words = name.split()
    suffix = words.pop() if len(words) > 2 and _bare(words[-1]) in name_rules().suffixes else ""
    if not _is_person(words):
        return Author(name)
    family = len(words) - 1
    while family > 1 and words[family - 1].lower() in name_rules().particles and words[family - 1][0].islower():
        family -= 1
    return Author(" ".join(words[family:]), " ".join(words[:family]), suffix)


def _is_person(words: list[str]) -> bool:
    if not 2 <= len(words) <= MOST_WORDS or _NOT_SPACED.search("".join(words)) or _is_body(words):
        return False
    if any(character.isdigit() for word in words for character in word):
        return False
    particles = name_rules().particles
    return all(word[0].isupper() or word.lower() in particles or not word[0].islower() for word in words)


def _is_body(words: list[str]) -> bool:
    """Whether any of the words is one of an organisation's, an outlet's or an agency's name."""
    rules = name_rules()
    known = rules.organisation_words | rules.organisation_nouns | rules.outlet_nouns | rules.known_outlets | _STAFF
    name, lows = " ".join(words), [_bare(word) for word in words]
    if name.casefold() in {agency.casefold() for agency in {*agency_names(), *agency_names().values()}}:
        return True
    return lows[0] == "the" or lows[-1] in rules.outlet_words or any(low in known for low in lows)


def _bare(word: str) -> str:
    return word.casefold().strip(".,'’")
