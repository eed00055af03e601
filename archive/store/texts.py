"""A text with everything its current analysis says about it, as one record."""

from __future__ import annotations

from archive.identifiers import TextDigest
from archive.model import NoticeRecord, RemovalRecord, TextRecord
from archive.records import Removal
from archive.rules.boilerplate import load_boilerplate
from archive.store.analyses import current_analysis
from archive.store.connection import Store
from archive.store.documents import documents_of_text
from archive.store.facts.texts import text_of
from archive.store.quotations import quotations_in


def text_record(store: Store, text: TextDigest) -> TextRecord:
    """The text of that name with removals, sentences, quotations and notices.

    Raises:
        UnknownReference: the archive does not hold it.
        Withdrawn: it was taken down.
    """
    content = text_of(store, text)
    analysis = current_analysis(store, text)
    reading = store.row("SELECT reader, encoding FROM readings WHERE text = ? ORDER BY rowid LIMIT 1", [text]) or {}
    return TextRecord(
        text=text,
        content=content,
        length=len(content),
        rule_set=analysis.rule_set,
        reader=reading["reader"],
        encoding=reading["encoding"],
        language=analysis.language,
        documents=list(documents_of_text(store, text)),
        removals=[_removal_record(content, removal) for removal in analysis.removals],
        sentences=[(sentence.start, sentence.end) for sentence in analysis.sentences],
        quotations=quotations_in(store, text),
        notices=[
            NoticeRecord(
                start=notice.span.start, end=notice.span.end, kind=notice.kind, content=notice.span.of(content)
            )
            for notice in analysis.notices
        ],
    )


def _removal_record(content: str, removal: Removal) -> RemovalRecord:
    return RemovalRecord(
        start=removal.span.start,
        end=removal.span.end,
        label=removal.label,
        rule=removal.rule,
        why=_why(removal),
        evidence=removal.evidence,
        score=removal.score,
        content=removal.span.of(content),
    )


def _why(removal: Removal) -> str:
    """The reason in the words of today's rule table; of a rule that is gone, what it saw."""
    rule = load_boilerplate().rules.get(removal.rule)
    return rule.why if rule else removal.evidence
