"""The archive that the browser visits: the seeds, an article with silent edits, other scripts, and hostile articles.

It is filled through the use cases of ``archive add``, but for the hostile articles: their speakers and stations are put
in by hand, because no rule would take markup for somebody's name.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archive.describing import Statement, check_statement
from archive.ingest import Batch, Circumstances, Source, Walk, add_inputs, read_inputs
from archive.records import Via
from archive.spans import Span
from archive.store import Store, open_store
from tests.sources import CHECKOUT
from tests.web.building import analyse_by_hand, hold_text, quote, take_down

PAYLOADS = Path(__file__).parent / "payloads.toml"
"""What people who mean harm would have archived."""
BRIDGE = "https://example.org/news/bridge"
"""The article that is edited silently, twice."""
WORDINGS = (
    "Council keeps the bridge\n\n“We will not sell the old bridge to anybody,” Jane Doe said on Monday.\n\n"
    "“The toll stays as low as it is,” John Smith told reporters at a press briefing.\n",
    "Council keeps the bridge\n\n“We will now sell the old bridge to anybody,” Jane Doe said on Monday.\n\n"
    "“The toll stays as low as it is,” John Smith told reporters at a press briefing.\n",
    "Council and the bridge\n\n“We will now sell the old bridge to anybody,” Jane Doe said on Monday.\n\n"
    "Correction: An earlier version of this article misstated the toll.\n",
)
"""The texts of that article, oldest first."""
ARABIC = "الرياض\n\nقالت المتحدثة: «لن نبيع الجسر القديم لأحد مهما كان الثمن»، وأضافت: «هذا قرارنا».\n"
CHINESE = "北京消息\n\n发言人表示：“我们不会出售这座旧桥，无论价格如何。”他还说：“这是我们的决定。”\n"
LONG_WORD = "A long word\n\n“" + "Donaudampfschifffahrtsgesellschaftskapitaen" * 6 + " is a word,” Jane Doe said.\n"
"""Texts that run from right to left, without spaces, and without an end."""
WITHDRAWN = "Taken down later\n\n“Nobody may read this any more,” Jane Doe said.\n"
"""A text that is withdrawn."""


@dataclass(frozen=True, slots=True)
class Payload:
    """Markup that tries to run: ``runs`` says whether it does when a page repeats it as it is."""

    text: str
    why: str
    runs: bool = False


@cache
def payloads() -> tuple[Payload, ...]:
    """All hostile texts, in the order of their file."""
    return tuple(Payload(**row) for row in tomllib.loads(PAYLOADS.read_text("utf-8"))["payload"])


def make_holdings(path: Path) -> Path:
    """The archive at ``path``, filled with everything."""
    with open_store(make_readable_holdings(path)) as store:
        taken = hold_text(store, WITHDRAWN, source="taken.txt", decisions=[("title", "Taken down later")])
        take_down(store, taken, "A court ordered it.")
        for number, payload in enumerate(payloads()):
            _hold_hostile(store, payload.text, number)
    return path


def make_readable_holdings(path: Path) -> Path:
    """The archive at ``path`` with what means no harm."""
    with open_store(path, create=True) as store:
        _add_seeds(store)
        for number, text in enumerate(WORDINGS, 1):
            _paste(store, text, BRIDGE, day=number, title="The council and its bridge", outlet="The Example")
        for number, (text, language) in enumerate(((ARABIC, "ar"), (CHINESE, "zh"), (LONG_WORD, "de")), 4):
            url = f"https://example.org/news/{number}"
            _paste(store, text, url, day=number, published=f"2025-04-0{number}", language=language)
    return path


def _add_seeds(store: Store) -> None:
    circumstances = Circumstances("2026-11-20T09:30:00.000000Z", "Jane Doe")
    # Named as by somebody who stands in the checkout, wherever that is.
    sources = [Source(f"seeds/{path.name}", path) for path in sorted((CHECKOUT / "seeds").glob("*.txt"))]
    for _ in add_inputs(store, read_inputs(sources), Batch(lambda: circumstances)):
        pass


def _paste(store: Store, text: str, url: str, *, day: int, **told: str) -> None:
    statements: list[Statement] = [check_statement(field, value) for field, value in told.items()]
    now = f"2026-11-{day:02d}T08:00:00.000000Z"
    circumstances = Circumstances(now, "Jane Doe", None, tuple(statements), url)
    inputs = read_inputs(Walk(["-"]), text.encode("utf-8"))
    for _ in add_inputs(store, inputs, Batch(lambda: circumstances)):
        pass


def _hold_hostile(store: Store, payload: str, number: int) -> None:
    """An article in which all is the payload: words, title, outlet, author, tag, speaker, cue, station and source."""
    text = f"{payload}\n“{payload} is what number {number} says,” {payload} said via {payload}.\n"
    words = text[text.index("“") + 1 : text.index("”")]
    where = text.index(f" {payload} said") + 1
    station = Via(payload, "medium", Span(where, where + len(payload)))
    said = quote(text, words, speaker=payload, mention=payload, cue=payload, via=[station])
    told = [(field, payload) for field in ("title", "outlet", "author", "tag")]
    told += [("published", f"2024-01-{number % 28 + 1:02d}"), ("url", f"https://example.org/?{payload}")]
    hold_text(store, text, analyse_by_hand(text, [said]), source=f"{number}-{payload}.txt", decisions=told)
