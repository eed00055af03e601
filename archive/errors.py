"""Every way in which the archive can say no.

::

    ArchiveError
    ├── UsageError                  exit 2: the words of the request are off
    │   ├── InvalidIdentifier       not a digest, permalink, document id …
    │   ├── InvalidSpan             not a half-open range inside its text
    │   ├── InvalidQuery            a search that cannot be read
    │   ├── InvalidValue            a date, language, URL … that breaks its rule
    │   ├── UnknownReference        nothing in the archive answers to it
    │   └── AmbiguousReference      several things do; carries the candidates
    ├── InputRefused                exit 3: one input was not archived
    │   ├── UnreadableSource        missing, forbidden, a folder without texts, an unknown format
    │   ├── EmptyText               nothing to archive in it
    │   ├── FetchRefused            an address that the archive will not ask, or an answer that it will not keep
    │   └── FetchFailed             no answer: no such host, no connection, a certificate that does not verify
    ├── StoreError                  exit 3: the database cannot serve
    │   ├── DatabaseMissing
    │   ├── DatabaseUnusable        not an archive, locked, full, made by a newer version
    │   └── Withdrawn               taken down; carries the reason (HTTP 410)
    └── RuleTableError              a rule table breaks its own form or fails its own examples

A message names the thing, the rule it broke and the next step. ``str(error)`` is that whole message; ``subject``,
``rule`` and ``next_step`` are its parts, for doors that lay them out themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class ArchiveError(Exception):
    """The root: whatever the archive refuses, it refuses as one of these.

    Args:
        subject: the thing, as the user named it.
        rule: the rule it broke, as a clause that follows a colon.
        next_step: what to do now, as a sentence; empty when there is nothing to do.

    >>> str(UnknownReference("q/12", "no text starts with it", "archive documents lists what is held."))
    'q/12: no text starts with it. archive documents lists what is held.'
    """

    exit_code: ClassVar[int] = 3
    """The exit code of a command that ends with this error."""

    def __init__(self, subject: str, rule: str, next_step: str = "") -> None:
        self.subject = subject
        self.rule = rule
        self.next_step = next_step
        super().__init__(f"{subject}: {rule.rstrip('.')}." + (f" {next_step}" if next_step else ""))


class UsageError(ArchiveError):
    """The request itself cannot be read; nothing was done."""

    exit_code = 2


class InvalidIdentifier(UsageError):
    """A text that should name something (a digest, a permalink, an id) does not have that form."""


class InvalidSpan(UsageError):
    """A range that is not half open, not inside its text, or empty where it may not be."""


class InvalidQuery(UsageError):
    """A search that cannot be read, such as one with an unclosed quotation mark."""


class InvalidValue(UsageError):
    """A value given by a person (a date, a language, an address) that breaks the rule of its field."""


class UnknownReference(UsageError):
    """Nothing in the archive answers to this reference."""


class AmbiguousReference(UsageError):
    """Several things answer to this reference; ``candidates`` lists them, one line each."""

    def __init__(self, subject: str, rule: str, candidates: Sequence[str]) -> None:
        self.candidates = tuple(candidates)
        super().__init__(subject, rule, "It could be:\n  " + "\n  ".join(self.candidates))


class InputRefused(ArchiveError):
    """One input was not archived; the others were not touched by that."""


class UnreadableSource(InputRefused):
    """The source is missing, may not be read, or is of no format that the archive reads."""


class EmptyText(InputRefused):
    """The source yields no text, so there is nothing to quote and nothing was stored."""


class FetchRefused(InputRefused):
    """The address may not be asked (a private network, robots.txt) or its answer may not be kept (an error page).

    ``status`` is the HTTP status of the answer, None where nothing was asked.
    """

    def __init__(self, subject: str, rule: str, next_step: str = "", status: int | None = None) -> None:
        self.status = status
        super().__init__(subject, rule, next_step)


class FetchFailed(InputRefused):
    """The address gave no complete answer; nothing was stored, and a later try may succeed."""


class StoreError(ArchiveError):
    """The database cannot serve this request; what it holds is as it was."""


class DatabaseMissing(StoreError):
    """There is no database at this path, and the command does not make one."""


class DatabaseUnusable(StoreError):
    """The file is not an archive, is locked, is full, or was made by a newer version."""


class Withdrawn(StoreError):
    """The text was taken down; ``reason`` says why. Its tombstone stays and answers 410."""

    def __init__(self, subject: str, reason: str) -> None:
        self.reason = reason
        super().__init__(subject, f"withdrawn: {reason}")


class RuleTableError(ArchiveError):
    """A rule table breaks its form, or a rule fails one of its own examples."""
