"""What a person says of who speaks in a quotation is shown everywhere, moves no link, and goes with its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.comparing import compare_versions
from archive.errors import AmbiguousReference, InvalidIdentifier, InvalidValue, UnknownReference, Withdrawn
from archive.fixity import verify
from archive.identifiers import DocumentId, Permalink, TextDigest, text_digest
from archive.records import Analysis, Quotation
from archive.reprocessing import reprocess_documents
from archive.setting_speakers import LONGEST_NAME, LONGEST_REASON, Outcome, Said, name_as_known, set_speakers
from archive.spans import Span
from archive.store import SearchFilters, Store, open_store
from archive.store.analyses import put_analysis
from archive.store.facts import withdraw
from archive.store.index import refresh_document
from archive.store.quotations import quotations_in
from archive.store.searching import search_quotations
from archive.store.speakers import count_speakers
from archive.store.texts import text_record
from archive.text_model import AttributionRulingRecord
from tests.store.building import add_text, analyse_schematically, minute

TEXT = (
    "The mill.\n“It will not rain this summer,” [Jane Doe] said.\n"
    "“The mill is sold,” [Jane Doe] said.\n“AFP / x” here.\n"
)
RAIN, MILL = "It will not rain this summer,", "The mill is sold,"
MAJOR = Said("speaker", "Mary Major")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An archive of one article; whatever a test does to it, every digest, seal and row is right at the end."""
    with open_store(tmp_path / "archive.db", create=True) as opened:
        add_text(opened, TEXT)
        yield opened
        assert list(verify(opened)) == []


def place(words: str, text: str = TEXT) -> Permalink:
    """The link to these words."""
    start = text.index(words)
    return Permalink(text_digest(text), Span(start, start + len(words)))


def say(store: Store, words: str, said: Said, at: int = 40, text: str = TEXT) -> tuple[AttributionRulingRecord, ...]:
    """What is recorded of these words; a refusal is raised."""
    (outcome,) = set_speakers(store, [place(words, text)], said, "Jane Doe", minute(at))
    if outcome.refusal:
        raise outcome.refusal
    return outcome.records


def speakers(store: Store, text: str = TEXT) -> dict[str, str | None]:
    """Who is said to speak in each quotation of a text."""
    return {one.quoted: one.speaker for one in quotations_in(store, text_digest(text))}


def document(store: Store) -> DocumentId:
    """The only article."""
    return DocumentId(store.value("SELECT id FROM documents"))


def test_a_person_gives_the_words_to_another_speaker(store: Store) -> None:
    """With the person's word for a basis and no calibrated number; what named the wrong one is not told any more."""
    (made,) = say(store, MILL, replace(MAJOR, reason="her name is on the deed"))
    assert (made.ascription, made.speaker, made.content, made.reason) == (
        "speaker",
        "Mary Major",
        MILL,
        "her name is on the deed",
    )
    (row,) = (one for one in quotations_in(store, text_digest(TEXT)) if one.quoted == MILL)
    assert (row.speaker, row.speaker_id, row.is_ruled, row.basis) == (
        "Mary Major",
        "mary-major",
        True,
        "as Jane Doe ruled on 2026-11-21",
    )
    assert (row.mention, row.cue, row.permalink) == (None, None, str(place(MILL)))
    assert speakers(store)[RAIN] == "Jane Doe"


def test_the_one_whom_the_rules_found_too_keeps_the_words_that_name_her(store: Store) -> None:
    """So a right answer can be confirmed and loses nothing."""
    say(store, MILL, Said("speaker", "Jane Doe"))
    (row,) = (one for one in quotations_in(store, text_digest(TEXT)) if one.quoted == MILL)
    assert (row.speaker, row.mention, row.cue, row.is_ruled) == ("Jane Doe", "Jane Doe", "said", True)


def test_search_and_lists_follow(store: Store) -> None:
    """The facet counts the new speaker, and one quotation less of the old one."""
    say(store, MILL, MAJOR)
    assert [hit.quoted for hit in search_quotations(store, SearchFilters(speaker=("mary-major",))).hits] == [MILL]
    assert {one.speaker: one.quotations for one in count_speakers(store, SearchFilters())} == {
        "jane-doe": 1,
        "mary-major": 1,
    }


