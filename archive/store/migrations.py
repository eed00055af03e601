"""The way from an empty file, or an older archive, to today's tables.

`schema.sql` is the truth, read by people; each file in `steps/` is frozen the day it is released. A test applies all
steps to an empty database and compares what comes out with `schema.sql`.
"""

from __future__ import annotations

from importlib.resources import files

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from archive.store.openings import renew_openings
from archive.store.segments import rebuild_segments
from archive.store.speaker_names import rebuild_names
from archive.store.wordings import pair_all

MIGRATIONS = Migrations("quote-archive")
"""The steps in order, as sqlite-utils keeps account of them in the table ``_sqlite_migrations``."""

PAIRED_AT_ONCE = 5_000
"""Quotations of an older archive that are compared while it is opened, a few seconds; a million would take an hour."""


def read_schema() -> str:
    """The SQL of all tables as they stand today, with the comments that explain them."""
    return files("archive.store").joinpath("schema.sql").read_text("utf-8")


def _run_step(database: Database, name: str) -> None:
    database.executescript(files("archive.store").joinpath("steps", f"{name}.sql").read_text("utf-8"))


@MIGRATIONS(name="0001_initial")
def lay_tables(database: Database) -> None:
    """All tables of version 0.1 exist."""
    _run_step(database, "0001_initial")


@MIGRATIONS(name="0002_segments")
def keep_segments(database: Database) -> None:
    """The columns that people filter and count by are kept as segments too; articles tell when they last changed.

    The segments are filled by a later step: what they are made from is as today's tables have it.
    """
    _run_step(database, "0002_segments")


@MIGRATIONS(name="0003_wordings")
def keep_wordings(database: Database) -> None:
    """Quotations can be paired with other wordings of the same utterance; the last step that this needs does it."""
    _run_step(database, "0003_wordings")


@MIGRATIONS(name="0004_speakers")
def join_speakers(database: Database) -> None:
    """The names of speakers are known, and those that are one person's are joined.

    Then quotations are paired where an older archive has not done so; a large one waits for `reprocess`.
    """
    _run_step(database, "0004_speakers")
    rebuild_names(database.conn)
    pair_older(database)


def pair_older(database: Database) -> None:
    """Quotations are paired where none was, if they are few, and segments are filled; else nothing is done."""
    if database.execute("SELECT 1 FROM utterances LIMIT 1").fetchone() is None:
        if database.execute("SELECT count(*) FROM quotations").fetchone()[0] <= PAIRED_AT_ONCE:
            pair_all(database.conn)
        rebuild_segments(database.conn)


@MIGRATIONS(name="0005_suspects")
def keep_suspects(database: Database) -> None:
    """Doubtful stretches and the lines of sites have tables; in an older archive `reprocess` fills them."""
    _run_step(database, "0005_suspects")


@MIGRATIONS(name="0006_reasons")
def keep_reasons(database: Database) -> None:
    """Lines that a site repeats tell why; those of an older archive are the same in three stories."""
    _run_step(database, "0006_reasons")


@MIGRATIONS(name="0007_openings")
def call_by_news(database: Database) -> None:
    """Articles without a title are called by what they tell, not by the dateline before it."""
    renew_openings(database.conn)


def unknown_steps(database: Database) -> list[str]:
    """Steps that this database has taken and this program does not know: it was made by a newer one."""
    known = {step.name for step in MIGRATIONS._migrations}
    return [step.name for step in MIGRATIONS.applied(database) if step.name not in known]
