"""TimeMaps and capture indexes: the earlier captures of one address that another archive holds.

Read: TimeMaps in link-format (RFC 7089, section 5; RFC 6690) and CDX listings, both as JSON rows with a head and as
space-separated lines. Written: our own TimeMap, which the same reader reads back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from archive.errors import UnreadableSource

_LINK = re.compile(r"<(?P<target>[^>]*)>(?P<parameters>(?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]+))?)*)")
_PARAMETER = re.compile(r";\s*(?P<name>[^\s=;,]+)\s*=\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^\s;,\"]+))")
_REWRITTEN = re.compile(r"^https?://[^/]+/web/[0-9]{14}(?=/https?://)")
_TIMESTAMP = re.compile(r"[0-9]{14}")
_CDX_NAMES = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")


@dataclass(frozen=True, slots=True)
class Memento:
    """One earlier capture: where its bytes are, when it was made (UTC, ``2026-11-21T09:30:00Z``), and who has it.

    ``original`` is the address that the page had when it was captured; empty where the listing does not say.
    """

    url: str
    captured_at: str
    archive: str
    original: str = ""


def read_history(content: bytes, url: str) -> tuple[Memento, ...]:
    """The captures that a TimeMap or CDX listing found at ``url`` lists, oldest first, each once.

    Of a CDX listing only captures of successful HTML answers count.

    Raises:
        UnreadableSource: neither form, or it lists no capture.

    >>> text = b'<http://m.org/1>; rel="memento"; datetime="Sat, 21 Nov 2026 09:30:00 GMT"'
    >>> read_history(text, "http://m.org/timemap")
    (Memento(url='http://m.org/1', captured_at='2026-11-21T09:30:00Z', archive='m.org', original=''),)
    """
    text = content.decode("utf-8", "replace").lstrip("\ufeff")
    found = _read_cdx(text, url) or _read_links(text, url)
    if not found:
        raise UnreadableSource(url, "neither a TimeMap (link-format) nor a CDX listing with a capture in it")
    return tuple(sorted(set(found), key=lambda memento: (memento.captured_at, memento.url)))


def further_timemaps(content: bytes, url: str) -> tuple[str, ...]:
    """The parts that an index of TimeMaps points to, other than itself (RFC 7089, section 5.1.2)."""
    links = _links(content.decode("utf-8", "replace"))
    parts = (urljoin(url, target) for target, values in links if "timemap" in values.get("rel", "").split())
    return tuple(dict.fromkeys(part for part in parts if part != url))


def raw_address(url: str) -> str:
    """The address of the same memento as it was received, without a banner and with its own links.

    Archives that give their mementos the path ``/web/<14 digits>/<address>`` answer to ``id_`` behind the digits.

    >>> raw_address("https://m.org/web/20250503100000/https://example.org/a")
    'https://m.org/web/20250503100000id_/https://example.org/a'
    """
    return _REWRITTEN.sub(r"\g<0>id_", url, count=1)


def write_timemap(original: str, timegate: str, timemap: str, mementos: Sequence[tuple[str, str]]) -> str:
    """A TimeMap in link-format of (address, UTC time) pairs, oldest first.

    >>> print(write_timemap("http://a.org/", "/g", "/t", []))
    <http://a.org/>; rel="original",
    </g>; rel="timegate",
    </t>; rel="self"; type="application/link-format"
    """
    dates = [http_date(captured_at) for _, captured_at in mementos]
    itself = f'<{timemap}>; rel="self"; type="application/link-format"'
    if dates:
        itself += f'; from="{dates[0]}"; until="{dates[-1]}"'
    lines = [f'<{original}>; rel="original"', f'<{timegate}>; rel="timegate"', itself]
    for index, ((address, _), date) in enumerate(zip(mementos, dates, strict=True)):
        rel = "first " * (index == 0) + "last " * (index == len(dates) - 1) + "memento"
        lines.append(f'<{address}>; rel="{rel}"; datetime="{date}"')
    return ",\n".join(lines)


def http_date(moment: str) -> str:
    """A UTC time as HTTP writes it (RFC 9110, section 5.6.7).

    >>> http_date("2026-11-21T09:30:00.123456Z")
    'Sat, 21 Nov 2026 09:30:00 GMT'
    """
    return format_datetime(datetime.fromisoformat(moment).astimezone(UTC), usegmt=True)


def parse_http_date(value: str) -> datetime | None:
    """The moment that an HTTP date names, in UTC; None where it is none."""
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _links(text: str) -> list[tuple[str, dict[str, str]]]:
    return [
        (
            link["target"].strip(),
            {
                found["name"].lower(): found["quoted"] if found["quoted"] is not None else found["bare"]
                for found in _PARAMETER.finditer(link["parameters"])
            },
        )
        for link in _LINK.finditer(text)
    ]


def _read_links(text: str, url: str) -> list[Memento]:
    found: list[Memento] = []
    links = _links(text)
    original = next((target for target, values in links if "original" in values.get("rel", "").lower().split()), "")
    for target, values in links:
        moment = parse_http_date(values.get("datetime", ""))
        if "memento" in values.get("rel", "").lower().split() and moment is not None:
            address = urljoin(url, target)
            found.append(Memento(address, moment.strftime("%Y-%m-%dT%H:%M:%SZ"), _host(address), original))
    return found


def _read_cdx(text: str, url: str) -> list[Memento]:
    """Rows of a CDX server; each memento's address is the listing's own host with ``/web/<timestamp>id_/<url>``.

    ``id_`` asks for the bytes as they were received; public archives that run a CDX server all answer to it.
    """
    parts = urlsplit(url)
    found: list[Memento] = []
    for row in _cdx_rows(text):
        moment = _read_timestamp(row.get("timestamp", ""))
        if moment is None or not row.get("original") or not _is_page(row):
            continue
        address = f"{parts.scheme}://{parts.netloc}/web/{row['timestamp']}id_/{row['original']}"
        found.append(Memento(address, moment.strftime("%Y-%m-%dT%H:%M:%SZ"), parts.netloc, row["original"]))
    return found


def _read_timestamp(value: str) -> datetime | None:
    try:
        return datetime.strptime(value, "%Y%m%d%H%M%S").replace(tzinfo=UTC) if _TIMESTAMP.fullmatch(value) else None
    except ValueError:  # 14 digits, but no time
        return None


def _cdx_rows(text: str) -> list[dict[str, str]]:
    if text.lstrip().startswith("["):
        try:
            rows = json.loads(text)
        except ValueError:
            return []
        head, *body = rows if isinstance(rows, list) and rows else [[]]
        return [dict(zip(map(str, head), map(str, row), strict=False)) for row in body if isinstance(row, list)]
    lines = [line.split(" ") for line in text.splitlines() if line and not line.startswith(" ")]
    return [dict(zip(_CDX_NAMES, line, strict=False)) for line in lines if len(line) >= 3]


def _is_page(row: dict[str, str]) -> bool:
    return row.get("statuscode", "200") in {"200", "-"} and "html" in row.get("mimetype", "text/html")


def _host(address: str) -> str:
    return urlsplit(address).netloc
