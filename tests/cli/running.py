"""How tests call the commands, and the short articles that they archive."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from archive.cli.group import cli

BRIDGE = """Mayor promises a new bridge

The bridge over the river will open in May, the mayor of Springfield said on Friday.

“We will open the bridge in May, whatever the weather brings,” Mayor Jane Doe told reporters on Friday.

ADVERTISEMENT

The old bridge was closed last year after engineers found cracks in two of its pillars and in the northern ramp.

“The cracks were small, but nobody should drive over them,” engineer John Smith said.
"""
"""An article with two quotations and one line that is no article."""

WEATHER = """Rain ends the drought

“The fields have waited for this rain since the spring,” farmer John Smith said on Monday.
"""
"""An article with one quotation."""


def run(*arguments: str | Path, given: str | bytes | None = None) -> Result:
    """What a command answers; a traceback fails the test."""
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments], input=given)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def run_json(*arguments: str | Path, given: str | bytes | None = None) -> list[dict[str, Any]]:
    """The objects that a command prints with ``--json``, one per line."""
    result = run(*arguments, "--json", given=given)
    return [json.loads(line) for line in result.stdout.splitlines()]
