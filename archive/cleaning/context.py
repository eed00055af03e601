"""The tests that rules name: what a line must have round it, where its own looks prove nothing.

What is hard here is that each of these lines could be the article's. So a test asks for two things that together are
no accident: a sentence twice *and* a credit behind one of them; a foreign script *and* the very edge of the text;
empty labels *and* nothing after them. Each test yields the indexes of lines and in words what it saw.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

from archive.cleaning.company import find_enclosed_lines, find_lines_behind_page
from archive.cleaning.entries import find_entries
from archive.cleaning.heads import find_lone_days, find_names_beside_days, find_page_titles
from archive.cleaning.hinted import find_hinted_captions, find_link_lists, find_named_blocks
from archive.cleaning.lines import Line
from archive.cleaning.machines import find_doubled, find_refrains, find_split_titles
from archive.cleaning.marks import Marks
from archive.cleaning.pictures import find_credited_captions, find_dated_captions, find_gallery_titles
from archive.cleaning.scripts import line_script
from archive.cleaning.title_lists import find_genre_lists, find_stroked_lists
from archive.rules.agencies import agency_expression

Found = Iterator[tuple[int, str]]
Test = Callable[[Marks], Found]
"""A context test: from a page with its marks so far to the lines that its rule removes."""

_ORNAMENT = re.compile(r"[\s*\-–—_=~•·#|+/\\<>→↓^○●◆■□▪☆★\u200b\u200c\u200d\u2060\ufeff]+")
_STROKES = re.compile(r"\s*[|»›→/]\s*| [>•·] ")
_MOST_FIELD_WORDS = 6
_FEWEST_ENTRIES = 3
_EDGE_LINES = 3
_LONGEST_EDGE_LINE = 80
_FEWEST_MAIN_LINES = 3
_FEWEST_PARAGRAPHS = 5
_LEAST_ARTICLE = 0.5
"""What stands above the comments is the article only if it is at least this part of what stands below."""
_MOST_COUNT_WORDS = 4
_LONGEST_TITLE = 160


def find_repeated_captions(marks: Marks) -> Found:
    """The line before an image credit, when the same line stands elsewhere without one."""
    lines = marks.page.lines
    before_credit = {
        index - 1
        for index, claim in marks.by_line.items()
        if claim.rule.label == "image-credit" and index > 0 and index - 1 not in marks.by_line
    }
    if not before_credit:
        return
    counts = Counter(line.folded for line in lines)
    twins = Counter(lines[index].folded for index in before_credit)
    for index in sorted(before_credit):
        folded = lines[index].folded
        if counts[folded] > twins[folded]:
            yield index, "the same sentence stands elsewhere in the text, and a credit follows this one"


def find_link_titles(marks: Marks) -> Found:
    """The run of bulleted, unclosed lines right below a label of links."""
    lines = marks.page.lines
    for label in sorted(marks.by_line):
        if marks.by_line[label].rule.label != "related-links":
            continue
        index = label + 1
        while index < len(lines) and lines[index].has_bullet and not lines[index].is_closed:
            if index not in marks.by_line:
                yield index, f"a bulleted title below “{lines[label].raw}”"
            index += 1


def find_empty_fields(marks: Marks) -> Found:
    """Two or more short lines at the end of the text that all end in a colon."""
    lines = marks.page.lines
    run = []
    for index in range(len(lines) - 1, -1, -1):
        if not _is_field(lines[index]) and index not in marks.by_line:
            break
        run.append(index)
    fields = [index for index in run if _is_field(lines[index])]
    if len(fields) >= 2:
        for index in reversed(fields):
            yield index, "one of several labels at the end with nothing after their colons"


def _is_field(line: Line) -> bool:
    return line.raw[-1] in ":：" and len(line.words) <= _MOST_FIELD_WORDS and not line.quotes


def find_notice_labels(marks: Marks) -> Found:
    """Short lines that end in a colon, right above a notice that the law asks for."""
    for index in range(len(marks.page.lines) - 1):
        below = marks.by_line.get(index + 1)
        if below and below.rule.label == "legal-notice" and _is_field(marks.page.lines[index]):
            yield index, "the label of the notice in the next line"


def find_agency_lines(marks: Marks) -> Found:
    """Lines that hold nothing but agencies' credits."""
    for index, line in enumerate(marks.page.lines):
        if len(line.raw) <= 60 and _only_agencies().fullmatch(line.raw):
            yield index, "the line names agencies and nothing else"


@cache
def _only_agencies() -> re.Pattern[str]:
    one = agency_expression()
    return re.compile(rf"[\s(\[–—/*-]*{one}(?:\s*(?:[/,;&+|–-]|and|und|et|y)\s*(?:{one}|[a-zäöü]{{2,4}}))*[\s)\]*/]*")


def find_ornaments(marks: Marks) -> Found:
    """Lines without a letter, a figure or a mark of speech."""
    for index, line in enumerate(marks.page.lines):
        if not line.raw[-1].isalnum() and _ORNAMENT.fullmatch(line.raw):
            yield index, "there is no letter and no figure in the line"


