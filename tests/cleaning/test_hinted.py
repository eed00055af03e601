"""What the page says of its blocks is heard, but no sentence and no quotation goes for a class name."""

from __future__ import annotations

import pytest

from archive.cleaning import clean_text
from archive.errors import RuleTableError
from archive.records import BlockHint, BlockKind
from archive.rules import block_words
from archive.rules.block_words import BlockWords, BlockWordTable, label_by_word
from archive.spans import Span
from tests.cleaning.framing import AFTER, BEFORE

NAMED = [
    # a line that is no sentence, in a block that the page calls a newsletter form
    ("Springfield in the morning", "paragraph", ("newsletter",), 0.0, True),
    # a sentence there may be the article's own
    ("The council of the town will decide on the new bridge on Monday.", "paragraph", ("newsletter",), 0.0, False),
    # a quotation is never set aside for a class
    ("“Never again”, said the mayor", "paragraph", ("promo",), 0.0, False),
    # a heading stays, whatever stands round it
    ("What happens next", "heading", ("related",), 0.0, False),
    # words that say nothing
    ("What happens next", "paragraph", ("story", "wide"), 0.0, False),
    # one link alone is no list of links
    ("Council to vote on new school", "list", (), 1.0, False),
]


@pytest.mark.parametrize(("line", "kind", "words", "linked", "goes"), NAMED)
def test_a_block_that_the_page_names_is_set_aside(
    line: str, kind: BlockKind, words: tuple[str, ...], linked: float, goes: bool
) -> None:
    """In the midst of the article, where the line's own looks prove nothing."""
    text = "\n".join((*BEFORE, line, *AFTER))
    start = text.index(line)
    hint = BlockHint(Span(start, start + len(line)), kind, "p", words, linked)
    assert [removal.span.of(text) for removal in clean_text(text, [hint]).removals] == [line] * goes


LISTS = [
    # all items are links
    ((1.0, 0.9, 0.5), 3),
    # one of them is not: a list of the article with links in it
    ((1.0, 0.2, 1.0), 0),
]


@pytest.mark.parametrize(("linked", "aside"), LISTS)
def test_a_list_of_nothing_but_links_is_set_aside(linked: tuple[float, ...], aside: int) -> None:
    """All of it or nothing of it."""
    items = [f"Council to vote on school {number}" for number in range(len(linked))]
    text = "\n".join((*BEFORE, *items, *AFTER))
    hints = [
        BlockHint(Span(text.index(item), text.index(item) + len(item)), "list", "li", linked=share)
        for item, share in zip(items, linked, strict=True)
    ]
    assert len(clean_text(text, hints).removals) == aside


def test_a_word_names_one_kind_of_block() -> None:
    """In small letters, as the reader gives them."""
    assert all(word == word.lower() for word in label_by_word())


def test_a_word_in_two_groups_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the word and the way out."""
    twice = BlockWordTable(
        group=(BlockWords(label="ad", words=("promo",)), BlockWords(label="share", words=("promo",)))
    )
    monkeypatch.setattr(block_words, "load_table", lambda *_: twice)
    with pytest.raises(RuleTableError, match=r"promo: stands in two groups, or has capitals\. Leave one"):
        label_by_word.__wrapped__()
