"""The command group: loads commands lazily, lists them by section, turns errors into words and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from archive import __version__
from archive.cli.commands import COMMANDS, SECTIONS, nearest_command
from archive.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it (128 + SIGINT)."""
BEFORE_COMMAND = ("--db", "-q", "--quiet", "-v", "--verbose")
"""The options of all commands."""


class Session(NamedTuple):
    """What the options before the command say: which database, and how much to tell."""

    file: str
    verbosity: int

    @property
    def database(self) -> Path:
        """The path of the archive."""
        from pathlib import Path  # 5 ms that --help need not pay

        return Path(self.file)

    @property
    def is_quiet(self) -> bool:
        """Whether only results and errors are wanted."""
        return self.verbosity < 0

    @property
    def is_verbose(self) -> bool:
        """Whether every detail is wanted."""
        return self.verbosity > 0


class ExampleCommand(click.Command):
    """A command whose help begins with an example."""

    def __init__(self, *args: Any, example: str = "", **kwargs: Any) -> None:
        self.example = example
        super().__init__(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What is left of the arguments; who puts an option of all commands behind one is told its place."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            if error.option_name not in BEFORE_COMMAND:
                raise
            ctx.fail(f"{error.option_name} goes before the command: archive {error.option_name} … {ctx.info_name} …")

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The example first, then what click writes."""
        write_example(formatter, self.example)
        super().format_help(ctx, formatter)


def write_example(formatter: click.HelpFormatter, example: str) -> None:
    """The lines of ``example`` stand at the head of the help."""
    formatter.write("Example:\n")
    formatter.write("".join(f"  {line}\n" for line in example.strip().splitlines()) + "\n")


def command(name: str, example: str) -> Callable[[Callable[..., Any]], ExampleCommand]:
    """A decorator that makes a function the command ``name``; its docstring is the help."""

    def decorate(function: Callable[..., Any]) -> ExampleCommand:
        return click.command(name, cls=ExampleCommand, example=example)(function)

    return decorate


class ArchiveGroup(click.Group):
    """The commands of the table, imported one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the table."""
        return [row.name for row in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, its module imported now."""
        for row in COMMANDS:
            if row.name == cmd_name:
                found: click.Command = import_module(row.module).command
                return found
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; a mistyped one is answered with the nearest."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            near = nearest_command(name)
            hint = f"Did you mean “archive {near}”?" if near else "archive --help lists them."
            ctx.fail(f"{name}: there is no such command. {hint}")
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The example first, then what click writes."""
        write_example(formatter, "archive add seeds\narchive search Kursk\narchive serve --open")
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by section, from the table, so that no module is imported to list them."""
        for section in SECTIONS:
            with formatter.section(section):
                formatter.write_dl([(row.name, row.summary) for row in COMMANDS if row.section == section])

    def invoke(self, ctx: click.Context) -> Any:
        """What the command returns; its errors become words on stderr and an exit code."""
        try:
            return super().invoke(ctx)
        except ArchiveError as error:
            fail(ctx, str(error), error.exit_code)
        except KeyboardInterrupt:
            fail(ctx, "stopped. What was finished before is safe.", INTERRUPTED)
        except BrokenPipeError:
            raise  # click knows what to do: the reader of the pipe has gone
        except OSError as error:
            name = error.filename if isinstance(error.filename, str) else "the system"
            fail(ctx, f"{name}: {error.strerror or error}. Check the path, its permissions and the free space.", 3)


def fail(ctx: click.Context, message: str, exit_code: int) -> NoReturn:
    """The command ends here: ``message`` on stderr, then ``exit_code``."""
    from archive.cli.output import visible

    click.echo(f"archive: {visible(message, keep_lines=True)}", err=True)
    ctx.exit(exit_code)


def session_of(ctx: click.Context) -> Session:
    """The options before the command, as given."""
    found = ctx.find_object(Session)
    if found is None:  # a command called on its own, as a test may do
        return Session(default_database(), 0)
    return found


def default_database() -> str:
    """``$ARCHIVE_DB``, else ``archive.db`` in the current folder."""
    return os.environ.get("ARCHIVE_DB") or "archive.db"


@click.group(cls=ArchiveGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.option(
    "--db",
    "database",
    metavar="FILE",
    help="The archive to use.  [default: $ARCHIVE_DB, else archive.db in this folder]",
)
@click.option("-q", "--quiet", is_flag=True, help="Results and errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Tell every detail.")
@click.version_option(__version__, package_name="quote-archive", prog_name="archive", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, database: str | None, quiet: bool, verbose: bool) -> None:
    """Archive news articles as they stood; find who said what; link to it for good."""
    if quiet and verbose:
        ctx.fail("-q and -v: they contradict each other. Give one of them.")
    ctx.obj = Session(database or default_database(), -1 if quiet else int(verbose))


def finish(ctx: click.Context, exit_code: int) -> None:
    """The command ends with ``exit_code`` after its results are out."""
    sys.stdout.flush()
    if exit_code:
        ctx.exit(exit_code)
