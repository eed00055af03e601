"""Answers that are kept: worked out once, weighed, and let go when they are too many."""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pytest

from archive.model import Facet
from archive.store import remembering
from archive.store.remembering import Answers, weigh


@dataclass(frozen=True, slots=True)
class _Pair:
    left: bytes
    right: bytes


@pytest.mark.parametrize(
    ("value", "least"),
    [
        (np.zeros(1000, dtype=np.int64), 8_000),  # an array says so itself
        ((np.zeros(1000), np.zeros(1000)), 16_000),  # several of them
        ([{"document": f"{number:016}"} for number in range(1000)], 100_000),  # rows
        ({str(number): bytes(100) for number in range(1000)}, 100_000),  # a table
        (OrderedDict(a=bytes(5000)), 5_000),  # a short one, by keys and values
        (frozenset(str(number) for number in range(1000)), 50_000),
        (_Pair(bytes(1000), bytes(1000)), 2_000),  # a record with slots
        (Facet(name="a", label="b" * 5000, values=[], truncated=0), 5_000),  # a record that leaves the archive
    ],
)
def test_an_answer_weighs_what_is_in_it(value: object, least: int) -> None:
    """Not only what an array takes; and no more than some times that."""
    assert least <= weigh(value) <= 4 * least


def test_what_was_asked_first_is_let_go_when_answers_are_too_heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists as well as arrays; the last answer stays however heavy it is."""
    monkeypatch.setattr(remembering, "_MOST_BYTES", 10_000)
    answers = Answers()
    made: list[str] = []

    def ask(question: str, nbytes: int) -> None:
        def work_out() -> list[bytes]:
            made.append(question)
            return [bytes(nbytes)]

        answers.remember(question, work_out)

    for question in ("a", "b", "b", "a"):
        ask(question, 6_000)
    assert made == ["a", "b", "a"]
    ask("heavy", 20_000)
    ask("heavy", 20_000)
    assert made == ["a", "b", "a", "heavy"]


def test_many_who_ask_at_once_get_one_answer() -> None:
    """It is worked out by the first; the others wait for it."""
    answers, started, let_go = Answers(), threading.Semaphore(0), threading.Event()

    def work_out() -> object:
        started.release()
        assert let_go.wait(10)
        return object()

    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(answers.remember, "a", work_out)
        assert started.acquire(timeout=10)
        others = [pool.submit(answers.remember, "a", work_out) for _ in range(3)]
        assert not started.acquire(timeout=0.2)
        let_go.set()
        assert {id(one.result(10)) for one in others} == {id(first.result(10))}


def test_where_one_fails_the_next_one_tries() -> None:
    """An answer that was given up is not waited for."""
    answers, started, let_go = Answers(), threading.Event(), threading.Event()

    def give_up() -> str:
        started.set()
        assert let_go.wait(10)
        raise TimeoutError

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(answers.remember, "a", give_up)
        assert started.wait(10)
        second = pool.submit(answers.remember, "a", lambda: "found")
        let_go.set()
        with pytest.raises(TimeoutError):
            first.result(10)
        assert second.result(10) == "found"
    assert answers.remember("a", give_up) == "found"


def test_an_answer_may_be_made_of_others() -> None:
    """Also of one that is asked for the first time."""
    answers = Answers()
    assert answers.remember("a", lambda: answers.remember("b", lambda: 1) + 1) == 2
