"""A quotation as JSON-LD: a W3C Web Annotation whose body is a schema.org Quotation, in one object.

The addresses in it are relative to where it was fetched: the digest names the text on every host, the host proves
nothing. Position selectors count Unicode code points from the start of the text, as the archive does.

Source: W3C Web Annotation Data Model, sections 4.2.4 (text quote) and 4.2.5 (text position); schema.org/Quotation.
"""

from __future__ import annotations

import json
from typing import Any

from archive.model import PermalinkRecord
from archive.web.links import Links

CONTEXT: list[Any] = ["http://www.w3.org/ns/anno.jsonld", {"schema": "https://schema.org/"}]
"""How the names in it are to be read."""


def annotate(record: PermalinkRecord, links: Links) -> bytes:
    """The annotation, as JSON in UTF-8; a stretch that is in no quotation has no body."""
    annotation = {
        "@context": CONTEXT,
        "id": links.permalink(record.permalink, ".jsonld"),
        "type": "Annotation",
        "motivation": "identifying",
        "body": _quotation(record, links) if record.kind != "none" else None,
        "target": {
            "type": "SpecificResource",
            "source": {
                "id": links.text(record.text, ".txt"),
                "type": "Text",
                "format": "text/plain",
                "schema:sha256": record.text,
            },
            "state": {"type": "TimeState", "sourceDate": record.captured_at},
            "selector": [
                {"type": "TextPositionSelector", "start": record.start, "end": record.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": record.exact,
                    "prefix": record.prefix,
                    "suffix": record.suffix,
                },
            ],
        },
    }
    return json.dumps(_drop_unknown(annotation), ensure_ascii=False, indent=1).encode("utf-8")


def _quotation(record: PermalinkRecord, links: Links) -> dict[str, Any]:
    article = {
        "type": "schema:Article",
        "id": links.document(record.document),
        "schema:headline": record.title,
        "schema:publisher": {"schema:name": record.outlet} if record.outlet else None,
        "schema:datePublished": record.published,
    }
    quotation = {
        "id": links.permalink(record.permalink),
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
