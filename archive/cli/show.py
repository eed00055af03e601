"""``archive show``: a text, or the stretch that a link or a selector names, with everything that is said about it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from archive.cli.access import opened_archive
from archive.cli.group import command as make_command
from archive.cli.options import json_option

if TYPE_CHECKING:
    from archive.references import Target
    from archive.store import Store
    from archive.text_model import ExplanationRecord, TextRecord


@make_command("show", example="archive show 002\narchive show 002 --why\narchive show q/8db9df1828be/653-990")
@click.argument("reference", metavar="REF")
@click.option("--kept", "view", flag_value="kept", help="The article text alone, without what is set aside.")
@click.option("--raw", "view", flag_value="raw", help="The text exactly as archived, for sha256sum and other tools.")
@click.option("--why", "view", flag_value="why", help="Each decision: its rule, reason, evidence and certainty.")
@json_option
@click.pass_context
def command(ctx: click.Context, reference: str, view: str | None, as_json: bool) -> None:
    """Show a text with its quotations (❝), what is set aside (✂) or in doubt (?) marked.

    REF is a link (q/…), a file or its handle (002), an address, an article's id, or
    the first 12 or more digits of a text's SHA-256; with a place behind it, a stretch
    of that text (002:3469-3482). It may also be a text-fragment link
    (https://…#:~:text=…), the JSON of a W3C selector or annotation, or a SWHID
    (swh:1:cnt:…): the words are found again, or it says that they are edited or gone
    (exit code 1) or fit several places (2).
    """
    from archive.cli.output import print_json
    from archive.passages import find_passage
    from archive.references import resolve_reference
    from archive.resolving import is_resolvable
    from archive.store.texts import text_record

    with opened_archive(ctx, read_only=True) as store:
        if view is None and is_resolvable(reference):
            _show_resolved(ctx, store, reference, as_json)
            return
        target = resolve_reference(store, reference)
        record = text_record(store, target.text)
        if view == "raw":
            _write_raw(record, target)
        elif view == "kept":
            _write_kept(record, target)
        elif as_json and view == "why":
            _print_reasons(store, target)
        elif as_json:
            print_json(find_passage(store, target.text, target.span).record if target.span else record)
        else:
            for line in _lines(store, record, target, reference, view):
                click.echo(line)


def _show_resolved(ctx: click.Context, store: Store, reference: str, as_json: bool) -> None:
    """Where the words stand that a selector means, or what became of them; the exit code says which."""
    from archive.cli.group import finish
    from archive.cli.output import print_json
    from archive.cli.resolution_views import FINDINGS, resolution_lines
    from archive.references import target_of
    from archive.resolving import refuse_if_ambiguous, resolve_selector
    from archive.store.texts import text_record

    found = resolve_selector(store, reference)
    record = text_record(store, found.text)
    if as_json:
        print_json(found.record(record.content))
    refuse_if_ambiguous(reference, found)
    if not as_json:
        stands = found.span is not None or found.is_whole
        shown = _lines(store, record, target_of(found), found.text[:12], None) if stands else []
        for line in [*resolution_lines(found), *([""] if shown else []), *shown]:
            click.echo(line)
    finish(ctx, 1 if found.status in FINDINGS else 0)


def _print_reasons(store: Store, target: Target) -> None:
    """The record of the text as one line of JSON, written piece by piece: its last field is the long one."""
    from archive.explaining import explain_quotations, explain_text

    head = explain_text(store, target.text, target.span).model_dump_json().removesuffix("]}")
    click.echo(head, nl=False)
    comma = ""

    def write(one: ExplanationRecord) -> None:
        nonlocal comma
        click.echo(comma + one.model_dump_json(), nl=False)
        comma = ","

    explain_quotations(store, target.text, target.span, write)
    click.echo("]}")


def _write_raw(record: TextRecord, target: Target) -> None:
    """The bytes whose SHA-256 is the text's name; of a link only its stretch. Nothing is added, no line end either."""
    stretch = target.span.of(record.content) if target.span else record.content
    sys.stdout.flush()
    sys.stdout.buffer.write(stretch.encode("utf-8"))


def _write_kept(record: TextRecord, target: Target) -> None:
    """The article text, with control characters made visible only where a terminal would obey them."""
    from archive.cli.output import visible
    from archive.spans import Span, joined, subtract_spans

    whole = target.span or Span(0, len(record.content))
    removed = [Span(removal.start, removal.end) for removal in record.removals]
    kept = joined(record.content, subtract_spans(whole, removed), "")
    click.echo(visible(kept, keep_lines=True) if sys.stdout.isatty() else kept)


def _lines(store: Store, record: TextRecord, target: Target, reference: str, view: str | None) -> list[str]:
    from archive.cli.show_views import stretch_lines, text_lines
    from archive.cli.why_views import answer_lines, why_view
    from archive.explaining import explain_quotations, explain_text

    if view == "why":
        answers: dict[int, list[str]] = {}
        told = explain_text(store, target.text, target.span)
        explain_quotations(store, target.text, target.span, lambda one: answers.update({one.start: answer_lines(one)}))
        return why_view(told, answers, target.span, reference)
    if target.span:
        return stretch_lines(store, record, target.span, target)
    return text_lines(store, record, target, reference)
