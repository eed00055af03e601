"""Whose words a word of speech brings: the subject of a verb, found without parsing.

What is hard: a participle shares the subject of its sentence ("…, calling it “a mess”"), a second verb that of the
first ("condemned the vote and urged …"), "who" takes up the mention before it, and between a subject and its verb may
stand adverbs, dates and a whole apposition.
"""

from __future__ import annotations

from archive.attribution.clauses import APPOSITION_REACH, followed_by_verb, is_verb
from archive.attribution.cues import RELATIVES, Cue, SentenceReading, before_adverbs
from archive.attribution.frames import Token, is_dash
from archive.attribution.mentions import Mention
from archive.attribution.sentence_subjects import main_subject, may_be_subject, stands_as_subject
from archive.rules.speech import SpeechRules, speech_rules

_BRACKET = 6
_OBJECTS = {"him": "male", "her": "female", "them": "plural"}
_HEARSAY = frozenset(["said", "reported", "alleged", "believed", "understood", "rumoured", "rumored", "claimed"])


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
    if cue.form.participle and not _is_progressive(tokens, cue.position):
        return _participle_subject(reading, cue, floor)
    position = cue.position - 1
    if position not in reading.ends:
        position = _skip_back(tokens, position, speech_rules())
    if _is_hearsay(tokens, position):
        position = _skip_back(tokens, position - 1, speech_rules())
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
        if may_be_subject(reading, mention):
            return mention, "before"
    return _subject_beyond(reading, position, floor, cue)


def _is_hearsay(tokens: list[Token], position: int) -> bool:
    """Whether others only tell that somebody spoke: "Jane Doe is said to have warned of …"."""
    if position < 1 or tokens[position].low not in _HEARSAY or tokens[position + 1].low != "to":
        return False
    before = before_adverbs(tokens, position)
    return before >= 0 and tokens[before].low in speech_rules().be


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
        found = _before_apposition(reading, position, floor, documents=cue.form.kind in ("say", "describe"))
        if found is not None:
            return found, "before"
        if token.text == "," and cue.form.past and cue.position == position + 1:
            main = main_subject(reading, floor, position)
            return (main, "coordinated") if main is not None else None
    return _clause_subject(reading, position, floor, documents=cue.form.kind == "say")


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


def _antecedent(reading: SentenceReading, position: int, floor: int) -> tuple[Mention, str] | None:
    """The mention that "who" takes up."""
    while position >= floor and (reading.tokens[position].low in RELATIVES or reading.tokens[position].text == ","):
        position -= 1
    mention = reading.ends.get(position)
    if mention is not None and (mention.kind == "name" or may_be_subject(reading, mention)):
        return mention, "before"
    described = _described_at(reading, position + 1)
    if described is not None:
        return described, "before"
    return _clause_subject(reading, position, floor)


def _before_apposition(reading: SentenceReading, position: int, floor: int, *, documents: bool) -> Mention | None:
    """The mention before an apposition that ends at ``position``: "Jane Doe, the mayor of Springfield, said"."""
    opening = "(" if reading.tokens[position].text == ")" else reading.tokens[position].text
    lowest = max(floor, position - APPOSITION_REACH)
    at_once, behind = reading.ends.get(position - 1), _described_at(reading, position)
    for start in range(position - 1, lowest - 1, -1):
        token = reading.tokens[start]
        if token.kind == "quotation":
            break
        if token.text == opening:
            mention = _described_at(reading, start)
            apart = reading.begins.get(start + 1) if opening == "," else None
            is_name_apart = apart is not None and apart.kind == "name" and apart in (at_once, behind)
            if mention is None or not may_be_subject(reading, mention):
                continue
            if is_name_apart and not _is_full_person(mention):
                return apart
            if mention.kind != "document" or documents:
                return _named_before(reading, mention, floor) or mention
    return next((one for one in (at_once, behind) if one is not None and may_be_subject(reading, one)), None)


def _described_at(reading: SentenceReading, comma: int) -> Mention | None:
    """Whom what follows the comma describes: "Jane Doe, …", "Sen. Jane Doe (D-Ohio), …", "Rep. Jane Doe of Ohio, …"."""
    tokens, at = reading.tokens, comma - 1
    if at > 0 and tokens[at].text == ")":
        opening = (earlier for earlier in range(at - 1, max(-1, at - _BRACKET), -1) if tokens[earlier].text == "(")
        at = next(opening, at) - 1
    mention = reading.ends.get(at)
    if mention is not None and tokens[mention.first - 1].low == "of" and mention.first > 1:
        return reading.ends.get(mention.first - 2) or mention
    is_open = mention is None or not may_be_subject(reading, mention)
    if is_open and any(token.low in ("who", "which", "whose") for token in tokens[comma + 1 : comma + 5]):
        open_phrase = (other for other in reversed(reading.mentions) if other.last < comma)
        head = next((other for other in open_phrase if may_be_subject(reading, other)), None)
        rules = speech_rules()
        behind = tokens[head.last + 1].low if head is not None else ""
        if head is None or behind in rules.auxiliaries or behind in rules.verbs:
            return mention  # "She was followed by the bishop, who said …"
        return mention if any(token.kind != "word" for token in tokens[head.last + 1 : comma]) else head
    return mention


