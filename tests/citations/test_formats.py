"""Each format is read back by a parser of its own field, and gives back the words that went in, whatever they are."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import jsonschema
import pytest
import rispy
import wikitextparser
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import example, given
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from pyld import jsonld

from archive.citations import all_formats, cite
from archive.citations.authors import Author, read_authors
from archive.citations.cited import ArchivedCopy
from archive.citations.writing import nest_marks
from archive.errors import UsageError
from archive.partial_dates import PartialDate
from tests.citations.building import HOSTILE, HOSTILE_TEXT, make_bare, make_cited
from tests.conformance import conformance_folder
from tests.sources import CHECKOUT

BASE = "https://archive.example/"
EVERY = [name for name in all_formats() if name != "fragment"]


def test_the_formats_are_those_that_the_help_names() -> None:
    assert set(all_formats()) == {
        "apa",
        "mla",
        "chicago",
        "bibtex",
        "ris",
        "csl-json",
        "wikipedia",
        "markdown",
        "plain",
        "annotation",
        "jsonld",
        "fragment",
    }


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("known", ["all", "nothing"])
def test_every_citation_names_the_text_by_its_digest(name: str, known: str) -> None:
    cited = make_cited() if known == "all" else make_bare()
    written = cite(cited, name)
    assert cited.record.permalink in written.replace("\\_", "_").replace("\\", "")
    assert "None" not in written
    assert not written.endswith(("\r", "\n"))


@pytest.mark.parametrize("name", [name for name in EVERY if name != "annotation"])
def test_every_citation_says_how_the_text_came_in(name: str) -> None:
    """The annotation has the time of the capture as its state instead."""
    assert "From a file somebody supplied on 2 May 2026" in cite(make_bare(), name)
    assert "Fetched from its address on 2 May 2026" in cite(make_cited(), name)


def read_bibtex(written: str) -> tuple[str, dict[str, str]]:
    """The type and the decoded fields of the one entry, by bibtexparser."""
    library = parse_string(written, append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert len(library.blocks) == 1
    return entry.entry_type, {field.key: str(field.value) for field in entry.fields}


@given(title=HOSTILE_TEXT, words=HOSTILE_TEXT)
@example(HOSTILE[1], HOSTILE[1])
def test_bibtex_gives_back_its_words(title: str, words: str) -> None:
    """Through TeX's commands and back; dashes and quotes that TeX would join are the decoder's affair."""
    _, fields = read_bibtex(cite(make_cited(title=title, words=words), "bibtex"))
    assert squeezed(fields["title"]) == squeezed(title)
    assert squeezed(words) in squeezed(fields["annote"])


def squeezed(text: str) -> str:
    """The text without blanks, braces and the marks that TeX joins or turns ('' -- ` ~)."""
    return re.sub(r"[\s{}'’”“‘`\"–—!?¡¿-]", "", text).replace("^", "ˆ")


def test_bibtex_tells_people_from_bodies() -> None:
    cited = make_cited(authors=(Author("Smith", "John", "Jr."), Author("Ministry of Health and Sport")))
    assert "author = {Smith, John, Jr. and {Ministry of Health and Sport}}" in cite(cited, "bibtex")


def test_bibtex_knows_an_article_by_its_outlet() -> None:
    kind, fields = read_bibtex(cite(make_cited(), "bibtex"))
    assert (kind, fields["journal"], fields["year"]) == ("article", "The Paper", "2026")
    assert "month = may" in cite(make_cited(), "bibtex")
    kind, fields = read_bibtex(cite(make_bare(), "bibtex"))
    assert kind == "misc"
    assert set(fields) == {"title", "note", "annote"}


@given(title=HOSTILE_TEXT, outlet=HOSTILE_TEXT, words=HOSTILE_TEXT)
@example("TY  - BOOK", "ER  -", "ER  -")
def test_ris_gives_back_its_words(title: str, outlet: str, words: str) -> None:
    (record,) = rispy.loads(cite(make_cited(title=title, outlet=outlet, words=words), "ris"))
    assert record["type_of_reference"] == "NEWS"
    assert (record["title"], record["secondary_title"]) == (title, outlet)
    assert record["notes"][0] == f"“{words}” (Jane Doe)"
    assert record["authors"] == ["Smith, John"]
    assert (record["year"], record["date"]) == ("2026", "2026/05/01/")


@given(title=HOSTILE_TEXT, words=HOSTILE_TEXT, outlet=HOSTILE_TEXT)
@example(HOSTILE[2], HOSTILE[2], "a=b")
def test_wikitext_is_one_template_that_gives_back_its_words(title: str, words: str, outlet: str) -> None:
    parsed = wikitextparser.parse(cite(make_cited(title=title, words=words, outlet=outlet), "wikipedia"))
    (template,) = parsed.templates
    assert template.name.strip() == "cite news"
    told = {argument.name.strip(): html.unescape(argument.value.strip()) for argument in template.arguments}
    assert (told["title"], told["quote"], told["work"]) == (nest_marks(title), words, outlet)
    assert parsed.wikilinks == parsed.get_tags() == parsed.parser_functions == []
    assert len(parsed.comments) == 1


