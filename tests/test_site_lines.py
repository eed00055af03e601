"""The archive learns what a site repeats: with the third article, for all three, and forgets it with the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from itertools import count, permutations
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.describing import check_statement, describe_document
from archive.fixity import verify
from archive.identifiers import DocumentId, Permalink, text_digest
from archive.ingest import Batch, Circumstances, Source, add_inputs, read_inputs
from archive.rulings import rule_on_stretches
from archive.spans import Span
from archive.store import Store, open_store
from archive.store.analyses import current_analysis
from archive.store.documents import log
from archive.store.facts import withdraw
from archive.store.index import refresh_document
from archive.store.site_counts import witnesses_of
from archive.store.site_lines import site_of

STEPS = files("archive.store").joinpath("steps")
WORDS = ("bridge", "school", "museum", "harbour", "station")
LABEL = "Springfield Weekend"


def article(word: str, *, label: str = LABEL) -> str:
    """One of several stories, with the same line below each."""
    return (
        f"The mayor opened the {word} on Friday with a short speech to the town.\n\n"
        f"“We have waited for the {word} for years,” Mayor Jane Doe said on Friday.\n\n"
        f"The {word} had been closed for three years, the council of the town said.\n\n{label}\n"
    )


class Paper:
    """An archive of one paper's articles."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder, self.ticks = store, folder, count()

    def now(self) -> str:
        """A clock that ticks once a second."""
        return f"2026-01-01T00:00:{next(self.ticks):02}.000000Z"

    def add(self, word: str, content: str | None = None, host: str = "www.example.org") -> DocumentId:
        """The article is archived under an address of the paper."""
        path = self.folder / f"{word}.txt"
        path.write_text(content or article(word), "utf-8")
        url = f"https://{host}/{word}"
        told = Circumstances(self.now(), "Jane Doe", statements=(check_statement("url", url),), url=url)
        (added,) = add_inputs(self.store, read_inputs([Source(path.name, path)]), Batch(lambda: told))
        assert added.document, added.reason
        return DocumentId(added.document)

    def aside(self, word: str, content: str | None = None) -> list[str]:
        """What is set aside in the article."""
        text = content or article(word)
        return [removal.span.of(text) for removal in current_analysis(self.store, text_digest(text)).removals]

    def rows(self, table: str) -> list[str]:
        """The contents of the rows of a table of the index, sorted."""
        return sorted(row["content"] for row in self.store.database.table(table).rows)


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Paper]:
    """An empty archive."""
    with open_store(tmp_path / "archive.db", create=True) as store:
        yield Paper(store, tmp_path)
        assert list(verify(store)) == []


def test_the_third_article_of_a_site_marks_all_three(paper: Paper) -> None:
    """Two may be chance. The rows for search follow, and a sentence that is set aside is none any more."""
    for word in WORDS[:2]:
        paper.add(word)
    assert paper.rows("removals") == []
    assert paper.rows("sentences").count(LABEL) == 2
    paper.add(WORDS[2])
    assert paper.rows("removals") == [LABEL] * 3
    assert LABEL not in paper.rows("sentences")
    paper.add(WORDS[3])
    assert paper.rows("removals") == [LABEL] * 4


@pytest.mark.parametrize("order", list(permutations(WORDS[:3]))[:4])
def test_the_order_of_coming_in_does_not_matter(paper: Paper, order: tuple[str, ...]) -> None:
    """The same articles give the same marks."""
    for word in order:
        paper.add(word)
    assert {word: paper.aside(word) for word in WORDS[:3]} == {word: [LABEL] for word in WORDS[:3]}


def test_three_copies_of_one_article_are_no_evidence(paper: Paper) -> None:
    """One story at several addresses keeps its lines."""
    for number in range(4):
        paper.add(f"bridge{number}", article("bridge"))
    assert paper.rows("removals") == []


def test_other_sites_do_not_count(paper: Paper) -> None:
    """A line that three papers print is everybody's; with and without www. is one paper."""
    for number, word in enumerate(WORDS[:3]):
        paper.add(word, host=f"paper{number}.example")
    assert paper.rows("removals") == []
    for word, host in zip(WORDS[3:], ("example.org", "m.example.org"), strict=True):
        paper.add(word, host=host)
    assert paper.rows("removals") == []
    paper.add("tunnel")
    assert len(paper.rows("removals")) == 3


