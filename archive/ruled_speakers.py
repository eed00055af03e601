"""Whose words people ruled quotations to be, laid over what the rules say.

What is hard here is how far a ruling reaches. It was made on words in one text, and holds there whatever later rules
make of the rest, as long as they read a quotation of the same words in that place. In another version of the article it
holds where the same words stand and the rules read the same speaker as in the text that was ruled on: then the same
mistake was made twice. Where they read another one, the article itself may name somebody else by now, and the ruling is
told and not applied. A ruling on the text itself goes before one on another version, a later one before an earlier.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from archive.following import Follower
from archive.identifiers import Permalink, TextDigest, speaker_id
from archive.model import RULED
from archive.quotations.kinds import judge_kind
from archive.records import Analysis, Attribution, Kind, Quotation
from archive.spans import Span
from archive.text_model import Ascription
from archive.tracing import SAME_WORDS
from archive.words import split_words

NO_QUOTATION = "today's rules read no quotation of these words there"
"""Why a ruling does not hold in the very text it was made on."""


@dataclass(frozen=True, slots=True)
class AttributionRuling:
    """What a person ruled on who speaks in the quotation at ``place``; ``name`` is the speaker's, None for no one."""

    place: Permalink
    ascription: Ascription
    name: str | None
    author: str
    made_at: str
    reason: str | None = None


class ReadText(NamedTuple):
    """One text of an article with what the rules say of it."""

    digest: TextDigest
    content: str
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class Reach:
    """What one ruling means for one text: the quotation it is of, and why it does not hold there; empty if it does."""

    ruling: AttributionRuling
    text: TextDigest
    quotation: Quotation | None
    obstacle: str = ""

    @property
    def holds(self) -> bool:
        """Whether the quotation has this ruling's speaker, unless another ruling goes before it."""
        return self.quotation is not None and not self.obstacle


def reach_of_rulings(texts: Sequence[ReadText], rulings: Iterable[AttributionRuling]) -> list[Reach]:
    """What each ruling means for each text of the article that has its words, in the order of the rulings.

    Costs an alignment for each text with rulings and each other text, some milliseconds.
    """
    by_digest = {text.digest: text for text in texts}
    followers: dict[tuple[TextDigest, TextDigest], Follower] = {}
    found: list[Reach] = []
    for ruling in rulings:
        origin = by_digest.get(ruling.place.text)
        if origin is None:
            continue
        quotation = find_quotation(origin, ruling.place.span)
        if quotation is None:
            found.append(Reach(ruling, origin.digest, None, NO_QUOTATION))
            continue
        found.append(Reach(ruling, origin.digest, quotation))
        for text in (one for one in texts if one.digest != origin.digest):
            key = (origin.digest, text.digest)
            if key not in followers:
                followers[key] = Follower(origin.content, origin.analysis, text.content, text.analysis)
            found += _reach_elsewhere(ruling, quotation, text, followers[key])
    return found


def find_quotation(text: ReadText, span: Span) -> Quotation | None:
    """The quotation of that span, else the only one that touches it, if its words are the same; None for neither."""
    touching = [one for one in text.analysis.quotations if one.span.overlaps(span)]
    exact = next((one for one in touching if one.span == span), None)
    if exact is not None or len(touching) != 1:
        return exact
    return touching[0] if _keys(text.content, touching[0].span) == _keys(text.content, span) else None


def _keys(content: str, span: Span) -> list[str]:
    return [word.key for word in split_words(content, span)]


def _reach_elsewhere(
    ruling: AttributionRuling, quotation: Quotation, text: ReadText, follower: Follower
) -> Iterator[Reach]:
    """What a ruling on a quotation means in another version; nothing where its words are no quotation."""
    trace = follower.follow(quotation)
    heir = follower.quotation_near(trace.span) if trace.span else None
    if heir is None:
        return
    obstacle = ""
    if trace.status not in SAME_WORDS:
        obstacle = "the words are others here"
    elif heir.attribution.speaker_id != quotation.attribution.speaker_id:
        obstacle = f"here the article is read as naming {heir.attribution.speaker or 'nobody'}"
    yield Reach(ruling, text.digest, heir, obstacle)


def governing(reaches: Iterable[Reach]) -> dict[TextDigest, dict[Span, AttributionRuling]]:
    """By text and span of the quotation, the ruling that it has its speaker from."""
    found: dict[TextDigest, dict[Span, AttributionRuling]] = {}
    # The rulings are sorted by time: whatever comes last stays.
    for reach in sorted(reaches, key=lambda one: one.ruling.place.text == one.text):
        if reach.quotation is not None and reach.holds:
            found.setdefault(reach.text, {})[reach.quotation.span] = reach.ruling
    return found


def lay_speakers_over(analysis: Analysis, content: str, rulings: Mapping[Span, AttributionRuling]) -> Analysis:
    """The analysis with the speakers that people ruled, by the spans of the quotations."""
    if not rulings:
        return analysis
    quotations = (
        give_speaker(one, content, rulings[one.span]) if one.span in rulings else one for one in analysis.quotations
    )
    return replace(analysis, quotations=tuple(quotations))


def give_speaker(quotation: Quotation, content: str, ruling: AttributionRuling) -> Quotation:
    """The quotation as the person ruled.

    What names the speaker in the article, and the word of speech, stay only where the rules found that speaker too:
    with another one they are what misled them.
    """
    said, basis = quotation.attribution, say_ruled(ruling)
    if ruling.ascription == "nobody":
        return replace(quotation, kind="none", attribution=Attribution(confidence=RULED, basis=basis))
    kind = _kind_of_speech(quotation, content)
    if ruling.name is None:
        return replace(quotation, kind=kind, attribution=Attribution(via=said.via, confidence=RULED, basis=basis))
    name, identifier = ruling.name, speaker_id(ruling.name)
    known = said if said.speaker_id == identifier else Attribution(via=said.via)
    given = replace(known, speaker=name, speaker_id=identifier, confidence=RULED, basis=basis)
    return replace(quotation, kind=kind, attribution=given)


def _kind_of_speech(quotation: Quotation, content: str) -> Kind:
    """The kind of a quotation of which a person says that somebody spoke it."""
    if quotation.kind != "none":
        return quotation.kind
    marks = Span(max(0, quotation.span.start - 1), min(len(content), quotation.span.end + 1))
    return "full" if judge_kind(content, quotation.segments, marks) == "full" else "fragment"


def say_ruled(ruling: AttributionRuling) -> str:
    """On what such an attribution rests, in words.

    >>> place = Permalink(TextDigest("ab" * 32), Span(0, 2))
    >>> say_ruled(AttributionRuling(place, "speaker", "Mary Major", "Jane Doe", "2026-11-21T09:30:00.000000Z"))
    'as Jane Doe ruled on 2026-11-21'
    """
    return f"as {ruling.author} ruled on {ruling.made_at[:10]}"