def wikipedia_fields(**given_fields: Any) -> dict[str, str]:
    """The parameters of the template."""
    (template,) = wikitextparser.parse(cite(make_cited(**given_fields), "wikipedia")).templates
    return {argument.name.strip(): argument.value.strip() for argument in template.arguments}


def test_wikipedia_hears_of_a_copy_only_where_readers_can_open_it() -> None:
    """And then of the day on which it was taken; without an address of the article the copy stands in for it."""
    fields = wikipedia_fields()
    assert fields["archive-url"].startswith("https://web.archive.org/")
    assert (fields["archive-date"], fields["access-date"]) == ("3 May 2026", "2 May 2026")
    assert not {"archive-url", "archive-date"} & set(wikipedia_fields(copy=None))
    copy = ArchivedCopy(BASE + "q/1", PartialDate(2026, 5, 3))
    fields = wikipedia_fields(url=None, accessed=None, copy=copy)
    assert fields["url"] == BASE + "q/1"
    assert not {"archive-url", "access-date"} & set(fields)


def test_wikipedia_numbers_its_authors() -> None:
    fields = wikipedia_fields(authors=(Author("Smith", "John"), Author("Reuters")))
    assert (fields["last1"], fields["first1"], fields["author2"]) == ("Smith", "John", "Reuters")


@given(title=HOSTILE_TEXT, words=HOSTILE_TEXT)
@example(HOSTILE[3], HOSTILE[3])
@example("1. a list", "- a list")
@example("# a heading", "> quoted")
def test_markdown_shows_the_words_and_one_footnote(title: str, words: str) -> None:
    """Rendered with CommonMark's parser and footnotes: no link, image, tag or list is in it but our own."""
    markdown = MarkdownIt("commonmark").use(footnote_plugin)
    shown = markdown.render(cite(make_cited(title=title, words=words, authors=(), language="de"), "markdown"))
    assert shown.startswith("<blockquote>\n<p>“")
    text = html.unescape(re.sub(r"<[^>]+>", "", shown))
    assert f"“{words}”" in text
    tags = set(re.findall(r"<(\w+)", shown))
    assert tags <= {"blockquote", "p", "sup", "a", "hr", "section", "ol", "li"}
    assert shown.count("<li ") == shown.count('class="footnote-ref"') == 1
    assert set(re.findall(r'href="(h[^"]*)"', shown)) <= {"https://paper.example/bridge"}


@given(title=HOSTILE_TEXT, words=HOSTILE_TEXT)
def test_csl_json_is_what_its_schema_allows(title: str, words: str) -> None:
    schema = json.loads((conformance_folder() / "csl" / "csl-data.json").read_text("utf-8"))
    for cited in (make_cited(title=title, words=words), make_bare(words=words), make_cited(base=BASE)):
        written = json.loads(cite(cited, "csl-json"))
        jsonschema.Draft7Validator(schema).validate(written)
        assert written[0]["custom"]["quotation"] == cited.words


def load_context(url: str, _options: dict[str, Any]) -> dict[str, Any]:
    """The W3C's context as it is kept for tests, and schema.org's as far as it gives every term one address."""
    known: dict[str, Any] = {"https://schema.org": {"@context": {"@vocab": "https://schema.org/"}}}
    if url.startswith("http://www.w3.org/ns/anno"):
        path = conformance_folder() / "w3c-annotation" / "anno.jsonld"
        known[url] = json.loads(path.read_text("utf-8"))
    return {"contextUrl": None, "documentUrl": url, "document": known[url]}


@pytest.mark.parametrize("base", ["", BASE])
def test_the_annotation_means_what_the_w3c_says(base: str) -> None:
    """Expanded with the W3C's own context."""
    cited = make_cited(base=base)
    (expanded,) = jsonld.expand(json.loads(cite(cited, "annotation")), {"documentLoader": load_context})
    oa = "http://www.w3.org/ns/oa#"
    assert expanded["@type"] == [f"{oa}Annotation"]
    (target,) = expanded[f"{oa}hasTarget"]
    kinds = {selector["@type"][0] for selector in target[f"{oa}hasSelector"]}
    assert kinds == {f"{oa}TextQuoteSelector", f"{oa}TextPositionSelector"}


