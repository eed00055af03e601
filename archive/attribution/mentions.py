"""Who could be speaking: the names, pronouns, offices, organisations and documents that a sentence mentions.

No list of people and no language model: a name is a run of capitalised words (`names`), an unnamed speaker a noun of
the tables in `names.toml` with what belongs to it. What is hard: an office stands before a name with a comma ("the
party's leader, Jane Doe"), and where a noun phrase begins and ends.
"""

from __future__ import annotations

from archive.attribution import organisation_names
from archive.attribution.frames import Sentence, Token
from archive.attribution.listed import join_listed
from archive.attribution.mention import Mention, MentionKind
from archive.attribution.names import NameRuns
from archive.attribution.noun_phrases import PhraseEdges
from archive.attribution.unlisted import find_counted, find_unlisted
from archive.attribution.vocabulary import Vocabulary
from archive.rules.names import NameRules
from archive.rules.speech import SpeechRules

__all__ = ["Mention", "MentionFinder", "MentionKind"]

_AGE = "-year-old"


class MentionFinder:
    """Finds the mentions of one sentence; made once per text."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.runs = NameRuns(vocabulary)
        self.names: NameRules = self.runs.names
        self.speech: SpeechRules = self.runs.speech
        self.forms = self.runs.forms
        self.nouns = self.names.nouns
        self.pronouns = self.runs.pronouns
        self.edges = PhraseEdges(vocabulary.language)
        # The small words of the text that may begin a mention or be its noun; beside quotations there are more.
        small, endings = vocabulary.small, (*self.names.person_endings, _AGE)
        ended = [low for low in small if low.endswith(endings)]
        self._likely = {*(small & self.nouns), *(self.pronouns.keys() & small)}
        self._likely.update(low for low in ended if low.endswith(_AGE))
        self._likely_beside = self._likely.union(ended)
        # Words before a noun that are not shown with it; "another resident" is somebody else than "the resident".
        self._opening = (self.names.determiners | self.speech.articles | {"'s"}) - {"another"}

    def find(self, sentence: Sentence) -> list[Mention]:
        """The mentions of the sentence from left to right, disjoint."""
        tokens, mentions, covered = sentence.tokens, list[Mention](), -1
        likely = self._likely_beside if sentence.quotations else self._likely
        for position in [at for at, token in enumerate(tokens) if token.capital or token.low in likely]:
            if position > covered and (mention := self._at(tokens, position, mentions)) is not None:
                mentions.append(mention)
                covered = mention.last
        if sentence.quotations:
            mentions = self._with_unlisted(tokens, mentions)
        join_listed(tokens, mentions)
        return mentions

    def _with_unlisted(self, tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
        """The mentions, and those whose noun no table knows where nothing else was found."""
        for first, last in find_counted(tokens, self.edges, self.forms):
            if not any(other.first <= last and first <= other.last for other in mentions):
                words = tuple([token.text for token in tokens[first : last + 1]])
                counted = Mention("role", first, last, first, words, tokens[last].low, definite=first < last)
                mentions = sorted([*mentions, counted], key=lambda other: other.first)
        for first, last, is_person in find_unlisted(tokens, self.edges, self.forms):
            if any(other.first <= last and first <= other.last for other in mentions):
                continue
            before = [other for other in mentions if other.last < first]
            mention = self._role(tokens, first, last, last, before)
            mention.is_organisation = not is_person and not mention.head.endswith(self.names.person_endings)
            if mention.is_organisation or mention.kind == "role":
                mentions = [*before, mention, *(other for other in mentions if other.first > last)]
        return mentions

    def _at(self, tokens: list[Token], position: int, mentions: list[Mention]) -> Mention | None:
        """The mention that the word at ``position`` begins, or whose noun it is."""
        token = tokens[position]
        if token.low in self.pronouns:
            return self._pronoun(token, position)
        if token.capital and self.runs.begins(tokens, position):
            by_people = self._by_people(tokens, position) if token.low in self.names.peoples else None
            return by_people or self._name(tokens, position, mentions)
        if (not token.capital or position == 0) and (token.low in self.nouns or token.low.endswith(_AGE)):
            return self._common(tokens, position, mentions)
        return self._unlisted(tokens, position, mentions) if position else None

    def _pronoun(self, token: Token, position: int) -> Mention | None:
        if token.text == "US" or (token.low == "it" and token.text.isupper() and len(token.text) > 1):
            return None
        return Mention("pronoun", position, position, position, (token.text,), token.low, self.pronouns[token.low])

    def _name(self, tokens: list[Token], first: int, mentions: list[Mention]) -> Mention | None:
        last = self.runs.find_end(tokens, first)
        name_first, title = self.runs.split_title(tokens, first, last)
        if first == last and tokens[first].low in self.vocabulary.surnames:
            name_first, title = first, -1
        if name_first > last:
            return self._title_alone(tokens, first, last, title, mentions)
        if title < 0 and name_first == first:
            begins = self.runs.extend_left(tokens, first)
            if not mentions or mentions[-1].last < begins:
                first = name_first = begins
        words = tuple([token.text for token in tokens[name_first : last + 1]])
        lows = [token.low for token in tokens[name_first : last + 1]]
        before = tokens[name_first - 1].low if name_first else ""
        is_organisation = organisation_names.is_organisation(words, lows, before) or _is_numbered(tokens, last)
        if self._names_nobody(tokens, name_first, last, lows) and not (is_organisation and len(words) == 1):
            return None
        mention = Mention("name", first, last, name_first, words, lows[-1], is_organisation=is_organisation)
        if first < name_first:
            mention.peoples = self.names.peoples.intersection([token.low for token in tokens[first:name_first]])
        mention.owner = _owner_before(tokens, first, mentions)
        if title >= 0:
            mention.head = tokens[title].low
            mention.gender = self.names.titles.get(mention.head) or self.names.roles.get(mention.head, "unknown")
            if title == first and not mention.owner:
                mention.shown_first = first
            self._describing_before(tokens, mention, mentions)
        elif not is_organisation:
            mention.head = ""
            self._office_before(tokens, mention, mentions)
        _take_article(tokens, mention)
        return mention

    def _names_nobody(self, tokens: list[Token], first: int, last: int, lows: list[str]) -> bool:
        """Whether the run is a people, a shouted line, or what somebody is ("an Independent")."""
        if first == last:
            return lows[0] in self.names.peoples or (first > 0 and tokens[first - 1].low in ("a", "an"))
        if self.names.peoples.issuperset(lows) or " ".join(lows) in self.names.peoples:
            return True
        is_shouted = tokens[first].text.isupper() and all(token.text.isupper() for token in tokens[first : last + 1])
        return is_shouted and not self.runs.speaks_at(tokens, last + 1)

    def _office_before(self, tokens: list[Token], mention: Mention, mentions: list[Mention]) -> None:
        """Takes up the office that stands right before the name, as "party leader" or "its leader, Jane Doe"."""
        before = mention.first - 1
        if before < 0:
            return
        if tokens[before].text == "," and mentions and mentions[-1].kind == "role" and mentions[-1].last == before - 1:
            office = mentions[-1]
            governed = office.first > 0 and tokens[office.first - 1].low in self.speech.prepositions
            ends_open = mention.last + 1 < len(tokens) and tokens[mention.last + 1].kind == "word"
            if office.is_organisation or office.gender == "plural" or (governed and ends_open):
                return
            if not office.owner and tokens[office.shown_first].capital:
                mention.shown_first = office.shown_first
            mentions.pop()
            mention.first, mention.head, mention.gender = office.first, office.head, office.gender
            mention.peoples = office.peoples
        elif self._describing_before(tokens, mention, mentions):
            mention.head = tokens[before].low
            mention.gender = self.names.roles.get(mention.head, "unknown")
            mention.is_organisation = mention.is_organisation or mention.head not in self.names.roles

    def _describing_before(self, tokens: list[Token], mention: Mention, mentions: list[Mention]) -> bool:
        """Takes up the words that say what the name is, as "exercise director"; whether there are any."""
        before = mention.first - 1
        names = self.names
        if before < 0 or not (tokens[before].low in names.roles or tokens[before].low in names.outlet_nouns):
            return False
        mention.first = self.edges.left_edge(tokens, before)
        while mentions and mentions[-1].last >= mention.first:
            mentions.pop()
        return True

    def _title_alone(
        self, tokens: list[Token], first: int, last: int, title: int, mentions: list[Mention]
    ) -> Mention | None:
        """An office without a name: "Russian President", "the Prime Minister", "Chief of the General Staff"."""
        edge = self.edges.left_edge(tokens, first) if first else first
        while mentions and mentions[-1].last >= edge:
            mentions.pop()
        return self._role(tokens, edge, title, last, mentions)

    def _common(self, tokens: list[Token], position: int, mentions: list[Mention]) -> Mention | None:
        """An unnamed person, group, organisation or document whose noun stands at ``position``."""
        low, names = tokens[position].low, self.names
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if following is not None and (
            following.capital
            or following.low in names.plural_roles
            or (
                following.low in names.nouns
                and following.low not in self.forms
                and following.low not in names.documents
            )
        ):
            return None
        if (
            low in self.speech.verbs
            and position
            and (tokens[position - 1].capital or tokens[position - 1].low == "who")
        ):
            return None
        if following is not None and low in names.adjuncts and self._is_noun_behind(tokens, position + 1):
            return None
        if low in self.forms and not self._is_noun(tokens, position):
            return None
        edge = self.edges.left_edge(tokens, position)
        if edge > 1 and tokens[edge - 1].low == "of" and tokens[edge - 2].low in self.names.determiners:
            edge -= 2  # "one of the people"
        while mentions and mentions[-1].last >= edge:
            mentions.pop()
        return self._role(tokens, edge, position, position, mentions)

    def _is_noun_behind(self, tokens: list[Token], position: int) -> bool:
        """Whether the noun that an adjunct describes stands at ``position``: "her chief worry is …"."""
        token, after = tokens[position], tokens[position + 1] if position + 1 < len(tokens) else None
        form = self.forms.get(token.low)
        is_noun = form is not None and form.base and after is not None and after.low in self.speech.auxiliaries
        return is_noun or self.edges.is_noun_like(token)

    def _is_noun(self, tokens: list[Token], position: int) -> bool:
        """Whether a word that may be a verb is a noun: an article or owner stands before it ("its final report")."""
        at = position - 1
        while at > 0 and position - at <= 2 and self.edges.is_noun_like(tokens[at]):
            at -= 1
        before = tokens[at] if at >= 0 else None
        return before is not None and (
            before.low in self.names.determiners or before.low == "'s" or before.low in self.names.organisation_words
        )

    def _by_people(self, tokens: list[Token], position: int) -> Mention | None:
        """Somebody called by the people at ``position``: "the Italian said"; never "the Italian coach"."""
        token = tokens[position]
        if not token.low.endswith(("an", "i")):
            return None
        if position == 0 or tokens[position - 1].low != "the":
            return None
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        goes_on = following is not None and (following.capital or self.edges.is_noun_like(following))
        if goes_on or (following is not None and following.low == "and"):
            return None
        return Mention("role", position - 1, position, position - 1, (token.text,), token.low, definite=True)

    def _unlisted(self, tokens: list[Token], position: int, mentions: list[Mention]) -> Mention | None:
        """Somebody whose noun no table knows, beside a word of speech: "a beekeeper said", "said one falconer"."""
        token = tokens[position]
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if token.capital or not token.low.endswith(self.names.person_endings) or not self.edges.is_noun_like(token):
            return None
        if following is not None and following.kind == "word" and not self.runs.speaks_at(tokens, position + 1):
            return None
        edge = self.edges.left_edge(tokens, position)
        if (
            edge == position
            or tokens[edge].low not in self.names.determiners
            or (mentions and mentions[-1].last >= edge)
        ):
            return None
        speaks = following is not None and following.low in self.forms
        if not speaks and not (edge and tokens[edge - 1].low in ("said", "says")):
            return None
        mention = self._role(tokens, edge, position, position, mentions)
        mention.is_organisation = False
        return mention

    def _role(self, tokens: list[Token], edge: int, head: int, last: int, mentions: list[Mention]) -> Mention:
        names, low = self.names, tokens[head].low
        owner = _owner_before(tokens, edge, mentions) if tokens[edge].low != "'s" else ()
        begins, opening = edge, self._opening
        while begins < head and tokens[begins].low in opening and tokens[begins + 1].low != "of":
            if organisation_names.is_number_name(tokens, begins) or (
                tokens[begins].text.isupper() and len(tokens[begins].text) > 1
            ):
                break  # "No 10 spokesperson"; the UN, not the French article
            begins += 1
        is_document = low in names.documents and low not in names.roles
        end = last if is_document else self.edges.right_edge(tokens, last)
        gender: str = names.roles.get(low, "unknown")
        is_person = low in names.roles or low in names.plural_roles or low in names.titles or low.endswith(_AGE)
        is_organisation = not is_person and not self.runs.is_title(low)
        if low in names.plural_roles:
            gender = "plural"
        opened = [token.low for token in tokens[edge:begins]]
        number = next(filter(names.numbers.__contains__, opened), "")
        words = tuple([token.text for token in tokens[begins : end + 1]])
        mention = Mention("document" if is_document else "role", edge, end, edge, words, low, gender, number=number)
        mention.is_organisation = is_organisation and not is_document
        mention.definite = tokens[edge].low in ("the", "this", "that")
        mention.owner = owner
        if owner and not mention.is_organisation:
            mention.shown_first = mentions[-1].first
        if edge < head:
            mention.peoples = names.peoples.intersection([token.low for token in tokens[edge:head]])
        return mention


def _take_article(tokens: list[Token], mention: Mention) -> None:
    """Lets the mention begin with the article before it."""
    if mention.first > 0 and tokens[mention.first - 1].low in ("the", "a", "an"):
        mention.first -= 1
        if mention.shown_first == mention.first + 1:
            mention.shown_first = mention.first


def _is_numbered(tokens: list[Token], last: int) -> bool:
    """Whether a number follows the name, as in "Article 40": then it is no person."""
    return last + 1 < len(tokens) and tokens[last + 1].text.isdigit()


def _owner_before(tokens: list[Token], first: int, mentions: list[Mention]) -> tuple[str, ...]:
    """The words of the mention whose "’s" stands right before ``first``."""
    if first > 0 and tokens[first - 1].low == "'s" and mentions and mentions[-1].last == first - 2:
        return mentions[-1].core
    return ()
