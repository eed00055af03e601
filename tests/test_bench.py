"""The bench measures what it says: its archive is a sound one, and a broken bound is told."""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from archive.fixity import verify
from archive.identifiers import TextDigest
from archive.spans import Span
from archive.store import SearchFilters, Store, open_store
from archive.store.facets import facets
from archive.store.filters import FACETS
from archive.store.searching import quotation_at, search_quotations
from bench import adding, figures, filling, measure, synthetic, vocabulary
from bench.adding import add_article
from bench.figures import Figure, by_turns, compare, keeps_promises, print_figure, ratio
from bench.hits import Terms
from bench.linear import growth
from bench.measure import CHECKOUT
from bench.search import missing_facets
from bench.synthetic import make_articles
from bench.tantivy_peer import COLUMNS

ROWS = 2000


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive, made as the large one is."""
    path = tmp_path_factory.mktemp("bench") / "small.db"
    filling.fill_archive(path, ROWS)
    return path


@pytest.fixture
def store(archive: Path) -> Iterator[Store]:
    """The small archive, open for reading."""
    with open_store(archive, read_only=True) as opened:
        yield opened


def test_nothing_is_wrong_with_the_archive_that_is_measured_on(archive: Path) -> None:
    """Every digest, seal, count, span and row is what the product itself would have written."""
    with open_store(archive) as opened:
        assert list(verify(opened)) == []


def test_it_has_exactly_as_many_quotations_as_asked_for(store: Store) -> None:
    assert store.value("SELECT count(*) FROM quotations") == ROWS


@pytest.mark.parametrize(
    "condition",
    [
        "speaker IS NULL",
        "outlet IS NULL",
        "published IS NULL",
        "language IS NULL",
        "kind = 'none'",
        "cleaning = 'removed'",
        "status = 'edited'",
        "status = 'gone'",
        "is_current = 0",
        "medium <> '[]'",
        "tags <> '[]'",
        "spaced IS NOT NULL",
        "json_array_length(segments) > 1",
    ],
)
def test_it_holds_what_makes_real_archives_awkward(store: Store, condition: str) -> None:
    """Some rows of each kind, and not all."""
    held = store.value(f"SELECT count(*) FROM quotations WHERE {condition}")  # noqa: S608 - the conditions stand above
    assert 0 < held < ROWS


def test_its_words_are_as_uneven_as_those_of_a_language(archive: Path) -> None:
    """One stands in four of five rows, and half of them in hardly any."""
    terms = Terms(archive).all
    assert 0.7 < terms[0].hits / ROWS < 0.85
    assert terms[len(terms) // 2].hits <= 3
    assert all(common.hits >= rare.hits for common, rare in pairwise(terms))


def test_the_same_articles_are_made_each_time() -> None:
    assert list(make_articles(50)) == list(make_articles(50))


def test_its_permalinks_lead_to_the_words(store: Store) -> None:
    """The quotation at the place is the one that search shows."""
    found = search_quotations(store, SearchFilters(query="ba", limit=5)).hits
    assert found
    assert all(
        quotation_at(store, TextDigest(hit.text), Span(hit.start, hit.end))[0].quoted == hit.quoted for hit in found
    )


def test_an_article_can_be_added_to_it(archive: Path, tmp_path: Path) -> None:
    """By the product's own way in, and nothing is wrong afterwards."""
    copy = tmp_path / "copy.db"
    copy.write_bytes(archive.read_bytes())
    text = min((CHECKOUT / "seeds").glob("*.txt")).read_text("utf-8")
    with open_store(copy) as opened:
        add_article(opened, text, 1)
        assert list(verify(opened)) == []
        with pytest.raises(ValueError, match="unchanged, not new"):
            add_article(opened, text, 1)


def test_an_archive_is_kept_until_what_it_is_made_by_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second run finds it; another recipe throws it away."""
    monkeypatch.setenv("ARCHIVE_BENCH", str(tmp_path))
    made = filling.synthetic_archive(40)
    assert made.exists()
    before = made.stat().st_mtime_ns
    assert filling.synthetic_archive(40).stat().st_mtime_ns == before
    monkeypatch.setattr(filling, "recipe_digest", lambda rows: f"{rows:012}")
    again = filling.synthetic_archive(40)
    assert (again.exists(), made.exists()) == (True, False)
    assert capsys.readouterr().out.count("Making an archive of 40") == 2


def test_the_five_facets_that_are_compared_are_facets_of_ours(store: Store) -> None:
    assert [facet.name for facet in facets(store, SearchFilters(), tuple(COLUMNS))] == list(COLUMNS)


def test_a_facet_that_is_missing_or_wrong_is_counted() -> None:
    """An answer without any, one with a wrong sum."""
    assert missing_facets(b'{"total": 3, "facets": []}') == len(FACETS) + 1
    assert missing_facets(b'{"total": 3, "facets": [{"name": "status", "values": [{"count": 2}]}]}') == len(FACETS)


@pytest.mark.parametrize(
    "module", [adding, figures, measure, synthetic, vocabulary], ids=lambda module: module.__name__
)
def test_the_examples_of_the_bench_run(module: ModuleType) -> None:
    """They stand outside the folders in which pytest looks for them."""
    failed, tried = doctest.testmod(module)
    assert tried
    assert not failed


def test_sides_take_turns() -> None:
    """Who comes first changes, so that what one leaves behind in a cache helps both."""
    order: list[str] = []
    by_turns({"a": lambda: order.append("a"), "b": lambda: order.append("b")} for _ in range(3))
    assert order == ["a", "b", "b", "a", "a", "b"]


def test_times_are_those_of_the_clock_that_is_given() -> None:
    ticks = iter([0.0, 1.0, 5.0, 8.0])
    assert by_turns([{"a": int, "b": int}], lambda: next(ticks)) == {"a": [1.0], "b": [3.0]}


def test_a_ratio_is_taken_round_by_round() -> None:
    """One round that a neighbour spoiled for both sides changes nothing."""
    assert ratio([1.0, 100.0, 1.0], [2.0, 200.0, 2.0]) == 0.5


def test_a_broken_bound_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    kept, broken = Figure("kept", 1.0, "×", 1.0), compare("broken", [3.0], [2.0], 1.4)
    assert keeps_promises([kept, Figure("said", 9.0)])
    assert not keeps_promises([kept, broken])
    print_figure(broken)
    out = capsys.readouterr().out
    assert "1 of 2 bounds hold" in out
    assert "falls short: broken" in out
    assert "FALLS SHORT" in out
    assert "3,000 ms (3,000–3,000) against 2,000 ms" in out


def test_growth_is_the_slope_of_time_over_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that takes the square of the length has growth 2, whatever the machine."""
    now = [0.0]

    def take(power: int) -> None:
        def step(text: str) -> None:
            now[0] += len(text) ** power

        monkeypatch.setattr("bench.linear.CLOCK", lambda: now[0])
        exponent, _ = growth(step, "ab", 100)
        assert exponent == pytest.approx(power)

    take(1)
    take(2)
