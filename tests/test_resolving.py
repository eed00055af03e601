"""Words that somebody's selector means are found again, or it is said what became of them; nothing is guessed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from archive.errors import AmbiguousReference, ArchiveError, InvalidSpan, UnknownReference, Withdrawn
from archive.identifiers import Permalink, TextDigest, text_digest
from archive.ingest import Batch, Circumstances, Walk, add_inputs, read_inputs
from archive.passages import find_passage
from archive.references import resolve_reference
from archive.resolving import is_resolvable, resolve_selector
from archive.resolving.originals import OriginalLink, link_to_original
from archive.selectors.annotations import annotate
from archive.selectors.linking import Unlinkable
from archive.selectors.swhid import swhid_of
from archive.spans import Span
from archive.store import Store, open_store
from archive.store.facts import text_of, withdraw

URL = "https://example.org/bridge"
PAGE_URL = "https://example.org/page"
BEFORE = """The mayor spoke on Friday in the old town hall.

“We will not deploy the workers there before May,” Mayor Jane Doe told reporters on Friday.

“The cracks were small, but nobody should drive over them,” engineer John Smith said.

“This sentence will be taken out of the article,” a clerk said.
"""
AFTER = """The mayor spoke on Friday in the old town hall, with many people there.

“The cracks were small, but nobody should drive over them,” engineer John Smith said.

“We will now deploy the workers there before May,” Mayor Jane Doe told reporters on Friday.
"""
PAGE = """<html><head><title>Rain</title></head><body><nav>News <a href="/">“It rained for a week”</a></nav><article>
<h1>Rain ends the drought in the valley</h1><p>“It rained for a week,” farmer John Smith said on Monday in the
village.</p><p>He said: “It rained for a week” was not the whole story, and that more rain would have to come.</p>
<p>The river rose by a metre and a half, and the bridge was closed for two days in the middle of the week.</p>
</article></body></html>"""
EDITED, KEPT, GONE = "We will not deploy the workers there", "The cracks were small", "This sentence will be taken out"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An article in two versions at `URL`, a web page at `PAGE_URL`, and two files that share a sentence."""
    folder = tmp_path_factory.mktemp("resolving")
    ticks = count()

    def add(name: str, content: str, url: str | None = None) -> None:
        path = folder / name
        path.write_text(content, "utf-8")
        told = Batch(lambda: Circumstances(f"2026-01-01T00:00:00.{next(ticks):06}Z", "tester", url=url))
        outcomes = [record.outcome for record in add_inputs(opened, read_inputs(Walk([str(path)])), told)]
        assert "refused" not in outcomes

    with open_store(folder / "archive.db", create=True) as opened:
        add("before.txt", BEFORE, URL)
        add("after.txt", AFTER, URL)
        add("page.html", PAGE, PAGE_URL)
        add("one.txt", "“Nobody owns the wind,” a sailor said. “So be it.”\n")
        add("two.txt", "A poem says: “Nobody owns the wind, or the sea.” It is old.\n")
        yield opened


def quote(exact: str, prefix: str = "", suffix: str = "", **more: Any) -> str:
    """A TextQuoteSelector as JSON, with its source around it if one is given."""
    selector = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    return json.dumps({"selector": selector, **more} if more else selector)


OLD, NEW = text_digest(BEFORE), text_digest(AFTER)
OLD_PLACE = Span(BEFORE.index(EDITED), BEFORE.index(EDITED) + len(EDITED))


def source(text: TextDigest) -> str:
    """The address of a text on somebody's host."""
    return f"https://archive.example/news/t/{text}.txt"


