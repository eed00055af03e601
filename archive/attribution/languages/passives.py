"""Whose words a verb in the passive brings: `fue calificado de «…» por el portavoz`, `von Jane Doe als „…“ bezeichnet`.

What is hard: the subject of such a verb is whom the words are about. Only a preposition tells who said them, and it may
stand before the words or behind them; where it is missing, nobody is named.
"""

from __future__ import annotations

from archive.attribution.cues import SentenceReading
from archive.attribution.languages.behind import Frame
from archive.attribution.languages.subjects import is_known_speaker
from archive.attribution.languages.verbs import make_cue
from archive.attribution.mentions import Mention
from archive.attribution.verdicts import Place
from archive.rules.grammar import Grammar

_BEFORE, _BEHIND = 8, 8
_AGENT = 10
_LESS = 0.06


def find_agent(place: Place, grammar: Grammar) -> Frame | None:
    """The frame of a participle beside the quotation with whom "by" names."""
    reading, position = place.reading, place.position
    if grammar.agents.isdisjoint(reading.lows):
        return None
    if grammar.verb_second and (grammar.passive | grammar.being).isdisjoint(reading.lows):
        return None  # German tells no passive by the participle alone
    for at in _near(reading, position):
        if not _is_participle(reading.tokens[at].low, grammar) or any(True for _ in reading.cues_from(at, at + 1)):
            continue
        agent = _agent(reading, min(at, position), max(at, position), grammar)
        if agent is not None:
            return Frame(agent, "after", make_cue(at, reading.tokens[at].low, grammar), _LESS)
    return None


def _near(reading: SentenceReading, position: int) -> list[int]:
    """The tokens around the quotation at ``position``, the nearest before it first, up to other quotations."""
    near, tokens = list[int](), reading.tokens
    for side in (range(position - 1, max(-1, position - _BEFORE - 1), -1), range(position + 1, position + _BEHIND)):
        for at in side:
            if at >= len(tokens) or tokens[at].kind == "quotation" or tokens[at].text == ";":
                break
            near.append(at)
    return near


def _agent(reading: SentenceReading, first: int, last: int, grammar: Grammar) -> Mention | None:
    """Whom a preposition of the passive names near the tokens ``first`` to ``last``."""
    for mention in reading.mentions:
        is_near = first - _AGENT <= mention.first <= last + _AGENT
        opening = reading.lows[max(0, mention.first - 1) : mention.first + 1]  # "por el …", or in one word: "dal …"
        is_agent = is_near and not grammar.agents.isdisjoint(opening)
        if is_agent and mention.kind != "pronoun" and is_known_speaker(mention, grammar):
            return mention
    return None


def _is_participle(low: str, grammar: Grammar) -> bool:
    """Whether the word is a participle of speech, in any gender: "calificada", "definiti"."""
    if low in grammar.participles or (grammar.verb_second and low in grammar.finite):
        return True
    is_inflected = not grammar.verb_second and low.endswith(("a", "i", "e", "os", "as"))
    return is_inflected and f"{low.removesuffix('s')[:-1]}o" in grammar.participles
