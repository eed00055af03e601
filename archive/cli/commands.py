"""The commands of this version: one row each, in the order and the sections that ``archive --help`` shows.

One row and one module are all it takes to add a command; the module is imported when the command is called.
"""

from __future__ import annotations

from typing import NamedTuple


class CommandRow(NamedTuple):
    """One command: its name, where it lives, where ``--help`` lists it, and what it does in one line."""

    name: str
    module: str
    section: str
    summary: str


EVERY_DAY = "Every day"
LOOK_CLOSER = "Look closer"
LOOK_AFTER = "Look after"
SECTIONS = (EVERY_DAY, LOOK_CLOSER, LOOK_AFTER)
"""The sections of ``archive --help``, in order."""

COMMANDS = (
    CommandRow("add", "archive.cli.add", EVERY_DAY, "Archive articles: addresses, files, folders, feeds."),
    CommandRow("search", "archive.cli.search", EVERY_DAY, "Find who said what: full text and filters."),
    CommandRow("check", "archive.cli.check", EVERY_DAY, "Check the quotations of a draft against the archive."),
    CommandRow("cite", "archive.cli.cite", EVERY_DAY, "Cite words: footnote, Wikipedia, BibTeX, APA and more."),
    CommandRow("share", "archive.cli.share", EVERY_DAY, "Put a quotation with its proof into one HTML file."),
    CommandRow("serve", "archive.cli.serve", EVERY_DAY, "Show the archive as web pages on this machine."),
    CommandRow("documents", "archive.cli.documents", LOOK_CLOSER, "List the articles."),
    CommandRow("quotations", "archive.cli.quotations", LOOK_CLOSER, "List quotations with their speakers and links."),
    CommandRow("speakers", "archive.cli.speakers", LOOK_CLOSER, "List speakers; rule on who is one and who said it."),
    CommandRow("utterances", "archive.cli.utterances", LOOK_CLOSER, "Find one utterance in several wordings."),
    CommandRow("show", "archive.cli.show", LOOK_CLOSER, "Show a text or a link with everything marked on it."),
    CommandRow("log", "archive.cli.log", LOOK_CLOSER, "List the captures and versions of an article."),
    CommandRow("diff", "archive.cli.diff", LOOK_CLOSER, "Compare two versions of an article, quotations first."),
    CommandRow("recheck", "archive.cli.recheck", LOOK_AFTER, "Capture again what is due; tell what has changed."),
    CommandRow("describe", "archive.cli.describe", LOOK_AFTER, "See, give or correct what is known of an article."),
    CommandRow("keep", "archive.cli.keep", LOOK_AFTER, "Say that a stretch set aside is the article."),
    CommandRow("remove", "archive.cli.remove", LOOK_AFTER, "Say that a stretch is not the article."),
    CommandRow("verify", "archive.cli.verify", LOOK_AFTER, "Check that nothing in the archive was altered."),
    CommandRow("reprocess", "archive.cli.reprocess", LOOK_AFTER, "Bring articles up to today's readers and rules."),
    CommandRow("backup", "archive.cli.backup", LOOK_AFTER, "Copy the archive safely, even while it is in use."),
)
"""Every command of this version."""

OTHER_NAMES = {
    "import": "add",
    "capture": "add",
    "fetch": "add",
    "update": "recheck",
    "watch": "recheck",
    "find": "search",
    "grep": "search",
    "query": "search",
    "ls": "documents",
    "list": "documents",
    "articles": "documents",
    "quotes": "quotations",
    "wordings": "utterances",
    "people": "speakers",
    "who": "speakers",
    "merge": "speakers",
    "attribute": "speakers",
    "cat": "show",
    "view": "show",
    "open": "show",
    "history": "log",
    "versions": "log",
    "compare": "diff",
    "changes": "diff",
    "tag": "describe",
    "edit": "describe",
    "restore": "keep",
    "exclude": "remove",
    "fsck": "verify",
    "reanalyse": "reprocess",
    "upgrade": "reprocess",
    "quote": "cite",
    "reference": "cite",
    "bibtex": "cite",
    "footnote": "cite",
    "send": "share",
    "export": "share",
    "web": "serve",
    "start": "serve",
    "datasette": "serve",
    "copy": "backup",
    "dump": "backup",
}
"""Words that people try first, and the command they mean; used for suggestions only."""


def nearest_command(word: str) -> str | None:
    """The command that a mistyped ``word`` most likely means, None when nothing is near.

    >>> nearest_command("serch"), nearest_command("ls"), nearest_command("xyzzy")
    ('search', 'documents', None)
    """
    from difflib import get_close_matches  # only a mistyped command pays for it

    names = {row.name: row.name for row in COMMANDS} | OTHER_NAMES
    near = get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    return names[near[0]] if near else None
