"""What the tool that saved a page wrote into it: where the page came from and when.

Browsers and tools leave a comment near the top. Its words are known, its dates are not: each tool writes another form,
and the browser that saved a page writes none. What cannot be read as a date stays unknown.

* SingleFile: ``Page saved with SingleFile``, then lines ``url:`` and ``saved date:`` (JavaScript's ``Date.toString``).
* Chrome, Edge, Internet Explorer: ``saved from url=(0028)https://…``, the length of the address in brackets.
* HTTrack: ``Mirrored from host/path by HTTrack Website Copier/… [XR&CO'2014], Sat, 03 May 2025 10:00:00 GMT``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from archive.records import Metadatum

SOURCE = "saved page"
"""The source of whatever a saved page tells about its saving."""
_HEAD = 20_000
"""Characters in which such a comment is looked for, at either end of the page."""
_COMMENT = re.compile(r"<!--(.{1,4000}?)-->", re.DOTALL)
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}")


@dataclass(frozen=True, slots=True)
class SavedPage:
    """Where a saved page came from, and when (UTC, ISO 8601; None where the tool does not say)."""

    tool: str
    url: str
    captured_at: str | None

    @property
    def metadata(self) -> tuple[Metadatum, ...]:
        """The address and the time as metadata with the source ``saved page``."""
        address = Metadatum("url", self.url, SOURCE, 0.9)
        return (address, Metadatum("captured", self.captured_at, SOURCE, 0.9)) if self.captured_at else (address,)


def find_saved_page(text: str) -> SavedPage | None:
    """What the comment of a saved page tells; None for a page without one.

    >>> find_saved_page("<!-- saved from url=(0021)https://example.org/a -->").url
    'https://example.org/a'
    """
    for comment in _COMMENT.finditer(text[:_HEAD] + (text[-_HEAD:] if len(text) > _HEAD else "")):
        for sign, reader in _TOOLS:
            if sign in comment[1]:
                found = reader(comment[1])
                if found:
                    return found
    return None


def _read_singlefile(comment: str) -> SavedPage | None:
    fields = dict(re.findall(r"^\s*(url|saved date):\s*(\S.*?)\s*$", comment, re.MULTILINE))
    url = _ADDRESS.match(fields.get("url", ""))
    return SavedPage("SingleFile", url[0], _read_moment(fields.get("saved date", ""))) if url else None


def _read_browser(comment: str) -> SavedPage | None:
    found = re.search(r"saved from url=\(\d{1,5}\)(\S+)", comment)
    # Browsers escape "--" in the address, because it would end the comment.
    url = _ADDRESS.match(found[1].replace("%2D%2D", "--")) if found else None
    return SavedPage("browser", url[0], None) if url else None


def _read_httrack(comment: str) -> SavedPage | None:
    found = re.search(r"Mirrored from (\S+) by HTTrack[^\]\n]{0,200}\],\s*([^\n]{0,80})", comment)
    if not found or "." not in found[1]:
        return None
    url = found[1] if "://" in found[1] else f"http://{found[1]}"
    return SavedPage("HTTrack", url, _read_moment(found[2]))


_TOOLS: tuple[tuple[str, Callable[[str], SavedPage | None]], ...] = (
    ("Page saved with SingleFile", _read_singlefile),
    ("saved from url=(", _read_browser),
    ("by HTTrack Website Copier", _read_httrack),
)
"""The words by which a tool's comment is known, and its reader."""

_MOMENT = re.compile(
    r"(?:[A-Z][a-z]{2},?\s+)?(?:(?P<month>[A-Z][a-z]{2})\s+(?P<day>\d{1,2})|(?P<day2>\d{1,2})\s+(?P<month2>[A-Z][a-z]{2}))"
    r"\s+(?P<year>\d{4})\s+(?P<time>\d{2}:\d{2}:\d{2})\s*(?:GMT|UTC)?(?P<offset>[+-]\d{2}:?\d{2})?"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _read_moment(value: str) -> str | None:
    """The UTC form of ``Sat May 03 2025 12:00:00 GMT+0200 (…)`` or ``Sat, 03 May 2025 10:00:00 GMT``.

    >>> _read_moment("Sat May 03 2025 12:00:00 GMT+0200 (Central European Summer Time)")
    '2025-05-03T10:00:00Z'
    """
    found = _MOMENT.match(value)
    month = (found["month"] or found["month2"]) if found else ""
    if not found or month not in _MONTHS:
        return None
    day = int(found["day"] or found["day2"])
    offset = (found["offset"] or "+00:00").replace(":", "")
    written = f"{found['year']}-{_MONTHS.index(month) + 1:02}-{day:02}T{found['time']}{offset}"
    try:
        moment = datetime.strptime(written, "%Y-%m-%dT%H:%M:%S%z")
    except ValueError:
        return None
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
