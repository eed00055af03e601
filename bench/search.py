"""Searching as a reader does it: our pages against Datasette's own, over HTTP on loopback, by turns in one run.

What each side does. *Ours*: ``archive serve`` answers ``/search`` (HTML) and ``/search.json`` with the exact number of
hits, all facets with exact counts, and the newest 50 hits with highlighted snippets. *Datasette*: the same
version on the same file without our plugin, asked for the JSON page of the table ``quotations`` with the same words
(``_search``), 50 rows and five of those facets (four columns, one list); once with limits so wide that it finishes,
once at its defaults, where it leaves out the facets that take too long, in JSON without a word. By itself that page
suggests further facets too, which takes it most of its time; so the bounds are held against the page as it is, and also
against one that leaves the suggestions out (``_nosuggest``).

A new word each time, so that nothing remembered helps; only for the commonest word, of which there is one, a rare word
is added for ours with OR.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from archive.store import SearchFilters, Store, open_store
from archive.store.facets import facets
from archive.store.filters import FACETS
from archive.store.searching import search_quotations
from bench.figures import Figure, by_turns, compare, show_time
from bench.hits import Terms
from bench.servers import UNBOUNDED, Client, Server, plain_datasette, running
from bench.tantivy_peer import COLUMNS, LISTED, MOST_VALUES, open_file

ROUNDS = 15
"""Words for which both sides are asked."""
REPEATS = 100
"""Searches of ours in which no facet may be missing."""
PAGE = 50
"""Hits on a page."""
MOST_OF_SEARCH, MOST_OF_COMMON, MOST_OF_COUNTING = 1 / 20, 1 / 5, 1 / 100
"""The parts of the peer's time that ours may take: with 10,000 to 30,000 hits, with 80 % of all rows, without words."""
MOST_ADDED = 10.0
"""Milliseconds that an answer over HTTP may take longer than what it is computed from."""


def our_path(form: str, words: str = "") -> str:
    """The address of a search in one of its forms, ``html`` or ``json``."""
    query = {"q": words} if words else {}
    return f"/search{'.json' if form == 'json' else ''}?" + urlencode({**query, "size": PAGE, "sort": "date"})


def their_path(words: str, *, suggests: bool = False) -> str:
    """The address of Datasette's JSON page of the table, with five facets, and perhaps with suggestions of more."""
    asked = [("_facet_array" if name == "medium" else "_facet", column) for name, column in COLUMNS.items()]
    quick = [] if suggests else [("_nosuggest", "1")]
    return "/archive/quotations.json?" + urlencode([("_search", words), ("_size", PAGE), *asked, *quick])


def dropped_facets(body: bytes) -> int:
    """How many of the five facets an answer of Datasette's does not give."""
    return len(COLUMNS) - len(json.loads(body)["facet_results"])


def missing_facets(body: bytes) -> int:
    """How many of our facets an answer of ours in JSON does not give in full."""
    told = json.loads(body)
    given = {facet["name"] for facet in told["facets"]}
    single = next((facet for facet in told["facets"] if facet["name"] == "status"), None)
    is_whole = single is not None and sum(value["count"] for value in single["values"]) == told["total"]
    return len({facet.name for facet in FACETS} - given) + (not is_whole)


def measure_search(path: Path, ours: Server, terms: Terms, rows: int) -> Iterator[Figure]:
    """The figures for searches of all sizes."""
    with ExitStack() as opened:
        client = opened.enter_context(Client(ours.base))
        wide = opened.enter_context(Client(opened.enter_context(running(*plain_datasette(path, UNBOUNDED))).base))
        narrow = opened.enter_context(Client(opened.enter_context(running(*plain_datasette(path))).base))
        store = opened.enter_context(open_store(path, read_only=True))
        words = terms.between(0.01 * rows, 0.03 * rows, REPEATS + 3 * ROUNDS)
        first = time.perf_counter()
        client.fetch(our_path("json", words[-1]))
        yield Figure(
            "the first search after the start", 1000 * (time.perf_counter() - first), " ms", note="columns are read"
        )
        for peer in (wide, narrow):
            peer.fetch(their_path(words[-1]))
        yield from _against_whole_page(client, wide, words[-ROUNDS - 2 : -2])
        yield from _against_datasette(client, wide, narrow, words[:ROUNDS], words[ROUNDS : 2 * ROUNDS])
        missing = sum(missing_facets(client.fetch(our_path("json", word)).body) for word in words[:REPEATS])
        yield Figure(f"facets missing in {REPEATS} searches of 10,000 to 30,000 hits", missing, "", 0)
        yield from _common_word(client, narrow, terms, rows)
        yield from _without_words(path, client)
        yield from _over_http(client, store, words[REPEATS:])


