"""From a drafted quotation and the archived texts that may hold its words to one verdict.

Precedence, which is the order in which an editor would ask:

1. Are these the words? Some place has them all, in order: `ok` or one of 2-6 below. No place has: `elision` where an
   ellipsis joins what was never said together, `altered` where a stretch shares most of them, `variant` where an
   archived quotation is another wording of the same utterance, else `missing`.
2. Is the cut honest? `elision`.
3. Is it the named source? `source`.
4. Is it the named speaker? `speaker`.
5. Does it stop before a qualifier? `truncated`.
6. Whose words are they, when the draft does not say and several people said them? `ambiguous`.

Every place is asked all of this, and the best one counts: a quotation is right when one place says so. What is not
known is a note and never a verdict: a source that is not archived, words that the archive gives to nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from archive.model import RULED
from archive.spans import Span
from archive.verdicts.changing import FEWEST_WORDS, LEAST_ALIKE, Near, find_near
from archive.verdicts.cutting import find_misleading_cut, find_short_stop
from archive.verdicts.institutions import may_speak_for
from archive.verdicts.joining import Joined, find_joined
from archive.verdicts.pieces import Pieces, read_pieces
from archive.verdicts.placing import Placement, place_pieces
from archive.verdicts.speaking import compare_names, fold_name
from archive.verdicts.texts import ArchivedText, Utterance
from archive.wordings import SAME_UTTERANCE, compare_wordings

VerdictName = Literal["ok", "altered", "speaker", "source", "elision", "truncated", "variant", "missing", "ambiguous"]
"""What is said of a drafted quotation."""
SHOWN_AS: dict[VerdictName, str] = {
    "ok": "right",
    "altered": "altered",
    "speaker": "wrong speaker",
    "source": "wrong source",
    "elision": "misleading cut",
    "truncated": "cut short",
    "variant": "other wording",
    "missing": "not found",
    "ambiguous": "more than one",
}
"""What people see of each."""

SURE_SPEAKER = 0.6
"""A speaker that a draft or an article names less surely than this contradicts nobody."""
LEAST_SURE = 0.5
"""Less surely than this nobody is named at all: a name near the words, without a word that he has spoken."""
FEW_WORDS = 3
"""Fewer words than this are said by everybody: they are nobody's against another, and of several people's none."""
NEARLY_ALL = 0.75
"""A stretch that shares so many words is the quotation altered, whatever other wordings there are."""
LONG = 400
"""A quotation of more words than this is no other wording of an utterance; so many of its words tell what is near."""
MOST_WORDINGS = 40
"""Archived quotations that are compared as wordings of one utterance."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A drafted quotation to be judged: its segments, its speaker, and where the draft says that the words stand.

    ``documents`` and ``texts`` are what the named source is in the archive; both are empty where none is named or
    known. ``source`` is what the draft calls it; ``context`` are the draft's own words around the quotation.
    """

    segments: tuple[str, ...]
    speaker: str | None = None
    confidence: float = 0.0
    source: str = ""
    documents: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    context: str = ""

    @property
    def quoted(self) -> str:
        """The words, segments joined by a space."""
        return " ".join(" ".join(self.segments).split())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a quotation, the stretch of an archived text that shows it, and notes in words.

    ``others`` are further places: where the words stand too, or other wordings; the nearest first.
    """

    name: VerdictName
    source: ArchivedText | None = None
    span: Span | None = None
    speaker: str | None = None
    notes: tuple[str, ...] = ()
    others: tuple[tuple[ArchivedText, Span], ...] = ()

    @property
    def is_quoted(self) -> bool:
        """Whether somebody is quoted with these words in the archive."""
        return bool(self.source and self.span and self.source.utterance_at(self.span.start))

    @property
    def closest(self) -> str:
        """The words of the archive."""
        return self.span.of(self.source.content) if self.source and self.span else ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One place with the verdict that it alone would give."""

    placement: Placement
    name: VerdictName
    notes: list[str] = field(default_factory=list)
    speaker: str | None = None

    @property
    def rank(self) -> tuple[int, bool, bool, bool, bool, bool]:
        """What is better is smaller."""
        named = [utterance.speaker for utterance in self.placement.utterances if utterance]
        is_newest = any(holder.is_newest for holder in self.placement.source.holders)
        is_quoted = self.placement.utterance is not None
        is_other = self.speaker is not None and all(compare_names(self.speaker, name or "") != "same" for name in named)
        order = _ORDER.index(self.name)
        return order, not is_quoted, is_other, self.placement.is_removed, not is_newest, not any(named)


_ORDER: tuple[VerdictName, ...] = ("ok", "truncated", "speaker", "source", "elision")


def find_placements(claim: Claim, sources: Sequence[ArchivedText]) -> tuple[Pieces, list[Placement]]:
    """All places of the words, the brackets taken for the source's own where that finds any."""
    pieces = read_pieces(claim.segments)
    if not pieces.runs:
        return pieces, []
    found = [placement for source in sources for placement in place_pieces(source, pieces)]
    if not found and "[" in claim.quoted:
        literal = read_pieces(claim.segments, literal=True)
        found = [placement for source in sources for placement in place_pieces(source, literal)]
        pieces = literal if found else pieces
    return pieces, found


