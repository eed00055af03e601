"""Whether two names are one person's: "Kim Jong-un" and "Kim Jong Un", "Zelenskyy" and "Zelensky", "Путин" and "Putin".

`folding` brings a name into the form that its spellings share, `joining` makes one of all that share it and says why.
"""

from __future__ import annotations

from archive.name_forms.folding import FoldedName, NameKind, fold_name, in_latin_letters, kind_of_name
from archive.name_forms.joining import Join, is_one_name, join_names, say_evidence

__all__ = [
    "FoldedName",
    "Join",
    "NameKind",
    "fold_name",
    "in_latin_letters",
    "is_one_name",
    "join_names",
    "kind_of_name",
    "say_evidence",
]
