"""Analyses: what a rule set says about a text, kept whole as one record.

An analysis is computed in one piece, by any process, without database ids; so it is stored in one piece too. The rows
that people search are made from it (`archive.store.index`).

What people ruled on a text gives a second analysis of it, kept beside that of the rules under the rule set's name with
the rulings' digest behind a plus sign, and current while they hold. What a site repeats is laid over either when it is
read: it is known from other texts, and changes with them.
"""

from __future__ import annotations

from pydantic import TypeAdapter

from archive.analysis import RULINGS_MARK
from archive.cleaning.repeated import lay_repeated
from archive.errors import UnknownReference
from archive.identifiers import TextDigest
from archive.records import Analysis
from archive.store.connection import Store
from archive.store.facts.sealing import insert_sealed, replace_sealed
from archive.store.repeated_lines import repeated_lines_of

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
    """The current analysis of a text with the lines that its site repeats, None when it has none."""
    analysis = find_own_analysis(store, text)
    return None if analysis is None else lay_repeated(analysis, repeated_lines_of(store, text))


def find_own_analysis(store: Store, text: TextDigest) -> Analysis | None:
    """What the rules and people say of a text, whatever its site repeats; None when it has no analysis."""
    record = store.value("SELECT record FROM analyses WHERE text = ? AND is_current = 1", [text])
    return None if record is None else decode_analysis(record)


def current_rule_set(store: Store, text: TextDigest) -> str | None:
    """The name under which the current analysis of a text is kept, None when it has none."""
    name = store.value("SELECT rule_set FROM analyses WHERE text = ? AND is_current = 1", [text])
    return None if name is None else str(name)


def find_rules_analysis(store: Store, text: TextDigest) -> Analysis | None:
    """What the rules alone say of a text: what a version's identity is made from; None when it has no analysis."""
    analysis = find_own_analysis(store, text)
    if analysis is None or RULINGS_MARK not in analysis.rule_set:
        return analysis
    rule_set, _, _ = analysis.rule_set.partition(RULINGS_MARK)
    record = store.value("SELECT record FROM analyses WHERE text = ? AND rule_set = ?", [text, rule_set])
    return None if record is None else decode_analysis(record)


def rules_analysis(store: Store, text: TextDigest) -> Analysis:
    """As `find_rules_analysis`, for a text that must have one.

    Raises:
        UnknownReference: the text has none.
    """
    return _must_have(find_rules_analysis(store, text), text)


def current_analysis(store: Store, text: TextDigest) -> Analysis:
    """As `find_analysis`, for a text that must have one.

    Raises:
        UnknownReference: the text has none.
    """
    return _must_have(find_analysis(store, text), text)


def _must_have(analysis: Analysis | None, text: TextDigest) -> Analysis:
    if analysis is None:
        raise UnknownReference(text, "no text of this name was analysed", "archive documents lists what is held.")
    return analysis
