"""What a text tells about its document, and what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from archive.cleaning import mark_removals
from archive.errors import RuleTableError
from archive.evidence import detect_language, find_evidence
from archive.records import BlockHint, Evidence
from archive.rules import load_table
from archive.rules.evidence import EvidenceRule, EvidenceTable
from archive.rules.months import MonthTable, number_months
from archive.spans import Span
from tests import strategies
from tests.cleaning.framing import AFTER, BEFORE

SEEDS = Path(__file__).parents[1] / "seeds"
ARTICLE = "\n".join((*BEFORE, *AFTER))


def _found(text: str, field: str) -> list[str]:
    return [found.value for found in find_evidence(text, mark_removals(text)) if found.field == field]


@pytest.mark.parametrize(
    ("seed", "field", "values"),
    [
        ("000", "title", ["North Korean forces are not deployed in Ukraine, according to spokesman Dmitry Peskov"]),
        ("000", "outlet", []),  # the article does not say where it stood
        ("001", "title", []),  # it begins with its first paragraph
        ("001", "outlet", ["Pravda.Ru"]),  # it asks to subscribe to itself
        ("002", "title", []),  # so does this one
        ("002", "outlet", []),  # picture agencies published pictures, not the article
        ("002", "agency", []),
        ("003", "agency", []),  # agencies that the article quotes did not send it
        ("004", "title", ["Russia acknowledges North Korea troops fighting Ukraine war for first time"]),
        ("004", "outlet", ["ST"]),  # it offers its own newsletters
        ("004", "agency", ["Kyodo News"]),  # the credit behind the last paragraph
        *((f"00{number}", "language", ["en"]) for number in range(5)),
        *((f"00{number}", "author", []) for number in range(5)),
        *((f"00{number}", "published", []) for number in range(5)),
    ],
)
def test_a_seed_tells_what_it_says_and_no_more(seed: str, field: str, values: list[str]) -> None:
    """Nothing is invented: what an article does not say stays unknown."""
    text = next(SEEDS.glob(f"{seed}_*")).read_text("utf-8")
    assert _found(text, field) == values


RULES = load_table("evidence", EvidenceTable).rule


@pytest.mark.parametrize(
    ("rule", "line", "value"), [(rule, line, value) for rule in RULES for line, value in rule.finds]
)
def test_what_an_evidence_rule_shows_is_found(rule: EvidenceRule, line: str, value: str) -> None:
    """The line is set aside below an article, and what it names is evidence with its place."""
    text = f"{ARTICLE}\n{line}"
    found = [one for one in find_evidence(text, mark_removals(text)) if one.field == rule.field]
    assert [one.value for one in found] == [value]
    assert found[0].span.of(text) == value


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule in RULES for line in rule.passes])
def test_what_an_evidence_rule_passes_over_names_nobody(rule: EvidenceRule, line: str) -> None:
    """A pronoun, a day or a reporter is no outlet."""
    assert _found(f"{ARTICLE}\n{line}", rule.field) == []


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("By Jane Doe and John Smith", ["Jane Doe; John Smith"]),
        ("Von Jane Doe, Springfield", ["Jane Doe"]),
        ("By Land and Sea", []),  # a headline
        ("By Friday", []),
    ],
)
def test_a_by_line_names_the_authors(line: str, values: list[str]) -> None:
    assert _found(f"The old mill\n{line}\n{ARTICLE}", "author") == values


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("Published: 3 May 2025", ["2025-05-03"]),
        ("Published May 3, 2025 • 3 min read", ["2025-05-03"]),
        ("Veröffentlicht am 3. März 2025 um 08:00 Uhr", ["2025-03-03"]),
        ("Publié le 3 août 2025 à 08h00, modifié le 4 août 2025", ["2025-08-03"]),
        ("Published 2025-05-03 08:00", ["2025-05-03"]),
        ("公開日：2025年5月3日", ["2025-05-03"]),
        ("Updated 3 May 2025", []),  # another day than that of publication
        ("Published 04/05/2025", []),  # two days in one
        ("Published 31 February 2025", []),  # nobody's day
        ("Saturday, May 3, 2025", []),  # perhaps the day of printing
        ("Published 5 minutes ago", []),
    ],
)
def test_a_day_of_publication_is_read_only_when_it_can_be_read_in_one_way(line: str, values: list[str]) -> None:
    assert _found(f"The old mill\n{line}\n{ARTICLE}", "published") == values


def test_two_days_of_publication_tell_none() -> None:
    text = f"The old mill\nPublished: 3 May 2025\n{ARTICLE}\nPublished: 4 May 2025"
    assert _found(text, "published") == []


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        (f"SPRINGFIELD, May 3 (Reuters) - {ARTICLE}", ["Reuters"]),  # the dateline stays, and tells
        (f"{ARTICLE} (AFP)", ["AFP"]),
        (f"{ARTICLE}\ndpa/afp", ["dpa", "AFP"]),
        (f"{ARTICLE}\nSource: Reuters", ["Reuters"]),
        (f"{ARTICLE}\nPHOTO: AFP", []),  # the picture's, not the report's
        (f"{ARTICLE}\nThe miller told the Reuters reporter (AFP was there too) to leave.", []),
    ],
)
def test_an_agency_is_whose_report_it_is(text: str, agencies: list[str]) -> None:
    assert sorted(_found(text, "agency")) == sorted(agencies)


@pytest.mark.parametrize(
    ("first", "is_title"),
    [
        ("The old mill turns again", True),
        ("Who owns the mill?", True),  # a question may be a headline
        ("The old mill turns again.", False),  # a sentence
        ("• The old mill turns again", False),  # a bullet
        ("The miller said:", False),  # what introduces the next line
        ("SPRINGFIELD –", False),
    ],
)
def test_the_first_line_is_the_title_unless_it_is_a_sentence(first: str, is_title: bool) -> None:  # a table of cases
    assert _found(f"{first}\n{ARTICLE}", "title") == ([first] if is_title else [])


def test_a_line_with_no_article_below_is_no_title() -> None:
    assert _found("The old mill turns again", "title") == []


def test_a_heading_that_the_reader_saw_is_the_title() -> None:
    text = f"The old mill.\n{ARTICLE}"
    found = find_evidence(text, (), [BlockHint(Span(0, 13), "heading")])
    assert [(one.value, one.rule) for one in found if one.field == "title"] == [("The old mill.", "first heading")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The miller said that he would grind for everybody who brought his own grain.", "en"),
        ("Der Müller sagte, dass er für alle mahlen werde, die ihr eigenes Korn bringen und nicht klagen.", "de"),
        ("Le meunier a dit que les habitants sont venus avec leur grain dans la soirée pour une fête.", "fr"),
        ("El molinero dijo que los vecinos llegaron con su grano para la fiesta en el pueblo.", "es"),
        ("Il mugnaio ha detto che gli abitanti sono arrivati con il loro grano per una festa nel paese.", "it"),
        ("O moleiro disse que os moradores não trouxeram o seu grão para uma festa em casa.", "pt"),
        ("De molenaar zei dat hij niet voor iedereen maalt en het graan van de buren naar huis brengt.", "nl"),
        ("Mjölnaren säger att han inte kommer att mala för alla som har sin egen säd på gården.", "sv"),
        ("Młynarz powiedział, że nie jest pewien, czy się to uda, ale był gotów do pracy.", "pl"),
        ("Mlynář uvedl, že bude mlít pro všechny, kteří jsou ochotni přijít, nebo podle dohody také jindy.", "cs"),
        ("Değirmenci bu yıl için çok un olduğunu ve daha sonra bir şenlik yapılacağını söyledi, dedi.", "tr"),
        ("Мельник заявил, что он не будет молоть для всех, и это было его решение в этом году.", "ru"),
        ("Мірошник сказав, що це його рішення, та він також не буде молоти для всіх цього року, як і було.", "uk"),
        ("Ο μυλωνάς είπε ότι θα αλέσει για όλους.", "el"),
        ("粉屋は、自分の麦を持ってくる人のためにひくと言った。", "ja"),
        ("磨坊主说，他会为每一个人磨面。", "zh"),
        ("방앗간 주인은 모두를 위해 빻겠다고 말했다.", "ko"),
        ("وقال الطحان إن هذا القمح من القرية التي في الوادي على النهر.", "ar"),
        ("הטוחן אמר כי יטחן לכולם.", "he"),
        ("चक्की वाले ने कहा कि यह गेहूं गाँव के लोगों के लिए है और नहीं बिकेगा।", "hi"),
        ("Springfield, Shelbyville, Ogdenville", None),  # names belong to no language
        ("1 2 3", None),
        ("", None),
    ],
)
def test_a_language_is_told_by_its_small_words_or_its_script(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_a_language_is_surer_the_more_of_it_there_is() -> None:
    """A page that declares another language is overruled by a whole text only."""
    sentence = "Der Müller sagte, dass er für alle mahlen werde, die ihr eigenes Korn bringen und nicht klagen. "
    short, long = (find_evidence(sentence * times, ()) for times in (1, 5))
    sure = [one.confidence for found in (short, long) for one in found if one.field == "language"]
    assert sure == [0.85, 0.95]


@given(strategies.articles())
def test_all_evidence_has_its_place_in_the_text(text: str) -> None:
    """Whatever the text, each value has a span inside it, a rule and a confidence; none comes twice."""
    found: tuple[Evidence, ...] = find_evidence(text, mark_removals(text))
    assert len({(one.field, one.value) for one in found}) == len(found)
    for one in found:
        assert one.value
        assert one.rule
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert 0 < one.confidence <= 1


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ({"xx": ("one",)}, "a year has 12 months, not 1"),
        ({"xx": tuple("abcdefghijka")}, "'a' means two different months"),
    ],
)
def test_a_table_of_months_that_cannot_be_right_is_refused(names: dict[str, tuple[str, ...]], message: str) -> None:
    with pytest.raises(RuleTableError, match=message):
        number_months(MonthTable(names=names))