def test_words_may_be_nobodys_known_or_no_speech_at_all(store: Store) -> None:
    """The first stay listed without a speaker; the others are listed only where such marks are asked for."""
    say(store, MILL, Said("unattributed"))
    assert speakers(store)[MILL] is None
    assert MILL in [hit.quoted for hit in search_quotations(store, SearchFilters()).hits]
    say(store, MILL, Said("nobody"), 41)
    assert MILL not in [hit.quoted for hit in search_quotations(store, SearchFilters()).hits]
    assert [one.kind for one in quotations_in(store, text_digest(TEXT)) if one.quoted == MILL] == ["none"]


def test_marks_that_quote_nobody_by_the_rules_are_speech_when_a_person_names_the_speaker(store: Store) -> None:
    """Whole or a part of a sentence, as the words are."""
    say(store, "AFP / x", MAJOR)
    assert [(one.kind, one.speaker) for one in quotations_in(store, text_digest(TEXT)) if one.quoted == "AFP / x"] == [
        ("fragment", "Mary Major")
    ]


@pytest.mark.parametrize("said", [MAJOR, Said("unattributed"), Said("nobody")])
def test_to_take_it_back_leaves_the_archive_as_it_was(store: Store, said: Said) -> None:
    """But for the decisions, which stay on record."""
    tables = ("quotations", "articles", "analyses", "speaker_names", "speaker_joins")
    before = {table: list(store.database.table(table).rows) for table in tables}
    say(store, MILL, said)
    assert list(store.database.table("quotations").rows) != before["quotations"]
    (undone,) = say(store, MILL, Said(None), 41)
    assert (undone.ascription, undone.holds) == (None, False)
    assert {table: list(store.database.table(table).rows) for table in tables} == before
    assert len(store.rows("SELECT * FROM decisions")) == 2


def test_the_same_twice_is_recorded_once_and_the_latest_holds(store: Store) -> None:
    """The second one finds it in force; another one goes before it, and undoing that leaves neither."""
    first = say(store, MILL, MAJOR)
    assert say(store, MILL, MAJOR, 41) == first
    say(store, MILL, Said("speaker", "John Smith"), 42)
    assert speakers(store)[MILL] == "John Smith"
    assert len(store.rows("SELECT * FROM decisions")) == 2
    say(store, MILL, Said(None), 43)
    assert speakers(store)[MILL] == "Jane Doe"


def test_a_part_of_a_quotation_means_all_of_it(store: Store) -> None:
    """As its link leads there too."""
    (made,) = say(store, "mill is", MAJOR)
    assert made.content == MILL


def test_what_is_no_single_quotation_is_refused(store: Store) -> None:
    """No quotation, two of them, nothing to take back, a reason or a name without end; nothing is recorded then."""
    with pytest.raises(UnknownReference, match=r"no quotation stands there\. archive quotations \w+ lists"):
        say(store, "The mill.", MAJOR)
    with pytest.raises(AmbiguousReference, match="touches 2 quotations"):
        say(store, TEXT[: TEXT.index("“AFP")], MAJOR)
    with pytest.raises(UnknownReference, match="nobody's ruling on who speaks here holds"):
        say(store, MILL, Said(None))
    with pytest.raises(InvalidValue, match="--reason: is longer than 2000 characters"):
        say(store, MILL, replace(MAJOR, reason="a" * (LONGEST_REASON + 1)))
    for name in ("a" * (LONGEST_NAME + 1), "Mary\x00Major"):
        with pytest.raises(InvalidValue, match="NAME: is longer than 200 characters, or cannot be printed"):
            name_as_known(store, name)
    with pytest.raises(InvalidIdentifier, match="needs a letter or a digit"):
        name_as_known(store, "…")
    assert store.rows("SELECT * FROM decisions") == []


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("jane-doe", ("Jane Doe", [])),  # the id of one who is known
        ("JANE  DOE", ("Jane Doe", [])),  # other capitals and spaces
        ("Jané Doe", ("Jané Doe", [])),  # another spelling with the same id: as the person writes it
        ("Mary Major", ("Mary Major", [])),  # new here
        ("Doe", ("Doe", ["Jane Doe"])),  # new here, but perhaps somebody known is meant
    ],
)
def test_a_name_is_the_one_that_the_archive_has(store: Store, words: str, wanted: tuple[str, list[str]]) -> None:
    assert name_as_known(store, words) == wanted


