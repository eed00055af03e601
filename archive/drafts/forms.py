"""In which form a draft is written, by its name or by what the user says; and the reader of each form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Literal, NamedTuple, get_args

from archive.drafts.draft import Draft, find_addresses, find_line_starts
from archive.errors import EmptyText, InvalidValue, UnreadableSource
from archive.readers.formats import PLAIN_TEXT, recognise_format
from archive.readers.plain import read_plain

FormName = Literal["markdown", "html", "text", "docx"]
"""The forms that a draft may have."""
LARGEST_DRAFT = 16 * 2**20
"""Bytes of a draft: a library shelf. What is larger is no draft."""


class Form(NamedTuple):
    """One form: its name, the suffixes of its files, and what reads its characters."""

    name: FormName
    suffixes: tuple[str, ...]
    read: Callable[[str, str], Draft]


def read_text(content: str, name: str) -> Draft:
    """The text of a draft that is nothing but text; addresses in it are links."""
    return Draft(name, content, links=tuple(find_addresses(content)), line_starts=find_line_starts(content))


def _read_words(content: str, name: str) -> Draft:
    """Plain text, or what a wiki's editor has in the window."""
    from archive.drafts.wikitext import is_wikitext, read_wikitext

    return read_wikitext(content, name) if is_wikitext(content) else read_text(content, name)


def _read_markdown(content: str, name: str) -> Draft:
    from archive.drafts.markdown import read_markdown  # markdown-it: 30 ms
    from archive.drafts.wikitext import is_wikitext, read_wikitext

    return read_wikitext(content, name) if is_wikitext(content) else read_markdown(content, name)


def _read_html(content: str, name: str) -> Draft:
    from archive.drafts.html import read_html_draft

    return read_html_draft(content, name)


FORMS: tuple[Form, ...] = (
    Form("markdown", (".md", ".markdown", ".mdown", ".qmd", ".rmd"), _read_markdown),
    Form("html", (".html", ".htm", ".xhtml"), _read_html),
    Form("text", (".txt", ".text", ".wiki", ".wikitext", ".mediawiki", ""), _read_words),
)
"""The forms whose files are characters; DOCX is none of them."""


def form_of(name: str, given: str | None = None) -> FormName:
    """The form of a draft of this name; what is ``given`` counts more.

    Raises:
        InvalidValue: no form has that suffix.

    >>> form_of("draft.MD"), form_of("-"), form_of("draft.docx")
    ('markdown', 'markdown', 'docx')
    """
    if given:
        found: FormName | None = next((form for form in get_args(FormName) if form == given), None)
        if found is None:
            raise InvalidValue(given, f"is no form of a draft; there are {', '.join(get_args(FormName))}")
        return found
    suffix = PurePath(name).suffix.lower()
    if name == "-":
        return "markdown"  # plain text is read alike, but for stars and addresses
    if suffix == ".docx":
        return "docx"
    named = next((form.name for form in FORMS if suffix in form.suffixes), None)
    if named is None:
        rule = f"nothing says in what form a {suffix} file is written"
        raise InvalidValue(name, rule, f"Say it: --as {', '.join(get_args(FormName))}.")
    return named


def read_draft(content: bytes, name: str, given: str | None = None) -> Draft:
    r"""The draft in these bytes.

    Args:
        content: the file.
        name: what the user calls it; its suffix tells the form.
        given: the form, where the user says it.

    Raises:
        InvalidValue: the form is not known.
        UnreadableSource: it is too large, or of another form.
        EmptyText: there is nothing in it.

    >>> read_draft(b"He said: \"No.\"", "draft.txt").position(10)
    (1, 11)
    """
    form = form_of(name, given)
    if len(content) > LARGEST_DRAFT:
        rule = f"it has {len(content) // 2**20:,} MiB, and a draft has at most {LARGEST_DRAFT // 2**20}"
        raise UnreadableSource(name, rule, "Check it in parts.")
    if form == "docx":
        from archive.drafts.docx import read_docx

        draft = read_docx(content, name)
    else:
        found = recognise_format(content)
        if found != PLAIN_TEXT and form != "html" and content[:4] != b"<?xm" and not found.startswith("an HTML"):
            raise UnreadableSource(
                name, f"this is {found}, not {form}", "Save the draft as text, or name its form: --as."
            )
        words = read_plain(content, name).text
        draft = next(known for known in FORMS if known.name == form).read(words, name)
    if not draft.text.strip():
        raise EmptyText(name, "there is no word in it")
    return draft
