"""The way from an empty file, or an older archive, to today's tables.

`schema.sql` is the truth, read by people; each file in `steps/` is frozen the day it is released. A test applies all
steps to an empty database and compares what comes out with `schema.sql`.
"""

from __future__ import annotations

from importlib.resources import files

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

MIGRATIONS = Migrations("quote-archive")
"""The steps in order, as sqlite-utils keeps account of them in the table ``_sqlite_migrations``."""


def read_schema() -> str:
    """The SQL of all tables as they stand today, with the comments that explain them."""
    return files("archive.store").joinpath("schema.sql").read_text("utf-8")


def _run_step(database: Database, name: str) -> None:
    database.executescript(files("archive.store").joinpath("steps", f"{name}.sql").read_text("utf-8"))


@MIGRATIONS(name="0001_initial")
def lay_tables(database: Database) -> None:
    """All tables of version 0.1 exist."""
    _run_step(database, "0001_initial")


def unknown_steps(database: Database) -> list[str]:
    """Steps that this database has taken and this program does not know: it was made by a newer one."""
    known = {step.name for step in MIGRATIONS._migrations}
    return [step.name for step in MIGRATIONS.applied(database) if step.name not in known]
