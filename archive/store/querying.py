"""What people type into a search box, turned into a query that SQLite's full text understands and cannot be hurt by.

::

    words side by side      each must occur
    "a phrase"              these words in this order; “ ” „ « » will do as well
    begin*                  any word that begins so
    a OR b, a NOT b, -b     in capitals; NOT and a hyphen before a word leave out
    ( … )                   group

SQLite's own query language never sees what was typed: each word is handed on between double quotes. Marks without a
letter or digit in them are passed over, as the index passes over them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from archive.errors import InvalidQuery
from archive.store.fulltext import SPACE, has_unspaced, space_characters

LONGEST_QUERY = 1000
"""Code points; a longer one is no search but a text."""
DEEPEST_NESTING = 20
"""Brackets inside brackets; SQLite's own parser gives up soon after 60."""
MOST_BEGINNINGS = 8
"""Words cut short with ``*``. Each is looked up as all the words that begin so: of ``a*`` at a million rows, a third of
a second."""

_PHRASE_MARKS = '"“”„‟«»〝〞＂'
_TOKEN = re.compile(
    rf"""\s*(?:
        (?P<open>\() | (?P<close>\))
      | (?P<minus>-)(?=[\w{_PHRASE_MARKS}(])
      | [{_PHRASE_MARKS}](?P<phrase>[^{_PHRASE_MARKS}]*)(?P<end>[{_PHRASE_MARKS}]?)(?P<phrase_star>\*?)
      | (?P<word>[^\s(){_PHRASE_MARKS}*]+)(?P<star>\*?)
      | (?P<stray>\*)
    )""",
    re.VERBOSE,
)
_HAS_WORD = re.compile(r"[^\W_]")


@dataclass(slots=True)
class _Reader:
    """The tokens of a query and how far they are read."""

    query: str
    column: str
    tokens: list[tuple[str, str]] = field(default_factory=list)
    position: int = 0
    depth: int = 0

    def peek(self) -> str:
        return self.tokens[self.position][0] if self.position < len(self.tokens) else "end"

    def take(self) -> str:
        value = self.tokens[self.position][1]
        self.position += 1
        return value

    def refuse(self, rule: str, next_step: str = "") -> InvalidQuery:
        return InvalidQuery(self.query, rule, next_step)


def compile_query(query: str, column: str) -> str | None:
    """The full-text query for what was typed, searching ``column``; None when nothing was typed.

    Raises:
        InvalidQuery: it cannot be read; says where it goes wrong.

    >>> compile_query('Kursk OR "border areas" -tank*', "quoted")
    '{quoted} : "Kursk" OR ({quoted} : "border areas") NOT ({quoted} : "tank" *)'
    """
    typed = re.sub(r"[\s\x00-\x1f\x7f]+", " ", query).strip()
    if not typed:
        return None
    if len(typed) > LONGEST_QUERY:
        raise InvalidQuery(f"{typed[:40]}…", f"longer than {LONGEST_QUERY} characters", "Search for a few words of it.")
    reader = _Reader(typed, column)
    _split_tokens(reader)
    if not reader.tokens:
        raise reader.refuse("holds no word to search for", "Type a word or a “phrase”.")
    if sum(value.endswith(" *") for kind, value in reader.tokens if kind == "term") > MOST_BEGINNINGS:
        raise reader.refuse(f"has more than {MOST_BEGINNINGS} words cut short with *", "Write some of them out.")
    compiled = _read_alternatives(reader)
    if reader.peek() == "close":
        raise reader.refuse("has a closing bracket that nothing opened", "Remove it, or put ( before.")
    return compiled


def _split_tokens(reader: _Reader) -> None:
    position = 0
    while found := _TOKEN.match(reader.query, position):
        if found.end() == position:
            break
        position = found.end()
        token = _token(reader, found)
        if token:
            reader.tokens.append(token)


def _token(reader: _Reader, found: re.Match[str]) -> tuple[str, str] | None:
    kind = found.lastgroup
    if found["phrase"] is not None:
        if not found["end"]:
            raise reader.refuse("has a quotation mark that is not closed", 'Put " at the end of the phrase.')
        return _term(reader, found["phrase"], found["phrase_star"])
    if found["word"] is not None:
        if found["word"] in {"AND", "OR", "NOT"} and not found["star"]:
            return found["word"].lower(), found["word"]
        return _term(reader, found["word"], found["star"])
    if found["stray"]:
        raise reader.refuse("has a * that begins no word", "Put * right behind the beginning of a word: kurs*.")
    names = {"open": "open", "close": "close", "minus": "not"}
    return (names[kind], found[0]) if kind in names else None


def _term(reader: _Reader, words: str, star: str) -> tuple[str, str] | None:
    if not _HAS_WORD.search(words):
        return None
    column, written = reader.column, words
    if has_unspaced(words):
        column, written = "spaced", (space_characters(words) or words).replace(SPACE, " ")
    phrase = written.replace('"', " ").strip()
    return "term", f'{{{column}}} : "{phrase}"' + (" *" if star else "")


def _read_alternatives(reader: _Reader) -> str:
    parts = [_read_together(reader)]
    while reader.peek() == "or":
        reader.take()
        parts.append(_read_together(reader))
    return " OR ".join(parts)


def _read_together(reader: _Reader) -> str:
    wanted: list[str] = []
    unwanted: list[str] = []
    while reader.peek() in {"term", "open", "not", "and"}:
        _read_member(reader, wanted, unwanted)
    if not wanted and unwanted:
        raise reader.refuse("says only what to leave out", "Add a word that must occur.")
    if not wanted:
        raise reader.refuse("lacks a word beside OR, AND, NOT or inside brackets", "Add one, or remove that.")
    together = " AND ".join(wanted)
    if not unwanted:
        return together
    return f"({together}) NOT ({' OR '.join(unwanted)})"


def _read_member(reader: _Reader, wanted: list[str], unwanted: list[str]) -> None:
    place: Callable[[str], None] = wanted.append
    if reader.peek() == "and":
        if not wanted:
            raise reader.refuse("has an AND with nothing before it", "Remove it, or add a word.")
        reader.take()
    if reader.peek() == "not":
        reader.take()
        place = unwanted.append
    if reader.peek() == "term":
        place(reader.take())
    elif reader.peek() == "open":
        place(_read_group(reader))
    else:
        raise reader.refuse("lacks a word beside OR, AND, NOT or inside brackets", "Add one, or remove that.")


def _read_group(reader: _Reader) -> str:
    reader.take()
    reader.depth += 1
    if reader.depth > DEEPEST_NESTING:
        raise reader.refuse(f"has more than {DEEPEST_NESTING} brackets inside each other", "Write it simpler.")
    inner = _read_alternatives(reader)
    if reader.peek() != "close":
        raise reader.refuse("has a bracket that is not closed", "Put ) at its end.")
    reader.take()
    reader.depth -= 1
    return f"({inner})"
