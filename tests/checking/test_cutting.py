"""What turns a meaning when it is cut away: the table's own cases, and cuts that turn nothing."""

from __future__ import annotations

import pytest

from archive.identifiers import text_digest
from archive.rules.drafting import CuttingCase, load_drafting
from archive.spans import Span
from archive.verdicts import ArchivedText, Claim, Utterance, find_placements, judge_placements

CASES = [(row.language, case) for row in load_drafting().language for case in row.cases]


def archived(said: str, language: str | None = None, speaker: str | None = "Jane Doe") -> ArchivedText:
    """A text that is one quotation."""
    content = f"“{said}”"
    utterance = Utterance((Span(1, len(content) - 1),), speaker, "jane-doe" if speaker else None, 0.9, removed=False)
    return ArchivedText(text_digest(content), content, [utterance], language=language)


def judged(said: str, quoted: str, language: str | None = None) -> str:
    """The verdict on words that were said so."""
    claim = Claim((quoted,))
    pieces, found = find_placements(claim, [archived(said, language)])
    return judge_placements(claim, pieces, found).name


@pytest.mark.parametrize(("language", "case"), CASES, ids=lambda value: getattr(value, "quoted", value))
def test_each_row_of_the_table_holds_its_own_cases(language: str, case: CuttingCase) -> None:
    """In its own language, and where no language is known."""
    assert judged(case.said, case.quoted, language) == case.verdict
    assert judged(case.said, case.quoted) == case.verdict


HONEST = [
    # A sentence left out whole may hold what it likes.
    ("We came. It was not easy. We won.", "We came. … We won."),
    # A date decides nothing, nor does a year.
    ("We met on 28 April in the old town.", "We met … in the old town."),
    ("We met in 2025 in the old town.", "We met … in the old town."),
    # "Not only" denies nothing.
    ("It is not only here, by the way, but everywhere.", "It is not only here … but everywhere."),
    # The sentence is over; what comes next is another one.
    ("We will leave the valley. But not today.", "We will leave the valley."),
    # Two words are no statement that could be cut short.
    ("It was a good idea but too late for us.", "good idea"),
    # An ellipsis that the source has itself.
    ("We will … stay in the valley.", "We will … stay in the valley."),
]


@pytest.mark.parametrize(("said", "quoted"), HONEST)
def test_an_honest_cut_is_right(said: str, quoted: str) -> None:
    assert judged(said, quoted, "en") == "ok"


MISLEADING = [
    # A negation, in two forms.
    ("We will not, whatever they say, leave.", "We will … leave."),
    ("It isn’t, as they claim, over.", "It … over."),
    # A number.
    ("We saw 3,000 men at the gate.", "We saw … men at the gate."),
    # A condition behind the last word, announced by an ellipsis.
    ("We will leave, unless they pay.", "We will leave …"),
    # Brackets over a negation.
    ("We did not leave the valley.", "We [gladly] leave the valley."),
]


def test_a_split_quotation_leaves_out_nothing_of_a_sentence_without_a_sign() -> None:
    """“They are not,” he said, “there.” was never said; two sentences with one between them were."""
    source = archived("They are not deployed there. We looked. They are gone.", "en")

    def name(*segments: str) -> str:
        pieces, found = find_placements(Claim(segments), [source])
        return judge_placements(Claim(segments), pieces, found).name

    assert name("They are not", "there") == "elision"
    assert name("They are not", "deployed there") == "ok"
    assert name("They are not deployed there.", "They are gone.") == "ok"


@pytest.mark.parametrize(("said", "quoted"), MISLEADING)
def test_a_cut_that_turns_the_meaning_is_told(said: str, quoted: str) -> None:
    assert judged(said, quoted, "en") == "elision"
