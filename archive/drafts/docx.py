"""Drafts in Word's format (DOCX): each paragraph as it reads today, with its links and notes.

Such a file has no lines, so a position is the number of the paragraph and the column in it. It is a ZIP archive of XML:
what it unpacks to is looked at before anything is unpacked. What is hard here is that a paragraph's words hang at many
depths: in links, content controls, and in changes that an editor tracks. Words added count, words struck out do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from archive.drafts.draft import Draft, Link, find_addresses
from archive.errors import UnreadableSource
from archive.records import BlockHint
from archive.spans import Span

if TYPE_CHECKING:
    from docx.document import Document as Word

LARGEST_UNPACKED = 64 * 2**20
"""Bytes that the parts of a file may unpack to: a book has one hundredth of it."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_AROUND = frozenset(
    f"{_W}{name}" for name in ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml")
)
"""Elements that words stand in (ECMA-376, part 1, 17.5 and 17.13); ``del`` and ``moveFrom`` are none of them."""
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
_NOTES = {f"{_W}footnoteReference": "footnotes", f"{_W}endnoteReference": "endnotes"}
_QUOTE_STYLE = re.compile(r"quot|zitat|cita|цитат", re.IGNORECASE)
_MOST_NOTES = 5_000


class _Piece(NamedTuple):
    """Words of a paragraph, or what stands there and leads somewhere: a link's end, a note's mark."""

    words: str = ""
    targets: tuple[str, ...] = ()
    length: int = 0


def read_docx(content: bytes, name: str) -> Draft:
    """The text of a draft in DOCX.

    Raises:
        UnreadableSource: it is none, is damaged, or unpacks to too much.
    """
    # python-docx: 80 ms and lxml.
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    wrong = UnreadableSource(name, "this is no Word document (DOCX)", "Save it as .docx again, or as plain text.")
    try:
        with ZipFile(BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > LARGEST_UNPACKED:
            rule = f"it unpacks to {unpacked // 2**20:,} MiB, and a draft has at most {LARGEST_UNPACKED // 2**20}"
            raise UnreadableSource(name, rule, "Save its text as plain text.")
        return _read_word(Document(BytesIO(content)), name)
    except (BadZipFile, OpcError, LxmlError, KeyError, ValueError, EOFError, NotImplementedError) as error:
        raise wrong from error


def _read_word(word: Word, name: str) -> Draft:
    notes = _read_notes(word)
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    starts: list[int] = []
    hints: list[BlockHint] = []
    links: list[Link] = []
    at = 0
    for paragraph in word.element.body.iter(f"{_W}p"):
        if any(True for _ in paragraph.iterancestors(_FALLBACK)):
            continue  # the same text box once more, for old programs
        begin = at
        starts.append(at)
        places.append((at, at))
        for piece in _read_pieces(paragraph, word, notes):
            pieces.append(piece.words)
            at += len(piece.words)
            links += [Link(Span(at - piece.length, at), target) for target in piece.targets]
        if at > begin and _QUOTE_STYLE.search(_style_of(paragraph, word)):
            hints.append(BlockHint(Span(begin, at), "quote"))
        pieces.append("\n\n")
        at += 2
    return Draft(
        name, "".join(pieces), tuple(hints), tuple(sorted(links)), "paragraph", tuple(places), tuple(starts or [0])
    )


def _style_of(paragraph: Any, word: Word) -> str:  # lxml has no types for elements of other namespaces
    from docx.text.paragraph import Paragraph

    style = Paragraph(paragraph, word).style
    return (style.name or "") if style else ""


def _read_pieces(parent: Any, word: Word, notes: Mapping[tuple[str, str], tuple[str, ...]]) -> Iterator[_Piece]:
    for element in parent:
        if element.tag == f"{_W}r":
            yield from _read_run(element, notes)
        elif element.tag == f"{_W}hyperlink":
            inside = list(_read_pieces(element, word, notes))
            yield from inside
            relation = word.part.rels.get(element.get(_ID, ""))
            if relation is not None and relation.is_external:
                yield _Piece(targets=(relation.target_ref,), length=sum(len(piece.words) for piece in inside))
        elif element.tag in _AROUND:
            yield from _read_pieces(element, word, notes)


def _read_run(run: Any, notes: Mapping[tuple[str, str], tuple[str, ...]]) -> Iterator[_Piece]:
    for sign in run:
        if sign.tag == f"{_W}t":
            yield _Piece((sign.text or "").replace("\n", " "))
        elif sign.tag in _SIGNS:
            yield _Piece(_SIGNS[sign.tag])
        elif sign.tag in _NOTES:
            yield _Piece(targets=notes.get((_NOTES[sign.tag], sign.get(f"{_W}id", "")), ()))


def _read_notes(word: Word) -> dict[tuple[str, str], tuple[str, ...]]:
    """The addresses and the words of each footnote and endnote, by kind and number."""
    from lxml import etree

    notes: dict[tuple[str, str], tuple[str, ...]] = {}
    for relation in word.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if relation.is_external or kind not in _NOTES.values():
            continue
        part = relation.target_part
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for note in list(etree.fromstring(part.blob, parser))[:_MOST_NOTES]:
            words = " ".join("".join(piece.text or "" for piece in note.iter(f"{_W}t")).split())
            ids = [link.get(_ID, "") for link in note.iter(f"{_W}hyperlink")]
            linked = [part.rels[one].target_ref for one in ids if one in part.rels and part.rels[one].is_external]
            named = [*linked, *(link.target for link in find_addresses(words)), words]
            notes[kind, note.get(f"{_W}id", "")] = tuple(dict.fromkeys(target for target in named if target))
    return notes
