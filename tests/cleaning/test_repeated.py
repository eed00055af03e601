"""A line that a site repeats is the page's, unless it could be the article's: then it is flagged, or left alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given

from archive.analysis import analyse
from archive.cleaning.repeated import SiteView, lay_repeated
from archive.cleaning.site_runs import FEWEST_STORIES
from archive.records import Analysis, BlockHint
from archive.spans import Span
from archive.versions import version_key
from tests import strategies

BODY = (
    "The mayor opened the bridge on Friday with a short speech to the town.",
    "The bridge had been closed for three years, the council of the town said.",
    "She thanked the engineers and the workers for all of their patience.",
)
BACKGROUND = "The river has flooded the lower town four times since the dam was built."


def view_of(lines: Sequence[str], hints: Sequence[BlockHint] = ()) -> SiteView:
    """The page of these lines."""
    text = "\n".join(lines)
    return SiteView(text, tuple(hints), analyse(text, hints))


def outcome_of_line(lines: Sequence[str], line: str, hints: Sequence[BlockHint] = ()) -> str:
    """What becomes of ``line`` when the site repeats all lines that it could repeat."""
    view = view_of(lines, hints)
    found = view.find_repeated(dict.fromkeys(view.lines.values(), FEWEST_STORIES), "example.org")
    return next((one.outcome for one in found if one.span.of(view.text) == line), "kept")


CASES = [
    # below the last paragraph
    ([*BODY, "The Springfield Weekend"], "The Springfield Weekend", "remove"),
    # above the first
    (["The Springfield Weekend", *BODY], "The Springfield Weekend", "kept"),  # the first line may be the headline
    (["Bridge opens", "Springfield Weekend desk", *BODY], "Springfield Weekend desk", "remove"),
    # a section above what looks more like a headline
    (["Springfield local", "Mayor opens the bridge at last", "Jane Doe", *BODY], "Springfield local", "remove"),
    # between paragraphs: a button or the heading of a series
    ([BODY[0], "What happens next", *BODY[1:]], "What happens next", "suspect"),
    # beside another such line: no heading
    ([BODY[0], "Springfield Weekend", "All our pictures", *BODY[1:]], "All our pictures", "remove"),
    # a paragraph of background that an agency tells again, in the midst and at the end
    ([BODY[0], BACKGROUND, *BODY[1:]], BACKGROUND, "kept"),
    ([*BODY, BACKGROUND], BACKGROUND, "kept"),
    # the same behind an advertisement, which parts nothing from the article
    ([*BODY, "Advertisement", BACKGROUND], BACKGROUND, "kept"),
    # a paragraph that something else parts from the article
    ([*BODY, "Read more", BACKGROUND], BACKGROUND, "suspect"),
    # a line that quotes is never touched
    ([*BODY, "“We will rock you”"], "“We will rock you”", "kept"),
    # a correction is never touched
    ([*BODY, "Correction: the bridge opened on Friday"], "Correction: the bridge opened on Friday", "kept"),
]


@pytest.mark.parametrize(("lines", "line", "outcome"), CASES)
def test_what_becomes_of_a_repeated_line(lines: list[str], line: str, outcome: str) -> None:
    """By its place and its company."""
    assert outcome_of_line(lines, line) == outcome


def test_the_page_may_show_that_a_paragraph_stands_beside_the_article() -> None:
    """In an aside, or as nothing but links; a heading that the page shows is kept."""
    lines = [*BODY, BACKGROUND]
    start = len("\n".join(BODY)) + 1
    span = Span(start, start + len(BACKGROUND))
    assert outcome_of_line(lines, BACKGROUND, [BlockHint(span, "paragraph", inside=("aside",))]) == "remove"
    assert outcome_of_line(lines, BACKGROUND, [BlockHint(span, "paragraph", linked=0.9)]) == "remove"
    heading = [BODY[0], "Springfield Weekend", "What happens next", *BODY[1:]]
    start = len("\n".join(heading[:2])) + 1
    hint = BlockHint(Span(start, start + len(heading[2])), "heading", "h2")
    assert outcome_of_line(heading, heading[2], [hint]) == "kept"


def test_the_line_of_a_speakers_name_is_kept() -> None:
    """A repeated line that tells who speaks is evidence, and no attribution changes."""
    lines = ["JANE DOE:", "“We will open the bridge in May, whatever the weather may bring to the town.”", *BODY]
    view = view_of(lines)
    said = view.analysis.quotations[0].attribution
    if said.mention_span:
        found = view.find_repeated(dict.fromkeys(view.lines.values(), FEWEST_STORIES), "example.org")
        assert not any(one.span.overlaps(said.mention_span) for one in found)


def test_copies_of_an_article_are_one_story() -> None:
    """Another address, other furniture, an update at the end: the longest early paragraph tells it."""
    assert view_of(BODY).story == view_of(["Springfield Weekend", *BODY, "Read more", BACKGROUND]).story
    assert view_of(BODY).story != view_of([BACKGROUND, *BODY[2:]]).story
    assert view_of(["Roses"]).story != view_of(["Violets"]).story


@given(strategies.articles())
def test_repetition_changes_no_quotation_no_speaker_and_no_version(text: str) -> None:
    """Whatever the site repeats: only whole lines and their sentences go, and each character is held once."""
    analysis = analyse(text)
    view = SiteView(text, (), analysis)
    laid = lay_repeated(analysis, view.find_repeated(dict.fromkeys(view.lines.values(), FEWEST_STORIES), "example.org"))
    assert laid.quotations == analysis.quotations
    assert laid.notices == analysis.notices
    assert version_key(text, laid.removals) == version_key(text, analysis.removals)
    assert not any(removal.is_local for removal in laid.removals if removal not in analysis.removals)
    _assert_partition(text, laid)


def _assert_partition(text: str, analysis: Analysis) -> None:
    held = [at for span in analysis.sentences for at in range(span.start, span.end)]
    held += [at for removal in analysis.removals for at in range(removal.span.start, removal.span.end)]
    assert len(held) == len(set(held))
    assert {at for at in range(len(text)) if not text[at].isspace()} <= set(held)
