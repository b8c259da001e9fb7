"""What an agreement's status was over which interval."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from .agreements import agreement_of
from .curation import table
from .events import event_names
from .facts import read_rows
from .spans import Instant

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book, Row
    from .facts import Account, InputRow
    from .sources import Sources

FILES = ("normalised/agreement_status.csv", "visits/agreement_status.csv")
# Who tells of such an event tells of the status that it brought about; of a visit that is not sure.
_TELLING = frozenset({"signing", "opening", "suspension", "accession"})


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the intervals; their ends in the input are the first day of the next one.

    Raises
    ------
    LookupError
        An agreement has no interval.
    """
    names = event_names(facts)
    for name in FILES:
        for row in read_rows(facts, name):
            _take(row, names, book, sources, account)
    by_agreement: dict[str, list[Row]] = defaultdict(list)
    for interval in book.rows("agreement_status"):
        by_agreement[interval["agreement_id"]].append(interval)
    missing = sorted(set(book.tables["agreements"]) - set(by_agreement))
    if missing:
        raise LookupError(f"No status of {', '.join(missing)}. Add one to the facts.")
    _mark(book, sources)
    for rows in by_agreement.values():
        _chain(sorted(rows, key=lambda row: row["valid_from"]), book)


def _take(
    row: InputRow, names: dict[str, str], book: Book, sources: Sources, account: Account
) -> None:
    agreement = agreement_of(row["agreement_id"])
    start = Instant.of(row["from"], row.get("from_precision"))
    status = f"{agreement}.{row['status']}.{start.day or 'undated'}"
    source = sources.resolve(row, row["source_id"])
    note = row["note"]
    known = _begun(agreement, start.day, book) if agreement != row["agreement_id"] else ""
    if known:
        book.report(known, source, note="; ".join(filter(None, [row["status"], note])))
        account.record(row, "merged", [known], "the same document, status of the same day")
        return
    because = names.get(row["because"], row["because"])
    book.add(
        "agreement_status",
        status,
        agreement_id=agreement,
        valid_from=start.day,
        valid_to=Instant.of(row["to"], row.get("to_precision")).day,
        precision=start.precision,
        status=row["status"],
        because=because,
        reading="inferred" if row.get("inferred") or "inferred" in note else "stated",
    )
    book.report(status, source, note=note)
    _report_event(status, because, book)
    if row["status"] == "signed":
        _report_event(agreement, because, book)
    account.record(row, "kept", [status])


def _begun(agreement: str, day: str, book: Book) -> str:
    """Interval of an agreement that begins on a day; empty where there is none."""
    rows = book.tables["agreement_status"].items()
    same = (k for k, r in rows if r["agreement_id"] == agreement and r["valid_from"] == day)
    return next(same, "")


def _report_event(row_id: str, event: str, book: Book) -> None:
    """Add the sources of the event that brought a status about."""
    if book.tables["events"].get(event, {"kind": ""})["kind"] not in _TELLING:
        return
    told = [s for key, s, column in book.reports if key == event and not column]
    for source in told:
        if (row_id, source, "") not in book.reports:
            book.report(row_id, source, note=f"tells of {event}")


def _chain(rows: list[Row], book: Book) -> None:
    """End an interval where the next begins, and report who tells each end."""
    for row, following in pairwise(rows):
        if not row["valid_to"] or row["valid_to"] > following["valid_from"]:
            row["valid_to"] = following["valid_from"]
        tellers = _sources(following, book)
        if row["valid_to"] == following["valid_from"] and not set(tellers) & set(
            _sources(row, book)
        ):
            note = f"{following['status']} from {following['valid_from']}"
            for source in tellers:
                book.report(row["status_id"], source, field="valid_to", note=note)


def _sources(row: Row, book: Book) -> list[str]:
    return [s for key, s, column in book.reports if key == row["status_id"] and not column]


def _mark(book: Book, sources: Sources) -> None:
    """Say who brought a status about, and add sources, as decided by reading."""
    for given in table("agreement_status_marks"):
        status = given["status_id"]
        row = book.tables["agreement_status"][status]
        row["by_whom"] = row["by_whom"] or given["by_whom"]
        if given["source_id"]:
            source = sources.canonical(given["source_id"])
            book.report(status, source, note=given["note"], field=given["field"])
