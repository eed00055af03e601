"""Web pages: the article's text, the hints on its blocks, and what the page says about itself.

The path is bytes → characters (`html_tree`) → tree → blocks (`html_blocks`) → the article's blocks, by trafilatura's
choice (`html_selection`) and what it loses (`html_recovery`) → text and hints (`html_text`); metadata with their
sources beside it (`html_metadata`).

What is hard here is to say no. A page that needs a browser, a login or a human yields a sentence that says so; archived
as an article it would be a lie, so a short text that speaks of such things is refused with that reason.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version

from lxml import etree

from archive.errors import EmptyText, UnreadableSource
from archive.readers.html_blocks import Block, split_blocks
from archive.readers.html_fallback import guess_metadata
from archive.readers.html_metadata import OWN_AUTHOR, find_metadata, gather_facts
from archive.readers.html_recovery import Told
from archive.readers.html_selection import select_blocks
from archive.readers.html_text import assemble_text
from archive.readers.html_tree import decode_page, parse_page
from archive.readers.html_visible import find_visible
from archive.readers.html_witness import Witness
from archive.readers.saved_page import find_saved_page
from archive.records import Metadatum, Reading

READER = "html"
"""The name of this reader, stored with each text it read."""
READER_VERSION = "2"
"""Raised whenever the same bytes would give another text or other hints."""

MOST_BLOCKS = 20_000
"""Blocks that are looked at; the widest of 135 real news pages has fewer than 12,000 elements of any kind."""
_SHORTEST = 20
"""Characters; fewer are no article."""
_SHORT = 400
"""Up to this length, a text that speaks of an obstacle is that obstacle and no article."""
_OBSTACLES = tuple(
    (re.compile(pattern, re.IGNORECASE), reason)
    for pattern, reason in (
        (r"\bjava-?script\b", "the page needs JavaScript, so its text is not in it"),
        (r"captcha|\bnot a robot\b|are (?:a )?human|cloudflare|unusual traffic", "it asks for a human"),
        (r"\b(?:enable|accept|allow) (?:all )?cookies\b", "it asks for cookies before it shows its text"),
        (
            r"\b(?:subscribe|log ?in|sign ?in|register)\b.{0,40}\b(?:to|and) (?:read|continue|access|view)\b",
            "it is behind a paywall",
        ),
        (r"\baccess (?:to this page )?(?:has been |is )?(?:denied|blocked)\b", "access was denied"),
    )
)
"""What short texts tell about why there is no article, each with the reason shown to the user."""
_SAVE = "Open the page in a browser, save it from there (Save as, or SingleFile), and add the saved file."


def read_html(
    content: bytes, name: str = "this page", *, url: str | None = None, declared_encoding: str | None = None
) -> Reading:
    """The article in a web page, as text.

    Args:
        content: the page as received, not compressed.
        name: what the user calls the source, for messages.
        url: the address it came from, where that is known.
        declared_encoding: the charset that the server named.

    Raises:
        EmptyText: there is no article in the page; the reason is in the message.
        UnreadableSource: the page is larger, wider or deeper than the bounds here and in `archive.readers.html_tree`.

    >>> page = b"<html><body><p>The mayor said <q>We will stay here</q> on Friday.</p></body></html>"
    >>> read_html(page).text
    'The mayor said “We will stay here” on Friday.'
    """
    decoded = decode_page(content, declared_encoding)
    tree = parse_page(decoded.text, name)
    facts = gather_facts(tree)
    metadata = find_metadata(facts)
    told = {metadatum.field: metadatum.value for metadatum in metadata}
    description = " ".join(text for key in _DESCRIPTIONS for text in facts.meta.get(key, ()))
    blocks = split_blocks(tree, told.get("language", ""))
    if len(blocks) > MOST_BLOCKS:
        rule = f"the page has {len(blocks):,} paragraphs, more than the {MOST_BLOCKS:,} that are read"
        raise UnreadableSource(name, rule, "Cut the article out of it, and add that.")
    body = _extract_body(tree, url, name)
    witness = Witness(decoded.text)
    chosen = select_blocks(blocks, body, Told(description, told.get("title", "")), witness.has_seen)
    text, hints = assemble_text(chosen)
    _refuse_obstacle(text, name)
    return Reading(
        text=text,
        reader=READER,
        reader_version=READER_VERSION,
        options=_extractors(),
        encoding=decoded.encoding,
        encoding_source=decoded.source,
        undecodable=decoded.undecodable,
        hints=hints,
        metadata=(*_of_saved_page(decoded.text), *_complete(metadata, blocks, tree, url)),
    )


def _complete(
    told: tuple[Metadatum, ...], blocks: Sequence[Block], tree: etree._Element, url: str | None
) -> tuple[Metadatum, ...]:
    """What the page tells machines, then what it shows, then what can be guessed; a shown author beats an outlet."""
    sure = {metadatum.field for metadatum in told if metadatum.confidence > OWN_AUTHOR}
    shown = tuple(find_visible(tree, blocks, frozenset({"author", "published"} - sure)))
    known = (*(one for one in told if one.field not in {other.field for other in shown}), *shown)
    return (*known, *guess_metadata(tree, known, url))


@cache
def _extractors() -> str:
    return f"trafilatura {version('trafilatura')}, resiliparse {version('resiliparse')}"


_DESCRIPTIONS = ("og:description", "description", "twitter:description")


def _extract_body(tree: etree._Element, url: str | None, name: str) -> etree._Element | None:
    """The tree of trafilatura's text, or None; comments off, and no memory of pages seen before."""
    with warnings.catch_warnings():
        # Its downloader, which is never called, asks urllib3 for SOCKS, and that warns where it is not installed.
        warnings.simplefilter("ignore")
        # 0.1 s and 30 MB at the first use: only who reads a page pays.
        import trafilatura

    try:
        document = trafilatura.bare_extraction(tree, url=url, include_comments=False, deduplicate=False)
    except (RecursionError, LookupError, AttributeError, AssertionError, etree.LxmlError) as error:
        # trafilatura catches ValueError and TypeError itself; these are what broken pages have raised besides.
        raise UnreadableSource(name, f"the extractor failed on this page ({type(error).__name__})", _SAVE) from error
    body = getattr(document, "body", None)
    return body if isinstance(body, etree._Element) else None


def _refuse_obstacle(text: str, name: str) -> None:
    if len(text) <= _SHORT:
        for pattern, reason in _OBSTACLES:
            if pattern.search(text):
                raise EmptyText(name, f"there is no article in it: {reason}", _SAVE)
    if len(text.strip()) < _SHORTEST:
        found = f"only {len(text.strip())} characters" if text.strip() else "nothing"
        raise EmptyText(name, f"there is no article in it: {found} could be read", _SAVE)


def _of_saved_page(text: str) -> tuple[Metadatum, ...]:
    saved = find_saved_page(text)
    return saved.metadata if saved else ()
