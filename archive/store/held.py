"""All that the index says about a document is made from this: its captures, texts, analyses and what is known of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from archive.cleaning.repeated import lay_repeated
from archive.identifiers import DocumentId, TextDigest
from archive.model import MetadatumRecord
from archive.records import Analysis
from archive.ruled_speakers import AttributionRuling, Reach, ReadText, governing, lay_speakers_over, reach_of_rulings
from archive.spans import Span
from archive.store.analyses import current_analysis, find_own_analysis
from archive.store.called import read_called
from archive.store.connection import Store
from archive.store.facts.captures import TEXT_TODAY
from archive.store.facts.texts import text_of, withdrawal_of
from archive.store.metadata import effective_metadata
from archive.store.repeated_lines import repeated_lines_of
from archive.store.ruled_speakers import has_ruled_speakers, speaker_rulings_on

GONE_STATUSES = (404, 410)
"""Not Found and Gone (RFC 9110, sections 15.5.5 and 15.5.11): what a server answers for a page taken off."""
Row = dict[str, Any]
"""The columns of a row by name, without its ``id``."""


@dataclass(frozen=True, slots=True)
class HeldText:
    """One text of a document with what is said about it.

    ``own_analysis`` is what the rules and people say; ``analysis`` knows also which lines its site repeats, and whose
    words people ruled its quotations to be.
    """

    digest: TextDigest
    content: str
    own_analysis: Analysis
    analysis: Analysis
    number: int
    first_capture: Row


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """All that the index rows of a document are made from.

    ``texts`` are those that are analysed and not withdrawn: newest version first, in each version the representative
    first. ``newest`` is the one of them captured last. ``captures`` are rows with their version ``number``, oldest
    first: those that held the article; ``others`` those that did not. ``called`` has the names that people gave to
    speakers of this article, by the ids that these have otherwise; ``reaches`` what people ruled on the speakers of
    single quotations means for each text, oldest first.
    """

    id: DocumentId
    newest: HeldText | None
    texts: tuple[HeldText, ...]
    captures: tuple[Row, ...]
    others: tuple[Row, ...]
    metadata: tuple[MetadatumRecord, ...]
    called: Mapping[str, str] = field(default_factory=dict)
    reaches: Sequence[Reach] = ()

    def known(self, field: str) -> str | None:
        """What is known of this field, None when nothing is."""
        return next((metadatum.value for metadatum in self.metadata if metadatum.field == field), None)

    @property
    def gone_at(self) -> str | None:
        """Since when its address answers that there is nothing, None while the latest answers held the article."""
        last = self.captures[-1]["captured_at"]
        answers = (row for row in self.others if row["captured_at"] > last and row["status"] in GONE_STATUSES)
        return next((str(row["captured_at"]) for row in answers), None)

    @property
    def changed_at(self) -> str | None:
        """When a capture last gave another version than the one before it, None while none did."""
        pairs = pairwise(self.captures)
        changes = [str(later["captured_at"]) for earlier, later in pairs if earlier["number"] != later["number"]]
        return changes[-1] if changes else None

    @property
    def tags(self) -> str:
        """The tags as a JSON list."""
        return to_json([metadatum.value for metadatum in self.metadata if metadatum.field == "tag"])


def to_json(values: Any) -> str:
    """JSON as it stands in the tables: readable in every script."""
    return json.dumps(values, ensure_ascii=False)


def capture_rows(store: Store, document: DocumentId) -> list[Row]:
    """The rows of the table ``captures``, oldest first, each with its ``text_today`` and the ``number`` of its version.

    Both are None where the capture held no article.
    """
    return store.rows(
        f"WITH read AS (SELECT captures.*, {TEXT_TODAY} AS text_today FROM captures WHERE document = ?) "
        "SELECT read.*, versions.number FROM read "
        "LEFT JOIN versions ON versions.document = read.document AND versions.text = text_today "
        "ORDER BY captured_at, id",
        [document],
    )


def read_document(store: Store, document: DocumentId) -> HeldDocument | None:
    """All that the index says about a document is made from this; None when no capture ever held an article."""
    rows = capture_rows(store, document)
    captures = [row for row in rows if row["number"] is not None]
    others = [row for row in rows if row["number"] is None]
    if not captures:
        return None
    latest = {capture["number"]: place for place, capture in enumerate(captures)}
    first: dict[str, Row] = {}
    for capture in captures:
        first.setdefault(capture["text_today"], capture)
    for capture in captures:  # texts that a reader of an earlier day read: their links stay alive
        first.setdefault(capture["text"], capture)
    held = [text for digest, capture in first.items() if (text := _read_text(store, digest, capture))]
    reaches = _reaches(store, document, held)
    ruled = governing(reaches)
    held = [_with_speakers(text, ruled.get(text.digest, {})) for text in held]
    # `first` is in order of first capture and sorting is stable, so each version's representative comes first,
    # and texts as read today before those of earlier readers.
    texts = sorted(held, key=lambda text: -latest[text.number])
    by_digest = {str(text.digest): text for text in texts}
    newest = next((by_digest[row["text_today"]] for row in reversed(captures) if row["text_today"] in by_digest), None)
    metadata = effective_metadata(store, document, newest.analysis if newest else None)
    called = read_called(store, document)
    return HeldDocument(
        document, newest, tuple(texts), tuple(captures), tuple(others), tuple(metadata), called, reaches
    )


def _read_text(store: Store, digest: str, capture: Row) -> HeldText | None:
    text = TextDigest(digest)
    own = find_own_analysis(store, text)
    if own is None or withdrawal_of(store, text) is not None:
        return None
    analysis = lay_repeated(own, repeated_lines_of(store, text))
    return HeldText(text, text_of(store, text), own, analysis, capture["number"], capture)


def analysis_in(store: Store, document: DocumentId, text: TextDigest) -> Analysis:
    """What is said of a text of this article, with the speakers that people ruled.

    Raises:
        UnknownReference: the text was not analysed.
    """
    held = read_document(store, document) if has_ruled_speakers(store, document) else None
    found = (one.analysis for one in (held.texts if held else ()) if one.digest == text)
    return next(found, None) or current_analysis(store, text)


def _reaches(store: Store, document: DocumentId, held: Sequence[HeldText]) -> list[Reach]:
    """What people ruled on the speakers of this article's quotations means for each of its texts, oldest first."""
    if not has_ruled_speakers(store, document):
        return []
    rulings = [ruling for text in held for ruling in speaker_rulings_on(store, text.digest)]
    texts = [ReadText(text.digest, text.content, text.analysis) for text in held]
    return reach_of_rulings(texts, sorted(rulings, key=lambda ruling: ruling.made_at))


def _with_speakers(text: HeldText, rulings: Mapping[Span, AttributionRuling]) -> HeldText:
    return replace(text, analysis=lay_speakers_over(text.analysis, text.content, rulings)) if rulings else text


def folded(words: str) -> str:
    """Words as they are compared between versions: runs of white space count as one space."""
    return " ".join(words.split())
