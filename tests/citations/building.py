"""Something to cite: a quotation of which all is known, and the same with other words."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from archive.citations.authors import Author
from archive.citations.cited import ArchivedCopy, Cited, one_line
from archive.partial_dates import PartialDate
from archive.spans import Span
from tests.selectors.test_annotations import record_of

TEXT = "“We will not sell the old bridge to anybody,” Jane Doe said."
SPAN = Span(1, 44)

HOSTILE = (
    "a plain title",
    r"5 % of $9 #1 a_b c^2 d~e {braces} } { \slash \textbf{x} & more",  # TeX
    "a|b [[link|text]] ]] {{template|x=1}} }} ''it'' '''bold''' <ref>r</ref> <nowiki> ~~~~ __TOC__ &amp; &#124;",
    "*bold* _it_ `code` [link](http://x) ![i](y) <b>b</b> # head ~~gone~~ $x$ \\* &lt; a_b_c [^1]",
    "1. a list",
    "- a list",
    "# a heading",
    "</script><script>alert(1)</script>",
    "<!-- --> --> ]]>",
    "“double” ‘single’ \"straight\" 'straight' «angle» „low“",
    "قال الرئيس «لن نغادر»",
    "会談は「成功」だった",
    "one 🚀 two 𝒳 three",
    "@comment{x} @article{y, title={z}}",
    "TY  - BOOK",
    "ER  -",
    "a -- b --- c",
    "author and another and others",
)
"""Titles that are something else to somebody's parser."""

HOSTILE_TEXT = (
    st.one_of(
        st.sampled_from(HOSTILE),
        st.text(alphabet="ab 1.-_{}[]|\\'\"“”<>&#%$~^*`=!@:;,é中🚀ا\u202e", min_size=1, max_size=40),
    )
    .map(one_line)
    .filter(bool)
)
"""Words of strangers, as they reach a format: on one line, without control characters."""


def make_cited(**given: Any) -> Cited:
    """Something of which all is known, but for what is given otherwise."""
    record = record_of(TEXT, SPAN, title="A new bridge", outlet="The Paper", published="2026-05-01", method="fetched")
    fields: dict[str, Any] = {
        "words": "We will not sell the old bridge to anybody",
        "dropped": ",",
        "speaker": "Jane Doe",
        "title": "A new bridge",
        "opening": "We will not sell",
        "authors": (Author("Smith", "John"),),
        "outlet": "The Paper",
        "published": PartialDate(2026, 5, 1),
        "url": "https://paper.example/bridge",
        "language": "en",
        "accessed": PartialDate(2026, 5, 2),
        "archived_on": "2026-05-02T09:00:00.000000Z",
        "method": "fetched",
        "copy": ArchivedCopy("https://web.archive.org/web/2026/https://paper.example/bridge", PartialDate(2026, 5, 3)),
        "address": record.permalink,
        "base": "",
        "handle": "bridge",
        "content": TEXT,
        "record": record,
    }
    return Cited(**(fields | given))


def make_bare(**given: Any) -> Cited:
    """Something of which nothing is known but its words."""
    unknown = dict.fromkeys(("speaker", "title", "outlet", "published", "url", "language", "accessed", "copy"))
    return make_cited(**({"authors": (), "method": "file"} | unknown | given))
