"""Short lines in the company of known furniture: what a page has between a share bar and a menu is the page's.

What is hard here is that articles have short lines too: headings, lists, results. Two things together are no accident:
a line that is no sentence, and known lines on both sides of it or all through the run that it stands in. What stands in
the middle of articles as well, such as an advertisement or a credit, is no company; nor is anything above the first
paragraph, where the headline stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.cleaning.marks import IN_THE_ARTICLE, Marks

_LONGEST = 160
_STROKE = " | "
"""What no sentence has in it."""
_FEWEST_KNOWN = 3
"""Known lines of a run that make the others of it furniture."""
_LEAST_SHARE = 1 / 3
"""The part of the run that they have to be."""
_FEWEST_PARAGRAPHS = 3
_FEWEST_BEFORE = 2
"""Known lines below the article behind which no article goes on."""


def find_enclosed_lines(marks: Marks) -> Iterator[tuple[int, str]]:
    """Short lines between two known ones, and those of runs in which many are known."""
    known = [bool(marks.labels_of(index) - IN_THE_ARTICLE) for index in range(len(marks.page.lines))]
    for start, end in _runs_of_short_lines(marks):
        run = range(start, end)
        count = sum(known[start:end])
        is_full = count >= _FEWEST_KNOWN and count >= _LEAST_SHARE * len(run)
        for index in run:
            if index in marks.by_line or known[index]:
                continue
            if 0 < index < len(known) - 1 and known[index - 1] and known[index + 1]:
                yield index, "no sentence, between two lines of known forms"
            elif is_full and start < index and (index < end - 1 or end == len(known)):
                yield index, f"no sentence, in a run of {len(run)} short lines of which {count} have known forms"


def find_lines_behind_page(marks: Marks) -> Iterator[tuple[int, str]]:
    """Short lines behind the last paragraph and behind two known lines there, where there is an article above."""
    if len(marks.kept_prose()) < _FEWEST_PARAGRAPHS:
        return
    known: list[int] = []
    for index in range(marks.tail_start(), len(marks.page.lines)):
        if index in marks.by_line:
            known.extend([index] * (marks.by_line[index].rule.label not in IN_THE_ARTICLE))
        elif len(known) >= _FEWEST_BEFORE and _is_short(marks, index):
            yield index, f"no sentence, behind the last paragraph and “{marks.page.lines[known[-1]].raw}”"


def _runs_of_short_lines(marks: Marks) -> Iterator[tuple[int, int]]:
    """The stretches below the first paragraph in which no line is a sentence, as half-open ranges of indexes."""
    lines, prose = marks.page.lines, marks.kept_prose()
    start = prose[0] + 1 if prose else len(lines)
    for index in range(start, len(lines) + 1):
        if index < len(lines) and _is_short(marks, index):
            continue
        if index > start:
            yield start, index
        start = index + 1


def _is_short(marks: Marks, index: int) -> bool:
    line = marks.page.lines[index]
    if index in marks.by_line:
        return True
    is_sentence = line.is_closed and _STROKE not in line.raw
    return index not in marks.page.prose_set and len(line.raw) <= _LONGEST and not (is_sentence or line.quotes)
