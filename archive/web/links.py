"""Where each page of the archive is, below whatever address Datasette is served at.

All addresses are paths. The host that a request names is never repeated in a page: it may be anybody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, quote_plus, urlencode

from archive.identifiers import Permalink, TextDigest
from archive.spans import Span

NOT_STATED = "-"
"""How an address asks for what is not stated, as in ``outlet=-``."""


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of the archive's pages.

    ``base`` is the path that Datasette is served under, with a slash at its end; ``database`` the name under which it
    serves the archive; ``version`` changes with the static files, so that browsers notice. ``origin`` is the public
    address before the path, as ``https://archive.example``, where the server was told; feeds alone name it.

    >>> Links("/news/").document("0123456789abcdef")
    '/news/d/0123456789abcdef'
    """

    base: str = "/"
    database: str = "archive"
    version: str = ""
    origin: str = ""

    @property
    def home(self) -> str:
        """The first page."""
        return self.base

    @property
    def about(self) -> str:
        """What a link proves, and the glossary."""
        return f"{self.base}about"

    @property
    def add(self) -> str:
        """The form for adding an article."""
        return f"{self.base}add"

    @property
    def check(self) -> str:
        """The form for checking a draft."""
        return f"{self.base}check"

    def edits_feed(self, document: str = "") -> str:
        """What changed in articles, or in one, after they were first captured, as a feed."""
        return f"{self.base}edits.atom" + _query([("document", document)] if document else [])

    def absolute(self, address: str) -> str:
        """The address with the public one before it; as it is where that is not known.

        >>> Links(origin="https://archive.example").absolute("/about"), Links().absolute("/about")
        ('https://archive.example/about', '/about')
        """
        return self.origin + address

    def articles(self, after: str = "") -> str:
        """The articles, those captured last first, from the place ``after`` on."""
        return f"{self.base}articles" + _query([("after", after)] if after else [])

    @property
    def tables(self) -> str:
        """Datasette's own pages of the database."""
        return f"{self.base}{quote(self.database)}"

    def table(self, name: str, columns: Iterable[str] = ()) -> str:
        """Datasette's page of one table, with the columns asked for in the address."""
        return f"{self.tables}/{name}" + _query([("_col", column) for column in columns])

    def static(self, name: str) -> str:
        """A file that never changes under this address."""
        return f"{self.base}-/static-plugins/quote-archive/{name}" + (f"?v={self.version}" if self.version else "")

    def search(self, parameters: Iterable[tuple[str, str]] | Mapping[str, str] = (), suffix: str = "") -> str:
        """A search; ``suffix`` asks for another form, as ``.json`` and ``.csv`` do.

        >>> Links().search({"q": "Kursk", "outlet": NOT_STATED})
        '/search?q=Kursk&outlet=-'
        """
        pairs = parameters.items() if isinstance(parameters, Mapping) else parameters
        return f"{self.base}search{suffix}" + _query(pairs)

    def search_with(self, address: str, name: str, value: str) -> str:
        """The search at ``address`` with one parameter more.

        >>> Links().search_with("/search?q=Kursk", "outlet", "Le Monde")
        '/search?q=Kursk&outlet=Le+Monde'
        """
        return f"{address}{'&' if '?' in address else '?'}{name}={quote_plus(value)}"

    def feed(self, parameters: Iterable[tuple[str, str]] = ()) -> str:
        """The feed of what a search finds anew."""
        return f"{self.base}feed.atom" + _query(parameters)

    def permalink(self, permalink: Permalink | str, suffix: str = "") -> str:
        """A stretch of a text; ``suffix`` asks for another form, as ``.json`` does."""
        return f"{self.base}{permalink}{suffix}"

    def citations(self, permalink: Permalink | str) -> str:
        """The words behind a permalink as people cite them."""
        return f"{self.permalink(permalink)}/cite"

    def shared(self, permalink: Permalink | str, *, excerpt: bool = False) -> str:
        """The words behind a permalink as a file to keep, with the whole text in it or an excerpt."""
        return f"{self.permalink(permalink)}/share" + _query([("excerpt", "1")] if excerpt else [])

    def stretch(self, text: TextDigest, span: Span) -> str:
        """A stretch of a text."""
        return self.permalink(Permalink(text, span))

    def text(self, text: str, suffix: str = "", position: int | None = None, part: int = 0) -> str:
        """A text, from code point ``part`` on, at ``position``."""
        where = f"?from={part}" if part else ""
        return f"{self.base}t/{text}{suffix}{where}" + ("" if position is None else f"#c{position}")

    def utterance(self, utterance: str, suffix: str = "") -> str:
        """An utterance in all its wordings."""
        return f"{self.base}u/{utterance}{suffix}"

    def document(self, document: str, suffix: str = "") -> str:
        """An article."""
        return f"{self.base}d/{document}{suffix}"

    def comparison(self, document: str, before: str = "", after: str = "", suffix: str = "") -> str:
        """Two texts of an article side by side; without them, where a form sends its choice."""
        return f"{self.document(document)}/diff" + (f"/{before}..{after}{suffix}" if before else "")

    def memento(self, capture: str) -> str:
        """The bytes of a capture."""
        return f"{self.base}m/{capture}"

    def timegate(self, url: str) -> str:
        """Where Memento clients ask for the capture of ``url``, an encoded address, at a time."""
        return f"{self.base}timegate/{url}"

    def timemap(self, url: str) -> str:
        """The list of all captures of ``url``, an encoded address."""
        return f"{self.base}timemap/link/{url}"

    def speaker(self, speaker: str) -> str:
        """All that somebody is quoted with.

        >>> Links().speaker("kim-jong-un"), Links().speaker("金正恩")
        ('/s/kim-jong-un', '/s/%E9%87%91%E6%AD%A3%E6%81%A9')
        """
        return f"{self.base}s/{quote(speaker, safe='')}"

    def outlet(self, outlet: str) -> str:
        """All articles of one outlet."""
        return f"{self.base}o/{quote(outlet, safe='')}"


def _query(pairs: Iterable[tuple[str, str]]) -> str:
    encoded = urlencode(list(pairs))
    return f"?{encoded}" if encoded else ""