def _against_whole_page(client: Client, wide: Client, words: Sequence[str]) -> Iterator[Figure]:
    seconds = by_turns(
        {
            "json": partial(client.fetch, our_path("json", word)),
            "html": partial(client.fetch, our_path("html", other)),
            "whole": partial(wide.fetch, their_path(word, suggests=True)),
        }
        for word, other in zip(words[::2], words[1::2], strict=False)
    )
    for form in ("json", "html"):
        name = f"search of 10,000 to 30,000 hits, {form.upper()}, against Datasette's own page with five facets"
        yield compare(name, seconds[form], seconds["whole"], MOST_OF_SEARCH)


def _against_datasette(
    client: Client, wide: Client, narrow: Client, words: Sequence[str], others: Sequence[str]
) -> Iterator[Figure]:
    dropped: list[int] = []

    def ask_at_defaults(word: str) -> None:
        dropped.append(dropped_facets(narrow.fetch(their_path(word)).body))

    seconds = by_turns(
        {
            "json": partial(client.fetch, our_path("json", word)),
            "html": partial(client.fetch, our_path("html", other)),
            "wide": partial(wide.fetch, their_path(word)),
            "narrow": partial(ask_at_defaults, word),
        }
        for word, other in zip(words, others, strict=True)
    )
    for form in ("json", "html"):
        name = f"search of 10,000 to 30,000 hits, {form.upper()}, against that page without suggestions"
        yield compare(name, seconds[form], seconds["wide"], MOST_OF_SEARCH)
    note = f"which drops {median(dropped):.0f} of 5 facets"
    yield compare("the same, JSON, against that at its defaults", seconds["json"], seconds["narrow"], None, note)


def _common_word(client: Client, narrow: Client, terms: Terms, rows: int) -> Iterator[Figure]:
    (common,) = terms.near(0.8 * rows, 1)
    rare = iter(terms.near(100 * rows / 1_000_000, 40))
    told = narrow.fetch(their_path(common)).body
    note = f"which drops {dropped_facets(told)} of 5 facets"

    def ask(form: str) -> None:
        client.fetch(our_path(form, f"{common} OR {next(rare)}"))

    seconds = by_turns(
        {
            "json": partial(ask, "json"),
            "html": partial(ask, "html"),
            "again": partial(client.fetch, our_path("json", common)),
            "narrow": partial(narrow.fetch, their_path(common)),
        }
        for _ in range(5)
    )
    for form in ("json", "html"):
        name = f"search of a word in 80 % of all rows, {form.upper()}, against Datasette at its defaults"
        yield compare(name, seconds[form], seconds["narrow"], MOST_OF_COMMON, note)
    yield compare("the same, JSON, asked for again", seconds["again"], seconds["narrow"], None)
    missing = missing_facets(client.fetch(our_path("json", common)).body)
    yield Figure("facets missing in the search of that word", missing, "", 0)


def _without_words(path: Path, client: Client) -> Iterator[Figure]:
    connection = open_file(path)

    def group() -> None:
        for name, column in COLUMNS.items():
            value, lists = ("one.value", f", json_each({column}) AS one") if name == "medium" else (column, "")
            connection.execute(
                f"SELECT {value}, count(*) FROM quotations{lists} WHERE {LISTED} "
                f"GROUP BY 1 ORDER BY 2 DESC LIMIT {MOST_VALUES}"
            ).fetchall()

    client.fetch(our_path("json"))
    seconds = by_turns(
        {
            "json": partial(client.fetch, our_path("json")),
            "html": partial(client.fetch, our_path("html")),
            "sql": group,
        }
        for _ in range(4)
    )
    connection.close()
    for form in ("json", "html"):
        name = f"the page without words, {form.upper()}, against GROUP BY of five facets in SQLite"
        yield compare(name, seconds[form], seconds["sql"], MOST_OF_COUNTING)


def compute(store: Store, words: str) -> None:
    """What a page is made from: one page of hits, and all facets."""
    filters = SearchFilters(query=words, limit=PAGE)
    search_quotations(store, filters)
    facets(store, filters)


def _over_http(client: Client, store: Store, words: Sequence[str]) -> Iterator[Figure]:
    compute(store, words[0])
    for what, chosen in (("without words", [""] * 15), ("of 10,000 to 30,000 hits", words[1:])):
        for form, asked in (("json", chosen[::2]), ("html", chosen[1::2])):
            for word in asked[:1]:
                compute(store, word)
                client.fetch(our_path(form, word))
            seconds = by_turns(
                {
                    "bare": partial(compute, store, word),
                    "http": partial(client.fetch, our_path(form, word)),
                }
                for word in asked[1:]
            )
            added = median(http - bare for http, bare in zip(seconds["http"], seconds["bare"], strict=True)) * 1000
            note = f"{show_time(seconds['http'])} against {show_time(seconds['bare'])}"
            yield Figure(f"what HTTP adds to the page {what}, {form.upper()}", added, " ms", MOST_ADDED, note)