def find_crumb_trails(marks: Marks) -> Found:
    """Lines before the first or after the last paragraph that are short entries with strokes between."""
    lines = marks.page.lines
    head_end, tail_start = marks.head_end(), marks.tail_start()
    for index in (*range(head_end), *range(max(head_end, tail_start), len(lines))):
        line = lines[index]
        quotes = line.quotes and ("»" not in line.raw or "«" in line.raw)  # » alone is an arrow
        if quotes or len(line.raw) > _LONGEST_TITLE:
            continue
        entries = _STROKES.split(line.raw)
        if len(entries) >= _FEWEST_ENTRIES and all(map(_is_menu_entry, entries)):
            yield index, "short entries with strokes between, as in a menu"


def _is_menu_entry(entry: str) -> bool:
    return 0 < len(entry) <= 30 and len(entry.split()) <= 4 and entry[-1] not in ".!?" and not entry.isdigit()


def find_other_script(marks: Marks) -> Found:
    """Short unclosed lines at the edge of the text in a script that no other line is written in."""
    lines = marks.page.lines
    if len(lines) <= _FEWEST_MAIN_LINES:
        return
    edge = [*range(_EDGE_LINES), *range(max(_EDGE_LINES, len(lines) - _EDGE_LINES), len(lines))]
    short = [index for index in edge if index < len(lines) and len(lines[index].raw) <= _LONGEST_EDGE_LINE]
    odd = [index for index in short if not lines[index].raw.isascii()]
    scripts = {index: line_script(lines[index].raw) for index in odd}
    foreign = [index for index in odd if scripts[index] not in {None, "Latin"}]  # English labels are everywhere
    suspects = {index for index in foreign if not lines[index].is_closed and not lines[index].quotes}
    if not suspects:
        return
    main = _main_script(marks)
    for index in sorted(suspects):
        if main and scripts[index] != main:
            yield index, f"a short line in {scripts[index]} script at the edge of a text in {main} script"


def _main_script(marks: Marks) -> str | None:
    """The script of every paragraph of the text; None when there is more than one, or too few to tell."""
    scripts: Counter[str] = Counter()
    for index in marks.kept_prose()[:200]:
        script = line_script(marks.page.lines[index].raw[:400])
        if script:
            scripts[script] += 1
    main = scripts.most_common(1)
    return main[0][0] if len(scripts) == 1 and main[0][1] >= _FEWEST_MAIN_LINES else None


def find_comment_section(marks: Marks) -> Found:
    """Every line behind the first count of readers' comments that stands below an article."""
    lines = marks.page.lines
    prose = marks.kept_prose()
    below = sum(len(lines[at].raw) for at in prose)
    above = passed = 0
    for index in sorted(marks.by_line):
        while passed < len(prose) and prose[passed] < index:
            above, below = above + len(lines[prose[passed]].raw), below - len(lines[prose[passed]].raw)
            passed += 1
        is_count = marks.by_line[index].rule.label == "comment-widget" and _counts_comments(lines[index])
        if is_count and passed >= _FEWEST_PARAGRAPHS and above >= _LEAST_ARTICLE * below:
            yield from ((at, f"behind “{lines[index].raw}”, below the article") for at in range(index + 1, len(lines)))
            return


def _counts_comments(line: Line) -> bool:
    return len(line.words) <= _MOST_COUNT_WORDS and any(word.isdigit() and word != "0" for word in line.words)


def find_titles_behind_article(marks: Marks) -> Found:
    """Unclosed lines below the last paragraph and below a label of links: titles of other articles."""
    lines = marks.page.lines
    tail = marks.tail_start()
    if len(marks.kept_prose()) < _FEWEST_MAIN_LINES:
        return
    labels = [at for at in range(tail, len(lines)) if at in marks.by_line]
    label = next((at for at in labels if marks.by_line[at].rule.label == "related-links"), None)
    if label is None:
        return
    for index in range(label + 1, len(lines)):
        line = lines[index]
        is_title = len(line.raw) <= _LONGEST_TITLE and not (line.is_closed or line.opens_quotation)
        if is_title and index not in marks.by_line:
            yield index, f"an unclosed line below “{lines[label].raw}”, behind the last paragraph"


CONTEXT_TESTS: dict[str, Test] = {
    "only agencies": find_agency_lines,
    "repeated before a credit": find_repeated_captions,
    "hinted as a caption": find_hinted_captions,
    "named by its block": find_named_blocks,
    "list of links": find_link_lists,
    "titles below a link label": find_link_titles,
    "run of empty fields": find_empty_fields,
    "no letter and no figure": find_ornaments,
    "short entries between strokes": find_crumb_trails,
    "other script at the edge": find_other_script,
    "readers' comments begin": find_comment_section,
    "titles behind the article": find_titles_behind_article,
    "told again below the article": find_refrains,
    "told twice in one line": find_doubled,
    "title behind its colon": find_split_titles,
    "entries that end alike": find_entries,
    "entries with strokes": find_stroked_lists,
    "titles of which one names its form": find_genre_lists,
    "ends in a credit": find_credited_captions,
    "ends in a day": find_dated_captions,
    "above the counter of a gallery": find_gallery_titles,
    "day and nothing else": find_lone_days,
    "name beside a day": find_names_beside_days,
    "headline said again": find_page_titles,
    "label above a notice": find_notice_labels,
}
"""The tests that a row may name, by the name in the row."""
LAST_TESTS: dict[str, Test] = {
    "among known lines": find_enclosed_lines,
    "behind known lines": find_lines_behind_page,
}
"""Those that are asked when all others have been."""
