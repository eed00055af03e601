"""The house is read from the ground up: each floor stands on those below, and no room is too large to overlook.

The rules are those of the design. They look at the source only, so they also see an import inside a function, or one
for type checkers alone.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import errors
from archive.errors import ArchiveError
from tests.sources import CHECKOUT, MODULES, SOURCES, module_name, tree

RANKS = {
    # ground
    "archive": 0,  # only the version
    "archive.errors": 0,
    "archive.gaps": 0,
    "archive.asgi": 0,
    "archive.hosts": 0,
    # values
    "archive.spans": 1,
    "archive.words": 2,
    "archive.wrapping": 2,
    "archive.addresses": 2,
    "archive.partial_dates": 2,
    "archive.source_names": 2,
    "archive.identifiers": 2,
    "archive.public_address": 3,
    # records and tables
    "archive.records": 3,
    "archive.model": 4,
    "archive.search_model": 5,
    "archive.text_model": 5,
    "archive.diff_model": 5,
    "archive.origins": 5,
    "archive.rules": 4,
    # text work: pure functions
    "archive.alignment": 4,
    "archive.readers": 5,
    "archive.containers": 5,
    "archive.listings": 5,
    "archive.schedule": 5,
    "archive.cleaning": 5,
    "archive.sentences": 5,
    "archive.versions": 5,
    "archive.evidence": 6,
    "archive.differences": 5,
    "archive.wordings": 6,
    "archive.name_forms": 5,
    "archive.utterance_model": 5,
    "archive.check_model": 5,
    "archive.speaker_model": 5,
    "archive.tracing": 6,
    "archive.selectors": 6,
    "archive.following": 7,
    "archive.quotations": 6,
    "archive.attribution": 7,
    "archive.analysis": 8,
    "archive.ruled_speakers": 8,
    "archive.drafts": 8,
    "archive.verdicts": 8,
    # the store: the only floor that knows SQL
    "archive.store": 9,
    # the network: the only floor that asks it
    "archive.fetching": 9,
    # the clock: the doors ask it and hand it down
    "archive.clock": 9,
    # use cases
    "archive.provenance": 10,
    "archive.mementos": 12,
    "archive.fixity": 10,
    "archive.comparing": 10,
    "archive.utterances": 11,
    "archive.describing": 10,
    "archive.rulings": 10,
    "archive.explaining": 10,
    "archive.speakers": 10,
    "archive.setting_speakers": 10,
    "archive.passages": 11,
    "archive.resolving": 11,
    "archive.reprocessing": 11,
    "archive.ingest": 11,
    "archive.checking": 12,
    "archive.references": 12,
    "archive.citations": 13,
    "archive.sharing": 14,
    "archive.rechecking": 12,
    # doors
    "archive.web": 15,
    "archive.cli": 15,
    "archive.__main__": 16,
}
"""The floor of each room. A module belongs to the longest name here that it starts with. It may import what lies on
a lower floor, and within its own room; never what lies above or beside it."""

DOORSTEPS = {
    "archive.cli.serve": {"archive.web"},  # the command that opens the other door; see the design, "Commands"
}
"""The only ways across a floor, each with its reason."""

SQL_EXCEPTIONS = {
    "archive.web": "Datasette hands the plugin its own connections; it sets their limits and wraps them as a store",
}
"""Rooms other than the store that may name sqlite3, and why."""

STATEMENT_EXCEPTIONS = {
    "archive.web.permissions": "Datasette's 1.0 alpha takes the answer of a permission hook as a SELECT of constants",
}
"""The modules other than the store's that may hold a statement, and why."""

LONGEST_FILE = 350


def room(module: str) -> str | None:
    """The name in `RANKS` that ``module`` belongs to; the package itself only by its own name."""
    while module not in RANKS:
        module = module.rpartition(".")[0]
        if module in {"", "archive"}:
            return None
    return module


def imported_modules(module: str) -> Iterator[str]:
    """Every module of the package that ``module`` imports, wherever in its source."""
    for node in ast.walk(tree(MODULES[module])):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "archive")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: imports are written out, not relative"
            if node.module and node.module.split(".")[0] == "archive":
                for alias in node.names:
                    inner = f"{node.module}.{alias.name}"
                    yield inner if inner in MODULES else node.module


def string_imports(module: str) -> Iterator[str]:
    """Modules of the package named in string literals, as lazy tables of commands name them."""
    for node in ast.walk(tree(MODULES[module])):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in MODULES:
            yield node.value


def test_every_module_has_a_floor() -> None:
    """A new module is put into `RANKS` by whoever writes it; nothing stands outside the house."""
    homeless = sorted(module for module in MODULES if room(module) is None)
    assert not homeless, f"give these a rank in tests/test_architecture.py: {homeless}"


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_run_down(module: str) -> None:
    """No module imports from its own floor or above, not even inside a function."""
    own = room(module)
    assert own is not None
    for imported in (*imported_modules(module), *string_imports(module)):
        other = room(imported)
        assert other is not None, f"{module} imports {imported}, which has no rank"
        allowed = other == own or RANKS[other] < RANKS[own] or other in DOORSTEPS.get(module, ())
        assert allowed, f"{module} ({RANKS[own]}) imports {imported} ({RANKS[other]}): imports run down"


