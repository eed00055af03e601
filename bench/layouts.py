"""One article in forty frames that sites put round their text, written for this: the words found beside trafilatura's.

What is hard here is a page that nobody has seen. The development pages tell how well their own sites are read; these
layouts (``layouts.toml``) tell of each way to build a page whether it is known. A page is the frame with the article's
paragraphs in it, between a menu, teasers of other articles and a footer. Tokens and F1 are those of
`bench.extraction`; the headline counts for nothing, wherever it stands.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from archive.cleaning import mark_removals
from archive.errors import InputRefused
from archive.readers.html import read_html
from archive.versions import kept_text
from bench.extraction import score_text, split_tokens
from bench.measure import Measure, corpus_digest, count_measure
from bench.modes import MODES, extract_in

_OFFER = (
    "<div class='newsletter-signup'><h3>Our morning letter</h3><p>Get the most important news of the day by mail, "
    "every morning at six.</p><a href='/letter'>Sign up</a></div>"
)
TABLE = Path(__file__).with_name("layouts.toml")
_FRAME = Path(__file__).with_name("layout_frame.html")
FURNITURE = (
    "captain who knows the river",
    "every morning at six",
    "reports on the town",
    "All rights reserved",
    "We use cookies",
    "Imprint",
)
"""Words of the frame round every page, which are no article's."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One page: its bytes, the article's paragraphs in it, and words that do not belong to it.

    ``leaks`` marks a known failure: some of those words are taken for the article's.
    """

    name: str
    title: str
    content: bytes
    expected: tuple[str, ...]
    never: tuple[str, ...]
    leaks: bool


@cache
def load_layouts() -> tuple[Layout, ...]:
    """Every page of the table, in its order."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return tuple(_build(table, row) for row in table["layout"])


def _build(table: dict[str, Any], row: dict[str, Any]) -> Layout:
    title: str = row.get("title", table["title"])
    paragraphs: list[str] = row.get("paragraphs", table["paragraphs"])
    in_script = "<script" in row["page"]
    whole = [f"<p>{text}</p>" for text in paragraphs]
    whole.insert(2, _OFFER)
    page = row["page"].replace("{TITLE}", title).replace("{ALL}", "".join(whole))
    for number, text in enumerate(paragraphs):
        page = page.replace(f"{{{number}}}", json.dumps(text)[1:-1] if in_script else text)
    charset = row.get("charset", "utf-8")
    declared = row.get("declares", "utf-8" if charset == "utf-8" else "")
    meta = f"<meta charset='{declared}'>" if declared else ""
    head = f"<head>{meta}<title>{title} | Example Courier</title></head>"
    frame = _FRAME.read_text(encoding="utf-8").replace("{HEAD}", head).replace("{LANGUAGE}", row.get("language", "en"))
    expected = [paragraphs[number] for number in row.get("text", range(len(paragraphs)))] + row.get("also", [])
    content = frame.replace("{ARTICLE}", page).encode(charset, "xmlcharrefreplace")
    return Layout(
        row["name"], title, content, tuple(expected), (*FURNITURE, *row.get("never", ())), row.get("leaks", False)
    )


def read_layout(layout: Layout) -> str:
    """The kept text of the page, as it is archived; nothing when it is refused."""
    try:
        reading = read_html(layout.content, layout.name)
    except InputRefused:
        return ""
    return kept_text(reading.text, mark_removals(reading.text, reading.hints))


def find_missing(text: str, layout: Layout) -> list[str]:
    """The paragraphs of the article that are not in ``text``, by their tokens."""
    folded = " ".join(split_tokens(text))
    return [paragraph for paragraph in layout.expected if " ".join(split_tokens(paragraph)) not in folded]


def measure_layouts() -> list[Measure]:
    """How many paragraphs are found, the mean F1, and the same of trafilatura in its best mode."""
    layouts = load_layouts()
    digest = corpus_digest([TABLE, _FRAME])
    asked = sum(len(layout.expected) for layout in layouts)
    texts = [read_layout(layout) for layout in layouts]
    found = asked - sum(len(find_missing(text, layout)) for text, layout in zip(texts, layouts, strict=True))
    ours = sum(_f1(text, layout) for text, layout in zip(texts, layouts, strict=True)) / len(layouts)
    peers = {
        mode: sum(_f1(extract_in(mode, layout.content), layout) for layout in layouts) / len(layouts) for mode in MODES
    }
    best = max(peers, key=lambda mode: peers[mode])
    above = ours - peers[best]
    return [
        count_measure("layouts: paragraphs found", found, asked, digest),
        Measure("layouts: token f1", ours, len(layouts), digest, f"{ours:.2%}, trafilatura ({best}) {peers[best]:.2%}"),
        Measure("layouts: token f1 above trafilatura", above, len(layouts), digest, f"{100 * above:+.2f}"),
    ]


def _f1(text: str, layout: Layout) -> float:
    return score_text(text.replace(layout.title, "", 1), "\n".join(layout.expected), ()).f1


def _lines(layouts: tuple[Layout, ...]) -> Iterator[str]:
    for layout in layouts:
        text, peer = read_layout(layout), extract_in("default", layout.content)
        missing, peer_missing = find_missing(text, layout), find_missing(peer, layout)
        furniture = [words for words in layout.never if words in text]
        counts = f"missing {len(missing)} of {len(layout.expected)}, trafilatura {len(peer_missing)}"
        yield f"{layout.name:52} F1 {_f1(text, layout):.3f} ({_f1(peer, layout):.3f})  {counts}  {furniture or ''}"


def main() -> None:
    """Print a line for each layout, then the figures."""
    for line in _lines(load_layouts()):
        print(line)
    for measure in measure_layouts():
        print(f"{measure.name:44} {measure.text}")


if __name__ == "__main__":
    main()