def judge_placements(claim: Claim, pieces: Pieces, found: Sequence[Placement]) -> Verdict:
    """The verdict on words that stand somewhere just so; ``found`` holds one place at least."""
    spoken = [placement for placement in found if placement.utterance is not None]
    asked = sorted((_ask(claim, pieces, placement, spoken) for placement in found), key=lambda one: one.rank)
    best = asked[0]
    name = best.name
    voices = _voices(spoken)
    if name == "ok" and not claim.speaker and not claim.source and len(voices) > 1 and len(pieces.keys) >= FEW_WORDS:
        name = "ambiguous"
        best.notes.append(f"said by {_listed(sorted(voices))}; the draft does not say whom it quotes")
    chosen = best.placement
    utterance = chosen.utterance
    others = list(voices.values()) if name == "ambiguous" else [one.placement for one in asked]
    return Verdict(
        name,
        chosen.source,
        chosen.span,
        utterance.speaker if utterance else None,
        tuple(dict.fromkeys([*best.notes, *pieces.notes, *_notes_of(claim, name, chosen, found)])),
        tuple((one.source, one.span) for one in others if one is not chosen)[:5],
    )


def _voices(spoken: Sequence[Placement]) -> dict[str, Placement]:
    """One place for each speaker who is surely named; those who may be one person count once."""
    voices: dict[str, Placement] = {}
    for placement in spoken:
        utterance = placement.utterance
        name = _surely_named(utterance)
        if name and all(compare_names(name, known) == "different" for known in voices):
            voices[name] = placement
    return voices


def _ask(claim: Claim, pieces: Pieces, placement: Placement, spoken: Sequence[Placement]) -> _Asked:
    hidden = find_misleading_cut(placement)
    if hidden:
        return _Asked(placement, "elision", [hidden])
    if (claim.documents or claim.texts) and not is_from(claim, placement.source):
        return _Asked(placement, "source", [f"not in {claim.source}; it is in {_where(placement.source)}"])
    wrong = _speaker_note(claim, pieces, placement, spoken)
    if wrong:
        return _Asked(placement, "speaker", [wrong])
    following = find_short_stop(placement, len(pieces.keys))
    if following:
        if pieces.ends_cut:
            return _Asked(placement, "elision", [f"hides what follows: “{following}”"])
        return _Asked(placement, "truncated", [f"goes on: “{following}”"])
    return _Asked(placement, "ok", speaker=claim.speaker)


def is_from(claim: Claim, source: ArchivedText) -> bool:
    """Whether the text is the source that the draft names, in any of its versions."""
    return source.text in claim.texts or any(holder.document in claim.documents for holder in source.holders)


def _speaker_note(claim: Claim, pieces: Pieces, placement: Placement, spoken: Sequence[Placement]) -> str:
    """Why the speaker is wrong; empty when that cannot be said."""
    if not spoken or len(pieces.keys) < FEW_WORDS or not _is_sure(claim, placement.source):
        return ""
    own = _surely_named(placement.utterance)
    if placement.utterance is not None:
        return _say_both(claim, placement) if own and _contradicts(claim, own, placement) else ""
    # Words that stand in no quotation here are somebody's elsewhere: that counts.
    named = [_surely_named(one.utterance) for one in spoken]
    if all(name is not None and _contradicts(claim, name, one) for name, one in zip(named, spoken, strict=True)):
        return _say_both(claim, spoken[0])
    return ""


def _say_both(claim: Claim, placement: Placement) -> str:
    """The draft's speaker and the archive's, with who says so: the source, or a person who ruled on it."""
    own = placement.utterance
    said_by = "A person ruled here" if own and own.confidence >= RULED else "Source"
    return f"draft: {claim.speaker}. {said_by}: {own.speaker if own else None}"


def _is_sure(claim: Claim, source: ArchivedText) -> bool:
    """Whether the draft surely names a person: it says so, or the archived text quotes somebody of that name."""
    if not claim.speaker or claim.confidence < LEAST_SURE:
        return False
    if claim.confidence >= SURE_SPEAKER:
        return True
    named = {one.speaker for one in source.utterances if one.speaker}
    return any(compare_names(claim.speaker, name) == "same" for name in named)


