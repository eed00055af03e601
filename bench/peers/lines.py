"""Lines of a text through extractors: which lines do trafilatura, jusText and resiliparse keep?

They read pages, not texts, so each text becomes the plainest page there is: one ``<p>`` for each line. A line counts as
kept when it is a line of the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import partial

from archive.cleaning import mark_removals
from archive.spans import line_spans, subtract_spans
from bench.speed import page_of

Keeper = Callable[[Sequence[str]], list[bool]]
"""From the lines of a text to which of them are kept, one answer a line."""


def kept_in(lines: Sequence[str], answer: str) -> list[bool]:
    r"""Which of the lines stand in the answer, in the alignment of both that matches most lines.

    >>> kept_in(["One.", "Two.", "One."], "One.\nOne.")
    [True, False, True]
    """
    asked = [" ".join(line.split()) for line in lines]
    answered = [" ".join(line.split()) for line in answer.splitlines()]
    kept = [False] * len(lines)
    for block in SequenceMatcher(None, asked, answered, autojunk=False).get_matching_blocks():
        kept[block.a : block.a + block.size] = [True] * block.size
    return kept


def _trafilatura(lines: Sequence[str], *, precision: bool = False, recall: bool = False) -> list[bool]:
    from trafilatura import extract

    answer = extract(page_of("\n".join(lines)), include_comments=False, favor_precision=precision, favor_recall=recall)
    return kept_in(lines, answer or "")


def _justext(lines: Sequence[str], language: str = "English") -> list[bool]:
    import justext

    paragraphs = justext.justext(page_of("\n".join(lines)), justext.get_stoplist(language))
    if len(paragraphs) == len(lines):
        return [not paragraph.is_boilerplate for paragraph in paragraphs]
    return kept_in(lines, "\n".join(found.text for found in paragraphs if not found.is_boilerplate))


def _resiliparse(lines: Sequence[str]) -> list[bool]:
    from resiliparse.extract.html2text import extract_plain_text

    return kept_in(lines, extract_plain_text(page_of("\n".join(lines)), main_content=True))


def _archive(lines: Sequence[str]) -> list[bool]:
    text = "\n".join(" ".join(line.splitlines()) for line in lines)
    removed = [removal.span for removal in mark_removals(text)]
    return [any(part.of(text).strip() for part in subtract_spans(span, removed)) for span in line_spans(text)]


KEEPERS: dict[str, Keeper] = {
    "the archive": _archive,
    "trafilatura": _trafilatura,
    "trafilatura, precision": partial(_trafilatura, precision=True),
    "trafilatura, recall": partial(_trafilatura, recall=True),
    "jusText": _justext,
    "resiliparse": _resiliparse,
}
"""Every peer that tells an article's lines from others, by name, and the archive's rules in the same words."""
