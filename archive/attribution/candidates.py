"""Who may have said a quotation: the candidates that its own sentence offers, each with the way that leads to it.

Every candidate is a mention with features (way, distance, word of speech); the choice is the most confident one. What
is hard: two speakers in one sentence, and clauses of attribution that stand before, behind or around the words.
"""

from __future__ import annotations

from dataclasses import replace

from archive.attribution.behind import find_behind, reports_on
from archive.attribution.clauses import followed_by_verb, is_noun_like
from archive.attribution.cues import Cue, SentenceReading, is_infinitive
from archive.attribution.denials import is_disowned, is_put_to, is_set_apart
from archive.attribution.frames import Token, is_dash
from archive.attribution.mentions import Mention
from archive.attribution.owned_words import find_owned_words, find_owner_before
from archive.attribution.phrases import according_mentions, speaker_in_phrase
from archive.attribution.sentence_subjects import main_subject, stands_as_subject
from archive.attribution.subjects import find_subject
from archive.attribution.topics import owner_of_subject
from archive.attribution.unsaid import is_denied_behind
from archive.attribution.ways import CLAUSE_REACH, SAYING, WEAK_REACH, Candidate, make_candidate
from archive.rules.names import name_rules
from archive.rules.speech import speech_rules

_OBJECT_REACH = 14
_DIRECT = 3
_NOUN_REACH = 3
_REACTING = frozenset(["respond", "reply", "object", "answer", "agree", "react"])
"""Verbs whose "to" brings what somebody else did or said."""
_NEW_CLAUSE = frozenset(["while", "whereas", "but", ";"])


def find_candidates(reading: SentenceReading, position: int, text: str) -> list[Candidate]:
    """The candidates for the quotation at token ``position``, best first."""
    if is_put_to(reading, position):
        return []
    disowned = is_disowned(reading, position)
    if disowned and is_denied_behind(reading, position):
        return []
    after = find_behind(reading, position, text)
    before = [] if disowned else _before(reading, position)
    if after and before and _brings_next_words(reading, after[0], before[0]):
        after = []
    if after and before and _belongs_before(reading, position, after[0], before[0]):
        after = []
    around, sources = _around(reading, position), _according(reading, position)
    if around or any(source.mention.first > position for source in sources):
        before = [_less_than_reported(reading, candidate) for candidate in before]
    found = [*after, *before, *sources, *around]
    found = _with_owner(found, find_owned_words(reading, position))
    if not found and not disowned:
        found = [*find_owner_before(reading, position), *_colon(reading, position), *_dash(reading, position)]
        found += _unspoken(reading, position)
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


def _less_than_reported(reading: SentenceReading, before: Candidate) -> Candidate:
    """The candidate of a verb further off, or of one that only intends, when the end of the sentence reports all of it.

    `That the mayor announced it is a “start”, says John Smith`.
    """
    if before.cue is None:
        return before
    is_further = before.distance > _DIRECT and before.cue.form.kind == "say"
    if not (is_further or before.cue.form.kind == "think" or is_infinitive(reading.tokens, before.cue)):
        return before
    return replace(before, confidence=before.confidence - 0.2)


def _with_owner(found: list[Candidate], owned: list[Candidate]) -> list[Candidate]:
    """The candidates with the owner of a noun of speech, who is nearer to the words than a verb further off."""
    if not owned:
        return found
    return owned + [replace(other, confidence=owned[0].confidence - 0.05) for other in found]


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
        if not (_reaches(cue, between) or _is_parenthesis(reading, cue)):
            continue
        if cue.form.kind == "think" and _only_describes(tokens, position):
            continue
        if cue.passive or _is_done_by(reading, cue, position) or _names_things(reading, cue):
            agent = _agent(reading, cue, position)
            if agent is not None:
                return [make_candidate(agent, "before", cue, distance=distance)]
            if distance <= _DIRECT and not (cue.form.weak and _is_reported(reading, cue)):
                return []
            continue
        found = find_subject(reading, cue, floor if cue.position > floor else 0)
        if found is None and floor:
            found = find_subject(reading, cue, 0)
        if found is None or not _may_bring(reading, found[0], cue, position):
            continue
        chosen = _weighed(found, cue, distance, between)
        is_inner = cue.form.weak or cue.form.kind == "think" or is_infinitive(tokens, cue)
        reported = _reporting(reading, cue, position) if is_inner else None
        return [reported or chosen]
    return []


def _may_bring(reading: SentenceReading, subject: Mention, cue: Cue, position: int) -> bool:
    """Whether the subject of the verb may be whose words follow."""
    if subject.kind == "document" and not _may_judge(reading, subject, cue):
        return False
    return reading.tokens[position - 1].text != "," or not _is_condition(reading, subject)


def _is_condition(reading: SentenceReading, subject: Mention) -> bool:
    """Whether somebody's report opens with the subject's clause: `Jane Doe said that until Ruritania agrees, “…”`."""
    opening = subject.first - 1
    if opening < 1 or reading.tokens[opening].low not in speech_rules().subordinators:
        return False
    before = opening - 2 if reading.tokens[opening - 1].low == "that" else opening - 1
    cue = reading.cue_at.get(before)
    return cue is not None and cue.form.kind == "say" and not cue.passive


