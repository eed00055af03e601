"""What a text tells about its own document: title, outlet, agency, author, date, language; each with its place.

What is hard here is to say nothing that the text does not say. A value is always words of the text or the known name
for them (`Kyodo News` for ``KYODO NEWS``), comes with a span and a rule, and is missing when in doubt. What a removed
line tells is still evidence; what a picture's credit tells is about the picture.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.evidence.credits import find_agencies, find_authors, find_outlets
from archive.evidence.dates import find_publication_date
from archive.evidence.headlines import find_title
from archive.evidence.language import detect_language, find_language
from archive.records import BlockHint, Evidence, Removal

__all__ = ["detect_language", "find_evidence"]


def find_evidence(text: str, removals: Sequence[Removal], hints: Sequence[BlockHint] = ()) -> tuple[Evidence, ...]:
    r"""All that ``text`` tells about its document, sorted by field, best first; each value once per field.

    Args:
        text: any text.
        removals: those of this text.
        hints: what the reader saw blocks to be; a heading is the best title.

    >>> from archive.cleaning import mark_removals
    >>> text = "Bridge opens\nThe mayor opened the bridge on Friday with a short speech. (Reuters)"
    >>> [(found.field, found.value) for found in find_evidence(text, mark_removals(text))]
    [('agency', 'Reuters'), ('language', 'en'), ('title', 'Bridge opens')]
    """
    found = [
        *find_title(text, removals, hints),
        *find_outlets(text, removals),
        *find_agencies(text, removals),
        *find_authors(text, removals),
        *find_publication_date(text, removals),
        *find_language(text, removals),
    ]
    best: dict[tuple[str, str], Evidence] = {}
    for evidence in sorted(found, key=lambda one: (one.field, -one.confidence, one.span)):
        best.setdefault((evidence.field, evidence.value), evidence)
    return tuple(best.values())
