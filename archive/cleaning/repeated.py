"""Lines that a site repeats: what stands in three different articles of it is the page's, not the article's.

What is hard here is that articles repeat too. An agency tells the background again in each follow-up, a series has the
same headings in each part, and one article stands at several addresses. So articles that share their longest early
paragraph count as one story, and what becomes of a repeated line is told by its place and its company
(`archive.cleaning.site_runs`). Quotations, corrections, titles, and lines that a sentence or a speaker's name reaches
into stay as they are, so that no quotation and no speaker changes: sentences of such lines go with them, and nothing
else is said anew.

Everything here is computed from one text, what is said about it, and how many stories have its lines; who counts the
lines of an archive is `archive.store.site_lines`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from archive.cleaning.line_forms import number_of, number_of_form
from archive.cleaning.lines import Line, Page, split_page
from archive.cleaning.marking import protected_lines
from archive.cleaning.marks import IN_THE_ARTICLE
from archive.cleaning.site_runs import FEWEST_STORIES, Reason, SiteRuns
from archive.records import Analysis, BlockHint, Removal, Suspect
from archive.rules.outcomes import OutcomeName
from archive.spans import Span, SpanIndex

REPEATED = "line repeated on its site"
"""The name of the rule; it has no row, because its evidence is the archive and not the line."""
REPEATED_LABEL = "site-furniture"
"""What such a line is called."""
REMOVED_SCORE = 0.95
"""How sure it is that a repeated line at the edge of a page is not the article."""
SUSPECT_SCORE = 0.6
"""The same of one that could be the article's."""

_EVIDENCE: Mapping[Reason, str] = {
    "same": "the same line stands in at least {stories} different articles of {site}",
    "form": "the line, but for figures, days or a name, stands in at least {stories} different articles of {site}",
    "pair": "the same line stands in another article of {site}, and its neighbours in at least {stories}",
    "among": "no sentence, below the article among lines that at least {stories} different articles of {site} have",
}
_LONGEST = 600
_MOST_LINES = 400
_EDGE_PARAGRAPHS = 3
_TITLE_WORDS = 4
_HEAD_LINES = 12
_ASIDE = frozenset({"aside", "advert", "chrome"})
"""Zones of a page that are not the article, as the reader names them."""


class RepeatedLine(NamedTuple):
    """A line of a text that its site repeats, and what becomes of it."""

    span: Span
    outcome: OutcomeName
    site: str
    reason: Reason = "same"

    @property
    def evidence(self) -> str:
        """What was seen, in words."""
        return _EVIDENCE[self.reason].format(stories=FEWEST_STORIES, site=self.site)


