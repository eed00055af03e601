"""The quality table: how good the archive is on hand-made gold and on development data, against its floors.

Run as ``python -m bench.quality`` (``make quality``). Prints one row a measure and ends with 1 when a value lies below
its floor, when a floor has lost its measure, or when a measure has no floor: a figure that nobody holds will sink.
Development data that is not there is skipped and said.

A floor falls only by a decision, which is an edit of ``bench/floors.toml`` with its reason. ``python -m bench.quality
--raise`` lifts every floor to today's value where that is higher, and sets one for each new measure.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bench.measure import CHECKOUT, Measure

Verdict = Literal["fine", "BELOW", "NO FLOOR", "NOT MEASURED", "SKIPPED"]
"""What the table says of a measure or a floor."""

PASSING = ("fine", "SKIPPED")
"""The verdicts that let the gate pass."""
FLOORS = CHECKOUT / "bench" / "floors.toml"
"""The table of floors, in the checkout."""


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that a measure may be; ``corpus`` is the digest it was set on, ``reason`` why it is what it is.

    ``development``, ``browser`` and ``peers`` tell what it cannot be measured without. A floor on ``peers`` compares
    times: it holds what was promised and is not lifted to a lucky run's figure.
    """

    name: str
    floor: float
    corpus: str
    reason: str
    development: bool = False
    browser: bool = False
    peers: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the printed table."""

    name: str
    value: str
    floor: str
    n: str
    verdict: Verdict
    note: str = ""


def read_floors(content: str) -> tuple[Floor, ...]:
    """The floors written in a TOML text, in its order.

    Raises:
        ValueError: two floors have one name.
    """
    floors = tuple(Floor(**row) for row in tomllib.loads(content).get("floor", []))
    names = [floor.name for floor in floors]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"floors.toml: two floors for {', '.join(twice)}; keep one")
    return floors


def compare_measures(
    measures: Iterable[Measure],
    floors: Sequence[Floor],
    *,
    has_development: bool,
    has_browser: bool = True,
    has_peers: bool = True,
) -> list[Row]:
    """The table: every measure beside its floor, then floors that have no measure.

    A floor marked ``development`` without a measure is skipped where there is no development data, one marked
    ``browser`` where there is no browser, one marked ``peers`` where they are not installed.
    """
    held = {floor.name: floor for floor in floors}
    rows = [_row_of(measure, held.pop(measure.name, None)) for measure in measures]
    for floor in held.values():
        lacks = "no development data" if floor.development and not has_development else ""
        lacks = lacks or ("no browser" if floor.browser and not has_browser else "")
        lacks = lacks or ("no peers" if floor.peers and not has_peers else "")
        verdict: Verdict = "SKIPPED" if lacks else "NOT MEASURED"
        rows.append(Row(floor.name, "–", _number(floor.floor), "–", verdict, lacks))
    return rows


def _row_of(measure: Measure, floor: Floor | None) -> Row:
    value = measure.text or _number(measure.value)
    if floor is None:
        return Row(measure.name, value, "–", str(measure.n), "NO FLOOR", "add it to bench/floors.toml")
    note = "" if floor.corpus == measure.corpus_digest else f"corpus is now {measure.corpus_digest}, was {floor.corpus}"
    # Floors are written with four digits: one of 0.9268 is met by 38 of 41.
    verdict: Verdict = "fine" if measure.value >= floor.floor - 5e-5 else "BELOW"
    return Row(measure.name, value, _number(floor.floor), str(measure.n), verdict, note)


def _number(value: float) -> str:
    return f"{value:.3f}"


def raise_floors(measures: Iterable[Measure], floors: Sequence[Floor]) -> tuple[Floor, ...]:
    """The floors, none lower than before, each as high as today's measure on today's corpus; new measures at the end.

    A value is rounded down to four digits, so that the floor it becomes is met by the same value tomorrow.
    """
    raised = {floor.name: floor for floor in floors}
    for measure in measures:
        value = int(measure.value * 10_000) / 10_000
        old = raised.get(measure.name)
        if old is None:
            development = not measure.name.startswith("seeds:")
            raised[measure.name] = Floor(measure.name, value, measure.corpus_digest, "as measured", development)
        elif not old.peers and (value > old.floor or old.corpus != measure.corpus_digest):
            raised[measure.name] = replace(old, floor=max(value, old.floor), corpus=measure.corpus_digest)
    return tuple(raised.values())


def write_floors(floors: Iterable[Floor]) -> str:
    """The floors as TOML; `read_floors` gives them back."""
    blocks = []
    for floor in floors:
        lines = ["[[floor]]", f"name = {json.dumps(floor.name, ensure_ascii=False)}", f"floor = {floor.floor}"]
        lines += [f'corpus = "{floor.corpus}"', f"reason = {json.dumps(floor.reason, ensure_ascii=False)}"]
        lines += [f"{mark} = true" for mark in ("development", "browser", "peers") if getattr(floor, mark)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def print_table(rows: Sequence[Row]) -> None:
    """The table on stdout, aligned; the notes below the rows they belong to."""
    head = Row("measure", "value", "floor", "n", "fine")
    cells = [(head.name, head.value, head.floor, head.n, "verdict")]
    cells += [(row.name, row.value, row.floor, row.n, row.verdict) for row in rows]
    widths = [max(len(cell[column]) for cell in cells) for column in range(5)]
    for number, (name, value, floor, n, verdict) in enumerate(cells):
        line = f"{name:<{widths[0]}}  {value:>{widths[1]}}  {floor:>{widths[2]}}  {n:>{widths[3]}}  {verdict}"
        print(line.rstrip())
        if number and rows[number - 1].note:
            print(f"{'':<{widths[0]}}  ({rows[number - 1].note})")


def passes(rows: Iterable[Row]) -> bool:
    """Whether the gate is open."""
    return all(row.verdict in PASSING for row in rows)


def summary(rows: Sequence[Row]) -> str:
    """The last line: how many hold, how many were skipped, and whether the gate is open."""
    fine = sum(row.verdict == "fine" for row in rows)
    skipped = sum(row.verdict == "SKIPPED" for row in rows)
    words = f"{fine} of {len(rows)} hold their floor" + (f", {skipped} skipped" if skipped else "")
    return words if passes(rows) else f"{words}: the gate is closed"


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and say by the exit code whether every floor holds."""
    from bench.article_lines import measure_article_lines
    from bench.attribution import measure_attribution, measure_unseen
    from bench.browser_links import can_ask, measure_browser_links  # imported here: they load the whole text work
    from bench.conformance import measure_conformance
    from bench.draft_speed import measure_speed
    from bench.drafts import measure_cases, measure_development, measure_seeds_disguised
    from bench.extraction import measure_extraction
    from bench.layouts import measure_layouts
    from bench.lines import measure_lines
    from bench.open_quotations import measure_open_quotations
    from bench.peers.asking import ask_peers, peers_python, print_peers, speed_measures
    from bench.seeds import measure_seeds
    from bench.selectors import measure_links
    from bench.utterance_cost import measure_looking
    from bench.utterances import measure_utterances
    from bench.versions import measure_versions

    content = FLOORS.read_text("utf-8")
    floors = read_floors(content)
    try:
        development = [
            measure_lines(),
            measure_versions(),
            measure_extraction(),
            measure_conformance(),
            measure_links(),
            measure_development(),
        ]
    except FileNotFoundError as error:
        print(error)
        return 1
    has_development = all(part is not None for part in development)
    if not has_development:
        print("SKIPPED: no development data")
    if not can_ask():
        print("SKIPPED: no browser (make browser)")
    python = peers_python()
    if python is None:
        print("SKIPPED: no peers (make quality installs them)")
    peers = ask_peers(python) if python else []
    asked = [*(measure_browser_links() or []), *speed_measures(peers)]
    own = [*measure_seeds(), measure_open_quotations(), *measure_utterances(), measure_looking()]
    own += [*measure_layouts(), *measure_article_lines(), measure_cases(), *measure_seeds_disguised(), measure_speed()]
    own += [*measure_attribution(), *measure_unseen()]
    measures = [*own, *(measure for part in development for measure in part or []), *asked]
    if "--raise" in arguments:
        floors = raise_floors(measures, floors)
        FLOORS.write_text(content[: content.index("[[floor]]")] + write_floors(floors), "utf-8")
    rows = compare_measures(
        measures,
        floors,
        has_development=has_development,
        has_browser=can_ask(),
        has_peers=python is not None,
    )
    print_table(rows)
    print_peers(peers)
    print(summary(rows))
    return 0 if passes(rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
