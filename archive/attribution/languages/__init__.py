"""Who speaks in other languages than English: a pass by rules over tables of each language's small words.

The English pass beside it leans on large tables and a trained ranker. Here little is known of a language, and what is
known stands in one file (``rules/grammar_<code>.toml``): its articles, pronouns, prepositions, auxiliaries, verbs of
speech, offices. The sentence is read by its order: the clause behind the quotation, the clause before it, what went
before. Of a language without a table nothing is known: there only what any language shows is read (`plain`).
"""

from archive.attribution.languages.attributing import LanguagePass

__all__ = ["LanguagePass"]
