"""Noun phrases that may name a speaker: pronouns, names with what stands before them, offices, groups, documents.

Read left to right without parsing, by the small words of the language's table and by capitals. What is hard: where a
phrase ends (`le ministre français Jean Dupont devant la presse`), and that an office may have its name behind a comma.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.attribution.frames import Token
from archive.attribution.languages.names import NameRuns, words_of
from archive.attribution.languages.nouns import GENITIVES, Head, Nouns
from archive.attribution.languages.pronouns import read_latter, read_pronoun
from archive.attribution.languages.verbs import is_sharing
from archive.attribution.languages.vocabulary import Capitals
from archive.attribution.mentions import Mention
from archive.rules.grammar import Grammar

_ADJECTIVES = 4
_LONGEST = 14
_FULL_NAME = 2
_PLACE = 6
_SHORT_NAME = 4


class PhraseReader:
    """Finds the noun phrases of sentences; one per text."""

    def __init__(self, grammar: Grammar, capitals: Capitals) -> None:
        self.grammar = grammar
        self.capitals = capitals
        self.nouns = Nouns(grammar, capitals)
        self.runs = NameRuns(self.nouns)

    def find(self, tokens: Sequence[Token]) -> list[Mention]:
        """The phrases of a sentence, from left to right, disjoint."""
        mentions, position = list[Mention](), 0
        while position < len(tokens):
            mention = self.read(tokens, position)
            if mention is None:
                position += 1
            else:
                mentions.append(mention)
                position = mention.last + 1
        return mentions

    def read(self, tokens: Sequence[Token], first: int) -> Mention | None:
        """The phrase that begins at ``first``, if one does."""
        token, grammar = tokens[first], self.grammar
        if token.kind != "word":
            return None
        if token.low in grammar.pronouns and not self._is_article(tokens, first):
            return read_pronoun(tokens, first, grammar)
        if token.low in grammar.determiners:
            if token.low in grammar.sharing and is_sharing(tokens, first + 1, grammar):
                return None
            latter = read_latter(tokens, first, grammar) if grammar.latter and not grammar.capital_nouns else None
            return latter or self._determined(tokens, first)
        if token.low in grammar.closed or token.low in grammar.adverbs or token.text[0].isdigit():
            return None
        if token.capital or token.low in grammar.titles:
            return self._capitalised(tokens, first, first, is_definite=False)
        is_compound = grammar.verb_second and token.low.endswith(grammar.person_endings)
        is_office = token.low in grammar.roles or is_compound
        if is_office and self._leads_to_name(tokens, first + 1):
            return self._common(tokens, first, first, is_definite=False)  # "zei minister Jan Jansen"
        return None

    def _leads_to_name(self, tokens: Sequence[Token], position: int) -> bool:
        if position >= len(tokens) or not tokens[position].capital or self.grammar.capital_nouns:
            return False
        return tokens[position].low not in self.grammar.capitals and not self.nouns.is_noun(tokens[position])

    def _is_article(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether a word that may be a pronoun is an article here: "diese Frau"."""
        if tokens[position].low not in self.grammar.determiners or position + 1 >= len(tokens):
            return False
        return tokens[position + 1].capital or self.nouns.is_adjective(tokens[position + 1])

    def _determined(self, tokens: Sequence[Token], first: int) -> Mention | None:
        """A phrase with an article, a number or a possessive."""
        grammar, position = self.grammar, self._behind_age(tokens, first + 1)
        while position < min(len(tokens), first + 2 * _ADJECTIVES) and self.nouns.stands_before_noun(tokens, position):
            position += 1
        if position >= len(tokens) or tokens[position].kind != "word" or tokens[position].low in grammar.closed:
            return None
        is_definite = tokens[first].low in grammar.definite or tokens[first].low in grammar.oblique
        if tokens[position].capital:
            return self._capitalised(tokens, first, position, is_definite=is_definite)
        if grammar.capital_nouns or (position == first + 1 and self.nouns.is_verb(tokens, position)):
            return None
        return self._common(tokens, first, position, is_definite=is_definite)

    def _behind_age(self, tokens: Sequence[Token], position: int) -> int:
        """The position behind "35 Jahre alte"."""
        words = [token.low for token in tokens[position : position + 3]]
        is_age = len(words) > _FULL_NAME and words[0].isdigit() and words[1] in self.grammar.years
        return position + 3 if is_age else position

    # -- phrases whose noun has a small letter ------------------------------------------------------------------------

    def _common(self, tokens: Sequence[Token], first: int, noun: int, *, is_definite: bool) -> Mention:
        head = self.nouns.head(tokens, noun)
        told = self.grammar.articles.get(tokens[first].low, "unknown")
        if head.gender == "unknown":
            head.gender = told if told != "plural" else "unknown"  # "la ministre" is a woman
        elif head.gender == "male" and told == "female":
            head.gender = told  # "la líder" too
        last, named = self._extend(tokens, noun, head)
        if named is not None:
            return self._named(tokens, first, named, last, head)
        return self._role(tokens, first, noun, last, head, is_definite=is_definite)

    def _extend(self, tokens: Sequence[Token], noun: int, head: Head) -> tuple[int, int | None]:
        """The last word of the phrase behind its noun, and where the name in it begins, if it holds one."""
        last = noun
        while last + 1 < len(tokens) and last - noun < _LONGEST:
            token = tokens[last + 1]
            if token.capital and token.low not in self.grammar.capitals and head.kind == "role":
                if not head.is_organisation and not self._is_short_name(tokens, last + 1):
                    return self.runs.end(tokens, last + 1), last + 1
                if self.grammar.gender_of_given(token.text) is not None:
                    break
                last = self.runs.end(tokens, last + 1)
                continue
            is_adjective = self.nouns.is_adjective(token) or self._is_led_on(tokens, last + 1, head)
            further = last + 1 if is_adjective else self._joined(tokens, last + 1, head)
            if further is None:
                break
            last = further
        named = self._apposed_name(tokens, last) if head.kind == "role" and not head.is_organisation else None
        return (last, None) if named is None else (self.runs.end(tokens, named), named)

    def _is_short_name(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether a party or an agency stands alone behind an office: "il leader M5s", "le patron FO"."""
        text = tokens[position].text
        is_short = text[-1:].isdigit() or text[1:2].isdigit() or (1 < len(text) <= _SHORT_NAME and text.isupper())
        return is_short and self.runs.end(tokens, position) == position and not self.grammar.capital_nouns

    def _is_led_on(self, tokens: Sequence[Token], position: int, head: Head) -> bool:
        """Whether any word stands between a person's noun and the name or "of" that goes on with the phrase."""
        token, low, grammar = tokens[position], tokens[position].low, self.grammar
        if head.gender not in ("male", "female") or grammar.capital_nouns or position != head.position + 1:
            return False
        if token.kind != "word" or not token.text.isalpha() or low in grammar.closed or grammar.is_adverb(low):
            return False
        if low in grammar.finite or low in grammar.participles or position + 1 >= len(tokens):
            return False
        after = tokens[position + 1]
        if after.text == ",":
            return self._apposed_name(tokens, position) is not None  # "el concejal delegado, Juan Pérez, …"
        return after.low in grammar.joins or (after.capital and after.low not in grammar.capitals)

    def _joined(self, tokens: Sequence[Token], position: int, head: Head) -> int | None:
        """The end of a noun hung on by "of": "de la oposición", "des Ministeriums"; None where there is none.

        A document is told by its noun alone.
        """
        grammar = self.grammar
        if head.kind == "document" or position + 1 >= len(tokens) or tokens[position].low not in grammar.joins:
            return None
        noun = position + 1
        while noun + 1 < len(tokens) and noun - position < _ADJECTIVES and self._opens_noun(tokens[noun]):
            noun += 1
        token = tokens[noun]
        closed = token.kind != "word" or token.low in grammar.closed or token.low in grammar.capitals
        if closed or token.text[0].isdigit() or (grammar.capital_nouns and not token.capital):
            return None
        is_person = grammar.capital_nouns and head.gender == "unknown" and self._is_full_name(tokens, noun)
        is_bare = noun == position + 1 and tokens[position].low not in grammar.determiners
        is_said = tokens[head.position].low in grammar.speech and self.runs.end(tokens, noun) > noun
        if is_bare and (is_said or is_person):
            return None  # "das Fazit von Max Mustermann": whose it is speaks, and not the word for it
        if not token.capital:
            return noun + 1 if noun + 1 < len(tokens) and self.nouns.is_adjective(tokens[noun + 1]) else noun
        end = self.runs.end(tokens, noun)
        given = (at for at in range(noun + 1, end) if grammar.gender_of_given(tokens[at].text) is not None)
        return next(given, end + 1) - 1  # "la procureure de la République Marie Dupont"

    def _is_full_name(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether a given name begins a run there: "die Kritik von Erika Mustermann"."""
        is_given = self.grammar.gender_of_given(tokens[position].text) is not None
        return is_given and self.runs.end(tokens, position) > position

    def _opens_noun(self, token: Token) -> bool:
        return token.low in self.grammar.determiners or self.nouns.is_before_noun(token)

    def _apposed_name(self, tokens: Sequence[Token], last: int) -> int | None:
        """Where the name begins that stands behind an office and a comma: "la ministre du travail, Marie Dupont"."""
        last = self._behind_place(tokens, last)
        start = last + 2
        if start >= len(tokens) or tokens[last + 1].text != "," or not tokens[start].capital:
            return None
        if tokens[start].low in self.grammar.closed or self.nouns.is_noun(tokens[start]):
            return None
        end = self.runs.end(tokens, start)
        if end == start and tokens[start].low not in self.capitals.families:
            return None
        return start if end + 1 >= len(tokens) or tokens[end + 1].kind != "word" else None

    def _behind_place(self, tokens: Sequence[Token], last: int) -> int:
        """The last word before a comma, where an office has its place: "el portavoz en el Senado, Juan Pérez"."""
        grammar, at = self.grammar, last + 1
        if at >= len(tokens) or tokens[at].low not in grammar.prepositions:
            return last
        words = range(at + 1, min(len(tokens), at + _PLACE))
        end = next((at for at in words if tokens[at].kind != "word" or tokens[at].low in grammar.finite), last)
        return end - 1 if end > at + 1 and tokens[end].text == "," else last

    # -- phrases whose noun has a capital -----------------------------------------------------------------------------

    def _capitalised(self, tokens: Sequence[Token], first: int, start: int, *, is_definite: bool) -> Mention | None:
        """A phrase whose first noun or name has a capital."""
        if tokens[start].low in self.grammar.capitals:
            return None
        last = self.runs.end(tokens, start)
        coordinated = self._coordinated(tokens, first, last, is_definite=is_definite)
        if coordinated is not None:
            return coordinated
        name, has_article = self.runs.begin(tokens, start, last), first < start
        if name > start and self._is_institution(tokens, start, last):
            name = start  # "Policía Nacional": an office before a name has a small letter
        if name == start and has_article and last - start >= _FULL_NAME and self.grammar.capital_nouns:
            name = start + 1  # "der Ökonom Max Müller": behind an article stands a noun
        if name > start and not self.nouns.is_noun(tokens[name]):
            return self._named(tokens, first, name, last, self.nouns.head(tokens, name - 1))
        if has_article or self.nouns.is_noun(tokens[last]):
            return self._capital_noun(tokens, first, start, last, is_definite=is_definite)
        return self._plain_name(tokens, start, start, last)

    def _is_institution(self, tokens: Sequence[Token], start: int, last: int) -> bool:
        """Whether a run in a language that writes nouns small begins with the noun of an organisation."""
        is_listed = tokens[start].low in self.grammar.organisations
        return is_listed and not self.grammar.capital_nouns and self.grammar.gender_of_given(tokens[last].text) is None

    def _coordinated(self, tokens: Sequence[Token], first: int, last: int, *, is_definite: bool) -> Mention | None:
        """A name behind two nouns that "and" joins: "der Jurist und Autor Max Mustermann"."""
        if not self.grammar.capital_nouns or tokens[last].low in self.capitals.families:
            return None
        at = last + 1
        while at + 1 < len(tokens) and tokens[at].text == "," and tokens[at + 1].capital and at - last < _ADJECTIVES:
            at += 2  # "der Gesundheits-, Sozial- und Schuldirektor": the tokens do not tell the hyphens
        ahead = at + 1
        if ahead >= len(tokens) or tokens[at].low not in self.grammar.conjunctions or not tokens[ahead].capital:
            return None
        if not self.nouns.is_noun(tokens[ahead]):
            return None
        joined = self._capitalised(tokens, first, ahead, is_definite=is_definite)
        return joined if joined is not None and joined.kind == "name" and joined.head else None

    def _capital_noun(
        self, tokens: Sequence[Token], first: int, start: int, last: int, *, is_definite: bool
    ) -> Mention | None:
        """An office or institution: "der Kreml", "le Conseil d’orientation", "Eine Regierungssprecherin"."""
        if tokens[last].low in self.capitals.families and last == start:
            return self._plain_name(tokens, first, start, last)
        head = self.nouns.head(tokens, last if self.grammar.capital_nouns else start)
        if first == start and head.is_organisation and not self.nouns.is_noun(tokens[last]):
            return None
        end, named = self._extend(tokens, last, head)
        if named is not None:
            return self._named(tokens, first, named, end, head)
        return self._role(tokens, first, start, end, head, is_definite=is_definite)

    # -- making mentions ----------------------------------------------------------------------------------------------

    def _plain_name(self, tokens: Sequence[Token], first: int, start: int, last: int) -> Mention | None:
        """A name with nothing before it but perhaps an article."""
        if not self.runs.is_name(tokens, start, last):
            return None
        words = words_of(tokens, start, last)
        is_known = last > start or tokens[start].low in self.capitals.families
        organised = any(token.low in self.grammar.organisations for token in tokens[start : last + 1])
        gender = self.grammar.gender_of_given(words[0]) if len(words) > 1 else None
        return Mention(
            "name",
            first,
            last,
            start,
            words,
            "",
            gender or "unknown",
            is_organisation=organised or (not is_known and words[0].isupper()),
            definite=is_known,
        )

    def _named(self, tokens: Sequence[Token], first: int, name: int, last: int, head: Head) -> Mention:
        """A name with the office before it."""
        words, noun = words_of(tokens, name, last), tokens[head.position]
        given = self.grammar.gender_of_given(words[0]) if len(words) > 1 else None
        gender = head.gender if head.gender in ("male", "female") else given or "unknown"
        is_apposed = tokens[name - 1].text == "," and len(words) >= _FULL_NAME
        is_thing = head.is_organisation or (given is None and not is_apposed and self.nouns.is_thing(noun))
        if self.grammar.capital_nouns and len(words) >= _FULL_NAME and tokens[first].low not in self.grammar.pronouns:
            is_thing = self.nouns.is_group(noun.low)  # "der Dissident Max Mustermann"; "das Magazin" is none
        return Mention("name", first, last, first, words, noun.low, gender, is_organisation=is_thing, definite=True)

    def _role(
        self, tokens: Sequence[Token], first: int, start: int, last: int, head: Head, *, is_definite: bool
    ) -> Mention:
        """An office, a group or a document without a name."""
        article = tokens[first].low
        counted = article in self.grammar.numbers  # "two officials" keep their number
        words = words_of(tokens, first + 1 if first < start and not counted else first, last)
        noun = tokens[head.position].text
        if article in GENITIVES:
            noun = self.nouns.base(tokens, first, head.position)
        if noun != tokens[head.position].text:
            words = tuple(noun if word == tokens[head.position].text else word for word in words)
        gender = "plural" if self.grammar.articles.get(article) == "plural" else head.gender
        return Mention(
            head.kind,
            first,
            last,
            first,
            words,
            noun.lower(),
            gender,
            is_organisation=head.is_organisation,
            definite=is_definite,
            owner=(article,) if article in self.grammar.owners else (),
        )
