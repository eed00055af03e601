"""How words travelled: the medium, the occasion and the go-between that a sentence names, never the speaker.

What is hard: where such a phrase ends ("press briefing on the sidelines of the Eastern Forum in Springfield"), and that
one sentence may hold the channels of two speakers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from archive.attribution.cues import SentenceReading
from archive.attribution.frames import Sentence, Token
from archive.attribution.mentions import Mention
from archive.attribution.phrases import according_mentions
from archive.records import Via, ViaRole
from archive.rules.names import NameRules, name_rules
from archive.rules.speech import SpeechRules, speech_rules

_PHRASE_REACH = 24


@dataclass(frozen=True, slots=True)
class Channel:
    """One station on the way of the words: tokens ``first`` to ``last``, both included."""

    role: ViaRole
    first: int
    last: int

    def as_via(self, text: str, sentence: Sentence) -> Via:
        """The channel in the article's own words."""
        span = sentence.stretch(self.first, self.last)
        return Via(span.of(text), self.role, span)


def find_channels(reading: SentenceReading) -> list[Channel]:
    """The channels that the sentence names, from left to right, disjoint."""
    names, rules = name_rules(), speech_rules()
    found = [*_relays(reading, names)]
    told = _first_words()
    last = -1
    for position in [position for position, low in enumerate(reading.lows) if low in told]:
        if position <= last:
            continue
        channel = _platform(reading.tokens, position, names) or _carrier(reading, position, names, rules)
        if channel is not None:
            found.append(channel)
            last = channel.last
    return _disjoint(found) if len(found) > 1 else found


@cache
def _first_words() -> frozenset[str]:
    """The words that tell occasions, carriers of words and platforms: "interview", "statement", "truth" (social)."""
    names = name_rules()
    return names.occasions | names.carriers | {platform.split()[0] for platform in names.platforms}


def _is_bare_day(tokens: list[Token], position: int, rules: SpeechRules) -> bool:
    """Whether a day stands by itself and so ends a channel: "a statement Monday", not "an interview on Monday"."""
    low = tokens[position].low
    if not low.endswith("day") or low not in rules.times:
        return False
    before = tokens[position - 1].low
    return before not in rules.prepositions and before not in rules.articles


def _disjoint(channels: list[Channel]) -> list[Channel]:
    """The channels in order; where two overlap, the one that begins first."""
    kept: list[Channel] = []
    for channel in sorted(channels, key=lambda channel: (channel.first, -channel.last)):
        if not kept or channel.first > kept[-1].last:
            kept.append(channel)
    return kept


def _platform(tokens: list[Token], position: int, names: NameRules) -> Channel | None:
    """The platform named at ``position``, as in "on X", "in a Telegram post", "via Truth Social"."""
    token = tokens[position]
    if token.kind != "word" or position == 0:
        return None
    last = position
    if position + 1 < len(tokens) and f"{token.low} {tokens[position + 1].low}" in names.platforms:
        last = position + 1
    elif token.low not in names.platforms or not token.capital:
        return None
    following = tokens[last + 1].low if last + 1 < len(tokens) else ""
    before = tokens[position - 1].low
    if following in names.carriers or following in ("account", "page", "channel", "feed"):
        return Channel("medium", position, last)
    if before == "'s" or before not in ("on", "via", "to", "over"):
        return None
    return Channel("medium", position, last)


def _carrier(reading: SentenceReading, position: int, names: NameRules, rules: SpeechRules) -> Channel | None:
    tokens = reading.tokens
    low = tokens[position].low
    is_occasion = low in names.occasions
    if tokens[position].kind != "word" or not (is_occasion or low in names.carriers):
        return None
    if position + 1 < len(tokens) and (
        tokens[position + 1].low in names.carriers or tokens[position + 1].low in names.occasions
    ):
        return None
    edge = _phrase_start(tokens, position, names, rules)
    if edge == position and edge and tokens[edge - 1].low == "to":
        return None
    if edge == 0 and position == 0:
        return None
    before = tokens[edge - 1] if edge else None
    if before is None or before.kind != "word":
        return None
    issued = before.low in name_rules().issuing and not is_occasion
    is_source = before.low == "to" and edge > 1 and tokens[edge - 2].low == "according"
    if not issued and not is_source and before.low not in names.leads and not (before.low == "by" and edge == position):
        return None
    if any(token.low in names.platforms for token in tokens[edge:position]):
        return None
    last = _phrase_end(tokens, position, rules)
    first = edge
    while first < position and tokens[first].low in ("the", "this", "that", "his", "her", "its", "their", "'s"):
        first += 1
    if tokens[first].low in ("a", "an") and (last > position or first + 1 < position or is_occasion):
        first += 1 if not _released(tokens, position, last) else 0
    return Channel("occasion" if is_occasion else "medium", first, last)


