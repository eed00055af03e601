"""The address under which readers elsewhere reach an archive's pages: one setting for all that is copied or sent.

It is ``--base-url``, else ``$ARCHIVE_URL``. Without it links are given as they are the same everywhere, without a host:
an address of this computer would be dead on any other.
"""

from __future__ import annotations

from archive.addresses import split_address
from archive.errors import InvalidValue

VARIABLE = "ARCHIVE_URL"
"""The environment variable that holds it."""


def read_public_address(value: str | None) -> str:
    """The address with a slash at its end; empty when none is given.

    Raises:
        InvalidValue: it is no web address, or carries a query, a fragment or a password.

    >>> read_public_address("https://archive.example/news"), read_public_address(None)
    ('https://archive.example/news/', '')
    """
    given = (value or "").strip()
    if not given:
        return ""
    split = split_address(given)
    is_plain = all(character.isprintable() and character not in ' "<>\\^`{|}' for character in given)
    if split is None or split.query or split.fragment or "@" in split.netloc or not is_plain:
        raise InvalidValue(
            f"--base-url {given}",
            "is not the address of an archive's pages",
            f"Write it whole, as https://archive.example/ (here or in ${VARIABLE}).",
        )
    return given.rstrip("/") + "/"
