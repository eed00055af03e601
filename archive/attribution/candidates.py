"""Who may have said a quotation: the candidates that its own sentence offers, each with the way that leads to it.

Every candidate is a mention with features (way, distance, word of speech); the choice is the most confident one. What
is hard: two speakers in one sentence, and clauses of attribution that stand before, behind or around the words.
"""

from __future__ import annotations

from dataclasses import replace

from archive.attribution.behind import find_behind, reports_on
from archive.attribution.clauses import followed_by_verb
from archive.attribution.cues import Cue, SentenceReading
from archive.attribution.denials import is_disowned
from archive.attribution.frames import Token, is_dash
from archive.attribution.mentions import Mention
from archive.attribution.owned_words import find_owned_words
from archive.attribution.phrases import according_mentions, head_of_phrase
from archive.attribution.subjects import find_subject, main_subject
from archive.attribution.ways import CLAUSE_REACH, SAYING, WEAK_REACH, Candidate, make_candidate
from archive.rules.names import name_rules
from archive.rules.speech import speech_rules

_OBJECT_REACH = 14
_DIRECT = 3
_PLAIN_WAYS = frozenset(["after", "after-inverted", "before", "framed"])
"""The ways that are trusted in a language read with few tables."""
_NEW_CLAUSE = frozenset(["while", "whereas", "but", ";"])


def find_candidates(reading: SentenceReading, position: int, text: str) -> list[Candidate]:
    """The candidates for the quotation at token ``position``, best first."""
    if _is_put_to(reading, position):
        return []
    after = find_behind(reading, position, text)
    before = [] if is_disowned(reading, position) else _before(reading, position)
    if after and before and _brings_next_words(reading, after[0], before[0]):
        after = []
    if after and before and _belongs_before(reading, position, after[0], before[0]):
        after = []
    around = _around(reading, position)
    if around:
        before = [_less_than_reported(candidate) for candidate in before]
    found = [*after, *before, *_according(reading, position), *around]
    if reading.language == "en":
        found = _with_owner(found, find_owned_words(reading, position))
        if not found:
            found = [*_colon(reading, position), *_dash(reading, position), *_unspoken(reading, position)]
    if reading.language != "en":
        found = [candidate for candidate in found if candidate.way in _PLAIN_WAYS] or _dash(reading, position)
    found.sort(key=lambda candidate: -candidate.confidence)
    return found


def _brings_next_words(reading: SentenceReading, after: Candidate, before: Candidate) -> bool:
    """Whether the clause behind the words brings the next ones: `after Jane said “a,” John replied “b.”`."""
    if after.cue is None or before.distance > 1:
        return False
    following = after.cue.position + 1
    tokens = reading.tokens
    while following < len(tokens) and tokens[following].text in (",", ":"):
        following += 1
    return following < len(tokens) and tokens[following].kind == "quotation"


def _less_than_reported(before: Candidate) -> Candidate:
    """The candidate of a verb further off, when the clause at the end of the sentence reports all of it.

    `That the mayor announced it is a “start”, says John Smith`.
    """
    if before.cue is None or before.distance <= _DIRECT or before.cue.form.kind != "say":
        return before
    return replace(before, confidence=before.confidence - 0.2)


def _with_owner(found: list[Candidate], owned: list[Candidate]) -> list[Candidate]:
    """The candidates with the owner of a noun of speech, who is nearer to the words than a verb further off."""
    if not owned:
        return found
    return owned + [replace(other, confidence=owned[0].confidence - 0.05) for other in found]


def _is_put_to(reading: SentenceReading, position: int) -> bool:
    """Whether the words are a question that somebody unnamed put: "when she was asked, “Why?”"."""
    tokens = reading.tokens
    for cue in reading.cues_from(max(0, position - 2), position):
        if cue.form.kind == "ask" and cue.passive:
            return all(token.kind == "mark" for token in tokens[cue.position + 1 : position])
    return False


