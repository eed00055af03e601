"""Reads annotated articles: a head of ``key: value`` lines, ``---``, then the text with its tags.

A tag is ``⟦KIND NUMBERS:words⟧``: ``⟦q1:We will wait,⟧``, ``⟦m1,2:Jane Doe⟧``, ``⟦v1 medium:in a statement⟧``,
``⟦x:ADVERTISEMENT⟧``; tags may nest. `docs/attribution.md` says what each kind means. What is hard is to be strict:
annotation is the one place where a slip costs a right answer for ever, so whatever can be checked is, all faults of a
file come back together, and each names its line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast, get_args

from archive.errors import ArchiveError
from archive.records import Kind, ViaRole
from archive.spans import Span
from training.annotations import Article, GoldQuotation, GoldVia

ARTICLES = Path(__file__).parent / "articles"
"""The folder of the annotated articles."""
UNSEEN = ARTICLES.with_name("unseen")
"""The folder of annotated articles that nothing is learned from."""

_FILE_NAME = re.compile(r"\d{3}-[a-z0-9-]+\.txt")
_HEAD_LINE = re.compile(r"(\w+): *(\S.*)")
_NUMBERED = re.compile(r"q([1-9]\d*)")
_BRACKET = re.compile(r"⟦([^⟦⟧:\n]*):|⟦|⟧")
_LABEL = re.compile(r"([qmcv])([1-9]\d*(?:,[1-9]\d*)*)(?: (\w+))?|x")
_WORD = re.compile(r"[^\W_]+")
_BEFORE_QUOTATION = frozenset("\"'“”„‟‘’‚‛«»‹›「」『』《》〈〉`´<,—–-")
"""What may stand before a quotation: quote marks, their makeshifts (,, << ``), a dash of dialogue."""
_KEYS = frozenset({"language", "habit", "shows", "note"})


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong at a line of an article's file; the first line is 1."""

    line: int
    rule: str


class InvalidArticle(ArchiveError):
    """An annotated article breaks the form; carries all its faults."""

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        lines = "; ".join(f"line {fault.line}: {fault.rule}" for fault in self.faults)
        super().__init__(name, lines, "docs/attribution.md describes the form.")


@dataclass(slots=True)
class _Tag:
    """A tag without its brackets: where its words stand in the unwrapped text."""

    kind: str
    numbers: tuple[int, ...]
    role: str
    line: int
    start: int
    end: int = 0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(slots=True)
class _Reading:
    """What has been read of one file."""

    head: dict[str, str] = field(default_factory=dict)
    quotations: dict[int, tuple[str, str | None, int]] = field(default_factory=dict)
    tags: list[_Tag] = field(default_factory=list)
    text: str = ""
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, line: int, rule: str) -> None:
        self.faults.append(Fault(line, rule))


def read_article(name: str, content: str) -> Article:
    r"""The article that ``content`` annotates.

    >>> text = 'language: en\nhabit: wire\nq1: full | Jane Doe\n---\n“⟦q1:Yes,⟧” ⟦m1:Jane Doe⟧ ⟦c1:said⟧.\n'
    >>> read_article("001-wire.txt", text).quotations[0].mentions
    (Span(start=7, end=15),)

    Raises:
        InvalidArticle: the file breaks the form; the error names every line and rule.
    """
    reading = _Reading()
    if not _FILE_NAME.fullmatch(name):
        reading.refuse(1, "the file's name is not three digits, a hyphen, a slug and .txt")
    if "\r" in content:
        reading.refuse(content[: content.index("\r")].count("\n") + 1, "lines end with LF alone")
    head, line, body = content.partition("\n---\n")
    if not line:
        raise InvalidArticle(name, [Fault(1, "no line --- ends the head")])
    _read_head(reading, head)
    _read_body(reading, body, head.count("\n") + 3)
    _check_tags(reading)
    quotations = _gather(reading)
    if reading.faults:
        raise InvalidArticle(name, reading.faults)
    boilerplate = tuple(tag.span for tag in reading.tags if tag.kind == "x")
    return Article(name, reading.head["language"], reading.head["habit"], reading.text, quotations, boilerplate)


def read_articles(paths: Sequence[Path]) -> list[Article]:
    """The articles of the files, in their order.

    Raises:
        InvalidArticle: the first file that breaks the form.
    """
    return [read_article(path.name, _decoded(path)) for path in paths]


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InvalidArticle(path.name, [Fault(line, "not UTF-8")]) from error


def article_paths(folder: Path = ARTICLES) -> list[Path]:
    """The files of all annotated articles of a folder, by number."""
    return sorted(folder.glob("*.txt"))


def _read_head(reading: _Reading, head: str) -> None:
    for number, line in enumerate(head.split("\n"), 1):
        parts = _HEAD_LINE.fullmatch(line)
        if parts is None:
            reading.refuse(number, f"not “key: value”: {line!r}")
            continue
        key, value = parts[1], parts[2].strip()
        numbered = _NUMBERED.fullmatch(key)
        if numbered is not None:
            _read_quotation_line(reading, int(numbered[1]), value, number)
        elif key not in _KEYS:
            reading.refuse(number, f"no such key: {key}")
        elif key in reading.head and key != "note":
            reading.refuse(number, f"{key} is given twice")
        else:
            reading.head[key] = value
    for key in ("language", "habit"):
        if key not in reading.head:
            reading.refuse(1, f"the head does not give {key}")


