"""A reference for Wikipedia: the template ``{{cite news}}`` with the quotation in it.

What is hard here is that a value is wikitext. A bar would begin the next parameter, brackets a link, braces a template,
two apostrophes italics, an angle bracket a tag; each is written as a character reference. An archived copy is named
only where readers can open it: on a public web archive, or on this archive when it has a public address.

Source: English Wikipedia, Template:Cite news; Help:Citation Style 1, "Special characters".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.citations.writing import Format, nest_marks

if TYPE_CHECKING:
    from archive.citations.cited import Cited

_SPECIAL = re.compile(r"[|\[\]{}<>~]|''+|__+|&(?=#?\w+;)")


def write_wikipedia(cited: Cited) -> str:
    """The template, and behind it, as a comment, how the text came in."""
    fields: dict[str, str | None] = {}
    for number, author in enumerate(cited.authors, 1):
        mark = str(number) if len(cited.authors) > 1 else ""
        if author.is_person:
            family = " ".join(part for part in (author.family, author.suffix) if part)
            fields |= {f"last{mark}": family, f"first{mark}": author.given}
        else:
            fields[f"author{mark}"] = author.family
    fields |= {
        # The template puts double marks around it, and Wikipedia's manual of style wants single ones inside (MOS:QWQ).
        "title": nest_marks(cited.title) if cited.title else cited.name,
        "work": cited.outlet,
        "date": cited.published.in_words if cited.published else None,
        "language": cited.language,
        "quote": cited.words,
    }
    written = {name: escape_wikitext(value) for name, value in fields.items() if value} | _addresses(cited)
    body = "".join(f" |{name}={value}" for name, value in written.items())
    return f"{{{{cite news{body}}}}}<!-- {escape_wikitext(cited.as_archived).replace('--', '- -')} -->"


def _addresses(cited: Cited) -> dict[str, str]:
    """Where the article is, when that was seen, and a copy; the copy stands in for an address that is not known."""
    url = cited.url or (cited.copy.address if cited.copy else None)
    fields = {"url": url, "access-date": cited.accessed.in_words if cited.accessed else None}
    if cited.url and cited.copy:
        fields |= {"archive-url": cited.copy.address, "archive-date": cited.copy.taken_on.in_words}
    return {name: _literal(value) for name, value in fields.items() if value}


def escape_wikitext(value: str) -> str:
    """The value as a parameter of a template that shows just these characters.

    >>> escape_wikitext("a|b [[c]] {{d}}")
    'a&#124;b &#91;&#91;c&#93;&#93; &#123;&#123;d&#125;&#125;'
    """
    return _SPECIAL.sub(lambda found: "".join(f"&#{ord(one)};" for one in found[0]), value)


def _literal(address: str) -> str:
    """An address whose marks mean nothing in wikitext."""
    return address.replace("''", "%27%27")


FORMATS = (Format(11, "wikipedia", "Wikipedia", "a reference for an article of Wikipedia", write_wikipedia),)
"""One row."""