def _named_before(reading: SentenceReading, role: Mention, floor: int) -> Mention | None:
    """The name that the role only describes: "Jane Doe, the country's minister, standing in for another, said"."""
    tokens, comma = reading.tokens, role.first - 1
    if comma > floor and tokens[comma].low == "'s":
        owner = reading.ends.get(comma - 1)
        comma = owner.first - 1 if owner is not None else comma
    if role.kind != "role" or comma <= floor or tokens[comma].text != ",":
        return None
    name = _described_at(reading, comma)
    return name if name is not None and _is_full_person(name) and may_be_subject(reading, name) else None


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
        if quoted is not None and reading.tokens[quoted.first - 1].low != "by":  # "was quoted by a paper as saying"
            return quoted, "before"
    own = _in_absolute(reading, cue, floor) or _heard(reading, cue, floor)
    if own is not None:
        return own, "before"
    subject = _nearest_clause(reading, cue, floor) or main_subject(reading, floor, cue.position)
    return (subject, "participle") if subject is not None else None


def _heard(reading: SentenceReading, cue: Cue, floor: int) -> Mention | None:
    """Whom another hears or sees speaking: "recalled her father saying", "footage of the mayor saying"."""
    tokens, rules = reading.tokens, speech_rules()
    end = before_adverbs(tokens, cue.position)
    if end > floor and tokens[end].text == "," and end - 1 in reading.ends:
        end -= 1  # "heard her neighbour, Jane Doe, shouting"
        if "," not in reading.lows[reading.ends[end].first : end]:
            return None
    heard = reading.ends.get(end) or _object_at(tokens, end)
    if heard is None or heard.first - 1 <= floor:
        return None
    verb = tokens[heard.first - 1].low
    is_heard = verb in rules.perceiving or (verb == "of" and tokens[heard.first - 2].low in rules.heard_in)
    return heard if is_heard else None


def _object_at(tokens: list[Token], position: int) -> Mention | None:
    """The pronoun of an object, which no subject ever is: "him"."""
    gender = _OBJECTS.get(tokens[position].low) if position > 0 else None
    if gender is None:
        return None
    token = tokens[position]
    return Mention("pronoun", position, position, position, (token.text,), token.low, gender)


def _in_absolute(reading: SentenceReading, cue: Cue, floor: int) -> Mention | None:
    """The subject of "with": "with state media calling it a mess", "with some jeering, saying that …"."""
    tokens = reading.tokens
    for mention in reversed(reading.mentions):
        if mention.first <= floor or mention.last >= cue.position:
            continue
        if tokens[mention.first - 1].low == "with":
            after = mention.last + 1
            if tokens[after].text == ",":  # an apposition
                closing = range(after + 1, cue.position)
                after = next((at + 1 for at in closing if tokens[at].text == ","), after)
            is_absolute = after == cue.position or tokens[after].low.endswith("ing")
            return mention if is_absolute else None
        before = tokens[mention.first - 1]
        if followed_by_verb(reading, mention) and (before.text == "," or before.low in speech_rules().conjunctions):
            return None
    return None


def _nearest_clause(reading: SentenceReading, cue: Cue, floor: int) -> Mention | None:
    """The subject of the last main clause before the participle: "Prices rose, the bank said on Monday, adding …"."""
    tokens, rules = reading.tokens, speech_rules()
    for mention in reversed(reading.mentions):
        if mention.first < floor:
            break
        before = mention.first - 1
        if mention.last >= cue.position or before < 1 or mention.kind == "document":
            continue
        opens = tokens[before].kind == "mark" or tokens[before].low in rules.conjunctions
        named = reading.ends.get(before - 1) if tokens[before].text == "," else None
        if named is not None and named.kind == "name" and mention.kind == "role" and named.first >= floor:
            continue  # an apposition
        if opens and followed_by_verb(reading, mention) and may_be_subject(reading, mention):
            return mention
    return None


def _clause_subject(
    reading: SentenceReading, position: int, floor: int, *, documents: bool = False
) -> tuple[Mention, str] | None:
    """The nearest mention in the clause before the verb that no preposition and no verb governs."""
    for mention in reversed(reading.mentions):
        if mention.last > position or (mention.kind == "document" and not documents):
            continue
        if mention.first < floor:
            break
        if may_be_subject(reading, mention) and (
            stands_as_subject(reading, mention) or is_verb(reading.tokens, mention.last + 1)
        ):
            return mention, "distant"
    return None
