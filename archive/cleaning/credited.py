"""Whether what stands behind a credit's colon names somebody, or is the rest of a headline.

What is hard here is ``Photo:``, which begins a credit (``Photo: Jane Doe / AFP``) and a headline (``Photos: Mayor opens
bridge``). A known agency, an address, a slash between names or two or three words with capitals name somebody; anything
with an ordinary small word in it does not, nor does a plural with a name behind it that could be a title.
"""

from __future__ import annotations

import re
from functools import cache

from archive.rules.agencies import agency_expression

_LABEL = re.compile(r"(?P<label>[^:：©＝=]{0,40}?)\s?[:：©＝=]\s?")
_SMALL = (
    *("von", "van", "der", "den", "de", "da", "del", "di", "la", "le", "bin", "al", "zu", "ter", "ten", "dos", "du"),
    *("and", "und", "et", "y", "e", "en", "och", "og", "i", "a", "via", "by", "for", "of", "the", "für", "pool", "dpa"),
)
_WORD = re.compile(rf"(?:[^\W\d_a-zß-öø-ÿ][\w.’'-]*|(?:{'|'.join(_SMALL)})(?!\w))", re.UNICODE)
_ADDRESS = re.compile(r"@\w|\w\.(?:com|org|net|info|[a-z]{2})\b")
_JOINTS = re.compile(r"[\s/|,;&+()\[\]–—©*-]+")
_STOCK = re.compile(
    r"\b(?:getty|shutterstock|istock|alamy|unsplash|pixabay|pexels|wikimedia|depositphotos|imago|picture[ -]alliance"
    r"|keystone|handout|archiv\w*|archive|screenshot|privat|pool|flickr|adobe|zuma|nurphoto|wikipedia|google|canva)",
    re.IGNORECASE,
)
_CASED = re.compile(r"[A-Za-zÀ-žА-яΑ-ω]")
_INITIALS = re.compile(r"(?:[^\W\d_a-zß-öø-ÿ]\.){2,5}")
_MOST_PLAIN = 3
_LONGEST_ACRONYM = 5
_LONGEST_UNCASED = 16


def names_somebody(line: str) -> bool:
    """Whether the part behind the first colon or © names a person, an agency or an address.

    >>> [names_somebody(line) for line in ("Foto: Jane Doe/dpa", "Foto: Polizei sucht Zeugen", "Quelle: S.P.")]
    [True, False, True]
    """
    label = _LABEL.match(line)
    value = line[label.end() :].strip() if label else ""
    if not value or value[-1] in "?!…":
        return False
    if value.isupper() and value.isalpha() and len(value) <= _LONGEST_ACRONYM:
        return True
    if _INITIALS.fullmatch(value):
        return True
    if not _CASED.search(value):
        return len(value) <= _LONGEST_UNCASED
    words = [word for word in _JOINTS.split(value) if word]
    named = all(_WORD.match(word) or word[0].isdigit() for word in words) and len(words) <= 12
    if _STOCK.search(value) or _ADDRESS.search(value) or _agency().search(value):
        return named or len(words) <= _MOST_PLAIN or bool(_agency_at_end().search(value))
    if "/" in value or "|" in value or "©" in line:
        return named
    return named and 1 < len(words) <= _MOST_PLAIN and not _could_be_title(label["label"] if label else "")


def _could_be_title(label: str) -> bool:
    """Whether a headline begins with this word and a colon as often as a credit does."""
    return label.strip().casefold() in {"photos", "videos", "video", "pictures", "images", "fotos", "bilder", "source"}


@cache
def _agency() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){agency_expression()}(?!\w)")


@cache
def _agency_at_end() -> re.Pattern[str]:
    return re.compile(rf"[/|(–—-]\s?{agency_expression()}\)?\s*$")
