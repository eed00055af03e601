"""A draft of 10,000 words against an archive of 100,000 quotations, beside a peer and a plain scan.

Run as ``python -m bench.draft_speed``. The draft is made of sentences of the archive: of each ten quotations six are as
they are, two have one word changed, two were never said. The peer is gtrex, which grounds quotations in one source text
(here all texts of the archive, one behind the other); it is asked when it is installed (group ``bench``). The scan is
what one would write first: difflib over every archived quotation, measured on a few and reckoned up.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib.util import find_spec
from random import Random

from archive.checking import check_draft
from archive.drafts import read_draft
from archive.store import Store, open_store
from bench.filling import synthetic_archive
from bench.measure import CHECKOUT, Measure, corpus_digest

ROWS = 100_000
"""Quotations in the archive."""
WORDS = 10_000
"""Words of the draft."""
LONGEST_SECONDS = 30.0
"""The bound that is promised for the whole draft on one processor."""
_SCANNED = 3
_SEED = 20_261_122


@dataclass(frozen=True, slots=True)
class Planted:
    """A quotation of the draft: its words, and the verdict it must get."""

    words: str
    verdict: str


def plant(store: Store) -> list[Planted]:
    """Quotations for a draft of `WORDS` words."""
    random = Random(_SEED)  # noqa: S311 - a draw to repeat, no secret
    last = store.value("SELECT max(id) FROM quotations")
    planted: list[Planted] = []
    words = 0
    while words < WORDS:
        row = store.row("SELECT quoted FROM quotations WHERE id = ?", [random.randrange(1, last + 1)])
        if row is None:
            continue
        said = row["quoted"].split()
        if not 8 <= len(said) <= 60 or "“" in row["quoted"] or not row["quoted"].isascii():
            continue
        kind = len(planted) % 10
        if kind in {6, 7}:
            said[len(said) // 2] = "unbelievably"
        elif kind > 7:
            said = [word[::-1] for word in said]
        verdict = "altered" if kind in {6, 7} else "missing" if kind > 7 else "ok"
        planted.append(Planted(" ".join(said), verdict))
        words += len(said) + 12
    return planted


def write_draft(planted: list[Planted]) -> str:
    """The draft, each quotation in a paragraph of its own."""
    lead = "On this long day the report had these words in it: "
    return "\n\n".join(f"{lead}“{one.words}”" for one in planted)


def check(store: Store, planted: list[Planted]) -> tuple[float, int]:
    """Seconds of the processor, and how many verdicts are right."""
    start = time.process_time()
    checked = check_draft(store, read_draft(write_draft(planted).encode(), "draft.md"))
    seconds = time.process_time() - start
    found = {record.quoted: record.verdict for record in checked.records}
    return seconds, sum(found.get(one.words) == one.verdict for one in planted)


def ask_peer(store: Store, planted: list[Planted]) -> tuple[float, float, int] | None:
    """Seconds to index, seconds for the draft, and how many it grounds or refuses rightly; None where it is not."""
    if find_spec("gtrex") is None:
        return None
    from gtrex import Verifier

    texts = [bytes(row["content"]).decode() for row in store.each_row("SELECT content FROM texts")]
    start = time.process_time()
    verifier = Verifier("\n\n".join(texts))
    verifier.verify(planted[0].words)
    indexed = time.process_time() - start
    start = time.process_time()
    right = sum(bool(verifier.verify(one.words).grounded) == (one.verdict == "ok") for one in planted)
    return indexed, time.process_time() - start, right


def scan(store: Store, planted: list[Planted]) -> float:
    """Seconds that comparing each quotation with every archived one would take, from a few of them."""
    held = [row["quoted"] for row in store.each_row("SELECT quoted FROM quotations LIMIT 2000")]
    start = time.process_time()
    for one in planted[:_SCANNED]:
        matcher = SequenceMatcher(None, "", one.words, autojunk=False)
        for quoted in held:
            matcher.set_seq1(quoted)
            matcher.quick_ratio()
    return (time.process_time() - start) / _SCANNED / len(held) * ROWS * len(planted)


def measure_speed() -> Measure:
    """How far within its bound the check of the whole draft is: 1 for within."""
    with open_store(synthetic_archive(ROWS), read_only=True) as store:
        planted = plant(store)
        seconds, right = check(store, planted)
    value = min(1.0, LONGEST_SECONDS / seconds) * (right / len(planted))
    digest = corpus_digest([CHECKOUT / "bench" / name for name in ("synthetic.py", "vocabulary.py")])
    return Measure("drafts: 10,000 words beside 100,000", value, len(planted), digest, f"{seconds:.1f} s")


def main() -> int:
    """Print the figures; 1 when the bound is broken."""
    with open_store(synthetic_archive(ROWS), read_only=True) as store:
        planted = plant(store)
        seconds, right = check(store, planted)
        print(f"{len(planted)} quotations, {WORDS:,} words, {ROWS:,} archived quotations; seconds of one processor")
        print(f"{'archive check':20} {seconds:8.1f} s  {right}/{len(planted)} verdicts right")
        peer = ask_peer(store, planted)
        if peer is None:
            print("gtrex                SKIPPED: not installed")
        else:
            print(
                f"{'gtrex':20} {peer[1]:8.1f} s  {peer[2]}/{len(planted)} told right from wrong; index {peer[0]:.1f} s"
            )
        print(f"{'difflib, every one':20} {scan(store, planted):8.0f} s  reckoned from {_SCANNED}")
    return 0 if seconds <= LONGEST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
