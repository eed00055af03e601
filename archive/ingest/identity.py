"""Which article an input belongs to: by its address, its path on this host, or its very words.

What is hard here is to join only what surely belongs together. An address that a person gives decides alone. Otherwise
the addresses that lead to a page are tried in the order of their trust: the one asked for, those it was redirected
over, the one the page gives itself; the first that the archive knows decides. Then the file's absolute path, because a
file that changed is the same article changed; then the words themselves, because a copy under another name is no other
article. Anything else is a new article, at most with a suggestion. No address is ever taken away from an article.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from archive.addresses import Address
from archive.identifiers import DocumentId, TextDigest, document_of_text, document_of_url
from archive.store import Store
from archive.store.documents import document_exists, documents_of_text
from archive.store.facts import aliases_of, document_of_alias


class Belonging(NamedTuple):
    """The document an input belongs to, the identity it has if it is new, and why in words."""

    document: DocumentId
    identity: str
    reason: str


def find_belonging(
    store: Store, text: TextDigest, path: str | None, addresses: Sequence[Address], own_url: str | None
) -> Belonging:
    """The document for this text.

    Args:
        store: the archive.
        text: the input's text.
        path: its absolute path on this host, None for what is no file.
        addresses: the canonical addresses that lead to it, the most trusted first.
        own_url: the one of them that names it if it is new.
    """
    by_path = document_of_alias(store, "path", path) if path else None
    for address in addresses:
        if by_url := find_by_address(store, address.url):
            return Belonging(by_url, "", "the same address")
    if own_url:
        if by_path and not _address_of(store, by_path):
            return Belonging(by_path, "", "the same file, its address given later")
        return Belonging(document_of_url(own_url), f"url:{own_url}", "named by its address")
    if by_path:
        return Belonging(by_path, "", "the same file")
    holders = documents_of_text(store, text)
    if len(holders) == 1:
        return Belonging(holders[0], "", "the same words")
    return Belonging(document_of_text(text), f"text:{text}", "named by its first text")


def find_by_address(store: Store, url: str) -> DocumentId | None:
    """The article that a canonical address leads to, None when it leads to none."""
    by_name = document_of_url(url)
    return document_of_alias(store, "url", url) or (by_name if document_exists(store, by_name) else None)


def _address_of(store: Store, document: DocumentId) -> str | None:
    return next((value for kind, value in aliases_of(store, document) if kind == "url"), None)
