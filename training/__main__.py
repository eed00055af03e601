"""``python -m training check [FILE …]``: look for faults in the annotated articles."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from training.annotations import Article
from training.reading import InvalidArticle, article_paths, read_articles


def check_articles(paths: Sequence[Path]) -> tuple[list[Article], list[InvalidArticle]]:
    """The articles that keep the form, and what is wrong with the others."""
    articles, refused = [], []
    for path in paths:
        try:
            articles += read_articles([path])
        except InvalidArticle as error:
            refused.append(error)
    return articles, refused


def _check(paths: Sequence[Path]) -> int:
    articles, refused = check_articles(paths)
    for error in refused:
        for fault in error.faults:
            print(f"{error.subject}:{fault.line}: {fault.rule}", file=sys.stderr)
    quotations = [quotation for article in articles for quotation in article.quotations]
    kinds = Counter(quotation.kind for quotation in quotations)
    print(f"{len(articles)} articles, {len(quotations)} quotations:", *(f"{n} {kind}" for kind, n in kinds.items()))
    return 1 if refused else 0


def main(arguments: Sequence[str]) -> int:
    """The exit code of the command: 0 fine, 1 faults, 2 no such command."""
    match list(arguments):
        case ["check", *names]:
            return _check([Path(name) for name in names] or article_paths())
        case _:
            print("Usage: python -m training check [FILE …]", file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
