"""What stands between a headline and the first paragraph: days, names, and the title of the page once more.

What is hard here is that the headline itself stands there too, and looks like any of them: “Jane Doe” is an author or
the one whom the article is about. So a name counts only below a line that could be the headline and beside a day, and
what says the headline again only if it says more: where on the site the page stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.cleaning.lines import Line
from archive.cleaning.marks import Marks
from archive.rules.days import find_day
from archive.rules.folding import fold_line
from archive.rules.time_words import time_words

_LONGEST_DAY = 48
_YEAR = re.compile(r"\d{4}")
_MOST_DAYS = 2
"""Where more lines than that are days, they are the headings of a chronicle."""
_HEADLINE_WORDS = 4
_HEADLINE_LETTERS = 18
"""The length of a headline of one word less, in languages that say more with one."""
_STROKE = " | "
_BETWEEN_NAMES = re.compile(r" ?[|,/&、] ?| (?:and|und|et|y|e|en|och|og|i|a|ja|ve|и|та|και) ")
_WITHIN_NAMES = frozenset({"von", "van", "der", "den", "de", "da", "di", "la", "al", "bin", "dos", "del", "zu"})
_MOST_NAMES = 4
_NAME_LENGTHS = (2, 3)
_LONGEST_NAMES = 100
_BESIDE = frozenset({"timestamp"})


def find_lone_days(marks: Marks) -> Iterator[tuple[int, str]]:
    """Lines above the first paragraph or below the last that are a date and nothing else."""
    lines = marks.page.lines
    days = [index for index, line in enumerate(lines) if len(line.raw) <= _LONGEST_DAY and _is_day(line.raw)]
    if not 0 < len(days) <= _MOST_DAYS:
        return
    first = next(iter(marks.kept_prose()), len(lines))
    tail = marks.tail_start()
    yield from ((index, "the line is a date and nothing else") for index in days if index < first or index >= tail)


def _is_day(line: str) -> bool:
    found = find_day(line) if _YEAR.search(line) else None
    if found is None:
        return False
    rest = fold_line(line[: found.span.start] + " " + line[found.span.end :])
    return all(word in time_words() or not word[0].isalpha() for word in re.findall(r"[\w:.]+", rest))


def find_names_beside_days(marks: Marks) -> Iterator[tuple[int, str]]:
    """Names below what could be the headline, above the first paragraph, with a date right above or below."""
    lines = marks.page.lines
    first = next(iter(marks.kept_prose()), 0)
    if not any(index in marks.by_line and marks.by_line[index].rule.label in _BESIDE for index in range(first)):
        return
    has_headline = False
    for index in range(first):
        line = lines[index]
        if index in marks.by_line:
            continue
        beside = {
            at for at in (index - 1, index + 1) if at in marks.by_line and marks.by_line[at].rule.label in _BESIDE
        }
        if has_headline and beside and len(line.raw) <= _LONGEST_NAMES and _are_names(line.raw):
            yield index, f"names and nothing else, beside “{lines[min(beside)].raw}”"
        has_headline = has_headline or _could_be_headline(line)


def _could_be_headline(line: Line) -> bool:
    words = len(line.words)
    return words >= _HEADLINE_WORDS or (words == _HEADLINE_WORDS - 1 and len(line.raw) >= _HEADLINE_LETTERS)


def _are_names(line: str) -> bool:
    """Whether all of it are names of two words or three with capitals.

    >>> _are_names("Jane Doe | Jan van der Berg"), _are_names("Jane Doe leaves"), _are_names("Springfield")
    (True, False, False)
    """
    names = [[word for word in name.split() if word not in _WITHIN_NAMES] for name in _BETWEEN_NAMES.split(line)]
    return len(names) <= _MOST_NAMES and all(
        len(name) in _NAME_LENGTHS and all(word[0].isupper() and word[-1].isalpha() for word in name) for name in names
    )


def find_page_titles(marks: Marks) -> Iterator[tuple[int, str]]:
    """Lines above the first paragraph that say another of them again, and behind a stroke the section or the outlet."""
    lines = marks.page.lines
    first = next(iter(marks.kept_prose()), 0)
    stroked = [index for index in range(first) if _STROKE in lines[index].raw]
    folded = {lines[index].folded for index in range(first)} if stroked else set()
    for index in stroked:
        parts = lines[index].raw.split(_STROKE)
        title = fold_line(parts[0])
        if len(parts) > 1 and len(title.split()) >= _HEADLINE_WORDS and title in folded:
            yield index, f"the line says “{parts[0]}” again, with the place of the page behind it"
