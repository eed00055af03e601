"""What becomes of the lines that a site repeats, by where they stand and beside what.

What is hard here is that articles repeat too, so the weaker the evidence the more company it needs. A line that three
stories have goes at the edges of the page. One that only its form shows (“12 comments”), or that two stories have, goes
where lines stand beside it that are surely the page's; one without any evidence only below the article, in the midst of
such lines. A paragraph goes at the edge of the page, parted from the article by lines of the page; where a page's line
touches it, it is flagged. What could be the headline is never set aside for less than its own page's word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from archive.cleaning.lines import Page
from archive.cleaning.marks import IN_THE_ARTICLE, end_of_most
from archive.rules.outcomes import OutcomeName

Reason = Literal["same", "form", "pair", "among"]
"""Why a line is the site's: three stories have it; or its form; two have it; or all round it are such lines."""

FEWEST_STORIES = 3
"""A line that so many different stories of one site have is the page's."""
_FEWEST_BETWEEN = 2
"""The page's lines that part a repeated paragraph from the article."""
_BETWEEN = frozenset({"comment-form", "comment-widget", "copyright", "navigation"})
"""Labels of what stands behind the article and never in it."""
_HEADLINE_WORDS = 4
_HEADLINE_LETTERS = 12
_HEADLINE_LINES = 12
"""The lines above the first paragraph among which the headline stands."""
_FEWEST_IN_RUN = 3
_LEAST_SHARE = 1 / 3
_LONGEST_LABEL = 160


class Verdict(NamedTuple):
    """What becomes of a line, and why."""

    outcome: OutcomeName
    reason: Reason