def test_one_refusal_stops_no_other(store: Store) -> None:
    """Each outcome in the order of the references."""
    outcomes = set_speakers(store, [place("The mill."), place(MILL)], MAJOR, "Jane Doe", minute(40))
    assert [isinstance(one.refusal, UnknownReference) for one in outcomes] == [True, False]
    assert outcomes[1] == Outcome(place(MILL), outcomes[1].records)
    assert speakers(store)[MILL] == "Mary Major"


def divide(analysis: Analysis, rule_set: str, spans: dict[str, list[str]]) -> Analysis:
    """The same analysis by other rules, which read some quotations as others."""
    made: list[Quotation] = []
    for one in analysis.quotations:
        parts = spans.get(one.span.of(TEXT), [one.span.of(TEXT)])
        made += [replace(one, segments=(place(part).span,)) for part in parts]
    return replace(analysis, rule_set=rule_set, quotations=tuple(made))


def test_a_ruling_outlives_the_rules_while_they_read_the_same_words(store: Store) -> None:
    """A comma more or less is the same quotation; one cut in two is none that was ruled on, and that is said."""
    say(store, MILL, MAJOR)
    renewed = divide(analyse_schematically(TEXT), "other-1", {MILL: ["The mill is sold"]})
    renew(store, renewed)
    assert speakers(store)["The mill is sold"] == "Mary Major"
    renew(store, divide(analyse_schematically(TEXT), "other-2", {MILL: ["The mill", "is sold"]}))
    assert set(speakers(store).values()) == {"Jane Doe", None}
    (told,) = text_record(store, text_digest(TEXT)).attribution_rulings
    assert (told.holds, told.place, told.obstacle) == (
        False,
        None,
        "today's rules read no quotation of these words there",
    )
    (undone,) = say(store, MILL, Said(None), 41)
    assert undone.ascription is None


def renew(store: Store, analysis: Analysis) -> None:
    """The text has this analysis from now on."""
    with store.transaction():
        put_analysis(store, analysis, minute(50))
        refresh_document(store, document(store))


def test_who_reprocesses_is_told_of_a_ruling_that_holds_no_more(store: Store) -> None:
    """Once, when it happens; one that still holds is not spoken of."""
    old = analyse_schematically(TEXT)
    mill = next(one for one in old.quotations if one.span == place(MILL).span)
    renew(store, replace(old, rule_set="other", quotations=(*old.quotations, replace(mill, segments=(Span(0, 3),)))))
    said = set_speakers(store, [Permalink(text_digest(TEXT), Span(0, 3)), place(MILL)], MAJOR, "Jane Doe", minute(51))
    assert [one.refusal for one in said] == [None, None]
    (told,) = reprocess_documents(store, [document(store)], minute(52))
    assert told.notes == [
        f"what Jane Doe ruled on who speaks at q/{text_digest(TEXT)[:12]}/0-3 holds no more: "
        "today's rules read no quotation of these words there"
    ]
    assert MILL in [one.quoted for one in quotations_in(store, text_digest(TEXT)) if one.speaker == "Mary Major"]
    (again,) = reprocess_documents(store, [document(store)], minute(53))
    assert again.notes == []


VERSIONS = [
    # the same words of the same speaker, with an advertisement and a new paragraph: the same mistake
    ("NEW\nMore rain.\n" + TEXT, "Mary Major", True, None),
    # typography only
    (TEXT.replace("The mill is sold,", "The mill is sold –"), "Mary Major", True, None),
    # the article itself names somebody else by now
    (
        TEXT.replace("sold,” [Jane Doe]", "sold,” [John Smith]"),
        "John Smith",
        False,
        "here the article is read as naming John Smith",
    ),
    # other words
    (TEXT.replace("mill is sold", "mill is not sold"), "Jane Doe", False, "the words are others here"),
]


