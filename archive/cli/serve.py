"""``archive serve``: the archive as web pages on this machine, until Ctrl-C."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

import click

from archive.cli.access import opened_archive
from archive.cli.group import command as make_command
from archive.cli.group import session_of

if TYPE_CHECKING:
    import socket

    from archive.asgi import Application
    from archive.cli.server import Address


@make_command("serve", example="archive serve --open")
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen here; 0.0.0.0 means the whole network.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option(
    "--base-url",
    default="/",
    envvar="ARCHIVE_URL",
    metavar="URL",
    help="The public address, for sent links; or a path.  [default: $ARCHIVE_URL, else /]",
)
@click.option(
    "--allow-host",
    "allow_hosts",
    multiple=True,
    metavar="NAME",
    help="A further name that this server goes by; repeatable.",
)
@click.option(
    "--allow-add/--no-add", default=None, help="Let visitors add articles with a form.  [default: at this machine only]"
)
@click.option("--open", "open_browser", is_flag=True, help="Open the pages in your browser.")
@click.pass_context
def command(
    ctx: click.Context,
    host: str,
    port: int,
    base_url: str,
    allow_hosts: tuple[str, ...],
    allow_add: bool | None,
    open_browser: bool,
) -> None:
    """Show the archive as web pages: search, quotations, texts, tables.

    At this machine, a form adds articles; otherwise nobody can change the archive
    through the pages, or run SQL of their own. Articles added meanwhile appear at once.
    """
    from archive.cli.server import Address, bind, build_application
    from archive.public_address import read_public_address

    if "//" in base_url:
        base_url = read_public_address(base_url)
    with opened_archive(ctx):
        pass  # says now, and in our words, when there is no archive; brings an older one up to date
    listening = bind(host, port)
    with listening:
        address = Address(host, listening.getsockname()[1], base_url, allow_hosts)
        application = build_application(session_of(ctx).database, address, allow_add=allow_add)
        _announce(ctx, address)
        if open_browser:
            click.launch(address.url)
        _run(application, listening)
    if not session_of(ctx).is_quiet:
        click.echo("Stopped.", err=True)


def _announce(ctx: click.Context, address: Address) -> None:
    click.echo(address.url)
    if not session_of(ctx).is_quiet:
        click.echo(f"Serving {session_of(ctx).database}. Ctrl-C stops it.", err=True)
        if not address.is_local:
            names = ", ".join(sorted(address.allowed_hosts))
            click.echo(f"Listening on {address.host}: others on your network can read along.", err=True)
            click.echo(f"It answers to numbers and to: {names}. --allow-host adds a name.", err=True)
    sys.stdout.flush()


def _run(application: Application, listening: socket.socket) -> None:
    """The pages are served until somebody stops it, with Ctrl-C or politely (SIGTERM)."""
    import uvicorn

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    # Uvicorn shuts down in order and then raises the signal again, for whoever handled it before.
    signal.signal(signal.SIGTERM, stop)
    config = uvicorn.Config(application, log_level="warning", lifespan="on", server_header=False, access_log=False)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        return
