"""A reference as an official style writes it, rendered by citeproc-py with its faults repaired.

What is hard here is that the one well-kept CSL processor for Python breaks five rules of the language that every
article without an author, with a quoted word in its title, or cited by MLA and Chicago runs into. Each is repaired
here, in a class laid over citeproc-py's own, and none by touching the styles, which stay as their makers published
them. The results are compared with those of citeproc-js, the reference implementation (``tests/citations``); the
decision is written down in ``docs/decisions/0019-citeproc-py-is-repaired.md``.

Source: Citation Style Language 1.0.2, https://docs.citationstyles.org/en/v1.0.2/specification.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from threading import Lock
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
from citeproc.frontend import CitationStylesStyle
from citeproc.model import CitationStylesElement, Label, Name, Substitute, Text
from citeproc.source import VariableError
from citeproc.source.json import CiteProcJSON
from citeproc.string import MixedString, NoCase, String
from lxml import etree

LOCALE = "en-US"
"""The language of the words that a style adds: the archive's own."""

_NAMESPACE = "http://purl.org/net/xbiblio/csl"
_KEY = "item"
_QUOTED = re.compile("“([^“”]*)”")
_STRAIGHT = re.compile(r'"([^"]*)"')
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w|$|\s)")
_AFTER_QUOTE = re.compile(r"([.?!,]?)([”’]+)([.,])")
_AFTER_SIGN = re.compile(r"([?!])\.(?=\s|$)")
_INNER_WORD = re.compile(r"(?<=[“‘«(\[-])[a-z]\w*")
_INITIAL = re.compile(r"(?<!\S)([A-Z])(?!\S)")
_LOCK = Lock()


class _Item(CitationItem):  # type: ignore[misc]  # citeproc-py has no types
    """What is cited, with the variables that have been printed so far, and those printed in place of the author."""

    def __init__(self) -> None:
        super().__init__(_KEY)
        self.printed: list[str] = []
        self.spent: set[str] = set()
        self._reference: Any = None

    @property
    def reference(self) -> Any:
        """The variables; looked up once."""
        if self._reference is None:
            self._reference = super().reference
        return self._reference


class _Substitute(Substitute):  # type: ignore[misc]  # citeproc-py has no types
    """Section 6.1.4, cs:substitute: variables that stand in for the names "are suppressed in the rest of the output".

    citeproc-py suppresses a variable only where it is named in the substitute itself, not in a macro that it calls.
    """

    def render(self, item: _Item, context: Any = None, **options: Any) -> Any:
        before = len(item.printed)
        text = super().render(item, context=context, **options)
        if text:
            item.spent.update(item.printed[before:])
        return text


class _Text(Text):  # type: ignore[misc]  # citeproc-py has no types
    """Texts that know what was printed already, and quotation marks within quotation marks."""

    def _variable(self, item: _Item, context: Any) -> Any:
        variable = self.get("variable")
        if variable in item.spent:
            return None
        text = super()._variable(item, context)
        if text:
            item.printed.append(variable)
        return text

    def get_macro(self, name: str) -> Any:
        """The macro of that name, from a table: citeproc-py searches the whole style for it, 300 times a reference."""
        return self.get_root().macros[name]

    def calls_variable(self) -> bool:
        """Whether anything in it depends on what is cited; of a macro this is found out once."""
        name = self.get("macro")
        if name is None:
            return bool(super().calls_variable())
        known = self.get_root().known_macros
        if name not in known:
            known[name] = bool(super().calls_variable())
        return bool(known[name])

    def case(self, text: Any, language: str | None = None) -> Any:
        """Section 6.1.8, text-case: a word behind a quotation mark, a bracket or a hyphen is a word too."""
        cased = super().case(text, language)
        segments = text if isinstance(text, MixedString) else [text]
        if self.get("text-case") != "title" or language != "en" or any(isinstance(one, NoCase) for one in segments):
            return cased
        return String(_INNER_WORD.sub(self._capitalise, str(cased)))

    def _capitalise(self, found: re.Match[str]) -> str:
        return found[0] if found[0] in self._stop_words else found[0].capitalize()

    def quote(self, string: Any) -> Any:
        """Section 6.1.7, quotes: the marks inside are those of the second level."""
        is_quoted = self.get("quotes", "false").lower() == "true"
        return super().quote(String(_QUOTED.sub(r"‘\1’", str(string)))) if is_quoted else string


