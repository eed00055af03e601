"""Pages made to break a reader end in a result or a clear refusal, in bounded memory.

The bound is 384 MiB for the whole process, measured from outside as the most it ever held: 64 MiB for the largest page
that is taken off the network, about three times that while it is decoded and looked at, the parser's share for what it
may see (`archive.readers.html_tree`), and what is said about the longest text (`archive.ingest.preparing`).
"""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.capture.pages import article
from tests.cli.running import run
from tests.website import Page, Site

MOST_MEMORY = 384
"""MiB that ``archive add`` may hold on any of these pages."""
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Hostile(NamedTuple):
    """What the server sends, and words of the answer: of the account on stdout, or of the refusal on stderr."""

    body: bytes
    exit_code: int
    words: str
    headers: dict[str, str] = HTML


def hostile_pages() -> dict[str, Hostile]:
    """Each page by what is wrong with it; made anew, as some are large."""
    start, middle, end = article().partition(b"<div class=")
    bidi = "\u202e\u2066right\u2069 to left\u202c \u200f".encode()
    return {
        "fifty-megabytes-of-words": Hostile(
            start + b"<p>Words and words of no end, said nobody.</p>\n" * 1_150_000, 3, "more than the 6,000,000"
        ),
        "140000-paragraphs": Hostile(
            start + b"<p>Words and words of no end, said.</p>\n" * 140_000 + middle + end, 3, "more than the 20,000"
        ),
        "a-paragraph-longer-than-any-article": Hostile(
            start + b"<p>" + b"Words and words of no end, said. " * 40_000 + b"</p>" + middle + end,
            3,
            "more than the 1,000",
        ),
        "nothing-but-quotations": Hostile(
            start + "<p>“Words and words,” said Jane Doe.</p>\n".encode() * 3_000 + middle + end, 0, "1 article"
        ),
        "fifty-megabytes-of-script": Hostile(
            start + b"<script>" + b"var a = 1;" * 5_000_000 + b"</script>" + middle + end, 0, "1 article"
        ),
        "nested-100000-deep": Hostile(start + b"<div>" * 100_000 + middle + end, 3, "nested more than"),
        "invalid-utf-8-and-nuls": Hostile(article().replace(b"The old", b"The\0 \xff\xfe\x80 old"), 0, "1 article"),
        "gzip-bomb": Hostile(
            gzip.compress(bytes(400 * 2**20), 1), 3, "larger than 64 MiB", {**HTML, "Content-Encoding": "gzip"}
        ),
        "truncated-on-the-way": Hostile(
            article(), 3, "no complete answer", {**HTML, "Content-Length": str(len(article()) + 9)}
        ),
        "truncated-at-its-source": Hostile(article()[: len(article()) * 3 // 4], 0, "1 article"),
        "broken-gzip": Hostile(b"\x1f\x8b\x08nonsense", 3, "no complete answer", {**HTML, "Content-Encoding": "gzip"}),
        "bidi-controls": Hostile(article().replace(b"The old", bidi + b"The old"), 0, "1 article"),
        "a-picture-called-a-page": Hostile(b"\x89PNG\r\n\x1a\n" + bytes(5000), 3, "a PNG image"),
        "not-a-page": Hostile(b'{"a": 1}', 3, "which is no page", {"Content-Type": "application/json"}),
    }


@pytest.mark.parametrize("name", hostile_pages())
def test_a_hostile_page_ends_in_a_result_or_a_refusal(site: Site, folder: Path, name: str) -> None:
    """The exit code and the words are as expected, no traceback is seen, memory stays below the bound."""
    page = hostile_pages()[name]
    site.pages["/a"] = Page(page.body, headers=page.headers)
    code, told, most = add_in_process(site.url("/a"))
    assert (code, page.words in told, "Traceback" in told) == (page.exit_code, True, False), told
    assert most < MOST_MEMORY
    if code == 0:
        assert run("verify").exit_code == 0
        printed = run("show", site.url("/a")).stdout
        assert not {"\x00", "\x1b", "\u202e", "\u2066"} & set(printed)
    else:
        assert not (folder / "archive.db").exists()


# A process counts its parent's memory as its own until it begins (getrusage(2)), so a small one stands in between.
_LAUNCHER = """
import os, subprocess, sys
process = subprocess.Popen([sys.executable, "-m", "archive", "add", sys.argv[1], "--allow-private"])
_, status, usage = os.wait4(process.pid, 0)
process.returncode = os.waitstatus_to_exitcode(status)
print("MOST", usage.ru_maxrss // (2**20 if sys.platform == "darwin" else 2**10))
sys.exit(process.returncode)
"""


def add_in_process(url: str) -> tuple[int, str, int]:
    """Exit code, all that was said, and the most memory (MiB) of ``archive add`` in a process of its own."""
    done = subprocess.run([sys.executable, "-c", _LAUNCHER, url], capture_output=True, check=False)
    told, _, most = done.stdout.decode("utf-8").rpartition("MOST ")
    return done.returncode, told + done.stderr.decode("utf-8"), int(most)
