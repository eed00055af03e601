"""``archive speakers``: who is quoted under which names, and what people ruled on who is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.cli.access import author_of, opened_archive
from archive.cli.group import command as make_command
from archive.cli.group import session_of
from archive.cli.options import by_option, json_option, reason_option
from archive.cli.setting_speakers import FORM, choose_ways, set_speakers
from archive.clock import utc_now

if TYPE_CHECKING:
    from archive.name_forms.grouping import SpeakerRuling
    from archive.speaker_model import SpeakerRecord
    from archive.store import Store

_RULINGS: dict[str, SpeakerRuling | None] = {"merge": "merge", "split": "split", "undo": None}
_DONE = {"merge": "one speaker", "split": "two speakers", "undo": "no longer ruled on"}
_IS_FOR_SPLIT = "--document goes with split or undo, --as with split only: split NAME --document REF --as OTHER-NAME."


@make_command(
    "speakers",
    example='archive speakers zelensky\narchive speakers merge "Jane Doe" "Jane Roe" --reason "her name since 2020"\n'
    'archive speakers set 004:899-1001 "Jane Doe"',
)
@click.argument("words", nargs=-1, metavar="[NAME | merge|split|undo NAME NAME | set REF... NAME]")
@click.option("--document", metavar="REF", help="With split or undo: who bears the name in this article alone.")
@click.option("--as", "other", metavar="NAME", help="With split and --document: what to call that other person.")
@click.option("--unattributed", is_flag=True, help="With set, for a name: nobody knows who said it.")
@click.option("--nobody", is_flag=True, help="With set, for a name: these words are nobody's speech.")
@click.option("--undo", is_flag=True, help="With set: take back what was said of these quotations.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most this many.")
@reason_option("Why; recorded with a ruling.")
@by_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    words: tuple[str, ...],
    document: str | None,
    other: str | None,
    unattributed: bool,
    nobody: bool,
    undo: bool,
    limit: int | None,
    reason: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """List the speakers, most quoted first, with the names that are taken for one; or rule on who speaks.

    Spellings of one full name are joined by themselves, and each says why. merge and
    split say that two are, or are not, one person; with --document, split tells two
    people of one name apart: split "Jane Doe" --document REF --as "Jane Doe (baker)".

    set says who speaks in one quotation, or in several, each named by its link or by
    its place as archive show --why prints it. That holds whatever later rules say, and
    for the same words in other versions of the article, unless they name another
    speaker there.

    All is recorded with your name and the time, and undo or --undo takes it back. No
    word of an article is changed, and every link goes on leading where it led.
    """
    ways = choose_ways(unattributed=unattributed, nobody=nobody, undo=undo)
    if words[:1] == ("set",):
        if document is not None or other is not None or limit is not None:
            ctx.fail("--document, --as and --limit do not go with set.")
        set_speakers(ctx, words[1:], ways, reason, author_of(by), as_json=as_json)
        return
    if ways:
        ctx.fail(f"--{ways[0]} goes with set: {FORM}.")
    ruling = words[0] if words[:1] and words[0] in _RULINGS else None
    if ruling is None and len(words) > 1:
        ctx.fail(f'Put a name of several words between quote marks: archive speakers "{" ".join(words)}".')
    if ruling and len(words) != (2 if document else 3):
        ctx.fail(
            f"{ruling} takes {'one name with --document' if document else 'two names'}: {_form(ruling, document)}."
        )
    if (document is not None) != (other is not None) and not (document and ruling == "undo"):
        ctx.fail("--document and --as belong together: split NAME --document REF --as OTHER-NAME.")
    if (document is not None and ruling not in {"split", "undo"}) or (other is not None and ruling != "split"):
        ctx.fail(_IS_FOR_SPLIT)
    if ruling and document:
        _call_otherwise(ctx, words[1], document, other, author_of(by), reason)
    elif ruling:
        _rule(ctx, ruling, words[1:], author_of(by), reason)
    else:
        with opened_archive(ctx, read_only=True) as store:
            _print(ctx, _found(store, words[0] if words else None)[:limit], as_json=as_json, is_one=bool(words))


def _form(ruling: str, document: str | None) -> str:
    """How the command is written."""
    if document is None:
        return f"archive speakers {ruling} NAME NAME"
    return f"archive speakers {ruling} NAME --document REF" + (" --as OTHER-NAME" if ruling == "split" else "")


def _rule(ctx: click.Context, ruling: str, names: tuple[str, ...], author: str, reason: str | None) -> None:
    from archive.cli.output import note
    from archive.speakers import rule_on_speakers
    from archive.store.speakers import name_speakers

    with opened_archive(ctx) as store:
        pair = rule_on_speakers(store, names[0], names[1], _RULINGS[ruling], author, utc_now(), reason)
        known = name_speakers(store)
    if not session_of(ctx).is_quiet:
        a, b = (known.get(one, one) for one in pair)
        note(f"{a} and {b}: {_DONE[ruling]}, recorded for {author}.")


def _call_otherwise(
    ctx: click.Context, name: str, document: str, other: str | None, author: str, reason: str | None
) -> None:
    from archive.cli.output import note
    from archive.references import resolve_document
    from archive.speakers import call_otherwise
    from archive.store.documents import list_documents

    with opened_archive(ctx) as store:
        article = resolve_document(store, document)
        call_otherwise(store, article, name, other, author, utc_now(), reason)
        (told,) = list_documents(store, [article])
    if not session_of(ctx).is_quiet:
        done = f"is “{other}” in article {told.handle}" if other else f"is again whom article {told.handle} calls so"
        note(f"{name} {done}, recorded for {author}.")


def _found(store: Store, name: str | None) -> list[SpeakerRecord]:
    from archive.errors import UnknownReference
    from archive.speakers import list_speakers
    from archive.store.speakers import speakers_meant

    if name is None:
        return list_speakers(store)
    found = [record for one in speakers_meant(store, name) for record in list_speakers(store, one)]
    if not found:
        raise UnknownReference(name, "nobody of this name is quoted here", "archive speakers lists those who are.")
    return found


def _print(ctx: click.Context, found: list[SpeakerRecord], *, as_json: bool, is_one: bool) -> None:
    from archive.cli.output import count, note, print_json

    for record in found:
        if as_json:
            print_json(record)
            continue
        for line in speaker_lines(record, is_whole=is_one or session_of(ctx).is_verbose):
            click.echo(line)
    if not found and not as_json and not session_of(ctx).is_quiet:
        note("Nobody is quoted in this archive by name.")
    elif not as_json and not is_one and not session_of(ctx).is_quiet:
        note(f"{count(len(found), 'speaker')}. archive speakers NAME tells why names are taken for one.")


def speaker_lines(record: SpeakerRecord, *, is_whole: bool) -> list[str]:
    """The lines of one speaker: the name with its counts, the other names, and with ``is_whole`` why they are one."""
    from archive.cli.output import count, width, wrap

    outlets = count(len(record.outlets), "outlet") if record.outlets else "no outlet known"
    counts = f"{count(record.quotations, 'quotation')} in {count(record.articles, 'article')}, {outlets}"
    unnamed = "; unnamed, perhaps not one person" if record.kind == "unnamed" and record.articles > 1 else ""
    lines = wrap(f"{record.name}  ({counts}{unnamed})  {record.speaker_id}", rest="  ", width=width())
    others = [form for form in record.forms if form.evidence is not None]
    if not is_whole:
        named = ", ".join(form.name for form in others)
        return [*lines, *(wrap(f"also {named}", first="  ", rest="    ", width=width(), most=2) if named else [])]
    for form in others:
        told = f"{form.name} ({form.quotations:,}): {form.evidence}"
        lines += wrap(told, first="  also ", rest="       ", width=width())
    for ruling in record.rulings:
        done = "one with" if ruling.ruling == "merge" else "not one with"
        why = f": {ruling.reason}" if ruling.reason else ""
        told = f"{ruling.a_name} is {done} {ruling.b_name}, says {ruling.author} on {ruling.made_at[:10]}{why}"
        lines += wrap(told, first="  · ", rest="    ", width=width())
    return lines
