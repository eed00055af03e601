"""Who said it, in whose words, and by which way: the speakers of the quotations that the marks gave away.

The marks tell where words are quoted; the words around them tell whose they are. This package reads the frame around
the quotations (`frames`), finds who is mentioned there (`mentions`) and the words of speech (`cues`), gathers who is
who (`people`), lists the candidates of each quotation (`candidates`), and chooses (`attributing`), honest about how
sure it is. How the words travelled (`channels`, `travelling`) is kept apart from who said them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from archive.attribution.attributing import Attributor, Judged
from archive.attribution.cues import SentenceReading
from archive.attribution.explaining import Explanation, explain_judged
from archive.attribution.frames import read_frames
from archive.attribution.joining import join_split_quotations
from archive.attribution.languages import LanguagePass
from archive.attribution.mentions import MentionFinder
from archive.attribution.ranking import Ranker, installed_ranker
from archive.attribution.vocabulary import read_vocabulary
from archive.quotations.found import Found
from archive.quotations.nobodys import is_bare_term, is_doubtful_term
from archive.records import Attribution, Kind, Quotation, Removal
from archive.rules.grammar import grammar_of
from archive.spans import Span

TOLD = 0.5
"""A bare word or name without a word of speech is somebody's only where that is more probable than not."""

__all__ = ["attribute_quotations", "explain_attribution", "rank_quotations"]


def attribute_quotations(
    text: str, removals: Sequence[Removal], sentences: Sequence[Span], found: Sequence[Found]
) -> tuple[Quotation, ...]:
    """The quotations with their speakers, in the order of the text.

    Finds that one clause of attribution splits within a paragraph become one quotation of several segments; all others
    stay as they were found. A quotation that nobody can be named for has the speaker None.
    """
    return rank_quotations(text, removals, sentences, found, installed_ranker())


def explain_attribution(
    text: str,
    removals: Sequence[Removal],
    sentences: Sequence[Span],
    found: Sequence[Found],
    take: Callable[[Explanation], None],
) -> None:
    """Hands over why each quotation was given to its speaker, as `attribute_quotations` judges; in order of the text.

    Only quotations that the ranker judged are explained: those of English texts that are somebody's words. They come
    one after the other, because those of a long text would fill the memory.
    """
    ranker = installed_ranker()

    def explain(judged: Judged) -> None:
        take(explain_judged(text, found[judged.number].segments[0], judged, ranker))

    rank_quotations(text, removals, sentences, found, ranker, explain)


def rank_quotations(
    text: str,
    removals: Sequence[Removal],
    sentences: Sequence[Span],
    found: Sequence[Found],
    ranker: Ranker | None,
    watch: Callable[[Judged], None] | None = None,
) -> tuple[Quotation, ...]:
    """The same by another ranker, or by the rules alone (None); ``watch`` is told how each quotation is judged."""
    if not found:
        return ()
    frames = read_frames(text, removals, sentences, found)
    vocabulary = read_vocabulary(frames)
    grammar = grammar_of(vocabulary.language)
    if grammar is not None:
        elsewhere = LanguagePass(text, frames, found, grammar)
        first_of, attributions, unspoken = elsewhere.first_of, elsewhere.run(), set[int]()
    else:
        finder = MentionFinder(vocabulary)
        readings = [SentenceReading(frame, finder.find(frame), vocabulary.language) for frame in frames]
        first_of = join_split_quotations(readings, found)
        attributor = Attributor(text, found, readings, first_of, ranker, watch)
        attributions, unspoken = attributor.run(), attributor.unspoken
    segments: dict[int, list[Span]] = {}
    for number, first in enumerate(first_of):
        segments.setdefault(first, []).extend(found[number].segments)
    quotations = []
    for first, spans in segments.items():
        told = attributions.get(first, Attribution())
        is_nobodys = _is_nobodys(text, found[first], told, is_doubted=first in unspoken)
        kind: Kind = "none" if is_nobodys else found[first].kind
        told = Attribution() if is_nobodys else told
        quotations.append(Quotation(tuple(sorted(spans)), kind, told, found[first].removed))
    return tuple(sorted(quotations, key=lambda quotation: (quotation.span, quotation.segments)))


def _is_nobodys(text: str, found: Found, told: Attribution, *, is_doubted: bool) -> bool:
    """Whether a find is nobody's words: a bare word or name that nobody is said to have spoken is none."""
    if found.kind == "none" or told.cue is not None or told.confidence >= TOLD:
        return found.kind == "none"
    segment = found.segments[0]
    if is_doubted and is_doubtful_term(text, segment, found.kind):
        return True
    return is_bare_term(text, segment, found.kind)
