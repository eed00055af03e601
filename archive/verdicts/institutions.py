"""Whether a name is an institution's, which may stand for whoever speaks for it: “the Kremlin” for its spokesman.

What is hard here is that an institution of one word looks like a surname, and nobody can list them all. So the texts
themselves are asked: what they put an article before, and never a first name, is no person; and so is what somebody is
called the spokesman of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.rules.drafting import spokes_words
from archive.words import list_words

_ARTICLE = (
    r"(?<!\bvon )(?<!\bvan )(?<!\bde )"
    r"\b(?:[Tt]he|[Dd](?:er|ie|as|em|en|es|u)|[Ll][ea]|[Ll][’']|[Aa]u|[Ee]l|[Dd]el|[Ii]l|[Hh]et)\s?"
)
_TITLE = r"\b(?:Mr|Mrs|Ms|Dr|Herr|Frau|Sir|Mme|Monsieur|Madame)\.? "
_FIRST_NAME = r"[a-zß-ÿ,;] (?!The|A )[A-ZÀ-Þ][a-zß-ÿ]+ "
_BEHIND = r"(?=[’']?s?(?:[\s]*[.,;:!?)”\"»–—]|\s+[a-zß-ÿ]+|\Z))"
_NEAR = 4
"""Words between an institution, the word for who speaks for it, and that person's name."""
_SHORTEST_STEM = 4


def may_speak_for(institution: str, person: str, texts: Iterable[str]) -> bool:
    """Whether ``institution`` is called one in these texts, so that ``person`` may have spoken for it.

    >>> text = "Mill spokesman Joe Bloggs had no comment."
    >>> may_speak_for("Mill", "Joe Bloggs", [text]), may_speak_for("Joe Bloggs", "Mill", [text])
    (True, False)
    >>> may_speak_for("Doe", "Joe Bloggs", ["They say that Jane Doe and her spokesman Joe Bloggs came."])
    False
    """
    last = institution.split()[-1]
    known = [text for text in texts if last in text or _stem(last) in text.casefold()]
    if any(_is_person(institution, text) for text in known):
        return False
    return any(_has_article(institution, text) or _has_spokesman(last, person, text) for text in known)


def _is_person(name: str, text: str) -> bool:
    """Whether it has a first name or a title here, or of two words and more the last stands alone."""
    *first, last = map(re.escape, name.split())
    if first:
        return re.search(rf"(?<!{first[-1]} )\b{last}\b(?! [A-ZÀ-Þo])", text) is not None
    return re.search(rf"(?:{_TITLE}|{_FIRST_NAME}){last}\b", text) is not None


def _has_article(name: str, text: str) -> bool:
    return re.search(rf"{_ARTICLE}{re.escape(name)}\b{_BEHIND}", text) is not None


def _has_spokesman(name: str, person: str, text: str) -> bool:
    """Whether that person is called the spokesman of that name: before it, behind it, or in one word with it."""
    surname = list_words(person)[-1].casefold()
    words = list_words(text)
    low = [word.casefold() for word in words]
    for at, word in enumerate(low):
        if not word.endswith(spokes_words()):
            continue
        around = range(max(0, at - _NEAR), min(len(low), at + _NEAR + 1))
        named = [place for place in around if low[place].startswith(_stem(name)) and low[place] != surname]
        is_his = any(place <= at or words[place - 1][0].islower() for place in named if _is_free(words, place, at))
        if is_his and surname in low[max(0, at - 2 * _NEAR) : at + 2 * _NEAR]:
            return True
    return False


def _is_free(words: list[str], place: int, at: int) -> bool:
    """Whether no first name stands right before the name."""
    return place == at or not place or place > at + 1 or not words[place - 1][0].isupper()


def _stem(word: str) -> str:
    """The word without an ending of a case: Kremlin, Kremlins, Кремль, Кремля."""
    return word.casefold()[: max(_SHORTEST_STEM, len(word) - 1)]
