"""From a page's bytes to its tree: decoding, the bounds on what is parsed, the parser.

What is hard here is that every part of it may lie. A page may declare one encoding and use another; its head may say
``windows-1252`` in ISO clothes; ``&#147;`` means a quote mark although Unicode calls that number a control character
(HTML standard, 13.2.5.80). So a byte order mark decides first, then the bytes themselves where they are valid UTF-8,
then what the server or the page declares, then detection; what cannot be decoded is counted, never hidden.

Bounds: pictures and fonts inside the page are dropped before parsing, scripts and styles of large pages too. What is
left may be `LARGEST_PAGE` characters long and `MOST_ELEMENTS` elements wide; more is refused, because parsing costs
about thirty times a page's length in memory.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from lxml import etree, html

from archive.errors import EmptyText, InputRefused, UnreadableSource
from archive.readers.plain import read_plain

LARGEST_PAGE = 6_000_000
"""Characters of markup, without embedded files, that are parsed; the largest of 135 real news pages has 2.4 million."""
MOST_ELEMENTS = 150_000
"""Elements that are looked at; the widest of 135 real news pages has about 12,000."""
DEEPEST = 512
"""Elements in each other; browsers flatten a page from the same depth on (Blink: 512)."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = re.compile(rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.+-]{2,40})", re.IGNORECASE)
_HEAD = 8192
"""Bytes in which a declaration is looked for; the standard says 1024, pages put scripts before it."""
# WHATWG Encoding, 4.2: labels mean the larger set that browsers use.
_LABELS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "unicode": "utf-16-le",
    "utf-16": "utf-8",  # a page whose declaration can be read as ASCII is not UTF-16 (HTML standard, 13.2.3.2)
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}
_MOST_UNDECODABLE = 0.01
"""A declared encoding that fails on a larger share of the bytes is not believed."""
_C1_REFERENCE = re.compile(r"&#(?:(1[2-5]\d)|x([89][0-9a-f]));?", re.IGNORECASE)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EMBEDDED = re.compile(r"data:[\w.+/-]{0,100}(?:;[\w=-]{1,40}){0,4},[A-Za-z0-9+/=%_.~-]{100,}")
_LARGE = 1_000_000
_CODE = re.compile(r"<(?:(script|style)(?=[\s>])[^>]{0,2000}>|!--)", re.IGNORECASE)
_CODE_ENDS = {
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
    "!--": re.compile(r"-->"),
}
_TAGS = re.compile(rb"<[^<>]{0,2000}>|[{}();=]")
_SAMPLE = 400_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's characters and how they were told: ``source`` is ``strict``, ``declared`` or ``detected``."""

    text: str
    encoding: str
    source: str
    undecodable: int = 0


