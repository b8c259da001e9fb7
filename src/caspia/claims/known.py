"""What the ledger knows of a figure: rows of a series, as known on a day, and who says so."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from caspia.amounts import Amount
    from caspia.claims.claim import Claim, Stretch
    from caspia.ledger import Ledger, Row

# Words of a scope that covers a part; other scopes say whose definition it is.
_PART_WORDS = (
    "transit",
    "export",
    "import",
    "through",
    "terminal",
    "ferries",
    "sent ",
    "received",
    "bound",
    "other cargo",
    "by sea",
    "by river",
    "by pipeline",
    "dry cargo",
    "services",
    "roubles",
    "since ",
    "to uzbekistan",
    "to china",
)
_SYMMETRIC = ("trade_turnover", "trade_turnover_change", "documents_signed", "documents_total")
_IMPLIED_GOODS = ("natural_gas", "crude_oil", "oil", "electricity")
# Series whose name says of what they are.
_OF_ONE_GOOD = ("gas_", "oil_", "electricity_", "swap_")
#: Lines that carry one flow under two names.
_SAME_LINE = {"btc": ("btc", "aktau_sangachal"), "aktau_sangachal": ("aktau_sangachal", "btc")}
#: Exporter's and importer's view of one flow: series to the one seen from the other side.
MIRRORED = {
    "exports": "imports",
    "imports": "exports",
    "gas_exports": "gas_imports",
    "gas_imports": "gas_exports",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A row that bears on a claim, with who says so.

    Attributes
    ----------
    row : Row
        The row.
    amount : Amount
        What it states.
    teller : str
        The body whose figure it is, else who published it: two rows of one teller are one source.
    official : bool
        A body's own figure, or an official source or data set.
    sources : tuple of str
        Sources that are not the text itself.
    says : str
        Empty for the row as it stands; else how it was computed.
    """

    row: Row
    amount: Amount
    teller: str
    official: bool
    sources: tuple[str, ...]
    says: str = ""


_INDEX: WeakKeyDictionary[object, dict[str, list[Row]]] = WeakKeyDictionary()


def rows_of_series(ledger: Ledger, series: str) -> list[Row]:
    """Return the rows of a series, from an index made once."""
    if ledger not in _INDEX:
        index: dict[str, list[Row]] = defaultdict(list)
        for row in ledger.rows("observations"):
            index[row["series"]].append(row)
        _INDEX[ledger] = index
    return _INDEX[ledger].get(series, [])


def rows_about(ledger: Ledger, series: str, subject: str, partner: str | None) -> list[Row]:
    """Return the rows of a series about a subject and partner, whatever their period."""
    subjects = _SAME_LINE.get(subject, (subject,)) if partner else (subject,)
    if partner and series.startswith("gas_"):
        subjects = (*subjects, f"swap_{subject}_irn_{partner}".lower())
    return [
        row
        for row in rows_of_series(ledger, series)
        if (row["subject"] in subjects and row["partner"] == partner)
        or (series in _SYMMETRIC and row["subject"] == partner and row["partner"] == subject)
    ]


def is_whole(row: Row) -> bool:
    """Tell whether a row covers all of its subject, not a part of it or one good."""
    implied = str(row["series"]).startswith(_OF_ONE_GOOD) and row["good"] in _IMPLIED_GOODS
    return not is_part(row["scope"]) and (not row["good"] or implied)


def is_part(scope: str | None) -> bool:
    """Tell whether a scope narrows a figure, instead of saying whose definition it is."""
    return bool(scope) and any(word in str(scope).lower() for word in _PART_WORDS)


def has_scope(row: Row, claim: Claim) -> bool:
    """Tell whether a row is of the scope and good claimed."""
    if claim.good and row["good"] != claim.good:
        return False
    if claim.scope:
        return claim.scope in str(row["scope"] or "") and (bool(claim.good) or not row["good"])
    return is_whole(row) or bool(claim.good)


def known_of(
    ledger: Ledger, rows: Iterable[Row], own: frozenset[str], *, modality: str = "actual"
) -> Iterator[Known]:
    """Yield rows that someone other than the text itself reports, undisputed."""
    for row in rows:
        actual = row["modality"] == "actual"
        if actual != (modality == "actual"):
            continue
        sources = sources_of(ledger, row.id, own)
        if not sources:
            continue
        amount = ledger.amount(row)
        if not amount.is_known:
            continue
        first = ledger.source(sources[0])
        kinds = {ledger.source(source).kind for source in sources}
        official = _is_own_figure(ledger, row["reporter"]) or bool(kinds & {"official"})
        yield Known(row, amount, row["reporter"] or first.publisher, official, sources)


def _is_own_figure(ledger: Ledger, reporter: str | None) -> bool:
    """Tell whether a body counts what it reports: a state or company, no bank or yearbook."""
    row = ledger.find(reporter) if reporter else None
    if row is None:
        return False
    counts = str(row["kind"]) in ("state", "region", "company")
    return counts or bool(row.cells.get("country"))


def sources_of(ledger: Ledger, row_id: str, own: frozenset[str]) -> tuple[str, ...]:
    """Return the sources of a row that are not the text and do not only dispute it."""
    found = [
        report.source_id
        for report in ledger.reports(row_id)
        if report.source_id not in own
        and not report.field
        and not report.note.startswith("disputed: only")
    ]
    return tuple(dict.fromkeys(found))


def covers(row: Row, period: Stretch | None, measure: str) -> bool:
    """Tell whether a row is of the period claimed.

    A flow must be of that very period; a count may lie inside it; a stock is of its last day; a
    rate, capacity or contract needs a common day.
    """
    start, end = row["valid_from"], row["valid_to"]
    if period is None:
        return True
    if (start, end) == (period.first, period.after):
        return True
    if measure == "stock":
        last = end - timedelta(days=1) if end else None
        return bool(last and period.first <= last and (period.after is None or last < period.after))
    if measure == "count" and start and end and period.after and _is_short(period):
        return bool(period.first <= start and end <= period.after)
    if measure in ("capacity", "contract") or (measure == "rate" and _is_standing(row)):
        return (end is None or period.first < end) and (
            start is None or period.after is None or start < period.after
        )
    return False


def _is_short(period: Stretch) -> bool:
    return period.after is not None and (period.after - period.first).days < 62


def _is_standing(row: Row) -> bool:
    return str(row["unit"]).endswith(("per_day", "per_year"))


def base_year(row: Row) -> int | None:
    """Return the year that a change is counted from, where it is not the year before."""
    scope = str(row["scope"] or "")
    if scope.startswith("since "):
        digits = scope.removeprefix("since ")[:4]
        return int(digits) if digits.isdigit() else None
    return None


def is_annual(start: date | None, end: date | None) -> bool:
    """Tell whether a period is a calendar year."""
    return (
        start is not None
        and end is not None
        and (start.month, start.day, end.month, end.day) == (1, 1, 1, 1)
        and end.year - start.year == 1
    )
