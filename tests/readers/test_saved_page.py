"""Saved pages: the address and the time that the saving tool wrote into them."""

from __future__ import annotations

import pytest

from archive.readers.html import read_html
from archive.readers.saved_page import SavedPage, find_saved_page

ADDRESS = "https://example.org/news/vote?id=1"
SINGLEFILE = """<!DOCTYPE html> <html lang="en"><!--
 Page saved with SingleFile
 url: https://example.org/news/vote?id=1
 saved date: Sat May 03 2025 12:00:00 GMT+0200 (Central European Summer Time)
--><meta charset=utf-8>"""


@pytest.mark.parametrize(
    ("why", "text", "expected"),
    [
        ("SingleFile", SINGLEFILE, SavedPage("SingleFile", ADDRESS, "2025-05-03T10:00:00Z")),
        (
            "SingleFile in a language whose dates nobody can read",
            SINGLEFILE.replace("Sat May 03 2025 12:00:00", "samedi 3 mai 2025"),
            SavedPage("SingleFile", ADDRESS, None),
        ),
        (
            "a browser",
            "<!DOCTYPE html>\n<!-- saved from url=(0025)https://example.org/a%2D%2Db -->\n<html>",
            SavedPage("browser", "https://example.org/a--b", None),
        ),
        ("a page opened from a disk", "<!-- saved from url=(0014)about:internet -->", None),
        (
            "HTTrack",
            "<!-- Mirrored from example.org/news/vote.html by HTTrack Website Copier/3.x [XR&CO'2014], "
            "Sat, 03 May 2025 10:00:00 GMT -->",
            SavedPage("HTTrack", "http://example.org/news/vote.html", "2025-05-03T10:00:00Z"),
        ),
        ("the 31st of February", SINGLEFILE.replace("May 03", "Feb 31"), SavedPage("SingleFile", ADDRESS, None)),
        ("an ordinary comment", "<!-- url: https://example.org/ -->", None),
        ("a script for an address", SINGLEFILE.replace(ADDRESS, "javascript:alert(1)"), None),
        ("a comment that never ends", "<!-- Page saved with SingleFile url: https://example.org/", None),
    ],
)
def test_the_comment_of_a_saving_tool_is_read(why: str, text: str, expected: SavedPage | None) -> None:
    """What cannot be read stays unknown."""
    assert find_saved_page(text) == expected, why


def test_address_and_time_become_metadata_with_their_source() -> None:
    """They come before what the page says of itself."""
    page = (
        SINGLEFILE
        + "<link rel=canonical href='https://example.org/canonical'><p>“We stay,” the mayor said on Friday.</p>"
    )
    told = [(metadatum.field, metadatum.value, metadatum.source) for metadatum in read_html(page.encode()).metadata]
    assert told[:2] == [
        ("url", ADDRESS, "saved page"),
        ("captured", "2025-05-03T10:00:00Z", "saved page"),
    ]
    assert ("url", "https://example.org/canonical", "html:link:canonical") in told
