"""Reading drafts: words, positions, links and block quotations in each form; and files that are none."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.drafts import Draft, find_drafted, read_draft
from archive.drafts.forms import LARGEST_DRAFT
from archive.errors import ArchiveError, EmptyText, InvalidValue, UnreadableSource

PLACES = [
    # A line of text: line 2, behind the mark.
    ("draft.txt", 'First.\nHe said: "Here it is."\n', "Here it is.", (2, 11)),
    # Windows line ends count once.
    ("draft.txt", 'First.\r\nHe said: "Here it is."\r\n', "Here it is.", (2, 11)),
    # Emphasis, a list and an escaped sign before the words.
    ("draft.md", '- *He* \\* said: "Here it is."\n', "Here it is.", (1, 18)),
    # In a link inside a block quotation.
    ("draft.md", 'One.\n\n> Two\n> [a "Here it is." b](https://example.org/x)\n', "Here it is.", (4, 7)),
    # In the second cell of a table.
    ("draft.md", '| a | b |\n|---|---|\n| x | "Here it is." |\n', "Here it is.", (3, 8)),
    # Behind an entity, which is one character of the text and five of the file.
    ("draft.md", 'A &amp; B said: "Here it is."\n', "Here it is.", (1, 18)),
    # In HTML behind a tag and an entity.
    ("draft.html", '<p>One</p>\n<p>A &amp; B: <b>"Here it is."</b></p>\n', "Here it is.", (2, 19)),
    # Emoji are one column each, as in every span of the archive.
    ("draft.txt", '🎈🎈 "Here it is."\n', "Here it is.", (1, 5)),
]


@pytest.mark.parametrize(("name", "content", "words", "place"), PLACES)
def test_a_quotation_is_told_with_its_place_in_the_file(
    name: str, content: str, words: str, place: tuple[int, int]
) -> None:
    """Line and column from 1, of the file as it is on the disk."""
    found = find_drafted(read_draft(content.encode(), name))
    assert [(one.quoted, (one.line, one.column)) for one in found] == [(words, place)]


LEFT_OUT = [
    # Code, in a line and as a block.
    ("draft.md", 'Call `say("never said by them")` now.\n\n```\n"nor this one here"\n```\n'),
    # The text behind a picture, an address, a comment.
    (
        "draft.md",
        '![a "picture of nobody"](x.png "title of it all")\n\n<!-- "not seen by anybody" -->\n\nWords.\n',
    ),
    ("draft.html", '<script>say("never said by them")</script><pre>"nor this one here"</pre><p title="not me">x</p>'),
    # The words of a footnote name a source.
    ("draft.md", 'Text.[^1]\n\n[^1]: "A title of an article", Example\n'),
]


@pytest.mark.parametrize(("name", "content"), LEFT_OUT)
def test_what_no_reader_sees_is_not_quoted(name: str, content: str) -> None:
    assert find_drafted(read_draft(content.encode(), name)) == ()


CLAIMS = [
    # Behind the words.
    ("“Here it is,” he said ([report](https://example.org/a)).", ("https://example.org/a",)),
    # Around them.
    ("He said [“Here it is”](https://example.org/a) on [Monday](https://example.org/b).", ("https://example.org/a",)),
    # Before them, when nothing stands behind.
    ("As [they report](https://example.org/a), he said “Here it is”.", ("https://example.org/a",)),
    # A footnote with an address.
    ("“Here it is,” he said.[^x]\n\n[^x]: Example, https://example.org/a\n", ("https://example.org/a",)),
    # Of two quotations each has its own.
    (
        "“Here it was” ([a](https://example.org/1)). “Here it is” ([b](https://example.org/a)).",
        ("https://example.org/a",),
    ),
    # A link of another paragraph is none.
    ("See [this](https://example.org/b).\n\n“Here it is,” he said.\n\nSee [that](https://example.org/c).", ()),
    # A bare permalink.
    ("“Here it is,” he said: q/8db9df1828be/653-990.", ("q/8db9df1828be/653-990",)),
]


@pytest.mark.parametrize(("content", "targets"), CLAIMS)
def test_the_source_is_the_link_that_belongs_to_the_words(content: str, targets: tuple[str, ...]) -> None:
    assert find_drafted(read_draft(content.encode(), "draft.md"))[-1].targets == targets


def make_docx(path: Path) -> bytes:
    """A small Word document: a quotation in a paragraph, one in a table, a block quotation by its style."""
    document = docx.Document()
    document.add_paragraph("A heading")
    document.add_paragraph("He said: “Here it is.”")
    document.add_table(1, 1).rows[0].cells[0].text = "She said: “There it was.”"
    document.add_paragraph("Nobody has ever seen it anywhere.", style="Quote")
    document.save(str(path))
    return path.read_bytes()


def test_in_a_word_document_the_line_is_the_paragraph(tmp_path: Path) -> None:
    """Paragraphs of tables count where they stand, and the style Quote makes a block quotation."""
    found = find_drafted(read_draft(make_docx(tmp_path / "a.docx"), "a.docx"))
    assert [(one.quoted, one.line, one.column) for one in found] == [
        ("Here it is.", 2, 11),
        ("There it was.", 3, 12),
        ("Nobody has ever seen it anywhere.", 4, 1),
    ]


NOTES = (
    b'<?xml version="1.0"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b'<w:footnote w:id="1"><w:p><w:r><w:t>Example Post, https://example.org/a.</w:t></w:r></w:p></w:footnote>'
    b"</w:footnotes>"
)
NOTED = (
    b'<w:r><w:t xml:space="preserve">He said: \xe2\x80\x9cHere </w:t></w:r><w:ins><w:r><w:t>it </w:t></w:r></w:ins>'
    b"<w:del><w:r><w:delText>they </w:delText></w:r></w:del>"
    b"<w:smartTag><w:r><w:t>is.\xe2\x80\x9d</w:t></w:r></w:smartTag>"
    b'<w:r><w:footnoteReference w:id="1"/></w:r>'
)


def make_noted_docx() -> bytes:
    """A Word document with a footnote, and with words that an editor added and struck out under control."""
    plain, target = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.add_paragraph("HERE")
    document.save(plain)
    types = b'<Override PartName="/word/footnotes.xml" ContentType="application/xml"/></Types>'
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = b'<Relationship Id="n1" Type="' + kind + b'" Target="footnotes.xml"/></Relationships>'
    changes = {
        "[Content_Types].xml": (b"</Types>", types),
        "word/_rels/document.xml.rels": (b"</Relationships>", relation),
        "word/document.xml": (b"<w:r><w:t>HERE</w:t></w:r>", NOTED),
    }
    with zipfile.ZipFile(plain) as parts, zipfile.ZipFile(target, "w") as changed:
        for name in parts.namelist():
            changed.writestr(name, parts.read(name).replace(*changes.get(name, (b"", b""))))
        changed.writestr("word/footnotes.xml", NOTES)
    return target.getvalue()


def test_a_word_document_is_read_as_it_stands_with_its_notes_and_tracked_changes() -> None:
    """Words added count, words struck out do not; a footnote is the source of the words before its mark."""
    (found,) = find_drafted(read_draft(make_noted_docx(), "a.docx"))
    assert found.quoted == "Here it is."
    assert found.targets == ("https://example.org/a",)
    assert "Example Post" in found.names


def packed(content: bytes) -> bytes:
    """A ZIP archive with one member, which unpacks to a lot."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", content)
    return target.getvalue()


