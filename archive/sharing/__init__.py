"""A quotation as one HTML file that a colleague opens with nothing installed, and that checks itself.

What is hard here is to be honest about what such a file can show. With the whole text in it, the reader's browser
computes the SHA-256 that the link names, and finds the words at their place: nobody need trust the sender for that. An
excerpt has no digest that anybody else knows, so the file says that it can only be compared with itself. And a file
can be written to say whatever its sender likes about itself; how to check with other tools stands in it too.

Nothing is fetched: style and script stand in the file, named by their digests in its Content-Security-Policy, and what
strangers wrote is data: escaped where it is shown, in base64 where it is hashed.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from archive.citations import cite
from archive.citations.cited import DESCRIBED, Cited, drop_surrounding_sign, one_line
from archive.model import HistoryRecord, PermalinkRecord
from archive.passages import Passage
from archive.provenance import say_date, say_method, say_moment, say_provenance, say_untitled
from archive.source_names import name_source
from archive.spans import Span

if TYPE_CHECKING:
    from jinja2 import Template

LARGEST_CONTEXT = 2_000
"""How many code points before and after the words are shown, at most, and how many an excerpt has."""
STATUSES = {
    "verbatim": "word for word the same",
    "punctuation": "the same words with other punctuation",
    "edited": "edited",
    "moved": "the same words, elsewhere in the article",
    "gone": "no longer in it",
    "ambiguous": "there more than once",
}
"""What became of the words in a later version."""
CITED_AS = ("chicago", "wikipedia", "bibtex")
"""The formats of the citation in the file."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the file carries to be checked: a stretch of the text, from code point ``start`` on, and its SHA-256."""

    content: str
    start: int
    is_whole: bool

    @property
    def digest(self) -> str:
        """The SHA-256 of the stretch in UTF-8; of a whole text, its name."""
        return hashlib.sha256(self.content.encode("utf-8")).hexdigest()

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content.encode("utf-8"))


def choose_evidence(passage: Passage, *, whole: bool) -> Evidence:
    """The whole text, or the paragraphs around the words."""
    if whole:
        return Evidence(passage.content, 0, is_whole=True)
    around = find_context(passage.content, passage.span)
    return Evidence(around.of(passage.content), around.start, is_whole=False)


def find_context(text: str, span: Span) -> Span:
    r"""The paragraphs that a stretch touches, cut `LARGEST_CONTEXT` code points before and after it.

    >>> find_context("One.\nTwo “three” four.\nFive.", Span(10, 15)).of("One.\nTwo “three” four.\nFive.")
    'Two “three” four.'
    """
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - LARGEST_CONTEXT, 0)
    end = text.find("\n", span.end)
    return Span(start, min(len(text) if end < 0 else end, span.end + LARGEST_CONTEXT))


def share_passage(passage: Passage, cited: Cited, *, whole: bool) -> str:
    """The file, as text to be written in UTF-8.

    Args:
        passage: what stands at the permalink.
        cited: the same as citations speak of it.
        whole: put the whole text into the file, which makes its digest checkable; else the paragraphs around.
    """
    record, evidence = passage.record, choose_evidence(passage, whole=whole)
    style, script = _read("quote.css"), _read("check.js")
    return _template().render(
        **_words(passage, cited),
        **_provenance(passage, cited),
        record=record,
        evidence=evidence,
        data=_as_data(record, evidence),
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; "
        "form-action 'none'",
        base=cited.base,
        citations=[(name, cite(cited, name)) for name in CITED_AS],
    )


def _words(passage: Passage, cited: Cited) -> dict[str, Any]:
    record, text = passage.record, passage.content
    document = passage.holding.document
    around = find_context(text, passage.span)
    return {
        "title": f"“{_cut(cited.words, 70)}”" + (f" — {cited.speaker}" if cited.speaker else ""),
        "segments": [_split_sign(_plain(text[start:end])) for start, end in record.segments],
        "before": _plain(text[around.start : record.start]),
        "stretch": _plain(passage.span.of(text)),
        "after": _plain(text[record.end : around.end]),
        "cited": cited,
        "article": cited.title or say_untitled(_cut(one_line(document.opening), 70)),
        "is_quotation": (record.stored or record.part_of is not None) and record.kind != "none",
        "notices": [one_line(notice.content) for notice in record.notices],
    }


def _provenance(passage: Passage, cited: Cited) -> dict[str, Any]:
    held = passage.holding
    first = held.captures[0] if held.captures else None
    return {
        "provenance": say_provenance(held.document, first.method, first.captured_at, first.by, first.witness)
        if first
        else "",
        "captures": [
            (
                say_moment(entry.captured_at),
                say_method(entry.method, entry.witness, entry.by),
                one_line(name_source(entry.source)),
            )
            for entry in held.captures
        ],
        "states": [_tell(state) for state in passage.history],
        "unfollowed": passage.unfollowed,
        "unknown": [DESCRIBED[field] for field in cited.unknown],
        "became": STATUSES[passage.history[-1].status] if passage.history else "",
        "is_changed": bool(passage.history) and passage.history[-1].status not in {"verbatim", "moved"},
    }


def _tell(state: HistoryRecord) -> dict[str, Any]:
    return {
        "date": say_date(state.captured_at),
        "version": state.version,
        "status": STATUSES[state.status],
        "changes": state.changes,
    }


def _as_data(record: PermalinkRecord, evidence: Evidence) -> str:
    """What the script reads, as JSON that no parser of HTML can take for a tag."""
    told = {
        "whole": evidence.is_whole,
        "sha256": record.text if evidence.is_whole else evidence.digest,
        "start": evidence.start,
        "stretch": [record.start, record.end],
        "segments": record.segments,
        "content": base64.b64encode(evidence.content.encode("utf-8")).decode("ascii"),
    }
    return json.dumps(told)


def _plain(text: str) -> str:
    """The text with spaces for control characters, which HTML cannot hold; line ends stay."""
    return "".join(one if one == "\n" or not (one < " " or "\x7f" <= one < "\xa0") else " " for one in text)


def _split_sign(words: str) -> tuple[str, str]:
    """The words, and the sign at their end that belongs to the sentence around them."""
    bare, sign = drop_surrounding_sign(words)
    return (bare, words[len(bare) :]) if sign else (words, "")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _hash(content: str) -> str:
    """How a policy names what stands in the file (CSP 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode('ascii')}'"


def _read(name: str) -> str:
    return files(__name__).joinpath(name).read_text("utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # 40 ms

    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(_read("quote.html"))
