"""The pages tell whom a person ruled to speak in a quotation, and who ruled so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.analysis import analyse
from archive.identifiers import Permalink, TextDigest
from archive.setting_speakers import Said, set_speakers
from archive.store import open_store
from tests.web.building import COUNCIL, MOMENT, hold_text, span_of
from tests.web.conftest import Site

NOBODY = "Nobody asked us,"
RULED = "as Jane Doe ruled on 2026-11-21"


def hold(path: Path, said: Said) -> tuple[TextDigest, Permalink]:
    """An archive in which Jane Doe ruled on who said that nobody asked."""
    with open_store(path, create=True) as store:
        digest = hold_text(store, COUNCIL, analyse(COUNCIL))
        place = Permalink(digest, span_of(COUNCIL, NOBODY))
        (outcome,) = set_speakers(store, [place], said, "Jane Doe", MOMENT)
        assert outcome.refusal is None
    return digest, place


@pytest.mark.parametrize(
    ("said", "on_page", "on_text"),
    [
        (Said("speaker", "Mary Major", "<b>I</b> heard her"), f"(<bdi>{RULED}</bdi>)", "words of Mary Major"),
        (Said("unattributed"), f"Speaker not known, <bdi>{RULED}</bdi>", "words of somebody not known"),
        (Said("nobody"), f"These marks quote nobody, <bdi>{RULED}</bdi>.", "nobody&#39;s speech"),
    ],
)
def test_a_ruling_is_told_with_its_author(
    tmp_path: Path, serve: Callable[..., Site], said: Said, on_page: str, on_text: str
) -> None:
    """On the quotation's page and, with its reason, on the text's."""
    digest, place = hold(tmp_path / "archive.db", said)
    site = serve(tmp_path / "archive.db")
    quoted = site.get(f"/{place}").text
    assert on_page in quoted
    assert f"<code>archive speakers set {digest[:12]}:{place.span.start}-{place.span.end} --undo</code>" in quoted
    page = site.get(f"/t/{digest}").text
    assert f"</a> {on_text}, says <bdi>Jane Doe</bdi> on 21 Nov 2026" in page
    assert ("<bdi>&lt;b&gt;I&lt;/b&gt; heard her</bdi>" in page) == bool(said.reason)


def test_the_search_counts_the_speaker_and_json_says_who_ruled(tmp_path: Path, serve: Callable[..., Site]) -> None:
    _, place = hold(tmp_path / "archive.db", Said("speaker", "Mary Major"))
    site = serve(tmp_path / "archive.db")
    assert NOBODY in site.get("/search?speaker=mary-major").text
    assert f"speaker {RULED}" in site.get("/search?speaker=mary-major").text
    assert "Where a person ruled so, and not the article, that is said" in site.get("/s/mary-major").text
    assert "Where a person ruled so" not in site.get("/s/jane-doe").text
    assert f"Attributed to Mary Major ({RULED})" in site.get("/feed.atom").text
    told = site.get(f"/{place}.json").json()
    assert (told["speaker"], told["confidence"], told["basis"]) == ("Mary Major", 1.0, RULED)
