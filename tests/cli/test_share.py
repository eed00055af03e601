"""A shared quotation is one file: everything is in it, nothing is fetched, and it can be checked with other tools."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from tests.cli.running import run, run_json
from tests.sources import CHECKOUT


@pytest.fixture
def link(bridge: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The link of a quotation."""
    monkeypatch.delenv("ARCHIVE_URL", raising=False)
    return str(run_json("quotations", "bridge")[0]["permalink"])


def carried(page: str) -> tuple[dict[str, object], bytes]:
    """What the file carries for its check."""
    found = re.search(r'<script id="archived" type="application/json">(.*?)</script>', page)
    assert found
    told = json.loads(found[1])
    return told, base64.b64decode(told["content"])


def test_the_whole_text_is_in_the_file(link: str) -> None:
    told, content = carried(run("share", link).stdout)
    assert hashlib.sha256(content).hexdigest() == told["sha256"] == link.split("/")[1]
    assert content == Path("bridge.txt").read_bytes()


def test_an_excerpt_leaves_the_rest_out_and_says_what_it_cannot_show(link: str) -> None:
    answer = run("share", link, "--excerpt")
    told, content = carried(answer.stdout)
    assert hashlib.sha256(content).hexdigest() == told["sha256"] != link.split("/")[1]
    assert content.decode().startswith("“We will open the bridge in May")
    assert "The old bridge was closed" not in answer.stdout
    assert "cannot</b> be checked here" in answer.stdout
    assert "--whole-text" in answer.stderr


def test_the_file_says_all_that_the_page_says(link: str) -> None:
    page = unescape(run("share", link).stdout)
    for words in (
        "We will open the bridge in May, whatever the weather brings",
        "Jane Doe",
        "From a file somebody supplied on",
        "no address, no date; nobody else has confirmed it",
        "No later version is held",
        "Mayor promises a new bridge",
        "{{cite news",
        "@misc{q-",
        link,
        link.split("/")[1],
    ):
        assert words in page


def test_the_file_tells_what_became_of_the_words(link: str) -> None:
    """With the words that went and came."""
    changed = Path("bridge.txt").read_text("utf-8").replace("open the bridge in May", "open the bridge in June")
    Path("bridge.txt").write_text(changed, "utf-8")
    assert run("add", "bridge.txt").exit_code == 0
    page = run("share", link).stdout
    assert "<b>A supplied text differs.</b> Version 2" in page
    assert "other words; a file somebody supplied differs from another file somebody supplied." in page
    assert "Changed later." not in page
    assert re.search(r"<del>May\W*</del>\s*<ins>June\W*</ins>", page)


def test_nothing_is_fetched(link: str) -> None:
    """The policy allows the file's own style and script by their digests, and nothing else."""
    run("describe", "bridge", "--url", "https://paper.example/b")
    page = run("share", link, "--base-url", "https://archive.example/").stdout
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert unescape(policy[1]).startswith("default-src 'none'; style-src 'sha256-")
    assert not re.search(r"<(link|img|iframe|object|embed|video|audio|source)\b|\bsrc=|@import|url\(", page)
    for name, tag in (("style", "style"), ("script", "script")):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert content
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in unescape(policy[1])


def test_the_commands_in_the_file_do_what_it_says(link: str) -> None:
    """The first line is the digest, then come the words, then their context."""
    page = run("share", link).stdout
    Path("quote.html").write_text(page, "utf-8")
    command = re.search(r'<pre class="mono">python3 -c (.*?)</pre>', page, re.DOTALL)
    assert command
    code = unescape(command[1]).strip().removeprefix('"').removesuffix('"')
    printed = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, check=True, text=True, encoding="utf-8"
    ).stdout.splitlines()
    words = "We will open the bridge in May, whatever the weather brings,"
    assert printed == [link.split("/")[1], words, f"“{words}” Mayor Jane Doe told reporters on Friday."]


HOSTILE = """</script><script>alert("t")</script> <!-- {{ 7*7 }} &amp; title

“Nothing </script><img src=x onerror=alert(1)> <!-- <b>here</b> '\\u003c runs,” Jane Doe said.\r
"""


def test_what_strangers_wrote_is_never_markup(folder: Path) -> None:
    """Neither in the words nor in the title, nor in what the check reads."""
    Path("h.txt").write_bytes(HOSTILE.encode())
    assert run("add", "h.txt", "--title", "</title><script>alert(2)</script>").exit_code == 0
    start = HOSTILE.index("Nothing")
    digest = hashlib.sha256(HOSTILE.encode()).hexdigest()
    for option in ("--whole-text", "--excerpt"):
        page = run("share", f"q/{digest}/{start}-{HOSTILE.index(' runs')}", option).stdout
        assert page.count("<script") == page.count("</script>") == 2
        assert "<img" not in page
        assert page.count("<!--") == 0
        carried(page)


def test_the_style_and_script_could_not_end_early() -> None:
    """What stands in a file as it is holds no end of its own element."""
    folder = CHECKOUT / "archive" / "sharing"
    assert "</" not in (folder / "check.js").read_text("utf-8")
    assert "<" not in (folder / "quote.css").read_text("utf-8")


def test_a_whole_text_is_nothing_to_share(bridge: Path) -> None:
    assert run("share", "bridge").exit_code == 2