@pytest.mark.parametrize(("later", "speaker", "holds", "obstacle"), VERSIONS)
def test_a_ruling_holds_in_a_later_version_for_the_same_words_of_the_same_speaker(
    store: Store, later: str, speaker: str, holds: bool, obstacle: str | None
) -> None:
    """Whether the version came before the ruling or after it; where it does not hold, the later text says why."""
    say(store, MILL, MAJOR)
    add_text(store, later, "news/001_b.txt", 45, document=document(store))
    (row,) = (one for one in quotations_in(store, text_digest(later)) if one.quoted.startswith("The mill is"))
    assert row.speaker == speaker
    (told,) = text_record(store, text_digest(later)).attribution_rulings
    assert (told.holds, told.obstacle, told.permalink) == (holds, obstacle, str(place(MILL)))
    assert told.place == (row.start, row.end)


def test_a_ruling_is_taken_back_where_it_is_seen(store: Store) -> None:
    """Also in a version that it was not made on."""
    say(store, MILL, MAJOR)
    later = "NEW\n" + TEXT
    add_text(store, later, "news/001_b.txt", 45, document=document(store))
    (undone,) = say(store, MILL, Said(None), 46, later)
    assert undone.permalink == str(place(MILL))
    assert (speakers(store)[MILL], speakers(store, later)[MILL]) == ("Jane Doe", "Jane Doe")


def test_a_version_where_the_words_are_gone_tells_nothing_of_the_ruling(store: Store) -> None:
    """The older text still does."""
    say(store, MILL, MAJOR)
    later = "The mill.\nNobody said anything more about it.\n"
    add_text(store, later, "news/001_b.txt", 45, document=document(store))
    assert text_record(store, text_digest(later)).attribution_rulings == []
    assert [one.holds for one in text_record(store, text_digest(TEXT)).attribution_rulings] == [True]


def test_a_ruling_on_the_text_itself_goes_before_one_on_another_version(store: Store) -> None:
    """Also when that one is later."""
    later = "NEW\n" + TEXT
    add_text(store, later, "news/001_b.txt", 35, document=document(store))
    say(store, MILL, Said("speaker", "John Smith"), 40, later)
    assert speakers(store)[MILL] == "John Smith"
    say(store, MILL, MAJOR, 41)
    assert (speakers(store)[MILL], speakers(store, later)[MILL]) == ("Mary Major", "John Smith")
    (other, own) = sorted(text_record(store, text_digest(later)).attribution_rulings, key=lambda one: one.holds)
    assert (other.obstacle, own.holds) == ("another ruling goes before it", True)


def test_two_versions_are_compared_by_the_speakers_that_people_ruled(store: Store) -> None:
    """So a mistake that is mended in both is no difference."""
    later = "NEW\n" + TEXT.replace("sold,” [Jane Doe]", "sold,” [John Smith]")
    add_text(store, later, "news/001_b.txt", 35, document=document(store))
    assert "reattributed" in [one.status for one in compare_versions(store, document(store), 1, 2)]
    say(store, MILL, Said("speaker", "John Smith"))
    assert "reattributed" not in [one.status for one in compare_versions(store, document(store), 1, 2)]


def test_a_withdrawn_text_takes_its_rulings_along(store: Store) -> None:
    """They stay on record, and no other is taken."""
    say(store, MILL, MAJOR)
    with store.transaction():
        withdraw(store, text_digest(TEXT), "a court order", "Jane Doe", minute(41))
        refresh_document(store, document(store))
    for said in (MAJOR, Said(None)):
        with pytest.raises(Withdrawn, match="a court order"):
            say(store, MILL, said, 42)
    assert quotations_in(store, TextDigest(text_digest(TEXT))) == []


def test_verify_finds_a_ruling_that_was_edited_away(store: Store) -> None:
    """By the row of the quotation, and by the seal of the decision."""
    say(store, MILL, MAJOR)
    kept = store.rows("SELECT * FROM quotations WHERE speaker = 'Mary Major'")[0]
    with store.transaction():
        store.execute("UPDATE quotations SET speaker = 'Jane Doe' WHERE id = ?", [kept["id"]])
    assert "index-edited" in {one.fault for one in verify(store)}
    with store.transaction():
        store.execute("UPDATE quotations SET speaker = 'Mary Major' WHERE id = ?", [kept["id"]])