def _read_quotation_line(reading: _Reading, quotation: int, value: str, line: int) -> None:
    kind, bar, speaker = (part.strip() for part in value.partition("|"))
    if kind not in get_args(Kind):
        reading.refuse(line, f"q{quotation}: the kind is full, fragment or none, not {kind!r}")
    elif kind == "none" and bar:
        reading.refuse(line, f"q{quotation}: none has no speaker")
    elif kind != "none" and not speaker:
        reading.refuse(line, f"q{quotation}: {kind} needs “| Speaker”, or “| ?” where the article does not tell")
    if quotation in reading.quotations:
        reading.refuse(line, f"q{quotation} is given twice")
    reading.quotations[quotation] = (kind, None if speaker in ("", "?") else speaker, line)


def _read_body(reading: _Reading, body: str, first_line: int) -> None:
    """Unwraps the tags; a tag's words are known when its bracket closes."""
    pieces: list[str] = []
    length = position = 0
    still_open: list[_Tag] = []
    for bracket in _BRACKET.finditer(body):
        pieces.append(body[position : bracket.start()])
        length += len(pieces[-1])
        position = bracket.end()
        line = first_line + body.count("\n", 0, bracket.start())
        if bracket[0] == "⟧":
            if not still_open:
                reading.refuse(line, "⟧ closes nothing")
                continue
            still_open.pop().end = length
        elif bracket[1] is None:
            reading.refuse(line, "⟦ is not followed by a kind and a colon")
            still_open.append(_Tag("?", (), "", line, length))
        else:
            still_open.append(_read_label(reading, bracket[1], line, length))
            reading.tags.append(still_open[-1])
    for tag in still_open:
        reading.refuse(tag.line, "⟦ is never closed")
        tag.end = length
    reading.text = "".join([*pieces, body[position:]])


def _read_label(reading: _Reading, label: str, line: int, start: int) -> _Tag:
    parts = _LABEL.fullmatch(label)
    if parts is None:
        reading.refuse(line, f"no such tag: ⟦{label}:")
        return _Tag("?", (), "", line, start)
    kind, numbers, role = parts[1] or "x", parts[2] or "", parts[3] or ""
    if kind == "v" and role not in get_args(ViaRole):
        reading.refuse(line, f"⟦{label}: a way is medium, relayed_by or occasion, as in ⟦v1 medium:")
    if kind != "v" and role:
        reading.refuse(line, f"⟦{label}: only v has a role")
    if kind == "q" and "," in numbers:
        reading.refuse(line, f"⟦{label}: a segment belongs to one quotation")
    return _Tag(kind, tuple(int(number) for number in numbers.split(",") if number), role, line, start)


def _check_tags(reading: _Reading) -> None:
    segments = [tag for tag in reading.tags if tag.kind == "q"]
    for tag in reading.tags:
        words = tag.span.of(reading.text)
        if not words or words != words.strip():
            reading.refuse(tag.line, f"⟦{tag.kind}: its words are empty, or begin or end with white space")
        for number in tag.numbers:
            if number not in reading.quotations:
                reading.refuse(tag.line, f"the head has no line q{number}")
        if tag.kind in "qmcv" and any(other is not tag and other.span.contains(tag.span) for other in segments):
            reading.refuse(tag.line, f"⟦{tag.kind}: stands inside a quotation")
        if tag.kind == "x" and not _is_whole_lines(reading.text, tag.span):
            reading.refuse(tag.line, "⟦x: is not a whole line")
    for tag in segments:
        is_later = any(other.numbers == tag.numbers and other.start < tag.start for other in segments)
        if not is_later and reading.text[: tag.start].rstrip()[-1:] not in _BEFORE_QUOTATION:
            reading.refuse(tag.line, f"q{tag.numbers[0]}: no quote mark stands before it")


def _is_whole_lines(text: str, span: Span) -> bool:
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    end = text.find("\n", span.end)
    return not before.strip() and not text[span.end : end if end >= 0 else len(text)].strip()


def _gather(reading: _Reading) -> tuple[GoldQuotation, ...]:
    """The quotations by number; faults where a head line and the tags do not fit."""
    words = {word.casefold() for word in _WORD.findall(reading.text)}
    quotations = []
    for number, (kind, speaker, line) in sorted(reading.quotations.items()):
        tags = [tag for tag in reading.tags if number in tag.numbers]
        segments = tuple(tag.span for tag in tags if tag.kind == "q")
        if not segments:
            reading.refuse(line, f"q{number} has no segment in the text")
        named = tuple(tag.span for tag in tags if tag.kind == "m")
        if named and speaker is None:
            reading.refuse(line, f"q{number} has a mention, but no speaker")
        for word in _WORD.findall(speaker or ""):
            if not any(other.startswith(word.casefold()) for other in words):  # "insider", where it says "insiders"
                reading.refuse(line, f"q{number}: the article does not use {word!r} of the speaker's name")
        via = tuple(GoldVia(cast(ViaRole, tag.role), tag.span) for tag in tags if tag.kind == "v")
        cues = tuple(tag.span for tag in tags if tag.kind == "c")
        quotations.append(GoldQuotation(number, segments, cast(Kind, kind), speaker, named, cues, via))
    return tuple(quotations)
