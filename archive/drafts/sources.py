"""Where a draft says that quoted words stand: the link, the footnote, the brackets or the title that belong to them.

What is hard here is that a title stands between quote marks itself, in the places where quotations do. It is one where
brackets hold it with its paper or its date right behind a quotation, or behind “in”, before a paper that wrote::

    “We will wait,” Doe said (“Harbour to open”, Example Post, 3 May).
    In “Harbour to open”, Example Post wrote that …
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from archive.drafts.draft import Draft, Link
from archive.drafts.naming import ARTICLES, SURE, is_credit, read_name
from archive.rules.drafting import speech_words
from archive.spans import Span

REACH = 240
"""Characters behind or before a quotation within which a link is its source."""
BRACKET_REACH = 160
"""Characters behind a quotation within which words in brackets may name its source."""
MOST_CLAIMS = 4
"""Sources of one quotation that are looked at."""

_OPEN = "“„«»\"'‘‚‹›"
_CLOSE = "”“»«\"'’‘›‹"
_BRACKETED = re.compile(r"\(([^()\n]{2,240})\)|\[([^\[\]\n]{2,240})\]")
_SOURCE_LINE = re.compile(
    r"\s*+(?:\(?(?:source|quelle|fonte|fuente|источник|出典|来源)\s*[:：]|[—–―])\s*([^\n)]{2,160})", re.IGNORECASE
)
_TITLED = re.compile(rf"[{_OPEN}]\s?([^\n]{{2,160}}?)\s?,?[{_CLOSE}](?=\W|\Z)")
_PART = re.compile(r"\s(?:in|im|dans)\s|[,;|]|\.\s|\.\Z|\s[—–]\s")
_LEAD = re.compile(
    r"\A\s*(?:see(?: also)?|cf|quoted in|cited in|from|siehe(?: auch)?|vgl|zitiert nach|voir|cité dans|d’après|véase|"
    r"cfr|vedi|ver|zie|zob|source|quelle|fuente|fonte|bron)[.:]*\s+",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(rf"[(\[](?:[^\W\d_]{{1,8}}[.:]?\s){{0,2}}[{_OPEN}]?\Z")
_BRACKET_ENDS = re.compile(rf"\s?,?[{_CLOSE}]\s?,?\s*([^()\[\]\n]{{2,120}})[)\]]")
_IN = re.compile(
    rf"(?:\A|[\s(])(?:[Ii]n|[Ii]m|[Ii]n dem|[Dd]ans|[Ee]n|[Nn]ell?[’']?|[Ee]m|[Ww]|[Uu]nder|[Uu]nter)\s[{_OPEN}]\Z"
)
_BEHIND = re.compile(rf"\s?,?[{_CLOSE}],?\s+([^\n{_OPEN}.:;!?]{{3,80}})")
_AROUND = 140
_LETTER = re.compile(r"[^\W\d_]")
_BRACKETS_BEHIND = re.compile(r"[^()\[\].!?]*[.!?]?[^()\[\].!?]*[(\[][^()\[\]]*")


class Title(NamedTuple):
    """The title of an article that a draft names as a source: where it stands, and all that is named with it."""

    span: Span
    names: tuple[str, ...]
    is_bracketed: bool


def split_names(words: str) -> tuple[str, ...]:
    """What words that name a source may be called: the whole, what stands between quote marks, the parts.

    >>> split_names("“Harbour, to open”, Example Post, 3 May.")
    ('“Harbour, to open”, Example Post, 3 May.', 'Harbour, to open', 'Example Post', '3 May')
    """
    titles = [found[1] for found in _TITLED.finditer(words)]
    parts = [_LEAD.sub("", part).strip(" .:*_\u00a0") for part in _PART.split(_TITLED.sub(",", words))]
    return tuple(dict.fromkeys(name for name in (words.strip(), *titles, *parts) if name))


def find_title(text: str, span: Span, before: int) -> Title | None:
    """The title that a quoted stretch is, None where it is a quotation; the one before it ends at ``before``."""
    ahead = text[max(0, span.start - 24, before) : span.start]
    behind = text[span.end : span.end + _AROUND]
    bracket = _BRACKET_ENDS.match(behind) if _IN_BRACKETS.search(ahead) else None
    if bracket and is_credit(bracket[1]) and not _is_said(bracket[1]):
        named = read_name(bracket[1])
        is_person = named is not None and named.confidence >= SURE
        if not is_person or (before and text.find("\n", before, span.start) < 0):
            return Title(span, (span.of(text), *split_names(bracket[1])), is_bracketed=True)
    wrote = _BEHIND.match(behind) if _IN.search(ahead) and not text[span.start].islower() else None
    paper = _subject_of_speech(wrote[1]) if wrote else ""
    return Title(span, (span.of(text), paper), is_bracketed=False) if paper else None


def _subject_of_speech(words: str) -> str:
    """The name beside the first verb of speech of a clause; empty where something else stands there."""
    found = re.findall(r"[^\s,]+|,", words)
    verb = next((at for at, word in enumerate(found) if word.casefold() in speech_words()), None)
    if verb is None:
        return ""
    name = found[:verb] or found[1:]
    while name and name[0].casefold() in ARTICLES:
        del name[0]
    end = next((at for at, word in enumerate(name) if not word[0].isupper()), len(name))
    return " ".join(name[:end]) if end and (end == len(name) or not found[:verb]) else ""


def _is_said(words: str) -> bool:
    return any(word.casefold() in speech_words() for word in re.findall(r"[^\W\d_]+", words))


class Sources:
    """The sources that a draft names, found by place."""

    def __init__(self, draft: Draft) -> None:
        self._text = draft.text
        self._links = [link for link in draft.links if not link.target.startswith(("#", "mailto:", "tel:"))]
        self._starts = [link.span.start for link in self._links]

    def targets(self, span: Span, before: int, after: int) -> list[str]:
        """Those near a quotation, between the end of the one before and the start of the one after.

        What a footnote says in words is among them where it has no address, else among the names (`noted`).
        """
        near = self._near(span, before, after)
        return [target for target in near if " " not in target] or near

    def noted(self, span: Span, before: int, after: int) -> list[str]:
        """What a footnote names in words beside its address."""
        near = self._near(span, before, after)
        worded = [target for target in near if " " in target]
        return [name for words in worded for name in split_names(words)] if len(worded) < len(near) else []

    def _near(self, span: Span, before: int, after: int) -> list[str]:
        around = bisect_right(self._starts, span.start)
        inside = [link.target for link in self._links[max(0, around - 2) : around] if link.span.end > span.start]
        inside += [link.target for link in self._between(span.start + 1, span.end)]
        paragraph_end = self._text.find("\n\n", span.end)
        limit = min(after, span.end + REACH, paragraph_end + 1 if paragraph_end >= 0 else len(self._text))
        behind = [link.target for link in self._between(span.end, limit)]
        start = max(before, span.start - REACH, self._text.rfind("\n\n", 0, span.start) + 1)
        ahead = [
            link.target for link in reversed(self._between(start, span.start)) if self._leads_up(link, span, start)
        ]
        near = inside or behind[:1] or ahead[:1]
        return list(dict.fromkeys([*near, *(behind if not inside else [])[:MOST_CLAIMS]]))[:MOST_CLAIMS]

    def _leads_up(self, link: Link, span: Span, start: int) -> bool:
        """Whether a link before a quotation is its source: not the note or the brackets of what was said before it."""
        if not link.span:
            return not _LETTER.search(self._text, link.span.end, span.start)
        is_behind_another = start > 0 and self._text[start - 1] != "\n"
        return not (is_behind_another and _BRACKETS_BEHIND.fullmatch(self._text, start, link.span.start))

    def _between(self, start: int, end: int) -> list[Link]:
        first = bisect_left(self._starts, start)
        return self._links[first : min(bisect_right(self._starts, end, first), first + 2 * MOST_CLAIMS)]

    def names(self, span: Span, after: int) -> list[str]:
        """What stands in brackets behind a quotation, before the next one, or as its source."""
        end = span.end
        while end < len(self._text) and end < span.end + 4 and self._text[end] in "”\"'’»«“›.,!?…":
            end += 1
        line_end = self._text.find("\n", end)
        limit = min(after, span.end + BRACKET_REACH, line_end if line_end >= 0 else len(self._text))
        named = [_BRACKETED.search(self._text, end, limit), _SOURCE_LINE.match(self._text, end)]
        words = [next(filter(None, found.groups())) for found in named if found]
        return [name for word in words for name in split_names(word)]
