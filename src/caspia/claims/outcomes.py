"""What came of a promise: the record of the time, and whether it reaches what was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from caspia.amounts import Amount, convert, dimension, format_amount, same_dimension
from caspia.claims.known import Known, is_annual, known_of, rows_about
from caspia.claims.promise import Kept, OutcomeName, Promise
from caspia.ledger import period_label, tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from caspia.ledger import Ledger, Row

_NOBODY: frozenset[str] = frozenset()
_STANDING = ("capacity", "stock", "contract", "rate")
# Of these less is better: a promise of 18 days is kept by 16.
_LESS_IS_BETTER = ("transit_time", "border_wait", "vessel_wait", "transshipment_time", "gas_price")
_SHARED_WORD = 5  # letters of a proper name that makes two openings one
_CLOSE = 0.05
_PATIENCE = 800  # days after the due day in which a late event is still the one promised


def outcome_of(ledger: Ledger, promise: Promise, day: date) -> Kept:
    """Return a promise with what came of it by a day.

    Parameters
    ----------
    ledger : Ledger
        Later records count as far as it knows them.
    promise : Promise
        What was promised.
    day : date
        What is due after it is not yet due.
    """
    if promise.row.table == "events":
        return _of_event(ledger, promise, day)
    return _of_figure(ledger, promise, day)


def _of_figure(ledger: Ledger, promise: Promise, day: date) -> Kept:
    row, amount = promise.row, promise.amount
    if amount is None:
        return Kept(promise, "no_record")
    records = _records(ledger, row)
    if promise.due is None:
        return _without_a_day(promise, records)
    in_time = [one for one in records if _is_of_the_time(one.row, row, promise.due)]
    if promise.due > day:
        # A year that has not ended may have reached its figure already.
        return _with(promise, "not_yet_due", in_time)
    if in_time:
        if all(_reaches(one.amount, amount, row["series"]) for one in in_time):
            return _with(promise, "kept", in_time)
        return _reached_since(_with(promise, "short", in_time), records)
    late = _late(promise, records)
    return late or _stopped(ledger, promise) or Kept(promise, "no_record")


def _late(promise: Promise, records: Sequence[Known]) -> Kept | None:
    """Return a promise as late where a record between shows it unmet and a later one met."""
    later = _first_that_reaches(records, promise)
    if later and any(_lies_between(one.row, promise, later.row) for one in records):
        return _with(promise, "late", [later])
    return None


def _reached_since(short: Kept, records: Sequence[Known]) -> Kept:
    """Add the first year in which what fell short was reached after all."""
    later = _first_that_reaches(records, short.promise)
    if later is None:
        return short
    return replace(
        short,
        record=f"{short.record}; reached since: {_said(later)}",
        rows=(*short.rows, later.row.id),
        sources=tuple(dict.fromkeys([*short.sources, *later.sources])),
    )


def _without_a_day(promise: Promise, records: Sequence[Known]) -> Kept:
    """Judge a promise without a day: kept once it is reached, and never late."""
    amount = promise.amount
    after = [one for one in records if _is_after(one.row, promise.row)]
    if amount is not None:
        reached = [one for one in after if _reaches(one.amount, amount, promise.row["series"])]
        if reached:
            return _with(promise, "kept", reached[:1])
    return _with(promise, "not_yet_due", after[-1:])


def _is_after(row: Row, plan: Row) -> bool:
    start = row["valid_from"] or row["valid_to"]
    return start is not None and start >= (plan["valid_from"] or plan.known_from)


def _records(ledger: Ledger, row: Row) -> list[Known]:
    """Return what is recorded of the same thing, whole and by the same definition where told."""
    rows = [
        one
        for one in rows_about(ledger, row["series"], row["subject"], row["partner"])
        if one["good"] == row["good"] and _is_comparable(one, row)
    ]
    return sorted(known_of(ledger, rows, _NOBODY), key=lambda one: _start(one.row))


def _is_comparable(one: Row, plan: Row) -> bool:
    """Tell whether a record is of the scope planned; a total is not told by its part."""
    if one["scope"] == plan["scope"]:
        return True
    definitions = ("association", "ministry", None)
    return one["scope"] in definitions and plan["scope"] in definitions


def _start(row: Row) -> tuple[str, str]:
    return str(row["valid_from"] or row["valid_to"] or ""), row.id


def _is_of_the_time(row: Row, plan: Row, due: date) -> bool:
    start, end = row["valid_from"], row["valid_to"]
    if (start, end) == (plan["valid_from"], plan["valid_to"]):
        return True
    if row["measure"] not in _STANDING or plan["measure"] not in _STANDING:
        return False
    after = due + timedelta(days=1)
    holds = (start is None or start < after) and (end is None or end > due)
    return holds and (start is not None or end is not None)


def _reaches(record: Amount, promised: Amount, series: str) -> bool:
    """Tell whether a record reaches a promise, to the digits that were promised."""
    if not same_dimension(record.unit, promised.unit) or promised.value is None:
        return _count_reaches(record, promised)
    record = convert(record, promised.unit)
    middle = _middle(record)
    if series in _LESS_IS_BETTER or dimension(promised.unit) == "time":
        high = promised.high if promised.high is not None else promised.value
        return middle <= high
    if promised.qualifier in ("up_to", "less_than", "between"):
        low = promised.low if promised.low is not None else 0.0
        return middle >= low
    return middle >= promised.value - _leeway(promised)


def _leeway(promised: Amount) -> float:
    """Return by how much a record may miss: half the last digit, and never over 5 percent."""
    half = (promised.last_digit or 0.0) / 2
    return min(half, abs(promised.value or 0.0) * _CLOSE)


def _count_reaches(record: Amount, promised: Amount) -> bool:
    return (record.value or 0.0) >= (promised.value or 0.0)


def _middle(amount: Amount) -> float:
    """Return the middle of a figure that was hedged to below, else the figure."""
    value = amount.value or 0.0
    if amount.qualifier in ("nearly", "less_than") and amount.low is not None:
        return (amount.low + value) / 2
    return value


def _first_that_reaches(records: Sequence[Known], promise: Promise) -> Known | None:
    """Return the first whole year after the due day whose record reaches the promise."""
    due, amount = promise.due, promise.amount
    for one in records:
        start, end = one.row["valid_from"], one.row["valid_to"]
        later = start is not None and due is not None and start > due
        whole = is_annual(start, end) or one.row["measure"] in _STANDING
        if later and whole and amount and _reaches(one.amount, amount, promise.row["series"]):
            return one
    return None


def _lies_between(row: Row, promise: Promise, later: Row) -> bool:
    """Tell whether a record shows the promise unmet between the due day and a later one."""
    start = row["valid_from"]
    if start is None or promise.due is None or not is_annual(start, row["valid_to"]):
        return False
    return bool(promise.due < start < later["valid_from"])


def _stopped(ledger: Ledger, promise: Promise) -> Kept | None:
    """Return the promise as dropped where its line was closed or suspended on the due day."""
    due = promise.due
    for row in ledger.rows("link_status", link_id=promise.row["subject"]):
        shut = row["status"] in ("suspended", "closed")
        begins = row["valid_from"]
        if due is None or not shut or begins is None or begins > due:
            continue
        if row["valid_to"] is None or row["valid_to"] > due:
            sources = ledger.source_ids([row.id])
            return Kept(promise, "dropped", tell(ledger, row), (row.id,), sources)
    return None


def _with(promise: Promise, outcome: OutcomeName, records: Sequence[Known]) -> Kept:
    said = "; ".join(_said(one) for one in records)
    rows = tuple(one.row.id for one in records)
    sources = tuple(dict.fromkeys(source for one in records for source in one.sources))
    return Kept(promise, outcome, said, rows, sources)


def _said(one: Known) -> str:
    label = period_label(one.row["valid_from"], one.row["valid_to"])
    when = label if label.startswith(("since", "until", "undated")) else f"in {label}"
    return f"{format_amount(one.amount)} {when} by {one.teller}"


def _of_event(ledger: Ledger, promise: Promise, day: date) -> Kept:
    row = promise.row
    if row["status"] == "cancelled":
        return Kept(promise, "dropped", "cancelled", (row.id,), ledger.source_ids([row.id]))
    held = _held(ledger, row)
    if held is not None and promise.due is not None:
        outcome: OutcomeName = "kept" if held["start"] <= promise.due else "late"
        return Kept(promise, outcome, tell(ledger, held), (held.id,), ledger.source_ids([held.id]))
    if promise.due is None or promise.due > day:
        return Kept(promise, "not_yet_due")
    return Kept(promise, "no_record")


def _held(ledger: Ledger, plan: Row) -> Row | None:
    """Return the first held event that is the one planned: its kind, parties and time."""
    start, end = plan["start"], plan["end"] or plan["start"]
    if start is None:
        return None
    wanted = _parties(ledger, plan)
    found = []
    for row in ledger.rows("events", status="held"):
        begins = row["start"]
        if begins is None or begins < start or (begins - end).days > _PATIENCE:
            continue
        if _is_the_same(plan, row) and wanted <= _parties(ledger, row):
            found.append(row)
    return min(found, key=lambda row: (row["start"], row.id), default=None)


def _parties(ledger: Ledger, row: Row) -> set[str]:
    return {part["party"] for part in ledger.rows("participants", event_id=row.id)}


_VISITS = ("visit", "state_visit", "official_visit", "working_visit")


def _is_the_same(plan: Row, row: Row) -> bool:
    """Tell whether a held event may be the one planned, by its kind, place and name."""
    if plan["kind"] in _VISITS:
        near = (row["start"] - (plan["end"] or plan["start"])).days < _PATIENCE / 4
        return row["kind"] in _VISITS and row["country"] == plan["country"] and near
    if plan["kind"] != row["kind"]:
        return False
    if plan["kind"] == "summit":
        near = abs((row["start"] - plan["start"]).days) < 45
        return near and _shares_a_name(plan, row)
    return _shares_a_name(plan, row)


def _shares_a_name(plan: Row, row: Row) -> bool:
    names = {word for word in _words(plan["title"]) if word[:1].isupper()}
    return bool(names & _words(row["title"]))


def _words(title: str) -> set[str]:
    pieces = title.replace("-", " ").replace(";", " ").replace(",", " ").split()
    return {word for word in pieces if len(word) >= _SHARED_WORD or word.isupper()}
