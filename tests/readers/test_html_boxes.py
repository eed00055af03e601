"""Parts of an article in boxes: they come in groups with different words, an offer comes once or again and again."""

from __future__ import annotations

import pytest
from lxml import html

from archive.readers.html import read_html
from archive.readers.html_blocks import split_blocks
from archive.readers.html_boxes import find_key_points
from archive.records import Reading

FIRST = "The mayor opened the meeting on Friday and thanked everybody who had come to the town hall."
SECOND = "The council then voted on the budget, which had been debated for more than three weeks."
THIRD = "Nobody expected the result, and the opposition asked for a second count of all the votes."
FOURTH = "The meeting ended shortly before midnight, when the last of the visitors had left the hall."
ONE = "The engineers had measured the arches for two winters and found that they move."
TWO = "The fire brigade will be told of every movement within a minute from now on."
THREE = "The baker at the northern end has collected more than nine hundred names."


def _read(inside: str, above: str = "", below: str = "") -> Reading:
    body = f"<p>{FIRST}</p><p>{SECOND}</p>{inside}<p>{THIRD}</p><p>{FOURTH}</p>"
    page = (
        f"<html lang=en><body><article><h1>Budget of the town</h1>{above}<div class=body>{body}</div>{below}</article>"
    )
    return read_html((page + "</body></html>").encode())


def _boxes(texts: tuple[str, ...], box: str = "slide", around: str = "") -> str:
    boxes = "".join(f"<div class='{box}'><div class='{box}-text'>{text}</div></div>" for text in texts)
    return f"<section class='set'{around}>{boxes}</section>"


@pytest.mark.parametrize(
    ("why", "inside"),
    [
        ("slides", _boxes((ONE, TWO, THREE))),
        ("folded away", _boxes((ONE, TWO, THREE), "panel", " aria-hidden=true")),
        ("a box beside the text", f"<aside class=facts><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></aside>"),
    ],
)
def test_several_boxes_of_one_build_with_different_words_belong_to_the_article(why: str, inside: str) -> None:
    """They stand in the text in their place."""
    text = _read(inside).text
    places = [text.index(words) for words in (SECOND, ONE, TWO, THREE, THIRD)]
    assert places == sorted(places), why


def test_a_box_beside_the_text_brings_its_title() -> None:
    """The words above its paragraphs say what they are about."""
    box = f"<aside class=facts><div>What “sensor” means<p>{ONE}</p><p>{TWO}</p></div></aside>"
    assert f"What “sensor” means\n\n{ONE}" in _read(box).text


@pytest.mark.parametrize(
    ("why", "inside"),
    [
        ("one box may be an offer", _boxes((ONE,))),
        ("the same words again and again", _boxes((ONE, ONE, ONE))),
        ("named as something else", _boxes((ONE, TWO, THREE), "newsletter")),
        ("labels", _boxes(("Read.", "Listen.", "Share now."))),
        ("links", _boxes(tuple(f"<a href=/x>{text}</a>" for text in (ONE, TWO)))),
        ("navigation", f"<nav>{_boxes((ONE, TWO, THREE))}</nav>"),
    ],
)
def test_other_boxes_do_not(why: str, inside: str) -> None:
    """What is no part of the article's range by its build stays out."""
    assert _read(inside).text == _read("").text, why


def test_a_pull_quote_of_a_group_is_not_taken_twice() -> None:
    """Words that the article has already are not recovered."""
    assert _read(_boxes((SECOND, FIRST))).text == _read("").text


def test_key_points_between_headline_and_text_belong_to_the_article() -> None:
    """Two or more sentences in one list, with the heading above them."""
    points = f"<h2>In short</h2><ul class=points><li>{ONE}</li><li>{TWO}</li></ul>"
    text = _read("", above=points).text
    assert text.index("In short") < text.index(ONE) < text.index(TWO) < text.index(FIRST)


@pytest.mark.parametrize(
    ("why", "items"),
    [
        ("words", ("Town", "Budget", "Read more.")),
        ("links", (f"<a href=/1>{ONE}</a>", f"<a href=/2>{TWO}</a>")),
        ("one sentence among labels", (ONE, "Town", "Budget")),
        ("one sentence alone", (ONE,)),
    ],
)
def test_a_menu_between_headline_and_text_is_no_list_of_key_points(why: str, items: tuple[str, ...]) -> None:
    """Key points are sentences, all of them, and no links."""
    menu = "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    blocks = split_blocks(html.document_fromstring(f"<h1>Budget</h1>{menu}<p>{FIRST}</p>"))
    assert find_key_points(blocks, 0, len(blocks) - 1, lambda _: True) == set(), why


@pytest.mark.parametrize("tag", ["footer", "div", "p"])
def test_a_correction_at_the_end_of_the_article_is_never_lost(tag: str) -> None:
    """Pages put it into a footer, and whoever quotes the article must know it."""
    words = "Correction: An earlier version of this article gave the wrong day of the vote."
    assert words in _read("", below=f"<{tag} class=note>{words}</{tag}>").text
    assert "Imprint" not in _read("", below="<footer>Imprint of the paper, with all its names.</footer>").text


def test_a_paragraph_that_is_mostly_links_is_a_paragraph() -> None:
    """Sources are linked; the words between them make the sentence."""
    inside = "<p>He called it <a href=/a>“the greatest mistake that this town has ever made”</a> and asked "
    inside += "<a href=/b>for a second vote on the whole of the budget</a> before the end of the year in the hall.</p>"
    assert "the greatest mistake" in _read(inside).text


def test_paragraphs_with_a_number_of_their_own_are_alike() -> None:
    """Builders give each block a class with its number; the rest of its classes tells its build."""
    texts = [f"On day {day} the council met again and voted on one part of the budget." for day in range(8)]
    parts = [f"<p class='block para id-{day}xQ{day}'>{text}</p>" for day, text in enumerate(texts)]
    halves = ["".join(parts[:5]), "".join(parts[5:])]
    offer = "<div class=offer><a href=/buy>Buy</a></div>"
    body = offer.join(f"<div class='text'>{half}</div>" for half in halves)
    page = f"<html><body><div class=story><h1>Budget</h1>{body}</div></body></html>"
    assert read_html(page.encode()).text.split("\n\n")[-8:] == texts


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<span class=dropcap>T</span>he bridge stays open for now.", "The bridge stays"),
        ("<span class=dropcap>T</span> he bridge stays open for now.", "The bridge stays"),
        ("<span class=initial>A</span> bridge stays open for now.", "A bridge stays"),
        ("<span class=label>T</span> he bridge stays open for now.", "T he bridge"),
    ],
)
def test_a_large_first_letter_belongs_to_its_word(markup: str, expected: str) -> None:
    """Unless it is a word by itself."""
    assert expected in _read(f"<p>{markup}</p>").text