def _belongs_before(reading: SentenceReading, position: int, after: Candidate, before: Candidate) -> bool:
    """Whether the words are those of the clause before them, and the clause behind only reports or goes on.

    `Jane Doe told him that it was “over,” her office said`; `When a reporter called it “over”, John Smith laughed`.
    """
    cue, behind = before.cue, after.cue
    if cue is None or behind is None or before.way not in ("before", "coordinated") or cue.form.weak:
        return False
    if reading.tokens[position - 1].text == "," and cue.position < position - 2:
        return False
    is_report = after.mention.kind == "role" or after.mention.is_organisation
    return is_report or behind.form.weak or reading.tokens[0].low in speech_rules().subordinators


def _floor(reading: SentenceReading, position: int) -> int:
    """Where the clause that holds ``position`` begins: behind a "while" or "but" with a subject of its own."""
    for start in range(position - 1, 0, -1):
        token = reading.tokens[start]
        if token.low in _NEW_CLAUSE or token.text == ";":
            opens = [mention for mention in reading.mentions if start < mention.first <= start + 3]
            if opens and opens[0].last < position:
                return start + 1
    return 0


def _before(reading: SentenceReading, position: int) -> list[Candidate]:
    tokens = reading.tokens
    floor = _floor(reading, position)
    for cue in reversed(reading.cues):
        distance = position - cue.position - 1
        if cue.position >= position or distance > CLAUSE_REACH:
            continue
        between = tokens[cue.position + 1 : position]
        if not _reaches(cue, between):
            continue
        if cue.passive or _names_things(reading, cue):
            agent = _agent(reading, cue, position)
            if agent is not None:
                return [make_candidate(agent, "before", cue, distance=distance)]
            if distance <= 3:
                return []
            continue
        found = find_subject(reading, cue, floor if cue.position > floor else 0)
        if found is None and floor:
            found = find_subject(reading, cue, 0)
        if found is None or (found[0].kind == "document" and cue.form.kind != "say"):
            continue
        chosen = _weighed(found, cue, distance, between)
        reported = _reporting(reading, cue, position) if cue.form.weak or cue.form.kind == "think" else None
        return [reported or chosen]
    return []


def _reporting(reading: SentenceReading, inner: Cue, position: int) -> Candidate | None:
    """The speaker who reports what the inner clause tells: `Jane Doe said members felt “betrayed”`."""
    for cue in reversed(reading.cues):
        if cue.position >= inner.position or cue.form.kind != "say" or cue.form.weak or cue.passive:
            continue
        between = reading.tokens[cue.position + 1 : inner.position]
        if any(token.kind != "word" or token.low in _NEW_CLAUSE for token in between):
            return None
        if reading.tokens[inner.position + 1].text in (":", ","):
            return None
        found = find_subject(reading, cue, _floor(reading, inner.position))
        if found is None or len(between) > _OBJECT_REACH or inner.form.participle:
            return None
        return make_candidate(found[0], found[1], cue, less=0.05, distance=position - cue.position - 1)
    return None


def _weighed(found: tuple[Mention, str], cue: Cue, distance: int, between: list[Token]) -> Candidate:
    less = 0.01 * max(0, distance - 8)
    if any(token.kind == "quotation" for token in between):
        less += 0.04
    if any(token.text == ";" or token.low in ("while", "whereas") for token in between):
        less += 0.25
    return make_candidate(found[0], found[1], cue, less=min(less, 0.3), distance=distance)


def _reaches(cue: Cue, between: list[Token]) -> bool:
    """Whether the words may still be the object of the verb."""
    if between and between[0].low in cue.form.particles:
        between = between[1:]
    words = [token for token in between if token.kind == "word"]
    if cue.form.weak and cue.form.kind != "think":
        opens = bool(between) and (
            between[-1].text == ":" or (between[0].low == "that" and len(words) <= 2 * _OBJECT_REACH)
        )
        return opens or (len(words) <= 1 and (not words or words[0].low not in name_rules().determiners))
    if cue.form.kind == "think":
        return len(words) <= WEAK_REACH
    if cue.form.kind == "describe":
        return len(words) <= 2 * _OBJECT_REACH
    return True


