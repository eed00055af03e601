"""What people say about an article: each statement is a decision with its author and time, never an edit.

What is hard here is to take in what people type without inventing anything: a date may be as vague as a year, but it
must be a date; what cannot be read is refused with the form that would do. Nothing is erased: a later decision beats
an earlier one, and clearing a field is itself a decision, after which the article's own evidence shows again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from archive.addresses import GIVEN_LATER, canonical_url, split_address
from archive.errors import InvalidValue
from archive.identifiers import DocumentId
from archive.partial_dates import read_whole_date
from archive.records import Decision
from archive.store import Store
from archive.store.facts import decisions_of, document_of_alias, put_alias, put_decision
from archive.store.index import refresh_document

LONGEST_VALUE = 2000
"""Code points; longer than any title or address that means well."""

_LANGUAGE = re.compile(r"(?P<language>[A-Za-z]{2,3})(?P<rest>(?:-[A-Za-z0-9]{1,8})*)")


def _check_words(field: str, value: str) -> str:
    words = " ".join(value.split())
    if not words:
        raise InvalidValue(f"--{field}", "is empty", f"To take a value back: --clear {field}.")
    if len(words) > LONGEST_VALUE:
        raise InvalidValue(f"--{field}", f"is longer than {LONGEST_VALUE} characters")
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in words):
        raise InvalidValue(f"--{field} {value!r}", "holds a control character")
    return words


def _check_published(field: str, value: str) -> str:
    given = _check_words(field, value)
    read = read_whole_date(given)
    if read is None:
        raise InvalidValue(
            f"--{field} {value}",
            "is not a date",
            "Write 2025-04-27, 2025-04, 2025, or a time such as 2025-04-27T18:30+02:00.",
        )
    return str(read) if len(given) <= len("2025-04-27") else datetime.fromisoformat(given).isoformat()


def _check_language(field: str, value: str) -> str:
    given = _check_words(field, value).replace("_", "-")
    found = _LANGUAGE.fullmatch(given)
    if not found:
        raise InvalidValue(f"--{field} {value}", "is not a language tag (BCP 47)", "Write en, de, pt-BR, zh-Hant …")
    rest = [_in_tag_case(part) for part in found["rest"].split("-")[1:]]
    return "-".join([found["language"].lower(), *rest])


def _in_tag_case(part: str) -> str:
    """A subtag as RFC 5646, section 2.1.1, likes it written: region GB, script Hant, the rest lower case."""
    if len(part) == 2 and part.isalpha():
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part.lower()


def _check_url(field: str, value: str) -> str:
    given = value.strip()
    if split_address(given) is None or any(character.isspace() or not character.isprintable() for character in given):
        raise InvalidValue(f"--{field} {value}", "is not a web address", "Write it whole: https://example.org/article.")
    return canonical_url(given)


Check = Callable[[str, str], str]
"""Takes a field and what was typed; gives the value to record, or raises InvalidValue."""

FIELDS: MappingProxyType[str, Check] = MappingProxyType(
    {
        "title": _check_words,
        "outlet": _check_words,
        "author": _check_words,
        "published": _check_published,
        "language": _check_language,
        "url": _check_url,
        "tag": _check_words,
    }
)
"""What can be said of an article, and the rule of each field; one row to add a field."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a person says about an article; ``value`` None takes back what people said of that field before.

    ``is_taken_back`` is for fields with many values (``tag``): it takes back this value only.
    """

    field: str
    value: str | None
    is_taken_back: bool = False


def check_statement(field: str, value: str | None, *, is_taken_back: bool = False) -> Statement:
    """The statement with its value in the form to record.

    Raises:
        InvalidValue: the field is not one of `FIELDS`, or the value breaks its rule.

    >>> check_statement("language", "EN-gb").value, check_statement("published", "2025-04").value
    ('en-GB', '2025-04')
    """
    if field not in FIELDS:
        raise InvalidValue(field, "an article has no such field", f"There are: {', '.join(FIELDS)}.")
    return Statement(field, None if value is None else FIELDS[field](field, value), is_taken_back)


def describe_document(
    store: Store,
    document: DocumentId,
    statements: Iterable[Statement],
    author: str,
    now: str,
    reason: str | None = None,
) -> list[Decision]:
    """The decisions recorded, in one transaction; the article is listed and found by them from now on."""
    with store.transaction():
        made = record_statements(store, document, statements, author, now, reason)
        if made:
            refresh_document(store, document)
    return made


def record_statements(
    store: Store,
    document: DocumentId,
    statements: Iterable[Statement],
    author: str,
    now: str,
    reason: str | None = None,
) -> list[Decision]:
    """The decisions recorded: one per statement that says something new; call it inside `Store.transaction`.

    The caller refreshes the document's rows. A statement that repeats what holds already is no decision, so that the
    same command twice leaves the archive as it was. An address given also leads to the article from now on.

    Raises:
        InvalidValue: the address is that of another article.
    """
    made: list[Decision] = []
    for statement in statements:
        if _holds_already(decisions_of(store, document), statement):
            continue
        if statement.field == "url" and statement.value:
            _record_address(store, document, statement.value, now)
        field = f"un{statement.field}" if statement.is_taken_back else statement.field
        decision = Decision(document, field, statement.value, author, now, reason)
        put_decision(store, decision)
        made.append(decision)
    return made


def _record_address(store: Store, document: DocumentId, url: str, now: str) -> None:
    holder = document_of_alias(store, "url", url)
    if holder not in {None, document}:
        raise InvalidValue(
            url,
            f"is the address of another article, {holder}",
            f"archive log {holder} shows that one. Two articles that are held stay two; a file that is not held yet "
            f"joins one: archive add FILE --same-as {holder}",
        )
    put_alias(store, document, "url", url, GIVEN_LATER, now)


def _holds_already(decisions: Iterable[Decision], statement: Statement) -> bool:
    """Whether the latest decision on this field (or this tag) says just that."""
    latest: Decision | None = None
    for decision in decisions:
        is_field = decision.field in {statement.field, f"un{statement.field}"}
        is_about_it = (
            statement.field != "tag" or None in {decision.value, statement.value} or (decision.value == statement.value)
        )
        if is_field and is_about_it:
            latest = decision
    if latest is None:
        return statement.value is None or statement.is_taken_back
    return (latest.field, latest.value) == (
        f"un{statement.field}" if statement.is_taken_back else statement.field,
        statement.value,
    )
