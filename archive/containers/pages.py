"""What a container yields: pages, and the records that could not be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContainedPage:
    """One captured page.

    ``captured_at`` is UTC, ``2026-11-21T09:30:00Z`` or with microseconds. ``status`` is None for a record without
    HTTP headers. ``content`` is free of transfer and content encodings. ``record`` is the record's own id,
    ``offset`` the byte of the file where the record, or the compressed member that holds it, begins. ``member`` names
    the file inside a WACZ.
    """

    url: str
    captured_at: str
    status: int | None
    headers: tuple[tuple[str, str], ...]
    content: bytes
    record: str
    offset: int
    member: str = ""

    @property
    def charset(self) -> str | None:
        """The charset that the server named, if it did.

        >>> ContainedPage("", "", 200, (("Content-Type", 'text/html; charset="koi8-r"'),), b"", "", 0).charset
        'koi8-r'
        """
        for name, value in self.headers:
            if name.lower() == "content-type" and "charset=" in value.lower():
                return value.lower().split("charset=", 1)[1].split(";")[0].strip(" \"'") or None
        return None


@dataclass(frozen=True, slots=True)
class RecordFault:
    """One record that was passed over: where it is and why; ``record`` is empty where its id cannot be read."""

    offset: int
    reason: str
    record: str = ""
    member: str = ""
