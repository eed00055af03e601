"""Whose words a verb brings: its subject, in languages where it stands before the verb, behind it, or nowhere.

German puts one thing before its verb, whatever it is (`Im Januar sagte er`, `Den Entwurf nannte Müller`); Spanish may
leave the subject out. What is hard is to know what is no subject: a noun behind a preposition, an article that only an
object has, an apposition, a relative clause.
"""

from __future__ import annotations

from archive.attribution.cues import Cue, SentenceReading
from archive.attribution.languages.verbs import auxiliary_of, group_start
from archive.attribution.mentions import Mention
from archive.rules.grammar import Grammar

_SKIPPED = 14


def is_oblique(reading: SentenceReading, mention: Mention, grammar: Grammar) -> bool:
    """Whether the mention cannot be a subject: a preposition governs it, or its article is an object's."""
    tokens = reading.tokens
    if tokens[mention.first].low in grammar.oblique:
        return True
    if not mention.first:
        return False
    before = tokens[mention.first - 1]
    if before.low in grammar.adverbs and mention.first > 1:
        before = tokens[mention.first - 2] if tokens[mention.first - 2].low in grammar.prepositions else before
    return before.low in grammar.prepositions or before.low in grammar.joins


def main_subject(
    reading: SentenceReading, grammar: Grammar, floor: int = 0, ceiling: int | None = None
) -> Mention | None:
    """The first mention of the clause that may be a subject, and stands in no clause between commas."""
    end = len(reading.tokens) if ceiling is None else ceiling
    for mention in reading.mentions:
        if mention.first < floor or mention.first >= end or (mention.gender == "thing" and mention.kind == "pronoun"):
            continue
        if is_oblique(reading, mention, grammar) or _in_subordinate(reading, mention, grammar, floor):
            continue
        return mention
    return None


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
        if mention is not None:
            return mention if tokens[position].low not in grammar.oblique else None
        if token.kind != "word":
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


def find_subject(reading: SentenceReading, cue: Cue, floor: int, grammar: Grammar) -> tuple[Mention | None, str] | None:
    """The subject of a word of speech and the way to it; no mention where the language leaves it out; None for nobody.

    ``floor`` is the first token of the clause.
    """
    if grammar.verb_second:
        return _subject_around(reading, cue, floor, grammar)
    start, inside = group_start(reading, cue, grammar)
    if inside is not None:
        return inside, "before"
    if grammar.gerunds and cue.form.lemma.endswith(grammar.gerunds):
        return _subject_of_gerund(reading, start, floor, grammar)
    found = _subject_before(reading, start, floor, grammar)
    if found is not None:
        return found
    behind = mention_behind(reading, cue.position + 1, grammar, far=False)
    opens = start <= floor + 1 or reading.tokens[start - 1].text == ","
    if behind is not None and opens:
        return behind, "before"
    return (None, "before") if grammar.drops_subject and not is_plural(reading, start, cue, grammar) else None


def is_plural(reading: SentenceReading, start: int, cue: Cue, grammar: Grammar) -> bool:
    """Whether the verb group from ``start`` on is in the plural, so that no one person speaks."""
    group = reading.tokens[start : cue.position + 1]
    verbs = [token.low for token in group if token.low in grammar.auxiliaries or token is group[-1]]
    return any(verb.endswith(grammar.plural_endings) for verb in verbs)


def _subject_of_gerund(
    reading: SentenceReading, start: int, floor: int, grammar: Grammar
) -> tuple[Mention, str] | None:
    """The subject of the sentence, where a comma or "en" parts the participle from what stands before it."""
    before = reading.tokens[start - 1] if start > floor else None
    if before is None or not (before.text == "," or before.low == "en" or reading.tokens[start].low == "en"):
        return None
    main = main_subject(reading, grammar, floor, start)
    return (main, "participle") if main is not None else None