def _only_describes(tokens: list[Token], position: int) -> bool:
    """Whether the quoted word only describes a noun of the writer's: `Officials hope the “smart” tolls will pay`."""
    is_led = tokens[position - 1].low in name_rules().determiners
    return is_led and position + 1 < len(tokens) and is_noun_like(tokens[position + 1])


def _is_parenthesis(reading: SentenceReading, cue: Cue) -> bool:
    """Whether a clause between commas reports all that stands around it: "In May, it found, she had “no plan”"."""
    tokens, after = reading.tokens, cue.position + 1
    is_closed = after < len(tokens) and tokens[after].text == ","
    return is_closed and cue.form.kind == "say" and is_set_apart(reading, cue)


def _is_reported(reading: SentenceReading, inner: Cue) -> bool:
    """Whether a verb of speech reports the clause of this one: "said the deal had been agreed “under protest”"."""
    for cue in reversed(reading.cues):
        if cue.position < inner.position and cue.form.kind == "say" and not (cue.passive or cue.form.weak):
            return all(token.kind == "word" for token in reading.tokens[cue.position + 1 : inner.position])
    return False


def _may_judge(reading: SentenceReading, document: Mention, cue: Cue) -> bool:
    """Whether a document may be the subject of the verb: "the report calls it a mess"; not in "a note called “x”"."""
    return cue.form.kind == "say" or (cue.form.kind == "describe" and stands_as_subject(reading, document))


def _reporting(reading: SentenceReading, inner: Cue, position: int) -> Candidate | None:
    """The speaker who reports what the inner clause tells: `Jane Doe said members felt “betrayed”`."""
    for cue in reversed([cue for cue in reading.cues if cue.position < inner.position and not cue.passive]):
        form, next_word = cue.form, reading.tokens[cue.position + 1].low
        bids = form.kind == "ask" or (form.lemma == "call" and next_word == "on")  # "called on both to remember “…”"
        reports = form.kind == "say" and (not form.weak or next_word == "that")
        if not reports and not (bids and is_infinitive(reading.tokens, inner)):
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
    if between and between[0].low == "to" and cue.form.lemma in _REACTING:
        return False
    if between and between[0].low in cue.form.particles:
        between = between[1:]
    words = [token for token in between if token.kind == "word"]
    if cue.form.weak and cue.form.kind != "think":
        opens = bool(between) and (
            between[-1].text == ":" or (_brings_clause(between) and len(words) <= 2 * _OBJECT_REACH)
        )
        opens = opens or [token.low for token in between[-2:]] == ["to", "be"]
        return opens or (len(words) <= 1 and (not words or words[0].low not in name_rules().determiners))
    if cue.form.kind == "think":
        return len(words) <= WEAK_REACH
    if cue.form.kind == "describe":
        return len(words) <= 2 * _OBJECT_REACH
    return True


def _brings_clause(between: list[Token]) -> bool:
    """Whether "that" follows the verb, perhaps behind its noun: "voiced concern that it was “half-baked”"."""
    return any(token.low == "that" for token in between[:_NOUN_REACH])


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
    if mention is not None and mention.first and tokens[mention.first - 1].low == "what":
        return False  # "what Jane Doe called “a mess”"
    if mention is not None:
        return direct and mention.kind != "pronoun" and tokens[before].low != "who"
    token = tokens[before]
    rules = speech_rules()
    has_subject = token.low in rules.adverbs or token.low in rules.auxiliaries or token.low in rules.conjunctions
    return token.kind == "word" and direct and not has_subject and token.low not in rules.relatives


def _is_done_by(reading: SentenceReading, cue: Cue, position: int) -> bool:
    """Whether the words are the name that another gave: `The idea, dubbed “the wall tax” by Jane Doe, …`."""
    tokens = reading.tokens
    is_beside = cue.form.kind == "describe" and cue.form.past and cue.position == position - 1
    return is_beside and position + 1 < len(tokens) and tokens[position + 1].low == "by"


def _agent(reading: SentenceReading, cue: Cue, position: int) -> Mention | None:
    """The mention behind "by" between a passive and the words, or the document "in" which somebody was told them."""
    for mention in reading.mentions:
        if cue.position < mention.first < position:
            leads = reading.tokens[mention.first - 1].low
            if leads == "by" or (leads == "in" and mention.kind == "document" and cue.form.addressed):
                return mention
        if position < mention.first <= position + 3 and reading.tokens[mention.first - 1].low == "by":
            return mention
    return None


def _according(reading: SentenceReading, position: int) -> list[Candidate]:
    found = []
    for mention in according_mentions(reading):
        near = reading.cues_from(0, max(position, mention.first))
        spoken = any(not cue.passive and cue.form.kind in SAYING for cue in near)
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
        if any(token.low in _NEW_CLAUSE for token in tokens[position + 1 : cue.position]):
            break
        previous = cue.position - 1
        inverted = reading.begins.get(cue.position + 1) if tokens[previous].text == "," else None
        if inverted is not None and inverted.kind == "pronoun" and followed_by_verb(reading, inverted):
            continue  # "…, said he would go"
        if inverted is not None and not cue.form.addressed:
            return [make_candidate(speaker_in_phrase(reading, inverted), "framed", cue)]
        found = find_subject(reading, cue, position + 1)
        if found is None or found[1] not in ("before", "distant"):
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
    subject = main_subject(reading, 0, position) or owner_of_subject(reading)
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
