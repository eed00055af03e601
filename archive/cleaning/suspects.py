"""Lines that look like no article and yet may be: kept, and flagged.

What is hard here is that a flag must be worth a look. A line gets one for a reason that can be told: it has a known
form, but stands where a paragraph of the article follows; or it stands unclosed below the last paragraph; or in a list
that no sentence announces, of lines that look like headlines behind their kickers; or several times. What is lost by a
wrong flag is a reader's second and no word; what is gained is that doubt is shown where there is doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.cleaning.machines import find_lone_refrains
from archive.cleaning.marks import Marks
from archive.cleaning.matching import Claim
from archive.cleaning.title_lists import find_title_lists
from archive.records import Removal, Suspect
from archive.spans import SpanIndex

MISPLACED = 0.5
"""The score of a line of a known form in a place where the rule does not remove it."""
BELOW = 0.4
"""The score of an unclosed line below the last paragraph."""
BELOW_RULE = "unclosed line below the article"
"""A flag without a row: no form is known, only the place tells."""
LISTED = 0.4
"""The score of a line in a list that may be titles of other articles."""
LISTED_RULE = "list that may be titles"
"""Another flag without a row."""
REFRAIN_RULE = "line that stands several times"
"""The third: below most of the article, where an article’s own list may have it."""
_FEWEST_PARAGRAPHS = 3
_LONGEST = 160


def find_suspects(
    marks: Marks, claims: dict[int, list[Claim]], removals: Sequence[Removal] = ()
) -> tuple[Suspect, ...]:
    """The flagged lines of a page that is marked: sorted, nothing of them set aside."""
    aside = SpanIndex(removal.span for removal in removals)
    found = sorted([*_misplaced(marks, claims), *_below(marks, claims), *_between(marks, claims)])
    return tuple(suspect for suspect in found if not aside.overlapping(suspect.span))


def _misplaced(marks: Marks, claims: dict[int, list[Claim]]) -> Iterator[Suspect]:
    for index, found in claims.items():
        if found and index not in marks.by_line and index not in marks.protected:
            rule = found[0].rule
            evidence = f"{found[0].evidence}, but the article goes on around it"
            yield Suspect(marks.page.lines[index].span, rule.label, rule.name, evidence, MISPLACED)


def _below(marks: Marks, claims: dict[int, list[Claim]]) -> Iterator[Suspect]:
    """The unclosed lines behind the last paragraph that stands, where there are enough to call it an article."""
    lines = marks.page.lines
    if len(marks.kept_prose()) < _FEWEST_PARAGRAPHS:
        return
    for index in range(marks.tail_start(), len(lines)):
        line = lines[index]
        is_free = index not in marks.by_line and index not in marks.protected and index not in claims
        if is_free and len(line.raw) <= _LONGEST and not (line.is_closed or line.quotes):
            evidence = "the line is no sentence and stands below the last paragraph"
            yield Suspect(line.span, "below-article", BELOW_RULE, evidence, BELOW)


def _between(marks: Marks, claims: dict[int, list[Claim]]) -> Iterator[Suspect]:
    """What may be a list of another page’s titles, or a line of the page’s, as far as no other flag has it."""
    last = marks.tail_start()
    found = {index: (REFRAIN_RULE, "navigation", evidence) for index, evidence in find_lone_refrains(marks)}
    for items, _ in find_title_lists(marks.page):
        evidence = f"one of {len(items)} unclosed lines behind kickers, in a list that no colon announces"
        found |= dict.fromkeys(items, (LISTED_RULE, "related-links", evidence)) if items[-1] < last else {}
    for index, (rule, label, evidence) in found.items():
        is_free = index not in marks.by_line and index not in marks.protected and index not in claims
        if index < last and is_free:
            yield Suspect(marks.page.lines[index].span, label, rule, evidence, LISTED)