def _contradicts(claim: Claim, own: str, placement: Placement) -> bool:
    """Whether the draft's speaker cannot be the archive's, nor one of them speak for the other."""
    if not claim.speaker:
        return False
    likeness = compare_names(claim.speaker, own)
    if likeness == "namesakes":
        return any(one.speaker == claim.speaker for one in placement.source.utterances)
    if likeness != "different":
        return False
    texts = [placement.source.content, claim.context]
    return not (may_speak_for(claim.speaker, own, texts) or may_speak_for(own, claim.speaker, texts))


def _surely_named(utterance: Utterance | None) -> str | None:
    return utterance.speaker if utterance and utterance.confidence >= SURE_SPEAKER else None


def _notes_of(claim: Claim, name: VerdictName, chosen: Placement, found: Sequence[Placement]) -> list[str]:
    """What is true of a place without being a fault."""
    notes: list[str] = []
    gaps = [gap for gap in chosen.gaps if gap.words]
    if name == "ok" and any(gap.joint == "cut" for gap in gaps):
        notes.append("the ellipsis leaves out nothing that turns the meaning")
    if any(gap.joint == "split" for gap in gaps):
        notes.append("words stand between the parts")
    if chosen.is_removed:
        notes.append("in a stretch set aside")
    elif not any(holder.is_newest for one in found for holder in one.source.holders):
        versions = sorted({holder.version for holder in chosen.source.holders})
        if versions:
            notes.append(f"in version {_listed([str(one) for one in versions])}; edited later")
    if claim.speaker and not any(one and one.speaker for one in chosen.utterances):
        notes.append("the archive names no speaker of these words" if chosen.utterance else "not quoted there")
    elif name != "speaker" and claim.confidence:
        notes += _unlike_names(claim, chosen)
    return notes


def _unlike_names(claim: Claim, chosen: Placement) -> list[str]:
    """Two names that may be one voice's: nobody is wrong for certain."""
    own = _surely_named(chosen.utterance)
    likeness = compare_names(claim.speaker, own) if own and claim.speaker else "same"
    if not own or not claim.speaker or likeness == "same":
        return []
    if likeness == "unknown" and not set(fold_name(own).split()).isdisjoint(fold_name(claim.speaker).split()):
        return []  # the ministry, the environment ministry
    return [f"the draft names {claim.speaker}, the archive {own}"]


def judge_unplaced(claim: Claim, pieces: Pieces, sources: Sequence[ArchivedText]) -> Verdict:
    """The verdict on words that stand nowhere just so: joined, altered, another wording, or not found."""
    joined = find_joined(pieces, sources)
    if joined is not None:
        return _joined(joined)
    keys = pieces.keys[:LONG]
    near = [found for source in sources for found in [find_near(source, keys, has_cut=pieces.has_cut)] if found]
    near.sort(key=lambda one: (-one.score, not is_from(claim, one.source), not one.is_quoted))
    best = near[0] if near and near[0].score >= LEAST_ALIKE and len(keys) >= FEWEST_WORDS else None
    if best and (best.score >= NEARLY_ALL or (best.is_whole and best.is_quoted)):
        return _altered(best)
    wording = _find_wording(claim, sources) if len(pieces.keys) <= LONG else None
    if wording is not None:
        return wording
    return _altered(best) if best else Verdict("missing")


def _joined(joined: Joined) -> Verdict:
    first, *others = joined.places
    speaker = first.utterance.speaker if first.utterance else None
    further = tuple((place.source, place.span) for place in others)
    return Verdict("elision", first.source, first.span, speaker, (joined.note,), further)


def _altered(near: Near) -> Verdict:
    utterance = near.source.utterance_at(near.span.start)
    return Verdict("altered", near.source, near.span, utterance.speaker if utterance else None)


def _find_wording(claim: Claim, sources: Sequence[ArchivedText]) -> Verdict | None:
    """The archived quotation that is nearest of those that are wordings of the same utterance, or contradict it."""
    found: list[tuple[float, bool, ArchivedText, Utterance]] = []
    for source in sources:
        for utterance in source.utterances[:MOST_WORDINGS]:
            words = " ".join(segment.of(source.content) for segment in utterance.segments)
            compared = compare_wordings(claim.quoted, words, source.language)
            if compared.nearest in SAME_UTTERANCE and compared.telling >= FEW_WORDS:
                found.append((compared.score, compared.relation == "different", source, utterance))
    if not found:
        return None
    found.sort(key=lambda one: (one[1], -one[0]))
    _, contradicts, source, utterance = found[0]
    others = tuple((other, one.span) for _, differs, other, one in found[1:4] if not differs)
    name: VerdictName = "altered" if contradicts else "variant"
    return Verdict(name, source, utterance.span, utterance.speaker, others=others)


def _where(source: ArchivedText) -> str:
    return source.holders[0].name if source.holders else source.text[:12]


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
