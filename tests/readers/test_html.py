"""Web pages: the article's words, whole and exact, and a clear refusal where there is no article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import ArchiveError, EmptyText, UnreadableSource
from archive.readers import read
from archive.readers.html import read_html
from archive.records import Reading

FIRST = "The mayor opened the meeting on Friday and thanked everybody who had come to the town hall."
SECOND = "The council then voted on the budget, which had been debated for more than three weeks."
THIRD = "Nobody expected the result, and the opposition asked for a second count of all the votes."
FOURTH = "The meeting ended shortly before midnight, when the last of the visitors had left the hall."


def _page(body: str, head: str = "", language: str = "en") -> bytes:
    return f'<!DOCTYPE html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'.encode()


def _article(*blocks: str, head: str = "", language: str = "en") -> Reading:
    """The reading of a page whose article has these blocks between plain paragraphs."""
    inner = f"<p>{FIRST}</p><p>{SECOND}</p>" + "".join(blocks) + f"<p>{THIRD}</p><p>{FOURTH}</p>"
    return read_html(_page(f"<h1>Budget</h1><article><div class=body>{inner}</div></article>", head, language))


@pytest.mark.parametrize(
    ("why", "block", "expected"),
    [
        (
            "words bare in a <div> between paragraphs",
            "They had waited for hours in the rain.",
            "They had waited for hours",
        ),
        (
            "a block quotation",
            "<blockquote><p>We will not go there again.</p></blockquote>",
            "We will not go there again.",
        ),
        (
            "an aside with a quotation",
            "<aside><p>“We will certainly not close the bridge,” said the engineer.</p></aside>",
            "“We will certainly not close the bridge,” said the engineer.",
        ),
        (
            "a box with a quotation",
            "<section><div><div><p>“We will certainly not close it,” said the engineer.</p></div></div></section>",
            "“We will certainly not close it,” said the engineer.",
        ),
        (
            "who is quoted in a block",
            "<blockquote><p>We will not go there again.</p><footer>Jane Doe</footer></blockquote>",
            "We will not go there again.\n\nJane Doe",
        ),
        (
            "a quotation of two paragraphs",
            "<q><p>We will not go there.</p><p>Nor will they.</p></q>",
            "We will not go there.",
        ),
        ("a subheading", "<h2>What comes next</h2>", "What comes next"),
        (
            "a list item",
            "<ul><li>The budget grows by three per cent.</li><li>Taxes stay.</li></ul>",
            "- The budget grows",
        ),
        (
            "a link inside a sentence",
            '<p>They met <a href="/x">at the old mill</a> on Monday.</p>',
            "met at the old mill on",
        ),
        ("a line end inside a paragraph", "<p>Roses are red,<br>violets are blue.</p>", "red,\nviolets"),
        ("two line ends part paragraphs", "<p>It was late.<br><br>They went home to sleep.</p>", "late.\n\nThey"),
        (
            "a no-break space is a character of the text",
            "<p>It cost 5\u00a0million euros in the end.</p>",
            "5\u00a0million",
        ),
        (
            "a numbered C1 reference is a quote mark",
            "<p>&#147;We stay,&#148; he said to all of them.</p>",
            "“We stay,”",
        ),
    ],
)
def test_nothing_of_the_article_is_lost(why: str, block: str, expected: str) -> None:
    """What stands inside the article's range is in the text, in its place."""
    text = _article(block).text
    assert expected in text, why
    assert text.index(SECOND) < text.index(expected) < text.index(THIRD)


@pytest.mark.parametrize(
    ("why", "block"),
    [
        ("a teaser of other articles", '<aside><a href="/a">Ten things to know about the town</a></aside>'),
        ("a script", "<script>var words = 'They had waited for hours in the rain.';</script>"),
        ("what is hidden", '<div style="display:none">They had waited for hours in the rain.</div>'),
        ("navigation", '<nav><ul><li><a href="/">Start page</a></li><li><a href="/b">Sport</a></li></ul></nav>'),
        ("a pull quote that repeats the text", f"<aside><p>“{SECOND}”</p></aside>"),
        ("a form", "<form><p>Please enter your address to get our letter every day.</p></form>"),
    ],
)
def test_what_is_not_the_article_is_not_recovered(why: str, block: str) -> None:
    """Standing between two paragraphs is not enough."""
    assert _article(block).text == _article().text, why


