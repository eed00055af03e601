"""Blocks that quote without marks: which count, what is theirs, and who signs them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.analysis import analyse
from archive.quotations import find_quotations
from archive.readers.html import read_html
from archive.spans import line_spans

PLAIN = [
    # A colon leads up to the lines: they are quoted, each a segment.
    ("The mayor wrote:\n> We will wait.\n> Nobody hurries.\n\nThen he left.", [["We will wait.", "Nobody hurries."]]),
    # A signature is not quoted.
    ("Here it is.\n\n> Nobody hurries\n> — Jane Doe, mayor", [["Nobody hurries"]]),
    # Two blocks, two quotations.
    ("She wrote:\n> One.\n\nHe wrote:\n> Two.", [["One."], ["Two."]]),
    # What has marks is left to them.
    ("The mayor wrote:\n> “We will wait.”", [["We will wait."]]),
    # Marks inside a block belong to the block.
    (
        "The mayor wrote:\n> We will call the plan “Noah” and then we wait.",
        [["We will call the plan “Noah” and then we wait."]],
    ),
    # Without a colon or a signature nobody quotes.
    ("Here it is.\n> We will wait.", []),
    # Links below a colon are no sentences.
    ("Read also:\n> Mayor waits for rain\n> What the council said", []),
    # Arrows are no quote signs.
    ("More on this:\n>> We will wait.", []),
    # What the text says again is only shown twice.
    ("We will wait. So it was:\n> We will wait.", []),
    # The link behind a post is nobody's words.
    ("She wrote:\n> We will wait. pic.twitter.com/aB3dE", [["We will wait."]]),
    # One that is glued to a word is part of it: a word cannot be quoted in half.
    ("She wrote:\n> We wait.\n> We hopehttps://t.co/aB3 pic.twitter.com/c", [["We wait.", "We hopehttps://t.co/aB3"]]),
]


@pytest.mark.parametrize(("text", "quoted"), PLAIN)
def test_lines_behind_a_sign_are_quoted_where_the_text_says_so(text: str, quoted: list[list[str]]) -> None:
    found = find_quotations(text, (), ())
    assert [[segment.of(text) for segment in one.segments] for one in found] == quoted


@dataclass(frozen=True)
class Page:
    """A page with what it quotes, and who is said to speak."""

    body: str
    quoted: list[str]
    speaker: str | None


LONG = "<p>The council met on Friday to talk about the sewers, the bridge and the budget for the year to come.</p>"
PAGES = [
    # A post: the name before the handle signs it.
    Page(
        "<p>The ministry answered on Tuesday, late at night, with a few words to the fishermen of the coast.</p>"
        "<blockquote class='twitter-tweet'><p>The quotas stand. Nobody will be left alone. pic.twitter.com/a1B2</p>"
        "— Jane Doe (@janedoe) <a href='https://example.org/1'>July 5, 2024</a></blockquote>",
        ["The quotas stand. Nobody will be left alone."],
        "Jane Doe",
    ),
    # The footer of a block quotation signs it, without a dash.
    Page(
        "<p>The council heard the engineer for an hour, and had few questions for her after that, all short.</p>"
        "<blockquote><p>The bridge will stand for a hundred years if we leave it alone now.</p>"
        "<footer>Mary Major</footer></blockquote>",
        ["The bridge will stand for a hundred years if we leave it alone now."],
        "Mary Major",
    ),
    # The sentence before leads up to it with a colon.
    Page(
        "<p>In a letter to the council, Jane Doe wrote:</p>"
        "<blockquote><p>The bridge will stand.</p>"
        "<p>The sewers will not stand another winter of this kind.</p></blockquote>",
        ["The bridge will stand.", "The sewers will not stand another winter of this kind."],
        "Jane Doe",
    ),
    # A handle that is no name signs it: nobody is named, least of all whoever spoke before.
    Page(
        "<p>“We wait,” said Jane Doe on Friday, standing before the bridge with the keys of it in her hand.</p>"
        "<blockquote><p>The bridge will stand for a hundred years, whoever has the keys.</p>"
        "<p>— 🌊 (@1234_56)</p></blockquote>",
        ["The bridge will stand for a hundred years, whoever has the keys."],
        None,
    ),
    # German, with a colon.
    Page(
        "<p>Der Bürgermeister war am Freitag nicht zu sprechen. Auf der Plattform schrieb Erika Mustermann:</p>"
        "<blockquote><p>Die Brücke bleibt stehen, und wir bleiben auch.</p></blockquote>",
        ["Die Brücke bleibt stehen, und wir bleiben auch."],
        "Erika Mustermann",
    ),
    # German, signed.
    Page(
        "<p>Der Bürgermeister war am Freitag nicht zu sprechen, und auch am Samstag war er nicht dort.</p>"
        "<blockquote><p>Die Brücke bleibt stehen, und wir bleiben auch.</p><p>— Erika Mustermann</p></blockquote>",
        ["Die Brücke bleibt stehen, und wir bleiben auch."],
        "Erika Mustermann",
    ),
]


@pytest.mark.parametrize("page", PAGES)
def test_a_block_of_a_page_is_its_signers_or_whose_words_are_announced(page: Page) -> None:
    article = f"<h1>The bridge</h1>{LONG}{page.body}{LONG[:-5]} again.</p>"
    reading = read_html(f"<html><body><article>{article}</article></body></html>".encode())
    told = analyse(reading.text, reading.hints).quotations
    block = next(one for one in told if one.segments[0].of(reading.text) == page.quoted[0])
    assert [segment.of(reading.text) for segment in block.segments] == page.quoted
    assert block.attribution.speaker == page.speaker


def test_a_call_to_the_reader_is_no_quotation() -> None:
    body = f"{LONG}<blockquote><p>Do you know more about the bridge? Write to us at any time.</p></blockquote>{LONG}"
    reading = read_html(f"<html><body><article><h1>The bridge</h1>{body}</article></body></html>".encode())
    assert analyse(reading.text, reading.hints).quotations == ()


@given(st.lists(st.sampled_from(["> We wait.", "He wrote:", "> “No.”", "— Jane Doe", "> — Jane Doe", ">", "", "“Yes"])))
def test_quotations_are_disjoint_and_inside_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    spans = [segment for one in find_quotations(text, (), ()) for segment in one.segments]
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(any(line.contains(span) for line in line_spans(text)) for span in spans)
