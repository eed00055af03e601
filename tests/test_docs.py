"""What users rely on is written down, and what is written down is true."""

from __future__ import annotations

import re
import sqlite3
import types
import typing
from pathlib import Path

import pytest

from archive import check_model, diff_model, model, records, search_model, speaker_model, text_model, utterance_model
from archive.cli.commands import COMMANDS
from archive.resolving.resolution import ResolutionRecord
from archive.rules import parse_table
from archive.rules.boilerplate import BoilerplateRule, BoilerplateTable, compile_boilerplate
from docs.write_readme import run_session, session_of, with_help

CHECKOUT = Path(__file__).resolve().parent.parent
DOCS = CHECKOUT / "docs"
README = (CHECKOUT / "README.md").read_text("utf-8")
PAGES = [CHECKOUT / "README.md", CHECKOUT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]


def sections(page: str, level: int) -> dict[str, str]:
    """The parts of a Markdown page below each heading of that level."""
    parts = re.split(rf"^{'#' * level} (.+)$", page, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def table_rows(section: str) -> list[list[str]]:
    """The cells of the first table in a part of a page, without its head."""
    lines = [line for line in section.partition("\n|")[2].partition("\n\n")[0].splitlines() if "|" in line]
    rows = [re.split(r"(?<!\\)\|", line.strip("|")) for line in lines[2:]]
    return [[cell.strip() for cell in row] for row in rows]


def test_the_help_texts_in_the_readme_are_those_of_the_program() -> None:
    assert with_help(README) == README, "run `make docs`"


def test_the_worked_session_in_the_readme_prints_what_it_shows(tmp_path: Path) -> None:
    assert run_session(session_of(README), tmp_path) == session_of(README), "run `make docs` and read what changed"


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
def test_every_command_is_in_the_readme(row: typing.Any) -> None:
    assert f"### archive {row.name}\n" in README


RECORDS = {
    name: value
    for name, value in {
        **vars(model),
        **vars(search_model),
        **vars(text_model),
        **vars(utterance_model),
        **vars(check_model),
        **vars(diff_model),
        **vars(speaker_model),
    }.items()
    if isinstance(value, type) and issubclass(value, model.Record) and value is not model.Record
} | {"ResolutionRecord": ResolutionRecord}


def type_words(annotation: object) -> str:
    """How docs/json.md writes a type."""
    origin = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    if annotation == model.Pair:
        return "span"
    if origin is typing.Literal:
        return r" \| ".join(f"`{value}`" for value in arguments)
    if origin in {types.UnionType, typing.Union}:
        named = " or ".join(type_words(inner) for inner in arguments if inner is not types.NoneType)
        return f"{named} or null" if types.NoneType in arguments else named
    if origin is list:
        return f"list of {type_words(arguments[0])}"
    plain: dict[object, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}
    return plain.get(annotation) or str(getattr(annotation, "__name__", annotation))


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_every_json_field_is_documented_with_its_type(name: str) -> None:
    section = sections((DOCS / "json.md").read_text("utf-8"), 2)[name]
    documented = [(row[0].strip("`"), row[1]) for row in table_rows(section)]
    parent = RECORDS[name].__mro__[1]
    inherited = parent.model_fields if issubclass(parent, model.Record) else {}
    own = {field: info for field, info in RECORDS[name].model_fields.items() if field not in inherited}
    assert documented == [(field, type_words(info.annotation)) for field, info in own.items()]
    assert not inherited or f"[{parent.__name__}](#{parent.__name__.lower()})" in section


def test_no_record_is_documented_that_does_not_exist() -> None:
    assert set(sections((DOCS / "json.md").read_text("utf-8"), 2)) == set(RECORDS)


def columns_of_the_schema() -> dict[str, list[str]]:
    """The tables and columns that archive/store/schema.sql makes, full-text indexes left out."""
    database = sqlite3.connect(":memory:")
    try:
        database.executescript((CHECKOUT / "archive" / "store" / "schema.sql").read_text("utf-8"))
        names = [
            row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
        ]
        tables = [name for name in names if "_fts" not in name and not name.startswith("sqlite_")]
        return {name: [row[1] for row in database.execute(f'PRAGMA table_info("{name}")')] for name in tables}
    finally:
        database.close()


def test_every_table_and_column_is_documented() -> None:
    page = sections((DOCS / "data-model.md").read_text("utf-8"), 2)["Tables"]
    documented = {
        table: [row[0].strip("`") for row in table_rows(section)] for table, section in sections(page, 3).items()
    }
    assert documented == columns_of_the_schema()


def test_every_status_kind_and_role_is_in_the_glossary() -> None:
    page = (DOCS / "data-model.md").read_text("utf-8")
    for value in (*typing.get_args(model.Status), *typing.get_args(records.ViaRole)):
        assert f"`{value}`" in page, value


def test_every_page_of_the_program_is_documented() -> None:
    """docs/routes.md and the table of routes name the same addresses."""
    from archive.web.routes import ROUTES

    samples = {"<text>": "ab" * 32, "<start>": "1", "<end>": "2", "<document>": "ab" * 8, "<speaker>": "jane-doe"}
    samples |= {"<utterance>": "ab" * 8}
    addresses = [row[0].strip("`").partition("?")[0] for row in table_rows((DOCS / "routes.md").read_text("utf-8"))]
    for name, sample in {**samples, "<outlet>": "Example", "<capture>": "ab" * 32}.items():
        addresses = [address.replace(name, sample) for address in addresses]
    patterns = [pattern for pattern, _ in ROUTES]
    assert [address for address in addresses if not any(re.search(pattern, address) for pattern in patterns)] == []
    assert [pattern for pattern in patterns if not any(re.search(pattern, address) for address in addresses)] == []


def test_the_example_rule_in_the_docs_is_a_rule() -> None:
    """Whoever copies it has a row that is read."""
    found = re.search(r"```toml\n(.*?)```", (DOCS / "rules.md").read_text("utf-8"), re.DOTALL)
    assert found
    rule = parse_table("docs/rules.md", found[1], BoilerplateTable).rule[0]
    assert compile_boilerplate([rule]).rules[rule.name] == rule


def test_every_key_of_a_boilerplate_rule_is_documented() -> None:
    page = (DOCS / "rules.md").read_text("utf-8")
    assert [key for key in BoilerplateRule.model_fields if f"`{key}`" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(CHECKOUT).as_posix())
def test_no_link_between_the_pages_is_dead(page: Path) -> None:
    text = page.read_text("utf-8")
    targets = re.findall(r"!?\[[^\]]*\]\(([^)\s]+)\)", text)
    local = [target.partition("#")[0] for target in targets if not re.match(r"[a-z]+:", target)]
    assert not [target for target in local if target and not (page.parent / target).exists()]


def test_the_decisions_are_numbered_without_gaps_and_have_their_three_parts() -> None:
    pages = sorted((DOCS / "decisions").glob("*.md"))
    assert [page.name[:4] for page in pages] == [f"{number:04}" for number in range(1, len(pages) + 1)]
    for page in pages:
        text = page.read_text("utf-8")
        for part in ("**Context.**", "**Decision.**", "**Consequences.**"):
            assert part in text, f"{page.name} has no {part}"
        assert text.startswith(f"# {int(page.name[:4])}. "), page.name