@pytest.mark.parametrize("at_end", [True, False], ids=["behind the last paragraph", "before the first one"])
@pytest.mark.parametrize(
    "block", ["They had waited for hours in the rain.", "<blockquote>We will not go there again.</blockquote>"]
)
def test_bare_words_and_quotations_at_the_edge_of_the_article_belong_to_it(block: str, at_end: bool) -> None:
    """An article does not begin with the first ``<p>``."""
    paragraphs = "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD, FOURTH))
    inner = paragraphs + block if at_end else block + paragraphs
    words = block.removeprefix("<blockquote>").removesuffix("</blockquote>")
    texts = read_html(_page(f"<h1>Budget</h1><article><div>{inner}</div></article>")).text.split("\n\n")
    assert texts[-1 if at_end else 0] == words


def test_the_parts_of_an_article_that_a_pay_offer_cuts_in_two_are_joined() -> None:
    """Paragraphs of the same classes in the same article go on where the first ones ended."""
    texts = [f"On day {day} the council met again and voted on one part of the town's budget." for day in range(20)]
    halves = ["".join(f"<p class=para>{text}</p>" for text in half) for half in (texts[:12], texts[12:])]
    offer = "<div class=offer><a href=/buy>Buy</a></div>"
    body = offer.join(f'<div class="article-body">{half}</div>' for half in halves)
    assert read_html(_page(f"<article><h1>Budget</h1>{body}</article>")).text.split("\n\n") == texts


@pytest.mark.parametrize(
    ("why", "standfirst", "description"),
    [
        ("the page's description tells it", "<p class=x>After three weeks the town has a budget at last</p>", True),
        (
            "the first prose behind the headline",
            "<p class=x>After three weeks of debate the town has a budget.</p>",
            False,
        ),
    ],
)
def test_the_standfirst_is_part_of_the_text(why: str, standfirst: str, description: bool) -> None:
    """It often holds the quotation that everybody repeats."""
    words = standfirst.removeprefix("<p class=x>").removesuffix("</p>")
    head = f'<meta property="og:description" content="{words}">' if description else ""
    paragraphs = "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD, FOURTH))
    body = f"<header><h1>Budget</h1>{standfirst}<div>By Jane Doe</div></header><article>{paragraphs}</article>"
    assert read_html(_page(body, head)).text.startswith(words), why


@pytest.mark.parametrize(
    ("language", "markup", "expected"),
    [
        ("en", "<q>We stay</q>", "“We stay”"),
        ("de", "<q>Wir bleiben</q>", "„Wir bleiben“"),
        ("fr-CA", "<q>Nous restons</q>", "«Nous restons»"),
        ("en", "<q>“We stay”</q>", "“We stay”"),  # the page wrote its own marks
        ("en", "“<q>We stay</q>”", "“We stay”"),
        ("en", "<q>They said <q>no</q> to us</q>", "“They said “no” to us”"),
    ],
)
def test_q_elements_get_the_marks_that_browsers_draw(language: str, markup: str, expected: str) -> None:
    """Without them the text would not show that somebody is quoted."""
    assert f"replied: {expected}." in _article(f"<p>The mayor replied: {markup}.</p>", language=language).text


def test_hints_name_exactly_the_characters_of_their_block() -> None:
    """Spans hold with astral characters before them."""
    reading = _article(
        "<p>A balloon 🎈 rose over the town hall as they left.</p>",
        "<h2>What comes next</h2>",
        "<ul><li>The budget grows by three per cent.</li><li>The taxes stay where they are.</li></ul>",
        "<blockquote><p>We will not go there again.</p></blockquote>",
    )
    assert [(hint.kind, hint.detail, hint.span.of(reading.text)) for hint in reading.hints] == [
        ("heading", "h2", "What comes next"),
        ("list", "li", "The budget grows by three per cent."),
        ("list", "li", "The taxes stay where they are."),
        ("quote", "p", "We will not go there again."),
    ]
    assert "three per cent.\n- The taxes" in reading.text


