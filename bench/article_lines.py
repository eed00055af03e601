"""The annotated articles against the cleaning rules: an honest look, for their writers did not know the rules.

Two people wrote the articles of ``training/articles`` for the attribution, with the lines left in that pages have, and
marked those as no article. No rule holds a line of theirs; but what they showed to be missing was added by kind, so the
figures are a floor and no forecast. Printed alone (``python -m bench.article_lines``) it lists each line that is lost,
and each that stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from archive.cleaning import clean_text
from archive.spans import line_spans
from bench.measure import Measure, corpus_digest, count_measure
from training.annotations import Article
from training.reading import article_paths, read_articles


class ArticleLine(NamedTuple):
    """One line of an article: whether it is the article, and what became of it."""

    article: str
    words: str
    is_article: bool
    outcome: Literal["kept", "suspect", "removed"]


def judge_article(article: Article) -> Iterator[ArticleLine]:
    """The lines of one article that are not blank."""
    cleaned = clean_text(article.text)
    aside = {removal.span for removal in cleaned.removals}
    flagged = {suspect.span for suspect in cleaned.suspects}
    for line in (span.trimmed(article.text) for span in line_spans(article.text)):
        if line:
            is_article = not any(span.contains(line) for span in article.boilerplate)
            outcome: Literal["kept", "suspect", "removed"] = (
                "removed" if line in aside else "suspect" if line in flagged else "kept"
            )
            yield ArticleLine(article.name, line.of(article.text), is_article, outcome)


def measure_article_lines() -> list[Measure]:
    """How many lines of the articles are kept, and how many of the others are set aside."""
    paths = article_paths()
    counts = Counter(
        (line.is_article, line.outcome) for article in read_articles(paths) for line in judge_article(article)
    )
    digest = corpus_digest(paths)
    lines = {told: sum(counts[told, name] for name in ("kept", "suspect", "removed")) for told in (True, False)}
    return [
        count_measure("articles: lines kept", lines[True] - counts[True, "removed"], lines[True], digest),
        count_measure("articles: other lines removed", counts[False, "removed"], lines[False], digest),
    ]


def main() -> None:
    """Print the figures, then every line with the wrong outcome."""
    for measure in measure_article_lines():
        print(f"{measure.name:40} {measure.value:8.4%}  {measure.text}")
    for article in read_articles(article_paths()):
        for line in judge_article(article):
            if line.is_article != (line.outcome == "kept"):
                print(f"{'article' if line.is_article else 'other'} {line.outcome} {line.article}: {line.words[:120]}")


if __name__ == "__main__":
    main()
