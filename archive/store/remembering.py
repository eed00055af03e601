"""Answers that are kept for a while, as many as fit: each is worked out once, however many ask for it at a time.

What is hard here is that several threads ask the same as soon as something was added, and each answer takes a second of
work. So who asks for an answer that is being worked out waits for it. Should that fail, the next one tries. An answer
may be made of others: who waits holds nothing that the others need.
"""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from itertools import islice
from typing import Any, TypeVar

ResultT = TypeVar("ResultT")

_MOST_ANSWERS = 64
"""Answers that are remembered."""
_MOST_BYTES = 100_000_000
"""How large they may be together; hits of a common word take some megabytes."""
_WEIGHED = 16
"""Members of a list that are weighed; the others are taken to be like these."""


class Answers:
    """What was asked last, with the answers."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._being_made: dict[Hashable, threading.Event] = {}
        self._nbytes = 0
        self._lock = threading.Lock()

    def remember(self, question: Hashable, answer: Callable[[], ResultT]) -> ResultT:
        """The answer to a question, worked out by ``answer`` if nobody has asked before; it must not be changed."""
        while True:
            with self._lock:
                if question in self._kept:
                    self._kept.move_to_end(question)
                    known: ResultT = self._kept[question][0]
                    return known
                other = self._being_made.get(question)
                if other is None:
                    made = self._being_made[question] = threading.Event()
                    break
            other.wait()
        try:
            found = answer()
            self._keep(question, found)
        finally:
            with self._lock:
                del self._being_made[question]
            made.set()
        return found

    def _keep(self, question: Hashable, found: object) -> None:
        nbytes = weigh(found)
        with self._lock:
            self._kept[question] = found, nbytes
            self._nbytes += nbytes
            while len(self._kept) > 1 and (self._nbytes > _MOST_BYTES or len(self._kept) > _MOST_ANSWERS):
                self._nbytes -= self._kept.popitem(last=False)[1][1]


def weigh(answer: Any) -> int:
    """About how many bytes a value takes: what says so itself does (``nbytes``), of a long list some members tell.

    >>> weigh([bytes(1000)] * 1000) > 1_000_000
    True
    """
    if hasattr(answer, "nbytes"):
        return int(answer.nbytes)
    members = _members(answer)
    own = sys.getsizeof(answer)
    if not members:
        return own
    sample = [weigh(member) for member in islice(members, _WEIGHED)]
    return own + sum(sample) * len(members) // len(sample)


def _members(answer: Any) -> list[Any]:
    if isinstance(answer, Mapping):
        return [*answer.keys(), *answer.values()] if len(answer) <= _WEIGHED // 2 else list(answer.items())
    if isinstance(answer, list | tuple | set | frozenset):
        return list(answer)
    if hasattr(answer, "__slots__") and not hasattr(answer, "__dict__"):
        return [getattr(answer, name) for name in answer.__slots__]
    return list(getattr(answer, "__dict__", {}).values())
