"""What changes often: rule tables in TOML, each checked when it is read, each carrying its own examples.

Beside ``NAME.toml`` stands ``NAME.py`` with the form of its rows and the compiled table. A row that breaks its form is
refused when the table is read; a row whose examples do not hold turns the suite red.
"""

from __future__ import annotations

import hashlib
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from archive.errors import RuleTableError

SOURCES = (
    *("analysis.py", "identifiers.py", "records.py", "spans.py", "versions.py", "words.py", "wrapping.py", "errors.py"),
    *("attribution", "cleaning", "evidence", "quotations", "rules", "sentences"),
)
"""The modules and packages that `archive.analysis` and `archive.versions` are made of; a test compares."""
OTHER_TABLES = frozenset({"bylines", "drafting", "feature_words", "name_forms", "short_names", "wordings"})
"""Tables about a page's by-lines, about drafts, about two names and about two quotations, and the words of reasons: a
change to them makes no analysis of a text stale."""


class Row(BaseModel):
    """The form of a row: frozen, and a key that nobody knows is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


TableT = TypeVar("TableT", bound=Row)


def load_table(name: str, form: type[TableT]) -> TableT:
    """The table ``archive/rules/<name>.toml``, checked against ``form``.

    Raises:
        RuleTableError: the file is not TOML or a row breaks its form; names the row and the key.
    """
    return parse_table(f"{name}.toml", files(__name__).joinpath(f"{name}.toml").read_text("utf-8"), form)


def parse_table(name: str, content: str, form: type[TableT]) -> TableT:
    """The table in ``content``, checked against ``form``; ``name`` is used in messages only."""
    try:
        return form.model_validate(tomllib.loads(content))
    except tomllib.TOMLDecodeError as error:
        raise RuleTableError(name, f"not TOML: {error}") from error
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in error.errors()
        )
        raise RuleTableError(name, faults) from error


@cache
def rule_set_name() -> str:
    """The name of today's rule set: it changes whenever a table changes, or code that says something about a text.

    >>> rule_set_name() == rule_set_name()
    True
    """
    return name_rule_set(files("archive"))


def name_rule_set(package: Traversable) -> str:
    """The name of the rules whose tables, weights and code lie in ``package``.

    It tells the characters of the files and the version of Unicode's tables that Python looks letters up in, not where
    the files lie or how their lines end: a wheel and the checkout it was built from have the same. A changed comment
    changes it too; analysing again for nothing is cheap, a wrong "analysed with today's rules" is not.
    """
    digest = hashlib.sha256(unicodedata.unidata_version.encode())
    for path, file in sorted(_rule_files(package, SOURCES), key=lambda entry: entry[0]):
        if path.removeprefix("rules/").partition(".")[0] in OTHER_TABLES:
            continue
        content = file.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path}:{len(content)}:".encode() + content)
    return f"r{digest.hexdigest()[:12]}"


def _rule_files(folder: Traversable, names: Iterable[str], path: str = "") -> Iterator[tuple[str, Traversable]]:
    """The tables and modules of these names, with their paths; folders hold more of them."""
    for name in names:
        entry = folder.joinpath(name)
        if name.endswith((".py", ".toml", ".json")):
            yield path + name, entry
        elif entry.is_dir():
            yield from _rule_files(entry, [inner.name for inner in entry.iterdir()], f"{path}{name}/")
