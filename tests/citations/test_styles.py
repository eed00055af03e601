"""Our references are those of citeproc-js, the reference implementation of CSL, row by row.

``citeproc_js.jsonl`` holds what citeproc-js 2.4.63 made of each item with the styles in ``archive/citations/styles``
in plain text and American English (`makeBibliography`).
"""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from archive.citations.formats.styled import APA, CHICAGO, MLA
from archive.citations.processor import render_reference

ROWS = [json.loads(line) for line in Path(__file__).with_name("citeproc_js.jsonl").read_text("utf-8").splitlines()]
STYLES = {"apa": APA, "mla": MLA, "chicago": CHICAGO}
DIGESTS = {
    APA: "1ece4fb3c295e66d04b4394e295aa58a87741ceeef1658192437eb9953c2f13e",
    MLA: "e1432698ef28938d044b06bd45ddcc57d6b974cec25f71007075646a11f99484",
    CHICAGO: "4b6be4bceaf8f3c31b49331c9f9e38c977f666d6ab80e19a2ac8482c7511abeb",
}
DIFFERENT = {
    "t15": "“between” has seven letters, and title case lowers short prepositions only",
    "a1": "a body after a person is set off by the comma that stands before every “and”",
    "t20": "a no-break space of French typography, which plain text of ours does not have",
    "u1": "“Without” as “between”",
    "noauth": "a title is text: what looks like a tag in it is shown",
}
"""Where citeproc-js is not followed, and why; a row that agrees after all turns the suite red."""


def difference_of(item: dict[str, Any]) -> str:
    """Why this row may differ, by its name or the beginning of it."""
    return DIFFERENT.get(item["id"].partition("-")[0], "")


@pytest.mark.parametrize("style", STYLES)
def test_a_reference_is_that_of_the_reference_implementation(style: str) -> None:
    wrong = [
        (item["id"], rendered, row[style])
        for row in ROWS
        for item in [row["item"]]
        if (rendered := render_reference(STYLES[style], item)) != row[style] and not difference_of(item)
    ]
    assert wrong == []


def test_each_difference_is_one() -> None:
    """In at least one of the styles."""
    differing = {
        row["item"]["id"].partition("-")[0]
        for row in ROWS
        for style, name in STYLES.items()
        if render_reference(name, row["item"]) != row[style]
    }
    assert differing == set(DIFFERENT)


@pytest.mark.parametrize("style", DIGESTS)
def test_the_styles_are_as_their_makers_published_them(style: str) -> None:
    content = files("archive.citations").joinpath("styles", f"{style}.csl").read_bytes()
    assert hashlib.sha256(content).hexdigest() == DIGESTS[style]
    assert b"creativecommons.org/licenses/by-sa/3.0/" in content


def test_threads_do_not_mix_their_references() -> None:
    """The pages are made on several threads, and citeproc-py keeps what it has printed on the style."""
    titles = [f"Title {number}" for number in range(40)]
    made: dict[str, str] = {}

    def make(title: str) -> None:
        made[title] = render_reference(APA, {"type": "article-newspaper", "title": title})

    threads = [Thread(target=make, args=(title,)) for title in titles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == {title: f"{title}. (n.d.)." for title in titles}
