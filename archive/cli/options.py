"""Options that several commands share: one place for their names, their words and their rules."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from archive.fetching import Client

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])

NOT_STATED = "none"
"""What a person writes for “the article does not say”: ``--outlet none``."""

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
"""``--json`` of every command that prints records."""


def check_characters(name: str, value: str) -> str:
    """The words as given: every table can hold them.

    Raises:
        InvalidValue: half a character, as a terminal hands on a byte that is not UTF-8.
    """
    from archive.errors import InvalidValue

    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InvalidValue(f"{name} {value!r}", "holds a byte that is not UTF-8", "Type it anew.") from error
    return value


def _check_option(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    return value if value is None else check_characters(parameter.opts[0], value)


by_option = click.option(
    "--by",
    metavar="NAME",
    callback=_check_option,
    help="Who says so.  [default: $ARCHIVE_BY, else your login name]",
)
"""``--by`` of every command that records what a person says."""


def reason_option(words: str = "Why; recorded with it.") -> Callable[[FunctionT], FunctionT]:
    """``--reason`` of every command that records a ruling."""
    return click.option("--reason", metavar="WORDS", callback=_check_option, help=words)


base_url_option = click.option(
    "--base-url",
    metavar="URL",
    envvar="ARCHIVE_URL",
    help="The archive's public address, for links that are sent.  [default: $ARCHIVE_URL]",
)
"""``--base-url`` of the commands whose output leaves this computer (`archive.public_address`)."""


def network_options(function: FunctionT) -> FunctionT:
    """How the commands that fetch do so, the same in all."""
    options = [
        click.option("--allow-private", is_flag=True, help="Fetch from private addresses too: your own network."),
        click.option("--proxy", metavar="URL", help="Fetch through this proxy.  [default: $ARCHIVE_PROXY]"),
        click.option("--user-agent", metavar="WORDS", help="Who asks.  [default: $ARCHIVE_USER_AGENT]"),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def make_client(given: dict[str, Any]) -> Client:
    """The client that `network_options` describe.

    Raises:
        InvalidValue: the proxy is no address, or the words cannot be sent.
    """
    from archive.fetching import Client  # urllib3 and ssl: 60 ms

    options = {"user_agent": given["user_agent"]} if given["user_agent"] else {}
    proxy = given["proxy"] or os.environ.get("ARCHIVE_PROXY") or None
    return Client(allow_private=given["allow_private"], proxy=proxy, **options)


_MANY_VALUED = (
    ("--speaker", "NAME", "Said by: a name or a part of it."),
    ("--outlet", "NAME", "Published by."),
    ("--published", "DATE", "In this year, month or day: 2025, 2025-04, 2025-04-28; 2025-XX: month not stated."),
    ("--document", "REF", "In this article."),
    ("--tag", "TAG", "Tagged so."),
    ("--kind", "KIND", "full (a whole sentence at least), fragment or none (quotes nobody)."),
    ("--cue", "WORD", "Told by this word of speech: said, denied …"),
    ("--medium", "NAME", "Said on or in: X, a press briefing …"),
    ("--relayed-by", "NAME", "Passed on by: an agency, another outlet."),
    ("--language", "TAG", "In this language: en, de …"),
    ("--cleaning", "STATE", "kept, suspect or removed (in a stretch set aside)."),
    ("--status", "STATE", "What became of it in the newest version: verbatim, edited, gone …"),
    ("--elsewhere", "KIND", "Also in other words: verbatim, variant, partial, conflict … or none."),
)
_CHOICES = {
    "--kind": ("full", "fragment", "none"),
    "--cleaning": ("kept", "suspect", "removed"),
    "--status": ("verbatim", "punctuation", "edited", "moved", "gone", "ambiguous"),
    "--elsewhere": ("verbatim", "variant", "partial", "same-event", "conflict", NOT_STATED),
}


def filter_options(function: FunctionT) -> FunctionT:
    """The filters of ``search`` and ``quotations``, the same in both; each may be given several times, meaning “or”."""
    options = [
        click.option(
            name,
            multiple=True,
            metavar=metavar,
            type=click.Choice(_CHOICES[name]) if name in _CHOICES else None,
            help=words,
        )
        for name, metavar, words in _MANY_VALUED
    ]
    options += [
        click.option("--since", metavar="DATE", help="Published on this day or later."),
        click.option("--until", metavar="DATE", help="Published on this day or earlier."),
        click.option("--all-versions", is_flag=True, help="Also wordings that a newer version repeats unchanged."),
        click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most this many."),
    ]
    for option in reversed(options):
        function = option(function)
    return function
