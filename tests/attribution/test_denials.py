"""Words that a verb of speech denies are nobody's: the examples of ``denials.toml``, and what looks like them."""

from __future__ import annotations

import pytest

from archive.rules.denials import denial_rules
from tests.attribution.reading import attribute

RULES = denial_rules()


@pytest.mark.parametrize("text", RULES.unsaid)
def test_words_that_somebody_did_not_say_are_nobodys(text: str) -> None:
    """No name, no mention and no word of speech stand with what was never said."""
    (quotation,) = attribute(text)
    assert (quotation.attribution.speaker, quotation.attribution.mention, quotation.attribution.cue) == (None,) * 3


@pytest.mark.parametrize("text", RULES.said)
def test_words_beside_another_denial_keep_their_speaker(text: str) -> None:
    """A negation of something else takes no words away from whoever said them."""
    (quotation,) = attribute(text)
    assert quotation.attribution.speaker == "John Smith"


def test_no_word_both_denies_and_is_denied() -> None:
    """A refusal that were a negation too would be counted twice, and turn itself round."""
    assert not RULES.negations & (RULES.refusing | RULES.avoiding | RULES.stopping)


def test_the_words_are_in_small_letters() -> None:
    """Words are compared in small letters; a capital in the table would never match."""
    lists = RULES.model_dump(exclude={"unsaid", "said"}).values()
    assert [word for words in lists for word in words if word != word.lower()] == []
