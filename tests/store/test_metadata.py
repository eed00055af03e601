"""What is known of an article where its page and its text tell different things."""

from __future__ import annotations

import pytest

from archive.records import Metadatum, Reading
from archive.store import Store
from archive.store.documents import metadata_of
from archive.store.facts import put_reading, put_snapshot
from tests.store.building import add_text


@pytest.mark.parametrize(
    ("declared", "known"),
    [
        ("de-AT", "de-AT"),  # more exact than the text, and not against it
        ("en-US", "de"),  # a template's language: the text shows another
    ],
)
def test_a_declared_language_counts_unless_the_text_is_surely_in_another(
    store: Store, declared: str, known: str
) -> None:
    """Templates declare the language that they were written in."""
    text = "language: de\nEs regnet.\n"
    with store.transaction():
        said = (Metadatum("language", declared, "html:lang", 0.5),)
        put_reading(store, put_snapshot(store, b"<p>Es regnet."), Reading(text, "html", "1", metadata=said))
    article, _ = add_text(store, text, at=1)
    assert [one.value for one in metadata_of(store, article) if one.field == "language"] == [known]
