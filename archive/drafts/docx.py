"""Drafts in Word's format (DOCX): paragraphs, those in tables and footnotes' links among them.

Such a file has no lines, so a position is the number of the paragraph and the column in it. It is a ZIP archive of XML:
what it unpacks to is looked at before anything is unpacked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from archive.drafts.draft import Draft, Link
from archive.errors import UnreadableSource
from archive.records import BlockHint
from archive.spans import Span

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

LARGEST_UNPACKED = 64 * 2**20
"""Bytes that the parts of a file may unpack to: a book has one hundredth of it."""
_DEEPEST = 5


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
        paragraphs = list(_each_paragraph(Document(BytesIO(content)).iter_inner_content()))
    except (BadZipFile, OpcError, LxmlError, KeyError, ValueError, EOFError, NotImplementedError) as error:
        raise wrong from error
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    starts: list[int] = []
    hints: list[BlockHint] = []
    links: list[Link] = []
    at = 0
    for paragraph in paragraphs:
        words = paragraph.text.replace("\n", " ")
        starts.append(at)
        places.append((at, at))
        if words and "quote" in (paragraph.style.name if paragraph.style else "").lower():
            hints.append(BlockHint(Span(at, at + len(words)), "quote"))
        links += _find_links(paragraph, words, at)
        pieces.append(words + "\n\n")
        at += len(words) + 2
    return Draft(name, "".join(pieces), tuple(hints), tuple(links), "paragraph", tuple(places), tuple(starts or [0]))


def _each_paragraph(blocks: Iterable[Paragraph | Table], depth: int = 0) -> Iterator[Paragraph]:
    from docx.table import Table

    for block in blocks:
        if not isinstance(block, Table):
            yield block
        elif depth < _DEEPEST:
            for row in block.rows:
                for cell in row.cells:
                    yield from _each_paragraph(cell.iter_inner_content(), depth + 1)


def _find_links(paragraph: Paragraph, words: str, at: int) -> Iterator[Link]:
    place = 0
    for link in paragraph.hyperlinks:
        place = words.find(link.text, place)
        if place < 0:
            return
        if link.url:
            yield Link(Span(at + place, at + place + len(link.text)), link.url)
        place += len(link.text)
