"""A rule table is refused when a row breaks its form, and the rule set is named by what its tables say."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from archive.errors import RuleTableError
from archive.rules import OTHER_TABLES, SOURCES, Row, load_table, name_rule_set, parse_table, rule_set_name
from tests.sources import CHECKOUT
from tests.test_architecture import imported_modules


class Word(Row):
    """A row, as small as can be."""

    name: str
    weight: float = 1.0


class Words(Row):
    """A table of such rows."""

    word: tuple[Word, ...] = ()


def tables() -> list[str]:
    """The names of the tables that the package ships."""
    return sorted(
        entry.name.removesuffix(".toml") for entry in files("archive.rules").iterdir() if entry.name.endswith(".toml")
    )


def test_a_table_is_read_as_its_rows() -> None:
    assert parse_table("words", '[[word]]\nname = "said"\n', Words) == Words(word=(Word(name="said"),))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[[word]\n", "words: not TOML"),
        ("[[word]]\nweight = 1.0\n", "word.0.name: Field required"),  # a key is missing
        ('[[word]]\nname = "a"\nwieght = 2.0\n', "word.0.wieght: Extra inputs are not permitted"),  # a mistyped key
        ('[[word]]\nname = "a"\nweight = "heavy"\n', "word.0.weight: Input should be a valid number"),
        ('[[words]]\nname = "a"\n', "words: Extra inputs are not permitted"),  # a mistyped table
        ('[[word]]\nname = 1\n[[word]]\nweight = "x"\n', "word.0.name.*word.1.name"),  # all faults at once
    ],
)
def test_a_row_that_breaks_its_form_is_refused_by_its_name(content: str, message: str) -> None:
    with pytest.raises(RuleTableError, match=message):
        parse_table("words", content, Words)


def test_a_rule_cannot_be_changed_while_it_is_used() -> None:
    word = Word(name="said")
    with pytest.raises(ValueError, match="frozen"):
        word.name = "told"


def test_a_shipped_table_is_found_by_its_name() -> None:
    """Every table is valid TOML and has a module beside it that knows its form."""
    names = tables()
    assert names
    modules = {entry.name for entry in files("archive.rules").iterdir()}
    for name in names:
        assert tomllib.loads(files("archive.rules").joinpath(f"{name}.toml").read_text("utf-8"))
        topic = name.partition("_")[0]  # a large table is several files, one per topic: boilerplate_….toml
        assert {f"{name}.py", f"{topic}.py"} & modules, f"{name}.toml has no {name}.py beside it"


def test_a_table_that_is_not_there_is_an_error_of_the_program() -> None:
    with pytest.raises(FileNotFoundError):
        load_table("no-such-table", Words)


def test_todays_rule_set_is_named_by_a_digest_of_the_package() -> None:
    assert re.fullmatch(r"r[0-9a-f]{12}", rule_set_name())
    assert rule_set_name() == name_rule_set(files("archive"))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of what the rule set is named by, as a wheel lays it down elsewhere."""
    for source in SOURCES:
        path = CHECKOUT / "archive" / source
        if path.is_dir():
            shutil.copytree(path, tmp_path / source, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, tmp_path / source)
    return tmp_path


def test_the_same_package_elsewhere_has_the_same_name(package: Path) -> None:
    """A wheel, a checkout with other line ends and one that has run before agree."""
    here = name_rule_set(CHECKOUT / "archive")
    assert name_rule_set(package) == here
    changed = package / "cleaning" / "__init__.py"
    changed.write_bytes(changed.read_bytes().replace(b"\n", b"\r\n"))
    (package / "cleaning" / "__pycache__").mkdir()
    (package / "cleaning" / "__pycache__" / "marking.cpython-311.pyc").write_bytes(b"compiled")
    (package / "cleaning" / "notes.txt").write_text("no rule")
    assert name_rule_set(package) == here


@pytest.mark.parametrize(
    "source",
    [
        "rules/quote_marks.toml",  # a table
        "rules/quote_marks.py",  # what reads it
        "sentences/boundaries.py",  # code that says something about a text
        "attribution/__init__.py",
        "spans.py",
    ],
)
def test_a_changed_source_changes_the_name(source: str, package: Path) -> None:
    """Nobody has to remember to raise a number."""
    before = name_rule_set(package)
    path = package / source
    path.write_bytes(path.read_bytes() + b"# changed\n")
    assert name_rule_set(package) != before


def test_a_source_that_comes_goes_or_moves_changes_the_name(package: Path) -> None:
    names = {name_rule_set(package)}
    new = package / "sentences" / "new.py"
    new.write_text("")
    names.add(name_rule_set(package))
    new.rename(package / "quotations" / "new.py")
    names.add(name_rule_set(package))
    assert len(names) == 3


def test_other_tables_of_unicode_change_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is a letter, and what a small one, is told by Python's version."""
    before = name_rule_set(files("archive"))
    monkeypatch.setattr("unicodedata.unidata_version", "99.0.0")
    assert name_rule_set(files("archive")) != before


def test_the_name_tells_all_that_an_analysis_is_made_of() -> None:
    """The modules named are those that `archive.analysis` and `archive.versions` import, however deep."""
    needed: set[str] = set()
    waiting = ["archive.analysis", "archive.versions"]
    while waiting:
        module = waiting.pop()
        if module not in needed:
            needed.add(module)
            waiting += imported_modules(module)
    named = {source.removesuffix(".py") for source in SOURCES}
    assert {module.split(".")[1] for module in needed} == named
    assert not {module.removeprefix("archive.rules.") for module in needed} & OTHER_TABLES


def test_a_table_about_two_quotations_makes_no_analysis_stale(package: Path) -> None:
    """What compares wordings says nothing of a text alone."""
    before = name_rule_set(package)
    table = package / "rules" / "wordings.toml"
    table.write_bytes(table.read_bytes() + b"# changed\n")
    assert name_rule_set(package) == before


def test_help_does_not_pay_for_the_name() -> None:
    """`archive --help` reads neither the tables nor the sources."""
    program = (
        "import sys; from archive.cli.group import cli\n"
        "cli(['--help'], standalone_mode=False)\n"
        "print('rules:', 'archive.rules' in sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert "rules: False" in ran.stderr
    assert "Usage" in ran.stdout or "usage" in ran.stdout


def strings_in(value: object) -> Iterator[str]:
    """Every string in parsed TOML."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_in(inner)


def word_runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of ``length`` words in the text, case folded."""
    words = re.findall(r"[^\s.,:;!?()⟦⟧“”\"]+", text.casefold())  # \w would cut words of Indian scripts at their vowels
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


@pytest.mark.parametrize("name", tables())
def test_no_rule_was_written_for_a_seed(name: str) -> None:
    """A rule states a general fact about news text: no string of a table holds six words in a row of a seed."""
    seeds: set[tuple[str, ...]] = set()
    for seed in sorted((CHECKOUT / "seeds").glob("*.txt")):
        seeds |= word_runs(seed.read_text("utf-8"), 6)
    assert seeds
    content = tomllib.loads(files("archive.rules").joinpath(f"{name}.toml").read_text("utf-8"))
    copied = [string for string in strings_in(content) if word_runs(string, 6) & seeds]
    assert not copied
