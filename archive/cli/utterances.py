"""``archive utterances``: what was said once and is quoted in several wordings, and what people ruled on that."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal

import click

from archive.cli.access import author_of, opened_archive
from archive.cli.group import command as make_command
from archive.cli.group import session_of
from archive.cli.options import by_option, json_option, reason_option
from archive.clock import utc_now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archive.identifiers import Permalink
    from archive.model import QuotationRecord
    from archive.store import Store
    from archive.utterance_model import UtteranceRecord

_SHOWN = 40
"""Columns of the words of a quotation that a ruling names."""
_RULINGS: tuple[Literal["confirm", "reject", "forget"], ...] = ("confirm", "reject", "forget")


@make_command(
    "utterances",
    example="archive utterances --conflicts\narchive utterances confirm q/8db9df1828be/653-990 q/1f0c3d5a7e9b/10-99",
)
@click.argument("words", nargs=-1, metavar="[LINK | confirm LINK LINK | reject LINK LINK | forget LINK LINK]")
@click.option("--conflicts", is_flag=True, help="Only where the reports differ: in the speaker, a number …")
@click.option("--speaker", metavar="NAME", help="Said by.")
@click.option("--document", metavar="REF", help="With a wording in this article.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most this many.")
@reason_option("Why; recorded with a ruling.")
@by_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    words: tuple[str, ...],
    conflicts: bool,
    speaker: str | None,
    document: str | None,
    limit: int | None,
    reason: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """List what was said once and is quoted in several wordings; or rule on two of them.

    With the link of a quotation, its wordings only. confirm and reject say that two
    quotations are, or are not, one utterance; that is recorded with your name and
    the time, and forget takes it back. No word of either is changed.
    """
    ruling = next((name for name in _RULINGS if words[:1] == (name,)), None)
    if len(words) != (3 if ruling else len(words[:1])):
        ctx.fail("utterances takes no argument, one link, or confirm, reject or forget with two links.")
    if ruling:
        _rule(ctx, ruling, words[1:], author_of(by), reason)
        return
    with opened_archive(ctx, read_only=True) as store:
        found = _found(store, words[0] if words else None, speaker, document, conflicts=conflicts)
        _print(ctx, store, found if limit is None else found[:limit], as_json=as_json)


def _rule(
    ctx: click.Context,
    ruling: Literal["confirm", "reject", "forget"],
    refs: tuple[str, ...],
    author: str,
    reason: str | None,
) -> None:
    from archive.cli.output import fit, note
    from archive.store.facts import text_of
    from archive.utterances import rule_on_pair

    with opened_archive(ctx) as store:
        a, b = (_permalink(store, ref) for ref in refs)
        rule_on_pair(store, a, b, ruling, author, utc_now(), reason)
        told = [f"“{fit(one.span.of(text_of(store, one.text)), _SHOWN)}” ({one.short})" for one in (a, b)]
    if not session_of(ctx).is_quiet:
        done = {"confirm": "one utterance", "reject": "not one utterance", "forget": "no longer ruled on"}
        note(f"{told[0]} and {told[1]}: {done[ruling]}, recorded for {author}.")


def _permalink(store: Store, ref: str) -> Permalink:
    from archive.errors import UnknownReference
    from archive.identifiers import Permalink
    from archive.references import resolve_reference

    target = resolve_reference(store, ref)
    if target.span is None:
        raise UnknownReference(ref, "is a whole text", "archive quotations lists quotations with their links.")
    return Permalink(target.text, target.span)


def _found(
    store: Store, ref: str | None, speaker: str | None, document: str | None, *, conflicts: bool
) -> list[UtteranceRecord]:
    from archive.identifiers import speaker_id
    from archive.references import resolve_document
    from archive.store.speaker_groups import read_groups
    from archive.utterances import each_utterance, matching, utterance_at

    if ref is not None:
        record = utterance_at(store, _permalink(store, ref))
        found = [] if record is None else [record]
    else:
        found = list(each_utterance(store))
    wanted = resolve_document(store, document) if document else None
    ids = read_groups(store).all_of(speaker_id(speaker)) if speaker else ()
    return list(matching(found, ids, conflicts_only=conflicts, document=wanted))


def _print(ctx: click.Context, store: Store, found: list[UtteranceRecord], *, as_json: bool) -> None:
    from archive.cli.output import count, note, print_json
    from archive.utterances import excerpts_of, name_articles

    for record in found:
        if as_json:
            print_json(record)
            continue
        for line in utterance_lines(record, name_articles(store, (*record.wordings, *record.beside))):
            click.echo(line)
        click.echo()
    if not found and not as_json and not session_of(ctx).is_quiet:
        note("No utterance that is quoted in more than one wording answers to that.")
    elif not as_json:
        events = sum(len(record.wordings) == 1 for record in found)
        picked = sum(len(record.wordings) - len(excerpts_of(record)) == 1 for record in found) - events
        told = [f"{count(len(found) - events - picked, 'utterance')} in more than one wording"]
        told += [f"{picked} of which others quote a word or two"] if picked else []
        told += [f"{count(events, 'event')} told in other words"] if events else []
        click.echo(", ".join(told))


def utterance_lines(record: UtteranceRecord, names: Mapping[str, str]) -> list[str]:
    """The lines of one utterance: its wordings, what is beside it, what differs; ``names`` are the articles'."""
    from archive.cli.output import style, width, wrap
    from archive.utterances import CERTAINTY_WORDS, certainty_of, excerpts_of, say_conflicts

    speakers = ", ".join(record.speakers) or "speaker not recognised"
    lines = wrap(
        f"{speakers} ({CERTAINTY_WORDS[certainty_of(record)]})  u/{record.utterance}", rest="  ", width=width()
    )
    excerpts = excerpts_of(record)
    for wording in sorted(record.wordings, key=lambda one: one.permalink in excerpts):
        about = "a word or two of it; " if wording.permalink in excerpts else ""
        lines += _wording_lines(wording, "·", names, about)
    for other in record.beside:
        lines += _wording_lines(other, "≈", names)
    for sentence in say_conflicts(record, names):
        lines += [style(line, fg="yellow") for line in wrap(sentence, first="  ! ", rest="    ", width=width())]
    return lines


def _wording_lines(wording: QuotationRecord, sign: str, names: Mapping[str, str], about: str = "") -> list[str]:
    from archive.cli.output import visible, width, wrap
    from archive.cli.quotation_lines import short_link

    lines = wrap(f"“{wording.shown}”", first=f"  {sign} ", rest="    ", width=width(), most=3)
    where = ", ".join(filter(None, (names.get(wording.document), wording.outlet))) or wording.source
    who = wording.speaker or "speaker not recognised"
    place = f"{about}{who}; {visible(where)}, {(wording.published or 'undated')[:10]}"
    return [*lines, *islice(wrap(place, first="    ", rest="    ", width=width()), 2), f"    {short_link(wording)}"]
