"""Author and date as trafilatura and htmldate guess them, for pages that do not say.

What is hard here is that a guess looks like a fact. htmldate never abstains and by default gives the date of the last
change, so it is asked for the original one; every value carries the guesser as its source and a low confidence, and
nothing that the page says itself is replaced. A guessed author must look like a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from archive.readers.html_names import looks_like_person
from archive.readers.html_values import is_of_site
from archive.records import Metadatum

_LARGEST = 20_000
"""Elements of a page that is searched for guesses; the search costs as much as the extraction."""


def guess_metadata(tree: etree._Element, known: Sequence[Metadatum], url: str | None) -> tuple[Metadatum, ...]:
    """Guesses for the author and the date where ``known`` has none; the tree stays as it is."""
    missing = {"author", "published"} - {metadatum.field for metadatum in known}
    if not missing or sum(1 for _ in tree.iter()) > _LARGEST:
        return ()
    # Loaded with trafilatura, which the reader of pages has loaded already.
    from trafilatura.metadata import extract_metadata

    try:
        found = extract_metadata(deepcopy(tree), url, {"original_date": True, "extensive_search": False}, False, None)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return ()  # a guess is not worth a page
    guesses: list[Metadatum] = []
    people = [
        name for name in (found.author or "").split("; ") if looks_like_person(name) and not is_of_site(name, known)
    ]
    if "author" in missing and people:
        guesses.append(Metadatum("author", "; ".join(people), "trafilatura", 0.5))
    if "published" in missing and found.date:
        guesses.append(Metadatum("published", found.date, "htmldate", 0.3))
    return tuple(guesses)
