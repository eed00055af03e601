"""A second extractor's opinion: which blocks of a page resiliparse takes for its main content.

What is hard here is that it takes far too much (a fifth of what it gives is not the article), so it is a witness and
no judge: it is asked only about blocks that the page's own build speaks for already, and only on the pages that have
such blocks.
"""

from __future__ import annotations

from functools import cached_property

from archive.readers.html_tree import squeeze_page
from archive.words import list_words


class Witness:
    """What resiliparse reads in a page; it is asked at the first question, and not at all when there is none."""

    def __init__(self, markup: str) -> None:
        self._markup = markup

    @cached_property
    def _lines(self) -> frozenset[str]:
        # 15 ms at the first use, 2 ms a page: most pages never ask.
        from resiliparse.extract.html2text import extract_plain_text

        text: str = extract_plain_text(squeeze_page(self._markup), main_content=True, alt_texts=False)
        return frozenset(map(_fold, text.splitlines()))

    def has_seen(self, text: str) -> bool:
        """Whether a line of what it read is this text, white space and punctuation aside.

        >>> Witness("<main><p>The old bridge stays open.</p></main>").has_seen("The old bridge stays open")
        True
        """
        return _fold(text) in self._lines


def _fold(text: str) -> str:
    return " ".join(list_words(text))
