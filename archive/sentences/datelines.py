"""The dateline of a news text: where it was written, perhaps when and by whom, and a dash.

It is part of the article, but its first sentence starts after it: ``LIMA, May 3 (Agency) – The mayor …``. The place is
in capitals, or an agency in brackets follows it; anything else before a dash is an ordinary clause.
"""

from __future__ import annotations

import re

from archive.spans import Span

_DATELINE = re.compile(
    r"(?P<place>[^\W\d_]{3,}+(?:[ ,./'’-]{1,2}[^\W\d_]++){0,5}\.?)"
    r"(?:,? [^\W\d_]{3,9}\.? \d{1,2}|,? \d{1,2}\.?(?: [^\W\d_]{3,9}\.?)?)?(?:,? \d{4})?"
    r"(?P<agency> ?\([^()\n]{2,30}\))?\s?(?:[–—]|--?)(?=\s+[\"“„«»‘'(\[]{0,2}(?P<next>[^\W\d_]))"
)


def find_dateline_end(text: str, piece: Span) -> int | None:
    """Where the dateline at the start of ``piece`` ends, its dash included; None when there is none.

    >>> find_dateline_end("LIMA, May 3 (Agency) – The mayor left.", Span(0, 38))
    22
    >>> find_dateline_end("The mayor – a friend – left.", Span(0, 28)) is None
    True
    """
    head = text[piece.start : piece.start + 3]
    if head != head.upper() and text.find("(", piece.start, piece.end) < 0:
        return None  # neither a place in capitals nor an agency in brackets
    found = _DATELINE.match(text, piece.start, piece.end)
    if found is None or not found["next"].isupper():
        return None
    place = found["place"]
    is_stated = place.isupper() or (found["agency"] is not None and place[0].isupper() and place.count(" ") < 3)
    return found.end() if is_stated else None
