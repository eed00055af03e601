"""A quotation as one HTML file that a colleague opens with nothing installed, and that checks itself.

What is hard here is to be honest about what such a file can show. With the whole text in it, the reader's browser
computes the SHA-256 that the link names, and finds the words and their context at their place: nobody need trust the
sender for that. It covers nothing else: speaker, outlet and dates are what the archive says, and the tick says so. An
excerpt has no digest that anybody else knows, so the file says that it can only be compared with itself. And a file
can be written to say whatever its sender likes about itself; how to check with other tools stands in it too.

Nothing is fetched: style and script stand in the file, named by their digests in its Content-Security-Policy, and what
strangers wrote is data: escaped where it is shown, in base64 where it is hashed.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from archive.citations import cite
from archive.citations.cited import DESCRIBED, Cited, drop_surrounding_sign, one_line
from archive.model import HistoryRecord, PermalinkRecord
from archive.origins import newest_witnessed, origins_of, say_difference
from archive.passages import Passage
from archive.provenance import say_date, say_method, say_moment, say_provenance, say_untitled
from archive.sharing.evidence import Evidence, choose_evidence, find_context
from archive.source_names import name_source
from archive.spans import Span
from archive.words import fold_space

if TYPE_CHECKING:
    from jinja2 import Template

STATUSES = {
    "verbatim": "word for word the same",
    "punctuation": "the same words with other punctuation",
    "edited": "edited",
    "moved": "the same words, elsewhere in the article",
    "gone": "no longer in it",
    "ambiguous": "there more than once",
}
"""What became of the words in a later version."""
DIFFERING = {"edited": "other words", "gone": "not in it"}
"""The same where not both were witnessed: two texts differ, and nobody edited anything."""
CITED_AS = ("chicago", "wikipedia", "bibtex")
"""The formats of the citation in the file."""


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
        around=find_context(passage.content, passage.span),
    )


def _words(passage: Passage, cited: Cited) -> dict[str, Any]:
    record, text = passage.record, passage.content
    document = passage.holding.document
    around = find_context(text, passage.span)
    return {
        "title": f"“{_cut(cited.words, 70)}”",
        "segments": [_split_sign(_plain(text[start:end])) for start, end in record.segments],
        "before": _plain(text[around.start : record.start]),
        "stretch": _plain(passage.span.of(text)),
        "after": _plain(text[record.end : around.end]),
        "cited": cited,
        "article": cited.title or say_untitled(_cut(one_line(document.opening), 70)),
        "is_quotation": (record.stored or record.part_of is not None) and record.kind != "none",
        "notices": [fold_space(_plain(notice.content)) for notice in record.notices],
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
        "states": [_tell(state, passage) for state in passage.history],
        "unfollowed": passage.unfollowed,
        "unknown": [DESCRIBED[field] for field in cited.unknown],
        "changed": _find_change(passage),
    }


def _tell(state: HistoryRecord, passage: Passage) -> dict[str, Any]:
    """A later state; ``difference`` says whose texts differ where no article was edited (`archive.origins`)."""
    origins = origins_of(passage.holding.log)
    difference = say_difference(*(origins.get(number, "fetched") for number in (passage.record.version, state.version)))
    known = STATUSES | DIFFERING if difference else STATUSES
    return {
        "date": say_date(state.captured_at),
        "version": state.version,
        "status": known[state.status],
        "changes": state.changes,
        "difference": difference if state.status in DIFFERING else "",
    }


def _find_change(passage: Passage) -> dict[str, Any] | None:
    """The state to warn of: the one witnessed last, else the newest; None where both have the words as they stand."""
    seen = newest_witnessed(passage.holding.log)
    witnessed = [state for state in passage.history if seen and state.version == seen.version]
    latest = (*witnessed[-1:], *passage.history[-1:])
    changed = next((state for state in latest if state.status not in {"verbatim", "moved"}), None)
    return _tell(changed, passage) if changed else None


def _as_data(record: PermalinkRecord, evidence: Evidence) -> str:
    """What the script reads, as JSON that no parser of HTML can take for a tag."""
    told = {
        "whole": evidence.is_whole,
        "sha256": record.text if evidence.is_whole else evidence.digest,
        "start": evidence.start,
        "stretch": [record.start, record.end],
        "segments": record.segments,
        # Only those that are carried; at others the check cannot look.
        "notices": [
            [number, notice.start, notice.end]
            for number, notice in enumerate(record.notices)
            if evidence.holds(Span(notice.start, notice.end))
        ],
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
