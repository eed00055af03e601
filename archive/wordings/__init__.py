"""How two wordings relate: whether they are one utterance in the same words, in others, in part, or not at all.

Order of reading: `terms` cuts a wording into weighed terms, `likeness` says which term of one is which of the other,
`guards` holds apart what differs in a number, a date, a negation or an opposite, `comparing` gives the answer.
"""

from __future__ import annotations

from archive.wordings.comparing import SAME_UTTERANCE, Comparison, Relation, compare_wordings
from archive.wordings.guards import Conflict
from archive.wordings.terms import Term, split_terms

__all__ = ["SAME_UTTERANCE", "Comparison", "Conflict", "Relation", "Term", "compare_wordings", "split_terms"]
