"""The clause of attribution behind a quotation: `“…,” Jane Doe said`, `“…,” said Jane Doe`.

It must begin right there, and nothing but one noun phrase with its appositions may stand before its verb; else the
words behind belong to another clause.
"""

from __future__ import annotations

from archive.attribution.clauses import followed_by_verb, is_noun_like
from archive.attribution.cues import Cue, SentenceReading
from archive.attribution.frames import Token, is_dash
from archive.attribution.mentions import Mention
from archive.attribution.phrases import find_owned, speaker_in_phrase
from archive.attribution.subjects import find_subject
from archive.attribution.ways import CLAUSE_REACH, SAYING, WEAK_REACH, Candidate, make_candidate
from archive.rules.speech import speech_rules

_ENDS_WORDS = frozenset(",?!.…—–-")


def _may_close(reading: SentenceReading, position: int, text: str) -> bool:
    """Whether a clause of attribution may follow: the words end with a mark, or one stands behind them."""
    if reading.tokens[position + 1].kind == "mark":
        return True
    inside = reading.sentence.stretch(position, position).of(text).rstrip("\"'“”„‟‘’‚‛«»‹›「」『』 \u00a0\u202f`´")
    return inside[-1:] in _ENDS_WORDS


def find_behind(reading: SentenceReading, position: int, text: str) -> list[Candidate]:
    """The candidate that a clause behind the quotation at token ``position`` names; empty when there is no clause."""
    tokens = reading.tokens
    start = position + 1
    while start < len(tokens) and (tokens[start].text in (",", ")") or is_dash(tokens[start])):
        start += 1
    if start >= len(tokens) or tokens[start].kind != "word":
        return []
    inverted = _inverted(reading, start)
    if inverted is None and _may_close(reading, position, text):
        inverted = _inverted_unknown(reading, start)
    if inverted is not None:
        return [inverted]
    opens = position == 0 or all(token.kind != "word" for token in tokens[:position])
    if not opens and not _may_close(reading, position, text):
        return []
    adverbs = speech_rules().adverbs
    while start < len(tokens) and tokens[start].low in adverbs and start not in reading.begins:
        start += 1
    if start >= len(tokens):
        return []
    subject = reading.begins.get(start) or _owned(reading, start) or _described(reading, start)
    if subject is None:
        return []
    return _by_subject(reading, subject, opens=opens) or _unknown_verb(reading, subject, opens=opens)


def _owned(reading: SentenceReading, start: int) -> Mention | None:
    """The officer of an owner whom no table knows: "the center's director, Jane Doe, said"."""
    token = reading.tokens[start]
    opens = token.capital or token.low in speech_rules().articles or is_noun_like(token)
    return find_owned(reading, start) if opens else None


def _described(reading: SentenceReading, start: int) -> Mention | None:
    """The name behind one describing word, when a word of speech follows it: "modest Doe said"."""
    subject = reading.begins.get(start + 1)
    if subject is None or subject.kind != "name" or not is_noun_like(reading.tokens[start]):
        return None
    return subject if subject.last + 1 in reading.cue_at and start not in reading.cue_at else None


def _by_subject(reading: SentenceReading, subject: Mention, *, opens: bool) -> list[Candidate]:
    """The candidate of a noun phrase that begins with ``subject`` and ends with a word of speech."""
    tokens, start = reading.tokens, subject.first
    for cue in reading.cues_from(subject.last + 1):
        is_quoted = cue.passive and cue.form.lemma == "quote"  # "Jane Doe was quoted as saying"
        if (cue.passive and not is_quoted) or (cue.form.participle and cue.position == subject.last + 1):
            continue
        if tokens[cue.position - 1].text != "," and _in_relative_clause(reading, subject, cue):
            continue
        if cue.position - start > CLAUSE_REACH or _quotation_between(tokens, start, cue.position):
            break
        if cue.form.kind == "think" and cue.position - start > WEAK_REACH:
            continue
        if cue.form.kind == "describe" and not opens:  # its own words follow
            break
        if reports_on(tokens, cue.position + 1):
            break
        return _phrase_before(reading, subject, cue)
    return []


def reports_on(tokens: list[Token], position: int) -> bool:
    """Whether a clause of reported speech begins there, so that another sentence has begun: `“Why?” Doe said that …`.

    `“Why?” Doe said that night` goes on with a time and reports nothing.
    """
    if position + 1 >= len(tokens) or tokens[position].low != "that":
        return False
    return tokens[position + 1].low not in speech_rules().times


