"""Runs of capitals: where a name begins and ends, and whether a capital is a name at all.

What is hard: a run may hold an office and a name (`Ministerpräsident Jan Kowalski`), an agency and a name (`a confié à
l’AFP Jean Dupont`), a name with particles (`Max von Mustermann`), and any word has a capital at the head of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.attribution.frames import Token
from archive.attribution.languages.nouns import Nouns

_LONGEST = 14
_PARTICLES = 2
_INITIALS = 2
"""A given name in initials ("JD") has no more; an agency has."""


def words_of(tokens: Sequence[Token], first: int, last: int) -> tuple[str, ...]:
    """The words of a phrase as written: what an apostrophe joins stays one word."""
    words, joined = list[str](), ""
    for token in tokens[first : last + 1]:
        if token.text.endswith(("'", "’")):
            joined += token.text
        elif token.kind == "word":
            words.append(joined + token.text)
            joined = ""
    return (*words, joined) if joined else tuple(words)


class NameRuns:
    """The runs of capitals of one text."""

    def __init__(self, nouns: Nouns) -> None:
        self.nouns = nouns
        self.grammar = nouns.grammar
        self.capitals = nouns.capitals

    def end(self, tokens: Sequence[Token], first: int) -> int:
        """The last word of the run that begins at ``first``, particles inside it included."""
        last = first
        while last + 1 < len(tokens) and last - first < _LONGEST:
            token = tokens[last + 1]
            if token.capital and token.low not in self.grammar.capitals:
                if _are_initials_before_name(tokens, last):
                    break
                last += 1
                continue
            ahead = self._behind_particles(tokens, first, last)
            if ahead is None:
                break
            last = ahead
        return last

    def _behind_particles(self, tokens: Sequence[Token], first: int, last: int) -> int | None:
        """Where the name goes on behind particles; None where none can follow: "der Sprecher der Union"."""
        grammar = self.grammar
        if tokens[last].low not in grammar.particles:
            known = last if grammar.capital_nouns else first
            if self.nouns.is_noun(tokens[last]) or grammar.gender_of_given(tokens[known].text) is None:
                return None
        ahead = last + 1
        while ahead < len(tokens) and tokens[ahead].low in grammar.particles and ahead - last <= _PARTICLES:
            ahead += 1
        return ahead if last + 1 < ahead < len(tokens) and tokens[ahead].capital else None

    def begin(self, tokens: Sequence[Token], start: int, last: int) -> int:
        """Where the name begins in a run: behind the nouns before it, at the given name if one is known."""
        if start == 0 < last and not self.grammar.capital_nouns and tokens[0].low in self.capitals.small:
            start = 1  # a sentence begins with a capital, whatever its first word is
        given = (at for at in range(start, last) if self.grammar.gender_of_given(tokens[at].text) is not None)
        known = next(given, start) if self.grammar.capital_nouns else start
        name = start
        while name < last and self.nouns.is_noun(tokens[name]):
            name += 1
        name = max(name, known)
        if name == start and self._is_maker(tokens, start, last):
            name = start + 1
        is_linked = name < last and tokens[name].low in self.grammar.particles and not tokens[name].capital
        return start if is_linked else name  # "Conseil d'État": no office before a name

    def _is_maker(self, tokens: Sequence[Token], start: int, last: int) -> bool:
        """Whether a run begins with what somebody is, as far as its ending tells: "Schlachter Max Mustermann"."""
        first, grammar = tokens[start], self.grammar
        if not grammar.maker_endings or not first.low.endswith(grammar.maker_endings):
            return False
        if first.low in self.capitals.families or grammar.gender_of_given(first.text) is not None:
            return False
        is_known = tokens[last].low in self.capitals.families or grammar.gender_of_given(tokens[last].text) is not None
        return last - start > 1 or (last > start and is_known)

    def is_name(self, tokens: Sequence[Token], start: int, last: int) -> bool:
        """Whether the run is a name: two words are; one must be known as one, or be unlike a common word."""
        low = tokens[start].low
        if low in self.capitals.families or (last > start and not self._opens_with_adjective(tokens, start, last)):
            return True
        if last > start:
            return False
        if low in self.capitals.small or self._is_described(tokens, start) or self._is_common(tokens[start]):
            return False
        return start > 0 or low in self.capitals.inner or self._stands_alone(tokens)

    def _is_common(self, token: Token) -> bool:
        """Whether the ending tells a noun where all nouns have a capital: "Lücken"."""
        grammar = self.grammar
        is_given = grammar.gender_of_given(token.text) is not None
        return grammar.capital_nouns and not is_given and token.low.endswith(grammar.noun_endings)

    def _opens_with_adjective(self, tokens: Sequence[Token], start: int, last: int) -> bool:
        """Whether a sentence opens with an adjective and a noun, both with a capital: "Giftige Rauchgase"."""
        first, noun, grammar = tokens[start], tokens[last], self.grammar
        is_opening = not start or tokens[start - 1].kind == "mark"
        if not grammar.case_endings or not is_opening or grammar.gender_of_given(first.text) is not None:
            return False
        is_name = noun.low in self.capitals.families or first.low in self.capitals.inner
        is_adjective = first.low in self.capitals.small or first.low.endswith(grammar.case_endings)
        return is_adjective and not is_name and noun.low.endswith((*grammar.noun_endings, *grammar.case_endings))

    def _is_described(self, tokens: Sequence[Token], start: int) -> bool:
        """Whether an adjective stands before the word, which no name has without an article: "in derselben Sendung"."""
        grammar = self.grammar
        if not start or tokens[start - 1].kind != "word":
            return self._opens_vaguely(tokens, start)
        before = tokens[start - 1]
        if not grammar.case_endings or before.capital or before.low in grammar.closed or before.low in grammar.finite:
            return False
        return before.low.endswith(grammar.case_endings)

    def _opens_vaguely(self, tokens: Sequence[Token], start: int) -> bool:
        """Whether a word that opens a sentence is followed by nothing that a name would be: a verb, a colon."""
        grammar = self.grammar
        if start + 1 >= len(tokens):
            return True
        after = tokens[start + 1]
        verbs = after.low in grammar.finite or after.low in grammar.participles or after.low in grammar.auxiliaries
        return not (verbs or after.low in grammar.clitics or after.text in (":", ","))

    def _stands_alone(self, tokens: Sequence[Token]) -> bool:
        """Whether a first word names who speaks in a transcript, or nothing else in the text could tell."""
        return len(tokens) > 1 and (tokens[1].text == ":" or not self.capitals.inner)


def _are_initials_before_name(tokens: Sequence[Token], last: int) -> bool:
    """Whether initials stand before a name: "a confié à l’AFP Jean Dupont"."""
    return tokens[last].text.isupper() and len(tokens[last].text) > _INITIALS and not tokens[last + 1].text.isupper()
