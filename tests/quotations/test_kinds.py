"""A quotation is full when it holds a whole sentence, a fragment when it holds less, none when it quotes nobody."""

from __future__ import annotations

import pytest

from archive.errors import InvalidSpan
from archive.quotations import Found, find_quotations
from archive.spans import Span


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # before its speaker, after its speaker, after a colon
        ("“They are not here,” the mayor said.", ["full"]),
        ("The mayor said, “They are not here.”", ["full"]),
        ("The mayor told them: “They are not here.”", ["full"]),
        # one word can be a sentence, or a word
        ("“Stop,” the mayor said.", ["full"]),
        ("The mayor urged them to “stop.”", ["fragment"]),
        ("What the mayor called the “liberation” of the town began.", ["fragment"]),
        # British and European punctuation stands outside
        ("‘They are not here’, the mayor said.", ["full"]),
        ("„Sie sind nicht hier“, sagte der Bürgermeister. „Nein“, sagte er.", ["full", "full"]),
        ("„Nie ma ich tutaj” – powiedział burmistrz.", ["full"]),
        # a fragment in the middle of a clause, with its comma inside
        ("They “played a role in the fight,” the mayor added.", ["fragment"]),
        ("He praised the “Heroes of the town” and left.", ["fragment"]),
        # starts small, but a whole sentence follows
        ("She said that “the town is lost. We must go now,” and left.", ["full"]),
        # an abbreviation inside is no end of a sentence
        ("He saw “the house of Mr. Smith and Gen. Doe” there.", ["fragment"]),
        # a clause in the middle of a clause, by its verb or its first word
        ("Doe writes “The people of this town are ready” on the wall.", ["full"]),
        ("Doe writes “I love this town” on the wall.", ["full"]),
        # inner marks do not matter
        ("“We called it ‘the end’,” she said.", ["full"]),
        # scripts without capitals: by place, size and closing punctuation
        ("部长说：“我们准备好了。”所谓“解放”开始了。", ["full", "fragment"]),
        ("彼は「地震はいつ起きてもおかしくない」と述べ、「改革」を進めた。", ["full", "fragment"]),
        ("قال الوزير: «نحن مستعدون للحوار». وتحدث عن «التحرير» أمس.", ["full", "fragment"]),
        # names, titles, nicknames, credits
        ("John “Jack” Smith spoke at the “Council of Free Cities” today.", ["none", "none"]),
        ("She wrote the book “The Long Way Home” and the song “Rain.”", ["none", "none"]),
        ("The mayor called it “The Long Way Home” again.", ["fragment"]),
        ("A street. CREDIT «SOME PHOTO / Agency / a_channel» - NO SALES", ["none"]),
        # German nouns have capitals: no name is read from them
        ("Er sprach über „Freiheit für Städte“ und ging.", ["fragment"]),
        # once a title is plain, it is a title at every other place; a small word stays somebody's
        ("The film “Big Days: Part Two” is out. All of the “Big Days” fans came.", ["none", "none"]),
        ("The word “victory” was painted over. She doubts the “victory” of her town.", ["none", "fragment"]),
        # a title may be as long as a sentence where "titled" stands before it
        ("A study titled “" + "Who Pays for the Lamps of Small Towns? " * 4 + "And Why” is out.", ["full"]),
        ("A study titled “" + "Who Pays for the Lamps of Small Towns, " * 4 + "And Why” is out.", ["none"]),
        # a cross-reference in brackets, and a seeing that is none
        ("It rose again (see ‘Who pays for the lamps’).", ["none"]),
        ("They came to see ‘who pays for the lamps’.", ["fragment"]),
        # a nickname before a name, and a name after a quoted word
        ("They want “the Fox” John Smith out.", ["none"]),
        ("They want “the best” John Smith out.", ["fragment"]),
        # a chant is no name
        ("They shouted: “Make Our Town Great Again!”", ["full"]),
    ],
)
def test_the_kind_of_a_quotation_is_told_by_its_place_and_its_words(text: str, kinds: list[str]) -> None:
    assert [found.kind for found in find_quotations(text, (), (Span(0, len(text)),))] == kinds


@pytest.mark.parametrize("segments", [(), (Span(3, 3),)], ids=["none at all", "an empty one"])
def test_a_quotation_without_characters_is_refused(segments: tuple[Span, ...]) -> None:
    with pytest.raises(InvalidSpan, match="at least one segment, and none empty"):
        Found(segments, "full", removed=False, closed=True, continues=False, system="English", marks=Span(0, 5))


def test_the_span_of_a_quotation_runs_from_its_first_to_its_last_segment() -> None:
    text = "“We won.\n\n“They lost.”"
    (found,) = find_quotations(text, (), ())
    assert found.span == Span(1, len(text) - 1)
    assert found.marks == Span(0, len(text))
