"""Where the words stand that somebody's selector, text-fragment link or SWHID means, and what became of them.

What is hard here is to find words again without ever guessing. A selector may name a text that the archive holds, an
article that has changed since, or nothing but the words. So it is read in this order: in the text that it names; else
in the newest text of its article, then in the earlier ones; else in every text. Words that stand there as they are
said are found; those that stand there otherwise are told to be edited, with the words that differ; two places that fit
equally are both listed and neither is chosen (the statuses are those of `archive.tracing`). A permalink needs none of
this: it is a text and a place in it.
"""

from __future__ import annotations

from archive.errors import AmbiguousReference, UnknownReference
from archive.resolving.claims import resolve_claim, resolve_swhid
from archive.resolving.links import resolve_link
from archive.resolving.resolution import Resolution, shorten
from archive.selectors.annotations import is_selector, parse_selector
from archive.selectors.directives import is_text_fragment_link
from archive.store import Store


def is_resolvable(ref: str) -> bool:
    """Whether a reference is a selector, a text-fragment link or a SWHID.

    >>> is_resolvable("https://example.org/#:~:text=no"), is_resolvable("https://example.org/")
    (True, False)
    """
    return is_selector(ref) or ref.strip().startswith("swh:") or is_text_fragment_link(ref)


def resolve_selector(store: Store, ref: str) -> Resolution:
    """Where the words stand that ``ref`` means, or what became of them.

    Raises:
        InvalidIdentifier, InvalidValue, InvalidSpan: it is not what it begins as; the message says what is wrong.
        UnknownReference: the archive holds neither the text, nor the article, nor the words.
        Withdrawn: the text was taken down.
    """
    words = ref.strip()
    if is_selector(words):
        return resolve_claim(store, words, parse_selector(words))
    if words.startswith("swh:"):
        return resolve_swhid(store, words)
    return resolve_link(store, words)


def refuse_if_ambiguous(ref: str, found: Resolution) -> None:
    """Nothing, when the words have one place or none.

    Raises:
        AmbiguousReference: they fit several places; lists them.
    """
    if found.status == "ambiguous":
        candidates = [str(candidate) for candidate in found.candidates]
        raise AmbiguousReference(shorten(ref), "these words fit several places equally", candidates)


def refuse_unless_found(ref: str, found: Resolution) -> Resolution:
    """The resolution, when its words stand as they were said.

    Raises:
        AmbiguousReference: they fit several places; lists them.
        UnknownReference: they are edited or gone.
    """
    refuse_if_ambiguous(ref, found)
    if found.status in {"edited", "gone"}:
        rule = f"these words are {found.status}, so no link stands for them"
        raise UnknownReference(shorten(ref), rule, "archive show tells what became of them.")
    return found
