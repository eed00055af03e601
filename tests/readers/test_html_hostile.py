"""Hostile pages, each in a process of its own: a result or a clear refusal, in bounded memory, never a crash."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from archive.readers import html

BOUND = 700
"""Mebibytes of memory that reading any page may take at its peak, the test's own page included."""

_READ = """
import resource, sys
from pathlib import Path
from archive.errors import InputRefused
from archive.readers.html import read_html
sentence = "<p>The mayor said “we will not go there” on Friday, when the council met number %d.</p>"
prose = "".join(sentence % number for number in range(30)).encode()
page = {page}
try:
    print("read", len(read_html(page, "page.html").text))
except InputRefused as refusal:
    print("refused", refusal)
# Of this program alone: on Linux ru_maxrss begins at the size of the process that started it.
status = Path("/proc/self/status")
if status.is_file():
    print(int(status.read_text().partition("VmHWM:")[2].split()[0]) // 1024)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (2**20 if sys.platform == "darwin" else 2**10))
"""


@pytest.mark.parametrize(
    ("name", "page", "expected"),
    [
        ("50 MB of text", "b'<html><body>' + prose * 20000", "refused page.html: the page has"),
        ("50 MB of one picture", "b'<img src=\"data:image/png;base64,' + b'A' * 50_000_000 + b'\">' + prose", "read"),
        ("nested 100,000 deep", "b'<html><body>' + b'<div>' * 100_000 + prose", "refused"),
        ("nested as deep as is read", "b'<html><body>' + b'<div>' * 500 + prose", "read"),
        (
            "nested deeper than browsers go",
            "b'<html><body>' + b'<div>' * 600 + prose",
            "refused page.html: its elements",
        ),
        ("100,000 elements in one line", "b'<p>' + b'<span>yes</span> ' * 100_000", "read"),
        ("100,000 quote marks", "b'<p>' + b'\"' * 100_000 + prose", "read"),
        ("a million open comments", "b'<!--' * 1_000_000 + prose", "refused"),
        ("a million open scripts", "b'<script ' * 600_000 + prose", "refused"),
        (
            "metadata nested a million deep",
            "b'<script type=\"application/ld+json\">' + b'[' * 10**6 + b'</script>' + prose",
            "read",
        ),
        ("a title of dashes and blanks", "b'<title>' + b' - ' * 500_000 + b'</title>' + prose", "read"),
        (
            "100,000 quotations that never end",
            "prose + b'<aside><p>' + '‘'.encode() * 100_000 + b'</p></aside>' + prose",
            "read",
        ),
        ("NULs and invalid UTF-8", "prose + b'\\x00\\xff\\xfe\\xc3\\x28\\x80' + prose", "read"),
        ("bidi controls", "prose + '<p>The \\u202emayor\\u202c said “\\u2066no\\u2069”.</p>'.encode()", "read"),
        ("truncated in a tag", "prose + b'<p cla'", "read"),
        ("truncated in a letter", "prose + b'<p>caf\\xc3'", "read"),
    ],
)
def test_a_hostile_page_ends_in_a_result_or_a_refusal(name: str, page: str, expected: str) -> None:
    """The process lives, the answer is clear, the memory is bounded."""
    done = subprocess.run(
        [sys.executable, "-c", _READ.replace("{page}", page)],
        capture_output=True,
        check=False,
        cwd=Path(html.__file__).parents[2],
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, f"{name}: {done.stderr}"
    answer, peak = done.stdout.strip().rsplit("\n", 1)
    assert answer.startswith(expected), name
    assert int(peak) < BOUND, name
