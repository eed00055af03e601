"""Whom and what a draft names: signatures, footnotes and titles, and what looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.drafts import find_drafted, read_draft
from archive.drafts.naming import read_name
from archive.drafts.sources import split_names

NAMES = [
    # A name with its office, its paper, its date.
    ("Jane Doe, council leader", "Jane Doe"),
    ("the mayor of the town, Jane Doe", None),
    ("council leader Jane Doe, Example Post, 3 May 2024", "Jane Doe"),
    ("João da Silva", "João da Silva"),
    # Papers, agencies, days and months.
    ("Example Post, 3 May 2024", None),
    ("Hafenzeitung", None),
    ("Reuters", None),
    ("Monday", None),
    ("3 May 2024", None),
    # No name at all.
    ("so it was reported", None),
    ("Anonymous", None),
]


@pytest.mark.parametrize(("line", "name"), NAMES)
def test_a_signature_names_a_person_first_or_nobody(line: str, name: str | None) -> None:
    found = read_name(line)
    assert (found.name if found else None) == name


PARTS = [
    # Author, title with a comma, paper, date.
    ("Jane Doe, “Wall, harbour and ferry”, Example Post, 3 May.", {"Wall, harbour and ferry", "Example Post"}),
    # What leads up to a source is no part of its name.
    ("See harbour.txt", {"harbour.txt"}),
    ("vgl. „Der Hafen“, Hafenbote", {"Der Hafen", "Hafenbote"}),
]


@pytest.mark.parametrize(("words", "names"), PARTS)
def test_the_words_of_a_note_hold_the_names_of_its_source(words: str, names: set[str]) -> None:
    assert names <= set(split_names(words))


NOTES = [
    # The mark in a sup, the note in a list, a way back.
    (
        "<p>“Here it is,” he said.<sup id=r><a href=#n>1</a></sup></p><ol><li id=n>Here. <a href=#r>↩</a></ol>",
        ("Here",),
    ),
    # The name on a link in the note, which has an address as well.
    (
        "<p>“Here it is,” he said.<a href=#n>[1]</a></p><p><a name=n>1</a> See <a href=https://example.org/a>it</a></p>",
        ("https://example.org/a",),
    ),
    # A link to a chapter.
    ("<p>“Here it is,” he said. <a href=#n>more</a></p><h2 id=n>Here</h2>", ()),
    # A mark whose note is missing.
    ("<p>“Here it is,” he said.<a href=#n>1</a></p>", ()),
]


@pytest.mark.parametrize(("page", "targets"), NOTES)
def test_a_footnote_of_a_page_is_the_source_where_its_mark_stands(page: str, targets: tuple[str, ...]) -> None:
    """And nothing of the note is left in the text."""
    draft = read_draft(page.encode(), "draft.html")
    (found,) = find_drafted(draft)
    assert tuple(target.rstrip(".") for target in found.targets) == targets
    assert not targets or "Here." not in draft.text


MARKUP = st.text(st.sampled_from("ab 1#=<>/\"'“”pli"), max_size=120)


@given(MARKUP)
def test_whatever_stands_between_marks_and_notes_is_read(words: str) -> None:
    """No markup around a note stops the reader."""
    page = f"<p>“Here it is.”<a href=#n>1</a>{words}</p><li id=n>{words}"
    assert read_draft(page.encode(), "draft.html").text.startswith("“Here it is.”")
