"""Who said it, in whose words, and by which way: the speakers of the quotations that the marks gave away.

The marks tell where words are quoted; the words around them tell whose they are. This package reads the frame around
the quotations (`frames`), finds who is mentioned there (`mentions`) and the words of speech (`cues`), gathers who is
who (`people`), lists the candidates of each quotation (`candidates`), and chooses (`attributing`), honest about how
sure it is. How the words travelled (`channels`, `travelling`) is kept apart from who said them.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.attribution.attributing import Attributor
from archive.attribution.cues import SentenceReading
from archive.attribution.frames import read_frames
from archive.attribution.joining import join_split_quotations
from archive.attribution.mentions import MentionFinder
from archive.attribution.vocabulary import read_vocabulary
from archive.quotations.found import Found
from archive.records import Attribution, Quotation, Removal
from archive.spans import Span

__all__ = ["attribute_quotations"]


def attribute_quotations(
    text: str, removals: Sequence[Removal], sentences: Sequence[Span], found: Sequence[Found]
) -> tuple[Quotation, ...]:
    """The quotations with their speakers, in the order of the text.

    Finds that one clause of attribution splits within a paragraph become one quotation of several segments; all others
    stay as they were found. A quotation that nobody can be named for has the speaker None.
    """
    if not found:
        return ()
    frames = read_frames(text, removals, sentences, found)
    vocabulary = read_vocabulary(frames)
    finder = MentionFinder(vocabulary)
    readings = [SentenceReading(frame, finder.find(frame), vocabulary.language) for frame in frames]
    first_of = join_split_quotations(readings, found)
    attributions = Attributor(text, found, readings, first_of).run()
    segments: dict[int, list[Span]] = {}
    for number, first in enumerate(first_of):
        segments.setdefault(first, []).extend(found[number].segments)
    quotations = [
        Quotation(
            tuple(sorted(spans)),
            found[first].kind,
            Attribution() if found[first].kind == "none" else attributions.get(first, Attribution()),
            found[first].removed,
        )
        for first, spans in segments.items()
    ]
    return tuple(sorted(quotations, key=lambda quotation: (quotation.span, quotation.segments)))
