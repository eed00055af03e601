"""What may be the subject of a clause, in languages where it stands before the verb, behind it, or nowhere.

What is hard is to know what is no subject: a noun behind a preposition, an article that only an object has, an
apposition, a relative clause.
"""

from __future__ import annotations

from archive.attribution.cues import SentenceReading
from archive.attribution.frames import Token
from archive.attribution.mentions import Mention
from archive.rules.grammar import Grammar

_SKIPPED = 14


def is_oblique(reading: SentenceReading, mention: Mention, grammar: Grammar) -> bool:
    """Whether the mention cannot be a subject: a preposition governs it, or its article is an object's."""
    tokens = reading.tokens
    if has_object_article(reading, mention, grammar):
        return True
    if not mention.first:
        return False
    before = tokens[mention.first - 1]
    if before.low in grammar.adverbs and mention.first > 1:
        before = tokens[mention.first - 2] if tokens[mention.first - 2].low in grammar.prepositions else before
    return before.low in grammar.prepositions or before.low in grammar.joins


def has_object_article(reading: SentenceReading, mention: Mention, grammar: Grammar) -> bool:
    """Whether the article of the phrase is none of a subject: "den Rat", and "der Zeitung" as the noun is feminine."""
    article = reading.tokens[mention.first].low
    if article in grammar.oblique:
        return True
    is_masculine = grammar.capital_nouns and grammar.articles.get(article) == "male"
    return is_masculine and mention.kind == "role" and mention.head.endswith(grammar.noun_endings)


def main_subject(
    reading: SentenceReading, grammar: Grammar, floor: int = 0, ceiling: int | None = None
) -> Mention | None:
    """The first mention of the clause that may be a subject, and stands in no clause between commas."""
    end = len(reading.tokens) if ceiling is None else ceiling
    if grammar.verb_second:
        floor = _behind_clause(reading, floor, end, grammar)
    for mention in reading.mentions:
        if mention.first < floor or mention.first >= end or (mention.gender == "thing" and mention.kind == "pronoun"):
            continue
        if is_oblique(reading, mention, grammar) or _in_subordinate(reading, mention, grammar, floor):
            continue
        return mention
    return None


def _behind_clause(reading: SentenceReading, floor: int, end: int, grammar: Grammar) -> int:
    """Where the verb stands behind a clause that opens the sentence: `Dass es regnet, erwartet Jane Doe nicht`."""
    tokens = reading.tokens
    if floor >= end or tokens[floor].low not in grammar.subordinators:
        return floor
    for at in range(floor + 1, end - 1):
        token = tokens[at + 1]
        if tokens[at].text == "," and (token.low in grammar.finite or token.low in grammar.auxiliaries):
            return at + 1
    return floor


def _in_subordinate(reading: SentenceReading, mention: Mention, grammar: Grammar, floor: int) -> bool:
    """Whether the mention follows a word that opens a subordinate clause."""
    before = mention.first - 1
    if before < floor or before < 0:
        return False
    low = reading.tokens[before].low
    return low in grammar.subordinators or low in grammar.relatives


def floor_of(reading: SentenceReading, position: int, grammar: Grammar) -> int:
    """Where the clause of token ``position`` begins: behind a quotation, a semicolon, or "while"."""
    tokens = reading.tokens
    for at in range(position - 1, -1, -1):
        token = tokens[at]
        if token.kind == "quotation" or token.text == ";":
            return at + 1
        if token.low in grammar.breaks and at and tokens[at - 1].kind != "word":
            return at + 2 if tokens[at + 1].low in grammar.subordinators else at + 1
    return 0


def mention_behind(reading: SentenceReading, position: int, grammar: Grammar, *, far: bool) -> Mention | None:
    """The mention that begins at ``position``, over adverbs and object pronouns.

    ``far``: over phrases with a preposition as well (`sagte am Montag der Minister`).
    """
    tokens, end = reading.tokens, min(len(reading.tokens), position + _SKIPPED)
    while position < end:
        mention = reading.begins.get(position)
        token = tokens[position]
        if mention is not None and not has_object_article(reading, mention, grammar):
            return mention
        if mention is not None and far:
            position = mention.last + 1
            continue
        if mention is not None or token.kind != "word":
            return None
        if token.low in grammar.clitics or grammar.is_adverb(token.low):
            position += 1
        elif far and token.low in grammar.prepositions:
            position = _behind_phrase(reading, position + 1, grammar)
        elif far and token.low in grammar.capitals:
            position += 1
        else:
            return None
    return None


def _behind_phrase(reading: SentenceReading, position: int, grammar: Grammar) -> int:
    """The position behind what a preposition governs."""
    mention = reading.begins.get(position)
    if mention is not None:
        return mention.last + 1
    tokens = reading.tokens
    while position < len(tokens) and (
        tokens[position].low in grammar.determiners or tokens[position].text[:1].isdigit()
    ):
        position += 1
    return position + 1


def is_thing(mention: Mention, grammar: Grammar) -> bool:
    """Whether the noun is none that the tables know to speak: "este extremo", "un incendio que ha definido como …"."""
    if mention.kind != "role" or mention.core[-1][:1].isupper():
        return False
    head = mention.head.rpartition("-")[2]
    return (
        not _is_listed(head, grammar)
        and mention.head not in grammar.leaders
        and not head.endswith(grammar.person_endings)
    )


def _is_listed(head: str, grammar: Grammar) -> bool:
    """Whether the tables hold the noun for people or a group, in the singular or the plural: "les syndicats"."""
    listed = grammar.roles, grammar.organisations, grammar.titles
    if any(head in words for words in listed):
        return True
    return not grammar.verb_second and head.endswith("s") and any(head[:-1] in words for words in listed)


def is_known_speaker(mention: Mention, grammar: Grammar) -> bool:
    """Whether the mention is somebody as far as tables and capitals tell: no idea, and no noun with a capital."""
    if mention.kind == "role":
        head = mention.head.rpartition("-")[2]
        is_listed = _is_listed(head, grammar) or mention.head in grammar.leaders
        is_compound = grammar.capital_nouns and any(head.endswith(noun) for noun in grammar.organisations)
        return is_listed or is_compound or head.endswith(grammar.person_endings)
    return mention.kind != "name" or mention.definite or len(mention.core) > 1 or not grammar.capital_nouns


def closes_report(reading: SentenceReading, finite: int, main: Mention, grammar: Grammar) -> bool:
    """Whether the verb follows what it reports behind a comma: `…, schreibt der Verband in seinem Bericht`."""
    tokens, behind = reading.tokens, main.last + 1
    if tokens[finite - 1].text != "," or behind >= finite - 1:
        return False
    is_apposed = tokens[behind].text in (",", "(") or tokens[behind].low in grammar.joins
    return not is_apposed or any(_is_finite(token, grammar) for token in tokens[behind:finite])


def _is_finite(token: Token, grammar: Grammar) -> bool:
    low = token.low
    return low in grammar.auxiliaries or low in grammar.passive or low in grammar.reported
