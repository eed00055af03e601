"""What lists and search show of an article with several versions, texts and decisions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import UnknownReference
from archive.fixity import verify
from archive.identifiers import document_of_text, text_digest
from archive.records import Metadatum, Reading
from archive.spans import Span
from archive.store import SearchFilters, Store, open_store
from archive.store.article_rows import beginnings
from archive.store.documents import (
    document,
    documents_of_text,
    find_sources,
    list_documents,
    log,
    metadata_of,
    texts_of,
)
from archive.store.facts import put_reading, put_snapshot, withdraw
from archive.store.index import refresh_document
from archive.store.searching import quotation_at, quotations_in, search_quotations
from archive.store.texts import text_record
from tests.store.building import BRIDGE, WEATHER, add_text, decide, minute

SAID = "“It rains,” [Jane Doe] said.\n"
ALSO = "“It snows,” [Jane Doe] said.\n"
AD = "BUY UMBRELLAS\n"
CAPTION = "“IT RAINS,” [JANE DOE] SAID\n"

EVERYTHING = SearchFilters()


def shown(store: Store, filters: SearchFilters = EVERYTHING) -> list[tuple[str, int, str]]:
    """The quotations that a list shows: words, version, status."""
    page = search_quotations(store, filters)
    return sorted((hit.quoted, hit.version, hit.status) for hit in page.hits)


@pytest.mark.parametrize(
    ("captures", "wanted"),
    [
        # one version: what it says
        ([SAID], [("It rains,", 1, "verbatim")]),
        # the same words in a later version: shown once, in the later one
        ([SAID, SAID + ALSO], [("It rains,", 2, "verbatim"), ("It snows,", 2, "verbatim")]),
        # dropped later: still listed, as gone
        ([SAID + ALSO, SAID], [("It rains,", 2, "verbatim"), ("It snows,", 1, "gone")]),
        # dropped and restored: the newest version is the one captured last
        ([SAID + ALSO, SAID, SAID + ALSO], [("It rains,", 1, "verbatim"), ("It snows,", 1, "verbatim")]),
        # only an advertisement changed: one version of two texts, shown once
        ([SAID, SAID + AD], [("It rains,", 1, "verbatim")]),
        # nothing quoted any more
        ([SAID, "It is dry.\n"], [("It rains,", 1, "gone")]),
        # said twice in one text: two quotations
        ([SAID + SAID], [("It rains,", 1, "verbatim"), ("It rains,", 1, "verbatim")]),
    ],
)
def test_each_quotation_is_shown_once_in_the_newest_version_that_holds_it(
    store: Store, captures: Sequence[str], wanted: list[tuple[str, int, str]]
) -> None:
    """Per article; what is gone from the newest version stays listed with that status."""
    for at, text in enumerate(captures):
        add_text(store, text, at=at, document=document_of_text(text_digest(captures[0])))
    assert shown(store) == wanted


def test_a_withdrawn_text_makes_room_for_what_can_still_be_read(store: Store) -> None:
    """The older version is the newest again; nothing is called gone because a text was taken down."""
    article, _ = add_text(store, "title: Old\n" + SAID, at=1)
    add_text(store, "title: New\n" + ALSO, at=2, document=article)
    assert document(store, article).title == "New"
    with store.transaction():
        withdraw(store, text_digest("title: New\n" + ALSO), "a court order", "Ms Example", minute(3))
        refresh_document(store, article)
    assert shown(store) == [("It rains,", 1, "verbatim")]
    record = document(store, article)
    assert (record.title, record.text, record.versions) == ("Old", text_digest("title: Old\n" + SAID), 2)


def test_what_the_page_declares_is_known_with_its_place(store: Store) -> None:
    """A surer word of the text beats it; without a place in the text there is no span."""
    article, _ = add_text(store, "title: Small rain\nIt rains.\n", at=1)
    text = "title: Small rain\nIt rains a lot.\n"
    with store.transaction():
        said = (
            Metadatum("outlet", "Example Courier", "html:og:site_name", 0.9),
            Metadatum("title", "Rain - Example Courier", "html:title", 0.5),
            Metadatum("modified", "2026-05-04", "html:json-ld:dateModified", 0.9),
        )
        snapshot = put_snapshot(store, b"<p>It rains a lot.")
        put_reading(store, snapshot, Reading(text, "html", "1", metadata=said))
    add_text(store, text, at=2, document=article)
    assert [(known.field, known.value, known.source, known.start) for known in metadata_of(store, article)] == [
        ("title", "Small rain", "text:labelled line", 7),
        ("outlet", "Example Courier", "html:og:site_name", None),
        ("modified", "2026-05-04", "html:json-ld:dateModified", None),
    ]


_MOVES = st.lists(
    st.tuples(st.sampled_from([SAID, ALSO, SAID + AD, CAPTION + SAID, "title: Rain\n" + SAID, BRIDGE]), st.booleans()),
    max_size=8,
)


@settings(max_examples=25)  # each makes a file
@given(_MOVES)
def test_however_an_archive_came_about_it_is_sound(moves: list[tuple[str, bool]]) -> None:
    """Captures of two articles in any order, decisions between them: all index rows follow from the facts."""
    with TemporaryDirectory() as folder, open_store(Path(folder, "a.db"), create=True) as store:
        first, _ = add_text(store, "The first.\n", "1.txt", 0)
        second, _ = add_text(store, "The second.\n", "2.txt", 1)
        for at, (text, is_first) in enumerate(moves, 2):
            add_text(store, text, f"{at % 3}.txt", at, document=first if is_first else second)
            if at % 3 == 0:
                decide(store, first, "outlet", text[:3], at)
        assert list(verify(store)) == []


def test_all_versions_show_every_row(store: Store) -> None:
    """One per article, text and span."""
    article, _ = add_text(store, SAID, at=1)
    add_text(store, SAID + ALSO, at=2, document=article)
    assert shown(store, SearchFilters(all_versions=True)) == [
        ("It rains,", 1, "verbatim"),
        ("It rains,", 2, "verbatim"),
        ("It snows,", 2, "verbatim"),
    ]


def test_the_representative_of_a_version_is_its_first_captured_text(store: Store) -> None:
    """Its permalink is the one that lists show; later texts of the same version do not push it aside."""
    article, _ = add_text(store, SAID, at=1)
    add_text(store, SAID + AD, at=2, document=article)
    assert search_quotations(store, SearchFilters()).hits[0].text == text_digest(SAID)
    assert texts_of(store, article) == [(1, text_digest(SAID)), (1, text_digest(SAID + AD))]


def test_one_text_in_two_articles_gives_two_rows_with_one_permalink(store: Store) -> None:
    """Each article lists its own."""
    first, _ = add_text(store, SAID, "a.txt", at=1)
    second, _ = add_text(store, ALSO, "b.txt", at=2)
    add_text(store, SAID, "c.txt", at=3, document=second)
    rows = quotation_at(store, text_digest(SAID), Span(1, 10))
    assert sorted(row.document for row in rows) == sorted([first, second])
    assert len({row.permalink for row in rows}) == 1
    assert len(quotations_in(store, text_digest(SAID))) == 1
    assert documents_of_text(store, text_digest(SAID)) == sorted([first, second])


def test_what_stands_in_a_stretch_set_aside_is_kept_and_marked(two_articles: Store) -> None:
    """Shown only when asked for; marks that quote nobody are shown only when asked for by kind."""
    assert len(shown(two_articles, SearchFilters("rain"))) == 1
    removed = search_quotations(two_articles, SearchFilters("rain", removed=True)).hits
    assert [(hit.quoted, hit.removed, hit.cleaning) for hit in removed] == [
        ("It will rain on Friday,", False, "kept"),
        ("THE RAIN IS COMING", True, "removed"),
    ]
    assert [hit.quoted for hit in search_quotations(two_articles, SearchFilters(cleaning=("removed",))).hits] == [
        "THE RAIN IS COMING"
    ]
    assert search_quotations(two_articles, SearchFilters("courier")).total == 0
    assert search_quotations(two_articles, SearchFilters(kind=("none",), removed=True)).total == 1


def test_a_quotation_in_a_doubtful_stretch_is_found_and_flagged(store: Store) -> None:
    """It is kept, so every search finds it; the facet tells the doubt, and the stretch has a row with its rule."""
    add_text(store, "“MAYBE RAIN” [JANE DOE] SAID\n")
    (hit,) = search_quotations(store, SearchFilters("rain")).hits
    assert (hit.cleaning, hit.removed) == ("suspect", False)
    assert search_quotations(store, SearchFilters(cleaning=("suspect",))).total == 1
    assert search_quotations(store, SearchFilters(cleaning=("kept",))).total == 0
    (row,) = store.rows("SELECT content, rule, is_current FROM suspects")
    assert row == {"content": "“MAYBE RAIN” [JANE DOE] SAID", "rule": "doubtful capitals", "is_current": 1}


def test_a_record_tells_everything_about_a_quotation(two_articles: Store) -> None:
    """Where it stands, who said it, how the words travelled, how the article came in."""
    (hit,) = search_quotations(two_articles, SearchFilters("surprised")).hits
    assert WEATHER[hit.start : hit.end] == hit.exact == hit.quoted == "Nobody will be surprised"
    assert hit.mention_span is not None
    assert WEATHER[slice(*hit.mention_span)] == hit.mention == hit.speaker == "John Smith"
    assert hit.cue_span is not None
    assert WEATHER[slice(*hit.cue_span)] == hit.cue == "added"
    assert [(via.text, via.role) for via in hit.via] == [("Kyodo", "relayed_by")]
    assert (hit.title, hit.outlet, hit.published) == ("Rain ahead", "Example Courier", "2026-05-03")
    assert (hit.source, hit.method, hit.captured_at) == ("news/001_weather.txt", "file", minute(1))
    assert hit.permalink == f"q/{text_digest(WEATHER)}/{hit.start}-{hit.end}"


def test_a_persons_word_beats_the_texts_and_can_be_taken_back(two_articles: Store) -> None:
    """What is known is shown with where it is known from; nothing is invented for what nobody said."""
    weather, bridge = document_of_text(text_digest(WEATHER)), document_of_text(text_digest(BRIDGE))
    told = {known.field: known for known in metadata_of(two_articles, weather)}
    assert (told["outlet"].value, told["outlet"].source) == ("Example Courier", "text:labelled line")
    assert WEATHER[told["outlet"].start : told["outlet"].end] == "Example Courier"
    assert metadata_of(two_articles, bridge) == []
    decide(two_articles, weather, "outlet", "Another Courier", 30)
    given = metadata_of(two_articles, weather)[1]
    assert (given.value, given.source, given.author) == ("Another Courier", "given", "Ms Example")
    assert {hit.outlet for hit in search_quotations(two_articles, SearchFilters("rain")).hits} == {"Another Courier"}
    decide(two_articles, weather, "outlet", None, 31)
    assert metadata_of(two_articles, weather)[1].value == "Example Courier"


def test_tags_are_added_and_taken_away(two_articles: Store) -> None:
    """One by one, or all at once."""
    weather = document_of_text(text_digest(WEATHER))
    steps: list[tuple[str, str | None, list[str]]] = [
        ("tag", "rain", ["rain"]),
        ("tag", "spring", ["rain", "spring"]),
        ("untag", "rain", ["spring"]),
        ("untag", "never there", ["spring"]),
        ("tag", "rain", ["spring", "rain"]),
        ("tag", None, []),
    ]
    for at, (field, value, tags) in enumerate(steps):
        decide(two_articles, weather, field, value, at)
        assert document(two_articles, weather).tags == tags


def test_adding_an_article_scans_no_table(two_articles: Store) -> None:
    """So that the millionth costs what the first does: every statement finds its rows by an index."""
    statements: list[str] = []
    two_articles.connection.set_trace_callback(statements.append)
    article, _ = add_text(two_articles, SAID, at=5)
    add_text(two_articles, SAID + ALSO, at=6, document=article)
    decide(two_articles, article, "outlet", "Example Courier")
    two_articles.connection.set_trace_callback(None)
    asked = [sql for sql in statements if sql.startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))]
    assert len(asked) > 50
    scan = r"SCAN (?!\d+ CONSTANT|json_each|\w+_fts VIRTUAL TABLE INDEX 0:M)"
    for sql in asked:
        plan = [row["detail"] for row in two_articles.rows(f"EXPLAIN QUERY PLAN {sql}")]
        # A full-text index that is asked for words finds them without a scan, whatever the plan calls it.
        scanned = [step for step in plan if re.match(scan, step)]
        assert not scanned, (sql, plan)


def test_giving_a_date_does_not_touch_full_text(two_articles: Store) -> None:
    """Rows that say the same words keep their place in the index."""
    before = two_articles.rows("SELECT id, quoted FROM quotations ORDER BY id")
    decide(two_articles, document_of_text(text_digest(WEATHER)), "published", "2026-01-01")
    assert two_articles.rows("SELECT id, quoted FROM quotations ORDER BY id") == before


def test_the_log_tells_what_each_capture_changed(store: Store) -> None:
    """An earlier version captured again is a change, with its old number."""
    article, _ = add_text(store, SAID, at=1)
    for at, text in enumerate([SAID, SAID + ALSO, SAID + AD], 2):
        add_text(store, text, at=at, document=article)
    assert [(entry.version, entry.change) for entry in log(store, article)] == [
        (1, "new"),
        (1, "unchanged"),
        (2, "changed"),
        (1, "changed"),
    ]
    record = document(store, article)
    assert (record.versions, record.captures, record.text) == (2, 4, text_digest(SAID + AD))
    assert (record.quotations, record.removed) == (1, 1)


@pytest.mark.parametrize(
    ("ref", "found"),
    [
        ("news/001_weather.txt", ["news/001_weather.txt"]),  # as it was given
        ("001_weather.txt", ["news/001_weather.txt"]),  # by file name
        ("001", ["news/001_weather.txt"]),  # by the beginning of that, up to a word's end
        ("001_weather", ["news/001_weather.txt"]),
        ("00", []),  # not in the middle of a word
        ("001_", []),
        ("weather", []),  # not from the middle
        ("same", ["a/same.txt", "b/same.txt"]),  # two sources answer
        ("", []),
    ],
)
def test_a_source_is_found_by_what_people_call_it(two_articles: Store, ref: str, found: list[str]) -> None:
    """Exactly, by file name, or by its beginning."""
    add_text(two_articles, SAID, "a/same.txt", 3)
    add_text(two_articles, ALSO, "b/same.txt", 4)
    assert [hit.source for hit in find_sources(two_articles, ref)] == found


def test_a_source_leads_to_the_text_captured_last_from_it(store: Store) -> None:
    """Also when the article was captured from elsewhere since."""
    article, _ = add_text(store, SAID, "a.txt", 1)
    add_text(store, ALSO, "a.txt", 2, document=article)
    add_text(store, SAID, "b.txt", 3, document=article)
    assert [hit.text for hit in find_sources(store, "a.txt")] == [text_digest(ALSO)]


def test_a_handle_names_one_article_and_finds_it(two_articles: Store) -> None:
    """The shortest beginning nobody shares; where there is none, the article's id."""
    assert [record.handle for record in list_documents(two_articles)] == ["001", "002"]
    first, _ = add_text(two_articles, SAID, "news/001_other.txt", 3)
    assert [record.handle for record in list_documents(two_articles)] == ["001_other", "001_weather", "002"]
    second, _ = add_text(two_articles, ALSO, "more/001_other.txt", 4)
    assert {document(two_articles, article).handle for article in (first, second)} == {first, second}