def test_a_page_is_told_by_its_bytes_and_read_by_this_reader() -> None:
    """The reader of a file is chosen by what is in it; the name is for messages."""
    page = _page("<p>“We stay,” the mayor said on Friday.</p>")
    assert read(page, "no suffix").reader == "html"
    with pytest.raises(EmptyText, match=r"^empty\.html: there is no article in it"):
        read(_page(""), "empty.html")


def test_a_reading_says_how_it_was_made() -> None:
    """Reader, version and the extractor's version are part of the text's history."""
    reading = _article()
    assert (reading.reader, reading.reader_version) == ("html", "2")
    assert reading.options.startswith("trafilatura ")
    assert (reading.encoding, reading.encoding_source, reading.undecodable) == ("utf-8", "strict", 0)


def test_the_same_page_read_twice_gives_the_same_text() -> None:
    """The extractor's memory of pages it has seen is off (it gave an empty text the fourth time)."""
    assert len({_article().text for _ in range(5)}) == 1


@pytest.mark.parametrize(
    ("reason", "body"),
    [
        ("nothing could be read", ""),
        ("nothing could be read", '<div id="root"></div><script src="app.js"></script>'),
        ("needs JavaScript", "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>"),
        ("asks for a human", "<p>Please solve this captcha to show that you are not a robot.</p>"),
        ("behind a paywall", "<p>Subscribe now to continue reading this article and many others.</p>"),
        (
            "access was denied",
            "<h1>Access Denied</h1><p>You do not have permission. Access is denied on this server.</p>",
        ),
    ],
)
def test_a_page_without_an_article_is_refused_with_the_reason(reason: str, body: str) -> None:
    """An obstacle archived as an article would be a lie."""
    with pytest.raises(EmptyText, match=reason) as refusal:
        read_html(_page(body), "page.html")
    assert refusal.value.subject == "page.html"


def test_a_short_article_is_an_article() -> None:
    """Agencies publish single sentences."""
    assert (
        read_html(_page("<p>“We stay,” the mayor said on Friday.</p>")).text == "“We stay,” the mayor said on Friday."
    )


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                (
                    "<p>",
                    "</p>",
                    "<div>",
                    "</div>",
                    "<q>",
                    "</q>",
                    "<br>",
                    "<li>",
                    "<ul>",
                    "<table><tr><td>",
                    "<aside>",
                    "<h2>",
                )
            ),
            st.sampled_from(
                (FIRST, "“Yes,” he said.", "🎈", "\x00", "\u202e", "<!--", "-->", "&#x93;", "<a href=x>link</a>")
            ),
            st.text(max_size=10),
        ),
        max_size=40,
    )
)
def test_any_markup_ends_in_a_text_with_exact_hints_or_a_refusal(pieces: list[str]) -> None:
    """The text can be encoded, has no blanks at its ends, and its hints lie inside it."""
    try:
        reading = read_html(("<html><body>" + "".join(pieces)).encode("utf-8", "replace"))
    except ArchiveError:
        return
    assert reading.text == reading.text.strip()
    assert reading.text.encode()
    for before, after in zip(reading.hints, reading.hints[1:], strict=False):
        assert before.span.end <= after.span.start
    assert all(hint.span and hint.span.end <= len(reading.text) for hint in reading.hints)


def test_a_page_that_breaks_the_extractor_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the library raises of its own on a page is a refusal with the next step, not a traceback."""

    def fail(*_: object, **__: object) -> None:
        raise AttributeError("text")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    with pytest.raises(UnreadableSource, match=r"the extractor failed on this page \(AttributeError\)"):
        read_html(
            b"<html><body><article><p>" + b"The mayor said that the bridge will stay open. " * 20 + b"</p></article>"
        )
