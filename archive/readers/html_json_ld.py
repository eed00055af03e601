"""What a page's JSON-LD (schema.org) says about the article.

What is hard here is that a page carries several such scripts, about itself, its publisher, its breadcrumbs and other
articles, nested in any way, and that many are not quite JSON. So every node is looked at, those of an article's type
are asked, and the one that names this page goes first. Nothing here recurses on the page's nesting.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape

from lxml import etree

_ARTICLE = re.compile(r"(?:Article|Posting|NewsPosting|Report|Review|WebPage)$")
_MOST_NODES = 20_000
_COMMENT = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|/\*.{0,40}?\*/)|(?:-->|//\]\]>|;)\s*$")

Node = dict[str, object]
"""One JSON object."""


def find_article_nodes(tree: etree._Element) -> tuple[Node, ...]:
    """The JSON-LD objects that describe an article, articles before web pages, otherwise in the page's order."""
    nodes: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", "").lower() and script.text:
            nodes.extend(_objects(_load(script.text)))
    articles = [node for node in nodes if any(map(_ARTICLE.search, types_of(node)))]
    return tuple(sorted(articles, key=_rank))


def _rank(node: Node) -> int:
    if any(kind.endswith("WebPage") for kind in types_of(node)):
        return 2
    return 0 if "headline" in node else 1


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
        except (json.JSONDecodeError, RecursionError):
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
