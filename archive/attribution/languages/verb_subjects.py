"""Whose words a verb of speech brings: its subject, before the verb, behind it, or left out.

What is hard: French turns the two around (`a-t-elle déclaré`), Spanish leaves the subject out (`señaló`), and all of
them say in a relative clause how somebody calls what stands before it.
"""

from __future__ import annotations

from archive.attribution.cues import Cue, SentenceReading
from archive.attribution.languages.second_verbs import subject_around
from archive.attribution.languages.subjects import (
    closes_report,
    is_oblique,
    is_thing,
    main_subject,
    mention_behind,
)
from archive.attribution.languages.verbs import group_start, is_narrating, is_sharing
from archive.attribution.mentions import Mention
from archive.rules.grammar import Grammar


def find_subject(reading: SentenceReading, cue: Cue, floor: int, grammar: Grammar) -> tuple[Mention | None, str] | None:
    """The subject of a word of speech and the way to it; no mention where the language leaves it out; None for nobody.

    ``floor`` is the first token of the clause.
    """
    if grammar.verb_second:
        return subject_around(reading, cue, floor, grammar)
    if cue.form.lemma in grammar.infinitives and is_narrating(reading.tokens, cue.position, grammar):
        return None, "before"
    if is_sharing(reading.tokens, cue.position, grammar):
        main = main_subject(reading, grammar, 0, cue.position) or _behind_comma(reading, cue)
        return (main, "participle") if main is not None else None
    start, inside = group_start(reading, cue, grammar)
    if inside is not None:
        return inside, "before"
    if grammar.gerunds and cue.form.lemma.endswith(grammar.gerunds):
        return _subject_of_gerund(reading, cue, start, floor, grammar)
    behind = mention_behind(reading, cue.position + 1, grammar, far=False)
    if grammar.drops_subject and start and reading.tokens[start - 1].low in grammar.source_words:
        return behind, "before"  # "una ley que, según denunció, “…”"
    found = _subject_before(reading, start, floor, grammar)
    if found is not None and behind is not None and closes_report(reading, start, found[0], grammar):
        return behind, "before"
    if found is not None:
        return found
    opens = start <= floor + 1 or reading.tokens[start - 1].text == ","
    if behind is not None and opens:
        return behind, "before"
    return (None, "before") if grammar.drops_subject and not is_plural(reading, start, cue, grammar) else None


def is_plural(reading: SentenceReading, start: int, cue: Cue, grammar: Grammar) -> bool:
    """Whether the verb group from ``start`` on is in the plural, so that no one person speaks."""
    group = reading.tokens[start : cue.position + 1]
    verbs = [token.low for token in group if token.low in grammar.auxiliaries or token is group[-1]]
    return any(verb.endswith(grammar.plural_endings) for verb in verbs)


def _behind_comma(reading: SentenceReading, cue: Cue) -> Mention | None:
    """The subject behind the phrase that opens a sentence: `Estimant que « … », Jean Dupont a demandé …`."""
    tokens = reading.tokens
    commas = (at for at in range(cue.position + 1, len(tokens)) if tokens[at].text == ",")
    return next((reading.begins[at + 1] for at in commas if at + 1 in reading.begins), None)


def _subject_of_gerund(
    reading: SentenceReading, cue: Cue, start: int, floor: int, grammar: Grammar
) -> tuple[Mention, str] | None:
    """The subject of the sentence, where a comma or "en" parts the participle from what stands before it."""
    before = reading.tokens[start - 1] if start > floor else None
    if not start:
        opened = _behind_comma(reading, cue)
        return (opened, "participle") if opened is not None else None
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
        if _calls_antecedent(reading, start, grammar):
            main = main_subject(reading, grammar, floor, start)
            return (main, "distant") if main is not None and main is not antecedent else None
        if antecedent is None or antecedent.first < floor or is_thing(antecedent, grammar):
            return None
        return antecedent, "before"
    is_joined = tokens[before].low in grammar.conjunctions
    main = main_subject(reading, grammar, floor, start)
    if main is None and is_joined and before == floor > 0:
        main = main_subject(reading, grammar, 0, floor)  # "… ha pedido “…” y ha atribuido el fallo a “…”"
    if main is None:
        return None
    if is_joined:
        return main, "coordinated"
    return main, "before" if tokens[before].text in (",", ")") else "distant"


def _calls_antecedent(reading: SentenceReading, start: int, grammar: Grammar) -> bool:
    """Whether a relative clause says how somebody calls what it belongs to: "un plan que califica de “…”"."""
    tokens = reading.tokens
    cue = next(reading.cues_from(start), None)
    if not grammar.drops_subject or cue is None or cue.position + 2 >= len(tokens):
        return False
    return tokens[cue.position + 1].low in grammar.calling and tokens[cue.position + 2].kind == "quotation"


def _is_object(reading: SentenceReading, mention: Mention, grammar: Grammar) -> bool:
    """Whether a verb of speech stands right before the mention, so that it is that verb's."""
    return any(True for _ in reading.cues_from(mention.first - 1, mention.first))
