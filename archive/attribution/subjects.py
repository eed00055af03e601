"""Whose words a word of speech brings: the subject of a verb, found without parsing.

What is hard: a participle shares the subject of its sentence ("…, calling it “a mess”"), a second verb that of the
first ("condemned the vote and urged …"), "who" takes up the mention before it, and between a subject and its verb may
stand adverbs, dates and a whole apposition.
"""

from __future__ import annotations

from archive.attribution.clauses import APPOSITION_REACH, followed_by_verb, is_noun_like, is_verb
from archive.attribution.cues import RELATIVES, Cue, SentenceReading, before_adverbs
from archive.attribution.frames import Token, is_dash
from archive.attribution.mentions import Mention
from archive.rules.speech import SpeechRules, speech_rules

_DESCRIPTION = 5


def _skip_back(tokens: list[Token], position: int, rules: SpeechRules) -> int:
    """From before a verb over adverbs, auxiliaries and dates to what may end its subject."""
    while position >= 0:
        token = tokens[position]
        if token.kind != "word" or (token.capital and token.low not in rules.times):
            break
        is_time = token.low in rules.times or (token.text.isdigit() and len(token.text) <= 4)
        follows_time = token.low in ("on", "in", "late", "early", "at", "of", "the", "a", "ago") and (
            position + 1 < len(tokens)
            and (tokens[position + 1].low in rules.times or tokens[position + 1].text.isdigit())
        )
        is_filler = rules.is_adverb(token.low) or token.low in rules.auxiliaries or token.low.endswith("n't")
        if not (is_time or follows_time or is_filler):
            break
        position -= 1
    return position


def find_subject(reading: SentenceReading, cue: Cue, floor: int = 0) -> tuple[Mention, str] | None:
    """The mention that is the subject of a word of speech, and the way to it; none when nobody fits.

    ``floor`` is the first token to look at: nothing before it is in the same clause.
    """
    tokens = reading.tokens
    if cue.form.language != "en":
        return _subject_elsewhere(reading, cue)
    if cue.form.participle and not _is_progressive(tokens, cue.position):
        return _participle_subject(reading, cue, floor)
    position = _skip_back(tokens, cue.position - 1, speech_rules())
    if position < floor:
        return None
    mention = reading.ends.get(position)
    if mention is not None:
        document = _document_of(reading, mention)
        if document is not None:
            return document, "before"
        owner = _of_relative(reading, mention, floor)
        if owner is not None:
            return owner, "before"
        if _may_be_subject(reading, mention):
            return mention, "before"
    return _subject_beyond(reading, position, floor, cue)


def _of_relative(reading: SentenceReading, mention: Mention, floor: int) -> Mention | None:
    """Whom a relative clause describes whose object the mention is: "the union that represents the workers said"."""
    tokens = reading.tokens
    verb = before_adverbs(tokens, mention.first)
    if verb <= floor or tokens[verb].capital or not is_verb(tokens, verb):
        return None
    opening = before_adverbs(tokens, verb)
    while opening > floor and tokens[opening].low in speech_rules().auxiliaries:
        opening -= 1
    if opening <= floor or tokens[opening].low not in RELATIVES:
        return None
    before = opening - 1 if tokens[opening - 1].text != "," else opening - 2
    owner = reading.ends.get(before)
    return owner if owner is not None and owner.first >= floor and owner.kind != "pronoun" else None


def _subject_beyond(reading: SentenceReading, position: int, floor: int, cue: Cue) -> tuple[Mention, str] | None:
    """The subject where no mention ends at ``position``: beyond "who", "and", an apposition, or other words."""
    tokens = reading.tokens
    token = tokens[position]
    if token.low in speech_rules().nobody:
        return None
    if token.low in RELATIVES or (token.text == "," and position > floor and tokens[position - 1].low in RELATIVES):
        return _antecedent(reading, position, floor)
    if token.low in speech_rules().conjunctions:
        return _shared_subject(reading, position, floor)
    if token.text in (",", ")") or is_dash(token):
        found = _before_apposition(reading, position, floor, documents=cue.form.kind == "say")
        if found is not None:
            return found, "before"
        if token.text == "," and cue.form.past and cue.position == position + 1:
            main = main_subject(reading, floor, position)
            return (main, "coordinated") if main is not None else None
    return _clause_subject(reading, position, floor)


