"""Speakers whose noun no table knows, found by what stands beside them: "the trust said", "cried one reveller".

Some have no noun at all and only count: "One said …, another …", "said the first".

Any noun phrase may speak. What is hard is to be sure of its edges without a table: so it must begin with an article, an
owner or a number, or be the plural that opens the sentence, and a word of speech, "who", ", which" or an age in commas
must follow it (a place may stand between: "the presidency in Cairo said"), or a word of speech stand right before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archive.attribution.frames import Token
from archive.attribution.noun_phrases import PhraseEdges
from archive.rules.speech import CueForm

COUNTS = frozenset(["one", "another"])
"""Words that stand for somebody by themselves, of whom several were brought up."""
ORDINALS = frozenset(["first", "second", "third", "fourth", "other", "latter", "former"])
"""Words that do so behind "the"."""
_RELATIVES = frozenset(["who", "which", "whose"])
_PERFECT = frozenset(["has", "have", "had"])
_ASIDE_REACH = 16
_LONGEST = 6


def find_unlisted(
    tokens: list[Token], edges: PhraseEdges, forms: Mapping[str, CueForm]
) -> Iterator[tuple[int, int, bool]]:
    """First and last token of each such noun phrase, and whether "who" tells that it is a person."""
    for position, token in enumerate(tokens):
        if token.kind != "word" or token.capital:
            continue
        form = forms.get(token.low)
        if form is not None and not form.weak and not form.participle and not form.base:
            noun = _before(tokens, position, edges)
            if noun >= 0:
                yield from _phrase_to(tokens, noun, edges, is_person=False)
            elif form.kind == "say" and form.past:
                yield from _phrase_from(tokens, position + 1, edges)
        elif token.low == "to" and position and tokens[position - 1].low == "according":
            yield from _source_from(tokens, position + 1, edges)
        elif token.low in _RELATIVES and position > 1:
            noun = position - 2 if tokens[position - 1].text == "," else position - 1
            if noun < position - 1 or token.low == "who":
                yield from _phrase_to(tokens, noun, edges, is_person=token.low == "who")
        elif token.text.isdigit() and _is_age(tokens, position):
            yield from _phrase_to(tokens, position - 2, edges, is_person=True)


def _is_age(tokens: list[Token], position: int) -> bool:
    """Whether a number of two digits stands between commas: "The estate agent, 49, said"."""
    is_between = 1 < position < len(tokens) - 1 and tokens[position - 1].text == tokens[position + 1].text == ","
    return is_between and len(tokens[position].text) == 2


def _before(tokens: list[Token], position: int, edges: PhraseEdges) -> int:
    """The noun right before a word of speech, over adverbs and auxiliaries; -1 for none."""
    at = position - 1
    while at > 0 and (edges.speech.is_adverb(tokens[at].low) or tokens[at].low in _PERFECT):
        at -= 1
    if at >= 0 and tokens[at].capital:
        at = _before_place(tokens, at, edges)
    return at if at >= 0 and edges.is_noun_like(tokens[at]) else -1


def _before_place(tokens: list[Token], position: int, edges: PhraseEdges) -> int:
    """The noun before a name that a preposition joins to it: "the presidency in Cairo said"; -1 for none."""
    at = position
    while at > 0 and tokens[at].capital:
        at -= 1
    return at - 1 if tokens[at].low in edges.speech.prepositions else -1


def _phrase_to(
    tokens: list[Token], noun: int, edges: PhraseEdges, *, is_person: bool
) -> Iterator[tuple[int, int, bool]]:
    """The noun phrase that ends with the noun at ``noun``, if it begins as one does."""
    is_first = noun == 0 and tokens[0].capital and tokens[0].low.endswith("s") and not edges.stops(tokens[0])
    if not is_first and not edges.is_noun_like(tokens[noun]):
        return
    first = edges.left_edge(tokens, noun)
    opening = tokens[first].low
    begins = opening in edges.names.determiners or opening in edges.speech.numbers or tokens[first].text.isdigit()
    is_owned = first > 1 and tokens[first - 1].low == "'s"
    is_plural = first == 0 and tokens[noun].low.endswith("s")
    if (begins and first < noun) or is_owned or is_plural:
        yield first, noun, is_person


def _phrase_from(tokens: list[Token], first: int, edges: PhraseEdges) -> Iterator[tuple[int, int, bool]]:
    """The noun phrase that an article or a number begins at ``first``: "cried one reveller"."""
    if first >= len(tokens) or tokens[first].capital:
        return
    if tokens[first].low not in edges.names.determiners and tokens[first].low not in edges.speech.numbers:
        return
    last = first
    while last + 1 < len(tokens) and last - first < _LONGEST and edges.is_noun_like(tokens[last + 1]):
        last += 1
    if last > first:
        yield first, last, False


def _source_from(tokens: list[Token], first: int, edges: PhraseEdges) -> Iterator[tuple[int, int, bool]]:
    """The noun phrase behind "according to": "according to hauliers", "according to a log kept by one driver"."""
    last = first
    if last < len(tokens) and tokens[last].low in edges.names.determiners:
        last += 1
    while last < len(tokens) and last - first < _LONGEST and edges.is_noun_like(tokens[last]):
        last += 1
    if last > first and edges.is_noun_like(tokens[last - 1]):
        yield first, last - 1, False


def find_counted(tokens: list[Token], edges: PhraseEdges, forms: Mapping[str, CueForm]) -> Iterator[tuple[int, int]]:
    """First and last token of each mention without a noun beside a word of speech: "One fumed", "said the first"."""
    for position, token in enumerate(tokens):
        before = tokens[position - 1].low if position else ""
        if token.low in ORDINALS and before == "the":
            first = position - 1
        elif token.low in COUNTS and before not in edges.names.determiners and before != "than":
            first = position
        else:
            continue
        is_with = before == "with" and _brings(tokens, position + 1, forms)
        if is_with or _speaks(tokens, position + 1, edges, forms) or _is_told(tokens, first, position, forms):
            yield first, position


def _brings(tokens: list[Token], position: int, forms: Mapping[str, CueForm]) -> bool:
    """Whether a participle of speech brings what follows a mark: "with one raging: …"."""
    form = forms.get(tokens[position].low) if position + 1 < len(tokens) else None
    return form is not None and form.participle and tokens[position + 1].kind != "word"


def _speaks(tokens: list[Token], position: int, edges: PhraseEdges, forms: Mapping[str, CueForm]) -> bool:
    """Whether a word of speech stands at ``position``, over adverbs and an aside between commas."""
    if position < len(tokens) and tokens[position].text == ",":
        closing = range(position + 1, min(len(tokens), position + _ASIDE_REACH))
        position = next((at + 1 for at in closing if tokens[at].text == ","), len(tokens))
    while position < len(tokens) and (edges.speech.is_adverb(tokens[position].low) or tokens[position].low in _PERFECT):
        position += 1
    form = forms.get(tokens[position].low) if position < len(tokens) else None
    return form is not None and not form.participle and (form.past or not form.base)


def _is_told(tokens: list[Token], first: int, last: int, forms: Mapping[str, CueForm]) -> bool:
    """Whether a word of speech behind a quotation stands before: `“…,” said one.`."""
    form = forms.get(tokens[first - 1].low) if first > 1 else None
    if form is None or form.kind != "say" or form.base or form.participle:
        return False
    ends = last + 1 >= len(tokens) or tokens[last + 1].kind != "word" or tokens[last + 1].low in ("of", "who")
    return ends and tokens[first - 2].kind != "word"
