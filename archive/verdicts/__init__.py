"""From a drafted quotation and the archived texts that may hold its words to a verdict; pure text work.

Order of reading: `pieces` says what a drafted wording asks of a source, `texts` how an archived text is looked up,
`placing` where the words stand there, `cutting`, `speaking` and `changing` what can be wrong with that, and `judging`
gives the verdict.
"""

from __future__ import annotations

from archive.verdicts.judging import (
    SHOWN_AS,
    Claim,
    Verdict,
    VerdictName,
    find_placements,
    judge_placements,
    judge_unplaced,
)
from archive.verdicts.texts import ArchivedText, Holder, Utterance

__all__ = [
    "SHOWN_AS",
    "ArchivedText",
    "Claim",
    "Holder",
    "Utterance",
    "Verdict",
    "VerdictName",
    "find_placements",
    "judge_placements",
    "judge_unplaced",
]
