"""Analyses: what a rule set says about a text, kept whole as one record.

An analysis is computed in one piece, by any process, without database ids; so it is stored in one piece too. The rows
that people search are made from it (`archive.store.index`).
"""

from __future__ import annotations

from pydantic import TypeAdapter

from archive.errors import UnknownReference
from archive.identifiers import TextDigest
from archive.records import Analysis
from archive.store.connection import Store
from archive.store.facts.sealing import insert_sealed, replace_sealed

_FORM = TypeAdapter(Analysis)


def encode_analysis(analysis: Analysis) -> str:
    """The record as JSON: the same analysis gives the same characters in every process."""
    return _FORM.dump_json(analysis).decode()


def decode_analysis(record: str) -> Analysis:
    """The analysis that `encode_analysis` wrote down."""
    return _FORM.validate_json(record)


def put_analysis(store: Store, analysis: Analysis, made_at: str) -> None:
    """This analysis is the current one of its text; those of other rule sets stay, no longer current."""
    key = [analysis.text, analysis.rule_set]
    record = encode_analysis(analysis)
    held = store.row("SELECT * FROM analyses WHERE text = ? AND rule_set = ?", key)
    if held and held["record"] == record and held["is_current"]:
        return
    store.execute("UPDATE analyses SET is_current = 0 WHERE text = ? AND is_current = 1", [analysis.text])
    row = {"text": analysis.text, "rule_set": analysis.rule_set, "made_at": made_at, "record": record, "is_current": 1}
    if held:
        if held["record"] == record:
            row["made_at"] = held["made_at"]
        replace_sealed(store, "analyses", row)
    else:
        insert_sealed(store, "analyses", row)


def find_analysis(store: Store, text: TextDigest) -> Analysis | None:
    """The current analysis of a text, None when it has none."""
    record = store.value("SELECT record FROM analyses WHERE text = ? AND is_current = 1", [text])
    return None if record is None else decode_analysis(record)


def current_analysis(store: Store, text: TextDigest) -> Analysis:
    """The current analysis of a text.

    Raises:
        UnknownReference: the text has none.
    """
    analysis = find_analysis(store, text)
    if analysis is None:
        raise UnknownReference(text, "no text of this name was analysed", "archive documents lists what is held.")
    return analysis
