"""What only machines write: a line that stands several times, words said twice, a title that begins with its colon.

What is hard here is that some articles do repeat: a transcript names its speakers again and again, a table its entries.
So a line counts only where all of it stands in one stretch without a paragraph, below most of the article, three times,
and nowhere above; words said twice only where they are some; and a title behind its colon, which may be the article's
own, only below most of the article and with its kicker above it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from archive.cleaning.marks import Marks

_FEWEST = 3
_FEWEST_LETTERS = 6
_LONGEST = 120
_LONGEST_TITLE = 160
_LONGEST_KICKER = 60
_FEWEST_DOUBLED = 12
_PARTING = frozenset(" |:–—-")
_FEWEST_WORDS = 3


def find_refrains(marks: Marks) -> Iterator[tuple[int, str]]:
    """Unclosed lines that stand three times or more below the article, no paragraph between them, and nowhere else."""
    lines = marks.page.lines
    everywhere = Counter(line.folded for line in lines)
    if max(everywhere.values(), default=0) < _FEWEST:
        return
    for stretch in _stretches(marks, marks.most_of_article()):
        counts = Counter(lines[index].folded for index in stretch)
        for index in stretch:
            folded = lines[index].folded
            if counts[folded] >= _FEWEST and counts[folded] == everywhere[folded] and _could_be_label(marks, index):
                yield index, f"the line stands {counts[folded]} times below the article"


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
