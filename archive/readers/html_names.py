"""The names of authors as pages write them, one by one.

What is hard here is where one name ends: "and" stands between two people and inside a firm, a comma between two people
and before what one of them is. So a value is split only where every part looks like a name; remarks, titles of posts
and places behind a name go; what is an address, a domain or nobody ("admin") is no name.
"""

from __future__ import annotations

import re

from archive.rules.bylines import load_bylines

_NOT_A_NAME = re.compile(r"^https?://|@|^\d|^[\W_]*$|\bwww\.")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,6}", re.IGNORECASE)
_REMARK = re.compile(r"\s*\([^()]{1,40}\)")
_AND = re.compile(r"\s+(?:and|und|et|og|och|en|y|e|i|ja|és|ve|и|і|та|&)\s+|\s*;\s*|\s*\|\s*|\s+/\s+")
_PLACE = re.compile(r"\s+(?:in|aus|à|en|for|für)\s+(?:[A-Z][\w.-]+\s?){1,3}$")
_LONGEST_NAME = 80
_LONGEST_NAMES = 600
_CAPITAL = re.compile(r"[^\W\d_a-zß-ÿ]")


def read_names(values: tuple[str, ...]) -> str | None:
    """Names joined by ``; ``; addresses of profiles are not names.

    >>> read_names(("By Jane Doe and John Smith", "https://example.org/john", "jane doe (jd)"))
    'Jane Doe; John Smith'
    >>> read_names(("Jane Doe, John Smith and Mary Major",)), read_names(("Jane Doe, Chief Reporter",))
    ('Jane Doe; John Smith; Mary Major', 'Jane Doe')
    """
    names: dict[str, str] = {}
    for value in values:
        if len(value) > _LONGEST_NAMES:
            continue
        for part in _split_names(load_bylines().by.sub("", _REMARK.sub("", value.strip()).replace("、", ";"))):
            name = _PLACE.sub("", part.strip(" ,;|"))
            if name and is_name(name):
                names.setdefault(name.casefold(), name)
    return "; ".join(names.values()) or None


def is_name(value: str) -> bool:
    """Whether it may be somebody's name, and is no address, figure or placeholder.

    >>> is_name("Jane Doe"), is_name("admin"), is_name("https://example.org/jane")
    (True, False, False)
    """
    return (
        len(value) <= _LONGEST_NAME
        and not _NOT_A_NAME.search(value)
        and value.casefold() not in load_bylines().table.nobody
    )


def is_domain(value: str) -> bool:
    """Whether it is a site's address rather than a name.

    >>> is_domain("example.org"), is_domain("Jane Doe")
    (True, False)
    """
    return _DOMAIN.fullmatch(value) is not None


def looks_like_person(name: str) -> bool:
    """Whether it is two to five words of which the first and the last begin with a capital, none with a figure.

    >>> looks_like_person("Jane van der Doe"), looks_like_person("Our own staff"), looks_like_person("Doe")
    (True, False, False)
    """
    words = name.split()
    if re.search(r"[:/@\d]", name):
        return False
    return 2 <= len(words) <= 5 and all(map(_CAPITAL.match, (words[0], words[-1])))


def _split_names(value: str) -> list[str]:
    """The names in a value: parted by "and" and commas where every part is a name of two words or more."""
    parts = [part for one in _AND.split(value) for part in _people_of(one.split(","))]
    parts = [part for part in map(_without_post, parts) if part and not part.isupper()]
    if parts and all(map(looks_like_person, parts)):
        return parts
    parts = _AND.split(value)
    return parts if all(len(part.split()) > 1 for part in parts) or ";" in value else [value]


def _people_of(parts: list[str]) -> list[str]:
    """The parts between commas without posts, and without a last one of a single word: the place where they wrote."""
    post = load_bylines().post
    parts = parts[:1] + [part for part in parts[1:] if not post.search(part)]
    return parts[:-1] if len(parts) > 1 and len(parts[-1].split()) == 1 else parts


def _without_post(part: str) -> str:
    """The part without what the person is; nothing where it is nothing else."""
    words = part.split()
    post = load_bylines().post
    while words and post.search(words[-1]):
        words.pop()
    return "" if any(map(post.search, words)) else " ".join(words)
