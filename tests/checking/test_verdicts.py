"""Verdicts on words, speakers and sources: laws that hold for whatever is quoted, and the order of precedence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.identifiers import text_digest
from archive.spans import Span
from archive.verdicts import (
    ArchivedText,
    Claim,
    Holder,
    Utterance,
    Verdict,
    find_placements,
    judge_placements,
    judge_unplaced,
)
from archive.verdicts.pieces import fold_keys, fold_words, read_pieces
from archive.verdicts.speaking import compare_names
from bench.disguises import DISGUISES

WORDS = ["harbour", "We", "will", "keep", "it’s", "3.5", "Mr", "naïve", "old-fashioned", "won’t", "—", "the", "office"]
QUOTED = st.lists(st.sampled_from(WORDS), min_size=4, max_size=25).map(" ".join).filter(lambda words: fold_keys(words))


def archived(*said: tuple[str, str], document: str = "d1", outlet: str = "The Example") -> ArchivedText:
    """A text of quotations, each with its speaker."""
    content, utterances = "", []
    for words, speaker in said:
        start = len(content) + 1
        content += f"“{words}” he said.\n"
        slug = speaker.lower().replace(" ", "-")
        utterances.append(Utterance((Span(start, start + len(words)),), speaker, slug, 0.9, removed=False))
    return ArchivedText(text_digest(content), content, utterances, holders=[Holder(document, outlet, outlet, 1, True)])


def judge(claim: Claim, *sources: ArchivedText) -> Verdict:
    """The verdict on a claim."""
    pieces, found = find_placements(claim, sources)
    return judge_placements(claim, pieces, found) if found else judge_unplaced(claim, pieces, sources)


@given(QUOTED, st.sampled_from(sorted(DISGUISES)))
def test_a_true_quotation_is_right_in_every_disguise(words: str, disguise: str) -> None:
    """And its place is the whole of it."""
    source = archived(("Something else was said before.", "John Smith"), (words, "Jane Doe"))
    worn = DISGUISES[disguise](words).strip('"“”‘’„«»\u00a0.,')
    verdict = judge(Claim((worn,), "Jane Doe", 0.9), source)
    assert verdict.name == "ok"
    assert fold_keys(verdict.closest) == fold_keys(words)


@given(QUOTED, st.integers(0, 24))
def test_a_word_put_in_the_place_of_another_is_never_right(words: str, number: int) -> None:
    """Wherever it stands, whatever stands around it."""
    said = words.split()
    changed = [*said]
    changed[number % len(said)] = "lighthouse"
    verdict = judge(Claim((" ".join(changed),)), archived((words, "Jane Doe")))
    assert verdict.name != "ok"


@given(st.text(st.sampled_from("ab[]…. ()“’\u00ad\nſß"), max_size=60))
def test_every_wording_can_be_read(words: str) -> None:
    """The runs of a wording are never empty, and words keep their places."""
    assert all(run.keys for run in read_pieces([words]).runs)
    assert all(word.span for word in fold_words(words))


SPEAKERS = [
    # A surname, a title, another spelling.
    ("Doe", "Jane Doe", "same"),
    ("President Volodymyr Zelensky", "Zelenskyy", "same"),
    ("Müller", "Muller", "same"),
    # Two people.
    ("Jane Doe", "John Smith", "different"),
    ("Putin", "Peskov", "different"),
    # A description is nobody's name.
    ("a spokesman", "Dmitry Peskov", "unknown"),
    ("White House spokesperson", "Donald Trump", "unknown"),
]


@pytest.mark.parametrize(("one", "other", "likeness"), SPEAKERS)
def test_names_contradict_each_other_only_as_names(one: str, other: str, likeness: str) -> None:
    assert compare_names(one, other) == compare_names(other, one) == likeness


SAID = "We keep the old bridge as it is."


def test_the_best_place_counts() -> None:
    """Right in one article, another's words in the next: right."""
    first = archived((SAID, "John Smith"), document="d1")
    second = archived((SAID, "Jane Doe"), document="d2")
    assert judge(Claim((SAID,), "Jane Doe", 0.9), first, second).name == "ok"


def test_a_wrong_source_is_told_before_a_wrong_speaker() -> None:
    """The order that the head of `archive.verdicts.judging` promises."""
    claim = Claim((SAID,), "John Smith", 0.9, "Other", documents=frozenset(["d9"]))
    assert judge(claim, archived((SAID, "Jane Doe"))).name == "source"


def test_a_speaker_who_is_not_sure_contradicts_nobody() -> None:
    assert judge(Claim((SAID,), "John Smith", 0.3), archived((SAID, "Jane Doe"))).name == "ok"


def test_a_namesake_is_a_wrong_speaker_where_the_draft_is_sure() -> None:
    """Peter Major for Mary Major; not where the draft is unsure, nor under a short form of her name."""
    source = archived((SAID, "Mary Major"))
    assert judge(Claim((SAID,), "Peter Major", 0.99), source).name == "speaker"
    assert judge(Claim((SAID,), "Peter Major", 0.55), source).name == "ok"
    assert judge(Claim((SAID,), "Molly Major", 0.99), source).name == "ok"


def test_several_speakers_make_it_ambiguous_only_where_the_draft_says_nothing() -> None:
    """With two articles of one speaker there is nothing to choose."""
    one, two = archived((SAID, "Jane Doe")), archived((SAID, "John Smith"), document="d2")
    assert judge(Claim((SAID,)), one, two).name == "ambiguous"
    assert judge(Claim((SAID,)), one, archived((SAID, "Doe"), document="d3")).name == "ok"
    assert judge(Claim((SAID,), source="x", documents=frozenset(["d2"])), one, two).name == "ok"


@pytest.mark.parametrize(
    ("confidence", "note"),
    [
        (0.9, "draft: John Smith. Source: Jane Doe"),
        (1.0, "draft: John Smith. A person ruled here: Jane Doe"),  # a confidence that only a person's word has
    ],
)
def test_a_wrong_speaker_says_whether_the_source_names_another_or_a_person_ruled(confidence: float, note: str) -> None:
    """For the article itself may name nobody, or even whom the draft names."""
    words = "We will keep the harbour and the old office open"
    source = archived((words, "Jane Doe"))
    ruled = [replace(one, confidence=confidence) for one in source.utterances]
    source = ArchivedText(source.text, source.content, ruled, holders=source.holders)
    verdict = judge(Claim((words,), "John Smith", 0.9), source)
    assert (verdict.name, verdict.notes) == ("speaker", (note,))
