"""What a page's JSON-LD (schema.org) says about the article.

What is hard here is that a page carries several such scripts, about itself, its publisher, its breadcrumbs and other
articles, nested in any way, and that many are not quite JSON. So every node is looked at, those of an article's type
are asked, and the one that names this page goes first. Nothing here recurses on the page's nesting.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from html import unescape

from lxml import etree

_ARTICLE = re.compile(r"(?:Article|Posting|NewsPosting|Report|Review|WebPage)$")
_MOST_NODES = 20_000
_COMMENT = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|/\*.{0,40}?\*/)|(?:-->|//\]\]>|;)\s*$")

Node = dict[str, object]
"""One JSON object."""


def find_article_nodes(tree: etree._Element, addresses: Collection[str] = ()) -> tuple[Node, ...]:
    """The JSON-LD objects that describe an article: those that name the page first, articles before web pages.

    Args:
        tree: the page.
        addresses: what the page calls itself; several articles may be described, one is this one.
    """
    nodes: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", "").lower() and script.text:
            nodes.extend(_objects(_load(script.text)))
    articles = [node for node in nodes if any(map(_ARTICLE.search, types_of(node)))]
    named = {str(node["@id"]): node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    own = {_bare_address(address) for address in addresses}
    ranked = sorted(articles, key=lambda node: _rank(node, own))
    return tuple({key: _resolve(value, named) for key, value in node.items()} for node in ranked)


def _resolve(value: object, named: Mapping[str, Node]) -> object:
    """The value with each reference by ``@id`` alone (JSON-LD 1.1, 3.3) as the object that it refers to."""
    if isinstance(value, list):
        return [_resolve(item, named) for item in value]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value


def _rank(node: Node, own: Collection[str]) -> tuple[int, bool]:
    kind = 2 if any(kind.endswith("WebPage") for kind in types_of(node)) else 0 if "headline" in node else 1
    addresses = (address for key in ("url", "mainEntityOfPage", "@id") for address in _addresses_of(node.get(key)))
    return kind, not any(_bare_address(address) in own for address in addresses)


def _addresses_of(value: object) -> tuple[str, ...]:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return (value,) if isinstance(value, str) else ()


def _bare_address(address: str) -> str:
    """The address without its scheme, fragment and last stroke."""
    return address.partition("://")[2].partition("#")[0].rstrip("/") or address


def types_of(node: Node) -> tuple[str, ...]:
    """The schema.org types of a node, without their address."""
    return tuple(kind.rsplit("/", 1)[-1] for kind in texts_of(node.get("@type")))


def texts_of(value: object) -> tuple[str, ...]:
    """The strings that a JSON-LD value holds: itself, its members, the names of the things it lists.

    >>> texts_of([{"@type": "Person", "name": "Jane Doe"}, "John Smith"])
    ('Jane Doe', 'John Smith')
    """
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item = item.get("name") or item.get("@value") or item.get("@id")
            item = item[0] if isinstance(item, list) and item else item
        if isinstance(item, str) and item.strip():
            found.append(" ".join(unescape(item).split()))
    return tuple(found)


def first_text(nodes: Sequence[Node], key: str) -> tuple[str, ...]:
    """What the first node that says anything about ``key`` says."""
    for node in nodes:
        texts = texts_of(node.get(key))
        if texts:
            return texts
    return ()


def _load(text: str) -> object:
    for candidate in (text, _COMMENT.sub("", _COMMENT.sub("", text))):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):  # no JSON, or an integer of more digits than Python reads
            continue
    return None


def _objects(value: object) -> Iterator[Node]:
    """Every object in ``value`` down to its fields' values, in order, without recursion."""
    waiting: list[object] = [value]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            waiting.extend(member for member in reversed(list(item.values())) if isinstance(member, (dict, list)))
