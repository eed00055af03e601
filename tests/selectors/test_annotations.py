"""What leaves the archive as a W3C Web Annotation is one by the W3C's own schemas, and is read again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from archive.errors import ArchiveError, InvalidSpan, InvalidValue
from archive.identifiers import Permalink, text_digest
from archive.model import PermalinkRecord
from archive.selectors.annotations import annotate, parse_selector
from archive.selectors.quoting import TextQuote, match_quote
from archive.selectors.swhid import parse_swhid, swhid_of
from archive.spans import Span
from tests.conformance import conformance_folder
from tests.strategies import texts_with_spans

TEXT = "“We left,” she said 🎈. “We left,” he said."
SECOND = Span(TEXT.rindex("We"), TEXT.rindex("We") + 8)


def record_of(text: str, span: Span, **given: Any) -> PermalinkRecord:
    """What stands at a stretch of a text of which little is known."""
    exact = span.of(text)
    fields: dict[str, Any] = {
        "permalink": str(Permalink(text_digest(text), span)),
        "text": text_digest(text),
        "start": span.start,
        "end": span.end,
        "segments": [(span.start, span.end)],
        "exact": exact,
        "quoted": exact,
        "kind": "full",
        "speaker": "Jane Doe",
        "speaker_id": "jane-doe",
        "mention": None,
        "mention_span": None,
        "cue": None,
        "cue_span": None,
        "via": [],
        "confidence": 0.9,
        "basis": "",
        "document": "0123456789abcdef",
        "source": "a.txt",
        "title": "A title",
        "outlet": None,
        "published": "2026-01-02",
        "language": "en",
        "tags": [],
        "version": 1,
        "status": "verbatim",
        "became": None,
        "removed": False,
        "cleaning": "kept",
        "captured_at": "2026-01-01T00:00:00.000000Z",
        "method": "file",
        "stored": True,
        "part_of": None,
        "prefix": "",
        "suffix": "",
        "swhid": str(swhid_of(text, span)),
        "notices": [],
        "documents": [],
    }
    return PermalinkRecord.model_validate(fields | given)


def must_schemas(folder: Path) -> dict[str, Any]:
    """The W3C's schemas that an annotation must pass, by file name."""
    schemas = {path.name: json.loads(path.read_text("utf-8")) for path in sorted(folder.rglob("annotations/**/*.json"))}
    return {name: schema for name, schema in schemas.items() if schema.get("assertionType") == "must"}


def faults(folder: Path, annotation: dict[str, Any]) -> list[str]:
    """The must-schemas that an annotation fails, formats checked too, with the reason."""
    from referencing import Registry
    from referencing.jsonschema import DRAFT4

    definitions = {path.name: json.loads(path.read_text("utf-8")) for path in (folder / "definitions").glob("*.json")}
    registry: Registry[Any] = Registry().with_resources(
        (name, DRAFT4.create_resource(schema)) for name, schema in definitions.items()
    )
    checker = jsonschema.Draft4Validator.FORMAT_CHECKER
    found = []
    for name, schema in must_schemas(folder).items():
        validator = jsonschema.Draft4Validator(schema, registry=registry, format_checker=checker)
        error = next(iter(validator.iter_errors(annotation)), None)
        if (error is None) == (schema.get("expectedResult") == "invalid"):
            found.append(f"{name}: {error.message if error else 'valid, and may not be'}")
    return found


@pytest.mark.parametrize("base", ["", "/news/", "https://archive.example/", "https://archive.example/news/"])
@pytest.mark.parametrize(
    "given",
    [{}, {"kind": "none", "speaker": None}, {"title": None, "published": None, "language": None}],
    ids=["a quotation", "no quotation", "little known"],
)
def test_an_annotation_passes_all_the_must_schemas(base: str, given: dict[str, Any]) -> None:
    """With a public address and without one; addresses and dates are checked for their form too."""
    folder = conformance_folder() / "w3c-annotation"
    assert len(must_schemas(folder)) == 54
    annotation = annotate(TEXT, record_of(TEXT, SECOND, **given), base)
    assert faults(folder, annotation) == []
    assert faults(folder, annotation | {"id": "q/1-2"}), "the schemas would not have noticed"