@pytest.mark.parametrize("base", ["", BASE])
def test_the_quotation_means_what_schema_org_says(base: str) -> None:
    cited = make_cited(base=base, address=base + make_cited().record.permalink)
    (expanded,) = jsonld.expand(json.loads(cite(cited, "jsonld")), {"documentLoader": load_context})
    schema = "https://schema.org/"
    assert expanded["@type"] == [f"{schema}Quotation"]
    assert expanded["@id"] == cited.record.swhid
    assert expanded[f"{schema}text"] == [{"@value": cited.words}]
    (article,) = expanded[f"{schema}isPartOf"]
    assert article[f"{schema}headline"] == [{"@value": "A new bridge"}]
    assert (f"{schema}url" in expanded) is bool(base)


@pytest.mark.parametrize("name", ["annotation", "jsonld", "csl-json"])
@given(words=HOSTILE_TEXT)
def test_json_formats_are_json(name: str, words: str) -> None:
    assert json.loads(cite(make_cited(words=words, title=words, speaker=words, outlet=words), name))


@pytest.mark.parametrize("name", ["apa", "mla", "chicago"])
@given(title=HOSTILE_TEXT, outlet=HOSTILE_TEXT)
@example('<span class="nocase">', '<span class="nocase">x</span>')
def test_no_title_breaks_a_style(name: str, title: str, outlet: str) -> None:
    """Every reference ends with the archive's own sentence, on one line."""
    cited = make_cited(title=title, outlet=outlet)
    written = cite(cited, name)
    assert written.endswith(f" {cited.as_archived}")
    assert "\n" not in written


@given(title=HOSTILE_TEXT, words=HOSTILE_TEXT)
def test_a_plain_footnote_has_the_words_on_one_line(title: str, words: str) -> None:
    """Nothing in it is anything but text, so nothing is escaped."""
    cited = make_cited(title=title, words=words)
    source = f"John Smith, “{nest_marks(title)}”, The Paper, 1 May 2026, https://paper.example/bridge"
    assert cite(cited, "plain") == f"“{words}” (Jane Doe), in: {source}. {cited.as_archived}"


def test_marks_within_a_title_are_single_ones_where_the_title_stands_between_marks() -> None:
    """Also where the template of Wikipedia puts them there."""
    cited = make_cited(title="Council keeps the “old bridge”", authors=read_authors("Jane Doe, John Smith; Reuters"))
    assert "in: Jane Doe, John Smith and Reuters, “Council keeps the ‘old bridge’”, The Paper" in cite(cited, "plain")
    assert "|title=Council keeps the ‘old bridge’ |" in cite(cited, "wikipedia")
    assert "{{Council keeps the “old bridge”}}" in cite(cited, "bibtex")


def test_a_plain_footnote_leaves_out_what_is_not_known() -> None:
    described = "[Article without a title, beginning “We will not sell”]"
    written = f"“We will not sell the old bridge to anybody”, in: {described}. From a file"
    assert cite(make_bare(), "plain").startswith(written)


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("apa", "[Article without a title, beginning “We will not sell”]. (n.d.)."),
        ("mla", "[Article without a title, beginning “We will not sell”]."),
        ("chicago", "[Article without a title, beginning “We will not sell”]. n.d."),
    ],
)
def test_an_article_without_title_and_date_is_described(name: str, reference: str) -> None:
    assert cite(make_bare(), name).startswith(f"{reference} From a file")


@pytest.mark.parametrize(("name", "reference"), [("mla", "{}. The Paper."), ("chicago", "The Paper. {}. n.d.")])
def test_a_description_in_place_of_a_title_has_no_marks_around_it(name: str, reference: str) -> None:
    described = "[Article without a title, beginning “We will not sell”]"
    assert cite(make_bare(outlet="The Paper"), name).startswith(reference.format(described))


def test_an_undated_page_that_nobody_is_known_to_have_opened_was_not_retrieved() -> None:
    """A file says nothing of a visit; where there was one, APA has its day."""
    address = "https://paper.example/bridge"
    assert f". {address} From a file" in cite(make_cited(published=None, accessed=None, method="file"), "apa")
    assert f"Retrieved May 2, 2026, from {address} Fetched" in cite(make_cited(published=None), "apa")


def test_a_link_into_the_page_is_given_or_refused_with_the_reason() -> None:
    link = "https://paper.example/bridge#:~:text=We%20will"
    assert cite(make_cited(fragment=link), "fragment") == link
    with pytest.raises(UsageError, match=r"these words have no link into their page: .* no address"):
        cite(make_bare(), "fragment")
    with pytest.raises(UsageError, match="the words are not in the page"):
        cite(make_cited(fragment_note="the words are not in the page"), "fragment")


def test_every_format_is_in_the_documentation() -> None:
    """With its summary, in the order in which they are listed."""
    page = (CHECKOUT / "docs" / "citations.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| ([^|]+?) \|", page, re.MULTILINE)
    assert [(name, summary.replace(" (the default)", "")) for name, summary in rows] == [
        (row.name, row.summary) for row in all_formats().values()
    ]
