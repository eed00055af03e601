"""Every rule does what its own row says: its examples go, its counter-examples stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from archive.cleaning import mark_removals
from archive.cleaning.context import CONTEXT_TESTS, LAST_TESTS
from archive.records import BlockHint, Removal
from archive.rules.boilerplate import BoilerplateRule, load_boilerplate, pattern_starts, start_key
from archive.rules.folding import fold_line
from archive.spans import Span, line_spans
from tests.cleaning.framing import Framed, frame_below, frame_everywhere, frame_example

RULES = tuple(load_boilerplate().rules.values())
REMOVES = [pytest.param(rule, example, id=f"{rule.name}: {example[:40]}") for rule in RULES for example in rule.removes]
KEEPS = [pytest.param(rule, example, id=f"{rule.name}: {example[:40]}") for rule in RULES for example in rule.keeps]


def _mark(rule: BoilerplateRule, framed: Framed) -> tuple[Removal, ...]:
    return mark_removals(framed.text, [hint for span in framed.goes for hint in _seen_in_the_page(rule, framed, span)])


def _seen_in_the_page(rule: BoilerplateRule, framed: Framed, span: Span) -> Iterator[BlockHint]:
    """What a reader of pages would have seen the stretch to be, for rules that look at that."""
    if rule.test == "hinted as a caption":
        yield BlockHint(span, "caption")
    if rule.test == "named by its block":
        yield BlockHint(span, "paragraph", words=("newsletter",))
    if rule.test == "list of links":
        for line in line_spans(span.of(framed.text)):
            yield BlockHint(Span(span.start + line.start, span.start + line.end), "list", "li", linked=1.0)


def _characters(text: str, spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end) if not text[at].isspace()}


@pytest.mark.parametrize(("rule", "example"), REMOVES)
def test_what_a_rule_shows_as_removed_is_removed(rule: BoilerplateRule, example: str) -> None:
    """Exactly the shown characters go; by this rule or by another that claims the line first."""
    frames = [frame_example(rule, example), *([frame_below(example)] if rule.patterns or rule.inside else [])]
    assert any(
        _characters(framed.text, [removal.span for removal in _mark(rule, framed)])
        == _characters(framed.text, framed.goes)
        for framed in frames
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_removes_one_of_its_examples_itself(rule: BoilerplateRule) -> None:
    """A rule whose every example goes by another rule would be dead weight."""
    framed = [frame_example(rule, example) for example in rule.removes]
    framed += [frame_below(example) for example in rule.removes if rule.patterns or rule.inside]
    assert rule.name in {removal.rule for one in framed for removal in _mark(rule, one)}


@pytest.mark.parametrize(("rule", "example"), KEEPS)
def test_what_a_rule_shows_as_kept_is_kept_by_every_rule(rule: BoilerplateRule, example: str) -> None:
    """A line that a rule shows as kept stays; of several lines, others may go by other rules."""
    framed = frame_example(rule, example)
    removals = [removal for removal in mark_removals(framed.text) if framed.example.overlaps(removal.span)]
    touching = [removal for removal in removals if "\n" not in example or removal.rule == rule.name]
    assert touching == []


@pytest.mark.parametrize(("rule", "example"), KEEPS)
def test_what_a_rule_shows_as_kept_is_kept_above_and_within_an_article(rule: BoilerplateRule, example: str) -> None:
    """Also as the first line of a text, and between its paragraphs."""
    for framed in frame_everywhere(example) if "\n" not in example else ():
        assert [removal.rule for removal in mark_removals(framed.text)] == [], rule.name


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_a_rule_shows_as_kept_is_a_near_miss(rule: BoilerplateRule) -> None:
    """Each rule has a counter-example that it has to look at: one that begins like its lines, or holds its word."""
    assert rule.test or any(_is_near(rule, fold_line(example), example) for example in rule.keeps)


def _is_near(rule: BoilerplateRule, folded: str, raw: str) -> bool:
    expressions = [one for table in (rule.sure, rule.patterns) for group in table.values() for one in group]
    starts = set().union(*map(pattern_starts, expressions)) if not rule.holds else set()
    starts |= {start_key(fold_line(label)) for group in rule.labels.values() for label in group}
    starts |= {start_key(word) for group in rule.words.values() for word in group}
    held = [*rule.inside, *rule.holds]
    begins = {start_key(raw if rule.raw else folded), start_key(raw if rule.raw else folded)[:1]}
    return not starts.isdisjoint(begins) or any(word.casefold() in folded for word in held) or bool(rule.words_of)


def test_every_test_that_a_rule_names_exists_and_every_test_has_a_rule() -> None:
    """A misspelt test in a row would switch the rule off in silence."""
    whole_line = {rule.test for rule in RULES if rule.test and rule.scope != "line-end"}
    assert whole_line == CONTEXT_TESTS.keys() | LAST_TESTS.keys()


def test_every_rule_says_why_and_where_it_was_seen() -> None:
    """A row without its reason cannot be judged by whoever inherits it."""
    assert [rule.name for rule in RULES if len(rule.why) < 20 or not rule.seen_in] == []
