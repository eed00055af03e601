"""Two Atom feeds: the new quotations of a search, and what changed in articles after they were first captured.

A search's feed has each quotation once. When an article is captured again and has changed, all its quotations stand in
a new text and so under new links; those whose words were there before are no news, and are passed over. A long page
that changes every hour has thousands of them, which must not hide what is new elsewhere.
"""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup, escape

from archive.identifiers import DocumentId, parse_document_id
from archive.model import ChangeRecord, QuotationRecord
from archive.provenance import CAME_IN_SHORT, say_date
from archive.source_names import name_source
from archive.store import SearchFilters, Store
from archive.store.documents import document
from archive.store.edits import edits_of, latest_edits
from archive.store.firsts import first_seen
from archive.store.searching import MOST_HITS, search_quotations
from archive.web.answers import Answer, Request
from archive.web.asking import read_filters, read_pairs, without
from archive.web.atom import Entry, Feed, feed_body
from archive.web.edits import ShownEdit, TouchedQuotation, show_edits
from archive.web.links import Links
from archive.web.marking import show_invisible
from archive.web.wording import name_document, say_count, shorten

MOST_ENTRIES = 50
"""Entries of a feed."""
MOST_QUOTATIONS = 20
"""How many quotations one entry about a change tells of."""
MOST_READ = 20_000
"""How many hits are looked through for new ones, a few seconds; a feed that ends there says so."""
LONGEST_TITLE = 90
"""How many code points of a quotation stand in the title of its entry."""


def give_search_feed(store: Store, request: Request) -> Answer:
    """The new quotations of a search, those captured last first.

    Raises:
        InvalidQuery: the query cannot be read.
        InvalidValue: another parameter cannot.
    """
    links = request.links
    pairs = without(read_pairs(request), "after", "size", "sort", "in", "facet")
    filters = replace(
        read_filters(request), sort="captured", in_=("quotations",), limit=MOST_ENTRIES, after=None, all_versions=False
    )
    search = links.search(pairs)
    new, is_whole = _find_new(store, filters)
    about = ", ".join(f"{name}: {value}" for name, value in pairs if name != "q")
    title = f"“{filters.query}”" if filters.query else "all quotations"
    return feed_body(
        Feed(
            about=f"search feed {sorted(pairs)}",
            title=f"New quotations: {title}" + (f" ({about})" if about else ""),
            subtitle="Quotations that came into the archive, those captured last first." + ("" if is_whole else _CUT),
            address=links.absolute(links.feed(pairs)),
            page=links.absolute(search),
            entries=[_tell_quotation(row, links) for row in new],
        )
    )


_CUT = (
    f" No more than the {MOST_READ:,} hits captured last were looked through, so that older ones may be missing here."
)


def _find_new(store: Store, filters: SearchFilters) -> tuple[list[QuotationRecord], bool]:
    """The hits whose words were not in an earlier version of their article, and whether all were looked through."""
    new: list[QuotationRecord] = []
    read = 0
    while True:
        page = search_quotations(store, filters)
        seen = first_seen(store, page.hits)
        new += [row for row in page.hits if seen[row.document, row.quoted] == row.captured_at]
        read += len(page.hits)
        is_enough = page.next is None or len(new) >= MOST_ENTRIES
        if is_enough or read >= MOST_READ:
            return new[:MOST_ENTRIES], is_enough
        # What is new is mostly on the first page; where it is not, many rows at once take the least time for each.
        filters = replace(filters, after=page.next, limit=MOST_HITS)


