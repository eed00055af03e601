"""The whole analysis: a pure function of the text, the same in every process, with offsets that never move."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.analysis import analyse
from archive.errors import InvalidSpan
from archive.identifiers import parse_permalink, text_digest
from archive.records import Analysis, Removal
from archive.rules import rule_set_name
from archive.spans import Span

SEEDS = sorted((Path(__file__).resolve().parent.parent / "seeds").glob("*.txt"))
TEXTS = st.text(st.sampled_from("“”\"'’ \n\r\x00\ufeff🎈.,:—aJeSmithsaid"), max_size=120)


def read(path: Path) -> str:
    """A seed, byte for byte."""
    return path.read_bytes().decode("utf-8")


@given(TEXTS)
def test_kept_and_removed_are_the_text(text: str) -> None:
    """Every visible character is in exactly one removal or sentence."""
    analysis = analyse(text)
    seen = [0] * len(text)
    for span in [removal.span for removal in analysis.removals] + list(analysis.sentences):
        for position in range(span.start, span.end):
            seen[position] += 1
    assert all(count == 1 for count, character in zip(seen, text, strict=True) if not character.isspace())
    assert max(seen, default=0) <= 1


@given(TEXTS)
def test_an_analysis_is_sorted_and_names_its_text_and_rules(text: str) -> None:
    """Removals, sentences and quotations come in the order of the text, under the name of text and rule set."""
    analysis = analyse(text)
    assert list(analysis.sentences) == sorted(analysis.sentences)
    assert [removal.span for removal in analysis.removals] == sorted(removal.span for removal in analysis.removals)
    assert [found.span for found in analysis.quotations] == sorted(found.span for found in analysis.quotations)
    assert (analysis.text, analysis.rule_set) == (text_digest(text), rule_set_name())


@given(TEXTS)
def test_an_analysis_is_the_same_the_second_time(text: str) -> None:
    """Nothing is kept between two calls."""
    assert analyse(text) == analyse(text)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_a_permalink_cuts_the_quoted_words_from_the_text_alone(path: Path) -> None:
    """Printing a permalink, reading it again and cutting the text gives the words from first to last segment."""
    text = read(path)
    for quotation in analyse(text).quotations:
        link = parse_permalink(str(quotation.permalink(text_digest(text))))
        assert link.span.of(text).startswith(quotation.segments[0].of(text))
        assert link.span.of(text).endswith(quotation.segments[-1].of(text))


def without_places(analysis: Analysis) -> list[tuple[object, ...]]:
    """What an analysis says about quotations, without where."""
    return [
        (found.kind, found.removed, found.attribution.speaker, found.attribution.mention, found.attribution.cue)
        for found in analysis.quotations
    ]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_characters_outside_the_basic_plane_move_every_span_by_their_number(path: Path) -> None:
    """Emoji count as one: the seeds hold none, so a mistake with UTF-16 would not show on them."""
    text = read(path)
    before = "The mayor opened the bridge 🎈🎈🎈 on Friday.\n"
    moved = analyse(before + text)
    assert without_places(moved) == without_places(analyse(text))
    words = [found.segments[0].of(before + text) for found in moved.quotations]
    assert words == [found.segments[0].of(text) for found in analyse(text).quotations]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\f"])
def test_all_parts_see_the_same_lines(end: str) -> None:
    """A label on a line of its own is one to the cleaning where the sentences see a line end."""
    paragraph = "The council of the valley met on Friday to talk about the mill and its wheel."
    text = end.join([paragraph, f"“{paragraph}” said the mayor.", "ADVERTISEMENT", paragraph])
    analysis = analyse(text)
    assert [removal.span.of(text) for removal in analysis.removals] == ["ADVERTISEMENT"]
    assert len(analysis.sentences) == 3
    assert [found.span.of(text) for found in analysis.quotations] == [paragraph]


def test_a_bullet_right_behind_a_full_stop_makes_no_empty_sentence() -> None:
    text = "He left. • Bread • Wine"
    assert [span.of(text) for span in analyse(text).sentences][:2] == ["He left.", "• Bread"]


@pytest.mark.parametrize(
    ("removals", "sentences", "message"),
    [
        ([], [(0, 4), (4, 4)], "the sentences of a text are"),  # empty
        ([], [(5, 9), (0, 4)], "the sentences of a text are"),  # not in order
        ([], [(0, 5), (4, 9)], "the sentences of a text are"),  # sharing a character
        ([(3, 3)], [], "the removals of a text are"),
        ([(0, 3), (2, 4)], [], "the removals of a text are"),
    ],
)
def test_an_analysis_that_breaks_its_contract_cannot_be_made(
    removals: list[tuple[int, int]], sentences: list[tuple[int, int]], message: str
) -> None:
    """A mistake of the text work is found where it is made, not by the database."""
    with pytest.raises(InvalidSpan, match=message):
        Analysis(
            text=text_digest("x"),
            rule_set="r0",
            removals=tuple(Removal(Span(*pair), "ad", "a rule") for pair in removals),
            sentences=tuple(Span(*pair) for pair in sentences),
            quotations=(),
        )


def digest_elsewhere(path: Path, seed: str) -> str:
    """The digest of the analysis of a file, computed by another process."""
    program = (
        "import hashlib, pathlib, sys; from archive.analysis import analyse;"
        "text = pathlib.Path(sys.argv[1]).read_bytes().decode();"
        "print(hashlib.sha256(repr(analyse(text)).encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-W", "error", "-c", program, str(path)]
    folder = Path(__file__).resolve().parent.parent
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize("path", SEEDS[2:4], ids=lambda path: path.name[:3])
def test_another_process_computes_the_same_analysis(path: Path) -> None:
    """Two processes with different orders of sets agree on every character of the record."""
    assert digest_elsewhere(path, "1") == digest_elsewhere(path, "4242")
