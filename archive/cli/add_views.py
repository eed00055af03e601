"""The account of ``archive add``: a line per input, what it adds up to, and what is still unknown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from archive.cli.change_views import change_lines
from archive.cli.diff_views import say_whose
from archive.cli.output import columns_of, count, fit, listed, note, pad, print_json, style, visible, width, wrap
from archive.cli.quotation_lines import label_of
from archive.identifiers import DocumentId, TextDigest
from archive.ingest.outcomes import NOTHING_RECORDED
from archive.origins import origins_of
from archive.store.analyses import find_analysis
from archive.store.documents import list_documents, log
from archive.store.summary import summary

if TYPE_CHECKING:
    from archive.cli.group import Session
    from archive.model import AddRecord, DocumentRecord
    from archive.store import Store

MOST_UNCHANGED = 20
"""Unchanged inputs that get a line of their own; more are only counted, unless -v."""
MOST_LABELS = 3
"""Kinds of stretches set aside that are named."""


@dataclass(slots=True)
class Account:
    """What became of the inputs so far, and how it is told."""

    session: Session
    as_json: bool
    is_rehearsal: bool = False
    records: list[AddRecord] = field(default_factory=list)

    def tell(self, added: AddRecord) -> None:
        """One more input is accounted for; a refusal is told at once."""
        self.records.append(added)
        if self.as_json:
            print_json(added)
        if added.outcome == "refused":
            note(f"refused: {added.source}: {added.reason}")

    def close(self, store: Store | None, skipped: list[str]) -> None:
        """The whole account is told; ``store`` is None when nothing was there to archive."""
        if self.as_json or self.session.is_quiet:
            return
        archived = [record for record in self.records if record.outcome != "refused"]
        lines = [self._outcome_line()]
        if store and archived:
            ids = [DocumentId(record.document or "") for record in archived]
            documents = {found.document: found for found in list_documents(store, ids)}
            archived = [_as_it_is_now(record, documents[record.document or ""]) for record in archived]
            lines = [*self._table(store, archived, documents), *lines, *self._sums(store, archived, documents)]
        if self.is_rehearsal:
            lines.append("Dry run: nothing was written.")
        for line in lines:
            if line:
                click.echo(line)
        self._tell_skipped(skipped)

    def _table(self, store: Store, archived: list[AddRecord], documents: dict[str, DocumentRecord]) -> list[str]:
        unchanged = sum(record.outcome == "unchanged" for record in archived)
        shown = [
            record
            for record in archived
            if record.outcome != "unchanged" or unchanged <= MOST_UNCHANGED or self.session.is_verbose
        ]
        if not shown:
            return []
        names = max(columns_of(fit(documents[record.document or ""].handle, 20)) for record in shown)
        outcomes = max(len(record.outcome) for record in shown)
        room = width() - outcomes - names - 4 - 2 - 10 - 2 - 9
        lines = [style(f"{'':{outcomes + names + room + 6}}quotations  set aside", dim=True)]
        for record in shown:
            document = documents[record.document or ""]
            label = pad(fit(label_of(document.title, document.opening), room), room)
            aside = f"{record.removed:,}" if record.removed else "–"
            lines.append(
                f"{style(pad(record.outcome, outcomes), fg=_COLOURS[record.outcome])}  "
                f"{style(pad(fit(document.handle, 20), names), bold=True)}  {label}  "
                f"{record.quotations:>10,}  {aside:>9}"
            )
            lines += remark_lines(store, record, document, " " * (outcomes + 2))
        return lines

    def _outcome_line(self) -> str:
        """How many inputs came out how; empty when all are new, as the sums tell that."""
        outcomes = Counter(record.outcome for record in self.records)
        if set(outcomes) == {"new"}:
            return ""
        told = listed(f"{number:,} {outcome}" for outcome, number in outcomes.items())
        is_idle = all(record.reason == NOTHING_RECORDED for record in self.records)
        return f"{told}: {NOTHING_RECORDED}" if outcomes and is_idle else told

    def _sums(self, store: Store, archived: list[AddRecord], documents: dict[str, DocumentRecord]) -> list[str]:
        held = summary(store)
        aside = f" ({held.quotations_in_removals:,} in stretches set aside)" if held.quotations_in_removals else ""
        lines = wrap(
            f"{count(held.articles, 'article')}, {count(held.quotations, 'quotation')}{aside}, "
            f"{count(held.speakers, 'speaker')} in {visible(str(self.session.database))}",
            rest="  ",
            width=width(),
        )
        return lines + self._aside_lines(store, archived, documents) + self._unknown_lines(archived, documents)

    def _aside_lines(self, store: Store, archived: list[AddRecord], documents: dict[str, DocumentRecord]) -> list[str]:
        fresh = [record for record in archived if record.outcome in {"new", "changed"} and record.removed]
        if not fresh:
            return []
        labels: Counter[str] = Counter()
        for record in fresh[:200]:
            analysis = find_analysis(store, TextDigest(record.text or ""))
            labels.update(removal.label for removal in (analysis.removals if analysis else ()))
        most = max(fresh, key=lambda record: record.removed)
        kinds = ", ".join(label for label, _ in labels.most_common(MOST_LABELS)) + (
            " …" if len(labels) > MOST_LABELS else ""
        )
        number = sum(record.removed for record in fresh)
        return wrap(
            f"Set aside, not deleted: {count(number, 'stretch', 'stretches')} ({kinds}) → "
            f"archive show {documents[most.document or ''].handle} --why",
            rest="  ",
            width=width(),
        )

    @staticmethod
    def _unknown_lines(archived: list[AddRecord], documents: dict[str, DocumentRecord]) -> list[str]:
        """What no new article says of itself, each with how many lack it, and how to give it."""
        fresh = [documents[record.document or ""] for record in archived if record.outcome == "new"]
        lacking = {
            name: [document for document in fresh if not getattr(document, field)]
            for name, field in (("URL", "url"), ("date", "published"), ("outlet", "outlet"))
        }
        numbers: dict[int, list[str]] = {}
        for name, without in lacking.items():
            if without:
                numbers.setdefault(len(without), []).append(name)
        if not numbers:
            return []
        told = [
            listed(names)
            + ("" if len(fresh) == 1 else f" of all {number}" if number == len(fresh) else f" of {number}")
            for number, names in sorted(numbers.items(), reverse=True)
        ]
        first = max((without[0] for without in lacking.values() if without), key=lambda document: document.removed)
        options = {"URL": "--url …", "date": "--published …", "outlet": "--outlet …"}
        wanted = " ".join(options[name] for name, without in lacking.items() if first in without)
        command = f"→ archive describe {first.handle} {wanted}"
        return wrap(f"Unknown: {', '.join(told)} {command}", rest="  ", width=width())

    def _tell_skipped(self, skipped: list[str]) -> None:
        if not skipped:
            return
        if self.session.is_verbose:
            for name in skipped:
                note(f"passed over: {name}")
        else:
            note(f"{count(len(skipped), 'other file')} in these folders passed over; -v names them.")


def _as_it_is_now(record: AddRecord, document: DocumentRecord) -> AddRecord:
    """What became of an input, with the lines that were set aside later, when other articles showed them repeated."""
    if record.text != document.text:
        return record
    return record.model_copy(update={"removed": document.removed})


def remark_lines(store: Store, record: AddRecord, document: DocumentRecord, margin: str) -> list[str]:
    """What the line of an input leaves open: which version, what changed, why unchanged, what it is like."""
    remarks: list[str] = []
    if record.outcome == "changed":
        told = record.reason or f"now version {record.version}"
        compared = f"diff {document.handle} {record.previous} {record.version}"
        remarks.append(f"{told} → archive {compared if record.previous else f'log {document.handle}'}")
        if whose := _whose(store, record):
            remarks.append(f"{whose} This is no sign that the article was changed.")
    elif record.reason and record.reason != NOTHING_RECORDED:
        remarks.append(record.reason)
    if record.suggestion:
        remarks.append(
            "looks like a version of an article held already; it stays an article of its own here. To join the two in "
            f"an archive that does not hold it yet: {record.suggestion}"
        )
    lines = [line for remark in remarks for line in wrap(remark, first=margin, rest=margin, width=width())]
    return lines + change_lines(store, record, margin)


def _whose(store: Store, record: AddRecord) -> str:
    """Whose texts differ where a version was only supplied; empty where the article itself changed."""
    if not record.previous or not record.version or not record.document:
        return ""
    return say_whose(origins_of(log(store, DocumentId(record.document))), (record.previous, record.version))


_COLOURS = {"new": "green", "changed": "yellow", "unchanged": "bright_black", "gone": "red", "refused": "red"}