class _Name(Name):  # type: ignore[misc]  # citeproc-py has no types
    """Section 7.2.1, initialize: "When set to “false” […], given names are no longer initialized"."""

    def initialize(self, given: str, mark: str, context: Any) -> str:
        if self.get("initialize") == "false":
            return _INITIAL.sub(r"\1.", given)
        return str(super().initialize(given, mark, context))


class _Label(Label):  # type: ignore[misc]  # citeproc-py has no types
    """Section 6.1.6, cs:label: a term is printed only where its variable is not empty."""

    def process(self, item: _Item, variable: str | None = None, plural: Any = None, **options: Any) -> Any:
        named = self.get("variable")
        if variable is None and named and named != "locator" and named.replace("-", "_") not in item.reference:
            raise VariableError
        return super().process(item, variable=variable, plural=plural, **options)


_REPAIRED = {"substitute": _Substitute, "text": _Text, "name": _Name, "label": _Label}


class _Style(CitationStylesStyle):  # type: ignore[misc]  # citeproc-py has no types
    """A style whose elements are citeproc-py's, but for the repaired ones."""

    def __init__(self, content: bytes) -> None:
        lookup = etree.ElementNamespaceClassLookup()
        namespace = lookup.get_namespace(_NAMESPACE)
        namespace[None] = CitationStylesElement
        for kind in CitationStylesElement.__subclasses__():
            namespace[kind.__name__.replace("_", "-").lower()] = kind
        namespace.update(_REPAIRED)
        self.parser = etree.XMLParser(remove_comments=True, no_network=True, resolve_entities=False)
        self.parser.set_element_class_lookup(lookup)
        self.xml = etree.parse(BytesIO(content), self.parser)
        self.root = self.xml.getroot()
        self.root.set_locale_list(LOCALE, validate=False)
        # lxml forgets an element's Python attributes with its last reference.
        self.kept = list(self.root.iter())
        self.root.macros = {macro.get("name"): macro for macro in self.root.findall(f"{{{_NAMESPACE}}}macro")}
        self.root.known_macros = {}


@cache
def _style(name: str) -> _Style:
    """A style, read once: 30 ms."""
    return _Style(files("archive.citations").joinpath("styles", f"{name}.csl").read_bytes())


def render_reference(style: str, item: Mapping[str, Any]) -> str:
    """The entry of a bibliography in plain text.

    Args:
        style: the name of a file in ``styles``, without its ending.
        item: what is cited, in CSL-JSON.

    >>> render_reference("apa", {"type": "article-newspaper", "title": "Rain", "container-title": "The Paper"})
    'Rain. (n.d.). The Paper.'
    """
    return _render(style, json.dumps(item))


@lru_cache(maxsize=1_000)
def _render(style: str, told: str) -> str:
    item = json.loads(told) | {"id": _KEY}
    if "title" in item:
        item["title"] = _typeset(item["title"])
    with _LOCK:  # citeproc-py keeps what it has printed on the style
        bibliography = CitationStylesBibliography(_style(style), CiteProcJSON([item]), formatter.plain)
        bibliography.register(Citation([_Item()]))
        written = "".join(str(entry) for entry in bibliography.bibliography())
    return _AFTER_SIGN.sub(r"\1", _AFTER_QUOTE.sub(_move_inside, written))


def _typeset(title: str) -> str:
    """The title with the marks of print in place of a typewriter's."""
    return title if "<span" in title else _STRAIGHT.sub(r"“\1”", _APOSTROPHE.sub("’", title))


def _move_inside(found: re.Match[str]) -> str:
    """American punctuation: a full stop or comma stands before the closing mark, and not after another sign."""
    ended, marks, sign = found.groups()
    if ended in {"?", "!"} and sign == ".":
        return ended + marks
    return (ended or sign) + marks if ended != "," else sign + marks