def test_no_module_imports_itself_in_a_circle() -> None:
    """Within a room too, the order of reading is a line."""
    graph = {module: set(imported_modules(module)) - {module} for module in MODULES}
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, f"a circle: {' → '.join((*path[path.index(module) :], module))}"
        if module in done:
            return
        for imported in sorted(graph[module] & graph.keys()):
            visit(imported, (*path, module))
        done.add(module)

    for module in sorted(graph):
        visit(module, ())


def test_the_two_doors_do_not_know_each_other() -> None:
    """A page never needs the terminal; the terminal reaches the pages only by the command that serves them."""
    for module in MODULES:
        imported = {room(name) for name in imported_modules(module)}
        if room(module) == "archive.web":
            assert "archive.cli" not in imported, module
        if room(module) == "archive.cli" and module not in DOORSTEPS:
            assert "archive.web" not in imported, module


@pytest.mark.parametrize("path", SOURCES, ids=module_name)
def test_a_file_fits_in_a_head(path: Path) -> None:
    """No file is longer than 350 lines."""
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


def test_tests_fit_in_a_head_too() -> None:
    """What the product's files may not, tests and benches may not either."""
    long = [
        path.relative_to(CHECKOUT).as_posix()
        for folder in ("tests", "bench")
        for path in sorted((CHECKOUT / folder).rglob("*.py"))
        if len(path.read_text("utf-8").splitlines()) > LONGEST_FILE
    ]
    assert not long


def test_every_error_stands_under_the_one_root() -> None:
    """No exception class is made anywhere but in errors.py."""
    for module, path in MODULES.items():
        for node in ast.walk(tree(path)):
            # A private BaseException is a signal inside one module, not a refusal.
            is_signal = isinstance(node, ast.ClassDef) and node.name.startswith("_")
            if isinstance(node, ast.ClassDef) and module != "archive.errors" and not is_signal:
                bases = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
                raised = {base for base in bases if base.endswith(("Error", "Exception", "Warning"))}
                assert not raised, f"{module}:{node.lineno}: {node.name} belongs in archive/errors.py"


def test_the_drawn_tree_of_errors_is_the_tree() -> None:
    """The head of errors.py shows each class where it stands, and none that does not exist."""
    drawn: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"(?P<stem>[ │├└─]*)(?P<name>[A-Z]\w+)(\s{2,}|$)", line)
        if found and (found["name"] == "ArchiveError" or "─" in found["stem"]):
            drawn.append(((len(found["stem"]) - 4) // 4, found["name"]))

    def outline(root: type[ArchiveError], depth: int) -> Iterator[tuple[int, str]]:
        yield depth, root.__name__
        for child in root.__subclasses__():
            if child.__module__ == "archive.errors":
                yield from outline(child, depth + 1)

    assert drawn == list(outline(ArchiveError, 0))


def test_the_text_work_asks_no_file_no_network_and_no_clock() -> None:
    """It takes bytes or text and gives back values, so that any process gives the same ones at any time."""
    outside = {
        "os",
        "socket",
        "subprocess",
        "time",
        "random",
        "secrets",
        "tempfile",
        "shutil",
        "urllib.request",
        "urllib3",
    }
    for module, path in MODULES.items():
        if RANKS[room(module) or "archive"] >= RANKS["archive.store"]:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name for alias in node.names} if isinstance(node, ast.Import) else {node.module or ""}
                assert not names & outside, f"{module}:{node.lineno}: {names & outside} belongs to the floors above"
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                reaches_out = called == "open" or called.endswith((".now", ".today", ".utcnow", ".write_text"))
                assert not reaches_out, f"{module}:{node.lineno}: {called} belongs to the floors above"


def test_only_the_store_knows_sql() -> None:
    """No other room imports sqlite3 or runs a statement, but those that `SQL_EXCEPTIONS` gives a reason for."""
    statement = re.compile(r"^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|PRAGMA|BEGIN|WITH)\s.*", re.DOTALL)
    for module, path in MODULES.items():
        if room(module) == "archive.store":
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name for alias in node.names} | {getattr(node, "module", None) or ""}
                if any(name.split(".")[0] in {"sqlite3", "sqlite_utils"} for name in names):
                    assert room(module) in SQL_EXCEPTIONS, f"{module}:{node.lineno}: only the store knows SQL"
            if isinstance(node, ast.Attribute) and node.attr in {"executescript", "executemany"}:
                pytest.fail(f"{module}:{node.lineno}: only the store runs statements")
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                ours = statement.match(node.value) and module not in STATEMENT_EXCEPTIONS
                assert not ours, f"{module}:{node.lineno}: only the store writes statements"
