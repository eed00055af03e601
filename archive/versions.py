"""When two captures of an article are the same version: what is left after cleaning, with white space folded.

What is hard here is which differences count. A new advertisement, a share count or "updated 5 minutes ago" is a removal
and so does not; a comma does. Only removals for which the text alone is the reason enter: otherwise what the archive
learns from other pages would turn one version into two. Nothing but white space is folded. Letters that merely look
alike stay different, composed and decomposed ones too: the key claims that the same code points were read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from archive.records import Removal
from archive.spans import Span, joined, subtract_spans
from archive.words import fold_space


def kept_text(text: str, removals: Sequence[Removal]) -> str:
    r"""The article as a reader is meant to see it: ``text`` without its removals, line ends and all.

    >>> kept_text("Advertisement\nHe left.", [Removal(Span(0, 13), "ad", "advertisement label")])
    '\nHe left.'
    """
    return joined(text, subtract_spans(Span(0, len(text)), (removal.span for removal in removals)), "")


def version_key(text: str, removals: Sequence[Removal]) -> str:
    r"""64 hex digits that two texts share if and only if they are the same version of an article.

    Never the name of a text, and of no use outside one archive: it changes with the rules.

    >>> ad = Removal(Span(0, 2), "ad", "advertisement label")
    >>> version_key("Ad\nHe  left.", [ad]) == version_key("He left.", [])
    True
    """
    local = [removal for removal in removals if removal.is_local]
    folded = fold_space(kept_text(text, local))
    return hashlib.sha256(folded.encode("utf-8")).hexdigest()
