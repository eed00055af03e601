"""The speaker, the date and what stands around the words decide what words alone cannot."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.identifiers import speaker_id
from archive.wordings.judging import Judgement, Said, days_apart, judge_pair

WHOLE = "We will open the new bridge for all lorries in spring, whatever the weather brings."
AGAIN = "Whatever the weather brings, the new bridge will be opened in spring for all lorries."
MEETING = "After the meeting in the old town hall with the fishermen the mayor was asked about it."


def said(
    words: str,
    speaker: str | None = "Jane Doe",
    *,
    document: str = "a",
    published: str | None = "2025-04-27",
    around: str = "",
    language: str | None = "en",
) -> Said:
    """A quotation as the store hands it over."""
    return Said(words, document, speaker, speaker_id(speaker) if speaker else None, published, language, lambda: around)


def judged(a: Said, b: Said) -> tuple[str, str, list[str]] | None:
    """Relation, certainty and the kinds of conflicts; the same from either side."""
    found, other = judge_pair(a, b), judge_pair(b, a)
    assert _told(found) == _told(other)
    return _told(found)


def _told(found: Judgement | None) -> tuple[str, str, list[str]] | None:
    return None if found is None else (found.relation, found.certainty, [one.kind for one in found.conflicts])


def test_whole_sentences_of_one_speaker_are_likely() -> None:
    assert judged(said(WHOLE), said(AGAIN, document="b")) == ("variant", "likely", [])


def test_another_speaker_lowers_and_is_told_but_drops_nothing() -> None:
    """One of the two papers may be wrong, and a reader must see both."""
    assert judged(said(WHOLE), said(AGAIN, "John Smith", document="b")) == ("variant", "possible", ["speaker"])


def test_a_speaker_whom_one_paper_does_not_name_lowers_without_a_conflict() -> None:
    assert judged(said(WHOLE), said(AGAIN, None, document="b")) == ("variant", "possible", [])


def test_the_same_words_of_nobody_are_likely_when_there_are_enough_of_them() -> None:
    assert judged(said(WHOLE, None), said(WHOLE, None, document="b")) == ("verbatim", "likely", [])


def test_another_year_lowers_and_is_told() -> None:
    assert judged(said(WHOLE), said(AGAIN, document="b", published="2019")) == ("variant", "possible", ["date"])


def test_a_number_that_differs_is_another_report_of_the_event() -> None:
    """Not the same utterance; but that two papers differ there is what a reader wants to know."""
    one, other = (
        said("We lost twelve boats in the storm of that night."),
        "We lost twenty boats in the storm of that night.",
    )
    assert judged(one, said(other, document="b")) == ("same-event", "possible", ["numbers"])
    assert judged(one, said(other, "John Smith", document="b")) is None
    assert judged(one, said(other)) is None  # in one article: two statements, not two reports
    assert judged(one, said(other, document="b", published="2019")) is None


SANCTIONS = "Sanctions have cost our families 10 billion euros and we will not support another package."


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        # other words and another number: of one speaker, dated or not
        (
            said("The sanctions cost our families 15 billion, we won't back any further package.", document="b"),
            ("same-event", "possible", ["numbers"]),
        ),
        (
            said(
                "The sanctions cost our families 15 billion, we won't back any further package.",
                document="b",
                published=None,
            ),
            ("same-event", "possible", ["numbers"]),
        ),
        # almost the same words, of another speaker or of nobody known
        (
            said(SANCTIONS.replace("10", "15"), "John Smith", document="b"),
            ("same-event", "possible", ["numbers", "speaker"]),
        ),
        (said(SANCTIONS.replace("10", "15"), None, document="b"), ("same-event", "possible", ["numbers"])),
        # other words of another speaker; years apart
        (
            said(
                "The sanctions cost our families 15 billion, we won't back any further package.",
                "John Smith",
                document="b",
            ),
            None,
        ),
        (said(SANCTIONS.replace("10", "15"), document="b", published="2019"), None),
    ],
)
def test_reports_that_differ_in_a_number_are_held_side_by_side(other: Said, expected: object) -> None:
    """Where the words are enough, neither a missing date nor another speaker hides that."""
    assert judged(said(SANCTIONS), other) == expected


def test_what_differs_is_told_as_it_is_written() -> None:
    found = judge_pair(said(SANCTIONS), said(SANCTIONS.replace("10 billion", "fifteen billion"), document="b"))
    assert found is not None
    assert [(one.a, one.b) for one in found.conflicts] == [("10 billion", "fifteen billion")]


def test_one_article_does_not_disagree_with_itself() -> None:
    """Two versions of it are not compared at all; what one version says twice is possible and no conflict."""
    assert judged(said(WHOLE), replace(said(AGAIN), text="later")) is None
    assert judged(said(WHOLE), said(AGAIN, "John Smith")) == ("variant", "possible", [])


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        # in the same article, by the same speaker
        (said(WHOLE), ("partial", "likely", [])),
        # in the same article, by another
        (said(WHOLE, "John Smith"), None),
        # elsewhere, by the same on the same days: likely; certain when both speak of the same meeting
        (said(WHOLE, document="b"), ("partial", "possible", [])),
        (said(WHOLE, document="b", around=MEETING), ("partial", "likely", [])),
        # elsewhere, undated: only the meeting tells
        (said(WHOLE, document="b", published=None), None),
        (said(WHOLE, document="b", published=None, around=MEETING), ("partial", "possible", [])),
        # elsewhere, by another: a word that two people used
        (said(WHOLE, "John Smith", document="b", around=MEETING), None),
        # nobody knows by whom
        (said(WHOLE, None, document="b"), None),
    ],
)
def test_a_word_or_two_count_only_from_one_speaker_on_one_occasion(other: Said, expected: object) -> None:
    assert judged(said("new bridge", around=MEETING), other) == expected


def test_a_word_given_to_two_speakers_on_one_occasion_is_a_conflict_and_no_utterance() -> None:
    one = said("very brave", around=MEETING)
    other = said("brave,", "John Smith", document="b", around=MEETING)
    assert judged(one, other) == ("same-event", "possible", ["speaker"])
    assert judged(one, said("brave,", "John Smith", document="b")) is None


def test_words_in_two_languages_are_not_compared() -> None:
    assert judged(said(WHOLE), said(WHOLE, document="b", language="de")) is None
    assert judged(said(WHOLE), said(WHOLE, document="b", language="en-GB")) is not None


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2025-04-27", "2025-04-27", 0),
        ("2025-04-27", "2025-05-04", 7),
        ("2025-04-27", "2025-04", 0),  # the month may be that day
        ("2025-04-27T18:30:00+02:00", "2025-04-28", 1),
        ("2024-12", "2025", 1),
        ("2024-02", "2024-03-01", 1),  # a leap year
        (None, "2025-04-27", float("inf")),
    ],
)
def test_dates_are_as_far_apart_as_they_are_exact(one: str | None, other: str | None, days: float) -> None:
    assert days_apart(one, other) == days_apart(other, one) == days


_WORDS = st.sampled_from(
    [
        *("we", "the", "bridge", "bridges", "opened", "opening", "closed", "no", "not", "never", "was", "here"),
        *("two", "2", "17", "18", "million", "Monday", "Friday", "April", "cost", "costs", "more", "less", "harbour"),
    ]
)
_QUOTED = st.lists(_WORDS, min_size=1, max_size=9).map(" ".join)


@given(_QUOTED, _QUOTED, st.sampled_from(["a", "b"]), st.sampled_from(["Jane Doe", "John Smith", None]))
def test_the_short_ways_come_to_what_comparing_comes_to(one: str, two: str, document: str, speaker: str | None) -> None:
    """They save time and nothing else."""
    a, b = said(one), said(two, speaker, document=document)
    found = judge_pair(a, b)
    with pytest.MonkeyPatch().context() as patched:
        for way in ("_lacks_one_of_few", "_count_otherwise"):
            patched.setattr(f"archive.wordings.judging.{way}", lambda a, b: False)
        assert judge_pair(a, b) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We built 17 bridges today.", "We built 18 bridges today."),  # other numbers
        ("It closes on Monday at noon.", "It closes on Friday at noon."),  # other days
        ("Room 17.", "The room is number 18."),  # a word or two, one of which the other lacks
        ("Peace.", "We want a bridge."),
    ],
)
def test_like_answers_of_one_article_are_told_apart_without_comparing(
    one: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transcript has thousands of them."""
    monkeypatch.setattr("archive.wordings.judging.compare_terms", lambda *_: pytest.fail("compared"))
    assert judge_pair(said(one), said(other)) is None
