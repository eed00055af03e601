"""Every way to say no has been heard: provoked as a user would, and its words read.

`REFUSALS` has a row for every class that is raised. Messages of single modules are read by those modules' tests too;
the last test here looks for a message that nobody reads.
"""

from __future__ import annotations

import ast
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from archive import errors
from archive.errors import ArchiveError
from archive.identifiers import parse_permalink, text_digest
from archive.rules import Row, parse_table
from archive.spans import Span
from tests.sources import CHECKOUT, MODULES, tree

ABSENT = "q/" + "0" * 64 + "/0-1"


class Refusal(NamedTuple):
    """What a user does, and what is said to them."""

    error: type[ArchiveError]
    provoke: Callable[[Path], object]
    message: str
    exit_code: int


def read_text_file(content: bytes) -> object:
    """What the readers make of these bytes."""
    from archive.readers import read

    return read(content, "note.txt")


def make_archive(folder: Path) -> Path:
    """An archive with one article in it."""
    from archive.cli.group import cli

    path = folder / "archive.db"
    note = folder / "note.txt"
    note.write_text("The mayor said: “We will wait.” Nobody else spoke.\n", "utf-8")
    cli.main(["--db", str(path), "-q", "add", str(note)], prog_name="archive", standalone_mode=False)
    return path


def search_for(query: str) -> Callable[[Path], object]:
    """A search in a small archive."""

    def search(folder: Path) -> object:
        from archive.store import SearchFilters, open_store
        from archive.store.searching import search_quotations

        with open_store(make_archive(folder), read_only=True) as store:
            return search_quotations(store, SearchFilters(query=query))

    return search


def resolve(*references: str) -> Callable[[Path], object]:
    """What a reference means in a small archive."""

    def look_up(folder: Path) -> object:
        from archive.references import resolve_reference
        from archive.store import open_store

        with open_store(make_archive(folder), read_only=True) as store:
            return [resolve_reference(store, reference) for reference in references]

    return look_up


def resolve_one_of_two(folder: Path) -> object:
    """A reference that two files answer to."""
    from archive.cli.group import cli
    from archive.references import resolve_reference
    from archive.store import open_store

    for name in ("note-1.txt", "note-2.txt"):
        (folder / name).write_text(f"The mayor read {name} to the council.\n", "utf-8")
    path = folder / "archive.db"
    cli.main(["--db", str(path), "-q", "add", str(folder)], prog_name="archive", standalone_mode=False)
    with open_store(path, read_only=True) as store:
        return resolve_reference(store, "note")


def open_database(name: str, content: bytes | None) -> Callable[[Path], object]:
    """Opening a file that is no archive."""

    def attempt(folder: Path) -> object:
        from archive.store import open_store

        if content is not None:
            (folder / name).write_bytes(content)
        return open_store(folder / name)

    return attempt


def read_withdrawn(folder: Path) -> object:
    """Asking for a text that was taken down."""
    from archive.store import open_store
    from archive.store.facts import text_of, withdraw

    text = text_digest("The mayor said: “We will wait.” Nobody else spoke.\n")
    with open_store(make_archive(folder)) as store:
        with store.transaction():
            withdraw(store, text, "a court asked for it", "Jane Doe", "2026-01-01T00:00:00.000000Z")
        return text_of(store, text)


def give_a_bad_date(_: Path) -> object:
    """A date that is none, given to an article."""
    from archive.describing import check_statement

    return check_statement("published", "yesterday")


def fetch(url: str, *, allow_private: bool) -> Callable[[Path], object]:
    """Asking an address of this machine, where nothing listens."""

    def attempt(_: Path) -> object:
        from archive.fetching import Client

        return Client(allow_private=allow_private).fetch(url)

    return attempt


