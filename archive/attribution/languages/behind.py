"""The clause behind a quotation that tells its speaker: `„…“, sagte Jane Doe`, `« … », a-t-elle déclaré`.

Here the verb stands first, so a verb that no table knows is one of speech all the same (`« … », ironise Jean Dupont`):
nothing else may stand between the words and a speaker.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.attribution.cues import Cue, SentenceReading
from archive.attribution.frames import Token, is_dash
from archive.attribution.languages.second_verbs import subject_of_clause
from archive.attribution.languages.subjects import is_known_speaker, is_oblique, mention_behind
from archive.attribution.languages.verb_subjects import is_plural
from archive.attribution.languages.verbs import auxiliary_of, group_start, make_cue
from archive.attribution.mentions import Mention
from archive.attribution.verdicts import Place
from archive.rules.grammar import Grammar
from archive.rules.speech import speech_rules

_GROUP = 6
_CLAUSE = 14
_CLOSING = 40
_ASIDE = 6
_DISTANT = 0.06
_SHORTEST_VERB = 3
_NO_VERB = ("er", "es", "em")
"""How adjectives end before a noun, and no verb in the past does."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Who may have said a quotation; ``mention`` is None where the verb stands without its subject."""

    mention: Mention | None
    way: str
    cue: Cue | None
    less: float = 0.0

    @property
    def confidence(self) -> float:
        """How sure the way is by itself."""
        return speech_rules().ways[self.way].confidence - self.less


def find_behind(place: Place, grammar: Grammar) -> Frame | None:
    """The frame that a clause right behind the quotation makes."""
    tokens, start = place.reading.tokens, place.position + 1
    while start < len(tokens) and (tokens[start].text in (",", ")", "!", "?") or is_dash(tokens[start])):
        start += 1
    if start >= len(tokens) or tokens[start].kind != "word":
        return None
    return _short(place, start, grammar) or _inverted(place, start, grammar) or _straight(place, start)


def find_which(place: Place, grammar: Grammar) -> Frame | None:
    """The frame of a relative clause right behind the words: `la “renuncia” que le achaca Juan Pérez`."""
    reading, start = place.reading, place.position + 2
    if start >= len(reading.tokens) or reading.tokens[start - 1].low not in grammar.which:
        return None
    for cue in reading.cues_from(start, start + _GROUP):
        between = reading.tokens[start : cue.position]
        mention = reading.begins.get(cue.position + 1)
        is_known = (
            mention is not None and is_known_speaker(mention, grammar) and not is_oblique(reading, mention, grammar)
        )
        if is_known and all(grammar.is_filler(token.low) for token in between):
            return Frame(mention, "framed", cue, _DISTANT)
    return None


def find_around(place: Place, grammar: Grammar) -> Frame | None:
    """The frame of a clause at the end of the sentence: `Le texte est « mort » depuis lundi, juge Marie Dupont`."""
    reading = place.reading
    tokens = reading.tokens
    last = max(at for at, token in enumerate(tokens) if token.kind == "quotation")
    for cue in reading.cues_from(last + 1, last + _CLOSING):
        told = subject_of_clause(reading, cue, last, grammar) if grammar.verb_second else None
        if told is not None:
            return Frame(told, "framed", cue)
        start, inside = group_start(reading, cue, grammar)
        mention = inside or mention_behind(reading, cue.position + 1, grammar, far=False)
        closes = start > place.position + 1 and tokens[start - 1].text == ","
        if closes and mention is not None:
            return Frame(mention, "framed", cue)
        if closes and grammar.drops_subject and not is_plural(reading, start, cue, grammar) and _ends(tokens, cue):
            return Frame(None, "sentence-before", cue)
    return None


def _ends(tokens: list[Token], cue: Cue) -> bool:
    """Whether nothing follows the word of speech in its sentence."""
    return all(token.kind == "mark" for token in tokens[cue.position + 1 :])


def _short(place: Place, start: int, grammar: Grammar) -> Frame | None:
    """`„…“, so Jane Doe` and `„…“, wie Jane Doe am Montag sagte`."""
    reading = place.reading
    low = reading.tokens[start].low
    if low in grammar.short_said:
        named = reading.begins.get(start + 1)
        return Frame(named, "after-inverted", None) if named is not None else None
    if low not in grammar.so_clauses:
        return None
    mention = mention_behind(reading, start + 1, grammar, far=False)
    if mention is None:
        return None
    cue = next(reading.cues_from(mention.last + 1, mention.last + _CLAUSE), None)
    return Frame(mention, "after", cue) if cue is not None else None


def _straight(place: Place, start: int) -> Frame | None:
    """`«…», Juan Pérez dijo el lunes`: the subject, then its verb, which brings no further words."""
    reading = place.reading
    mention = reading.begins.get(start)
    if mention is None or not place.opens_sentence:
        return None
    cue = next(reading.cues_from(mention.last + 1, mention.last + 3), None)
    if cue is None or (cue.position + 1 < len(reading.tokens) and reading.tokens[cue.position + 1].text == ":"):
        return None
    return Frame(mention, "after", cue)


