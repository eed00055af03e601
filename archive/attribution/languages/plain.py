"""Who speaks in a language that no table knows: only what its order and its capitals show in any language.

A signature behind a dash, a line that begins with a name and a colon, and a name behind one to three words in small
letters behind the quotation: `„…“, uvedl Jan Novák`. What is hard: those words may be a preposition and no verb, and
the name one that is declined. So small words of the language stop the search, and the name must be known in the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from archive.attribution.cues import SentenceReading
from archive.attribution.frames import Token, is_dash
from archive.attribution.languages.behind import Frame
from archive.attribution.mentions import Mention
from archive.attribution.verdicts import Place
from archive.rules.grammar import Grammar

_BETWEEN = 3
_VERB = 3
"""A verb of speech has more letters than most small words."""
_LESS = 0.25


class PlainFrames:
    """Finds the frames of quotations without a grammar."""

    def __init__(self, readings: Sequence[SentenceReading], grammar: Grammar) -> None:
        self.grammar = grammar
        named = [mention for reading in readings for mention in reading.mentions if mention.kind == "name"]
        self._full = {word.lower() for mention in named if len(mention.core) > 1 for word in mention.core[-1:]}
        self._often = Counter(mention.core for mention in named)

    def find(self, place: Place) -> Frame | None:
        """The frame of the quotation at ``place``, if its kind needs no word of the language."""
        return self._signed(place) or self._labelled(place) or self._behind(place) or self._led_up(place)

    def _signed(self, place: Place) -> Frame | None:
        """A signature: `„…“ – Jan Kowalski`, with nothing behind it."""
        tokens, at = place.reading.tokens, place.position
        mention = place.reading.begins.get(at + 2)
        if mention is None or not is_dash(tokens[at + 1]) or not self._is_known(mention):
            return None
        return Frame(mention, "dash", None) if _ends(tokens, mention.last + 1) else None

    def _labelled(self, place: Place) -> Frame | None:
        """A label: `KOWALSKI: „…“`, where nothing else stands before the words."""
        tokens, at = place.reading.tokens, place.position
        if at < 2 or tokens[at - 1].text != ":":
            return None
        mention = place.reading.ends.get(at - 2)
        starts = mention is not None and (mention.first == 0 or tokens[mention.first - 1].kind == "mark")
        return Frame(mention, "label", None) if mention is not None and starts and self._is_known(mention) else None

    def _behind(self, place: Place) -> Frame | None:
        """A name behind a verb: `„…“, uvedl mluvčí Jan Novák`."""
        tokens, start = place.reading.tokens, place.position + 1
        while start < len(tokens) and (tokens[start].text == "," or is_dash(tokens[start])):
            start += 1
        if not place.opens_sentence:
            return None
        for at in range(start, min(len(tokens), start + _BETWEEN + 1)):
            mention = place.reading.begins.get(at)
            if mention is not None:
                is_named = self._is_known(mention) and not mention.core[0].isupper()  # "the president of the USA"
                says = at > start and is_named and _ends(tokens, mention.last + 1, clause=True)
                cue = next(place.reading.cues_from(start, at), None)
                return Frame(mention, "after-inverted", cue, 0.0 if cue is not None else _LESS) if says else None
            if not self._may_be_verb(tokens[at], is_first=at == start):
                return None
        return None

    def _led_up(self, place: Place) -> Frame | None:
        """`Jan Kowalski dodał: „…“`: the sentence begins with a name and ends with a colon, and names nobody else."""
        reading, at = place.reading, place.position
        if at < 2 or reading.tokens[at - 1].text != ":":
            return None
        named = [mention for mention in reading.mentions if mention.last < at]
        if len(named) != 1 or named[0].first or not self._is_known(named[0]):
            return None
        return Frame(named[0], "colon", None)

    def _may_be_verb(self, token: Token, *, is_first: bool) -> bool:
        is_word = token.kind == "word" and token.text.isalpha() and not token.capital
        return is_word and token.low not in self.grammar.closed and (not is_first or len(token.text) > _VERB)

    def _is_known(self, mention: Mention) -> bool:
        """Whether the name is one of two words, or the text has it in full, in capitals, or once more."""
        words = mention.core
        if mention.kind != "name":
            return False
        return len(words) > 1 or words[0].isupper() or words[0].lower() in self._full or self._often[words] > 1


def _ends(tokens: Sequence[Token], at: int, *, clause: bool = False) -> bool:
    """Whether the sentence ends at token ``at``, or with ``clause`` at least a clause."""
    return at >= len(tokens) or (tokens[at].kind != "word" and (clause or tokens[at].text not in (",", ":")))