def _subject_before(reading: SentenceReading, start: int, floor: int, grammar: Grammar) -> tuple[Mention, str] | None:
    """The subject that stands before the verb group which begins at ``start``."""
    tokens, before = reading.tokens, start - 1
    if before < floor:
        return None
    mention = reading.ends.get(before)
    if mention is not None and not is_oblique(reading, mention, grammar) and not _is_object(reading, mention, grammar):
        return mention, "before"
    if tokens[before].low in grammar.relatives:
        at = before - 1 if before and tokens[before - 1].text != "," else before - 2
        antecedent = reading.ends.get(at)
        if antecedent is None or antecedent.first < floor or is_thing(antecedent, grammar):
            return None
        return antecedent, "before"
    main = main_subject(reading, grammar, floor, start)
    if main is None:
        return None
    if tokens[before].low in grammar.conjunctions:
        return main, "coordinated"
    return main, "before" if tokens[before].text in (",", ")") else "distant"


def is_thing(mention: Mention, grammar: Grammar) -> bool:
    """Whether the noun is none that the tables know to speak: "este extremo", "un incendio que ha definido como …"."""
    if mention.kind != "role" or mention.core[-1][:1].isupper():
        return False
    head = mention.head.rpartition("-")[2]
    if head in grammar.roles or head in grammar.titles or head in grammar.organisations:
        return False
    return not head.endswith(grammar.person_endings)


def _is_object(reading: SentenceReading, mention: Mention, grammar: Grammar) -> bool:
    """Whether a verb of speech stands right before the mention, so that it is that verb's."""
    return any(True for _ in reading.cues_from(mention.first - 1, mention.first))


# -- languages whose verb stands second -------------------------------------------------------------------------------


def _subject_around(
    reading: SentenceReading, cue: Cue, floor: int, grammar: Grammar
) -> tuple[Mention | None, str] | None:
    tokens = reading.tokens
    auxiliary = auxiliary_of(tokens, cue.position, grammar)
    finite = auxiliary if auxiliary >= floor else cue.position
    behind = mention_behind(reading, finite + 1, grammar, far=True)
    if behind is not None and behind.last >= cue.position > finite:
        behind = None
    before = _prefield(reading, finite, floor, grammar)
    if behind is not None and before is not None and _closes_report(reading, finite, before[0]):
        return behind, "before"
    if behind is not None and (before is None or (behind.kind == "pronoun" and behind.gender == "male")):
        return behind, "before"
    if before is not None:
        return before
    return None


def _closes_report(reading: SentenceReading, finite: int, main: Mention) -> bool:
    """Whether the verb follows what it reports behind a comma: `…, schreibt der Verband in seinem Bericht`."""
    tokens = reading.tokens
    is_apposed = main.last + 1 < finite - 1 and tokens[main.last + 1].text in (",", "(")
    return tokens[finite - 1].text == "," and not is_apposed and main.last + 1 < finite - 1


def _prefield(reading: SentenceReading, finite: int, floor: int, grammar: Grammar) -> tuple[Mention, str] | None:
    """The subject before the verb, if that is what stands there."""
    tokens = reading.tokens
    if finite - 1 < floor:
        return None
    at = finite - 1
    while (
        at > floor
        and (tokens[at].low in grammar.adverbs or tokens[at].low in grammar.clitics)
        and at not in reading.ends
    ):
        at -= 1
    if tokens[at].text == ")":
        at = next((back for back in range(at, floor, -1) if tokens[back].text == "("), at) - 1
    mention = reading.ends.get(at)
    if mention is not None and not is_oblique(reading, mention, grammar) and mention.gender != "thing":
        return mention, "before"
    if tokens[at].low in grammar.conjunctions:
        main = main_subject(reading, grammar, floor, at)
        return (main, "coordinated") if main is not None else None
    main = main_subject(reading, grammar, floor, at + 1)
    if main is None or _opens_otherwise(reading, main, floor, grammar):
        return None
    return main, "before" if tokens[finite - 1].text in (",", ")") else "distant"


def _opens_otherwise(reading: SentenceReading, main: Mention, floor: int, grammar: Grammar) -> bool:
    """Whether the clause opens with something else than its subject, which then follows the verb."""
    tokens = reading.tokens
    opening = next((at for at in range(floor, main.first) if tokens[at].kind == "word"), main.first)
    return (
        opening != main.first and tokens[opening].low in grammar.prepositions | grammar.subordinators | grammar.adverbs
    )
