"""CSL-JSON, which Zotero and every CSL processor reads.

Source: https://github.com/citation-style-language/schema, ``csl-data.json``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from archive.citations.writing import Format

if TYPE_CHECKING:
    from archive.citations.authors import Author
    from archive.citations.cited import Cited
    from archive.partial_dates import PartialDate


def list_item(cited: Cited) -> dict[str, Any]:
    """What styles print: the article, as far as it is known."""
    title = cited.name if cited.title else f'<span class="nocase">{cited.name}</span>'
    item: dict[str, Any] = {
        "id": cited.key,
        "type": "article-newspaper",
        "title": title,
        "author": [_name(author) for author in cited.authors] or None,
        "container-title": cited.outlet,
        "issued": _date(cited.published),
        "accessed": _date(cited.accessed),
        "URL": cited.url,
        "language": cited.language,
    }
    return {field: value for field, value in item.items() if value is not None}


def write_csl_json(cited: Cited) -> str:
    """The article with the quotation, as a list of one item."""
    quoted = {
        "quotation": cited.words,
        "speaker": cited.speaker,
        "permalink": cited.record.permalink,
        "sha256": cited.record.text,
        "swhid": cited.record.swhid,
    }
    item = list_item(cited) | {
        "archive": cited.base or None,
        "archive_location": cited.record.permalink,
        "note": cited.as_archived,
        "custom": {field: value for field, value in quoted.items() if value is not None},
    }
    return json.dumps([{field: value for field, value in item.items() if value}], ensure_ascii=False, indent=1)


def _name(author: Author) -> dict[str, str]:
    if not author.is_person:
        return {"literal": author.family}
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {part: value for part, value in parts.items() if value}


def _date(date: PartialDate | None) -> dict[str, Any] | None:
    return {"date-parts": [date.parts]} if date else None


FORMATS = (
    Format(
        32,
        "csl-json",
        "CSL-JSON",
        "for Zotero and other CSL processors",
        write_csl_json,
        "application/vnd.citationstyles.csl+json",
        ".csl.json",
    ),
)
"""One row."""
