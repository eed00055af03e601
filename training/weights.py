"""Makes ``weights.json``: everything in it, from the articles and the recipe alone.

The file says what it was made from and how good it was on articles that it had not seen. It is written one weight a
line, sorted, so that a change can be read; made again from the same articles by the same code it is the same file, bit
for bit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from archive.attribution.attributing import RANKED_LANGUAGE
from archive.attribution.ranking import FORMAT, WEIGHTS_NAME
from training.annotations import Article
from training.crossing import FOLDS, ROUNDS, THRESHOLD, Answer, cross_validate, train
from training.examples import prepare
from training.fitting import Recipe

WEIGHTS = Path(__file__).resolve().parent.parent / "archive" / "attribution" / WEIGHTS_NAME
"""The file that the package reads."""


def articles_digest(paths: Sequence[Path]) -> str:
    """16 hex digits that name the articles' contents, whatever their order."""
    digest = hashlib.sha256()
    for name, path in sorted((path.name, path) for path in paths):
        digest.update(f"{name}:".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def make_weights(articles: Sequence[Article], digest: str, recipe: Recipe | None = None) -> str:
    """The content of the weights file that these articles give."""
    recipe = recipe or Recipe()
    prepared = [prepare(article) for article in articles if article.language == RANKED_LANGUAGE]
    answers, curve = cross_validate(prepared, recipe)
    weights = train(prepared, recipe).weights
    data = {
        "format": FORMAT,
        "made_from": {
            "articles": [article.article.name for article in prepared],
            "digest": digest,
            "quotations": sum(answer.is_spoken for answer in answers),
        },
        "made_by": {
            "model": "softmax over the options of a quotation, L2",
            "penalty": recipe.penalty,
            "trusted": recipe.trusted,
            "least": recipe.least,
            "steps": recipe.steps,
            "rounds": ROUNDS,
        },
        "measured": {f"{FOLDS} folds by article": _measured(answers)},
        "threshold": THRESHOLD,
        "calibration": curve,
        "weights": weights,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _measured(answers: Sequence[Answer]) -> dict[str, float]:
    """The figures that go with the file, shares of the quotations found."""
    spoken = [answer for answer in answers if answer.is_spoken]
    count = len(spoken) or 1
    return {
        "mention": round(sum(answer.points for answer in spoken) / count, 3),
        "speaker": round(sum(answer.names for answer in spoken) / count, 3),
    }