def test_an_outlet_counts_where_no_address_is_known() -> None:
    """The host comes first."""
    assert site_of("https://www.example.org:8080/a", "Gazette") == "example.org"
    assert site_of(None, " Example  Gazette ") == "Example Gazette"
    assert site_of("https://[", None) is None


def test_the_evidence_is_named(paper: Paper) -> None:
    """By the texts that have the same line, one of each story, not the text itself."""
    for word in WORDS:
        paper.add(word)
    text = article(WORDS[0])
    start = text.index(LABEL)
    named = witnesses_of(paper.store, text_digest(text), text)
    assert set(named) == {start}
    assert set(named[start]) == {text_digest(article(word)) for word in WORDS[1:]}


def test_when_evidence_is_taken_down_the_mark_goes(paper: Paper) -> None:
    """Two are left, and two may be chance."""
    documents = [paper.add(word) for word in WORDS[:3]]
    with paper.store.transaction():
        withdraw(paper.store, text_digest(article(WORDS[0])), "a court order", "Jane Doe", paper.now())
        refresh_document(paper.store, documents[0])
    assert paper.rows("removals") == []
    assert paper.rows("sentences").count(LABEL) == 2


def test_an_article_that_moves_to_another_site_takes_its_evidence_along(paper: Paper) -> None:
    """What a person says of its address counts at once."""
    documents = [paper.add(word) for word in WORDS[:3]]
    said = [check_statement("url", "https://other.example/bridge")]
    describe_document(paper.store, documents[0], said, "Jane Doe", paper.now())
    assert paper.rows("removals") == []


def test_what_a_site_repeats_makes_no_version(paper: Paper) -> None:
    """The same page again, after its line is known to be furniture, and without that line: one version each time."""
    for word in WORDS[:3]:
        paper.add(word)
    document = paper.add(WORDS[0], article(WORDS[0]).replace("\n\n", "\n"))
    assert {entry.version for entry in log(paper.store, document)} == {1}
    document = paper.add(WORDS[0], article(WORDS[0], label="Springfield Summer"))
    assert {entry.version for entry in log(paper.store, document)} == {1, 2}


def test_older_versions_are_marked_too(paper: Paper) -> None:
    """Or a comparison would show the line as deleted."""
    paper.add(WORDS[0])
    edited = article(WORDS[0]).replace("short", "long")
    paper.add(WORDS[0], edited)
    for word in WORDS[1:3]:
        paper.add(word)
    assert paper.aside(WORDS[0]) == paper.aside("", edited) == [LABEL]


def test_an_older_archive_learns_its_sites_when_its_articles_are_refreshed(paper: Paper) -> None:
    """Its tables are empty until then, which is no fault."""
    documents = [paper.add(word) for word in WORDS[:3]]
    with paper.store.transaction():
        paper.store.execute("DELETE FROM site_lines")
        paper.store.execute("DELETE FROM repeated_lines")
        for document in documents:
            refresh_document(paper.store, document)
    assert paper.rows("removals") == [LABEL] * 3


def test_the_cost_of_one_more_article_does_not_grow_with_its_site(paper: Paper) -> None:
    """However many have the line: the same number of statements for the fifth and for the fortieth."""
    statements: list[str] = []
    counts: list[int] = []
    for number in range(40):
        paper.store.connection.set_trace_callback(statements.append)
        paper.add(f"bridge{number}", article(f"bridge{number}"))
        paper.store.connection.set_trace_callback(None)
        counts.append(sum("site_lines" in one or "repeated_lines" in one for one in statements))
        statements.clear()
    assert counts[-1] == counts[4]


def test_a_person_keeps_a_line_that_the_site_repeats(paper: Paper) -> None:
    """In that article alone; whoever takes it back leaves the marks as they were."""
    for word in WORDS[:3]:
        paper.add(word)
    text = article(WORDS[0])
    place = Permalink(text_digest(text), Span(text.index(LABEL), text.index(LABEL) + 5))
    rule_on_stretches(paper.store, [place], "keep", "Jane Doe", paper.now())
    assert [paper.aside(word) for word in WORDS[:3]] == [[], [LABEL], [LABEL]]
    paper.add(WORDS[3])
    assert paper.rows("removals") == [LABEL] * 3
    rule_on_stretches(paper.store, [place], None, "Jane Doe", paper.now())
    assert paper.rows("removals") == [LABEL] * 4


SHOP = "Springfield Weekend Shop"


def article_with(word: str, *lines: str) -> str:
    """One of several stories with these lines below two of the house's own."""
    return article(word) + "\n\n".join(["", SHOP, *lines, ""])