@dataclass(frozen=True)
class SiteRuns:
    """The lines of one page with how many stories of the site have each, as far as three.

    ``free`` are the lines that may be touched at all, ``aside`` those that are set aside with their labels, ``beside``
    those that the page itself shows beside the article; ``same`` and ``forms`` count stories.
    """

    page: Page
    free: Collection[int]
    aside: Mapping[int, str]
    beside: Collection[int]
    same: Mapping[int, int]
    forms: Mapping[int, int]

    def judge(self) -> dict[int, Verdict]:
        """What becomes of lines, by index; nothing of those that are not named."""
        found = {index: Verdict(self._outcome_of_label(index), "same") for index in self._labels}
        sure = {index for index, label in self.aside.items() if label not in IN_THE_ARTICLE} | _removed(found)
        found |= self._judge_weak(sure)
        first = self._first_below(sure)
        touched = {index for index in self._repeated - self._labels if index > first or self._is_touched(index)}
        found |= self._judge_rest(sure | _removed(found) | touched)
        aside = self.aside.keys() | _removed(found)
        found |= {index: Verdict(self._outcome_of_paragraph(index, aside), "same") for index in sorted(touched)}
        return found | self._spare_headline(found)

    @cached_property
    def _repeated(self) -> frozenset[int]:
        """The lines that three stories have; a page whose paragraphs most others have is a copy, and these its own."""
        found = frozenset(index for index, stories in self.same.items() if stories >= FEWEST_STORIES)
        counted = self.page.prose_set.intersection(self.same)
        if 2 * len(found & counted) <= len(counted):
            return found
        apart = {index for index in counted if index in self.beside or not self._labels_round(index) <= IN_THE_ARTICLE}
        return found - counted | found & apart

    @cached_property
    def _standing(self) -> list[int]:
        """The paragraphs that are the article's."""
        return [index for index in self.page.prose if index not in self.aside and index not in self._repeated]

    @cached_property
    def _body(self) -> range:
        return range(self._standing[0], self._standing[-1] + 1) if self._standing else range(0)

    @cached_property
    def _formed(self) -> frozenset[int]:
        """The lines whose form is repeated."""
        formed = frozenset(index for index, stories in self.forms.items() if stories >= FEWEST_STORIES)
        return formed - self._repeated

    @cached_property
    def _labels(self) -> frozenset[int]:
        """The repeated lines that are no paragraphs."""
        return self._repeated - self.page.prose_set

    def _outcome_of_label(self, index: int) -> OutcomeName:
        if index in self.beside:
            return "remove"
        near = {index - 1, index + 1}
        has_neighbour = not near.isdisjoint(self._labels) or not near.isdisjoint(self.aside)
        if self._may_be_headline(index) or not (has_neighbour or index not in self._body):
            return "suspect"
        return "suspect" if 0 < self._body.stop <= index < self._first_firm else "remove"

    @cached_property
    def _first_firm(self) -> int:
        """The first line below the last paragraph that is surely the page's: no heading of a list or a table.

        What stands above it may be one, “What you need”, where lines follow that no other page has. Known by its own
        form, beside another repeated line, or at the end of the page a line heads nothing.
        """
        for index in range(self._body.stop, len(self.page.lines)):
            is_last = index + 1 == len(self.page.lines)
            if self._is_known(index) and (index in self.aside or index + 1 in self._labels or is_last):
                return index
        return len(self.page.lines)

    def _is_known(self, index: int) -> bool:
        return index in self._labels or self.aside.get(index, "ad") not in IN_THE_ARTICLE

    def _is_touched(self, index: int) -> bool:
        """Whether a repeated paragraph stands beside the article, or beside a line of the page."""
        is_near_label = not {index - 1, index + 1}.isdisjoint(self._labels | self._formed)
        return index in self.beside or is_near_label or not self._labels_round(index) <= IN_THE_ARTICLE

    def _labels_round(self, index: int) -> set[str]:
        return {self.aside[at] for at in (index - 1, index + 1) if at in self.aside}

    def _outcome_of_paragraph(self, index: int, aside: Collection[int]) -> OutcomeName:
        """What becomes of a repeated paragraph: agencies tell the background again in every follow-up."""
        if index in self.beside:
            return "remove"
        if index in self._body or not self._standing:
            return "suspect"
        first, last = self._body[0], self._body[-1]
        between = range(last + 1, index) if index > last else range(index + 1, first)
        is_parted = all(at in self._repeated or at in aside for at in between)
        own = sum(at in self._labels or at in self._formed or self.aside.get(at) in _BETWEEN for at in between)
        return "remove" if is_parted and own >= _FEWEST_BETWEEN else "suspect"

    def _may_be_headline(self, index: int) -> bool:
        """Whether the line stands where headlines stand, and has as many words: other pages may link to it."""
        line = self.page.lines[index]
        is_unspaced = len(line.raw) >= _HEADLINE_LETTERS and " " not in line.raw
        return self._is_near_headline(index) and (len(line.words) >= _HEADLINE_WORDS or is_unspaced)

    def _is_near_headline(self, index: int) -> bool:
        return self._standing[0] - _HEADLINE_LINES <= index < self._standing[0] if self._standing else True

    def _spare_headline(self, found: Mapping[int, Verdict]) -> dict[int, Verdict]:
        """Of a head of several lines that would all go, that of most words is only flagged: it may be the headline."""
        head = [index for index in range(len(self.page.lines)) if self._standing and self._is_near_headline(index)]
        removed = sorted(_removed(found).intersection(head), key=lambda index: len(self.page.lines[index].words))
        is_left = any(index not in self.aside and index not in removed for index in head)
        if not removed or is_left or len(head) == 1:
            return {}
        return {removed[-1]: Verdict("suspect", found[removed[-1]].reason)}

    def _judge_weak(self, sure: Collection[int]) -> dict[int, Verdict]:
        """Lines of a known form, and lines that two stories have."""
        pairs = {index for index, stories in self.same.items() if stories == FEWEST_STORIES - 1}
        reasons: dict[int, Reason] = dict.fromkeys(pairs - self.page.prose_set, "pair")
        reasons |= dict.fromkeys(self._formed, "form")
        first_below = self._first_below(sure)
        found: dict[int, Verdict] = {}
        for run in _runs(sorted({*reasons, *sure})):
            known = [index for index in run if index in sure]
            for index in run:
                if index not in reasons:
                    continue
                if index in self._body:  # a heading of the article is no last line of such a row
                    is_page = len(known) >= _FEWEST_IN_RUN and known[0] < index < known[-1]
                else:  # results of a match stand right below the article
                    is_page = bool(known) and not self._body.stop <= index < first_below
                may_be_headline = self._is_near_headline(index) and (
                    reasons[index] == "pair" or self._may_be_headline(index)
                )
                if is_page and not may_be_headline:
                    found[index] = Verdict("remove", reasons[index])
                elif reasons[index] == "form" and index not in self._body:
                    found[index] = Verdict("suspect", "form")
        return found

    def _first_below(self, sure: Collection[int]) -> int:
        """The index of the page's first line below the article; the end of the page where there is none."""
        return min((index for index in sure if index >= self._body.stop), default=len(self.page.lines))

    def _judge_rest(self, sure: Collection[int]) -> dict[int, Verdict]:
        """Short lines below the article between two of the page's, or in a run that is full of them."""
        judged: dict[int, Verdict] = {}
        start = self._below_article
        short = [index for index in range(start, len(self.page.lines)) if index in sure or self._is_short(index)]
        for run in _runs(short):
            known = [index for index in run if index in sure]
            is_full = len(known) >= _FEWEST_IN_RUN and len(known) >= _LEAST_SHARE * len(run)
            opening = next((index for index in known if self._opens_a_list(index, sure)), run.stop)
            for index in run:
                is_between = index - 1 in sure and index + 1 in sure
                is_inside = is_full and opening < index < known[-1] and not self._has_figures(index)
                if index not in sure and (is_between or is_inside):
                    judged[index] = Verdict("remove", "among")
        return judged

    def _opens_a_list(self, index: int, sure: Collection[int]) -> bool:
        """Whether the page's line shows by itself, or with the next, that what follows is the page's too."""
        return index + 1 in sure or self.aside.get(index) == "related-links"

    def _has_figures(self, index: int) -> bool:
        """Whether the line could be a row of the figures that an article ends in."""
        return any(map(str.isdigit, self.page.lines[index].raw))

    def _is_short(self, index: int) -> bool:
        line = self.page.lines[index]
        is_label = len(line.raw) <= _LONGEST_LABEL and not line.is_closed
        return is_label and index in self.free and index not in self.page.prose_set

    @cached_property
    def _below_article(self) -> int:
        """The index behind most of the article."""
        return end_of_most({index: len(self.page.lines[index].raw) for index in self._standing}, self.page)


def _removed(found: Mapping[int, Verdict]) -> set[int]:
    return {index for index, verdict in found.items() if verdict.outcome == "remove"}


def _runs(indexes: list[int]) -> Iterator[range]:
    """The stretches of indexes that follow each other."""
    start = 0
    for place, index in enumerate(indexes):
        if place + 1 == len(indexes) or indexes[place + 1] != index + 1:
            yield range(indexes[start], index + 1)
            start = place + 1
