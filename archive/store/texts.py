"""A text with everything its current analysis says about it, as one record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from archive.cleaning.repeated import REPEATED
from archive.cleaning.rulings import RULED
from archive.cleaning.suspects import BELOW_RULE, LISTED_RULE, REFRAIN_RULE
from archive.identifiers import DocumentId, TextDigest
from archive.model import NoticeRecord
from archive.records import Removal, Suspect
from archive.ruled_speakers import AttributionRuling, governing
from archive.rules.boilerplate import load_boilerplate
from archive.store.analyses import current_analysis
from archive.store.connection import Store
from archive.store.documents import documents_of_text
from archive.store.facts.texts import text_of
from archive.store.held import read_document
from archive.store.quotations import quotations_in
from archive.store.ruled_speakers import attribution_ruling_record, has_ruled_speakers
from archive.store.rulings import decisions_on, in_force, ruling_record
from archive.store.site_counts import witnesses_of
from archive.text_model import AttributionRulingRecord, RemovalRecord, TextRecord


def text_record(store: Store, text: TextDigest) -> TextRecord:
    """The text of that name with removals, sentences, quotations and notices.

    Raises:
        UnknownReference: the archive does not hold it.
        Withdrawn: it was taken down.
    """
    content = text_of(store, text)
    analysis = current_analysis(store, text)
    seen_in = witnesses_of(store, text, content)
    documents = documents_of_text(store, text)
    reading = store.row("SELECT reader, encoding FROM readings WHERE text = ? ORDER BY rowid LIMIT 1", [text]) or {}
    return TextRecord(
        text=text,
        content=content,
        length=len(content),
        rule_set=analysis.rule_set,
        reader=reading["reader"],
        encoding=reading["encoding"],
        language=analysis.language,
        documents=list(documents),
        removals=[_removal_record(content, removal, seen_in) for removal in analysis.removals],
        suspects=[_removal_record(content, suspect, seen_in) for suspect in analysis.suspects],
        rulings=[ruling_record(decision, content) for decision in in_force(decisions_on(store, text))],
        attribution_rulings=attribution_rulings_of(store, text, documents),
        sentences=[(sentence.start, sentence.end) for sentence in analysis.sentences],
        quotations=quotations_in(store, text),
        notices=[
            NoticeRecord(
                start=notice.span.start, end=notice.span.end, kind=notice.kind, content=notice.span.of(content)
            )
            for notice in analysis.notices
        ],
    )


def attribution_rulings_of(
    store: Store, text: TextDigest, documents: Iterable[DocumentId]
) -> list[AttributionRulingRecord]:
    """What people ruled on who speaks in this text, or in the same words of another version of these articles.

    Oldest first; those that do not hold here say why.
    """
    found: dict[AttributionRuling, AttributionRulingRecord] = {}
    for document in documents:
        held = read_document(store, document) if has_ruled_speakers(store, document) else None
        reaches = held.reaches if held else ()
        ruled = governing(reaches).get(text, {})
        for reach in reaches:
            if reach.text == text:
                holds = reach.quotation is not None and ruled.get(reach.quotation.span) == reach.ruling
                content = text_of(store, reach.ruling.place.text)
                found.setdefault(reach.ruling, attribution_ruling_record(reach, content, holds=holds))
    return list(found.values())


def _removal_record(
    content: str, removal: Removal | Suspect, seen_in: Mapping[int, Sequence[TextDigest]]
) -> RemovalRecord:
    is_repeated = removal.rule == REPEATED
    return RemovalRecord(
        start=removal.span.start,
        end=removal.span.end,
        label=removal.label,
        rule=removal.rule,
        why=_why(removal),
        evidence=removal.evidence,
        score=removal.score,
        is_local=removal.is_local,
        seen_in=list(seen_in.get(removal.span.start, ())) if is_repeated else [],
        content=removal.span.of(content),
    )


WITHOUT_ROW = {
    REPEATED: "Other articles of the site have this line, its form, or such lines round it: it belongs to the site.",
    RULED: "A person who looked at it ruled that it is not the article.",
    BELOW_RULE: "What stands below the last paragraph is often the page's and not the article's.",
    LISTED_RULE: "A list that no sentence announces, of lines like headlines, is often one of links to other articles.",
    REFRAIN_RULE: "A line that stands several times is often the page's, but an article may end in such a list too.",
}
"""The reasons of the rules that have no row in a table."""


def _why(removal: Removal | Suspect) -> str:
    """The reason in the words of today's rule table; of a rule that is gone, what it saw."""
    rule = load_boilerplate().rules.get(removal.rule)
    return rule.why if rule else WITHOUT_ROW.get(removal.rule, removal.evidence)
