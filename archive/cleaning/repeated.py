"""Lines that a site repeats: what stands in three different articles of it is the page's, not the article's.

What is hard here is that articles repeat too. An agency tells the background again in each follow-up, a series has the
same headings in each part, and one article stands at several addresses. So a paragraph is never set aside for being
repeated, unless the page itself shows it beside the article; articles that share their longest early paragraph count as
one story; a line between paragraphs goes only together with a neighbour, else it is flagged. Quotations, corrections,
titles, and lines that a sentence or a speaker's name reaches into stay as they are, so that no quotation and no speaker
changes: sentences of such lines go with them, and nothing else is said anew.

Everything here is computed from one text, what is said about it, and which of its lines are repeated; who counts the
lines of an archive is `archive.store.site_lines`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from archive.cleaning.lines import Line, Page, split_page
from archive.cleaning.marking import protected_lines
from archive.cleaning.marks import IN_THE_ARTICLE
from archive.records import Analysis, BlockHint, Removal, Suspect
from archive.rules.folding import fold_line
from archive.rules.outcomes import OutcomeName
from archive.spans import Span, SpanIndex

FEWEST_STORIES = 3
"""A line that so many different stories of one site have is the page's."""
REPEATED = "line repeated on its site"
"""The name of the rule; it has no row, because its evidence is the archive and not the line."""
REPEATED_LABEL = "site-furniture"
"""What such a line is called."""
REMOVED_SCORE = 0.95
"""How sure it is that a repeated line at the edge of a page is not the article."""
SUSPECT_SCORE = 0.6
"""The same of one between two paragraphs, or of a repeated paragraph at the edge."""

_LONGEST = 600
_MOST_LINES = 200
_ASIDE = frozenset({"aside", "advert", "chrome"})
"""Zones of a page that are not the article, as the reader names them."""
_LINKED = 0.5
"""From this share of linked letters on, a paragraph is a menu."""


class RepeatedLine(NamedTuple):
    """A line of a text that its site repeats, and what becomes of it."""

    span: Span
    outcome: OutcomeName
    site: str


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
        return _digest(max(early, key=lambda line: len(line.raw)).folded if early else self.text)

    @cached_property
    def lines(self) -> dict[int, int]:
        """The lines that are furniture if the site repeats them: by index, each with the number of its words."""
        kept = self._aside.keys() | set(protected_lines(self._page)) | self._headings
        spoken, sentences = SpanIndex(_spoken_spans(self.analysis)), SpanIndex(self.analysis.sentences)
        found: dict[int, int] = {}
        for index, line in enumerate(self._page.lines):
            if index in kept or not _may_be_furniture(line) or spoken.overlapping(line.span):
                continue
            if index in self._page.prose_set and not self._stands_apart(index):
                continue
            if all(line.span.contains(sentence) for sentence in sentences.overlapping(line.span)):
                found[index] = _digest(line.folded)
        return dict(islice(found.items(), _MOST_LINES))

    def find_repeated(self, repeated: Collection[int], site: str) -> tuple[RepeatedLine, ...]:
        """What becomes of the lines whose numbers are among ``repeated``, sorted."""
        found = {index for index, digest in self.lines.items() if digest in repeated}
        standing = self._standing_prose(found)
        body = range(standing[0], standing[-1] + 1) if standing else range(0)
        return tuple(
            RepeatedLine(self._page.lines[index].span, self._outcome(index, found, body), site)
            for index in sorted(found)
        )

    def _outcome(self, index: int, found: set[int], body: range) -> OutcomeName:
        if index in self._beside:
            return "remove"
        if index in self._page.prose_set:
            return "suspect"
        has_neighbour = (
            index - 1 in found or index + 1 in found or not self._aside.keys().isdisjoint({index - 1, index + 1})
        )
        return "remove" if has_neighbour or index not in body else "suspect"

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
        blocks = (hint.span for hint in self.hints if not _ASIDE.isdisjoint(hint.inside) or hint.linked >= _LINKED)
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
        evidence = f"the same line stands in at least {FEWEST_STORIES} different articles of {line.site}"
        if line.outcome == "remove":
            removals.append(Removal(line.span, REPEATED_LABEL, REPEATED, evidence, REMOVED_SCORE, is_local=False))
        else:
            suspects.append(Suspect(line.span, REPEATED_LABEL, REPEATED, evidence, SUSPECT_SCORE, is_local=False))
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


def number_of_line(line: str) -> int:
    """The number that stands for a line of a site, whatever its capitals and ornaments.

    >>> number_of_line("READ MORE:") == number_of_line("Read more")
    True
    """
    return _digest(fold_line(line))


def _digest(words: str) -> int:
    """63 bits of the words' SHA-256: two lines of one archive share them by chance once in a billion archives."""
    return int.from_bytes(hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()[:8]) >> 1
