"""A text as the frame around its quotations: paragraphs, sentences, and the words outside the quote marks.

Who speaks is told by the words around a quotation, never by those inside. So each sentence is read as a list of tokens
in which a quotation is one opaque token. What is hard: a quotation may hold several sentences ("A. B," she said), so
sentences that share a quotation are one frame; `“Why?” Smith asked.` may reach us as two sentences, and is one frame.

A word is one object wherever it stands, made once for many texts. Few are ever asked for their place, so a sentence
finds the places of its tokens when somebody asks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from archive.quotations.found import BLOCK, Found
from archive.records import Removal
from archive.spans import Span

TokenKind = Literal["word", "mark", "quotation"]
"""A word or number; a comma, colon, dash …; or a whole quotation."""

_TOKEN = re.compile(
    # First the plain word, as nearly all are: the rest says the same of it, and takes longer to find out.
    r"[A-Za-z]++(?=[ ,\n])|"
    r"[^\W_]+(?:[-‐‑'’.&][^\W_]+)*(?:(?<=\.[^\W\d_])\.|['’](?=[\s,.;:)\]]|$))?|[,;:()\[\]?!–—―]|--|(?<!\S)-(?!\S)"
)
_CLITIC = re.compile(r"['’](?:s|d|ll|ve|re|m)?$", re.IGNORECASE)
_CLITIC_FORMS = {"d": "'d", "ll": "'ll", "ve": "'ve", "re": "'re", "m": "'m"}
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"»’')\]]*\s+(?=[“\"«‘'(\[]*[^\W\d_a-z])")
_QUOTE_MARKS = frozenset("\"'“”„‟‘’‚‛«»‹›「」『』《》`´")
_AROUND = _QUOTE_MARKS | frozenset("\u00a0\u202f ")
_DASHES = frozenset(["–", "—", "―", "--", "-"])
_MOST_PARTS = 1 << 15
"""So many written words are known at a time."""
LONGEST = 300
"""No sentence has more tokens: what claims to is cut, so that no rule costs more than linear time."""


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """One word, mark or quotation outside all other quotations; ``low`` is its lower-case form."""

    text: str
    low: str
    kind: TokenKind
    quotation: int = -1
    capital: bool = False


@dataclass(slots=True)
class _Opaque:
    start: int
    end: int
    quotation: int


@dataclass(slots=True)
class _Piece:
    """A quotation, or a stretch of words (``quotation`` -1), with the number of its first token and where all begin."""

    start: int
    end: int
    quotation: int
    first: int
    starts: Sequence[int] = ()


def _first_token(piece: _Piece) -> int:
    return piece.first


@dataclass(slots=True)
class Sentence:
    """One sentence of the frame; ``paragraph`` counts paragraphs, those set aside included.

    Its tokens are those of the ``pieces`` of the text behind the first ``skipped`` ones; where a language parts words,
    ``parts`` tells of each token which one it was part of, and how many characters stand before it there.
    """

    tokens: list[Token]
    paragraph: int
    first_in_paragraph: bool
    removed: bool
    span: Span
    text: str
    pieces: Sequence[_Piece]
    skipped: int
    quotations: list[int] = field(default_factory=list)
    parts: Sequence[tuple[int, int]] = ()

    def stretch(self, first: int, last: int) -> Span:
        """Where the tokens ``first`` to ``last`` stand in the text, both included."""
        return Span(self._place(first)[0], self._place(last)[1])

    def _place(self, position: int) -> tuple[int, int]:
        number, before = self.parts[position] if self.parts else (position, 0)
        number += self.skipped
        piece = self.pieces[bisect_right(self.pieces, number, key=_first_token) - 1]
        if piece.quotation >= 0:
            return piece.start, piece.end
        if not piece.starts:
            piece.starts = _starts_in(self.text, piece)
        start = before + piece.starts[number - piece.first]
        return start, start + len(self.tokens[position].text)


def _opaque_stretches(text: str, found: Sequence[Found]) -> list[_Opaque]:
    """The stretches that the quotations cover, quote marks included, sorted; one per segment."""
    stretches = []
    for index, quotation in enumerate(found):
        for segment in quotation.segments:
            start, end = segment.start, segment.end
            while start > quotation.marks.start and text[start - 1] in _AROUND:
                start -= 1
            while end < quotation.marks.end and text[end] in _AROUND:
                end += 1
            if quotation.system == BLOCK and segment is quotation.segments[-1]:
                end = quotation.marks.end  # the link behind a post is nobody's words
            stretches.append(_Opaque(start, end, index))
    stretches.sort(key=lambda stretch: stretch.start)
    return stretches


def _written_in(text: str, start: int, end: int) -> list[str]:
    """What stands between white space in a stretch without quotations."""
    written = text[start:end].split()
    if written and written[0] == "-" and text[start] == "-" and start and not text[start - 1].isspace():
        del written[0]  # a hyphen right behind a quote mark is no dash
    return written


class _Parts(dict[str, tuple[Token, ...]]):
    """The tokens of what stands between white space, made when first asked for; "’s" and its like are their own."""

    def __missing__(self, written: str) -> tuple[Token, ...]:
        if len(self) >= _MOST_PARTS:
            self.clear()
        parts = tuple(token for word in _TOKEN.findall(written) for token in _part_word(word))
        return self.setdefault(written, parts)


_parts = _Parts()


def _part_word(word: str) -> tuple[Token, ...]:
    low = word.lower()
    if not word[0].isalnum():
        return (Token(word, word, "mark"),)
    if "'" not in word and "’" not in word:
        return (Token(word, low, "word", -1, low != word and word[0].isalpha()),)
    clitic = _CLITIC.search(word)
    size = clitic.start() if clitic and clitic.start() else len(word)
    body, tail = word[:size], word[size:]
    own = Token(body, body.lower().replace("n’t", "n't"), "word", -1, body[0].isupper())
    return (own, Token(tail, _CLITIC_FORMS.get(tail[1:].lower(), "'s"), "word")) if tail else (own,)


def _read_tokens(
    text: str, span: Span, stretches: Sequence[_Opaque], found: Sequence[Found]
) -> tuple[list[Token], list[_Piece]]:
    """The tokens of a sentence, and the pieces that they are from."""
    tokens: list[Token] = []
    pieces: list[_Piece] = []
    position = span.start
    for stretch in stretches:
        if position < stretch.start:
            pieces.append(_Piece(position, stretch.start, -1, len(tokens)))
            tokens += chain.from_iterable(map(_parts.__getitem__, _written_in(text, position, stretch.start)))
        if found[stretch.quotation].kind != "none":
            pieces.append(_Piece(stretch.start, stretch.end, stretch.quotation, len(tokens)))
            tokens.append(Token("", "", "quotation", stretch.quotation))
        position = max(position, stretch.end)
    if position < span.end:
        pieces.append(_Piece(position, span.end, -1, len(tokens)))
        tokens += chain.from_iterable(map(_parts.__getitem__, _written_in(text, position, span.end)))
    return tokens, pieces


def _starts_in(text: str, piece: _Piece) -> list[int]:
    """Where each token of a stretch of words begins."""
    starts, end = list[int](), piece.start
    for written in _written_in(text, piece.start, piece.end):
        at = text.index(written, end)
        end = at + len(written)
        for token in _parts[written]:
            at = text.index(token.text, at)
            starts.append(at)
            at += len(token.text)
    return starts


def _removed_sentences(text: str, removals: Sequence[Removal], found: Sequence[Found]) -> list[Span]:
    """Sentences of the stretches set aside that hold a quotation; nobody else splits those."""
    wanted = sorted(quotation.span for quotation in found if quotation.removed)
    spans: list[Span] = []
    following = iter(wanted)
    current = next(following, None)
    for removal in removals:
        while current is not None and current.end <= removal.span.start:
            current = next(following, None)
        if current is None:
            break
        if current.start >= removal.span.end:
            continue
        position = removal.span.start
        for boundary in _SENTENCE_END.finditer(text, removal.span.start, removal.span.end):
            spans.append(Span(position, boundary.start()))
            position = boundary.end()
        spans.append(Span(position, removal.span.end))
    return [span for span in spans if span]


def _merge_over_quotations(spans: Sequence[tuple[Span, bool]], stretches: Sequence[_Opaque]) -> list[tuple[Span, bool]]:
    """The sentences, those that share a quotation as one."""
    merged: list[tuple[Span, bool]] = []
    position = 0
    for span, removed in spans:
        if merged and merged[-1][1] == removed:
            before = merged[-1][0]
            while position < len(stretches) and stretches[position].end <= span.start:
                position += 1
            shared = position < len(stretches) and stretches[position].start < before.end
            if shared and span.start < stretches[position].end:
                merged[-1] = (Span(before.start, max(before.end, span.end)), removed)
                continue
        merged.append((span, removed))
    return merged


def read_frames(
    text: str, removals: Sequence[Removal], sentences: Sequence[Span], found: Sequence[Found]
) -> list[Sentence]:
    """The sentences of the frame in the order of the text, those set aside that hold a quotation included.

    Cost: linear in the text.
    """
    stretches = _opaque_stretches(text, found)
    spans = [(span, False) for span in sentences]
    if any(quotation.removed for quotation in found):
        spans += [(span, True) for span in _removed_sentences(text, removals, found)]
        spans.sort()
    line_starts = [0, *(line.end() for line in re.finditer(r"\r\n|\r|\n", text))]
    frames: list[Sentence] = []
    paragraph, line_before, removed_before, next_stretch = -1, -1, False, 0
    for span, removed in _merge_over_quotations(spans, stretches):
        line = bisect_right(line_starts, span.start)
        is_first = line != line_before or removed != removed_before
        paragraph += is_first
        line_before, removed_before = bisect_right(line_starts, max(span.start, span.end - 1)), removed
        inside: list[_Opaque] = []
        while next_stretch < len(stretches) and stretches[next_stretch].start < span.end:
            if stretches[next_stretch].end > span.start:
                inside.append(stretches[next_stretch])
            next_stretch += 1
        tokens, pieces = _read_tokens(text, span, inside, found)
        for at in range(0, max(len(tokens), 1), LONGEST):
            part = tokens[at : at + LONGEST]
            numbers = [token.quotation for token in part if token.kind == "quotation"] if inside else []
            frames.append(Sentence(part, paragraph, is_first and at == 0, removed, span, text, pieces, at, numbers))
    return frames


def read_stretch(text: str, span: Span) -> Sentence:
    """A stretch of text as one sentence that holds no quotation, whatever marks stand in it."""
    tokens, pieces = _read_tokens(text, span, (), ())
    return Sentence(tokens[:LONGEST], -1, False, False, span, text, pieces, 0)


def is_dash(token: Token) -> bool:
    """Whether the token is a dash."""
    return token.text in _DASHES


def ends_with_quotation(sentence: Sentence) -> bool:
    """Whether nothing but marks follows the last quotation of the sentence."""
    for token in reversed(sentence.tokens):
        if token.kind == "quotation":
            return True
        if token.kind == "word":
            return False
    return False
