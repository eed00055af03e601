"""Development pages through jusText and resiliparse: how near their text is to the article.

trafilatura in each of its modes is measured by `bench.extraction` itself, which runs without the peers' environment.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.extraction import score_text
from bench.peers.scoring import Row, share

_MUCH = 0.9
"""A page that keeps less of its article's words has lost more than a tenth."""


def _justext(page: bytes) -> str:
    import justext

    paragraphs = justext.justext(page, justext.get_stoplist("English"))
    return "\n".join(found.text for found in paragraphs if not found.is_boilerplate)


def _resiliparse(page: bytes) -> str:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    return str(extract_plain_text(bytes_to_str(page, detect_encoding(page) or "utf-8"), main_content=True))


EXTRACTORS: dict[str, Callable[[bytes], str]] = {"jusText": _justext, "resiliparse": _resiliparse}
"""Every peer that reads pages, by name."""


def page_rows(folder: Path) -> Iterator[Row]:
    """Token F1, averaged over pages, and the pages that lose more than a tenth of the article."""
    with (folder / "gold.jsonl").open(encoding="utf-8") as rows:
        gold = [json.loads(row) for row in rows]
    for peer, extract in EXTRACTORS.items():
        scores = [
            score_text(
                extract(gzip.decompress((folder / f"{row['id']}.html.gz").read_bytes())),
                "\n".join(row["paragraphs"]),
                (),
            )
            for row in gold
        ]
        mean = sum(score.f1 for score in scores) / len(scores)
        yield Row("html-dev: token F1", peer, mean, f"{mean:.2%}")
        lossy = sum(score.recall < _MUCH for score in scores)
        yield share("html-dev: pages that lose more than a tenth", peer, lossy, len(scores))
