"""What pages write into their metadata, brought into one form: titles, names, dates, languages.

What is hard here is to repair without inventing. An outlet's name behind the title goes, because it is known from
elsewhere; two names in one field become two, where both look like names; a date keeps the precision and the zone that
the page gave it. What does not have the expected form is no value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.readers.html_dates import normalise_date
from archive.records import Metadatum


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are one, whatever their case, spaces and marks.

    >>> is_same_name("The Example-Times", "the example times")
    True
    """
    return _squeeze(one) == _squeeze(other)


def begins_with(whole: str, start: str) -> bool:
    """Whether ``whole`` begins with ``start``, whatever their case, spaces and marks.

    >>> begins_with("Mayor stays – Example Times", "Mayor Stays")
    True
    """
    return bool(start) and _squeeze(whole).startswith(_squeeze(start))


_SUFFIX = re.compile(r"(.{8,}?)\s+(?:[|–—·•»]|-{1,2})\s+([^|–—·•»]{2,60})$")
_ADDRESS_LIKE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}|\d{1,2}\.\d{1,2}\.\d{2,4}")


def strip_outlet(title: str, outlet: str, url: str = "") -> str:
    """The title without the outlet's name, its domain or a date behind a dash or bar at its end.

    >>> strip_outlet("Mayor stays - on Friday | The Example Times", "Example Times")
    'Mayor stays - on Friday'
    """
    name = _squeeze(outlet)
    host = _HOST.match(url)
    site = _squeeze(max(host[1].split("."), key=len)) if host else ""
    while len(title) <= _LONGEST_TITLE and (found := _SUFFIX.match(title)):
        suffix = _squeeze(found[2])
        is_outlet = _names(suffix, name) or (len(site) > _SHORTEST_SITE and site in suffix)
        if not (is_outlet or _ADDRESS_LIKE.fullmatch(found[2].strip().lower())):
            break
        title = found[1]
    return title


_HOST = re.compile(r"https?://(?:www\.)?([^/:]{1,200})")
_SHORTEST_SITE = 5
_LONGEST_TITLE = 500
_LONGEST_TEXT = 5000
_LONGEST_DATE = 64


def _squeeze(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _names(suffix: str, name: str) -> bool:
    """Whether one is the other, perhaps with an article or a section before or behind it."""
    shorter, longer = sorted((suffix, name), key=len)
    return bool(shorter) and (shorter == longer or (len(shorter) > 1 and shorter in longer))


def is_of_site(name: str, known: Sequence[Metadatum]) -> bool:
    """Whether a name is that of the page's outlet or of its site.

    >>> is_of_site("Example Org", [Metadatum("url", "https://www.example.org/a", "html:link:canonical")])
    True
    """
    told = {metadatum.field: metadatum.value for metadatum in reversed(known)}
    host = _HOST.match(told.get("url", ""))
    return is_same_name(name, told.get("outlet", "")) or bool(host and is_same_name(name, host[1]))


def read_text(values: tuple[str, ...]) -> str | None:
    """The first value that is no longer than such a value can be.

    >>> read_text(("x" * 100_000, "A vote"))
    'A vote'
    """
    return next((value for value in values if len(value) <= _LONGEST_TEXT), None)


def read_date(values: tuple[str, ...]) -> str | None:
    """The first value that is a date by ISO 8601, in the page's own precision.

    >>> read_date(("yesterday", "2025-05-03T10:00:00Z"))
    '2025-05-03T10:00:00+00:00'
    """
    for value in values:
        date = normalise_date(value) if len(value) <= _LONGEST_DATE else None
        if date:
            return date
    return None


_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.@].*)?")
_NO_LANGUAGE = frozenset(("utf", "und", "mul", "zxx", "htm", "www"))
"""Three letters that are written where a language belongs; the middle three are codes for none (ISO 639-2)."""


def read_language(values: tuple[str, ...]) -> str | None:
    """A BCP 47 tag: ``de_DE`` becomes ``de-DE``.

    >>> read_language(("en_us",)), read_language(("zh-Hans-CN",)), read_language(("utf-8",))
    ('en-US', 'zh-CN', None)
    """
    found = _LANGUAGE.fullmatch(values[0].strip()) if values else None
    if not found or found[1].lower() in _NO_LANGUAGE:
        return None
    return found[1].lower() + (f"-{found[3].upper()}" if found[3] else "")
