"""What only machines write: a line that stands several times, words said twice, a title that begins with its colon.

What is hard here is that some articles do repeat: a transcript names its speakers again and again, a table its entries,
a list of prizes the word “Winner”. So a line counts only where all of it stands in one stretch without a paragraph,
below most of the article, three times, and nowhere above, and goes only where other rules set lines aside before it
ends; words said twice only where they are some; and a title behind its colon, which may be the article's
own, only below most of the article and with its kicker above it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from archive.cleaning.marks import IN_THE_ARTICLE, Marks

_FEWEST = 3
_FEWEST_SET_ASIDE = 2
"""Lines of the page that are no accident."""
_FEWEST_LETTERS = 6
_LONGEST = 120
_LONGEST_TITLE = 160
_LONGEST_KICKER = 60
_FEWEST_DOUBLED = 12
_PARTING = frozenset(" |:–—-")
_FEWEST_WORDS = 3


def find_refrains(marks: Marks) -> Iterator[tuple[int, str]]:
    """Unclosed lines that stand three times or more below the article and its page's lines, and nowhere else."""
    for index, times, is_page in _refrains(marks):
        if is_page:
            yield index, f"the line stands {times} times below the article"


def find_lone_refrains(marks: Marks) -> Iterator[tuple[int, str]]:
    """The same where nothing but their number tells that they are the page's: the article may end in a list."""
    for index, times, is_page in _refrains(marks):
        if not is_page:
            yield index, f"the line stands {times} times below most of the article, which may end in a list"


def _refrains(marks: Marks) -> Iterator[tuple[int, int, bool]]:
    """The lines, how often each stands, and whether its stretch is the page's before the last of them."""
    lines = marks.page.lines
    everywhere = Counter(line.folded for line in lines)
    if max(everywhere.values(), default=0) < _FEWEST:
        return
    for stretch in _stretches(marks, marks.most_of_article()):
        counts = Counter(lines[index].folded for index in stretch)
        refrains = {folded for folded, count in counts.items() if _FEWEST <= count == everywhere[folded]}
        found = [index for index in stretch if lines[index].folded in refrains and _could_be_label(marks, index)]
        last = {lines[index].folded: index for index in found}
        aside = _lines_set_aside(marks, stretch) if found else {}
        for index in found:
            folded = lines[index].folded
            yield index, counts[folded], aside[last[folded]] >= _FEWEST_SET_ASIDE


def _lines_set_aside(marks: Marks, stretch: range) -> dict[int, int]:
    """For each line of a stretch how many other rules have set aside above it, as the page's own.

    Those above a lead-in do not count: what its colon announces is the article’s.
    """
    counts, count = {}, 0
    for index in stretch:
        counts[index] = count
        if index in marks.by_line:
            count += marks.by_line[index].rule.label not in IN_THE_ARTICLE
        elif _announces(marks, index):
            count = 0
    return counts


def _announces(marks: Marks, index: int) -> bool:
    return marks.page.lines[index].raw[-1] in ":：" and index not in marks.claims


def _stretches(marks: Marks, start: int) -> Iterator[range]:
    """The stretches of lines from ``start`` on that no standing paragraph parts."""
    standing = [index for index in marks.kept_prose() if index >= start]
    for before, after in zip([start - 1, *standing], [*standing, len(marks.page.lines)], strict=True):
        yield range(before + 1, after)


def _could_be_label(marks: Marks, index: int) -> bool:
    line = marks.page.lines[index]
    letters = sum(map(str.isalpha, line.raw))
    is_long = letters >= _FEWEST_LETTERS or (letters > 1 and not line.raw.isascii())
    return is_long and len(line.raw) <= _LONGEST and not (line.is_closed or line.quotes or line.raw[-1] in ":：")


def find_doubled(marks: Marks) -> Iterator[tuple[int, str]]:
    """Lines that say the same words twice: the title of a link with the text that stands for its picture."""
    for index, line in enumerate(marks.page.lines):
        half = _half_of(line.folded)
        if len(half) >= _FEWEST_DOUBLED and half == line.folded[-len(half) :] and len(half.split()) >= _FEWEST_WORDS:
            yield index, f"the line says “{half}” twice"


def _half_of(folded: str) -> str:
    """What stands before the spaces and strokes in the middle of a line; empty where there are none.

    >>> _half_of("council votes | council votes")
    'council votes'
    """
    start, end = len(folded) // 2, (len(folded) + 1) // 2
    while start and folded[start - 1] in _PARTING and folded[end] in _PARTING:
        start, end = start - 1, end + 1
    return folded[:start] if start < end and _PARTING.issuperset(folded[start:end]) else ""


def find_split_titles(marks: Marks) -> Iterator[tuple[int, str]]:
    """Titles that begin with the colon behind their kicker, each with the kicker in the line above."""
    lines = marks.page.lines
    for index in range(max(1, marks.most_of_article()), len(lines)):
        kicker, title = lines[index - 1], lines[index]
        begins_with_colon = title.raw[0] in ":：" and title.raw[1:2].isalpha() and not title.is_closed
        if begins_with_colon and len(title.raw) <= _LONGEST_TITLE:
            yield index, "the title of another article behind its kicker’s colon"
            if len(kicker.raw) <= _LONGEST_KICKER and index - 1 not in marks.page.prose_set and not kicker.is_closed:
                yield index - 1, "the kicker of the title in the next line"
