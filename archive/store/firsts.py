"""When the words of a quotation were first seen in their article, whatever version they stand in now."""

from __future__ import annotations

import json
from collections.abc import Sequence

from archive.model import QuotationRecord
from archive.store.connection import Store


def first_seen(store: Store, quotations: Sequence[QuotationRecord]) -> dict[tuple[str, str], str]:
    """For each (document, words) of these quotations, when a version with just these words was first captured."""
    rows = store.rows(
        "SELECT document, quoted, min(captured_at) AS first FROM quotations "
        "WHERE document IN (SELECT value FROM json_each(?)) GROUP BY document, quoted",
        [json.dumps(sorted({quotation.document for quotation in quotations}))],
    )
    found = {(row["document"], row["quoted"]): row["first"] for row in rows}
    return {
        (quotation.document, quotation.quoted): found.get((quotation.document, quotation.quoted), quotation.captured_at)
        for quotation in quotations
    }
