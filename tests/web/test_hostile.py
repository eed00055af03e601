"""What an article says can never become a page of ours: the corpus is stored everywhere and looked for everywhere."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote as encode

import pytest

from archive.identifiers import document_of_text, speaker_id
from archive.store import open_store
from tests.web.building import analyse_by_hand, hold_text, quote, span_of
from tests.web.conftest import Site

CORPUS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)//",
    "</title><svg onload=alert(1)>",
    "{{ 7*191 }}{% raise %}",
    "<!--<script>",
    "&lt;script&gt;alert(1)",
    "]]><a href='//evil.example'>x</a>",
]
"""Strings that would run, break out or load if they were not text."""


class Reader(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Scripts without a source of ours, handlers, and addresses that are no path are faults."""
        named = dict(attrs)
        if tag in ("img", "svg", "iframe", "object", "style") or (tag == "script" and "src" not in named):
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.faults.append(f"{tag} {name}")
            if name in ("href", "src", "action") and not re.match(r"[/#](?!/)", value or ""):
                self.faults.append(f"{tag} {name}={value}")


@pytest.mark.parametrize("evil", CORPUS)
def test_nothing_that_an_article_says_runs_or_loads(evil: str, tmp_path: Path, serve: Callable[..., Site]) -> None:
    """Title, outlet, tag, source, speaker, mention, cue and the text itself are shown as the characters they are."""
    text = f"{evil} head\n“Said {evil} words,” {evil} name said.\n{evil} advert\nCorrection {evil}."
    speaker = f"Name {evil}"
    quotation = quote(text, f"Said {evil} words,", speaker=speaker, mention=f"{evil} name", cue="said")
    analysis = analyse_by_hand(text, [quotation], removed_lines=[f"{evil} advert"], notices=[f"Correction {evil}."])
    with open_store(tmp_path / "archive.db", create=True) as store:
        digest = hold_text(
            store,
            text,
            analysis,
            source=f"{evil}.txt",
            decisions=[(field, evil) for field in ("title", "outlet", "author", "tag", "url", "published", "language")],
        )
    site = serve(tmp_path / "archive.db")
    span = span_of(text, f"Said {evil} words,")
    shown = 0
    for address in (
        "/",
        "/search",
        "/search?q=words",
        f"/search?q={encode(evil, safe='')}",
        f"/search?outlet={encode(evil, safe='')}&tag={encode(evil, safe='')}&since={encode(evil, safe='')}",
        f"/q/{digest}/{span.start}-{span.end}",
        f"/t/{digest}",
        f"/d/{document_of_text(digest)}",
        f"/s/{encode(speaker_id(speaker), safe='')}",
        f"/o/{encode(evil, safe='')}",
        f"/s/{encode(evil, safe='')}",
    ):
        answer = site.get(address)
        assert answer.status_code < 500, address
        reader = Reader()
        reader.feed(answer.text)
        assert reader.faults == [], address
        assert "1337" not in answer.text, "a template was made of what an article says"
        shown += html.escape(evil, quote=True).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in answer.text
    assert shown >= 5, "the corpus never reached a page, so nothing was tested"
