"""Other articles told in short below an article: what a machine puts into each entry shows them.

What is hard here is that such an entry has a title and a paragraph, as an article has. But each of them ends in the
same line, “Updated:”, and all of them stand below a label of links: no article is built so.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.cleaning.marks import Marks

_FEWEST = 2
_LONGEST_TITLE = 160
_ENTRY = 3
"""Lines of an entry: title, paragraph, and the line that is the same in each."""


def find_entries(marks: Marks) -> Iterator[tuple[int, str]]:
    """Below a label of links: two entries or more of a title, a paragraph and one line that ends them all."""
    lines = marks.page.lines
    labels = [at for at in {*marks.by_line, *marks.claims} if "related-links" in marks.labels_of(at)]
    start = marks.most_of_article() if labels else 0
    for label in sorted(labels):
        if not start <= label < len(lines) - _FEWEST * _ENTRY:
            continue
        last = lines[label + _ENTRY].folded
        end = label + 1
        while end + _ENTRY <= len(lines) and _is_entry(marks, end) and lines[end + 2].folded == last:
            end += _ENTRY
        if end > label + _FEWEST * _ENTRY:
            evidence = f"below “{lines[label].raw}”, in entries that all end in “{lines[label + _ENTRY].raw}”"
            yield from ((index, evidence) for index in range(label + 1, end))
            start = end - 1  # the label may be one of the lines that end entries


def _is_entry(marks: Marks, start: int) -> bool:
    title, paragraph = marks.page.lines[start : start + 2]
    is_title = len(title.raw) <= _LONGEST_TITLE and not title.is_closed
    return is_title and paragraph.is_closed and bool(marks.labels_of(start + 2))
