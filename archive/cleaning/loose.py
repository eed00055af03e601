"""Lines that could be a headline or a sentence as well: set aside below the article only, where no article goes on.

What is hard here is that "Contact our embassy" is an invitation in one place and a headline in another; its words do
not tell. So the place must: such a line goes only behind the last paragraph, and a closed sentence, which may be that
last paragraph, only behind a line that is surely the page's own. In doubt the line stays.
"""

from __future__ import annotations

from archive.cleaning.marks import IN_THE_ARTICLE, Marks, end_of_most
from archive.cleaning.matching import Claim


def mark_loose(marks: Marks, claims: dict[int, list[Claim]]) -> None:
    """Set aside the lines below the article whose form is known but proves nothing by itself."""
    pending: dict[int, Claim] = {}
    for index in range(_below_article(marks, claims), len(marks.page.lines)):
        if index in marks.by_line:
            continue
        claim = None if index in marks.protected else next(iter(claims.get(index, [])), None)
        page_goes_on = index - 1 in marks.by_line or index - 1 in pending
        if claim and (page_goes_on or not marks.page.lines[index].is_closed):
            pending[index] = claim
        elif index in marks.page.prose_set:  # the article goes on after all
            pending.clear()
    for index, claim in pending.items():
        marks.mark(index, claim)


def mark_in_company(marks: Marks, claims: dict[int, list[Claim]]) -> None:
    """Set aside the lines of known forms that stand next to one another below most of the article.

    One such line may be a sentence of the article's. Two in a row are no accident; nor is one that is no sentence,
    beside a line that is set aside. What stands in the middle of articles, as credits and links do, is no company.
    """
    certain = {index: len(marks.page.lines[index].raw) for index in marks.kept_prose() if index not in claims}
    start = end_of_most(certain, marks.page)
    wanted = {
        index: found[0]
        for index, found in claims.items()
        if index >= start and index not in marks.by_line and index not in marks.protected and _is_page(found[0])
    }
    aside = {index for index, claim in marks.by_line.items() if _is_page(claim)}
    for index, claim in wanted.items():
        company = wanted.keys() if marks.page.lines[index].is_closed else wanted.keys() | aside
        if not company.isdisjoint({index - 1, index + 1}):
            marks.mark(index, claim)


def _is_page(claim: Claim) -> bool:
    return claim.rule.label not in IN_THE_ARTICLE and claim.rule.label != "related-links"


def _below_article(marks: Marks, claims: dict[int, list[Claim]]) -> int:
    """The index behind the last paragraph that no rule wants; without a paragraph there is no article to be below."""
    certain = [index for index in marks.kept_prose() if index not in claims]
    return certain[-1] + 1 if certain else len(marks.page.lines)
