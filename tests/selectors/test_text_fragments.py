"""Links with ``#:~:text=``: what browsers find is found, and what is written points at one place only."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import InvalidIdentifier
from archive.selectors.directives import TextDirective, is_text_fragment_link, link_to, parse_link
from archive.selectors.finding import find_all, find_target
from archive.selectors.linking import LONGEST_TERM, Unlinkable, link_stretch
from archive.selectors.pages import read_page
from archive.selectors.placing import Squeezed, Unplaced, place_stretch
from archive.selectors.searchable import read_lines
from archive.spans import Span
from bench.conformance import judge_targets
from tests.conformance import conformance_folder
from tests.strategies import texts_with_spans
from tests.work import LINEAR, growth

ADDRESS = "https://example.org/a"


def test_all_cases_of_the_web_platform_tests_agree() -> None:
    """60 directives on one page; Chromium agrees with all of them."""
    judged = judge_targets(conformance_folder())
    assert len(judged) == 60
    assert [fragment for fragment, agrees in judged if not agrees] == []


TERMS = st.text(min_size=1, max_size=12).filter(str.strip)


@given(TERMS, st.none() | TERMS, st.none() | TERMS, st.none() | TERMS)
def test_a_directive_is_read_as_it_was_written(
    start: str, end: str | None, prefix: str | None, suffix: str | None
) -> None:
    """Whatever its terms hold: commas, ampersands, dashes, signs of any script."""
    directive = TextDirective(start, end, prefix, suffix)
    link = link_to(ADDRESS, directive)
    assert link.isascii()
    assert parse_link(link) == (ADDRESS, (directive,))


def test_what_divides_terms_is_encoded_within_them() -> None:
    """Only the commas, dashes and ampersands of the grammar itself are written plainly."""
    assert str(TextDirective("a-b,c&d", prefix="e-")) == "text=e%2D-,a%2Db%2Cc%26d"


UNREADABLE = [
    # (link, the rule that the message names)
    ("https://example.org/a", "there is no text directive"),
    ("https://example.org/a#:~:other=x", "there is no text directive"),
    ("https://example.org/a#:~:text=", "one of its terms is empty"),
    ("https://example.org/a#:~:text=a,,b", "one of its terms is empty"),
    ("https://example.org/a#:~:text=-,a", "one of its terms is empty"),
    ("https://example.org/a#:~:text=a,b,c", "may have one or two"),
    ("https://example.org/a#:~:text=a-,-b", "it has 0 terms beside"),  # context alone
    ("https://example.org/a#:~:text=%20", "nothing but white space"),
]


@pytest.mark.parametrize(("link", "rule"), UNREADABLE)
def test_what_a_browser_passes_over_is_refused_in_words(link: str, rule: str) -> None:
    with pytest.raises(InvalidIdentifier, match=rule) as refused:
        parse_link(link)
    assert refused.value.next_step


def test_an_elements_name_before_the_directive_stays() -> None:
    assert parse_link("https://example.org/a?b#part:~:text=x&text=y")[0] == "https://example.org/a?b#part"
    assert not is_text_fragment_link("https://example.org/a?:~:text=x")


SEEN = [
    # (markup, what a browser searches), each with its reason
    ("<p>One<p>two", "One\ntwo\n"),  # paragraphs are blocks
    ("<p>On<b>e</b> <i> two</i>", "One two\n"),  # inline elements are not; white space is laid out as one
    ("<p>a<br>b", "a\nb\n"),  # Chromium ends a match at a line break
    ("<p>a<script>x</script>b<style>y</style>", "ab\n"),
    ("<p>a<span hidden>x</span>b", "ab\n"),
    ("<p>a<span hidden='until-found'>x</span>b", "axb\n"),  # browsers show it when it is found
    ("<p>a<span style='color:red; DISPLAY : none !important'>x</span>b", "ab\n"),
    ("<p>a<span style='visibility:hidden'>x<b style='visibility:visible'>y</b></span>b", "ayb\n"),
    ("<div>a<div style='visibility:hidden'>x</div>b</div>", "a\nb\n"),  # unseen, yet it divides
    ("<div>a<div style='display:inline'>x</div>b</div>", "axb\n"),
    ("<p>a<span style='display:block'>x</span>b", "a\nx\nb\n"),
    ("<table><tr><td>a<td>b</table>", "a\nb\n"),
    ("<p>a<noscript>x</noscript><select><option>z</select>b", "ab\n"),
    ("<p>a<textarea>x</textarea>b", "a\nx\nb\n"),
    ("<p>a<svg><title>t</title><text>x</text></svg>b", "a\nx\nb\n"),  # a drawing's words are searched, its title is not
    ("<pre>a\nb</pre>", "a\nb\n"),  # a line end that is shown ends a match
    ("<p>a&nbsp; b", "a\u00a0 b\n"),  # a no-break space is not laid out together with others
    ("<dialog>a</dialog><dialog open>b</dialog>", "b\n"),
    ("<!-- x --><title>t</title><p>a", "a\n"),
]


@pytest.mark.parametrize(("markup", "seen"), SEEN)
def test_a_page_is_read_as_it_is_shown(markup: str, seen: str) -> None:
    assert read_page(f"<html><body>{markup}</body></html>".encode()).characters == seen


FOLDED = [
    # (page, words, found?), each with its reason
    ("THE MAYOR", "the mayor", True),  # case
    ("le président", "le president", True),  # accents: the first level of the collation only
    ("it’s “so”", 'it\'s "so"', True),  # Chromium makes marks one
    ("soft\u00adware", "software", True),  # a soft hyphen is not searched
    ("ﬁre", "fire", True),
    ("a\u00a0b", "a b", True),
    ("re-sign", "resign", False),  # a hyphen is a letter like any other
    ("3.5", "35", False),
    ("Straße", "strasse", True),
    ("йод", "иод", False),  # a letter of its own
    ("Ёлка", "елка", True),  # an accent
    ("ガム", "カム", False),
    ("ırmak", "irmak", False),
    ("a\u00a0 b", "a b", False),  # two spaces as laid out
    ("see a.b", "a", True),  # Chromium's words end at a full stop between letters …
    ("see 3.5", "3", False),  # … not between digits
    ("can't", "can", False),
]


@pytest.mark.parametrize(("page", "words", "is_found"), FOLDED)
def test_letters_are_compared_as_browsers_do(page: str, words: str, is_found: bool) -> None:
    """Each row was asked of Chromium 156."""
    assert (find_target(read_lines(page), TextDirective(words)) is not None) == is_found


@settings(max_examples=300)
@given(texts_with_spans())
def test_a_link_finds_its_stretch_and_nothing_else(pair: tuple[str, Span]) -> None:
    """In whatever text: what is found is the stretch, without the white space at its ends, or there is no link."""
    text, span = pair
    view = read_lines(text)
    wanted = view.view_of(span)
    directive = link_stretch(view, text, wanted)
    if isinstance(directive, Unlinkable):
        assert directive.reason
        return
    _, (read,) = parse_link(link_to(ADDRESS, directive))
    assert list(find_all(view, read)) == [wanted]


LINKS = [
    # (text, the stretch between | |, directive), each with its reason
    ("He said: |we will stay|.", "text=we%20will%20stay"),  # unique as it is
    ("no. Yes: |no|.", "text=Yes%3A-,no"),  # what stands before is shorter than what stands after
    ("|no| way, no how", "text=no,-way"),
    ("re|sign|ed", "text=re-,sign,-ed"),  # within a word: both sides are said
    ("a\n|b c d e\nf g h i|\nj", "text=b%20c%20d,g%20h%20i"),  # over two blocks: a range
]


@pytest.mark.parametrize(("marked", "directive"), LINKS)
def test_a_link_says_no_more_than_it_must(marked: str, directive: str) -> None:
    before, words, after = marked.split("|")
    text = before + words + after
    view = read_lines(text)
    assert str(link_stretch(view, text, view.view_of(Span(len(before), len(before + words))))) == directive


def test_a_long_stretch_is_named_by_its_ends() -> None:
    text = " ".join(f"word{number}" for number in range(LONGEST_TERM))
    view = read_lines(text)
    link = link_stretch(view, text, Span(0, len(text)))
    assert str(link) == "text=word0%20word1%20word2,word297%20word298%20word299"


def test_words_that_nothing_tells_apart_get_no_link() -> None:
    """Of four the first and the last differ from the others by what is not beside them; the two between do not."""
    text = "\n".join(["He left."] * 4)
    view = read_lines(text)
    assert isinstance(link_stretch(view, text, view.view_of(Span(9, 17))), Unlinkable)


def test_a_term_in_chinese_is_cut_only_where_every_browser_cuts() -> None:
    """Chromium looks words up in a dictionary there; between two signs only it knows whether a word ends."""
    text = "市長は「橋を開ける」と言った。「橋を開けない」と言った。"
    view = read_lines(text)
    start = text.index("橋を開けない")
    link = link_stretch(view, text, Span(start, start + 6))
    assert link == TextDirective("橋を開けない")
    unsure = link_stretch(view, text, Span(start, start + 2))  # 橋を: may be within a word
    assert isinstance(unsure, TextDirective)
    assert unsure.suffix is not None


def place(page: str, text: str, words: str, number: int = 0) -> str | None:
    """What stands, in the page, in place of the n-th occurrence of some words of a text; with what is around it."""
    start = -1
    for _ in range(number + 1):
        start = text.index(words, start + 1)
    there, here = read_lines(page), read_lines(text)
    found = place_stretch(Squeezed(there), Squeezed(here), here.view_of(Span(start, start + len(words))))
    return None if isinstance(found, Unplaced) else there.source_of(found).of(page) + page[there.source_of(found).end :]


def test_a_stretch_is_placed_by_what_stands_around_it() -> None:
    """The teaser above has the same words; the article has them once."""
    page = "Read also: We stay.\n\nThe mayor said: We stay. She left."
    assert place(page, "The mayor said: We stay. She left.", "We stay.") == "We stay. She left."


def test_a_stretch_that_two_places_fit_has_none() -> None:
    assert place("We stay.\nWe stay.", "We stay.", "We stay.") is None
    assert place("We left.", "We stay.", "We stay.") is None


def test_a_place_that_belongs_to_another_occurrence_is_not_taken() -> None:
    """The headline's words stand in the page twice; the second place is that of the first paragraph."""
    text = "“We stay” is the word\nBy us: “We stay” is the word of the day"
    page = "Menu\n“We stay” is the word\nShare\nBy us: “We stay” is the word of the day"
    assert place(page, text, "We stay", 0) == page[page.index("We stay") :]
    assert place(page, text, "We stay", 1) == page[page.rindex("We stay") :]


def test_an_advertisement_within_a_quotation_is_passed_over() -> None:
    text = "We will never leave this town.\n\nAnd nobody will make us do it."
    page = "We will never leave this town.\nADVERTISEMENT\nAnd nobody will make us do it."
    assert place(page, text, text) == page


@pytest.mark.parametrize("letter", ["a", "a ", "é", "市"])
def test_a_hostile_page_takes_linear_time(letter: str) -> None:
    """Always the same letters, and a term of a quarter of them: no place is looked at twice."""

    def find_and_link(page: str) -> None:
        view = read_lines(page)
        assert find_target(view, TextDirective(page[: len(page) // 4] + "x", prefix="a")) is None
        link_stretch(view, page, Span(len(page) // 2, len(page) // 2 + 10))

    assert growth(find_and_link, lambda size: letter * size, 200) < LINEAR
