"""What a reference means as something to cite."""

from __future__ import annotations

from archive.citations.cited import Cited, describe_cited
from archive.errors import UsageError
from archive.passages import Passage, find_passage
from archive.references import resolve_reference
from archive.resolving.originals import link_to_original
from archive.selectors.linking import Unlinkable
from archive.store import Store

CHECKED = {
    "page": "It is unique in the page as it was captured; the page may have changed since.",
    "text": "It is unique in the archived text; what else the page holds is not known.",
}
"""What a link into a page was checked against."""


def find_words(store: Store, reference: str) -> Passage:
    """The passage that a reference means.

    Raises:
        UsageError: it means a whole text, which has no words to cite.
        UnknownReference, AmbiguousReference, Withdrawn: see `archive.references`.
    """
    target = resolve_reference(store, reference)
    if target.span is None:
        raise UsageError(
            reference,
            "names a whole text, not words in it",
            f"archive quotations {reference} lists the links of its quotations.",
        )
    return find_passage(store, target.text, target.span)


def find_cited(store: Store, reference: str, base: str = "", *, with_fragment: bool = False) -> Cited:
    """What citations say of the words that a reference means.

    Args:
        store: the archive.
        reference: a permalink, or anything else that means a stretch of a text.
        base: the archive's public address, empty where it has none.
        with_fragment: also look for the link into the article's own page, which is read again for it.

    Raises:
        UsageError: see `find_words`.
    """
    passage = find_words(store, reference)
    return describe_cited(passage, base, *(_link(store, passage) if with_fragment else (None, "")))


def _link(store: Store, passage: Passage) -> tuple[str | None, str]:
    link = link_to_original(store, passage.analysis.text, passage.span, passage.holding.document.url)
    if isinstance(link, Unlinkable):
        return None, link.reason
    return link.address, CHECKED[link.checked]
