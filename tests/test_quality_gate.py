"""The quality gate closes when a figure sinks, when nobody measures it any more, and when nobody holds it."""

from __future__ import annotations

import pytest

from bench.measure import Measure, count_measure
from bench.quality import (
    FLOORS,
    Floor,
    compare_measures,
    passes,
    print_table,
    raise_floors,
    read_floors,
    summary,
    write_floors,
)

CORPUS = "0123456789ab"


def verdicts(measures: list[Measure], floors: list[Floor], *, has_development: bool = True) -> list[str]:
    """The verdict of each row."""
    return [row.verdict for row in compare_measures(measures, floors, has_development=has_development)]


def test_a_value_at_its_floor_is_fine_and_one_case_less_is_not() -> None:
    floor = Floor("seeds: speaker", 38 / 41, CORPUS, "issue 2")
    assert verdicts([count_measure("seeds: speaker", 38, 41, CORPUS)], [floor]) == ["fine"]
    assert verdicts([count_measure("seeds: speaker", 37, 41, CORPUS)], [floor]) == ["BELOW"]


def test_one_case_in_a_thousand_below_the_floor_closes_the_gate() -> None:
    rows = compare_measures(
        [count_measure("m", 996, 1000, CORPUS)], [Floor("m", 0.997, CORPUS, "")], has_development=True
    )
    assert not passes(rows)


def test_a_figure_that_nobody_holds_closes_the_gate() -> None:
    assert verdicts([count_measure("new", 1, 1, CORPUS)], []) == ["NO FLOOR"]


def test_a_floor_that_nobody_measures_closes_the_gate() -> None:
    assert verdicts([], [Floor("old", 1.0, CORPUS, "")]) == ["NOT MEASURED"]


def test_development_data_may_be_missing_but_not_unmeasured() -> None:
    floor = Floor("lines-dev: kept", 0.997, CORPUS, "", development=True)
    assert verdicts([], [floor], has_development=False) == ["SKIPPED"]
    assert verdicts([], [floor], has_development=True) == ["NOT MEASURED"]


def test_the_last_line_counts_what_was_skipped_apart() -> None:
    floors = [Floor("m", 1.0, CORPUS, ""), Floor("d", 1.0, CORPUS, "", development=True)]
    rows = compare_measures([count_measure("m", 1, 1, CORPUS)], floors, has_development=False)
    assert summary(rows) == "1 of 2 hold their floor, 1 skipped"
    rows = compare_measures([count_measure("m", 0, 1, CORPUS)], floors, has_development=False)
    assert summary(rows) == "0 of 2 hold their floor, 1 skipped: the gate is closed"


def test_another_corpus_is_said_in_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    rows = compare_measures(
        [count_measure("m", 1, 1, "ffffffffffff")], [Floor("m", 1.0, CORPUS, "")], has_development=True
    )
    print_table(rows)
    assert f"corpus is now ffffffffffff, was {CORPUS}" in capsys.readouterr().out
    assert passes(rows)


def test_two_floors_of_one_name_are_refused() -> None:
    row = f'[[floor]]\nname = "m"\nfloor = 1.0\ncorpus = "{CORPUS}"\nreason = ""\n'
    with pytest.raises(ValueError, match="two floors for m"):
        read_floors(row + row)


def test_a_floor_rises_by_itself_and_never_falls() -> None:
    """What was better once stays asked for; a new measure gets the value that it has."""
    floors = [Floor("a", 0.5, CORPUS, "why"), Floor("b", 0.9, CORPUS, "why")]
    measures = [count_measure("a", 2, 3, CORPUS), count_measure("b", 1, 2, CORPUS), count_measure("c", 1, 3, CORPUS)]
    raised = {floor.name: floor.floor for floor in raise_floors(measures, floors)}
    assert raised == {"a": 0.6666, "b": 0.9, "c": 0.3333}


def test_floors_are_read_as_they_were_written() -> None:
    floors = (Floor("a: “x”", 0.5, CORPUS, 'said "so"', development=True), Floor("b", 1.0, CORPUS, ""))
    assert read_floors(write_floors(floors)) == floors


def test_every_floor_of_the_project_has_a_reason() -> None:
    floors = read_floors(FLOORS.read_text("utf-8"))
    assert floors
    assert all(floor.reason for floor in floors)
    assert {floor.floor for floor in floors if floor.name.startswith("seeds: lines")} <= {1.0}
