"""The small rules that every file keeps: names are explained, checks stay on, no machine is named."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import archive
from tests.sources import CHECKOUT, SOURCES, module_name, tracked_text, tree


def explained_constants(body: list[ast.stmt]) -> Iterator[tuple[str, bool]]:
    """The public constants and aliases of a module, and whether a sentence stands below each.

    Lines without a blank one between them share the sentence below the last.
    """
    explained = False
    for node, after in reversed(list(zip(body, [*body[1:], None], strict=True))):
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        shared = (
            explained and isinstance(after, ast.Assign | ast.AnnAssign) and after.lineno == (node.end_lineno or 0) + 1
        )
        explained = shared or (isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant))
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            type_variable = isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "TypeVar"
            if isinstance(target, ast.Name) and not target.id.startswith("_") and not type_variable:
                yield target.id, explained


def explained_definitions(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, bool]]:
    """The public classes, functions and methods, and whether each has a docstring."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield prefix + node.name, ast.get_docstring(node) is not None
            if isinstance(node, ast.ClassDef):
                yield from explained_definitions(node.body, f"{prefix}{node.name}.")


@pytest.mark.parametrize("path", SOURCES, ids=module_name)
def test_every_public_name_is_documented(path: Path) -> None:
    """Modules, classes, functions and methods by a docstring; constants and aliases by a sentence below them."""
    module = tree(path)
    names = [("the module", ast.get_docstring(module) is not None)]
    names += [*explained_definitions(module.body), *explained_constants(module.body)]
    assert not [name for name, documented in names if not documented]


def test_a_check_is_switched_off_only_with_a_reason_on_the_line() -> None:
    """`# noqa` and `type: ignore` name their code, and they and `fmt:` say why in words."""
    switch = re.compile(r"#\s*(noqa|type:\s*ignore|fmt:|pragma)")
    reasoned = re.compile(
        r"#\s*(noqa: [A-Z]+\d+(, [A-Z]+\d+)*\s*[#–—-]|type: ignore\[[\w-]+(, ?[\w-]+)*\]\s*#|fmt: skip\s*#)\s*\S+ \S+"
    )
    bare = [
        f"{path.relative_to(CHECKOUT)}:{number}: {line.strip()}"
        for path, number, line in tracked_text()
        if path.suffix == ".py" and path != Path(__file__) and switch.search(line) and not reasoned.search(line)
    ]
    assert not bare


def test_no_error_is_swallowed_whole() -> None:
    """Nobody catches `Exception` or everything; who does not know what went wrong cannot say what to do next."""
    for path in [*SOURCES, *sorted((CHECKOUT / "bench").rglob("*.py")), *sorted((CHECKOUT / "tests").rglob("*.py"))]:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else ""
                wide = not caught or re.search(r"\b(Base)?Exception\b", caught)
                assert not wide, f"{path.relative_to(CHECKOUT)}:{node.lineno}: name the errors that are expected"


def test_nothing_in_the_project_knows_the_machine_it_was_written_on() -> None:
    """No home folders, no registry hosts: what the project needs, it names so that any machine finds it."""
    machine = re.compile(r"(?<![\w.])/(work|root|home|Users|opt)/\w|https?://[\w.-]+/simple\b|\b(pypi|npmjs)\.org\b")
    named = [
        f"{path.relative_to(CHECKOUT)}:{number}: {line.strip()[:100]}"
        for path, number, line in tracked_text()
        if path != Path(__file__) and machine.search(line)
    ]
    assert not named


def test_the_linter_holds_the_complexity() -> None:
    """Ruff checks at most ten branches a function (C901); nobody has turned it off for the product."""
    ruff = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    assert "C90" in ruff["select"]
    assert ruff["mccabe"]["max-complexity"] == 10
    assert not any(code.startswith("C90") for code in ruff["ignore"])
    assert not any(code.startswith("C90") for codes in ruff["per-file-ignores"].values() for code in codes)


def test_warnings_are_errors_and_types_are_strict() -> None:
    """Nobody has loosened the two switches that everything else leans on."""
    tools = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["tool"]
    assert tools["pytest"]["ini_options"]["filterwarnings"][0] == "error"
    assert tools["pytest"]["ini_options"]["xfail_strict"] is True
    assert tools["mypy"]["strict"] is True
    assert {"archive", "tests", "bench", "docs"} <= set(tools["mypy"]["packages"])


def test_the_version_is_said_once_and_the_same() -> None:
    """What `archive --version` prints and captures record is what the package is called."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == archive.__version__
