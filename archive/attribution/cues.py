"""The words of speech of a sentence.

What is hard: most of these words are nouns too ("the report", "his claims"), and a passive names whom the words reached
and not who said them ("was told", "a device called …").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from archive.attribution.frames import Sentence, Token
from archive.attribution.mentions import Mention
from archive.rules.names import name_rules
from archive.rules.speech import CueForm, speech_rules

RELATIVES = frozenset(["who", "which", "that"])
"""Words that take up the mention before them as a subject."""
_ASIDE_REACH = 8
_MODALS = frozenset(["to", "will", "would", "can", "could", "may", "might", "must", "shall", "should", "'ll", "'d"])
_SUBJECTS = frozenset(["he", "she", "they", "we", "i"])
_BESIDE = frozenset(["himself", "herself", "themselves", "alone", "too", "all", "both"])
"""Words between a pronoun and its verb."""
_WITH_OBJECT = frozenset(["accuse", "blame", "criticize", "criticise", "condemn", "praise", "thank", "denounce"])
"""Verbs that name somebody before "of" or "for", so that without him they tell of whom they stand behind."""


@dataclass(slots=True)
class Cue:
    """One word of speech; ``passive`` when it names the one who was told or what was called so."""

    position: int
    form: CueForm
    passive: bool


@dataclass(slots=True)
class SentenceReading:
    """A sentence with its mentions and its words of speech, ready to be asked for subjects.

    ``lows`` are its tokens in small letters: a word that most sentences do not have is looked for there first.
    ``subject`` is its main subject as soon as that was asked for (`sentence_subjects`), as several rules do.
    """

    sentence: Sentence
    mentions: list[Mention]
    language: str = "en"
    cues: list[Cue] = field(init=False)
    begins: dict[int, Mention] = field(init=False)
    ends: dict[int, Mention] = field(init=False)
    cue_at: dict[int, Cue] = field(init=False)
    tokens: list[Token] = field(init=False)
    lows: list[str] = field(init=False)
    subject: Mention | None = field(init=False, default=None)
    is_asked: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self.tokens = self.sentence.tokens
        self.lows = [token.low for token in self.tokens]
        self.begins = {mention.first: mention for mention in self.mentions}
        self.ends = {mention.last: mention for mention in self.mentions}
        self.cues = _find_cues(self, speech_rules().forms.get(self.language, {}))
        self.cue_at = {cue.position: cue for cue in self.cues}

    def cues_from(self, first: int, end: int | None = None) -> Iterator[Cue]:
        """The words of speech at tokens ``first`` to before ``end``, from left to right."""
        for cue in self.cues:
            if end is not None and cue.position >= end:
                break
            if cue.position >= first:
                yield cue


def _find_cues(reading: SentenceReading, forms: Mapping[str, CueForm]) -> list[Cue]:
    likely = [(position, forms[low]) for position, low in enumerate(reading.lows) if low in forms]
    if not likely:
        return []
    tokens, ends = reading.tokens, reading.ends
    cues = []
    inside = {at for mention in reading.mentions for at in range(mention.first, mention.last + 1)}
    for position, form in likely:
        if position in inside:
            continue
        if form.particles and not (position + 1 < len(tokens) and tokens[position + 1].low in form.particles):
            continue
        if _is_noun(tokens, position, form, ends):
            continue
        cues.append(Cue(position, form, form.past and _is_passive(tokens, position, form)))
    return cues


def is_infinitive(tokens: list[Token], cue: Cue) -> bool:
    """Whether the verb only tells what somebody would do: "says she will not defend", "vowed to fight"."""
    before = before_adverbs(tokens, cue.position)
    return cue.form.base and before >= 0 and tokens[before].low in _MODALS


def before_adverbs(tokens: list[Token], position: int) -> int:
    """The nearest position before ``position`` that is no adverb; -1 for none."""
    rules = speech_rules()
    before = position - 1
    while before >= 0 and rules.is_adverb(tokens[before].low):
        if tokens[before].capital:
            break
        before -= 1
    return before


def _is_passive(tokens: list[Token], position: int, form: CueForm) -> bool:
    before = before_adverbs(tokens, position)
    if before >= 0 and tokens[before].text in (",", "(") and form.kind == "describe":
        if tokens[before].text == "," and _closes_aside(tokens, before):
            return False
        return position + 1 < len(tokens) and tokens[position + 1].low in ("as", "by", "in")
    if form.lemma == "tell" and all(token.kind == "mark" for token in tokens[position + 1 :]):
        return True  # as a headline has it: "…, court told"
    if form.lemma in _WITH_OBJECT and position + 1 < len(tokens) and tokens[position + 1].low in ("of", "for"):
        return True
    return before >= 0 and tokens[before].low in speech_rules().be


def _closes_aside(tokens: list[Token], comma: int) -> bool:
    """Whether the comma ends an aside that a preposition opens: "the manager, without raising his voice, called"."""
    for at in range(comma - 1, max(0, comma - _ASIDE_REACH), -1):
        if tokens[at].kind != "word":
            return tokens[at].text == "," and tokens[at + 1].low in speech_rules().prepositions
    return False


def _is_noun(tokens: list[Token], position: int, form: CueForm, ends: dict[int, Mention]) -> bool:
    """Whether the word is not a verb here."""
    before = before_adverbs(tokens, position)
    if before < 0:
        return form.base or (not form.participle and not form.past and position > 0)
    token, names, rules = tokens[before], name_rules(), speech_rules()
    after = tokens[position + 1].low if position + 1 < len(tokens) else ""
    if after in rules.auxiliaries and after not in ("to", "'s") and not form.past and not form.participle:
        return True
    if token.low == "that" and before and tokens[before - 1].kind == "word" and not (form.base or form.participle):
        return False  # "a group that says …"
    if token.low in names.determiners and before not in ends:
        return not (form.past and after in (":", ",", "that", ""))
    if token.low == "'s" and not (form.past or form.participle):
        return True
    if form.participle:
        return token.low in ("the", "a", "an") or token.low == "'s"
    if token.low in rules.prepositions and token.low != "to" and not token.capital:
        return not form.past or token.low in ("of", "with", "for", "from", "by")
    if form.base:
        return not (_takes_base(token, before, ends) or _is_heard(tokens, before, ends))
    if not form.past and _is_object_of(tokens, before):
        return True
    return token.low in names.peoples and before not in ends


def _is_object_of(tokens: list[Token], verb: int) -> bool:
    """Whether the verb of a pronoun stands before the word, which is then its object: "demands that he lower rates"."""
    token, rules = tokens[verb], speech_rules()
    if verb < 1 or tokens[verb - 1].low not in _SUBJECTS or token.kind != "word" or token.low.endswith("s"):
        return False
    return token.low not in rules.auxiliaries and token.low not in rules.conjunctions and token.low not in _BESIDE


def _is_heard(tokens: list[Token], before: int, ends: dict[int, Mention]) -> bool:
    """Whether somebody is heard speaking, who ends at ``before``: "recalled her father say"."""
    heard = ends.get(before)
    return heard is not None and heard.first > 0 and tokens[heard.first - 1].low in speech_rules().perceiving


def _takes_base(token: Token, before: int, ends: dict[int, Mention]) -> bool:
    """Whether a bare verb form may follow, as after a plural, "I", "to" or "will"."""
    if token.low in speech_rules().auxiliaries or token.low in RELATIVES or token.kind != "word":
        return token.kind != "mark" or token.text == ","
    if token.low in ("and", "or", "don't", "didn't", "doesn't", "won't", "wouldn't", "can't", "couldn't"):
        return True
    mention = ends.get(before)
    if mention is None:
        return False
    ends_plural = mention.core[-1].endswith("s") and (mention.kind != "name" or mention.is_organisation)
    return (
        ends_plural
        or mention.gender in ("plural", "own")
        or mention.joined is not None
        or token.low in ("you", "i", "we", "they")
    )