@dataclass(frozen=True)
class SiteView:
    """A text as its site's other articles can judge it: which of its lines count, and which story it tells.

    ``analysis`` is what the rules and people say of the text, without any repeated line.
    """

    text: str
    hints: tuple[BlockHint, ...]
    analysis: Analysis

    @cached_property
    def story(self) -> int:
        """The number of the story that the article tells: copies of it at other addresses have the same one.

        It stands for the longest paragraph of the first half; of a text without paragraphs, for all of it.
        """
        standing = self._standing_prose(set())
        early = [self._page.lines[index] for index in standing[: max(2, (len(standing) + 1) // 2)]]
        return number_of(max(early, key=lambda line: len(line.raw)).folded if early else self.text)

    @cached_property
    def lines(self) -> dict[int, int]:
        """The lines that are furniture if the site repeats them: by index, each with the number of its words.

        Of a very long page only those nearest to its ends.
        """
        found = [index for index in self._free if self._may_be_counted(index)]
        half = _MOST_LINES // 2
        counted = found if len(found) <= _MOST_LINES else found[:half] + found[-half:]
        return {index: number_of(self._page.lines[index].folded) for index in counted}

    @cached_property
    def forms(self) -> dict[int, int]:
        """Those of these lines in which something varies from article to article, each with the number of its form."""
        short = ((index, self._page.lines[index]) for index in self.lines if index not in self._page.prose_set)
        numbers = ((index, number_of_form(line.raw)) for index, line in short)
        return {index: number for index, number in numbers if number is not None}

    def find_repeated(self, stories: Mapping[int, int], site: str) -> tuple[RepeatedLine, ...]:
        """What becomes of its lines, sorted; ``stories`` tells of numbers how many stories of the site have them."""
        same, forms = (
            {index: stories.get(number, 1) for index, number in numbers.items()} for numbers in (self.lines, self.forms)
        )
        if max([*same.values(), *forms.values()], default=0) < FEWEST_STORIES:
            return ()
        runs = SiteRuns(self._page, self._free, self._aside, self._beside, same, forms)
        return tuple(
            RepeatedLine(self._page.lines[index].span, verdict.outcome, site, verdict.reason)
            for index, verdict in sorted(runs.judge().items())
        )

    @cached_property
    def _free(self) -> tuple[int, ...]:
        """The lines that may be touched: no sentence and no speaker's name reaches into them from outside."""
        kept = self._aside.keys() | set(protected_lines(self._page)) | self._headings
        section = self._section
        spoken = SpanIndex(span for span in _spoken_spans(self.analysis) if span != section)
        sentences = SpanIndex(self.analysis.sentences)
        return tuple(
            index
            for index, line in enumerate(self._page.lines)
            if index not in kept
            and _may_be_furniture(line)
            and not spoken.overlapping(line.span)
            and all(line.span.contains(sentence) for sentence in sentences.overlapping(line.span))
        )

    @cached_property
    def _section(self) -> Span | None:
        """A title of few words right above a line that looks more like one: it may be what the section is called."""
        title = next((found.span for found in self.analysis.evidence if found.field == "title"), None)
        standing = [line for index, line in enumerate(self._page.lines[:_HEAD_LINES]) if index not in self._aside]
        for line, below in pairwise(standing):
            if line.span == title:
                is_title = len(below.words) >= _TITLE_WORDS and not (below.is_closed or below.is_prose)
                return title if is_title and len(line.words) < _TITLE_WORDS else None
        return None

    def _may_be_counted(self, index: int) -> bool:
        return index not in self._page.prose_set or index in self._edge_prose or self._stands_apart(index)

    @cached_property
    def _edge_prose(self) -> frozenset[int]:
        """The first and the last paragraphs that stand: where a paper says in sentences what it is."""
        standing = self._standing_prose(set())
        return frozenset(standing[:_EDGE_PARAGRAPHS] + standing[-_EDGE_PARAGRAPHS:])

    @cached_property
    def _page(self) -> Page:
        return split_page(self.text, self.hints)

    @cached_property
    def _aside(self) -> dict[int, str]:
        """The lines that are set aside, even in part, each with its label."""
        removed = [(removal.span, removal.label) for removal in self.analysis.removals]
        labels = dict(removed)
        index = SpanIndex(labels)
        touched = ((at, index.overlapping(line.span)) for at, line in enumerate(self._page.lines))
        return {at: labels[spans[0]] for at, spans in touched if spans}

    @cached_property
    def _beside(self) -> frozenset[int]:
        """The lines that the page itself shows beside the article."""
        blocks = (hint.span for hint in self.hints if not _ASIDE.isdisjoint(hint.inside) or hint.is_linked)
        return frozenset(self._page.lines_inside(blocks))

    @cached_property
    def _headings(self) -> frozenset[int]:
        blocks = (hint.span for hint in self.hints if hint.kind == "heading")
        return frozenset(self._page.lines_inside(blocks)) - self._beside

    def _standing_prose(self, found: Collection[int]) -> list[int]:
        return [index for index in self._page.prose if index not in self._aside and index not in found]

    def _stands_apart(self, index: int) -> bool:
        """Whether a paragraph stands beside the article, or is parted from it by more than an advertisement."""
        around = {self._aside.get(index - 1, ""), self._aside.get(index + 1, "")} - {""}
        return index in self._beside or not around <= IN_THE_ARTICLE


def lay_repeated(analysis: Analysis, repeated: Sequence[RepeatedLine]) -> Analysis:
    """The analysis with the repeated lines set aside or flagged; sentences go with lines that are set aside."""
    if not repeated:
        return analysis
    removals, suspects = list(analysis.removals), list(analysis.suspects)
    aside = SpanIndex(line.span for line in repeated if line.outcome == "remove")
    flagged = SpanIndex(line.span for line in repeated)
    suspects = [suspect for suspect in suspects if not flagged.overlapping(suspect.span)]
    for line in repeated:
        if line.outcome == "remove":
            removals.append(Removal(line.span, REPEATED_LABEL, REPEATED, line.evidence, REMOVED_SCORE, is_local=False))
        else:
            suspects.append(Suspect(line.span, REPEATED_LABEL, REPEATED, line.evidence, SUSPECT_SCORE, is_local=False))
    return replace(
        analysis,
        removals=tuple(sorted(removals)),
        suspects=tuple(sorted(suspects)),
        sentences=tuple(sentence for sentence in analysis.sentences if not aside.overlapping(sentence)),
    )


def _may_be_furniture(line: Line) -> bool:
    return bool(line.words) and len(line.raw) <= _LONGEST and not line.quotes


def _spoken_spans(analysis: Analysis) -> Iterator[Span]:
    """What no repeated line may touch: quotations with who said them, corrections, the title."""
    for quotation in analysis.quotations:
        said = quotation.attribution
        yield from quotation.segments
        yield from (span for span in (said.mention_span, said.cue_span) if span)
        yield from (station.span for station in said.via)
    yield from (notice.span for notice in analysis.notices)
    yield from (found.span for found in analysis.evidence if found.field == "title")
