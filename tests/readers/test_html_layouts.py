"""One article in the many frames that sites put round their text: its paragraphs are found in each of them."""

from __future__ import annotations

import pytest

from archive.readers.html import read_html
from bench.layouts import Layout, find_missing, load_layouts, read_layout

_LAYOUTS = [pytest.param(layout, id=layout.name) for layout in load_layouts()]


@pytest.mark.parametrize("layout", _LAYOUTS)
def test_every_paragraph_is_found_however_the_page_is_built(layout: Layout) -> None:
    """Not one paragraph of the article is missing from the text that is archived."""
    assert find_missing(read_layout(layout), layout) == []


@pytest.mark.parametrize("layout", _LAYOUTS)
def test_the_frame_is_left_out_where_it_is_not_a_known_failure(layout: Layout) -> None:
    """Menus, offers, teasers and other articles stay out; a mended failure is to be taken from the list."""
    text = read_layout(layout)
    assert any(words in text for words in layout.never) == layout.leaks


@pytest.mark.parametrize("layout", _LAYOUTS)
def test_a_page_read_twice_gives_one_text(layout: Layout) -> None:
    """Nothing is remembered from page to page."""
    first, second = (read_html(layout.content, layout.name) for _ in range(2))
    assert first == second