def _subject_elsewhere(reading: SentenceReading, cue: Cue) -> tuple[Mention, str] | None:
    """The subject in a language whose verb stands second: right before the verb, else right behind it.

    Only what touches the verb counts: these languages are read with too few tables for more.
    """
    before = reading.ends.get(cue.position - 1)
    if before is not None and _may_be_subject(reading, before):
        return before, "before"
    behind = reading.begins.get(cue.position + 1)
    return (behind, "before") if behind is not None else None


def _document_of(reading: SentenceReading, mention: Mention) -> Mention | None:
    """The document that the mention issued: "a statement from the ministry"."""
    before = mention.first - 1
    if before < 1 or reading.tokens[before].low not in ("from", "by", "of"):
        return None
    document = reading.ends.get(before - 1)
    if document is None or document.kind != "document":
        return None
    return document


def _is_progressive(tokens: list[Token], position: int) -> bool:
    before = before_adverbs(tokens, position)
    return before >= 0 and tokens[before].low in speech_rules().be


def _may_be_subject(reading: SentenceReading, mention: Mention) -> bool:
    """Whether no preposition governs the mention, and it is not somebody's ("Jane Doe's lawyer")."""
    after = mention.last + 1
    tokens = reading.tokens
    if after < len(tokens) and tokens[after].low == "'s":
        return False
    return not is_oblique(reading, mention)


def is_oblique(reading: SentenceReading, mention: Mention) -> bool:
    """Whether a preposition stands before the mention, so that it is no subject."""
    before = mention.first - 1
    tokens = reading.tokens
    if before >= 0 and tokens[before].low == "'s" and mention.owner:
        owner = reading.ends.get(before - 1)
        before = owner.first - 1 if owner is not None else before
    if before < 0:
        return False
    rules = speech_rules()
    low = tokens[before].low
    if low == "as" and mention.kind == "role":
        return not is_verb(tokens, mention.last + 1)
    if low not in rules.prepositions or (tokens[before].capital and before > 0):
        return False
    # "after", "before", "since" … bring a clause as well as a noun: a verb behind the mention tells which.
    return low not in rules.subordinators or not followed_by_verb(reading, mention)


def _antecedent(reading: SentenceReading, position: int, floor: int) -> tuple[Mention, str] | None:
    """The mention that "who" takes up."""
    while position >= floor and (reading.tokens[position].low in RELATIVES or reading.tokens[position].text == ","):
        position -= 1
    mention = reading.ends.get(position)
    if mention is not None:
        return mention, "before"
    return _clause_subject(reading, position, floor)


def _before_apposition(reading: SentenceReading, position: int, floor: int, *, documents: bool) -> Mention | None:
    """The mention before an apposition that ends at ``position``: "Jane Doe, the mayor of Springfield, said"."""
    opening = "(" if reading.tokens[position].text == ")" else reading.tokens[position].text
    lowest = max(floor, position - APPOSITION_REACH)
    at_once = reading.ends.get(position - 1)
    for start in range(position - 1, lowest - 1, -1):
        token = reading.tokens[start]
        if token.kind == "quotation":
            break
        if token.text == opening:
            mention = reading.ends.get(start - 1)
            is_name_apart = (
                opening == "," and at_once is not None and at_once.kind == "name" and at_once.first == start + 1
            )
            if mention is None or not _may_be_subject(reading, mention):
                continue
            if is_name_apart and not _is_full_person(mention):
                return at_once
            if mention.kind != "document" or documents:
                return mention
    return at_once if at_once is not None and _may_be_subject(reading, at_once) else None


def _is_full_person(mention: Mention) -> bool:
    """Whether the mention before the comma is a person's name, so that what follows it only describes it."""
    return mention.kind == "name" and not mention.is_organisation and len(mention.core) > 1


def _shared_subject(reading: SentenceReading, position: int, floor: int) -> tuple[Mention, str] | None:
    """The subject of the verb before "and": "condemned the strike and urged him to …"."""
    earlier = [
        cue
        for cue in reading.cues
        if floor <= cue.position < position and not (cue.passive or _is_perfect(reading, cue))
    ]
    for cue in reversed(earlier):
        if cue.form.participle or (cue.form.base and not cue.form.past):
            continue
        found = find_subject(reading, cue, floor)
        if found is not None:
            return found[0], "coordinated"
    main = main_subject(reading, floor, position)
    return (main, "coordinated") if main is not None else None


