"""Names have one text form: parsing and printing give it back, and everything else is refused."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import InvalidIdentifier
from archive.identifiers import (
    Permalink,
    TextDigest,
    capture_id,
    document_of_text,
    document_of_url,
    is_speaker_id,
    parse_document_id,
    parse_permalink,
    parse_short_permalink,
    parse_text_digest,
    snapshot_digest,
    speaker_id,
    text_digest,
)
from archive.spans import Span
from tests.strategies import permalinks, text_digests, texts

DIGEST = "ab" * 32


@given(permalinks())
def test_a_printed_permalink_is_read_back_as_itself(link: Permalink) -> None:
    assert parse_permalink(str(link)) == link
    assert str(parse_permalink(str(link))) == str(link)


@given(permalinks(), st.sampled_from(["", "/", "http://127.0.0.1:8001/", "https://example.org/base/", "archive/"]))
def test_a_permalink_is_the_same_on_every_host(link: Permalink, host: str) -> None:
    assert parse_short_permalink(host + str(link)) == (link.text, link.span)
    prefix, span = parse_short_permalink(host + link.short)
    assert link.text.startswith(prefix)
    assert span == link.span


@given(texts())
def test_whatever_is_read_as_a_permalink_prints_as_it_was_written(junk: str) -> None:
    for candidate in (junk, f"q/{DIGEST}/{junk}", f"q/{junk}/0-1"):
        try:
            link = parse_permalink(candidate)
        except InvalidIdentifier:
            continue
        assert str(link) == candidate


@pytest.mark.parametrize(
    "junk",
    [
        "",
        f"q/{DIGEST}",  # no span
        f"q/{DIGEST}/5",  # one number
        f"q/{DIGEST}/5-5",  # nothing in it
        f"q/{DIGEST}/6-5",  # backwards
        f"q/{DIGEST}/05-6",  # a second way to write 5
        f"q/{DIGEST}/5-06",
        f"q/{DIGEST}/+5-6",
        f"q/{DIGEST}/-5-6",
        f"q/{DIGEST}/5-6 ",  # white space behind
        f"q/{DIGEST}/5-6\n",  # which `$` in a pattern would let pass
        f" q/{DIGEST}/5-6",
        f"Q/{DIGEST}/5-6",
        f"q/{DIGEST.upper()}/5-6",  # a second way to write the digest
        f"q/{DIGEST[:-1]}/5-6",
        f"q/{DIGEST}0/5-6",
        f"q/{DIGEST}/٥-٦",  # digits to Python, not to us
        f"q/{DIGEST}/5–6",  # an en dash
        f"q/{DIGEST}/5-6/7-8",
        f"q/{DIGEST}/0-99999999999",  # longer than any text
    ],
)
def test_a_second_way_to_write_a_permalink_is_refused(junk: str) -> None:
    with pytest.raises(InvalidIdentifier, match="a permalink is q/"):
        parse_permalink(junk)


@pytest.mark.parametrize(
    "junk",
    [
        "q/abcdefabcde/1-2",  # 11 digits: too few to be sure
        "q/abcdefabcdeg/1-2",  # g is no hex digit
        "q/abcdefabcdef/2-2",
        "q/abcdefabcdef/1-2?x=1",
        "q/abcdefabcdef/1-2\n",
        "xq/abcdefabcdef/1-2",
        f"q/{DIGEST}0/1-2",
    ],
)
def test_a_short_permalink_that_could_mean_anything_is_refused(junk: str) -> None:
    with pytest.raises(InvalidIdentifier, match="a short permalink is q/"):
        parse_short_permalink(junk)


def test_a_permalink_to_nothing_cannot_be_made() -> None:
    with pytest.raises(InvalidIdentifier, match="a permalink needs start < end"):
        Permalink(TextDigest(DIGEST), Span(4, 4))
    with pytest.raises(InvalidIdentifier, match="64 hex digits"):
        Permalink(TextDigest("short"), Span(4, 5))


@given(texts())
def test_a_text_is_named_as_sha256sum_names_its_file(text: str) -> None:
    content = text.encode("utf-8")
    assert text_digest(text) == hashlib.sha256(content).hexdigest() == snapshot_digest(content)
    assert parse_text_digest(text_digest(text)) == text_digest(text)


@pytest.mark.parametrize("junk", ["", DIGEST[:-1], DIGEST + "0", DIGEST.upper(), DIGEST + "\n", "g" * 64, "٠" * 64])
def test_a_text_has_no_second_name(junk: str) -> None:
    with pytest.raises(InvalidIdentifier, match="64 hex digits"):
        parse_text_digest(junk)


@given(st.text(), text_digests())
def test_a_document_id_is_read_back_as_itself(url: str, text: TextDigest) -> None:
    for document in (document_of_url(url.encode("utf-8", "replace").decode()), document_of_text(text)):
        assert parse_document_id(document) == document


@pytest.mark.parametrize("junk", ["", "0" * 15, "0" * 17, "0123456789ABCDEF", "0" * 16 + "\n", "x" * 16])
def test_a_document_has_no_second_name(junk: str) -> None:
    with pytest.raises(InvalidIdentifier, match="16 hex digits"):
        parse_document_id(junk)


def test_an_address_and_a_text_never_name_the_same_document() -> None:
    assert document_of_url(DIGEST) != document_of_text(TextDigest(DIGEST))


def test_a_capture_is_named_by_all_that_it_was() -> None:
    """Source, time, bytes and status each change the name; a comma in a source cannot imitate another field."""
    snapshot = snapshot_digest(b"words")
    base = capture_id("a.txt", "2026-01-01T00:00:00.000000Z", snapshot, None)
    others = [
        capture_id("b.txt", "2026-01-01T00:00:00.000000Z", snapshot, None),
        capture_id("a.txt", "2026-01-01T00:00:00.000001Z", snapshot, None),
        capture_id("a.txt", "2026-01-01T00:00:00.000000Z", snapshot_digest(b"other"), None),
        capture_id("a.txt", "2026-01-01T00:00:00.000000Z", snapshot, 200),
        capture_id('a.txt","2026-01-01T00:00:00.000000Z', "", snapshot, None),
    ]
    assert len({base, *others}) == 6
    assert base == capture_id("a.txt", "2026-01-01T00:00:00.000000Z", snapshot, None)


def test_a_source_whose_name_is_not_unicode_still_has_a_capture_id() -> None:
    """POSIX file names are bytes; Python shows stray ones as lone surrogates."""
    assert len(capture_id("caf\udce9.txt", "2026-01-01T00:00:00.000000Z", snapshot_digest(b""), None)) == 64


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Jane Doe", "jane-doe"),
        ("  Jane   DOE ", "jane-doe"),  # white space and case are no difference
        ("Kim Jong-un", "kim-jong-un"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),  # marks on Latin letters go
        ("O’Brien", "obrien"),  # both apostrophes
        ("O'Brien", "obrien"),
        ("金正恩", "金正恩"),  # other scripts stay
        ("Щойно", "щойно"),  # and keep their marks: й is no и
        ("U.S. officials", "u-s-officials"),
        ("G7", "g7"),
    ],
)
def test_a_speaker_is_named_by_a_slug_of_the_name(name: str, slug: str) -> None:
    assert speaker_id(name) == slug


@pytest.mark.parametrize("name", ["", "  ", "—", "“”", "\x00"])
def test_a_name_without_letters_names_nobody(name: str) -> None:
    with pytest.raises(InvalidIdentifier, match="needs a letter or a digit"):
        speaker_id(name)


@given(texts())
def test_every_slug_has_the_form_of_a_slug_and_is_its_own(name: str) -> None:
    try:
        slug = speaker_id(name)
    except InvalidIdentifier:
        return
    assert is_speaker_id(slug)
    assert speaker_id(slug) == slug
