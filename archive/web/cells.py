"""Cells of Datasette's own table pages: addresses lead on, lists are read as words, long JSON opens on demand."""

from __future__ import annotations

import json
from collections.abc import Callable

from markupsafe import Markup

from archive.errors import InvalidIdentifier
from archive.identifiers import is_speaker_id, parse_document_id, parse_permalink, parse_text_digest
from archive.source_names import name_source
from archive.web.links import Links


def _permalink(value: str, links: Links) -> str:
    return links.permalink(parse_permalink(value))


def _text(value: str, links: Links) -> str:
    return links.text(parse_text_digest(value))


def _document(value: str, links: Links) -> str:
    return links.document(parse_document_id(value))


def _speaker(value: str, links: Links) -> str:
    return links.speaker(value) if is_speaker_id(value) else ""


LINKED_COLUMNS: dict[str, Callable[[str, Links], str]] = {
    "permalink": _permalink,
    "became": _permalink,
    "text": _text,
    "document": _document,
    "speaker_id": _speaker,
}
"""The columns that lead somewhere, under the same name in every table of the archive."""
LIST_COLUMNS = frozenset({"medium", "relayed_by", "occasion", "tags", "sources", "elsewhere"})
"""The columns that hold a JSON list of words."""
LONG_COLUMNS = frozenset({"metadata", "headers"})
"""The columns that hold a JSON object which is looked at rarely, and is long."""
LINKED_TABLES = frozenset(
    {"quotations", "sentences", "removals", "suspects", "articles", "versions", "captures", "sources"}
)
"""The tables that have them."""


def show_cell(value: object, column: str, links: Links) -> Markup | None:
    """The cell as a link, as the words of a list or as something to open, None when Datasette shows it well by itself.

    >>> show_cell("0123456789abcdef", "document", Links())
    Markup('<a href="/d/0123456789abcdef">0123456789abcdef</a>')
    >>> show_cell('["a post", "X & Y"]', "medium", Links())
    Markup('a post, X &amp; Y')
    >>> show_cell('{"title": "X"}', "metadata", Links())
    Markup('<details class="long"><summary>JSON</summary>{&#34;title&#34;: &#34;X&#34;}</details>')
    >>> show_cell("<script>", "document", Links()) is None
    True
    """
    if column == "source" and isinstance(value, str):
        return Markup("{}").format(name_source(value))
    if column in LIST_COLUMNS:
        return _show_list(value, name_source if column == "sources" else str)
    if column in LONG_COLUMNS and isinstance(value, str) and value != "{}":
        return Markup('<details class="long"><summary>JSON</summary>{}</details>').format(value)
    make_link = LINKED_COLUMNS.get(column)
    if make_link is None or not isinstance(value, str):
        return None
    try:
        address = make_link(value, links)
    except InvalidIdentifier:
        return None
    shown = f"{value[:14]}…{value[66:]}" if len(value) > 64 else value[:12] + "…" if len(value) == 64 else value
    return Markup('<a href="{}">{}</a>').format(address, shown) if address else None


def _show_list(value: object, show: Callable[[str], str]) -> Markup | None:
    try:
        words = json.loads(value) if isinstance(value, str) else None
    except ValueError:
        return None
    # Datasette takes an empty cell for no answer, hence the space.
    return Markup(", ").join(show(str(word)) for word in words) or Markup("&nbsp;") if isinstance(words, list) else None
