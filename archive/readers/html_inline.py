"""The text of one block as a browser shows it: white space, line ends, the marks of ``<q>``.

What is hard here is ``<q>``: browsers draw quote marks around it that are nowhere in the page, so without them the text
would not show that somebody is quoted. They are drawn by the page's language, except where the page wrote its own. Only
ASCII white space is folded: a no-break space is a character of the text (CSS Text 3, 4.1).
"""

from __future__ import annotations

import re

from archive.rules.signs import quote_signs

_SPACE = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r"[ \t]*\x0b[ \t]*")
LINE = "\x0b"
"""Stands for a line end while a block is put together; markup cannot hold this character."""
OPEN_Q, CLOSE_Q = "\x01", "\x02"
"""Stand for the marks of ``<q>`` until the block is whole."""
GLUE = "\x03"
"""Stands behind a large first letter: what follows is the rest of its word, whatever space the markup has there."""
_GLUED = re.compile(rf"(?:(?<=[^\W\d_AEIOUYÀÈÉÒÙÓÉÍВИКОСУЯЄІЙА]){GLUE}[ \t]*(?=[^\W\d_A-Z])|{GLUE})")
"""A letter that may be a word by itself keeps its space."""
_Q_MARKS = {"de": "„“", "fr": "«»", "sv": "””", "fi": "””", "da": "»«", "ja": "「」", "pl": "„”", "cs": "„“"}
"""The marks that browsers draw around ``<q>`` by language (CLDR, delimiters); “ ” for all others."""


def q_marks_of(language: str) -> str:
    """The two marks that browsers draw around ``<q>`` in a page of this language.

    >>> q_marks_of("de-AT"), q_marks_of("")
    ('„“', '“”')
    """
    return _Q_MARKS.get(language[:2].lower(), "“”")


def fold_text(raw: str, q_marks: str) -> str:
    r"""The text of a block as a browser shows it.

    >>> fold_text("one \n two\x0bthree", "“”")
    'one two\nthree'
    >>> fold_text("T\x03 he bridge", "“”"), fold_text("A\x03 bridge", "“”")
    ('The bridge', 'A bridge')
    """
    text = _SPACE.sub(" ", raw)
    if GLUE in text:
        text = _GLUED.sub("", text)
    if LINE in text:
        text = _AROUND_BREAK.sub("\n", text)
    if OPEN_Q in text or CLOSE_Q in text:
        text = _draw_marks(text, q_marks)
    return text.strip()


def _draw_marks(text: str, marks: str) -> str:
    r"""The text with the marks of ``<q>`` drawn, except where the page wrote marks itself.

    >>> _draw_marks("a \x01b\x02 \x01“c”\x02", "«»")
    'a «b» “c”'
    """
    signs = quote_signs()
    drawn: list[str] = []
    own: list[bool] = []
    for index, character in enumerate(text):
        if character == OPEN_Q:
            own.append(text[index + 1 : index + 2] in signs or text[index - 1 : index] in signs)
            drawn.append("" if own[-1] else marks[0])
        elif character == CLOSE_Q:
            drawn.append("" if not own or own.pop() else marks[1])
        else:
            drawn.append(character)
    return "".join(drawn)
