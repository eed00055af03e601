"""The bench's own bookkeeping of peers: a figure of a peer is as honest as one of ours."""

from __future__ import annotations

import pytest

from archive.spans import Span
from bench.peers.asking import print_peers, speed_measures
from bench.peers.lines import kept_in
from bench.peers.quoting import Heard, by_typed_pairs
from bench.peers.scoring import Row, Spoken, score_quotations, share

TEXT = "“We wait,” she said. “Go.”"
FIRST, SHE, SECOND = Span(1, 9), Span(11, 14), Span(22, 25)


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("A caption.\nBody.\nA caption.", [True, True, True]),
        ("Body.\nA caption.", [False, True, True]),  # which of two equal lines went is told by the order
        ("", [False, False, False]),
        ("A caption.  \n  Body.", [True, True, False]),  # white space at the ends is nobody's loss
    ],
)
def test_a_line_counts_as_kept_when_the_peers_answer_holds_it(answer: str, kept: list[bool]) -> None:
    """Equal lines are matched in order, each at most once."""
    assert kept_in(["A caption.", "Body.", "A caption."], answer) == kept


def test_a_peer_is_scored_on_exact_spans_and_on_overlapping_speakers() -> None:
    """A speaker beside the right one is wrong; one where the gold names nobody is not asked for."""
    gold = [Spoken(FIRST, (SHE,)), Spoken(SECOND, ())]
    heard = [Heard(FIRST, SHE), Heard(SECOND), Heard(Span(15, 19), SHE)]
    rows = score_quotations("set", "peer", lambda _: heard, [(TEXT, gold)])
    assert [row.value for row in rows] == [2 * 2 / 5, 1.0, 2 * 1 / 3]  # the carried one is not asked for its speaker
    wrong = score_quotations("set", "peer", lambda _: [Heard(FIRST, SECOND)], [(TEXT, gold)])
    assert [row.value for row in wrong] == [2 * 1 / 3, 0.0, 0.0]


def test_typed_pairs_end_with_the_line() -> None:
    """A mark that its line leaves open quotes nothing."""
    found = [heard.span.of(text) for text in ["“a” “b\nc” «d» 'e'"] for heard in by_typed_pairs(text)]
    assert found == ["a", "d"]


def test_only_figures_of_speed_become_measures() -> None:
    """The rest is printed for scale and holds no floor."""
    rows = [share("seeds: lines kept", "jusText", 1, 2), Row("speed: all text work", "textacy", 9.0, "9.0 times ours")]
    assert [(measure.name, measure.value) for measure in speed_measures(rows)] == [
        ("speed: all text work, textacy over ours", 9.0)
    ]


def test_the_peers_table_names_each_measure_once(capsys: pytest.CaptureFixture[str]) -> None:
    """The peers of one measure stand below each other."""
    print_peers([share("kept", "b", 1, 2), share("kept", "a", 2, 2)])
    printed = capsys.readouterr().out.splitlines()
    assert [line.split() for line in printed[2:]] == [["kept", "b", "1/2"], ["a", "2/2"]]
