"""The reader of annotated articles gives back what was annotated, and refuses every slip with its line and its rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.spans import Span
from training.__main__ import main
from training.annotations import Article, GoldVia
from training.reading import UNSEEN, Fault, InvalidArticle, article_paths, read_article, read_articles

HEAD = "language: en\nhabit: wire; straight marks\nq1: full | Jane Doe\n---\n"
BODY = '"⟦q1:We will wait,⟧" ⟦m1:Jane Doe⟧ ⟦c1:said⟧ ⟦v1 medium:on X⟧. "⟦q1:Nobody is in a hurry.⟧"\n'


def read(content: str) -> Article:
    return read_article("001-wire.txt", content)


def faults(content: str, name: str = "001-wire.txt") -> list[Fault]:
    with pytest.raises(InvalidArticle) as refused:
        read_article(name, content)
    return list(refused.value.faults)


def test_a_text_is_the_article_without_its_tags_and_spans_count_in_it() -> None:
    """Segments, mention, cue and way are read as code points of the unwrapped text."""
    article = read(HEAD + BODY)
    (quotation,) = article.quotations
    assert article.text == '"We will wait," Jane Doe said on X. "Nobody is in a hurry."\n'
    assert [span.of(article.text) for span in quotation.segments] == ["We will wait,", "Nobody is in a hurry."]
    assert [span.of(article.text) for span in quotation.mentions + quotation.cues] == ["Jane Doe", "said"]
    assert quotation.via == (GoldVia("medium", Span(30, 34)),)
    assert (quotation.kind, quotation.speaker) == ("full", "Jane Doe")


def test_tags_may_nest_and_one_mention_may_serve_several_quotations() -> None:
    """“told CNN” names the outlet inside a larger way; one name may bring two quotations."""
    head = "language: en\nhabit: wire\nnote: a\nnote: b\nq1: fragment | Doe\nq2: fragment | Doe\nq3: none\n---\n"
    body = "⟦m1,2:Doe⟧ called it “⟦q1:over⟧” and “⟦q2:dead⟧” ⟦v1 medium:in a ⟦v2 medium:post⟧⟧ on “⟦q3:It⟧”.\n"
    first, second, third = read(head + body).quotations
    assert first.mentions == second.mentions == (Span(0, 3),)
    assert first.via[0].span.contains(second.via[0].span)
    assert (third.kind, third.speaker, third.mentions) == ("none", None, ())


def test_lines_that_are_not_the_article_are_told() -> None:
    """⟦x:…⟧ takes whole lines, also several, also with a quotation inside."""
    article = read(HEAD + BODY + "\n⟦x:ADVERTISEMENT\nShare⟧\n")
    assert [span.of(article.text) for span in article.boilerplate] == ["ADVERTISEMENT\nShare"]


@pytest.mark.parametrize(
    ("content", "line", "rule"),
    [
        ("language: en\n" + BODY, 1, "no line --- ends the head"),
        ("habit: x\n---\nWe wait.\n", 1, "the head does not give language"),
        ("language: en\nhabit: x\nmood: calm\n---\nWe wait.\n", 3, "no such key: mood"),
        ("language: en\nhabit: x\nlanguage: en\n---\nWe wait.\n", 3, "language is given twice"),
        ("language: en\nhabit: x\nq1 full\n---\nWe wait.\n", 3, "not “key: value”: 'q1 full'"),
        (HEAD.replace("full |", "whole |") + BODY, 3, "q1: the kind is full, fragment or none, not 'whole'"),
        (HEAD.replace(" | Jane Doe", "") + BODY, 3, "q1: full needs “| Speaker”"),
        (HEAD.replace("full |", "none |") + BODY, 3, "q1: none has no speaker"),
        (HEAD.replace("---", "q1: full | ?\n---") + BODY, 4, "q1 is given twice"),
        # the body begins on line 5
        (HEAD + BODY.replace("⟦q1:We", "⟦q2:We"), 5, "the head has no line q2"),
        (HEAD + "No tag.\n", 3, "q1 has no segment in the text"),
        (HEAD + BODY.replace("⟦m1:Jane Doe⟧", "⟦m1:Jane Doe"), 5, "⟦ is never closed"),
        (HEAD + BODY.replace("⟦m1:Jane Doe⟧", "Jane Doe⟧"), 5, "⟧ closes nothing"),
        (HEAD + BODY.replace("⟦m1:", "⟦"), 5, "⟦ is not followed by a kind and a colon"),
        (HEAD + BODY.replace("⟦m1:", "⟦z1:"), 5, "no such tag: ⟦z1:"),
        (HEAD + BODY.replace("⟦v1 medium:", "⟦v1 by:"), 5, "⟦v1 by: a way is medium"),
        (HEAD + BODY.replace("⟦m1:", "⟦m1 medium:"), 5, "⟦m1 medium: only v has a role"),
        (HEAD + BODY.replace("⟦q1:We", "⟦q1,2:We"), 5, "⟦q1,2: a segment belongs to one quotation"),
        (HEAD + BODY.replace("wait,⟧", "wait, ⟧"), 5, "⟦q: its words are empty, or begin or end with white space"),
        (HEAD + BODY.replace("We will", "We ⟦m1:will⟧"), 5, "⟦m: stands inside a quotation"),
        (HEAD + "\nHe said ⟦q1:this⟧ to ⟦m1:Jane Doe⟧.\n", 6, "q1: no quote mark stands before it"),
        (HEAD + BODY + "This is an ⟦x:ADVERTISEMENT⟧\n", 6, "⟦x: is not a whole line"),
        (HEAD.replace("Jane Doe", "?") + BODY, 3, "q1 has a mention, but no speaker"),
        (HEAD.replace("Jane Doe", "Jane M Doe") + BODY, 3, "q1: the article does not use 'M' of the speaker's name"),
        (HEAD + BODY.replace(".⟦", "\r\n⟦").replace("\n", "\r\n"), 5, "lines end with LF alone"),
    ],
)
def test_a_slip_is_refused_with_its_line_and_its_rule(content: str, line: int, rule: str) -> None:
    """The fault is among those found, at its line."""
    assert any(fault.line == line and fault.rule.startswith(rule) for fault in faults(content))


def test_all_faults_of_a_file_come_back_together() -> None:
    """Who mends a file sees every line at once, the file's own name included."""
    found = faults(HEAD + BODY.replace("⟦c1:", "⟦c9:").replace("⟦m1:", "⟦m8:"), "article.txt")
    assert [fault.line for fault in found] == [1, 5, 5]
    error = InvalidArticle("001-wire.txt", found)
    assert "001-wire.txt: line 1: the file's name" in str(error)
    assert "line 5: the head has no line q9" in str(error)


def test_check_names_file_line_and_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``python -m training check`` prints each fault and counts the rest; bytes that are not UTF-8 are a fault."""
    good, bad, odd = tmp_path / "001-good.txt", tmp_path / "002-bad.txt", tmp_path / "003-odd.txt"
    good.write_text(HEAD + BODY, "utf-8")
    bad.write_text(HEAD + BODY.replace("⟦c1:", "⟦c9:"), "utf-8")
    odd.write_bytes(HEAD.encode() + b"\xff")
    assert main(["check", str(good), str(bad), str(odd)]) == 1
    printed = capsys.readouterr()
    assert printed.err == "002-bad.txt:5: the head has no line q9\n003-odd.txt:5: not UTF-8\n"
    assert printed.out == "1 articles, 1 quotations: 1 full\n"
    assert main(["check", str(good)]) == 0
    assert main(["chekc"]) == 2


def test_every_committed_article_keeps_the_form() -> None:
    """The material that the weights are made from can be read, and no number names two articles."""
    articles = read_articles([*article_paths(), *article_paths(UNSEEN)])
    numbers = [article.name[:3] for article in articles]
    assert len(set(numbers)) == len(numbers)