@given(texts_with_spans())
def test_an_annotation_is_read_again_as_the_stretch_that_it_speaks_of(pair: tuple[str, Span]) -> None:
    text, span = pair
    if not span.of(text).strip():
        return
    claim = parse_selector(json.dumps(annotate(text, record_of(text, span), "https://archive.example/")))
    assert claim.position == span
    assert claim.quote is not None
    assert list(match_quote(text, claim.quote)) == [span]
    assert any(text_digest(text) in source for source in claim.sources)


def test_the_prefix_is_as_short_as_tells_the_places_apart() -> None:
    """And positions count code points: the balloon before it is one."""
    annotation = annotate(TEXT, record_of(TEXT, SECOND))
    position, quote = annotation["target"]["selector"]
    assert position == {"type": "TextPositionSelector", "start": SECOND.start, "end": SECOND.end}
    assert (quote["exact"], quote["prefix"], quote["suffix"]) == ("We left,", " “", "")


def test_without_a_public_address_the_ids_are_those_of_the_bytes() -> None:
    """A SWHID is an absolute address and the same on every host; an annotation needs one."""
    annotation = annotate(TEXT, record_of(TEXT, SECOND))
    assert parse_swhid(annotation["id"]) == swhid_of(TEXT, SECOND)
    assert annotation["target"]["source"]["id"] == str(swhid_of(TEXT))
    assert annotation["body"]["schema:identifier"].startswith("q/")


FORMS = [
    '{"type": "TextQuoteSelector", "exact": "No", "prefix": "a"}',
    '{"exact": "No", "prefix": "a"}',  # the type may be left out
    '[{"type": "SvgSelector", "value": "<svg/>"}, {"type": "TextQuoteSelector", "exact": "No", "prefix": "a"}]',
    '{"source": "https://example.org/", "selector": {"type": "TextQuoteSelector", "exact": "No", "prefix": "a"}}',
    '{"type": "Annotation", "target": {"selector": [{"type": "TextQuoteSelector", "exact": "No", "prefix": "a"}]}}',
    '{"type": "Annotation", "target": [{"selector": {"type": "TextQuoteSelector", "exact": "No", "prefix": "a"}}]}',
]


@pytest.mark.parametrize("said", FORMS)
def test_a_selector_is_read_in_every_form_that_it_comes_in(said: str) -> None:
    assert parse_selector(said).quote == TextQuote("No", "a", "")


REFUSED = [
    ("{", InvalidValue, "this is no JSON"),
    ('{"type": "CssSelector", "value": "p"}', InvalidValue, "no TextQuoteSelector"),
    ("[]", InvalidValue, "no TextQuoteSelector"),
    ('{"exact": ""}', InvalidValue, "its exact words are empty"),
    ('{"exact": 3}', InvalidValue, "suffix of a TextQuoteSelector are strings"),
    ('{"type": "TextPositionSelector", "start": "3", "end": 5}', InvalidValue, "whole numbers"),
    ('{"type": "TextPositionSelector", "start": true, "end": 5}', InvalidValue, "whole numbers"),
    ('{"type": "TextPositionSelector", "start": 5, "end": 5}', InvalidSpan, "start < end"),
    ('[{"exact": "a"}, {"exact": "b"}]', InvalidValue, "it selects several stretches"),
    ("[" * 100_000, InvalidValue, "no JSON"),
]


@pytest.mark.parametrize(("said", "error", "rule"), REFUSED, ids=range(len(REFUSED)))
def test_what_selects_no_words_is_refused_in_words(said: str, error: type[ArchiveError], rule: str) -> None:
    with pytest.raises(error, match=rule):
        parse_selector(said)
