"""What lists say of the quotations of older versions: their status, what they became, and which row is shown."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from archive.identifiers import document_of_text, text_digest
from archive.store import Store
from archive.store.searching import SearchFilters, search_quotations
from tests.store.building import add_text

OPENING = "The council met on Monday evening.\n"
SAID = "“It rains here,” [Jane Doe] said.\n"
CASES = [
    # edited: the old wording stays listed, beside what it became
    (
        ["“It rains not now,” [Jane Doe] said.\n", "“It rains hard now,” [Jane Doe] said.\n"],
        [("It rains hard now,", 2, "verbatim", None), ("It rains not now,", 1, "edited", "It rains hard now,")],
    ),
    # edited and put back: the wording in between stays listed
    (
        [
            "“It rains not now,” [Jane Doe] said.\n",
            "“It rains hard now,” [Jane Doe] said.\n",
            "“It rains not now,” [Jane Doe] said.\n",
        ],
        [("It rains hard now,", 2, "edited", "It rains not now,"), ("It rains not now,", 1, "verbatim", None)],
    ),
    # typography alone: one quotation, shown as it stands today
    (
        ["“It can’t rain,” [Jane Doe] said.\n", "“It can't rain,” [Jane Doe] said.\n"],
        [("It can't rain,", 2, "verbatim", None)],
    ),
    # two wordings that differ in typography, both gone: the newer one is shown
    (
        ["“It can’t rain,” [Jane Doe] said.\n", "“It can't rain,” [Jane Doe] said.\n", "Nothing more was said.\n"],
        [("It can't rain,", 2, "gone", None)],
    ),
    # no longer between quote marks: the words still stand there, and the row that quotes them stays
    (
        [SAID, "It rains here, she said.\n"],
        [("It rains here,", 1, "verbatim", "It rains here,")],
    ),
    # set aside today: the row from the article stays, the new one is shown only when asked for
    (
        ["“IT RAINS HERE,” [Jane Doe] said.\n", "“IT RAINS HERE,”\nShe left.\n"],
        [("IT RAINS HERE,", 1, "verbatim", "IT RAINS HERE,")],
    ),
    # gone
    ([SAID, "Nothing more was said.\n"], [("It rains here,", 1, "gone", None)]),
]


@pytest.mark.parametrize(("captures", "wanted"), CASES)
def test_lists_show_what_is_said_today_and_what_was_said_and_is_not_any_more(
    store: Store, captures: Sequence[str], wanted: list[tuple[str, int, str, str | None]]
) -> None:
    """Each row: the words, their version, what became of them, and the words at the place that its link names."""
    texts = [OPENING + text for text in captures]
    article = document_of_text(text_digest(texts[0]))
    for at, text in enumerate(texts):
        add_text(store, text, at=at, document=article)
    shown = []
    for hit in search_quotations(store, SearchFilters()).hits:
        words = None
        if hit.became:
            _, name, place = hit.became.split("/")
            start, end = place.split("-")
            words = next(text for text in texts if text_digest(text) == name)[int(start) : int(end)]
        shown.append((hit.quoted, hit.version, hit.status, words))
    assert sorted(shown) == wanted