@given(st.text(max_size=80))
def test_short_names_are_beginnings_up_to_a_words_end(name: str) -> None:
    """Shortest first, the whole name last, none cut inside a word."""
    names = beginnings(name)
    assert names == sorted(set(names), key=len)
    assert names[-1:] == ([name] if name else [])
    for short in names[:-1]:
        assert name.startswith(short)
        assert short[-1].isalnum()
        assert not name[len(short)].isalnum()


def test_a_text_is_told_with_all_that_is_said_about_it(two_articles: Store) -> None:
    """Removals with their characters, sentences, and quotations, those set aside too."""
    record = text_record(two_articles, text_digest(WEATHER))
    assert (record.removals[0].content, record.removals[0].why) == ("ADVERTISEMENT", "all in capitals")
    assert WEATHER[slice(*record.sentences[0])] == "title: Rain ahead"
    assert record.quotations[-1].quoted == "THE RAIN IS COMING"
    assert (record.length, record.content, record.reader) == (len(WEATHER), WEATHER, "plain")


def test_unknown_articles_are_refused_one_by_one_and_left_out_of_lists(two_articles: Store) -> None:
    """A list holds what there is; asking for one that is not there is a mistake."""
    unknown = document_of_text(text_digest("none"))
    assert list_documents(two_articles, [unknown]) == []
    with pytest.raises(UnknownReference, match="no article has this id"):
        document(two_articles, unknown)
    assert log(two_articles, unknown) == []


def test_refreshing_twice_changes_nothing(two_articles: Store) -> None:
    """Not even row numbers."""
    before = two_articles.connection.total_changes
    with two_articles.transaction():
        refresh_document(two_articles, document_of_text(text_digest(WEATHER)))
    assert two_articles.connection.total_changes == before
