"""Whose words a verb of speech brings, where the verb stands second: German and Dutch.

These languages put one thing before the verb, whatever it is (`Im Januar sagte er`, `Den Entwurf nannte Müller`), and
the subject right behind the verb unless it stands before it. In a subordinate clause the verb stands last.
"""

from __future__ import annotations

from archive.attribution.cues import Cue, SentenceReading
from archive.attribution.frames import Token
from archive.attribution.languages.subjects import (
    closes_report,
    is_known_speaker,
    is_oblique,
    main_subject,
    mention_behind,
)
from archive.attribution.languages.verbs import auxiliary_of
from archive.attribution.mentions import Mention
from archive.rules.grammar import Grammar


def subject_around(
    reading: SentenceReading, cue: Cue, floor: int, grammar: Grammar
) -> tuple[Mention | None, str] | None:
    """The subject of a word of speech and the way to it; None for nobody."""
    tokens = reading.tokens
    if not grammar.impersonal.isdisjoint(grammar.needs.get(tokens[cue.position].low, ())):
        source = _reported_before(reading, cue.position, floor, grammar)
        return (source, "before") if source is not None else None
    last = subject_of_clause(reading, cue, floor, grammar)
    if last is not None:
        return last, "before"
    auxiliary = auxiliary_of(tokens, cue.position, grammar)
    finite = auxiliary if auxiliary >= floor else cue.position
    behind = mention_behind(reading, finite + 1, grammar, far=True)
    if behind is not None and behind.last >= cue.position > finite:
        behind = None
    before = _prefield(reading, finite, floor, grammar)
    if behind is None or before is None:
        return before if behind is None else (behind, "before")
    return (behind, "before") if _follows(reading, finite, behind, before[0], grammar) else before


def _follows(reading: SentenceReading, finite: int, behind: Mention, main: Mention, grammar: Grammar) -> bool:
    """Whether the subject is what stands behind the verb, and not what stands before it."""
    tokens = reading.tokens
    if any(token.text == "," for token in tokens[finite + 1 : behind.first]):
        return False  # "Sie warf ihm vor, er betreibe …": the subject of the next clause
    if finite and tokens[finite - 1].text == "," and _is_comma(tokens, behind.last + 1):
        return True  # "Ihr Plan, schreibt sie, sei gut"
    if closes_report(reading, finite, main, grammar) or (behind.kind == "pronoun" and behind.gender == "male"):
        return True
    return is_known_speaker(behind, grammar) and not is_known_speaker(main, grammar)


def _reported_before(reading: SentenceReading, position: int, floor: int, grammar: Grammar) -> Mention | None:
    """Whom "it says" before the words stands for: `In dem Bericht heißt es`, `Aus dem Ministerium hieß es`."""
    for mention in reversed(reading.mentions):
        if floor < mention.first and mention.last < position:
            before = reading.tokens[mention.first - 1].low
            return mention if before in grammar.reported_in else None
    return None


def _is_comma(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text == ","


def subject_of_clause(reading: SentenceReading, cue: Cue, floor: int, grammar: Grammar) -> Mention | None:
    """The subject of a subordinate clause, whose verb stands last: `…, wie Jane Doe den Plan lobte: „…“`."""
    tokens, end = reading.tokens, cue.position + 1
    if end < len(tokens) and tokens[end].kind == "word":
        return None
    start = next((at for at in range(cue.position - 1, floor, -1) if tokens[at].text == ","), -1) + 1
    if start <= floor or tokens[start].low not in grammar.subordinators:
        return None
    clause = (mention for mention in reading.mentions if start < mention.first and mention.last < cue.position)
    free = (mention for mention in clause if mention.first == start + 1 or not is_oblique(reading, mention, grammar))
    return next(free, None)


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
    is_nobody = mention is not None and mention.kind == "pronoun" and mention.gender == "thing"
    if mention is not None and not is_oblique(reading, mention, grammar) and not is_nobody:
        return _described(reading, mention, floor, grammar) or mention, "before"
    if tokens[at].low in grammar.conjunctions:
        main = main_subject(reading, grammar, floor, at) or main_subject(reading, grammar, 0, at)
        return (main, "coordinated") if main is not None else None
    antecedent = (
        reading.ends.get(at - 2) if tokens[at].low in grammar.relatives and tokens[at - 1].text == "," else None
    )
    if antecedent is not None and antecedent.first >= floor and is_known_speaker(antecedent, grammar):
        return antecedent, "before"
    main = main_subject(reading, grammar, floor, at + 1)
    if main is None or _opens_otherwise(reading, main, floor, grammar):
        return None
    return main, "before" if tokens[finite - 1].text in (",", ")") else "distant"


def _described(reading: SentenceReading, mention: Mention, floor: int, grammar: Grammar) -> Mention | None:
    """The name that an office behind its comma belongs to: `Jane Doe, Gründerin und Chefin des Vereins sagte`."""
    if mention.kind != "role" or reading.tokens[mention.first].low in grammar.determiners:
        return None
    main = main_subject(reading, grammar, floor, mention.first)
    is_named = main is not None and main.kind == "name" and _is_comma(reading.tokens, main.last + 1)
    return main if is_named else None


def _opens_otherwise(reading: SentenceReading, main: Mention, floor: int, grammar: Grammar) -> bool:
    """Whether the clause opens with something else than its subject, which then follows the verb."""
    tokens = reading.tokens
    opening = next((at for at in range(floor, main.first) if tokens[at].kind == "word"), main.first)
    return (
        opening != main.first and tokens[opening].low in grammar.prepositions | grammar.subordinators | grammar.adverbs
    )
