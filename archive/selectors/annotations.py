"""A stretch as a W3C Web Annotation whose body is a schema.org Quotation, and what others say in that form.

What is hard here is the name of the whole. An annotation needs an absolute address as its ``id``, and an archive on
somebody's computer has none. So without a public address the ids are SWHIDs: absolute, the same on every host, and
named by the bytes that they speak of. Reading is generous where it can be (a whole annotation, its target, a list of
selectors, one selector; any host) and refuses the rest with the reason: a selector of a kind that says nothing about
text finds no words.

Positions count Unicode code points from the start of the text, as the W3C asks; ``schema:identifier`` is the
permalink.

Source: W3C Web Annotation Data Model (23 February 2017), sections 3.1, 4, 4.2.4, 4.2.5, 4.2.9; schema.org/Quotation.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archive.errors import InvalidSpan, InvalidValue
from archive.model import PermalinkRecord
from archive.selectors.quoting import TextQuote, describe_quote
from archive.selectors.swhid import swhid_of
from archive.spans import Span

CONTEXT: list[Any] = ["http://www.w3.org/ns/anno.jsonld", {"schema": "https://schema.org/"}]
"""How the names in an annotation are to be read."""
_NEXT_STEP = 'It looks like {"type": "TextQuoteSelector", "exact": "…", "prefix": "…", "suffix": "…"}.'
_DEEPEST = 8
"""Targets in targets, and so on, beyond which nothing is looked for."""


def annotate(text: str, record: PermalinkRecord, base: str = "") -> dict[str, Any]:
    """The annotation of a stretch, ready for JSON; one that is in no quotation has no body.

    Args:
        text: the whole text that the record's permalink names.
        record: what stands there.
        base: where the archive's pages are, with a slash at its end: a public address, the path that it is served
            under, or nothing.
    """
    span = Span(record.start, record.end)
    whole, part = str(swhid_of(text)), str(swhid_of(text, span))
    quote = describe_quote(text, span)
    source = _named(whole, base, f"t/{record.text}.txt") | {
        "type": "Text",
        "format": "text/plain",
        "schema:sha256": record.text,
    }
    annotation = {
        "@context": CONTEXT,
        "id": f"{base}{record.permalink}.jsonld" if _is_public(base) else part,
        "type": "Annotation",
        "motivation": "identifying",
        "body": _quotation(record, base, part) if record.kind != "none" else None,
        "target": {
            "type": "SpecificResource",
            "source": source,
            "state": {"type": "TimeState", "sourceDate": record.captured_at},
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {"type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix},
            ],
        },
    }
    return _drop_unknown(annotation)


def _is_public(base: str) -> bool:
    return "://" in base


def _named(swhid: str, base: str, page: str) -> dict[str, str]:
    """A thing by its public address and its SWHID; without the first by the SWHID, with the path of its page if any."""
    if _is_public(base):
        return {"id": base + page, "schema:sameAs": swhid}
    return {"id": swhid, "schema:url": base + page} if base else {"id": swhid}


def _quotation(record: PermalinkRecord, base: str, part: str) -> dict[str, Any]:
    article = {
        "type": "schema:Article",
        "id": f"{base}d/{record.document}" if _is_public(base) else None,
        "schema:headline": record.title,
        "schema:publisher": {"schema:name": record.outlet} if record.outlet else None,
        "schema:datePublished": record.published,
    }
    quotation = {
        **_named(part, base, record.permalink),
        "type": "schema:Quotation",
        "schema:text": record.quoted,
        "schema:identifier": record.permalink,
        "schema:inLanguage": record.language,
        "schema:spokenByCharacter": {"schema:name": record.speaker} if record.speaker else None,
        "schema:isPartOf": _drop_unknown(article),
    }
    return _drop_unknown(quotation)


def _drop_unknown(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody's selectors say: words, a position, or both, and the addresses of where they stand, best first."""

    quote: TextQuote | None
    position: Span | None
    sources: tuple[str, ...] = ()


def is_selector(value: str) -> bool:
    """Whether a reference is meant as JSON.

    >>> is_selector(' {"exact": "No"}'), is_selector("002")
    (True, False)
    """
    return value.lstrip()[:1] in {"{", "["}


def parse_selector(value: str) -> Claim:
    """What an annotation, a target, a list of selectors or one selector says, given as JSON.

    Raises:
        InvalidValue: it is no JSON, or nothing in it selects text.
        InvalidSpan: a position ends before it begins.

    >>> parse_selector('{"type": "TextQuoteSelector", "exact": "No"}').quote
    TextQuote(exact='No', prefix='', suffix='')
    """
    try:
        said = json.loads(value)
    except (ValueError, RecursionError) as error:
        reason = str(error).partition(":")[0].lower() if isinstance(error, ValueError) else "nested too deep"
        raise InvalidValue(_short(value), f"this is no JSON ({reason})", _NEXT_STEP) from error
    objects = list(_objects(said, 0))
    quotes = [quote for one in objects if (quote := _read_quote(one))]
    positions = [position for one in objects if (position := _read_position(one))]
    if not quotes and not positions:
        rule = "no TextQuoteSelector and no TextPositionSelector is in it, and only these find words"
        raise InvalidValue(_short(value), rule, _NEXT_STEP)
    if len(set(quotes)) > 1 or len(set(positions)) > 1:
        raise InvalidValue(_short(value), "it selects several stretches", "Give one annotation with one target.")
    sources = dict.fromkeys(address for one in objects for address in _addresses(one))
    return Claim(next(iter(quotes), None), next(iter(positions), None), tuple(sources))


def _objects(said: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The selectors first, then what they select in, then the annotation: the nearer a source, the better it knows."""
    if depth > _DEEPEST:
        return
    if isinstance(said, list):
        for one in said:
            yield from _objects(one, depth + 1)
    elif isinstance(said, dict):
        for name in ("selector", "source", "target"):
            yield from _objects(said.get(name), depth + 1)
        yield said


def _addresses(one: dict[str, Any]) -> Iterator[str]:
    for name in ("source", "id", "@id", "schema:url"):
        if isinstance(one.get(name), str):
            yield one[name]


def _read_quote(one: dict[str, Any]) -> TextQuote | None:
    if one.get("type", "TextQuoteSelector") != "TextQuoteSelector" or "exact" not in one:
        return None
    exact, prefix, suffix = (one.get(name) or "" for name in ("exact", "prefix", "suffix"))
    if not (isinstance(exact, str) and isinstance(prefix, str) and isinstance(suffix, str)):
        raise InvalidValue(_short(str(one)), "exact, prefix and suffix of a TextQuoteSelector are strings", _NEXT_STEP)
    if not exact.strip():
        raise InvalidValue(_short(str(one)), "its exact words are empty", _NEXT_STEP)
    return TextQuote(exact, prefix, suffix)


def _read_position(one: dict[str, Any]) -> Span | None:
    if one.get("type") != "TextPositionSelector":
        return None
    start, end = one.get("start"), one.get("end")
    if type(start) is not int or type(end) is not int:
        rule = "start and end of a TextPositionSelector are whole numbers: code points, the end not included"
        raise InvalidValue(_short(str(one)), rule, '{"type": "TextPositionSelector", "start": 653, "end": 990}')
    if not 0 <= start < end:
        raise InvalidSpan(f"{start}-{end}", "a position needs 0 ≤ start < end")
    return Span(start, end)


def _short(value: str) -> str:
    words = " ".join(value.split())
    return words if len(words) <= 60 else words[:59] + "…"