def _names_things(reading: SentenceReading, cue: Cue) -> bool:
    """Whether the verb only gives a name: "a film called “…”", "the so-called “…”", "dubbed “…”"."""
    tokens = reading.tokens
    if cue.form.lemma not in ("call", "dub", "term", "label", "style", "brand", "describe") or not cue.form.past:
        return False
    before = cue.position - 1
    if before < 0:
        return True
    mention = reading.ends.get(before)
    direct = cue.position + 1 < len(tokens) and tokens[cue.position + 1].kind == "quotation"
    if mention is not None:
        return direct and mention.kind != "pronoun" and tokens[before].low != "who"
    token = tokens[before]
    rules = speech_rules()
    has_subject = token.low in rules.adverbs or token.low in rules.auxiliaries or token.low in rules.conjunctions
    return token.kind == "word" and direct and not has_subject and token.low not in rules.relatives


def _agent(reading: SentenceReading, cue: Cue, position: int) -> Mention | None:
    """The mention behind "by" between a passive and the words."""
    for mention in reading.mentions:
        if cue.position < mention.first < position and reading.tokens[mention.first - 1].low == "by":
            return mention
        if position < mention.first <= position + 3 and reading.tokens[mention.first - 1].low == "by":
            return mention
    return None


def _according(reading: SentenceReading, position: int) -> list[Candidate]:
    found = []
    for mention in according_mentions(reading):
        spoken = any(not cue.passive and cue.form.kind in SAYING for cue in reading.cues)
        less = 0.2 if spoken else 0.0
        less += 0.1 if mention.kind == "document" else 0.0
        if mention.last < position or mention.first > position:
            found.append(make_candidate(mention, "according", None, less=less))
    return found


def _around(reading: SentenceReading, position: int) -> list[Candidate]:
    """The candidate of a clause at the end of the sentence: `The “deal” is off, Jane Doe said`."""
    tokens = reading.tokens
    for cue in reading.cues:
        if cue.position <= position or cue.form.participle or cue.passive or cue.form.kind not in SAYING:
            continue
        if reports_on(tokens, cue.position + 1):
            continue
        previous = cue.position - 1
        if tokens[previous].text == "," and cue.position + 1 in reading.begins and not cue.form.addressed:
            return [make_candidate(head_of_phrase(reading, reading.begins[cue.position + 1]), "framed", cue)]
        found = find_subject(reading, cue, position + 1)
        if found is None or found[1] != "before":
            continue
        opening = found[0].first - 1
        if opening > position and (tokens[opening].text == "," or is_dash(tokens[opening])):
            return [make_candidate(found[0], "framed", cue)]
    return []


def _colon(reading: SentenceReading, position: int) -> list[Candidate]:
    tokens = reading.tokens
    if position == 0 or tokens[position - 1].text != ":":
        return []
    label = reading.ends.get(position - 2)
    if label is not None and label.first == 0:
        return [make_candidate(label, "label")]
    earlier = [mention for mention in reading.mentions if mention.last < position and mention.kind != "document"]
    for mention in earlier:
        if mention.first > 0 and tokens[mention.first - 1].low == "from":
            return [make_candidate(mention, "colon")]
    subject = main_subject(reading, 0, position)
    return [make_candidate(subject, "colon")] if subject is not None else []


def _dash(reading: SentenceReading, position: int) -> list[Candidate]:
    tokens = reading.tokens
    if position + 2 >= len(tokens) or not is_dash(tokens[position + 1]):
        return []
    mention = reading.begins.get(position + 2)
    if mention is None or mention.kind == "pronoun" or followed_by_verb(reading, mention):
        return []
    return [make_candidate(mention, "dash")]


def _unspoken(reading: SentenceReading, position: int) -> list[Candidate]:
    subject = main_subject(reading, 0, position)
    if subject is None or subject.last >= position:
        return []
    return [make_candidate(subject, "unspoken")]
