"""Articles that nobody ever wrote, as many as one likes, as unevenly made as real ones.

What is hard here is to be like an archive that grew. Speakers, outlets, words and channels follow Zipf's law, and each
article has its own few speakers; some things are not known (no date, no outlet, nobody named); some quotations stand in
what is set aside, some articles were changed after they were captured, some are written without spaces. The texts
are whole: each quotation stands in a sentence, between its marks, at the place that the analysis gives.

A pure function of the number of quotations and `SEED`: no clock, no file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from archive.identifiers import speaker_id, text_digest
from archive.records import Analysis, Attribution, Kind, Metadatum, Method, Quotation, Removal, Suspect, Via, ViaRole
from archive.spans import Span
from bench.vocabulary import Zipf, ideograph, word

SEED = 20_261_122
"""Another seed would be another archive, and its figures others."""
RULE_SET = "synthetic-1"
"""What the analyses say they were made by."""
QUOTATIONS_PER_ARTICLE = (8, 32)
"""Fewest and most; so a million quotations stand in about 50,000 articles."""

_WORDS, _SPEAKERS, _OUTLETS, _TAGS = Zipf(60_000), Zipf(30_000), Zipf(300), Zipf(200)
_CUES, _CHANNELS, _RELAYERS, _OCCASIONS, _LANGUAGES = Zipf(60), Zipf(40), Zipf(30), Zipf(80), Zipf(20)
_UNSPACED_LANGUAGES = frozenset({"zh", "ja"})
_CODES = ["en", "es", "fr", "de", "ru", "ar", "zh", "pt", "it", "uk", "pl", "tr", "ko", "fa", "nl", "ja", "el",
          "sv", "he", "cs"]  # fmt: skip  # a table, read by its rows
_METHODS: Sequence[Method] = ("fetched", "warc", "fetched", "file", "feed")
_FIRST_DAY = datetime(2006, 1, 1, tzinfo=UTC)
_DAYS = 20 * 365


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: words said (none in plain prose), and how they are told.

    ``role`` tells what it is: a sentence of the article, or a stretch that is set aside, surely or perhaps.
    """

    said: tuple[str, ...]
    prose: str
    kind: Kind = "full"
    speaker: str | None = None
    cue: str | None = None
    via: tuple[tuple[ViaRole, str], ...] = ()
    role: str = "sentence"


