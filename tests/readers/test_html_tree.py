"""From a page's bytes to its characters: who is believed about the encoding, and what is not even parsed."""

from __future__ import annotations

import codecs
from encodings.aliases import aliases

import pytest
from lxml import html

from archive.errors import EmptyText, UnreadableSource
from archive.readers.html_tree import LARGEST_PAGE, MOST_ELEMENTS, NOT_TEXT, decode_page, parse_page, squeeze_page

RUSSIAN = "<p>Мэр заявил, что мост не закроют, и поблагодарил всех жителей города.</p>"
JAPANESE = "<p>市長は「橋は閉鎖しない」と述べ、集まった市民に感謝した。</p>"
GERMAN = "<p>„Wir bleiben“, sagte der Bürgermeister – und dankte allen für die Geduld.</p>"


def _meta(charset: str) -> str:
    return f'<html><head><meta charset="{charset}"></head>'


@pytest.mark.parametrize(
    ("why", "content", "declared", "encoding", "source"),
    [
        ("strict UTF-8 needs no declaration", GERMAN.encode(), None, "utf-8", "strict"),
        ("UTF-8 is told by its bytes, whatever is declared", GERMAN.encode(), "iso-8859-1", "utf-8", "strict"),
        (
            "a byte order mark decides",
            codecs.BOM_UTF16_LE + GERMAN.encode("utf-16-le"),
            "utf-8",
            "utf-16-le",
            "declared",
        ),
        ("the server's word", RUSSIAN.encode("cp1251"), "windows-1251", "cp1251", "declared"),
        ("the page's word", (_meta("koi8-r") + RUSSIAN).encode("koi8-r"), None, "koi8-r", "declared"),
        ("ISO 8859-1 means Windows-1252", (_meta("iso-8859-1") + GERMAN).encode("cp1252"), None, "cp1252", "declared"),
        ("Japanese by its label", (_meta("Shift_JIS") + JAPANESE).encode("cp932"), None, "cp932", "declared"),
        ("ISO-2022-JP is ASCII to the eye", JAPANESE.encode("iso2022_jp"), "iso-2022-jp", "iso2022_jp", "declared"),
        (
            "a label that nobody knows is passed over",
            (_meta("x-none") + RUSSIAN).encode("cp1251"),
            None,
            "cp1251",
            "detected",
        ),
        (
            "a label that is no encoding of text",
            (_meta("base64") + RUSSIAN).encode("cp1251"),
            None,
            "cp1251",
            "detected",
        ),
        (
            "a label whose codec goes by another name",
            (_meta("rot13") + RUSSIAN).encode("cp1251"),
            None,
            "cp1251",
            "detected",
        ),
        ("nobody says anything", (RUSSIAN * 5).encode("cp1251"), None, "cp1251", "detected"),
    ],
)
def test_the_encoding_is_found_and_its_source_named(
    why: str, content: bytes, declared: str | None, encoding: str, source: str
) -> None:
    """What is read is what the author wrote."""
    decoded = decode_page(content, declared)
    assert (decoded.encoding, decoded.source, decoded.undecodable) == (encoding, source, 0), why
    assert any(text in decoded.text for text in (RUSSIAN, JAPANESE, GERMAN)), why


def test_codecs_that_are_no_encoding_of_a_page_go_by_their_own_names() -> None:
    """A name that is not the one of its lookup would let the codec through."""
    assert {codecs.lookup(name).name for name in NOT_TEXT} == NOT_TEXT
    page = RUSSIAN.encode("cp1251")
    for name in set(aliases.values()) - {"mbcs", "oem"}:  # Python for Windows has these
        assert decode_page(page, name).text, name
        assert codecs.lookup(name).name in NOT_TEXT or page.decode(name, "replace"), name


def test_bytes_that_cannot_be_decoded_are_counted_and_shown() -> None:
    """A page cut in the middle of a letter keeps the rest; U+FFFD that the page wrote itself does not count."""
    decoded = decode_page((_meta("utf-8") + GERMAN * 20 + "\ufffd").encode() + b"caf\xc3 \xff", None)
    assert decoded.encoding == "utf-8"
    assert decoded.undecodable == 2


def test_embedded_files_are_dropped_before_the_page_is_measured() -> None:
    """A page saved with its pictures inside is large only on paper."""
    page = '<p>Before</p><img src="data:image/png;base64,' + "A" * (2 * LARGEST_PAGE) + '"><p>After</p>'
    assert squeeze_page(page) == '<p>Before</p><img src="data:,"><p>After</p>'


def test_scripts_of_large_pages_go_and_what_stands_between_them_stays() -> None:
    """A script that holds the beginning of a style in a string hides no article; JSON-LD stays."""
    page = (
        '<script>var a = "<style>";</script><p>One</p><script type="application/ld+json">{"a": 1}</script>'
        "<!-- <script> --><p>Two</p><style>p {}</style><p>Three</p>" + " " * 1_000_001
    )
    assert squeeze_page(page).strip() == (
        '<p>One</p><script type="application/ld+json">{"a": 1}</script><p>Two</p><p>Three</p>'
    )


@pytest.mark.parametrize(
    ("error", "rule", "page"),
    [
        (UnreadableSource, "characters of markup", "<p>" + "word " * (LARGEST_PAGE // 4)),
        (UnreadableSource, "more than the 150,000 elements", "<p>" + "<b></b>" * (MOST_ELEMENTS + 5)),
        (EmptyText, "no element", ""),
        (EmptyText, "no element", "<!-- only a comment -->"),
    ],
)
def test_a_page_beyond_the_bounds_is_refused_by_name(error: type[Exception], rule: str, page: str) -> None:
    """The message names the page and the bound."""
    with pytest.raises(error, match=rule) as refusal:
        parse_page(page, "page.html")
    assert str(refusal.value).startswith("page.html: ")


def test_a_parser_that_gives_up_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit of the parser other than depth is a refusal in its own words, never half a page."""

    class Fault:
        type_name = "ERR_RESOURCE_LIMIT"
        message = "Buffer size limit exceeded"

    class Parser(html.HTMLParser):  # type: ignore[misc]  # lxml ships no types
        error_log = (Fault(),)

    monkeypatch.setattr("lxml.html.HTMLParser", Parser)
    with pytest.raises(UnreadableSource, match="the parser gave up: Buffer size limit exceeded"):
        parse_page(GERMAN, "page.html")
