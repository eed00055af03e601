"""The terminal door: a table of commands, each loaded only when it is called.

What is hard here is to stay light. ``archive --help`` answers before a heavy library could be imported, so the names,
sections and one-line helps of the commands stand in a table (`archive.cli.commands`), and a command's module imports
the store, the records and the text work inside the function that needs them.

Rules this door keeps: results go to stdout, messages to stderr; ``--json`` prints one object per line; an error names
the thing, the rule it broke and the next step; no traceback reaches a user; exit codes are those of `archive.errors`
(0 fine, 1 findings, 2 the request is off, 3 an input or the database cannot serve).
"""

from __future__ import annotations

import gc
import sys

COLLECTING = (50_000, 20, 50)
"""When Python looks for cycles: reading a text makes many small records and hardly a cycle, and looking for one every
700 records, as Python does by itself, costs a tenth of the time."""


def main() -> None:
    """The entry point of ``archive`` and ``quote-archive``."""
    # Deferred, so that `import archive.cli` alone stays free: click costs 25 ms.
    from archive.cli.group import cli

    for stream in (sys.stdout, sys.stderr):
        # News text holds every script; a pipe or an old code page must neither stop nor change it.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(**({"errors": "replace"} if stream.isatty() else {"encoding": "utf-8", "errors": "replace"}))
    gc.set_threshold(*COLLECTING)
    cli(prog_name="archive")
