"""Datasette as it is, without this project's plugin, on the same file: the peer that the pages are measured against.

Run as ``python -m bench.plain_datasette FILE [SETTING=VALUE …]``; prints its address once it listens.
"""

from __future__ import annotations

import sys
from pathlib import Path

PLUGIN = "quote_archive"
"""The name under which the plugin is installed beside Datasette."""


def main() -> None:
    """Serve until terminated."""
    import uvicorn
    from datasette.app import Datasette
    from datasette.database import Database
    from datasette.plugins import pm

    from archive.cli.server import bind

    path, *given = sys.argv[1:]
    if pm.has_plugin(PLUGIN):
        pm.unregister(name=PLUGIN)
    datasette = Datasette([], settings={name: int(value) for name, _, value in (one.partition("=") for one in given)})
    datasette.add_database(Database(datasette, path=str(Path(path).absolute()), is_mutable=True), name="archive")
    with bind("127.0.0.1", 0) as listening:
        print(f"http://127.0.0.1:{listening.getsockname()[1]}/", flush=True)
        config = uvicorn.Config(datasette.app(), log_level="warning", lifespan="on", access_log=False)
        uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
