"""What a page says about itself outside its text: title, author, date, outlet, language, licence, address.

What is hard here is that pages say each of these several times, differently. So each field has its places in the
order of their trust; the first place that says something usable is believed, and its name goes with the value, so that
a person can see where "published on 3 May" comes from. Places are rows in tables; a new one is a new row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from archive.readers.html_json_ld import Node, find_article_nodes, first_text
from archive.readers.html_values import (
    is_same_name,
    read_date,
    read_language,
    read_names,
    read_text,
    strip_outlet,
)
from archive.records import Metadatum, MetadatumField


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The parts of a page that metadata are read from; gathered once."""

    tree: etree._Element
    meta: Mapping[str, tuple[str, ...]]
    links: Mapping[str, str]
    articles: tuple[Node, ...]


Place = Callable[[PageFacts], tuple[str, ...]]
"""Looks at one place of a page; gives all that it says, often nothing."""


def gather_facts(tree: etree._Element) -> PageFacts:
    """The page's meta elements, links and JSON-LD, keyed by lower-case names."""
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = " ".join((element.get("content") or "").split())
        if key and content:
            meta.setdefault(key.strip().lower(), []).append(content)
    links: dict[str, str] = {}
    for element in tree.iter("link", "a"):
        for relation in (element.get("rel") or "").lower().split():
            href = (element.get("href") or "").strip()
            if href and (relation == "license" or element.tag == "link"):
                links.setdefault(relation, href)
    return PageFacts(tree, {key: tuple(values) for key, values in meta.items()}, links, find_article_nodes(tree))


def _meta(name: str) -> tuple[str, Place]:
    return f"html:{name}", lambda facts: facts.meta.get(name.lower(), ())


def _json_ld(key: str) -> tuple[str, Place]:
    return f"html:json-ld:{key}", lambda facts: first_text(facts.articles, key)


def _link(relation: str) -> tuple[str, Place]:
    return f"html:link:{relation}", lambda facts: (facts.links[relation],) if relation in facts.links else ()


def _element(name: str, path: str, attribute: str = "") -> tuple[str, Place]:
    find = etree.XPath(path)

    def look(facts: PageFacts) -> tuple[str, ...]:
        found = find(facts.tree)
        elements = (
            [element for element in found if isinstance(element, etree._Element)] if isinstance(found, list) else []
        )
        texts = (
            (element.get(attribute) or "") if attribute else " ".join(" ".join(map(str, element.itertext())).split())
            for element in elements[:20]
        )
        return tuple(text.strip() for text in texts if text.strip())

    return f"html:{name}", look


_PLACES: Mapping[MetadatumField, tuple[tuple[float, tuple[str, Place]], ...]] = {
    "title": (
        (0.95, _json_ld("headline")),
        (0.9, _meta("og:title")),
        (0.9, _element("h1", "//h1")),
        (0.8, _meta("twitter:title")),
        (0.6, _element("title", "//head/title")),
    ),
    "author": (
        (0.95, _json_ld("author")),
        (0.8, _meta("author")),
        (0.8, _meta("article:author")),
        (0.8, _meta("dc.creator")),
        (0.7, _element("rel=author", "//*[@rel='author']")),
        (0.7, _element("itemprop=author", "//*[@itemprop='author']")),
    ),
    "published": (
        (0.95, _json_ld("datePublished")),
        (0.95, _meta("article:published_time")),
        (0.9, _element("itemprop=datePublished", "//*[@itemprop='datePublished']", "datetime")),
        (0.9, _meta("datePublished")),
        (0.8, _meta("date")),
        (0.8, _meta("dc.date.issued")),
        (0.8, _meta("dc.date")),
        (0.8, _meta("pubdate")),
        (0.8, _meta("publish-date")),
        (0.8, _meta("parsely-pub-date")),
        (0.8, _meta("sailthru.date")),
        (0.7, _element("time", "//article//time[@datetime]|//main//time[@datetime]", "datetime")),
        (0.6, _element("time", "//time[@datetime]", "datetime")),
    ),
    "modified": ((0.9, _json_ld("dateModified")), (0.9, _meta("article:modified_time"))),
    "outlet": (
        (0.95, _meta("og:site_name")),
        (0.9, _json_ld("publisher")),
        (0.7, _meta("application-name")),
    ),
    "description": (
        (0.9, _meta("og:description")),
        (0.9, _meta("description")),
        (0.8, _json_ld("description")),
    ),
    "language": (
        (0.9, _element("lang", "/html[@lang]", "lang")),
        (0.8, _json_ld("inLanguage")),
        (0.7, _meta("og:locale")),
        (0.7, _meta("content-language")),
    ),
    "licence": ((0.9, _link("license")), (0.8, _json_ld("license"))),
    "url": ((0.95, _link("canonical")), (0.8, _meta("og:url")), (0.6, _json_ld("url"))),
}
"""For each field its places, most trusted first, with the confidence that each deserves."""


_READERS: Mapping[MetadatumField, Callable[[tuple[str, ...]], str | None]] = {
    "author": read_names,
    "published": read_date,
    "modified": read_date,
    "language": read_language,
}
"""What makes a value of the texts that a place gave; other fields take the first text."""


def find_metadata(facts: PageFacts) -> tuple[Metadatum, ...]:
    """What the page says about itself: at most one metadatum for each field."""
    found = {field: metadatum for field in _PLACES if (metadatum := _find_field(facts, field))}
    outlet = found["outlet"].value if "outlet" in found else ""
    if "title" in found:
        title = found["title"]
        url = found["url"].value if "url" in found else ""
        found["title"] = replace(title, value=strip_outlet(title.value, outlet, url))
    if "author" in found and is_same_name(found["author"].value, outlet):
        # The outlet as its own author is what pages say that hide the person in another place.
        found["author"] = _find_field(facts, "author", unlike=outlet) or replace(found["author"], confidence=0.4)
    return tuple(found.values())


def _find_field(facts: PageFacts, field: MetadatumField, unlike: str = "") -> Metadatum | None:
    for confidence, (source, look) in _PLACES[field]:
        value = _READERS.get(field, read_text)(look(facts))
        if value and not (unlike and is_same_name(value, unlike)):
            return Metadatum(field, value, source, confidence)
    return None
