"""A name in the form that its spellings share, by which those of one person find each other.

What is hard here is to fold enough and no more: "Zelenskyy" is "Zelensky", but "Terri" is not "Terry". So letters of
other scripts become Latin ones by the `anyascii` tables, accents and hyphens go, and of what remains only the endings
and given names of the table `name_forms.toml` are folded, each with its reason. A family name alone has no key: it
joins nothing. Names in scripts that write no vowels come out as consonants and join only their like.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from anyascii import anyascii

from archive.rules.name_forms import name_form_rules
from archive.rules.names import name_rules

NameKind = Literal["person", "organisation", "unnamed"]
"""Who bears a name: somebody, an organisation, or somebody who is only called by an office ("a minister")."""

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’ʼ`ʹ]")
_SYLLABLE = re.compile("[A-Z]?[a-z0-9]+|[A-Z]")
"""Words of alphabets are small by now; of Chinese and Korean characters each gives a syllable with a capital."""
_BEYOND_LATIN = 0x250
"""The first code point behind the blocks of Latin letters (Basic Latin … Latin Extended-B)."""
_UKRAINIAN = re.compile("[іїєґ]|[сц]ьк")


@dataclass(frozen=True, slots=True)
class FoldedName:
    """A name as it is compared.

    ``plain`` are its words in small Latin letters, ``words`` the same with the given name first, spellings folded, and
    without middle initials and articles; ``initials`` are the middle initials. ``key`` is shared by all spellings;
    empty for a name that must join no other.
    """

    plain: tuple[str, ...]
    words: tuple[str, ...]
    initials: tuple[str, ...]
    key: str


@lru_cache(maxsize=8192)
def fold_name(name: str) -> FoldedName:
    """The name as it is compared with others.

    >>> fold_name("Kim Jong-un").key == fold_name("KIM Jong Un").key == fold_name("Jong-un Kim").key
    True
    >>> fold_name("Putin").key, fold_name("Владимир Путин").key
    ('', 'vladimirputin')
    """
    plain = _latin_words(name)
    suffixes = name_rules().suffixes
    body = [word for word in plain if word not in suffixes] if len(plain) > 1 else list(plain)
    suffix = "".join(word for word in plain if word in suffixes) if len(plain) > 1 else ""
    initials = tuple(word for word in body[1:-1] if len(word) == 1)
    body = body[:1] + [word for word in body[1:-1] if len(word) > 1] + body[1:][-1:]
    without = [word for word in body if word not in name_form_rules().articles]
    body = without if len(without) > 1 else body
    body = _given_first(body)
    words = tuple(fold_spelling(word)[0] for word in body)
    is_full = len(words) > 1 and all(len(word) > 1 for word in (words[0], words[-1]))
    key = " ".join(filter(None, ("".join(words), suffix))) if is_full else ""
    return FoldedName(plain, words, initials, key)


def is_latin(name: str) -> bool:
    """Whether the letters of a name are all Latin ones, accents and all.

    >>> is_latin("Erdoğan"), is_latin("Путин")
    (True, False)
    """
    return all(ord(letter) < _BEYOND_LATIN for letter in name if letter.isalpha())


def in_latin_letters(name: str) -> str:
    """The name with each letter of another script written in Latin ones; a name of Latin letters as it is.

    >>> in_latin_letters("Владимир Путин"), in_latin_letters("习近平"), in_latin_letters("Erdoğan")
    ('Vladimir Putin', 'Xi Jin Ping', 'Erdoğan')
    """
    if is_latin(name):
        return name
    words = (_APOSTROPHES.sub("", anyascii(word)) for word in name.split())
    return " ".join(part for word in words for part in re.findall(r"[A-Z]?[^A-Z]+|[A-Z]", word))


def _latin_words(name: str) -> tuple[str, ...]:
    """The words of a name in small Latin letters, hyphens parted, apostrophes left out."""
    composed = unicodedata.normalize("NFC", name.casefold())
    if _UKRAINIAN.search(composed):
        composed = composed.replace("и", "y")
    words = (_APOSTROPHES.sub("", anyascii(word)) for word in _WORD.findall(_APOSTROPHES.sub("", composed)))
    return tuple(part.lower() for word in words for part in _SYLLABLE.findall(word))


def _given_first(words: list[str]) -> list[str]:
    """The family name last, where the first word is one that stands first in its country."""
    rules = name_form_rules()
    if len(words) < 2 or words[-1] in rules.family_first:
        return words
    is_family = words[0] in rules.family_first or (words[0] in rules.also_given and len(words) == 3)
    return [*words[1:], words[0]] if is_family else words


def fold_spelling(word: str) -> tuple[str, str]:
    """The word with its spellings folded, and why; empty when nothing was."""
    reason = ""
    for row, pattern in name_form_rules().spellings:
        written = pattern.sub(row.write, word)
        if written != word:
            word, reason = written, reason or row.why
    return word, reason


def kind_of_name(name: str) -> NameKind:
    """Whether a speaker's name is a person's, an organisation's, or only says what somebody is.

    A script without capitals cannot tell: there every name counts as a person's.

    >>> kind_of_name("Jane Doe"), kind_of_name("Ministry of Finance"), kind_of_name("two officials")
    ('person', 'organisation', 'unnamed')
    """
    rules = name_rules()
    words = name.replace("’s", "").replace("'s", "").split()
    lows = [word.lower().strip(".,") for word in words]
    small = [low for word, low in zip(words, lows, strict=True) if word[:1].islower()]
    if any(low not in rules.particles and low not in _LINKS for low in small) or name[:1].isdigit():
        return "unnamed"
    called = rules.nouns | rules.titles.keys() | rules.peoples
    if all(low in called or low in _LINKS for low in lows):
        return "unnamed"
    if any(low in rules.organisation_words or low in rules.known_outlets for low in lows):
        return "organisation"
    return "organisation" if name.lower() in rules.places or (name.isupper() and len(words) == 1) else "person"


_LINKS = frozenset(["of", "for", "the", "and", "de", "la", "to", "in"])
