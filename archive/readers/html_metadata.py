"""What a page says about itself outside its text: title, author, date, outlet, language, licence, address.

What is hard here is that pages say each of these several times, differently. So each field has its places in the
order of their trust; the first place that says something usable is believed, and its name goes with the value, so that
a person can see where "published on 3 May" comes from. Places are rows in tables; a new one is a new row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from archive.readers.html_json_ld import Node, find_article_nodes, first_text
from archive.readers.html_names import is_domain, read_names
from archive.readers.html_values import (
    begins_with,
    is_same_name,
    read_date,
    read_language,
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
    addresses = [*meta.get("og:url", ()), *([links["canonical"]] if "canonical" in links else [])]
    return PageFacts(
        tree, {key: tuple(values) for key, values in meta.items()}, links, find_article_nodes(tree, addresses)
    )


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


_DATE_NAMES = (
    *("date", "dc.date.issued", "dc.date", "dc.date.created", "dcterms.issued", "dcterms.date", "dcterms.created"),
    *("pubdate", "publish-date", "publishdate", "publish_date", "publication_date", "date.release", "creation_date"),
    *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "originalpublicationdate"),
    *("article.published", "citation_publication_date", "citation_online_date", "bt:pubdate", "rnews:datepublished"),
)
"""What systems of publishers call the meta element with the date, besides schema.org's and Facebook's names."""


_AUTHOR_NAMES = (
    *("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author"),
    *("sailthru.author", "byl", "article:author_name"),
)
"""The same for the author."""


_NAME_OF_AUTHOR = "//*[@itemprop='name'][../@itemprop='author' or ../../@itemprop='author']"
"""Looks up and not down: ``//a//b`` costs the square of a page's depth."""


def _agreed(facts: PageFacts) -> tuple[str, ...]:
    """The headline that the page shows and shares alike, whatever it tells machines besides."""
    shared = "".join(facts.meta.get("og:title", ())[:1])
    return tuple(shown for shown in _H1(facts)[:3] if len(shown) >= _SHORTEST_TITLE and begins_with(shared, shown))


_SHORTEST_TITLE = 12
_H1 = _element("h1", "//h1")[1]

_PLACES: Mapping[MetadatumField, tuple[tuple[float, tuple[str, Place]], ...]] = {
    "title": (
        (0.95, ("html:h1", _agreed)),
        (0.95, _json_ld("headline")),
        (0.9, _meta("og:title")),
        (0.9, _element("itemprop=headline", "//*[@itemprop='headline']")),
        (0.9, ("html:h1", _H1)),
        (0.8, _meta("twitter:title")),
        *((0.8, _meta(name)) for name in ("citation_title", "dc.title", "dcterms.title", "parsely-title")),
        (0.6, _element("title", "//head/title")),
    ),
    "author": (
        (0.95, _json_ld("author")),
        *((0.8, _meta(name)) for name in _AUTHOR_NAMES),
        (0.7, _element("rel=author", "//*[@rel='author']")),
        (0.7, _element("itemprop=author", _NAME_OF_AUTHOR, "content")),
        (0.7, _element("itemprop=author", _NAME_OF_AUTHOR)),
        (0.7, _element("itemprop=author", "//*[@itemprop='author']")),
        (0.7, _element("p-author", "//*[contains(concat(' ', @class, ' '), ' p-author ')]")),
    ),
    "published": (
        (0.95, _json_ld("datePublished")),
        *((0.95, _meta(name)) for name in ("article:published_time", "og:article:published_time", "article:published")),
        (0.9, _element("itemprop=datePublished", "//*[@itemprop='datePublished']", "datetime")),
        (0.9, _element("itemprop=datePublished", "//*[@itemprop='datePublished']", "content")),
        (0.9, _meta("datePublished")),
        *((0.8, _meta(name)) for name in _DATE_NAMES),
        (0.8, _json_ld("dateCreated")),
        (0.8, _element("dt-published", "//*[contains(concat(' ', @class, ' '), ' dt-published ')]", "datetime")),
        (0.7, _element("time[pubdate]", "//time[@pubdate]", "datetime")),
        (0.7, _element("time", "//article//time[@datetime]|//main//time[@datetime]", "datetime")),
        (0.6, _element("time", "//time[@datetime]", "datetime")),
    ),
    "modified": (
        (0.9, _json_ld("dateModified")),
        *((0.9, _meta(name)) for name in ("article:modified_time", "og:updated_time", "dateModified")),
        *((0.8, _meta(name)) for name in ("dcterms.modified", "article:modified", "last-modified", "lastmod")),
        (0.8, _element("itemprop=dateModified", "//*[@itemprop='dateModified']", "datetime")),
        (0.8, _element("itemprop=dateModified", "//*[@itemprop='dateModified']", "content")),
    ),
    "outlet": (
        (0.95, _meta("og:site_name")),
        (0.9, _json_ld("publisher")),
        (0.7, _meta("application-name")),
        *((0.7, _meta(name)) for name in ("dc.publisher", "dcterms.publisher", "citation_journal_title")),
        (0.6, _meta("apple-mobile-web-app-title")),
    ),
    "description": (
        (0.9, _meta("og:description")),
        (0.9, _meta("description")),
        (0.8, _json_ld("description")),
    ),
    "language": (
        (0.9, _element("lang", "/html[@lang]", "lang")),
        (0.9, _element("lang", "/html[@*[name()='xml:lang']]", "xml:lang")),
        (0.8, _json_ld("inLanguage")),
        *((0.7, _meta(name)) for name in ("og:locale", "content-language", "dc.language", "language")),
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
    owners = (outlet, *(owner for look in _OWNERS for owner in look(facts)))
    if "title" in found:
        title = found["title"]
        url = found["url"].value if "url" in found else ""
        found["title"] = replace(title, value=strip_outlet(title.value, outlet, url))
    if "author" in found and _is_one_of(found["author"].value, owners):
        # The outlet as its own author is what pages say that hide the person in another place.
        found["author"] = _find_field(facts, "author", owners) or replace(found["author"], confidence=OWN_AUTHOR)
    return tuple(found.values())


_OWNERS = (_json_ld("publisher")[1], *(_meta(name)[1] for name in ("og:site_name", "publisher", "copyright")))
"""Where a page names who owns it."""
OWN_AUTHOR = 0.4
"""The confidence of an outlet that is named as its own author."""


def _is_one_of(name: str, owners: Sequence[str]) -> bool:
    """Whether it names one of the owners, or any site."""
    return is_domain(name) or any(is_same_name(name, owner) for owner in owners)


def _find_field(facts: PageFacts, field: MetadatumField, unlike: Sequence[str] = ()) -> Metadatum | None:
    for confidence, (source, look) in _PLACES[field]:
        value = _READERS.get(field, read_text)(look(facts))
        if value and not (unlike and _is_one_of(value, unlike)):
            return Metadatum(field, value, source, confidence)
    return None