def _phrase_before(reading: SentenceReading, subject: Mention, cue: Cue) -> list[Candidate]:
    """The speaker in the noun phrase from ``subject`` up to the word of speech, if it is one noun phrase."""
    tokens, start = reading.tokens, subject.first
    found = find_subject(reading, cue, start)
    if found is not None and _same_phrase(reading, subject, found[0]) and found[1] in ("before", "distant"):
        return [make_candidate(found[0], "after" if found[1] == "before" else "distant", cue)]
    is_chain = tokens[subject.last + 1].text in (",", "(") and tokens[cue.position - 1].text in (",", ")")
    if is_chain and subject.kind == "name" and not subject.is_organisation:
        return [make_candidate(subject, "after", cue, less=0.03)]
    if found is not None and found[1] == "before" and _is_one_phrase(tokens[start : found[0].first]):
        return [make_candidate(found[0], "after", cue, less=0.03)]
    return [make_candidate(subject, "after", cue, less=0.03)] if is_chain else []


def _unknown_verb(reading: SentenceReading, subject: Mention, *, opens: bool) -> list[Candidate]:
    """The subject of a verb that no table knows, right behind it, as in `“No,” Jane Doe chirped`."""
    after = subject.last + 1
    tokens = reading.tokens
    if not opens or after >= len(tokens) or tokens[after].kind != "word":
        return []
    if tokens[after].low.endswith("ed") and not tokens[after].capital:
        return [make_candidate(subject, "after", None, less=0.2)]
    return []


def _in_relative_clause(reading: SentenceReading, subject: Mention, cue: Cue) -> bool:
    """Whether the verb stands in `, who …,` and another follows behind the clause: `Jane, who called it so, said`."""
    tokens = reading.tokens
    opens = subject.last + 2 < len(tokens) and tokens[subject.last + 1].text == ","
    if not opens or tokens[subject.last + 2].low not in speech_rules().relatives:
        return False
    return any(later.position > cue.position and tokens[later.position - 1].text == "," for later in reading.cues)


def _is_one_phrase(between: list[Token]) -> bool:
    """Whether the tokens may be the first part of one noun phrase: no verb, no pronoun, no second clause."""
    rules = speech_rules()
    return len(between) <= CLAUSE_REACH // 2 and not any(
        token.kind == "quotation"
        or token.low in rules.verbs
        or token.low in rules.relatives
        or token.low in rules.subordinators
        or token.low in ("he", "she", "they", "it", "but", ":", ";")
        or (token.low in rules.auxiliaries and token.low not in ("'s", "to"))
        for token in between
    )


def _same_phrase(reading: SentenceReading, start: Mention, subject: Mention) -> bool:
    """Whether nothing but appositions and a pair ("Jane and John") stands between the two."""
    if start is subject or subject.joined is start:
        return True
    between = reading.tokens[start.last + 1 : subject.first]
    return subject.first > start.last and len(between) <= 2 and all(token.low == "'s" for token in between)


def _quotation_between(tokens: list[Token], first: int, last: int) -> bool:
    return any(token.kind == "quotation" for token in tokens[first:last])


def _inverted(reading: SentenceReading, start: int) -> Candidate | None:
    """The candidate of `“…,” said Jane Doe`: the verb, then at once its subject."""
    cue = reading.cue_at.get(start)
    if cue is None or not _may_be_inverted(cue):
        return None
    subject = _subject_behind(reading, start + 1)
    if subject is None or (subject.kind == "document" and cue.form.lemma != "read"):
        return None
    if subject.kind == "pronoun" and followed_by_verb(reading, subject):
        return None  # "…, said he would go"
    subject = speaker_in_phrase(reading, subject)
    pair = next((mention for mention in reading.mentions if mention.joined is subject), None)
    if pair is not None and not followed_by_verb(reading, pair):
        subject = pair
    return make_candidate(subject, "after-inverted", cue)


def _inverted_unknown(reading: SentenceReading, start: int) -> Candidate | None:
    """The candidate of a verb that no table knows: `“…,” shrugged one Democrat`."""
    token, subject = reading.tokens[start], reading.begins.get(start + 1)
    is_verb = token.low.endswith("ed") and not token.capital and start not in reading.cue_at
    if not is_verb or subject is None or subject.kind not in ("name", "role") or subject.is_organisation:
        return None
    return make_candidate(speaker_in_phrase(reading, subject), "after-inverted", None, less=0.2)


def _may_be_inverted(cue: Cue) -> bool:
    """Whether the subject may stand behind this form: `said Jane Doe`, never `telling`, `told` or `say`."""
    if cue.form.participle or cue.passive:
        return False
    return not cue.form.base and not cue.form.addressed and cue.form.kind in SAYING


def _subject_behind(reading: SentenceReading, position: int) -> Mention | None:
    tokens = reading.tokens
    subject = reading.begins.get(position)
    if subject is None and position < len(tokens) and tokens[position].low in speech_rules().articles:
        subject = reading.begins.get(position + 1)
    return subject if subject is not None else find_owned(reading, position)