def closed_port() -> int:
    """A port of this machine that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class NoRows(Row):
    """A table that may hold nothing."""


REFUSALS = (
    Refusal(errors.InvalidIdentifier, lambda _: parse_permalink("q/1/2-3"), r"q/1/2-3: a permalink is q/<64 hex", 2),
    Refusal(errors.InvalidSpan, lambda _: Span(3, 2), "3-2: a span needs 0 ≤ start ≤ end", 2),
    Refusal(errors.InvalidQuery, search_for('"we will'), "quotation mark", 2),
    Refusal(errors.InvalidValue, give_a_bad_date, "--published yesterday: is not a date. Write 2025-", 2),
    Refusal(errors.UnknownReference, resolve(ABSENT), f"{ABSENT[:14]}", 2),
    Refusal(errors.AmbiguousReference, resolve_one_of_two, "note: .*It could be:\n  .*note-1", 2),
    Refusal(
        errors.UnreadableSource, lambda _: read_text_file(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "note.txt: this is", 3
    ),
    Refusal(errors.FetchRefused, fetch("http://127.0.0.1/a", allow_private=False), "http://127.0.0.1/a: .*", 3),
    Refusal(errors.FetchFailed, fetch(f"http://127.0.0.1:{closed_port()}/", allow_private=True), "Try later", 3),
    Refusal(errors.EmptyText, lambda _: read_text_file(b" \r\n\t"), "note.txt: .*", 3),
    Refusal(errors.DatabaseMissing, open_database("none.db", None), "none.db: there is no", 3),
    Refusal(errors.DatabaseUnusable, open_database("letter.db", b"Dear Sir, " * 500), "letter.db: .*", 3),
    Refusal(errors.Withdrawn, read_withdrawn, "withdrawn: a court asked for it", 3),
    Refusal(errors.RuleTableError, lambda _: parse_table("words", "x = 1", NoRows), "words: x: Extra inputs", 3),
)


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.error.__name__)
def test_a_refusal_names_the_thing_the_rule_and_the_next_step(refusal: Refusal, tmp_path: Path) -> None:
    with pytest.raises(refusal.error) as caught:
        refusal.provoke(tmp_path)
    error = caught.value
    assert type(error) is refusal.error
    assert re.search(refusal.message, str(error), re.DOTALL), str(error)
    assert error.exit_code == refusal.exit_code
    assert error.subject
    assert error.rule
    assert str(error).startswith(f"{error.subject}: {error.rule.rstrip('.')}.")
    assert str(error).endswith(error.next_step)


def all_classes(root: type[ArchiveError]) -> Iterator[type[ArchiveError]]:
    """Every class below ``root`` that is meant to be raised: those that have none below them."""
    children = root.__subclasses__()
    if not children:
        yield root
    for child in children:
        yield from all_classes(child)


def test_no_way_to_say_no_is_left_out() -> None:
    """A new class needs a row in `REFUSALS`."""
    ours = {known for known in all_classes(ArchiveError) if known.__module__.startswith("archive.")}
    assert {refusal.error for refusal in REFUSALS} == ours  # the training of the weights has an error of its own


def raised() -> Iterator[tuple[str, str, ast.Call]]:
    """Each place where the package raises an error of its own: where, which class, the call."""
    names = {
        name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, ArchiveError)
    }
    for module, path in MODULES.items():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func).rpartition(".")[2]
                if name in names and module != "archive.errors":
                    yield f"{module}:{node.lineno}", name, node


def test_the_root_is_never_raised() -> None:
    """`raise ArchiveError(…)` would leave the user to guess which rule was broken."""
    for module, path in MODULES.items():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                raised_class = ast.unparse(node.exc.func).rpartition(".")[2]
                assert raised_class != "ArchiveError", f"{module}:{node.lineno}"


def words(text: str) -> list[str]:
    """The words of a message or of a test, without signs and escapes."""
    return re.findall(r"\w+", text.replace("\\", ""))


def literal_words(call: ast.Call) -> list[list[str]]:
    """The runs of words that a message always has: those of its rule, else those of its next step."""
    arguments = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
    for argument in arguments:
        literals = [node.value for node in ast.walk(argument) if isinstance(node, ast.Constant)]
        runs = [words(literal) for literal in literals if isinstance(literal, str) and words(literal)]
        if runs:
            return runs
    return []


def test_every_message_is_read_by_a_test() -> None:
    """Of each message that the package can raise, three words in a row stand in some test."""
    sources = [path.read_text("utf-8") for path in sorted((CHECKOUT / "tests").rglob("*.py"))]
    stream = " " + " ".join(" ".join(words(source)) for source in sources) + " "
    unread = []
    for place, name, call in raised():
        runs = literal_words(call)
        triples = [run[at : at + 3] for run in runs for at in range(max(1, len(run) - 2))]
        if runs and not any(f" {' '.join(triple)} " in stream for triple in triples):
            unread.append(f"{place} {name}: {' … '.join(' '.join(run) for run in runs)}")
    assert not unread, "no test reads these messages:\n" + "\n".join(unread)
