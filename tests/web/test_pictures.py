"""Pictures of time say the same in shapes, in words and in a table; they fit every width and need no script."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.identifiers import document_of_url
from archive.store import open_store
from archive.web.capture_picture import MOST_MARKS, draw_captures
from archive.web.pictures import HEIGHT, LOWEST, MOST_BARS, WIDEST, draw_months, place_labels
from archive.web.timeline import Event
from tests.web.building import BRIDGE, PAGE_URL, SILENT, SOLD, bridge_analysis, day, fetch_page
from tests.web.conftest import Site

Counts = dict[str | None, int]


def address(since: str, until: str) -> str:
    """Where the test's bars lead."""
    return f"/search?since={since}&until={until}"


UNITS: list[tuple[Counts, str, list[str], str]] = [
    # days and months fall into one bar
    ({"2025-04": 1, "2025-04-28": 2, "2025-06-01": 1}, "month", ["Apr 2025", "Jun 2025"], ""),
    # what is dated less exactly than a bar, or not at all, is told in words
    ({"2025-04": 2, "2025": 1, None: 3}, "month", ["Apr 2025"], "1 dated to the year only, 3 undated"),
    # months that would leave out more than they place are no good
    ({"2025-04": 1, "2025": 2}, "year", ["2025"], ""),
    ({"2025-04": 1, "some day": 2}, "month", ["Apr 2025"], "2 undated"),
    # only years are known
    ({"2024": 1, "2025": 2}, "year", ["2024", "2025"], ""),
    # more months than fit
    ({"2015-01": 1, "2025-04": 1, "2020": 1}, "year", ["2015", "2020", "2025"], ""),
    ({"1925-01": 1, "2025-04": 1}, "decade", ["1920s", "2020s"], ""),
    ({"1025": 2, "2025-04": 1}, "century", ["1000–1099", "2000–2099"], ""),
    ({"0001": 1, "9999": 1}, "century", ["0–99", "9900–9999"], ""),
]


@pytest.mark.parametrize(("counts", "unit", "names", "apart"), UNITS)
def test_bars_are_as_fine_as_a_phone_allows(counts: Counts, unit: str, names: list[str], apart: str) -> None:
    """And nothing that is counted is left out in silence."""
    picture = draw_months(counts, address)
    assert picture is not None
    assert (picture.unit, [bar.name for bar in picture.bars], picture.apart) == (unit, names, apart)


def test_without_a_date_there_is_no_picture() -> None:
    """An empty frame would say that nothing was ever said."""
    assert draw_months({None: 3}, address) is None
    assert draw_months({}, address) is None


def test_each_bar_leads_to_its_stretch_of_time() -> None:
    """A decade to both its ends."""
    picture = draw_months({"1925-01": 1, "2025-04": 1}, address)
    assert picture is not None
    assert [bar.address for bar in picture.bars] == [address("1920", "1929"), address("2020", "2029")]


dates = st.one_of(
    st.none(),
    st.dates().map(lambda date: date.isoformat()),
    st.dates().map(lambda date: date.isoformat()[:7]),
    st.dates().map(lambda date: date.isoformat()[:4]),
    st.text(max_size=8),
)


@given(st.dictionaries(dates, st.integers(1, 10**9), max_size=40))
def test_bars_stand_within_the_picture_and_count_everything(counts: Counts) -> None:
    """In order, side by side, none higher than the picture and none too low to be seen."""
    picture = draw_months(counts, address)
    if picture is None:
        return
    told = sum(int(number.replace(",", "")) for number in re.findall(r"([\d,]+) (?:dated|undated)", picture.apart))
    assert sum(bar.count for bar in picture.bars) + told == sum(counts.values())
    lefts = [bar.left for bar in picture.bars]
    assert lefts == sorted(set(lefts))
    for bar in picture.bars:
        assert bar.left >= 0
        assert bar.left + bar.width <= 100.001
        assert bar.width <= WIDEST + 0.001
        assert LOWEST <= bar.height <= HEIGHT
        assert bar.top + bar.height == pytest.approx(HEIGHT)
    assert picture.unit == "century" or 100 / picture.bars[0].width <= 2 * MOST_BARS