@dataclass(frozen=True, slots=True)
class Version:
    """One state of an article as it was captured."""

    text: str
    analysis: Analysis
    captured_at: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article: what its page said of it, how it came in, its versions from the first to the newest."""

    source: str
    method: Method
    metadata: tuple[Metadatum, ...]
    tags: tuple[str, ...]
    versions: tuple[Version, ...]


def make_articles(quotations: int, first: int = 0) -> Iterator[Article]:
    """Articles with exactly so many quotations, those of earlier versions counted too; ``first`` is their first number.

    The same number gives the same article, but for those at the end.
    """
    number = first
    while quotations > 0:
        random = Random(f"{SEED}/{number}")  # noqa: S311 — must be the same each time
        wanted = min(quotations, random.randint(*QUOTATIONS_PER_ARTICLE))
        article = _make_article(random, number, wanted, may_change=quotations > 2 * QUOTATIONS_PER_ARTICLE[1])
        quotations -= sum(len(version.analysis.quotations) for version in article.versions)
        number += 1
        yield article


def _make_article(random: Random, number: int, wanted: int, *, may_change: bool) -> Article:
    language = None if random.random() < 0.04 else _CODES[_LANGUAGES.draw_one(random) - 1]
    outlet = None if random.random() < 0.06 else f"{word(300 + _OUTLETS.draw_one(random)).title()} Courier"
    published = _FIRST_DAY + timedelta(days=random.randrange(_DAYS), seconds=random.randrange(86_400))
    method: Method = random.choice(_METHODS)
    title = _write(random, random.randint(5, 11), language).capitalize()
    host = f"{(outlet or 'nobody').split()[0].lower()}.example"
    address = f"https://{host}/{published:%Y/%m}/{number}"
    told = {"title": title, "outlet": outlet, "language": language}
    if random.random() > 0.05:
        told["published"] = f"{published:%Y-%m}" if random.random() < 0.03 else f"{published:%Y-%m-%d}"
    tags = (
        [f"desk-{word(_TAGS.draw_one(random))}" for _ in range(random.randint(1, 3))] if random.random() < 0.2 else []
    )
    lines = _make_lines(random, wanted, language)
    versions = [_make_version(lines, published + timedelta(hours=3))]
    if may_change and random.random() < 0.05:
        versions.append(_make_version(_change(random, lines, language), published + timedelta(days=2)))
    return Article(
        f"inbox/{number:06}_{host}.txt" if method == "file" else address,
        method,
        tuple(Metadatum(field, value, "synthetic") for field, value in told.items() if value),  # type: ignore[arg-type] # the keys above are fields
        tuple(dict.fromkeys(tags)),
        tuple(versions),
    )


def _write(random: Random, count: int, language: str | None) -> str:
    """So many words in the script of the language."""
    ranks = _WORDS.draw(random, count)
    if language in _UNSPACED_LANGUAGES:
        return "".join(map(ideograph, ranks))
    return " ".join(map(word, ranks))


def speaker_name(rank: int) -> str:
    """The name of the speaker of this rank, the most quoted first; no two are alike.

    >>> speaker_name(1), speaker_name(2)
    ('Kama Kane', 'Kame Kapo')
    """
    return f"{word(1500 + rank).title()} {word(1500 + 7 * rank).title()}"


def _make_lines(random: Random, wanted: int, language: str | None) -> list[Line]:
    speakers = [speaker_name(rank) for rank in _SPEAKERS.draw(random, random.randint(1, 5))]
    lines: list[Line] = []
    for place in range(wanted):
        if random.random() < 0.5:
            lines.append(Line((), _write(random, random.randint(8, 30), language).capitalize()))
        if place % 9 == 4:
            lines.append(Line((), f"ADVERTISEMENT {random.randint(1, 99)}", role="removed"))
        lines.append(_quote(random, random.choice(speakers), language))
    return lines


def _quote(random: Random, speaker: str, language: str | None) -> Line:
    length = min(60, 3 + int(random.lognormvariate(2.85, 0.6)))
    chance = random.random()
    kind: Kind = "none" if chance < 0.03 else "fragment" if chance < 0.35 else "full"
    said = [_write(random, length, language)]
    if random.random() < 0.04:
        said.append(_write(random, random.randint(3, 12), language))
    if kind == "full":
        said[0] = said[0].capitalize()
    role = "removed" if (drawn := random.random()) < 0.02 else "suspect" if drawn < 0.025 else "sentence"
    if kind == "none" or random.random() < 0.12:
        return Line(tuple(said), "", kind, role=role)
    via: list[tuple[ViaRole, str]] = []
    if random.random() < 0.15:
        via += [("medium", f"{word(80 + rank)} channel") for rank in set(_CHANNELS.draw(random, random.randint(1, 2)))]
    if random.random() < 0.1:
        via.append(("relayed_by", f"{word(130 + _RELAYERS.draw_one(random)).title()} Agency"))
    if random.random() < 0.05:
        via.append(("occasion", f"the {word(200 + _OCCASIONS.draw_one(random))} meeting"))
    cue = None if random.random() < 0.05 else f"{word(400 + _CUES.draw_one(random))}ed"
    return Line(tuple(said), "", kind, speaker, cue, tuple(via), role)


def _change(random: Random, lines: Sequence[Line], language: str | None) -> list[Line]:
    """The lines as a later hand left them: something edited, something gone, something new."""
    changed = list(lines)
    quoting = [place for place, line in enumerate(lines) if line.said]
    for place in random.sample(quoting, max(1, len(quoting) // 8)):
        words = changed[place].said[0].split(" ")
        words[random.randrange(len(words))] = _write(random, 1, language)
        changed[place] = replace(changed[place], said=(" ".join(words), *changed[place].said[1:]))
    if len(quoting) > 9:
        del changed[random.choice(quoting)]
    changed.append(Line((), _write(random, 20, language).capitalize()))
    return changed


def _make_version(lines: Sequence[Line], captured_at: datetime) -> Version:
    draft = _Draft()
    for line in lines:
        draft.write(line)
    text = "".join(draft.pieces)
    analysis = Analysis(
        text_digest(text),
        RULE_SET,
        tuple(draft.removals),
        tuple(draft.sentences),
        tuple(draft.quotations),
        suspects=tuple(draft.suspects),
    )
    return Version(text, analysis, f"{captured_at:%Y-%m-%dT%H:%M:%S}.000000Z")


class _Draft:
    """A text in the making, with what stands where in it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.sentences: list[Span] = []
        self.removals: list[Removal] = []
        self.suspects: list[Suspect] = []
        self.quotations: list[Quotation] = []

    def add(self, words: str) -> Span:
        """Where these words now stand."""
        start, self.length = self.length, self.length + len(words)
        self.pieces.append(words)
        return Span(start, self.length)

    def write(self, line: Line) -> None:
        """The line stands at the end of the text."""
        start = self.length
        if line.said:
            self._write_quotation(line)
        else:
            self.add(line.prose)
        self.add(".")
        span = Span(start, self.length)
        if line.role == "removed":
            self.removals.append(Removal(span, "ad", "synthetic", "made so"))
        else:
            self.sentences.append(span)
        if line.role == "suspect":
            self.suspects.append(Suspect(span, "ad", "synthetic", "made so"))
        self.add("\n")

    def _write_quotation(self, line: Line) -> None:
        self.add("“")
        segments = [self.add(line.said[0])]
        self.add("”")
        said = Attribution()
        if line.speaker:
            self.add(" ")
            mention = self.add(line.speaker)
            self.add(" ")
            cue = self.add(line.cue) if line.cue else None
            via = []
            for role, words in line.via:
                self.add({"medium": " on ", "relayed_by": ", according to ", "occasion": " at "}[role])
                via.append(Via(words, role, self.add(words)))
            said = Attribution(
                line.speaker,
                speaker_id(line.speaker),
                line.speaker,
                mention,
                line.cue,
                cue,
                tuple(via),
                0.9,
                "named in the sentence",
            )
        for more in line.said[1:]:
            self.add(", “")
            segments.append(self.add(more))
            self.add("”")
        self.quotations.append(Quotation(tuple(segments), line.kind, said, line.role == "removed"))
