"""What pages write into their metadata, brought into one form: titles, names, dates, languages.

What is hard here is to repair without inventing. An outlet's name behind the title goes, because it is known from
elsewhere; two names in one field become two, where both look like names; a date keeps the precision and the zone that
the page gave it. What does not have the expected form is no value.
"""

from __future__ import annotations

import re
from datetime import datetime


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are one, whatever their case, spaces and marks.

    >>> is_same_name("The Example-Times", "the example times")
    True
    """
    return _squeeze(one) == _squeeze(other)


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


def read_text(values: tuple[str, ...]) -> str | None:
    """The first value that is no longer than such a value can be.

    >>> read_text(("x" * 100_000, "A vote"))
    'A vote'
    """
    return next((value for value in values if len(value) <= _LONGEST_TEXT), None)


_BYLINE = re.compile(r"^(?:by|von|par|por|de|di|da|af|av|door|od|autor|text|foto)[:\s]\s*", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"^https?://|@|^\d|^[\W_]*$|\bwww\.")
_REMARK = re.compile(r"\s*\([^()]{1,40}\)")
_AND = re.compile(r"\s+(?:and|und|et|og|och|en|y|e|i|&)\s+|\s*;\s*")


def read_names(values: tuple[str, ...]) -> str | None:
    """Names joined by ``; ``; addresses of profiles are not names.

    >>> read_names(("By Jane Doe and John Smith", "https://example.org/john", "jane doe (jd)"))
    'Jane Doe; John Smith'
    """
    names: dict[str, str] = {}
    for value in values:
        if len(value) > _LONGEST_NAMES:
            continue
        for part in _split_names(_REMARK.sub("", _BYLINE.sub("", value))):
            name = part.strip(" ,;|")
            if name and not _NOT_A_NAME.search(name) and len(name) <= _LONGEST_NAME:
                names.setdefault(name.casefold(), name)
    return "; ".join(names.values()) or None


_LONGEST_NAME = 80
_LONGEST_NAMES = 600


def _split_names(value: str) -> list[str]:
    """The names in a value; split at "and" only where both sides are two words or more, as firms hold it too."""
    parts = _AND.split(value)
    return parts if all(len(part.split()) > 1 for part in parts) or ";" in value else [value]


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


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")
_COMPACT_OFFSET = re.compile(r"([+-]\d{2})(\d{2})$")
_BEFORE_OFFSET = re.compile(r"\s+([+-]\d{2}:?\d{2})$")


def normalise_date(value: str) -> str | None:
    """The ISO form of a date or time in a machine-readable attribute; None for anything else.

    >>> normalise_date("2025-05-03 09:30:00 +0200"), normalise_date("03.05.2025")
    ('2025-05-03T09:30:00+02:00', None)
    """
    value = value.strip()
    if _DATE.match(value):
        return _iso(value, date_only=True)
    return _iso(_COMPACT_OFFSET.sub(r"\1:\2", _BEFORE_OFFSET.sub(r"\1", value)), date_only=False)


def _iso(value: str, *, date_only: bool) -> str | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    if not 1900 <= moment.year <= 2100:
        return None
    return moment.date().isoformat() if date_only else moment.isoformat()


_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_].*)?")


def read_language(values: tuple[str, ...]) -> str | None:
    """A BCP 47 tag: ``de_DE`` becomes ``de-DE``.

    >>> read_language(("en_us",)), read_language(("x",))
    ('en-US', None)
    """
    found = (
        re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_].*)?", values[0].strip()) if values else None
    )
    if not found:
        return None
    return found[1].lower() + (f"-{found[2].upper()}" if found[2] else "")
