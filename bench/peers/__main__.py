"""Prints what the peers reach, one JSON object a line: ``measure``, ``peer``, ``value``, ``text``.

Run in the bench's environment by `bench.quality`; alone as ``.venv-bench/bin/python -m bench.peers``.
"""

from __future__ import annotations

import dataclasses
import gc
import gzip
import json
import sys
from collections.abc import Iterator

from archive.cli import COLLECTING
from archive.spans import Span
from bench.lines import VIEWS
from bench.measure import development_data
from bench.peers.lines import KEEPERS, Keeper
from bench.peers.pages import page_rows
from bench.peers.quoting import LISTENERS
from bench.peers.scoring import Row, Spoken, score_quotations, share
from bench.peers.speed import speed_rows
from bench.seeds import read_seeds
from training.reading import ARTICLES, UNSEEN, article_paths, read_articles


def line_rows() -> Iterator[Row]:
    """Lines of the seeds and of the development pages through every peer."""
    seeds = [
        [(line["text"], line["keep"]) for line in seed.lines["lines"] if line["keep"] is not None]
        for seed in read_seeds()
    ]
    for peer, keep in KEEPERS.items():
        yield from _judge("seeds", peer, keep, seeds)
    data = development_data("lines-dev.jsonl.gz")
    if data is None:
        return
    labelled = {"content": True, "boilerplate": False}
    with gzip.open(data, "rt", encoding="utf-8") as rows:
        views = [page for page in map(json.loads, rows) if page["view"] in VIEWS]
    developed = [[(line["text"], labelled.get(line["label"])) for line in page["lines"]] for page in views]
    for peer, keep in KEEPERS.items():
        yield from _judge("lines-dev", peer, keep, developed)


def _judge(name: str, peer: str, keep: Keeper, pages: list[list[tuple[str, bool | None]]]) -> Iterator[Row]:
    kept = removed = content = boilerplate = 0
    for lines in pages:
        for (_, is_article), stays in zip(lines, keep([text for text, _ in lines]), strict=True):
            content, kept = content + (is_article is True), kept + (is_article is True and stays)
            boilerplate = boilerplate + (is_article is False)
            removed = removed + (is_article is False and not stays)
    yield share(f"{name}: article lines kept", peer, kept, content)
    yield share(f"{name}: boilerplate lines removed", peer, removed, boilerplate)


def quotation_rows() -> Iterator[Row]:
    """Quotations of the seeds and of the annotated English articles through every peer."""
    sets: dict[str, list[tuple[str, list[Spoken]]]] = {"seeds": []}
    for seed in read_seeds():
        spoken = []
        for gold in seed.quotes:
            if gold["kind"] == "none":
                continue
            found = seed.quotation_of(gold)
            # The gold has the words of a mention, not their place; ours is right on all 41 (`bench.seeds` holds it).
            mention = found.attribution.mention_span if found is not None and gold["mention"] else None
            spoken.append(Spoken(Span(gold["start"], gold["end"]), (mention,) if mention else ()))
        sets["seeds"].append((seed.text, spoken))
    for name, folder in (("articles", ARTICLES), ("unseen articles", UNSEEN)):
        sets[name] = []
        for article in read_articles(article_paths(folder)):
            if article.language != "en":
                continue
            spoken = [
                Spoken(segment, quotation.mentions)
                for quotation in article.quotations
                if quotation.kind != "none"
                for segment in quotation.segments
            ]
            sets[name].append((article.text, spoken))
    for name, texts in sets.items():
        for peer, listen in LISTENERS.items():
            yield from score_quotations(name, peer, listen, texts)


def main() -> int:
    """Print every row."""
    gc.set_threshold(*COLLECTING)  # as the command does; the peers profit from it as well
    folder = development_data("html-dev")
    of_pages = [page_rows(folder), speed_rows(folder)] if folder else []
    for rows in (line_rows(), quotation_rows(), *of_pages):
        for row in rows:
            print(json.dumps(dataclasses.asdict(row), ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
