"""``python -m training``: make the weights of the attribution again from the annotated articles.

``check [FILE …]`` looks for faults in the articles; ``verify`` makes the weights and compares them with the committed
ones, bit for bit.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from training.annotations import Article
from training.reading import UNSEEN, InvalidArticle, article_paths, read_articles
from training.weights import WEIGHTS, articles_digest, make_weights

_USAGE = """Usage: python -m training [check [FILE …] | verify]

  (nothing)      make archive/attribution/weights.json again
  check          look for faults in all annotated articles, or in the files
  verify         tell whether the committed weights are those that the articles give"""


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


def _made() -> str:
    paths = article_paths()
    return make_weights(read_articles(paths), articles_digest(paths))


def _make() -> int:
    WEIGHTS.write_text(_made(), "utf-8", newline="\n")
    print(f"Wrote {WEIGHTS.name} from {len(article_paths())} articles.")
    return 0


def _verify() -> int:
    if _made() == WEIGHTS.read_text("utf-8"):
        print(f"{WEIGHTS.name} is what the articles give.")
        return 0
    print(
        f"{WEIGHTS.name} is not what the articles give. Run python -m training and look at the change.", file=sys.stderr
    )
    return 1


def main(arguments: Sequence[str]) -> int:
    """The exit code of the command: 0 fine, 1 faults or other weights, 2 no such command."""
    match list(arguments):
        case []:
            return _make()
        case ["check", *names]:
            return _check([Path(name) for name in names] or [*article_paths(), *article_paths(UNSEEN)])
        case ["verify"]:
            return _verify()
        case _:
            print(_USAGE, file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
