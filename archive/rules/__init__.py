"""What changes often: rule tables in TOML, each checked when it is read, each carrying its own examples.

Beside ``NAME.toml`` stands ``NAME.py`` with the form of its rows and the compiled table. A row that breaks its form is
refused when the table is read; a row whose examples do not hold turns the suite red.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from archive.errors import RuleTableError

REVISION = 1
"""Raised by hand whenever the code that reads the tables changes what it says about a text."""


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
    """The name of today's rule set: it changes whenever a table or `REVISION` does.

    >>> rule_set_name() == rule_set_name()
    True
    """
    digest = hashlib.sha256()
    for table in sorted(files(__name__).iterdir(), key=lambda entry: entry.name):
        if table.name.endswith(".toml"):
            content = table.read_bytes()
            digest.update(f"{table.name}:{len(content)}:".encode() + content)
    return f"r{REVISION}-{digest.hexdigest()[:12]}"
