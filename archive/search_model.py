"""What a search gives to other programs, in the one form of all exports (`archive.model`)."""

from __future__ import annotations

from typing import Literal

from archive.model import Facet, QuotationRecord, Record, SentenceRecord


class SentencesRecord(Record):
    """The sentences of a search: ``total`` and ``documents`` count all, ``next`` is where those after these are."""

    total: int
    documents: int
    sorted_by: Literal["date", "relevance", "captured"]
    next: str | None
    hits: list[SentenceRecord]


class SearchRecord(Record):
    """One page of a search: what it found, how much there is, and what narrows it down.

    ``total``, ``speakers`` and ``documents`` count all quotations found, not those on this page; with ``facets`` they
    are null and empty where quotations were not searched, as ``sentences`` is where sentences were not.
    """

    query: str
    total: int | None
    speakers: int | None
    documents: int | None
    sorted_by: Literal["date", "relevance", "captured"] | None
    next: str | None
    hits: list[QuotationRecord]
    sentences: SentencesRecord | None
    facets: list[Facet]