def test_a_line_that_differs_in_figures_only_is_known_by_its_form(paper: Paper) -> None:
    """It goes with the third article, and the witnesses are those with the form; the reason is told."""
    texts = [article_with(word, f"{number + 2} loaves of bread") for number, word in enumerate(WORDS[:3])]
    for word, text in zip(WORDS, texts, strict=False):
        paper.add(word, text)
    assert paper.aside(WORDS[0], texts[0]) == [LABEL, SHOP, "2 loaves of bread"]
    named = witnesses_of(paper.store, text_digest(texts[0]), texts[0])
    assert set(named[texts[0].index("2 loaves")]) == {text_digest(text) for text in texts[1:]}
    evidence = [removal.evidence for removal in current_analysis(paper.store, text_digest(texts[0])).removals]
    assert evidence[2].startswith("the line, but for figures")


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_the_second_story_with_a_line_counts_among_lines_of_the_third(paper: Paper, order: tuple[int, ...]) -> None:
    """In whatever order they come in; when one of the two is taken down, the line of the other stands again."""
    lines = {0: "Harbour quarter", 1: "Harbour quarter", 2: "Castle hill", 3: "Old mill"}
    texts = {number: article_with(WORDS[number], lines[number], "Springfield Weekend Club") for number in lines}
    documents = {number: paper.add(WORDS[number], texts[number]) for number in order}
    assert [paper.aside(WORDS[number], texts[number]) for number in (0, 2)] == [
        [LABEL, SHOP, "Harbour quarter", "Springfield Weekend Club"],
        [LABEL, SHOP, "Castle hill", "Springfield Weekend Club"],
    ]
    text = texts[0]
    named = witnesses_of(paper.store, text_digest(text), text)
    assert named[text.index("Harbour quarter")] == [text_digest(texts[1])]
    with paper.store.transaction():
        withdraw(paper.store, text_digest(texts[1]), "a court order", "Jane Doe", paper.now())
        refresh_document(paper.store, documents[1])
    reasons = [row["reason"] for row in paper.store.rows("SELECT reason FROM repeated_lines ORDER BY 1")]
    assert reasons.count("pair") == 0


def steps_to_name_witnesses(store: Store, text: str) -> int:
    """How many tens of steps the database takes to name the five witnesses of the one line of this text."""
    ticks: list[None] = []
    store.connection.set_progress_handler(lambda: ticks.append(None), 10)
    named = witnesses_of(store, text_digest(text), text)
    store.connection.set_progress_handler(None, 0)
    assert [len(found) for found in named.values()] == [5]
    return len(ticks)


def test_witnesses_are_found_without_reading_every_page_of_the_site(paper: Paper) -> None:
    """The same few steps of the database, whether a hundred stories have the line or ten thousand."""
    for word in WORDS:
        paper.add(word)
    text = article(WORDS[0])
    (line,) = {row["line"] for row in paper.store.rows("SELECT line FROM site_lines GROUP BY line HAVING count(*) > 4")}
    steps: list[int] = []
    for count_of_stories in (100, 10_000):
        paper.store.execute("PRAGMA foreign_keys = OFF")
        paper.store.execute_many(
            "INSERT OR IGNORE INTO site_lines (document, line, site, story, text) VALUES (?, ?, 'example.org', ?, ?)",
            [[f"x{number}", line, number, f"{number:064}"] for number in range(count_of_stories)],
        )
        steps.append(steps_to_name_witnesses(paper.store, text))
    paper.store.execute("DELETE FROM site_lines WHERE document LIKE 'x%'")
    assert steps[1] <= steps[0] + 10


def test_marks_of_an_older_archive_are_kept_with_their_reason(tmp_path: Path) -> None:
    """They are of lines that three stories have, for no other reason was known."""
    database = Database(tmp_path / "older.db", execute_plugins=False)
    for step in ("0001_initial", "0005_suspects"):
        database.executescript(STEPS.joinpath(f"{step}.sql").read_text("utf-8"))
    database.execute("INSERT INTO repeated_lines VALUES ('a text', 3, 8, 'remove', 'example.org')")
    database.executescript(STEPS.joinpath("0006_reasons.sql").read_text("utf-8"))
    assert list(database.table("repeated_lines").rows) == [
        {"text": "a text", "start": 3, "end": 8, "outcome": "remove", "site": "example.org", "reason": "same"}
    ]
    database.close()