def _inverted(place: Place, start: int, grammar: Grammar) -> Frame | None:
    """`„…“, sagte Jane Doe`: the verb group, then its subject."""
    reading = place.reading
    cue, inside = _verb_at(place, start, grammar)
    if cue is None:
        return None
    if inside is not None:
        return Frame(inside, "after-inverted", cue)
    parted = grammar.verb_second and auxiliary_of(reading.tokens, cue.position, grammar) >= start
    begin = start + 1 if parted else cue.position + 1
    mention = _reported_in(reading, cue, grammar) or mention_behind(reading, begin, grammar, far=True)
    mention = mention or mention_behind(reading, _behind_aside(reading, begin, grammar), grammar, far=False)
    if mention is not None and (mention.kind != "pronoun" or mention.gender != "thing"):
        return Frame(mention, "after-inverted", cue)
    return _verb_last(place, cue, grammar) if grammar.verb_second else _dropped(place, cue, grammar)


def _verb_at(place: Place, start: int, grammar: Grammar) -> tuple[Cue | None, Mention | None]:
    """The word of speech of the verb group at ``start``, and the pronoun inside the group."""
    reading, inside = place.reading, None
    tokens = reading.tokens
    if grammar.verb_second and tokens[start].low in grammar.auxiliaries:
        return _participle_behind(reading, start, grammar), None
    for at in range(start, min(len(tokens), start + _GROUP)):
        cue = next(reading.cues_from(at, at + 1), None)
        if cue is not None:
            return cue, inside
        pronoun = reading.begins.get(at)
        if pronoun is not None and pronoun.kind == "pronoun" and at > start:
            inside = pronoun
        elif pronoun is not None or tokens[at].kind != "word" or not grammar.is_filler(tokens[at].low):
            return _unlisted(place, at, grammar), inside
    return None, inside


def _behind_aside(reading: SentenceReading, position: int, grammar: Grammar) -> int:
    """The position behind a second verb or a word between commas: "veut croire Jane Doe", "lâche, amère, Jane Doe"."""
    tokens = reading.tokens
    if position >= len(tokens):
        return position
    if grammar.infinitive_endings and tokens[position].low.endswith(grammar.infinitive_endings):
        return position + 1
    if tokens[position].text != ",":
        return position
    words = range(position + 1, min(len(tokens), position + _ASIDE))
    end = next((at for at in words if tokens[at].kind != "word" or at in reading.begins), position)
    return end + 1 if end < len(tokens) and end > position + 1 and tokens[end].text == "," else position


def _participle_behind(reading: SentenceReading, auxiliary: int, grammar: Grammar) -> Cue | None:
    """The participle that goes with the auxiliary: `hatte Jane Doe am Montag gesagt`."""
    for cue in reading.cues_from(auxiliary + 1, auxiliary + _CLAUSE):
        if auxiliary_of(reading.tokens, cue.position, grammar) == auxiliary:
            return cue
    return None


def _unlisted(place: Place, at: int, grammar: Grammar) -> Cue | None:
    """A verb that no table knows, where only a verb of speech can stand: behind the words and a comma."""
    reading = place.reading
    token = reading.tokens[at]
    is_word = token.kind == "word" and token.text.isalpha() and not token.capital and at not in reading.begins
    if not is_word or token.low in grammar.closed or grammar.is_adverb(token.low):
        return None
    if not place.opens_sentence or reading.tokens[place.position + 1].kind == "word":
        return None
    is_described = bool(grammar.case_endings) and token.low.endswith(_NO_VERB)
    has_form = len(token.low) >= _SHORTEST_VERB and not is_described
    has_subject = mention_behind(reading, at + 1, grammar, far=False) is not None
    stands_alone = grammar.drops_subject and token.low.endswith(grammar.past_endings)
    return make_cue(at, token.low, grammar) if has_form and (has_subject or stands_alone) else None


def _reported_in(reading: SentenceReading, cue: Cue, grammar: Grammar) -> Mention | None:
    """The document or group in `heißt es in dem Bericht`, `hieß es aus dem Ministerium`."""
    tokens, after = reading.tokens, cue.position + 1
    is_written = not grammar.reported_in.isdisjoint(grammar.needs.get(tokens[cue.position].low, ()))
    if after < len(tokens) and tokens[after].low in grammar.impersonal | grammar.clitics:
        after += 1
    elif not is_written:  # "staat in het rapport"
        return None
    if after >= len(tokens) or tokens[after].low not in grammar.prepositions:
        return None
    return next((mention for mention in reading.mentions if after <= mention.first <= after + 3), None)


def _verb_last(place: Place, cue: Cue, grammar: Grammar) -> Frame | None:
    """A clause whose verb stands behind the quotation: `den sie „…“ nannte`."""
    reading = place.reading
    if cue.position > place.position + 2:
        return None
    for mention in reversed(reading.mentions):
        if 0 < place.position - mention.last < _CLAUSE and not is_oblique(reading, mention, grammar):
            return Frame(mention, "before", cue, _DISTANT)
    return None


def _dropped(place: Place, cue: Cue, grammar: Grammar) -> Frame | None:
    """A verb without its subject, in the singular, with nothing behind it that may be one: `«…», aseguró`."""
    tokens, after = place.reading.tokens, cue.position + 1
    if not grammar.drops_subject or is_plural(place.reading, place.position + 1, cue, grammar):
        return None
    if not place.opens_sentence and tokens[place.position - 1].kind == "word":
        return None
    if after < len(tokens) and tokens[after].kind == "word":
        low = tokens[after].low
        if tokens[after].capital or not (low in grammar.closed or grammar.is_adverb(low)):
            return None
    return Frame(None, "sentence-before", cue)
