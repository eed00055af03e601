"""Linked data: the W3C Web Annotation of the stretch, and the quotation in the words of schema.org.

Source: W3C Web Annotation Data Model (23 February 2017); schema.org 28.1, Quotation and NewsArticle.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from archive.citations.writing import Format

if TYPE_CHECKING:
    from archive.citations.cited import Cited

JSON_LD = "application/ld+json; charset=utf-8"
"""Their media type (JSON-LD 1.1, section 14)."""


def write_annotation(cited: Cited) -> str:
    """The annotation, as ``/q/….jsonld`` gives it."""
    from archive.selectors.annotations import annotate  # the records, and with them pydantic

    return json.dumps(annotate(cited.content, cited.record, cited.base), ensure_ascii=False, indent=1)


def describe_quotation(cited: Cited) -> dict[str, Any]:
    """A schema.org Quotation; it is named by its SWHID, which is the same on every host."""
    article = {
        "@type": "NewsArticle",
        "headline": cited.title,
        "author": [
            {"@type": "Person" if author.is_person else "Organization", "name": author.whole}
            for author in cited.authors
        ],
        "publisher": {"@type": "Organization", "name": cited.outlet} if cited.outlet else None,
        "datePublished": str(cited.published) if cited.published else None,
        "url": cited.url,
        "inLanguage": cited.language,
        "archivedAt": cited.copy.address if cited.copy else None,
    }
    quotation = {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "@id": cited.record.swhid,
        "text": cited.words,
        "spokenByCharacter": {"@type": "Person", "name": cited.speaker} if cited.speaker else None,
        "inLanguage": cited.language,
        "identifier": cited.record.permalink,
        "url": cited.address if cited.base else None,
        "description": cited.as_archived,
        "isPartOf": _known(article),
    }
    return _known(quotation)


def write_quotation(cited: Cited) -> str:
    """That, as text."""
    return json.dumps(describe_quotation(cited), ensure_ascii=False, indent=1)


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


FORMATS = (
    Format(40, "annotation", "Web Annotation", "a W3C annotation (JSON-LD)", write_annotation, JSON_LD, ".jsonld"),
    Format(41, "jsonld", "schema.org", "a schema.org Quotation (JSON-LD)", write_quotation, JSON_LD, ".schema.jsonld"),
)
"""Two rows."""
