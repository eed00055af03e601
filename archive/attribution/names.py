"""Names as runs of capitalised words: where one begins and ends, what in it is a title, whether it is a person.

What is hard: a title is glued to its name ("Foreign Minister Jane Doe"), every sentence begins with a capital, a name
may hold small words ("Ursula von der Leyen", "Bank of England"), and "King" is a title before a name and a name behind
one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from archive.attribution.frames import Token
from archive.attribution.organisation_names import (
    STATES_BEHIND,
    is_number_name,
    joins_fields,
    opens_outlet,
    owns_inside,
)
from archive.attribution.vocabulary import Vocabulary
from archive.rules.given_names import gender_of_given_name
from archive.rules.names import NameRules, name_rules
from archive.rules.speech import SpeechRules, speech_rules

_NAME_REACH = 12
_PARTY_AND_STATE = re.compile(r"[DRI]-[A-Z]")
_LINKS = frozenset(["of", "for"])
_INSIDE = frozenset(["'s", "and", ","])
"""What may stand inside the name of a body, as `archive.attribution.organisation_names` tells."""
_ON = frozenset(["council", "committee", "commission", "subcommittee", "conference"])


def _ends_with_given_name(rest: list[str]) -> bool:
    """Whether a name of two words stands behind the field of an office: "Minister for Housing Jane Doe"."""
    return len(rest) > 2 and gender_of_given_name(rest[-2].capitalize()) is not None


@lru_cache(maxsize=4096)
def _is_title(low: str) -> bool:
    names = name_rules()
    if low in names.titles or low in names.roles:
        return True
    begins, _, rest = low.partition("-")
    if rest and (begins in names.titles or (begins == "then" and rest in names.titles)):
        return True  # "editor-in-chief", "then-Speaker"
    return low.endswith(names.title_endings)


class NameRuns:
    """Reads the capitalised runs of a text; made once per text."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.names: NameRules = name_rules()
        self.speech: SpeechRules = speech_rules()
        self.forms = self.speech.forms.get(vocabulary.language, {})
        self.pronouns = self.names.pronouns.get(vocabulary.language, {})

    def begins(self, tokens: list[Token], position: int) -> bool:
        """Whether a name begins with the capitalised word at ``position``."""
        token = tokens[position]
        if self._is_no_name(tokens, position):
            return False
        if token.low in self.speech.times and not token.text.isupper():
            return self._is_month_name(tokens, position) or opens_outlet(tokens, position)
        if token.low in self.names.fields and joins_fields(tokens, position + 1):
            return True
        if position and tokens[position - 1].kind == "word":
            return token.low not in self.names.determiners
        if token.low in self.names.places or is_number_name(tokens, position):
            return True
        if token.low in self.names.openers or (position == 0 and self._is_small_word(token.low)):
            return False
        following = self._beyond_particles(tokens, position + 1)
        if token.low in self.vocabulary.capital:
            return True
        if following is not None and following.capital:
            is_participle = token.low.endswith("ing") and token.low not in self.names.organisation_words
            is_adverb = self.speech.is_adverb(token.low) and gender_of_given_name(token.text) is None  # "Emily Doe"
            return not (is_participle or is_adverb)  # "Welcoming Jane Doe, …"
        if position > 0 and tokens[position - 1].text in (",", "("):
            return True
        return self._opens_office(tokens, position) or self._is_lone_name(tokens, position, following)

    def _is_no_name(self, tokens: list[Token], position: int) -> bool:
        """Whether the word is none of a name: "R-Ohio", "Who", the hour in "8 PM"."""
        token = tokens[position]
        if "-" in token.text and _PARTY_AND_STATE.match(token.text):
            return True
        if token.low in self.names.headline_words and not token.text.isupper():
            return True
        return token.low == "pm" and position > 0 and tokens[position - 1].text[:1].isdigit()

    def _is_adverbial(self, tokens: list[Token], position: int) -> bool:
        """Whether the subject follows behind the comma: "Backstage, she explained …"."""
        if position + 2 >= len(tokens) or tokens[position + 1].text != ",":
            return False
        return tokens[position + 2].low in self.pronouns or tokens[position + 2].low in ("there", "you")

    def _opens_office(self, tokens: list[Token], position: int) -> bool:
        """Whether an office with its field begins at ``position``: "Minister for Housing", "Leader of the House"."""
        behind = tokens[position + 2 : position + 4]
        if not behind or tokens[position].low not in self.names.titles or tokens[position + 1].low not in _LINKS:
            return False
        return behind[0].capital or (behind[0].low == "the" and behind[-1].capital)

    def _beyond_particles(self, tokens: list[Token], position: int) -> Token | None:
        """The word at ``position``, or behind the particles there: of "Mohammed bin Salman" the last word."""
        at = position
        while at < len(tokens) - 1 and tokens[at].low in self.names.leading_particles and not tokens[at].capital:
            at += 1
        if at > position and tokens[at].capital:
            return tokens[at]
        return tokens[position] if position < len(tokens) else None

    def extend_left(self, tokens: list[Token], first: int) -> int:
        """Where a family name begins that small words lead: "von der Leyen said", "as bin Salman put it"."""
        begins = first
        while begins and tokens[begins - 1].low in self.names.leading_particles and not tokens[begins - 1].capital:
            begins -= 1
        return first if begins and tokens[begins - 1].low in self.names.determiners else begins

    def _is_month_name(self, tokens: list[Token], position: int) -> bool:
        """Whether a month is a first or family name here: "President Jan Kowalski", "Mrs May said"."""
        token, names = tokens[position], self.names
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if token.low not in names.month_names or following is None:
            return False
        if token.low == "may" and following.low in self.forms:
            return "may" in self.vocabulary.capital
        before = tokens[position - 1].low if position else ""
        dated = before in self.speech.prepositions or before in self.speech.times
        return (
            not dated
            and following.capital
            and following.low not in self.speech.times
            and not self.is_title(following.low)
        )

    def _is_lone_name(self, tokens: list[Token], position: int, following: Token | None) -> bool:
        """Whether a word that opens a sentence, and that the text writes nowhere else, is a name by what follows."""
        token, names = tokens[position], self.names
        low = token.low
        form = self.forms.get(following.low) if following is not None else None
        is_common = (
            low in self.vocabulary.small
            or (form is not None and form.base and low.endswith("s"))  # "Polls show …": a name would need "shows"
            or low in self.forms
            or (low.endswith(("ing", "ly", "ed")) and gender_of_given_name(token.text) is None)
            or low in names.plural_roles
            or low in names.roles
            or low in names.organisation_nouns
            or token.text.partition("-")[2][:1].islower()
        )
        if is_common or following is None or self._is_adverbial(tokens, position):
            return False
        speaks = following.low in self.forms or following.low in self.speech.auxiliaries
        return speaks or following.kind == "mark" or self.speech.is_adverb(following.low)

    def _is_small_word(self, low: str) -> bool:
        speech = self.speech
        return low in speech.prepositions or low in speech.subordinators or low in speech.adverbs

    def find_end(self, tokens: list[Token], first: int) -> int:
        """The last token of the capitalised run that begins at ``first``."""
        last, position = first, first + 1
        while position < len(tokens) and position - first < _NAME_REACH:
            token = tokens[position]
            if token.low in _INSIDE and (owns_inside(tokens, position) or joins_fields(tokens, position)):
                position += 1
                continue
            if token.kind != "word" or token.low == "'s" or token.text == "I":
                break
            if token.capital:
                if token.low in self.speech.times and not self._is_name_part(tokens, first, position):
                    break
                if self._is_heard_by(tokens, first, position) or token.low in self.names.headline_words:
                    break
                last = position
            elif token.low in self.names.particles or self._links(tokens, first, position):
                pass
            elif is_number_name(tokens, position - 1):
                last = position
            elif not (token.low == "the" and tokens[position - 1].low in _LINKS):
                break
            position += 1
        return last

    def _is_name_part(self, tokens: list[Token], first: int, position: int) -> bool:
        is_second = position - first == 1
        if is_second and tokens[position].low in self.names.month_names and tokens[first].low in self.names.honorifics:
            return True  # "Mr Jan"
        return (tokens[position].low == "may" and is_second) or self._is_month_name(tokens, position)

    def _is_heard_by(self, tokens: list[Token], first: int, position: int) -> bool:
        """Whether an outlet ends before ``position`` and its guest begins: "speaking to the Daily Herald Doe said"."""
        before = tokens[position - 1].low
        if position == first or not (before in self.names.outlet_words or before in self.names.known_outlets):
            return False
        governed = first > 0 and tokens[first - 1].low in ("the", "to", "with")
        return governed and position + 1 < len(tokens) and tokens[position + 1].low in self.forms

    def _links(self, tokens: list[Token], first: int, position: int) -> bool:
        """Whether the "of", "for" or "on" at ``position`` is inside a name such as "Bank of England"."""
        before, low = tokens[position - 1], tokens[position].low
        if low == "on" and position + 1 < len(tokens):
            return before.low in _ON and tokens[position + 1].low in self.names.fields  # "Council on Foreign Relations"
        if not before.capital or low not in _LINKS:
            return False
        if tokens[first].low in self.names.ranks and position - first == 2:
            return not self.is_title(before.low)  # "Lady Roe of Barrow"
        is_office = before.low in self.names.organisation_words or before.low in self.names.titles
        return is_office or any(token.low == "of" for token in tokens[first:position])

    def split_title(self, tokens: list[Token], first: int, last: int) -> tuple[int, int]:
        """Where the name itself begins, and the last title before it (-1 for none)."""
        if first == last:
            return (first + 1, first) if _is_title(tokens[first].low) else (first, -1)
        lows = [token.low for token in tokens[first : last + 1]]
        titles = [
            number
            for number, low in enumerate(lows)
            if (_is_title(low) or (low in self.names.plural_titles and number + 1 < len(lows)))
            and not (number and low in self.names.surname_titles and self._is_surname(lows, number))
            and not (number and low not in self.names.titles and self._is_trade_name(lows, number))
            and not (number > 1 and low in self.names.seats and self._has_seat(tokens, first, lows, number))
        ]
        rest_is_office = bool(titles) and not self.names.organisation_words.isdisjoint(lows[titles[-1] + 1 :])
        if titles and "of" in lows[titles[0] :]:
            of = lows.index("of", titles[0])
            if lows[0] in self.names.ranks and of == 2 and titles == [0]:
                return first + 1, first
            if self._is_named_after(lows[of + 1 :]) or _ends_with_given_name(lows[of + 1 :]):
                return last - 1, first + titles[0]
            if len(lows) - of > 3 and lows[of + 1] in ("state", "defense", "defence", "staff", "commerce", "education"):
                return first + of + 2, first + titles[0]
            return last + 1, first + titles[0]
        if titles and lows[titles[-1] + 1 : titles[-1] + 2] == ["for"]:  # "Labour MP for Broad Fen"
            is_named = _ends_with_given_name(lows[titles[-1] + 2 :])
            return (last - 1 if is_named else last + 1), first + titles[-1]
        if titles and not rest_is_office:
            return first + titles[-1] + 1, first + titles[-1]
        has_people = len(lows) > 2 and lows[0] in self.names.peoples
        if has_people and self.names.organisation_words.isdisjoint(lows):
            return first + 1, -1
        return first + self._describes(tokens, first, last), -1

    def _has_seat(self, tokens: list[Token], first: int, lows: list[str], number: int) -> bool:
        """Whether a title behind a name tells the parliament of somebody: "Jane Doe MP", not "the Leeds North MP"."""
        names = self.names
        if not tokens[first + number].text.isupper() or not names.suffixes.issuperset(lows[number + 1 :]):
            return False
        if lows[0] in names.titles or gender_of_given_name(tokens[first + number - 2].text) is not None:
            return True
        is_apart = first == 0 or tokens[first - 1].kind != "word" or tokens[first - 1].low in self.forms
        of_office = names.peoples | names.places | names.organisation_words | names.party_words
        return is_apart and of_office.isdisjoint(lows[:number])

    def _describes(self, tokens: list[Token], first: int, last: int) -> bool:
        """Whether the run begins with an adjective that only its sentence gave a capital: "Grateful Jane Doe"."""
        token, size = tokens[first], last - first
        if size == 0 or (first and tokens[first - 1].kind == "word") or token.low in self.vocabulary.capital:
            return False
        rest = tokens[first + 1]
        is_adjective = token.low in self.names.adjectives or token.low.endswith(self.names.adjective_endings)
        if rest.low in STATES_BEHIND:
            return is_adjective  # "Water UK" is a body, though the text writes of water
        if size == 1 and rest.low not in self.names.places and rest.low not in self.vocabulary.surnames_of_names:
            return False
        shouts = token.text.isupper() and len(token.text) > 3 and not rest.text.isupper()
        return shouts or is_adjective or token.low in self.vocabulary.small

    def _is_named_after(self, rest: list[str]) -> bool:
        """Whether a name of two words follows the place of an office: "President of Freedonia Jane Doe"."""
        return len(rest) in (3, 4) and not any(
            low in ("of", "the", "and") or low in self.names.organisation_words or self.is_title(low) for low in rest
        )

    def is_title(self, low: str) -> bool:
        """Whether the word is a title, or begins like one ("editor-in-chief")."""
        return _is_title(low)

    def _is_surname(self, lows: list[str], number: int) -> bool:
        """Whether a title is a family name here: where it ends a name, or the text has it as one elsewhere."""
        is_last = all(low in self.names.suffixes for low in lows[number + 1 :])
        return (is_last and lows[number] in self.vocabulary.surnames) or self._ends_name(lows, number)

    def _is_trade_name(self, lows: list[str], number: int) -> bool:
        """Whether what somebody may be is a family name here: "Jane Baker", "Mr Farmer"."""
        before, is_last = lows[number - 1], number + 1 == len(lows)
        return is_last and (before in self.names.honorifics or gender_of_given_name(before.capitalize()) is not None)

    def _ends_name(self, lows: list[str], number: int) -> bool:
        """Whether a title is a family name here: it ends a name and follows a word that is no title."""
        rest = lows[number + 1 :]
        before = lows[number - 1]
        if before in self.names.honorifics and not rest:
            return True
        is_office = self.is_title(before) or before in self.names.peoples or before in self.names.organisation_words
        return (
            not is_office
            and before not in ("chief", "vice", "deputy", "former")
            and all(low in self.names.suffixes for low in rest)
        )

    def speaks_at(self, tokens: list[Token], position: int) -> bool:
        """Whether a colon or a word of speech stands at ``position``."""
        return position < len(tokens) and (tokens[position].text in (":", ",") or tokens[position].low in self.forms)