def _is_perfect(reading: SentenceReading, cue: Cue) -> bool:
    """Whether "had" stands before the verb: then it reports, and a verb behind "and" does not share its subject."""
    before = before_adverbs(reading.tokens, cue.position)
    return before >= 0 and reading.tokens[before].low == "had"


def _participle_subject(reading: SentenceReading, cue: Cue, floor: int) -> tuple[Mention, str] | None:
    """The subject of the sentence, or whom another says to be speaking ("quoted Jane Doe as saying")."""
    position = cue.position - 1
    if position > floor and reading.tokens[position].low == "as":
        quoted = reading.ends.get(position - 1)
        if quoted is not None:
            return quoted, "before"
    own = reading.ends.get(position)
    if own is not None and own.first > 0 and reading.tokens[own.first - 1].low == "with":
        return own, "before"
    main = main_subject(reading, floor, cue.position)
    return (main, "participle") if main is not None else None


def _clause_subject(reading: SentenceReading, position: int, floor: int) -> tuple[Mention, str] | None:
    """The nearest mention in the clause before the verb that no preposition and no verb governs."""
    for mention in reversed(reading.mentions):
        if mention.last > position or mention.kind == "document":
            continue
        if mention.first < floor:
            break
        if _may_be_subject(reading, mention) and stands_as_subject(reading, mention):
            return mention, "distant"
    return None


def stands_as_subject(reading: SentenceReading, mention: Mention) -> bool:
    """Whether the mention opens a clause: it follows nothing, a mark, a conjunction or a relative word."""
    before = mention.first - 1
    tokens, rules = reading.tokens, speech_rules()
    if before >= 0 and tokens[before].low == "'s":
        owner = reading.ends.get(before - 1)
        before = owner.first - 1 if owner is not None else before
    if before < 0:
        return True
    token = tokens[before]
    if token.kind != "word":
        return True
    low = token.low
    if mention.kind == "name" and _opens_with_description(reading, before):
        return True
    return (
        low in rules.conjunctions
        or low in rules.subordinators
        or low in rules.relatives
        or low in rules.questions
        or rules.is_adverb(low)
        or low in rules.times
        or (low in rules.forms["en"] and mention.kind == "pronoun" and mention.head != "it")
        or low in ("said", "says", "believes", "thinks", "claimed", "claims", "added", "told")
    )


def _opens_with_description(reading: SentenceReading, position: int) -> bool:
    """Whether only words that describe a name stand up to ``position``: "World number one", "Beaten opponent"."""
    tokens = reading.tokens
    for at in range(position, max(-1, position - _DESCRIPTION), -1):
        if tokens[at].kind != "word":
            return at < position
        describes = tokens[at].capital or tokens[at].low in speech_rules().numbers or is_noun_like(tokens[at])
        if not describes or (at and is_verb(tokens, at)):
            return False
    return position < _DESCRIPTION


def main_subject(reading: SentenceReading, floor: int = 0, ceiling: int | None = None) -> Mention | None:
    """The subject of the sentence: its first mention that no preposition governs and that a verb follows."""
    end = len(reading.tokens) if ceiling is None else ceiling
    plain = None
    for mention in reading.mentions:
        if mention.first < floor or mention.first >= end:
            continue
        if mention.kind == "document" or not _may_be_subject(reading, mention):
            continue
        if not stands_as_subject(reading, mention) or _in_subordinate(reading, mention, floor):
            continue
        if plain is not None and _describes_before(reading, plain, mention):
            continue
        if followed_by_verb(reading, mention):
            return mention
        after = mention.last + 1
        if after >= end or reading.language != "en" or not is_noun_like(reading.tokens[after]):
            plain = plain or mention
    return plain


def _describes_before(reading: SentenceReading, named: Mention, mention: Mention) -> bool:
    """Whether the mention is an apposition of the name before it: "Jane Doe, executive director of …"."""
    is_apart = mention.first == named.last + 2 and reading.tokens[named.last + 1].text == ","
    return is_apart and mention.kind == "role" and named.kind == "name" and not named.is_organisation


def _in_subordinate(reading: SentenceReading, mention: Mention, floor: int) -> bool:
    """Whether the mention is the subject of "when …", "what …", "that …" and not of the sentence."""
    before = mention.first - 1
    rules = speech_rules()
    return before >= floor and (
        reading.tokens[before].low in rules.subordinators
        or reading.tokens[before].low in rules.relatives
        or reading.tokens[before].low in rules.questions
    )