@given(st.lists(st.floats(0, 100), unique=True, max_size=30))
def test_labels_never_run_into_each_other(places: list[float]) -> None:
    """However many there are."""
    labels = place_labels([(place, "1 Nov 2026") for place in sorted(places)])
    assert all(one.end <= other.begin for one, other in pairwise(labels))
    assert bool(labels) == bool(places)


def capture(kind: str, moment: str) -> Event:
    """A capture at a moment."""
    comparison = "/d/0/diff/a..b" if kind in ("changed", "back") else ""
    return Event(kind, f"{kind}!", moment, moment[:10], "from a file", "a.txt", "/t/a", "/m/a", comparison, "")


def test_one_capture_is_no_timeline() -> None:
    """Nor are two of one moment."""
    assert draw_captures([capture("new", day(1))]) is None
    assert draw_captures([capture("unchanged", day(1)), capture("new", day(1))]) is None


def test_captures_too_close_together_are_one_mark_that_tells_the_gravest() -> None:
    """A change among a hundred looks at one day is seen, and counted in words."""
    same_day = [capture("unchanged", f"2026-11-01T08:{minute:02d}:00.000000Z") for minute in range(59, 30, -1)]
    events = [
        capture("unchanged", day(28)),
        *same_day[:9],
        capture("changed", "2026-11-01T08:30:30.000000Z"),
        *same_day,
    ]
    events.append(capture("new", day(1)))
    picture = draw_captures(events)
    assert picture is not None
    assert [mark.kind for mark in picture.marks] == ["changed", "unchanged"]
    assert picture.marks[0].words == "1 Nov 2026: 1 first capture, 1 change, 38 without a change"
    assert picture.marks[0].address == "/d/0/diff/a..b"


@given(st.lists(st.tuples(st.sampled_from(["unchanged", "changed", "back", "gone", "refused"]), st.integers(1, 10**6))))
def test_marks_are_few_and_within_the_picture(later: list[tuple[str, int]]) -> None:
    """However many captures there are."""
    events = [capture("new", day(1))]
    for kind, seconds in sorted(later, key=lambda pair: pair[1]):
        events.append(capture(kind, f"2026-11-{2 + seconds // 86400:02d}T{seconds % 86400 // 3600:02d}:00:00.000000Z"))
    picture = draw_captures(events[::-1])
    if picture is None:
        assert len(events) == 1
        return
    assert len(picture.marks) <= MOST_MARKS
    assert all(0 <= mark.left <= 100 for mark in picture.marks)
    assert all(band.left >= 0 and band.left + band.width <= 100.01 for band in picture.bands)


def test_the_article_page_shows_its_captures(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """By shape and in words; what a mouse reaches in the picture a keyboard reaches in the list."""
    with open_store(tmp_path / "archive.db", create=True) as store:
        for number, text in enumerate([BRIDGE, SOLD, SOLD, SILENT, None], 1):
            analysis = bridge_analysis(text) if text else None
            fetch_page(store, text, day(number * 3), analysis, status=200 if text else 404)
    page = serve(tmp_path / "archive.db").get(f"/d/{document_of_url(PAGE_URL)}").text
    picture = page.partition('<svg class="captures"')[2].partition("</figure>")[0]
    assert '<title id="captures-title">5 captures, 3 Nov 2026 to 15 Nov 2026</title>' in picture
    assert "1 first capture, 2 changes, 1 without a change, 1 gone." in picture
    assert re.findall(r'overflow="visible" class="(\w+)"', picture) == [
        "new",
        "changed",
        "unchanged",
        "changed",
        "gone",
    ]
    assert "style=" not in picture
    reached = re.findall(r'<a href="([^"]+)" tabindex="-1"', picture)
    listed = page.partition('<ol class="timeline"')[2]
    assert reached
    assert all(f'<a href="{found}">' in listed for found in reached)
