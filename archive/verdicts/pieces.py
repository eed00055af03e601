r"""The words of a drafted quotation as they must stand in a source: runs, with what a writer may put between them.

Typographic conventions of quoting, all of them marked in the draft itself::

    … or ... or [...]     words are left out here                     a cut
    [the president]       words of the writer's own, for others       an insertion
    [T]he                 a capital or small letter is the writer's   the word itself
    [sic]                 the word before stands so                   nothing

Everything else that differs without a word being another is typography: marks, dashes, spaces, ligatures, soft hyphens,
punctuation, capitals, and how a number is grouped (`archive.verdicts.numbers`). `fold_words` makes all that alike, and
nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from archive.spans import Span
from archive.verdicts.numbers import fold_numbers, is_written_otherwise
from archive.words import Word, split_words

Joint = Literal["start", "cut", "inserted", "split"]
"""What stands before a run: nothing, an ellipsis, words in brackets, or the draft's own words (“…,” he said, “…”)."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\u2061\ufeff]+")
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010](?:\r?\n)[ \t]*(?=[^\W\d_])")
_CUT = r"(?:[\[(<]\s*)?(?:…|\.(?:[ \u00a0]?\.){2,})(?:\s*[\])>])?"
_LETTER = r"\[([^\W\d_])\](?=[^\W\d_])"
_SIC = r"[\[(]\s*sic[.!]?\s*[\])]"
_OWN = r"\[([^\[\]]{0,300})\]"
_APART = re.compile(r"[.!?。！？…:;\n]+(?:[\s\"'”’»]|\Z)|[。！？…]|\[[^\[\]]*\]")
_LITERAL = re.compile(rf"(?P<cut>{_CUT})")
_CONVENTION = re.compile(rf"(?P<sic>{_SIC})|(?P<cut>{_CUT})|(?P<own>{_OWN})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """Words that must stand side by side; ``joint`` is what stands before them, ``own`` the draft's words there."""

    keys: tuple[str, ...]
    joint: Joint
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pieces:
    """A drafted quotation as it must stand in a source.

    ``ends_cut`` tells of an ellipsis at its end; ``notes`` name the conventions that it uses, in words.
    """

    runs: tuple[Run, ...]
    ends_cut: bool = False
    notes: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All words that somebody is quoted with."""
        return tuple(key for run in self.runs for key in run.keys)

    @property
    def has_cut(self) -> bool:
        """Whether the draft says that words are left out inside."""
        return any(run.joint == "cut" for run in self.runs)


def fold_words(text: str) -> tuple[Word, ...]:
    """The words of a text with their places, in a form in which no typography is left.

    >>> [word.key for word in fold_words("The o\u00adfﬁ\u200bce, it’s “shut”")]
    ['the', 'office', "it's", 'shut']
    """
    clean, offsets = _drop_invisible(text)
    words = fold_numbers([Word(word.span, word.key.casefold()) for word in split_words(clean)], clean)
    if offsets is None:
        return words
    return tuple(Word(Span(offsets[word.span.start], offsets[word.span.end - 1] + 1), word.key) for word in words)


def _drop_invisible(text: str) -> tuple[str, list[int] | None]:
    """The text without soft hyphens and hyphens at line ends; for each character left, where it stood."""
    found = [*_INVISIBLE.finditer(text), *(_BROKEN.finditer(text) if "-\n" in text or "\u2010\n" in text else ())]
    if not found:
        return text, None
    offsets: list[int] = []
    at = 0
    for hidden in sorted(found, key=lambda one: one.start()):
        offsets += range(at, max(at, hidden.start()))
        at = max(at, hidden.end())
    offsets += range(at, len(text))
    return "".join(text[offset] for offset in offsets), offsets


def fold_keys(text: str) -> tuple[str, ...]:
    """The words of a text without their places."""
    return tuple(word.key for word in fold_words(text))


def list_phrases(segments: Sequence[str], longest: int = 8) -> list[str]:
    """Stretches of at most ``longest`` words that stand side by side within a sentence, to look a quotation up by.

    What stands before and behind a number that may be written otherwise is a stretch of its own as well.

    >>> list_phrases(["[W]e will stay. All of us … here"])
    ['We will stay', 'All of us', 'here']
    >>> list_phrases(["We lost 40,000 in all"])
    ['We lost 40,000 in all', 'we lost', 'in all']
    """
    phrases: list[str] = []
    for segment in segments:
        for sentence in _APART.split(re.sub(_LETTER, r"\1", _drop_invisible(segment)[0])):
            words = [word.key for word in split_words(sentence)]
            phrases += [" ".join(words[at : at + longest]) for at in range(0, len(words), longest)]
            phrases += _beside_numbers(sentence, longest)
    return phrases


def _beside_numbers(sentence: str, longest: int) -> Iterator[str]:
    if not any(character.isdigit() for character in sentence):
        return
    words = [word.key for word in fold_words(sentence)]
    cuts = [at for at, key in enumerate(words) if is_written_otherwise(key)]
    for before, cut in pairwise([-1, *cuts, len(words)] if cuts else []):
        for at in range(before + 1, cut, longest):
            yield " ".join(words[at : min(at + longest, cut)])


def read_pieces(segments: Sequence[str], *, literal: bool = False) -> Pieces:
    """The runs of words of a drafted quotation, segment by segment.

    Args:
        segments: its words, between the draft's own marks.
        literal: brackets are taken for the source's own.

    >>> [(run.joint, run.keys) for run in read_pieces(["[W]e … will [surely] stay."]).runs]
    [('start', ('we',)), ('cut', ('will',)), ('inserted', ('stay',))]
    """
    reader = _Reader()
    convention = _LITERAL if literal else _CONVENTION
    for number, segment in enumerate(segments):
        if number:
            reader.meet("split")
        words, letters = (segment, 0) if literal else re.subn(_LETTER, r"\1", segment)
        reader.notes += ["a letter in brackets"] if letters else []
        at = 0
        for found in convention.finditer(words):
            reader.take(words[at : found.start()])
            reader.meet_convention(found)
            at = found.end()
        reader.take(words[at:])
    return reader.finish()


_STRENGTH: dict[Joint, int] = {"start": 0, "split": 1, "inserted": 2, "cut": 3}


class _Reader:
    """Collects words until something stands between them."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self._runs: list[Run] = []
        self._keys: list[str] = []
        self._joint: Joint = "start"
        self._own: tuple[str, ...] = ()

    def take(self, words: str) -> None:
        self._keys += fold_keys(words)

    def meet_convention(self, found: re.Match[str]) -> None:
        name = found.lastgroup
        if name == "cut":
            self.meet("cut")
        elif name == "own":
            self.meet("inserted", fold_keys(found["own"]))
            self.notes.append(f"“{found['own']}” is the draft's own")

    def meet(self, joint: Joint, own: tuple[str, ...] = ()) -> None:
        """Something stands here; of two things between the same words the stronger counts."""
        if self._keys:
            self._runs.append(Run(tuple(self._keys), self._joint, self._own))
            self._keys, self._joint, self._own = [], joint, own
        elif self._runs and _STRENGTH[joint] > _STRENGTH[self._joint]:
            self._joint, self._own = joint, own

    def finish(self) -> Pieces:
        ends_cut = not self._keys and self._joint == "cut"
        if self._keys:
            self._runs.append(Run(tuple(self._keys), self._joint, self._own))
        runs = tuple(Run(run.keys, run.joint if number else "start", run.own) for number, run in enumerate(self._runs))
        return Pieces(runs, ends_cut, tuple(dict.fromkeys(self.notes)))