def _released(tokens: list[Token], position: int, last: int) -> bool:
    return position < last and (tokens[position + 1].low.endswith("ed") or tokens[position + 1].low == "of")


def _phrase_start(tokens: list[Token], position: int, names: NameRules, rules: SpeechRules) -> int:
    edge = position
    while edge > 0 and position - edge < 6:
        token = tokens[edge - 1]
        stops = token.low in rules.prepositions or token.low in rules.conjunctions or token.low in rules.auxiliaries
        if token.kind != "word" or (stops and not token.capital) or token.low in name_rules().issuing:
            break
        edge -= 1
        if token.low in names.determiners:
            break
    return edge


def _phrase_end(tokens: list[Token], position: int, rules: SpeechRules) -> int:
    """Where the phrase ends that hangs on its noun: before a mark, a verb or a new clause."""
    last, current = position, position + 1
    while current < len(tokens) and current - position < _PHRASE_REACH:
        token = tokens[current]
        if token.text == "," and _is_place_tail(tokens, current):
            last = current + 1
            break
        if token.kind != "word" or token.low in name_rules().channel_stops or _is_bare_day(tokens, current, rules):
            break
        form = rules.forms["en"].get(token.low)
        passive = (
            token.low.endswith("ed")
            and current + 1 < len(tokens)
            and tokens[current + 1].low in ("by", "on", "in", "to", "from")
        )
        if token.low in ("he", "she", "they", "it") or (
            form is not None and not form.base and not passive and not _follows_article(tokens, current)
        ):
            break
        if token.low in rules.auxiliaries and token.low not in ("to", "'s"):
            break
        last = current
        current += 1
    while last > position and (
        tokens[last].low in rules.prepositions
        or tokens[last].low in ("the", "a", "an", "'s", "also", "again", "late", "early")
    ):
        last -= 1
    return last


def _follows_article(tokens: list[Token], position: int) -> bool:
    return tokens[position - 1].low in ("the", "a", "an", "of", "his", "her", "'s") or tokens[position].capital


def _is_place_tail(tokens: list[Token], comma: int) -> bool:
    """Whether "…, Russia." ends the sentence: one more name behind a capitalised one."""
    rest = tokens[comma + 1 :]
    return len(rest) == 1 and rest[0].capital and tokens[comma - 1].capital


def _relays(reading: SentenceReading, names: NameRules) -> list[Channel]:
    """Go-betweens: "according to …", "… reported", "told <an outlet>"."""
    found = []
    for mention in according_mentions(reading):
        if mention.kind == "document":
            continue
        if mention.kind == "name":
            first = mention.last - len(mention.core) + 1
            found.append(Channel("relayed_by", first, mention.last))
        elif mention.kind == "role" and _is_said_to(reading):
            found.append(Channel("relayed_by", mention.first, mention.last))
    for cue in reading.cues:
        subject = _subject_before(reading, cue.position)
        if cue.form.lemma in names.reporting and subject is not None and subject.is_organisation:
            found.append(Channel("relayed_by", subject.last - len(subject.core) + 1, subject.last))
        if cue.form.lemma == "tell" and not cue.passive:
            outlet = _outlet_after(reading, cue.position, names)
            if outlet is not None:
                found.append(Channel("relayed_by", outlet.last - len(outlet.core) + 1, outlet.last))
    return found


def _is_said_to(reading: SentenceReading) -> bool:
    """Whether others only tell that somebody spoke: "Doe is said to have warned of …, according to two people"."""
    lows = reading.lows
    return any(lows[at : at + 3] in (["said", "to", "have"], ["reported", "to", "have"]) for at in range(len(lows)))


def _subject_before(reading: SentenceReading, position: int) -> Mention | None:
    mention = reading.ends.get(position - 1)
    return mention if mention is not None and mention.kind == "name" else None


def _outlet_after(reading: SentenceReading, position: int, names: NameRules) -> Mention | None:
    """The news outlet that was told."""
    for mention in reading.mentions:
        if position < mention.first <= position + 2 and mention.kind == "name":
            lows = [word.lower() for word in mention.core]
            if lows[-1] in names.known_outlets or lows[-1] in names.outlet_words or mention.head in names.outlet_nouns:
                return mention
            if lows[0] in names.known_outlets or reading.tokens[mention.first].text == "The":
                return mention
    return None


def clause_bounds(reading: SentenceReading, position: int) -> tuple[int, int]:
    """The first and the last token of the part of the sentence, between "while" and "but", that holds ``position``."""
    tokens = reading.tokens
    first, last = 0, len(tokens) - 1
    for current, token in enumerate(tokens):
        if token.low in name_rules().channel_breaks or token.text == ";":
            if current < position:
                first = current + 1
            else:
                last = current - 1
                break
    return first, last
