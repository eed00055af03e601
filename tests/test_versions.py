"""When two captures are the same version of an article."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given

from archive.cleaning import mark_removals
from archive.records import Removal
from archive.spans import Span
from archive.versions import kept_text, version_key
from tests import strategies
from tests.cleaning.framing import AFTER, BEFORE

ARTICLE = "\n".join((*BEFORE, *AFTER))


def _key(text: str) -> str:
    return version_key(text, mark_removals(text))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(ARTICLE.replace("\n", "\n\nADVERTISEMENT\n\n", 1), id="an advertisement more"),
        pytest.param(f"{ARTICLE}\nUpdated 5 minutes ago", id="when it was changed"),
        pytest.param(f"3 min read\n{ARTICLE}", id="how long it takes to read"),
        pytest.param(f"{ARTICLE}\n1,234 views", id="how many saw it"),
        pytest.param(f"{ARTICLE}\n12 Comments", id="how many answered"),
        pytest.param(f"{ARTICLE}\nMost read\nOther mills of the valley", id="what others read"),
        pytest.param(f"{ARTICLE} (Reuters)", id="a credit behind the last paragraph"),
        pytest.param(ARTICLE.replace("\n", "\r\n"), id="other line ends"),
        pytest.param(ARTICLE.replace("\n", "\n\n    ") + "\n", id="blank lines and indents"),
        pytest.param(ARTICLE.replace(" ", "\u00a0"), id="no-break spaces"),
        pytest.param("\ufeff" + ARTICLE, id="a byte order mark"),
    ],
)
def test_what_the_page_does_round_the_article_makes_no_version(other: str) -> None:
    assert _key(other) == _key(ARTICLE)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(ARTICLE.replace("oak", "ash"), id="a word"),
        pytest.param(ARTICLE.replace(",", "", 1), id="a comma"),
        pytest.param(f"{ARTICLE}\nCorrection: The wheel is made of ash.", id="a correction"),
        pytest.param(ARTICLE.replace("miller", "Miller", 1), id="a capital"),
        pytest.param(ARTICLE.replace("his own", "hisown"), id="a space gone"),
        pytest.param(ARTICLE.replace("wheel", "whe\u0301el"), id="a letter with its mark apart"),
    ],
)
def test_a_change_of_the_article_makes_a_version(other: str) -> None:
    assert _key(other) != _key(ARTICLE)


def test_only_what_the_text_alone_tells_enters_a_version() -> None:
    """A removal that leans on other pages marks the text and leaves its version as it was."""
    removal = Removal(Span(0, len(BEFORE[0])), "repeated", "seen on other pages", is_local=False)
    assert version_key(ARTICLE, [removal]) == version_key(ARTICLE, [])
    assert version_key(ARTICLE, [dataclasses.replace(removal, is_local=True)]) != version_key(ARTICLE, [])
    assert kept_text(ARTICLE, [removal]).startswith(f"\n{BEFORE[1]}")


@given(strategies.articles())
def test_a_text_and_its_kept_text_are_the_same_version(text: str) -> None:
    """What was set aside says nothing more about the version once it is gone."""
    removals = mark_removals(text)
    assert version_key(text, removals) == version_key(kept_text(text, removals), [])
