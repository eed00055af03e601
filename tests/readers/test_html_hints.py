"""What a hint tells of its block: the names that set it apart, its links, and what it stands in."""

from __future__ import annotations

from pydantic import TypeAdapter

from archive.readers.html import read_html
from archive.records import BlockHint
from archive.spans import Span

PARAGRAPHS = [
    "The mayor opened the meeting on Friday and thanked everybody who had come to the town hall.",
    "The council then voted on the budget, which had been debated for more than three weeks.",
    "Nobody expected the result, and the opposition asked for a second count of all the votes.",
    "The meeting ended shortly before midnight, when the last of the visitors had left the hall.",
]


def _hints(block: str) -> dict[str, BlockHint]:
    inner = "".join(f"<p class='para text-base'>{text}</p>" for text in PARAGRAPHS[:2])
    rest = "".join(f"<p class='para text-base'>{text}</p>" for text in PARAGRAPHS[2:])
    body = f"<article><h1>Budget</h1><div class=story>{inner}{block}{rest}</div></article>"
    reading = read_html(f"<html lang=en><body>{body}</body></html>".encode())
    return {hint.span.of(reading.text): hint for hint in reading.hints}


def test_a_plain_paragraph_has_no_hint() -> None:
    """The names that stand round the whole article say nothing of one block."""
    assert not set(_hints("")) & set(PARAGRAPHS)


def test_a_paragraph_with_names_of_its_own_tells_them() -> None:
    """Cut into words, without hashes and without what stands round the article."""
    text = "Photo and words come from the town archive, which keeps them for everybody."
    hint = _hints(f"<p class='para sourceNote css-1x2y3z'>{text}</p>")[text]
    assert (hint.kind, hint.detail, hint.words) == ("paragraph", "p", ("note", "source"))


def test_links_and_places_are_told() -> None:
    """The share of letters that are links, and every zone round the block."""
    text = "The budget grows by three per cent, and for the first time in years the schools get most of it."
    linked = text.replace("grows by three per cent", "<a href=/a>grows by three per cent</a>")
    hint = _hints(f"<ul class=list><li>{linked}</li></ul>")[text]
    assert hint.linked == 0.24
    assert hint.inside == ("list",)


def test_hints_of_older_readers_can_still_be_read() -> None:
    """The first reader told kind and detail only."""
    stored = '[{"span": {"start": 0, "end": 4}, "kind": "heading", "detail": "linked"}]'
    assert TypeAdapter(tuple[BlockHint, ...]).validate_json(stored) == (BlockHint(Span(0, 4), "heading", "linked"),)