def _tell_quotation(row: QuotationRecord, links: Links) -> Entry:
    address = links.absolute(links.permalink(row.permalink))
    words = show_invisible(row.shown)
    speaker = row.speaker or "Speaker not recognised"
    where = f"{row.outlet or 'outlet not stated'}, {say_date(row.published) or 'undated'}, {CAME_IN_SHORT[row.method]}"
    content = Markup(
        '<blockquote cite="{address}" dir="auto">{words}</blockquote><p>{speaker}, in <a href="{article}">{title}</a>. '
        "{where}, captured {captured}.</p>"
    ).format(
        address=address,
        words=words,
        speaker=(f"Attributed to {speaker}" if row.speaker else "Speaker not recognised")
        + (f" ({row.basis})" if row.is_ruled else ""),
        article=links.absolute(links.document(row.document)),
        title=row.title or name_source(row.source),
        where=where,
        captured=say_date(row.captured_at),
    )
    return Entry(
        about=f"{row.document} {row.permalink}",
        title=f"{speaker}: “{shorten(words, LONGEST_TITLE)}”",
        address=address,
        updated=row.captured_at,
        html=str(content),
        language=row.language,
    )


def give_edits_feed(store: Store, request: Request) -> Answer:
    """What changed in articles, or in one, after they were first captured, the latest changes first.

    Raises:
        InvalidIdentifier: the article asked for has no id of an article.
        UnknownReference: the archive has no article of that id.
    """
    links, wanted = request.links, request.first("document")
    title, page = "Changes in articles", links.home
    if wanted:
        record = document(store, parse_document_id(wanted))
        title, page = f"Changes in {name_document(record.title, record.opening)}", links.document(wanted)
        edits = edits_of(store, DocumentId(wanted), MOST_ENTRIES)
    else:
        edits = latest_edits(store, MOST_ENTRIES)
    return feed_body(
        Feed(
            about=f"edits feed {wanted}",
            title=title,
            subtitle="One entry for each time that an archived article was found to have another wording than before; "
            "where somebody supplied the text that differs, the entry says so.",
            address=links.absolute(links.edits_feed(wanted)),
            page=links.absolute(page),
            entries=[_tell_edit(edit, links) for edit in show_edits(store, edits, links, MOST_QUOTATIONS)],
        )
    )


def _tell_edit(shown: ShownEdit, links: Links) -> Entry:
    edit = shown.edit
    told = Markup("").join(_tell_touched(one, links) for one in shown.quotations)
    html = Markup(
        '<p>{noticed} on {when}{mark} {story}. <a href="{address}">Both versions side by side</a></p>{told}{rest}'
    ).format(
        noticed="Noticed" if edit.is_witnessed else "Captured",
        when=shown.noticed,
        mark="," if edit.is_witnessed else ":",
        story=shown.story,
        address=links.absolute(shown.address),
        told=told,
        rest=Markup("<p>{}</p>").format(shown.rest) if shown.rest else "",
    )
    touched = say_count(len(shown.quotations), "quotation") if shown.quotations else "no quotation"
    return Entry(
        about=f"edit {edit.document} {edit.before} {edit.after} {edit.noticed_at}",
        title=f"{shown.article}: version {edit.later}, {touched} touched"
        if edit.is_witnessed
        else f"{shown.article}: a supplied text differs, version {edit.later}",
        address=links.absolute(shown.address),
        updated=edit.noticed_at,
        html=str(html),
    )


def _tell_touched(one: TouchedQuotation, links: Links) -> Markup:
    """A quotation with what went and what came, in words and marks that stay in a reader without colours."""
    if one.changes:
        words = Markup("").join(_tell_change(change) for change in one.changes)
    else:
        gone = Markup("<del>{}</del>").format(one.before) if one.status == "gone" else escape(one.before)
        words = Markup("<ins>{}</ins>").format(one.after) if one.status == "new" else gone
    speaker = f" {one.speaker}" if one.speaker else ""
    head = Markup("{} <b>{}</b>{}").format(one.sign, one.words, speaker)
    if one.address:
        head = Markup('<a href="{}">{}</a>').format(links.absolute(one.address), head)
    return Markup('<p>{}</p><blockquote dir="auto">{}</blockquote>').format(head, words)


def _tell_change(change: ChangeRecord) -> Markup:
    if change.kind == "equal":
        return escape(change.after)
    gone = Markup("<del>{}</del> ").format(change.before.rstrip()) if change.before else Markup("")
    came = Markup("<ins>{}</ins> ").format(change.after.rstrip()) if change.after else Markup("")
    return gone + came