FATES: list[tuple[str, str, str, str | None]] = [
    # (what, reference, status, the words that stand there now)
    ("words of the newest text", quote(KEPT, source=URL), "verbatim", KEPT),
    ("words of the earlier text, edited since", quote(EDITED, source=URL), "edited", None),
    ("words of the earlier text, gone since", quote(GONE + " of the article", source=URL), "gone", None),
    ("words nobody wrote", quote("A herd of elephants crossed the river at dawn", source=URL), "gone", None),
    ("straight marks for curly ones", quote('before May," Mayor Jane Doe', source=URL), "punctuation", None),
    ("words that stand twice", quote("on Friday", source=URL), "ambiguous", None),
    ("the same in their context", quote("on Friday", "spoke ", source=URL), "verbatim", "on Friday"),
    ("words in an earlier text that is named", quote(EDITED, source=source(OLD)), "verbatim", EDITED),
    ("words in a text that holds them otherwise", quote(EDITED, source=source(NEW)), "edited", None),
    ("words that only one article has", quote(GONE), "gone", None),
    ("words of two articles", quote("Nobody owns the wind"), "ambiguous", None),
    (
        "words of two articles in the context of one",
        quote("Nobody owns the wind", suffix=", or"),
        "verbatim",
        "Nobody owns the wind",
    ),
    (
        "a link to words of the newest text, its address written otherwise",
        f"http://www.{URL.partition('://')[2]}/#:~:text=The%20cracks,over%20them",
        "verbatim",
        "The cracks were small, but nobody should drive over them",
    ),
    (
        "a link to words of the newest text",
        f"{URL}#:~:text=The%20cracks,over%20them",
        "verbatim",
        "The cracks were small, but nobody should drive over them",
    ),
    ("a link to words edited since", f"{URL}#:~:text=will%20not%20deploy%20the%20workers%20there", "edited", None),
    ("a link to words gone since", f"{URL}#:~:text=This%20sentence,-will%20be", "gone", None),
    ("a link whose ends stand nowhere", f"{URL}#:~:text=Elephants,dawn", "gone", None),
    ("a SWHID", str(swhid_of(BEFORE, OLD_PLACE)), "verbatim", EDITED),
]
"""What became of the words, whatever they are said by."""


@pytest.mark.parametrize(("ref", "status", "words"), [row[1:] for row in FATES], ids=[row[0] for row in FATES])
def test_each_reference_tells_what_became_of_its_words(store: Store, ref: str, status: str, words: str | None) -> None:
    assert is_resolvable(ref)
    found = resolve_selector(store, ref)
    content = text_of(store, found.text)
    record = found.record(content)
    assert found.status == status
    assert (record.exact == words) if words else (status in {"edited", "punctuation"}) == (record.permalink is not None)
    assert bool(found.candidates) == (status == "ambiguous")
    assert bool(found.changes) == (status in {"edited", "punctuation"})


def test_an_edit_is_shown_and_never_passed_off_as_found(store: Store) -> None:
    """“not” became “now”: one letter, and the opposite."""
    found = resolve_selector(store, quote(EDITED, source=URL))
    record = found.record(AFTER)
    assert record.exact is not None
    assert "now deploy" in record.exact
    assert [(change.before.strip(), change.after.strip()) for change in record.changes if change.kind == "replace"] == [
        ("not", "now")
    ]
    assert record.earlier == str(Permalink(OLD, OLD_PLACE))
    with pytest.raises(UnknownReference, match="edited"):
        resolve_reference(store, quote(EDITED, source=URL))


def test_candidates_are_listed_and_none_is_chosen(store: Store) -> None:
    with pytest.raises(AmbiguousReference, match="these words fit several places equally") as refused:
        resolve_reference(store, quote("Nobody owns the wind"))
    assert len(refused.value.candidates) == 2


def test_a_position_in_its_text_is_the_stretch(store: Store) -> None:
    position = {"type": "TextPositionSelector", "start": OLD_PLACE.start, "end": OLD_PLACE.end}
    found = resolve_selector(store, json.dumps({"source": source(OLD), "selector": position}))
    assert (found.status, found.text, found.span) == ("verbatim", OLD, OLD_PLACE)


def test_a_position_that_other_words_hold_gives_way_to_the_words(store: Store) -> None:
    selectors = [{"type": "TextPositionSelector", "start": 0, "end": 5}, {"type": "TextQuoteSelector", "exact": KEPT}]
    found = resolve_selector(store, json.dumps({"source": source(OLD), "selector": selectors}))
    assert (found.status, found.span and found.span.of(BEFORE)) == ("moved", KEPT)


def test_our_own_annotation_finds_its_stretch(store: Store) -> None:
    """With a public address and without one, when the ids are SWHIDs."""
    record = find_passage(store, OLD, OLD_PLACE).record
    for base in ("", "https://archive.example/"):
        found = resolve_selector(store, json.dumps(annotate(BEFORE, record, base)))
        assert (found.status, found.text, found.span) == ("verbatim", OLD, OLD_PLACE)


