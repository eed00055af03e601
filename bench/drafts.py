"""Checking drafts: the table of cases, and true quotations in six disguises, none of which may be called wrong.

A *false alarm* is any verdict but right on words that the archive holds just so. True quotations are those that the
archive itself found, each put into a draft of its own paragraph, with the speaker that the archive gives it.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from archive.check_model import CheckRecord
from archive.checking import check_draft
from archive.drafts import read_draft
from archive.ingest import Batch, Circumstances, Source, add_inputs, read_inputs
from archive.model import QuotationRecord
from archive.store import SearchFilters, Store, open_store
from archive.store.searching import search_quotations
from bench.disguises import DISGUISES
from bench.draft_cases import CASES, fill_archive, is_right, judge, read_cases
from bench.measure import CHECKOUT, Measure, corpus_digest, count_measure, development_data

WANTED = 3_000
"""True quotations drawn from the development data."""
VERSIONS = 6
"""Versions of each post that are archived."""
_SEED = 20_261_121


@dataclass(frozen=True, slots=True)
class Alarm:
    """A true quotation that was called wrong, and in which disguise."""

    disguise: str
    record: CheckRecord


def measure_cases() -> Measure:
    """How many of the cases of the table come out as it says."""
    articles, cases = read_cases()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        fill_archive(path, articles)
        with open_store(path, read_only=True) as store:
            right = sum(is_right(case, judge(store, case)) for case in cases)
    return count_measure("drafts: cases right", right, len(cases), corpus_digest([CASES]))


def true_quotations(store: Store) -> Iterator[QuotationRecord]:
    """Every quotation that the archive holds, those set aside and of earlier versions too."""
    after: str | None = None
    while True:
        page = search_quotations(
            store, SearchFilters(limit=500, after=after, all_versions=True, removed=True, sort="date")
        )
        yield from page.hits
        after = page.next
        if after is None:
            return


def write_draft(quotations: Iterable[QuotationRecord], disguise: str) -> str:
    """A draft with each quotation in a paragraph of its own, in one disguise."""
    paragraphs = []
    for quotation in quotations:
        words = " ".join(quotation.shown.split())
        speaker = quotation.speaker if quotation.speaker and quotation.confidence >= 0.6 else None
        said = f", {speaker} said" if speaker else " – so it was reported"
        paragraphs.append(f"On that day these words were heard: {DISGUISES[disguise](words)}{said}.")
    return "\n\n".join(paragraphs) + "\n"


def find_alarms(store: Store, quotations: Sequence[QuotationRecord]) -> tuple[list[Alarm], int]:
    """The false alarms over all disguises, and how many quotations were judged."""
    alarms: list[Alarm] = []
    judged = 0
    for disguise in DISGUISES:
        draft = read_draft(write_draft(quotations, disguise).encode(), disguise, "text")
        checked = check_draft(store, draft)
        judged += len(checked.records)
        alarms += [Alarm(disguise, record) for record in checked.findings]
    return alarms, judged


def measure_seeds_disguised() -> list[Measure]:
    """The seeds whole as drafts, and each of their quotations in all disguises."""
    seeds = sorted((CHECKOUT / "seeds").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        _add(path, seeds)
        with open_store(path, read_only=True) as store:
            whole = [check_draft(store, read_draft(seed.read_bytes(), seed.name)) for seed in seeds]
            quotations = [one for one in true_quotations(store) if one.kind != "none"]
            alarms, judged = find_alarms(store, quotations)
    digest = corpus_digest(seeds)
    records = [record for checked in whole for record in checked.records]
    right = sum(record.verdict == "ok" for record in records)
    return [
        count_measure("drafts: seeds checked against themselves", right, len(records), digest),
        count_measure("drafts: seed quotations right in six disguises", judged - len(alarms), judged, digest),
    ]


def _add(path: Path, files: Iterable[Path]) -> None:
    given = Circumstances("2026-11-21T09:00:00.000000Z", "the bench")
    with open_store(path, create=True) as store:
        inputs = read_inputs([Source(file.name, file) for file in files])
        for _ in add_inputs(store, inputs, Batch(lambda: given)):
            pass


def _write_pages(pages: Path, versions: Path, folder: Path) -> Iterator[Path]:
    for packed in sorted(pages.glob("*.html.gz")):
        page = folder / packed.name.removesuffix(".gz")
        page.write_bytes(gzip.decompress(packed.read_bytes()))
        yield page
    with gzip.open(versions, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            for version, held in enumerate(json.loads(line)["versions"][:VERSIONS]):
                text = folder / f"post-{number:03}-{version}.txt"
                text.write_text(held["text"], "utf-8")
                yield text


def measure_development() -> list[Measure] | None:
    """True quotations of real pages and posts in all disguises; None where there is no development data."""
    found = judge_development()
    if found is None:
        return None
    alarms, judged, digest = found
    return [count_measure("drafts-dev: true quotations right in six disguises", judged - len(alarms), judged, digest)]


def judge_development() -> tuple[list[Alarm], int, str] | None:
    """The false alarms on the development data, how many quotations were judged, and the data's digest."""
    pages, versions = development_data("html-dev"), development_data("versions-dev.jsonl.gz")
    if pages is None or versions is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _add(folder / "archive.db", _write_pages(pages, versions, folder))
        with open_store(folder / "archive.db", read_only=True) as store:
            held = [one for one in true_quotations(store) if one.kind != "none"]
            drawn = Random(_SEED).sample(held, min(WANTED, len(held)))  # noqa: S311 - a draw to repeat, no secret
            alarms, judged = find_alarms(store, drawn)
    return alarms, judged, corpus_digest([*pages.glob("*.gz"), versions])


def main(arguments: Sequence[str]) -> int:
    """Print the figures, and with ``--alarms`` every false alarm."""
    for measure in [measure_cases(), *measure_seeds_disguised()]:
        print(f"{measure.name:52} {measure.text:>12}")
    found = judge_development()
    if found is None:
        print("SKIPPED: no development data")
        return 0
    alarms, judged, _ = found
    print(f"{'drafts-dev: true quotations right in six disguises':52} {judged - len(alarms):>6}/{judged}")
    for alarm in islice(alarms, 400 if "--alarms" in arguments else 0):
        record = alarm.record
        print(alarm.disguise, record.line, record.verdict, "|", record.quoted[:160], "|", (record.closest or "")[:160])
        print("     ", record.claimed_speaker, "/", record.speaker, "|", record.note)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
