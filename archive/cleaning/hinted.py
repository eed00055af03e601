"""What the page itself says of its blocks: by the words of their classes, by lists of nothing but links, by captions.

What is hard here is that markup is made by machines and named by people: a whole article may stand in a ``promo``. The
reader leaves out what stands round much of the text; here a sentence and a quotation are never set aside for a word, a
single link neither, and corrections are protected as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.cleaning.marks import Marks
from archive.records import BlockHint
from archive.rules.block_words import label_by_word

_FEWEST_ITEMS = 2


def find_hinted_captions(marks: Marks) -> Iterator[tuple[int, str]]:
    """Lines that the reader saw in the page as a caption."""
    captions = (hint.span for hint in marks.page.hints if hint.kind == "caption")
    for index in marks.page.lines_inside(captions):
        yield index, f"the page shows line {marks.page.lines[index].number} as a caption"


def find_named_blocks(marks: Marks) -> Iterator[tuple[int, str]]:
    """Lines that are no sentence and quote nobody, in a block that the page calls a piece of furniture."""
    for hint in marks.page.hints:
        word = naming_word(hint)
        for index in marks.page.lines_inside([hint.span]) if word else ():
            line = marks.page.lines[index]
            if index not in marks.page.prose_set and not line.quotes:
                yield index, f"the page calls the block “{word}”"


def naming_word(hint: BlockHint) -> str | None:
    """The first of a block's words that says it is furniture; None of a heading or a quotation, whatever its words."""
    if hint.kind in {"heading", "quote"}:
        return None
    return next((word for word in hint.words if word in label_by_word()), None)


def find_link_lists(marks: Marks) -> Iterator[tuple[int, str]]:
    """The items of lists of which each is a link, two or more in a row."""
    items = sorted(hint for hint in marks.page.hints if hint.kind == "list" or hint.detail == "li")
    numbers = {hint.span: list(marks.page.lines_inside([hint.span])) for hint in items}
    runs: list[list[BlockHint]] = []
    for hint in items:
        last = runs[-1][-1] if runs else None
        follows = last is not None and numbers[last.span] and numbers[hint.span]
        if last is not None and follows and numbers[hint.span][0] == numbers[last.span][-1] + 1:
            runs[-1].append(hint)
        else:
            runs.append([hint])
    for run in runs:
        if len(run) >= _FEWEST_ITEMS and all(hint.is_linked for hint in run):
            for hint in run:
                yield from ((index, f"one of {len(run)} list items that are all links") for index in numbers[hint.span])