def decode_page(content: bytes, declared: str | None = None) -> Decoded:
    r"""The characters of a page.

    Args:
        content: the bytes as received.
        declared: the charset that the server named, if it did.

    >>> decode_page(b'<meta charset="latin1"><p>caf\xe9', None).text[-4:]
    'café'
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode(content[len(mark) :], encoding, "declared")
    named = [_canonical(label) for label in (declared, _declared_in(content)) if label]
    known = [encoding for encoding in named if encoding]
    if b"\x1b$" not in content or not known:
        try:
            return Decoded(content.decode("utf-8"), "utf-8", "strict")
        except UnicodeDecodeError:
            pass
    return _decode_doubtful(content, known)


def _decode_doubtful(content: bytes, known: list[str]) -> Decoded:
    readings = [_decode(content, encoding, "declared") for encoding in known]
    if not readings:
        return _detect(content)
    best = min(readings, key=lambda reading: reading.undecodable)
    if best.undecodable > _MOST_UNDECODABLE * len(content):
        detected = _detect(content)
        return min(detected, best, key=lambda reading: reading.undecodable)
    return best


def _detect(content: bytes) -> Decoded:
    """As the words of the page would be read from a plain file: tags and scripts are ASCII and only dilute them."""
    words = _TAGS.sub(b" ", content[:_SAMPLE])
    try:
        encoding = read_plain(words).encoding
    except InputRefused:
        encoding = "cp1252"
    return _decode(content, encoding, "detected")


def _declared_in(content: bytes) -> str | None:
    found = _META_CHARSET.search(content[:_HEAD])
    return found[1].decode("ascii") if found else None


def _canonical(label: str) -> str | None:
    """The codec for a label, or None for a label that nobody knows or that is no text encoding."""
    label = label.strip().strip("\"'").lower()
    try:
        found = codecs.lookup(_LABELS.get(label, label))
    except (LookupError, ValueError):
        return None
    name = found.name
    return _LABELS.get(name, name) if name not in NOT_TEXT else None


NOT_TEXT = frozenset(
    (
        *("hex", "base64", "zlib", "bz2", "rot-13", "uu", "quopri"),
        *("punycode", "idna", "undefined", "unicode-escape", "raw-unicode-escape"),
    )
)
"""Python’s codecs that are no encoding of a page, each by the name that its lookup gives."""


def _decode(content: bytes, encoding: str, source: str) -> Decoded:
    text = content.decode(encoding, "replace")
    written = content.count("\ufffd".encode()) if encoding == "utf-8" else 0
    return Decoded(text, encoding, source, max(0, text.count("\ufffd") - written))


def parse_page(text: str, name: str = "page") -> etree._Element:
    """The tree of a page, without comments.

    Args:
        text: the decoded page.
        name: what the user calls it; for messages.

    Raises:
        EmptyText: there is no element in it.
        UnreadableSource: it is larger than the bounds of this module allow.
    """
    text = squeeze_page(text)
    if len(text) > LARGEST_PAGE:
        raise UnreadableSource(
            name, f"the page has {len(text):,} characters of markup, more than the {LARGEST_PAGE:,} that are read"
        )
    text = _NOT_XML.sub("", text)
    parser = html.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
        huge_tree=True,
    )
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise EmptyText(name, "there is no element in this page") from error
    for fault in parser.error_log:
        if fault.type_name == "ERR_RESOURCE_LIMIT":
            deep = f"its elements are nested more than {DEEPEST} deep"
            is_deep = "depth" in fault.message.lower()  # libxml2 counts to 2048 and then stops by itself
            raise UnreadableSource(name, deep if is_deep else f"the parser gave up: {fault.message}")
    return _checked(tree, name)


def _checked(tree: etree._Element, name: str) -> etree._Element:
    count = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if count > MOST_ELEMENTS:
            raise UnreadableSource(name, f"the page has more than the {MOST_ELEMENTS:,} elements that are read")
        if depth > DEEPEST:
            raise UnreadableSource(name, f"its elements are nested more than {DEEPEST} deep")
    return tree


def squeeze_page(text: str) -> str:
    """The page without embedded files, and a large page without comments, scripts and styles.

    JSON-LD scripts stay: they are metadata.

    >>> squeeze_page('<img src="data:image/png;base64,' + "A" * 200 + '"><p>&#147;Yes&#148;')
    '<img src="data:,"><p>“Yes”'
    """
    if "data:" in text:
        text = _EMBEDDED.sub("data:,", text)
    if len(text) > _LARGE:
        text = _without_code(text)
    return _C1_REFERENCE.sub(_decode_reference, text)


def _decode_reference(found: re.Match[str]) -> str:
    number = int(found[1]) if found[1] else int(found[2], 16)
    return bytes([number]).decode("cp1252", "ignore") if 0x80 <= number <= 0x9F else found[0]


def _without_code(text: str) -> str:
    """The text without comments, scripts and styles, in one pass; one that never ends stays.

    They are told from left to right, as a parser does: a script may hold ``<style>`` in a string.
    """
    kept: list[str] = []
    position = 0
    endless: set[str] = set()
    start = _CODE.search(text)
    while start:
        kind = (start[1] or "!--").lower()
        end = None if kind in endless else _CODE_ENDS[kind].search(text, start.end())
        if end is None:
            endless.add(kind)
            start = _CODE.search(text, start.end())
            continue
        if "ld+json" not in start[0].lower():
            kept.append(text[position : start.start()])
            position = end.end()
        start = _CODE.search(text, end.end())
    kept.append(text[position:])
    return "".join(kept)
