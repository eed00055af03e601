"""The text of a ``#:~:text=`` link, read and written.

What is hard here is punctuation: ``-``, ``,`` and ``&`` divide a directive, so inside a term they are percent-encoded;
everything that is not a letter or a digit of ASCII is too, because chat programs and wikis cut links at the rest. A
directive that breaks the grammar is passed over by browsers, so it is refused here, with the rule it broke.

Source: WICG, URL Fragment Text Directives (draft of 2024), 3.2 (syntax), 3.3 (the fragment directive), 3.4.1 (parse a
text directive).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote

from archive.errors import InvalidIdentifier

DELIMITER = ":~:"
"""What divides the fragment of an address from its directives."""
_NAME = "text="
_NEXT_STEP = "It looks like https://…#:~:text=[before-,]first words[,last words][,-after]."


@dataclass(frozen=True, slots=True)
class TextDirective:
    """Words of a page: ``start``, or from ``start`` to ``end``, right after ``prefix`` and right before ``suffix``.

    >>> str(TextDirective("well-known, they say", prefix="are"))
    'text=are-,well%2Dknown%2C%20they%20say'
    """

    start: str
    end: str | None = None
    prefix: str | None = None
    suffix: str | None = None

    def __str__(self) -> str:
        terms = (
            f"{_encode(self.prefix)}-" if self.prefix else None,
            _encode(self.start),
            _encode(self.end) if self.end else None,
            f"-{_encode(self.suffix)}" if self.suffix else None,
        )
        return _NAME + ",".join(term for term in terms if term)


def _encode(term: str) -> str:
    # "-" and "." stay in `quote`; the first divides terms, the second ends sentences and so links in running text.
    return quote(term, safe="").replace("-", "%2D").replace("~", "%7E")


def link_to(url: str, directive: TextDirective) -> str:
    """The address with the directive in place of any other; its own fragment stays.

    >>> link_to("https://example.org/a#part", TextDirective("to be"))
    'https://example.org/a#part:~:text=to%20be'
    """
    page, _, fragment = url.partition("#")
    return f"{page}#{fragment.partition(DELIMITER)[0]}{DELIMITER}{directive}"


def is_text_fragment_link(value: str) -> bool:
    """Whether an address carries a directive for a browser.

    >>> is_text_fragment_link("https://example.org/#:~:text=a"), is_text_fragment_link("https://example.org/#a")
    (True, False)
    """
    return DELIMITER in value.partition("#")[2]


def parse_link(value: str) -> tuple[str, tuple[TextDirective, ...]]:
    """The address without the directives, and its text directives, at least one.

    Raises:
        InvalidIdentifier: there is none that a browser would obey.

    >>> parse_link("https://example.org/a#:~:text=to%20be-,or,not&text=x")[1][0]
    TextDirective(start='or', end='not', prefix='to be', suffix=None)
    """
    page, _, fragment = value.partition("#")
    own, delimiter, directives = fragment.partition(DELIMITER)
    found = [one for one in directives.split("&") if one.startswith(_NAME)] if delimiter else []
    if not found:
        raise InvalidIdentifier(value, "there is no text directive (#:~:text=…) in this link", _NEXT_STEP)
    return page + (f"#{own}" if own else ""), tuple(_parse_directive(one) for one in found)


def _parse_directive(directive: str) -> TextDirective:
    terms = directive[len(_NAME) :].split(",")
    if "" in terms:
        raise InvalidIdentifier(directive, "one of its terms is empty", _NEXT_STEP)
    prefix = terms.pop(0)[:-1] if terms[0].endswith("-") else None
    suffix = terms.pop()[1:] if terms and terms[-1].startswith("-") else None
    if len(terms) not in {1, 2} or "" in {prefix, suffix}:
        rule = f"it has {len(terms)} terms beside what stands before and after, and may have one or two"
        raise InvalidIdentifier(directive, "one of its terms is empty" if "" in {prefix, suffix} else rule, _NEXT_STEP)
    start, end = terms[0], (terms[1] if len(terms) == 2 else None)
    return TextDirective(*(None if term is None else _decode(term, directive) for term in (start, end, prefix, suffix)))  # type: ignore[arg-type]  # the start is never None


def _decode(term: str, directive: str) -> str:
    words = unquote(term, errors="replace")
    if not words.strip():
        raise InvalidIdentifier(directive, "one of its terms is nothing but white space", _NEXT_STEP)
    return words