def test_a_permalink_is_known_on_every_host_and_with_every_suffix(store: Store) -> None:
    for suffix in ("", ".json", ".jsonld", "?a=b", "#part"):
        target = resolve_reference(store, f"https://archive.example/news/{Permalink(OLD, OLD_PLACE)}{suffix}")
        assert (target.text, target.span) == (OLD, OLD_PLACE)


def test_a_swhid_without_a_range_is_the_whole_text(store: Store) -> None:
    found = resolve_selector(store, str(swhid_of(AFTER)))
    assert (found.text, found.span, found.is_whole) == (NEW, None, True)
    assert found.record(AFTER).exact == AFTER


def page_text(store: Store) -> TextDigest:
    """The text read from the page."""
    return resolve_reference(store, PAGE_URL).text


@pytest.mark.parametrize("number", [0, 1], ids=["the first", "the second"])
def test_a_link_to_the_original_leads_back_to_the_very_words(store: Store, number: int) -> None:
    """The words stand three times in the page, in its navigation too, and each of them is told from the others."""
    text = page_text(store)
    content = text_of(store, text)
    start = [place for place in range(len(content)) if content.startswith("It rained for a week", place)][number]
    span = Span(start, start + len("It rained for a week"))
    link = link_to_original(store, text, span, PAGE_URL)
    assert isinstance(link, OriginalLink)
    assert link.checked == "page"
    found = resolve_selector(store, link.address)
    assert (found.status, found.text, found.span) == ("verbatim", text, span)


def test_a_link_says_when_it_was_checked_against_the_text_alone(store: Store) -> None:
    link = link_to_original(store, NEW, Span(0, 9), URL)
    assert isinstance(link, OriginalLink)
    assert link.checked == "text"


def test_without_an_address_there_is_no_link_but_a_reason(store: Store) -> None:
    link = link_to_original(store, NEW, Span(0, 9), None)
    assert isinstance(link, Unlinkable)
    assert "no address" in link.reason


NOWHERE: list[tuple[str, str]] = [
    # (reference, the rule that the message names)
    (quote("Words of no text at all"), "no text in this archive has exactly these words"),
    ("https://example.com/other#:~:text=a", "the page of this link is not in the archive"),
    ("swh:1:cnt:" + "0" * 40, "no text whose bytes have this name"),
    ('{"type": "TextPositionSelector", "start": 1, "end": 2}', "says nothing without its text"),
    (
        json.dumps({"source": source(OLD), "selector": {"type": "TextPositionSelector", "start": 1, "end": 99999}}),
        "only",
    ),
]


@pytest.mark.parametrize(("ref", "rule"), NOWHERE, ids=range(len(NOWHERE)))
def test_what_the_archive_does_not_hold_is_refused_with_the_next_step(store: Store, ref: str, rule: str) -> None:
    with pytest.raises(UnknownReference, match=rule) as refused:
        resolve_selector(store, ref)
    assert refused.value.next_step


def test_a_text_of_another_archive_is_looked_for_there(store: Store) -> None:
    with pytest.raises(UnknownReference, match="It may be in another one: --db FILE"):
        resolve_selector(store, "swh:1:cnt:" + "0" * 40)


def test_bytes_beyond_the_text_are_refused(store: Store) -> None:
    with pytest.raises(InvalidSpan):
        resolve_selector(store, f"{swhid_of(AFTER)};bytes=0-999999")


def test_a_withdrawn_text_is_not_found_by_other_names(tmp_path: Path) -> None:
    """Neither by its words nor by its bytes; by its own name the reason is told."""
    (tmp_path / "a.txt").write_text(BEFORE, "utf-8")
    with open_store(tmp_path / "archive.db", create=True) as store:
        told = Batch(lambda: Circumstances("2026-01-01T00:00:00.000001Z", "tester"))
        list(add_inputs(store, read_inputs(Walk([str(tmp_path / "a.txt")])), told))
        withdraw(store, OLD, "a court order", "tester", "2026-01-02T00:00:00.000000Z")
        attempts: list[tuple[str, type[ArchiveError]]] = [
            (quote(KEPT), UnknownReference),
            (str(swhid_of(BEFORE)), UnknownReference),
            (quote(KEPT, source=source(OLD)), Withdrawn),
        ]
        for ref, error in attempts:
            with pytest.raises(error):
                resolve_selector(store, ref)
