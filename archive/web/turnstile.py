"""Who has to wait: few expensive requests run at once, some wait, the rest is told to come again.

A search of everything keeps a processor busy and a thread of Datasette's occupied. Without a bound, fifty of them make
every reader wait; with it, what is cheap (a permalink, a text, an article, a static file) never stands behind them.
Whatever is not known to be cheap counts as expensive.
"""

from __future__ import annotations

import asyncio
import re
from typing import Any
from weakref import WeakKeyDictionary

from archive.asgi import RETRY_SECONDS, Application, Message, Receive, Send, answer_plainly

AT_ONCE = 2
"""Expensive requests that run at the same time, at most."""
THREADS_EACH = 3
"""Datasette's threads for SQL that one of them may occupy: rows, facets and suggestions are asked together."""
MOST_WAITING = 128
"""How many more may wait for their turn; a search takes a fraction of a second."""
LONGEST_WAIT = 15.0
"""Seconds that one waits; proxies and people give up soon after."""

_DIGITS = "[0-9a-f]{1,64}"
_CHEAP = re.compile(
    rf"(?:|about|add|robots\.txt|favicon\.ico|q/{_DIGITS}/[0-9-]+(?:\..*)?|[tm]/{_DIGITS}(?:\..*)?"
    r"|d/[0-9a-f]{16}(?:\.json)?|-/static/.*|-/static-plugins/.*)"
)
_TOO_MANY = b"""Too many searches are running just now. Try again in a few seconds.
Links to quotations and texts work meanwhile.
"""


class Turnstile:
    """Counts the expensive requests of one server that run and that wait."""

    def __init__(
        self, at_once: int = AT_ONCE, most_waiting: int = MOST_WAITING, longest_wait: float = LONGEST_WAIT
    ) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self._most_waiting = most_waiting
        self._longest_wait = longest_wait
        self.waiting = 0

    async def run(self, application: Application, scope: Message, receive: Receive, send: Send) -> None:
        """The request when its turn comes; 503 when too many wait already, or its turn does not come in time."""
        if not await self._takes_turn():
            await answer_plainly(scope, send, 503, _TOO_MANY, headers={"retry-after": str(RETRY_SECONDS)})
            return
        try:
            await application(scope, receive, send)
        finally:
            self._turns.release()

    async def _takes_turn(self) -> bool:
        if self._turns.locked() and self.waiting >= self._most_waiting:
            return False
        self.waiting += 1
        try:
            async with asyncio.timeout(self._longest_wait):
                await self._turns.acquire()
        except TimeoutError:
            return False
        finally:
            self.waiting -= 1
        return True


_TURNSTILES: WeakKeyDictionary[Any, Turnstile] = WeakKeyDictionary()


def turnstile_of(datasette: Any) -> Turnstile:
    """The one of this server, however often its application is built.

    It lets fewer through where Datasette has few threads: one where there are three, as Datasette has by itself.
    """
    if datasette not in _TURNSTILES:
        threads = int(datasette.setting("num_sql_threads"))
        _TURNSTILES[datasette] = Turnstile(max(1, min(AT_ONCE, threads // THREADS_EACH)))
    return _TURNSTILES[datasette]


def waits_for_nobody(path: str) -> bool:
    """Whether a page at this path, below the one that all stand under, is answered at once.

    >>> waits_for_nobody("about"), waits_for_nobody("search"), waits_for_nobody("archive/quotations")
    (True, False, False)
    """
    return _CHEAP.fullmatch(path) is not None