BROKEN: list[tuple[str, bytes, type[ArchiveError], str]] = [
    # A form that nothing tells.
    ("draft.xyz", b"text", InvalidValue, "Say it: --as"),
    # A picture under a name of text.
    ("draft.md", b"\x89PNG\r\n\x1a\n0000", UnreadableSource, "PNG"),
    # A Word document that is none, that is damaged, that holds no document, that unpacks to a gigabyte.
    ("a.docx", b"not a zip", UnreadableSource, "no Word document"),
    ("b.docx", packed(b"<w/>")[:-20], UnreadableSource, "no Word document"),
    ("c.docx", packed(b"<w/>"), UnreadableSource, "no Word document"),
    ("d.docx", packed(b" " * (70 * 2**20)), UnreadableSource, "unpacks to"),
    # Nothing to read, and too much of it.
    ("empty.md", b" \n", EmptyText, ""),
    ("large.txt", b"a" * (LARGEST_DRAFT + 1), UnreadableSource, "Check it in parts."),
]


@pytest.mark.parametrize(("name", "content", "error", "words"), BROKEN, ids=lambda value: str(value)[:20])
def test_a_file_that_cannot_be_read_is_refused_by_name(
    name: str, content: bytes, error: type[ArchiveError], words: str
) -> None:
    with pytest.raises(error) as refused:
        read_draft(content, name)
    assert name in str(refused.value)
    assert words in str(refused.value)


