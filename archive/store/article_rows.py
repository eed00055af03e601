"""Articles and their sources as rows of the index, and the short names by which a source can be called."""

from __future__ import annotations

import re

from archive.store.held import HeldDocument, Row, to_json
from archive.store.openings import opening_of

LONGEST_NAME = 32
"""Code points of a short name for a source; whoever has more to type takes the document's id."""

_WORD_END = re.compile(r"(?<=[^\W_])(?=[\W_]|$)")


def source_rows(document: HeldDocument) -> list[Row]:
    """The rows of the table ``sources``: each source with its latest capture."""
    latest = {capture["source"]: capture for capture in document.captures}
    return [
        {
            "source": source,
            "document": document.id,
            "text": capture["text_today"],
            "capture": capture["id"],
            "captured_at": capture["captured_at"],
        }
        for source, capture in latest.items()
    ]


def file_name(source: str) -> str:
    r"""The last part of a path or an address; a backslash parts folders only where there is no slash.

    >>> file_name("seeds/002_6ff.txt"), file_name("https://example.org/news/story?page=2"), file_name(r"news\a.txt")
    ('002_6ff.txt', 'story', 'a.txt')
    """
    path = source.split("?", 1)[0] if "://" in source else source
    separator = "/" if "/" in path else "\\"
    return path.rstrip(separator).rpartition(separator)[2]


def beginnings(name: str) -> list[str]:
    """The short names that a file name can be called by, shortest first, and last the whole.

    >>> beginnings("002_6ff.txt")
    ['002', '002_6ff', '002_6ff.txt']
    """
    cuts = [name[: end.start()] for end in _WORD_END.finditer(name[: LONGEST_NAME + 1])]
    short = [cut for cut in cuts if len(cut) <= LONGEST_NAME and cut != name]
    if len(name) > LONGEST_NAME and short and name[len(short[-1])].isalnum():
        short.pop()
    return [*short, name] if name else []


def source_name_rows(document: HeldDocument) -> list[Row]:
    """The rows of the table ``source_names``."""
    sources = dict.fromkeys(capture["source"] for capture in document.captures)
    return [
        {"name": name, "source": source, "document": document.id}
        for source in sources
        for name in beginnings(file_name(source))
    ]


def article_rows(document: HeldDocument) -> list[Row]:
    """The one row of the table ``articles``."""
    first, last = document.captures[0], document.captures[-1]
    newest = document.newest
    analysis = newest.analysis if newest else None
    quotations = {quotation.span for quotation in analysis.quotations if quotation.kind != "none"} if analysis else ()
    row = {field: document.known(field) for field in ("title", "outlet", "author", "published", "language", "url")}
    return [
        {
            **row,
            "document": document.id,
            "tags": document.tags,
            "opening": opening_of(newest.content, newest.analysis.sentences) if newest else "",
            "source": last["source"],
            "sources": to_json(list(dict.fromkeys(capture["source"] for capture in document.captures))),
            "method": last["method"],
            "first_captured_at": first["captured_at"],
            "last_captured_at": last["captured_at"],
            "changed_at": document.changed_at,
            "gone_at": document.gone_at,
            "text": newest.digest if newest else last["text_today"],
            "version": newest.number if newest else last["number"],
            "versions": len({capture["number"] for capture in document.captures}),
            "captures": len(document.captures) + len(document.others),
            "quotations": len(quotations),
            "removed": len(analysis.removals) if analysis else 0,
            "metadata": to_json([metadatum.model_dump() for metadatum in document.metadata]),
        }
    ]