WIKI = [
    # Emphasis, a link, a note, a comment and a picture.
    (
        "'''He''' said \"here ''it'' [[is|is]]\".<ref>x</ref><!-- \"no\" -->[[File:a.png|\"no, no\"]]<ref name=b />",
        'He said "here it is".',
    ),
    # Templates inside each other; one that nothing closes is text.
    ('{{Infobox|a={{b|"c d"}}}}He said {{lang|en|"here it is"}} {{d', 'He said "here it is" {{d'),
    # A link with its address, and code.
    (
        'He [https://example.org/a wrote] <nowiki>{{"no"}}</nowiki>"here it is".<ref>y</ref>',
        'He wrote "here it is".',
    ),
]


@pytest.mark.parametrize(("content", "text"), WIKI)
def test_of_wikitext_what_a_reader_sees_is_read(content: str, text: str) -> None:
    """And the quotation stands where it does in the file."""
    draft = read_draft((content + "<ref>z</ref>").encode(), "draft.wiki")
    assert draft.text == text
    (found,) = find_drafted(draft)
    line, column = draft.position(found.span.start)
    assert (line, content[column - 1 : column + 3]) == (1, "here")


WIKITEXT = st.text(st.sampled_from("ab {}[]|='<>/!-\"“”\n"), max_size=200)


@given(WIKITEXT)
def test_whatever_braces_are_left_open_is_read(words: str) -> None:
    """No markup of a wiki stops the reader, and every position is in the file."""
    content = f"“Here it is.”<ref>a</ref>{words}<ref name=b>c</ref>{{{{quote|{words}"
    draft = read_draft(content.encode(), "draft.wiki")
    assert draft.text.startswith("“Here it is.”")
    assert all(draft.position(offset) <= (content.count("\n") + 1, len(content)) for offset in range(len(draft.text)))


MARKUP = st.text(st.sampled_from("ab \n*_`[]()<>!&;:\"“”'\\#-|1.^éx🎈\r\t"), max_size=200)


@given(MARKUP, st.sampled_from(["draft.md", "draft.html", "draft.txt"]))
def test_whatever_is_written_is_read_and_every_position_is_in_the_file(content: str, name: str) -> None:
    """No markup stops a reader, and a word that stands in the text stands in the file, there."""
    try:
        draft: Draft = read_draft(content.encode(), name)
    except EmptyText:
        return
    lines = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for offset, character in enumerate(draft.text):
        line, column = draft.position(offset)
        assert 1 <= line <= len(lines)
        if character in "éx🎈" and "&" not in content:
            assert lines[line - 1][column - 1] == character


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("draft.txt", "Jane Doe said: “We will wait.”" + " \n" * 50_000 + "End."),  # a long blank stretch
        ("draft.wiki", "“We will wait.”" + "<ref name=a>" * 10_000 + "</ref> End."),  # notes that nothing closes
    ],
)
def test_a_draft_is_read_in_one_go_however_odd(name: str, content: str) -> None:
    """What would be searched again from each of its places takes hours; here it takes less than a second."""
    assert [found.quoted for found in find_drafted(read_draft(content.encode(), name))] == ["We will wait."]
