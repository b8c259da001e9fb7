"""Read one row of observations in the words of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.amounts import check_unit

from .curation import keyed, table
from .dates import next_day, period_label
from .facts import split
from .goods import kind_of
from .subjects import reporter_of, subject_of

if TYPE_CHECKING:
    from .book import Book
    from .facts import InputRow
    from .sources import Sources

_MEASURES = {"time": "duration", "customs": "flow"}
_FLOWS = frozenset({"flow", "throughput", "count"})


@dataclass(frozen=True, slots=True)
class Draft:
    """One input row as an observation.

    Attributes
    ----------
    row : InputRow
        Where it comes from.
    cells : dict
        Columns of the ledger but for the key.
    source, quoted, note : str
        Of its report.
    given : str
        Id in the input, empty where it has none.
    period : str
        The inclusive period as ids name it.
    rivals : tuple of str
        Ids in the input of rows that disagree.
    reasons : tuple of str
        Why the row differs from the input.
    """

    row: InputRow
    cells: dict[str, str]
    source: str
    quoted: str
    note: str
    given: str
    period: str
    rivals: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def place(self) -> tuple[str, int]:
        """File and line."""
        return self.row.file, self.row.line


def draft_of(row: InputRow, book: Book, sources: Sources) -> Draft:
    """Read a row of any of the four files.

    Raises
    ------
    LookupError
        A commodity, source, unit or series is not known.
    """
    decided, reasons = _decisions(row)
    told = row.cells | {name: text for name, text in decided.items() if name in row.cells}
    series, unit, why = _series_of(row.folder, told)
    kind = kind_of(told["commodity"], series)
    cells = _who(told, book) | _what(told, series, unit)
    cells["good"] = kind.good
    cells["scope"] = "; ".join(filter(None, (decided.get("scope", ""), kind.scope)))
    return Draft(
        row=row,
        cells=cells,
        source=sources.resolve(row, row["source_id"]),
        quoted=row["quoted"],
        note="; ".join(filter(None, (row["note"], decided.get("remark", "")))),
        given=row.get("observation_id"),
        period=period_label(row["period_start"], row["period_end"]),
        rivals=tuple(split(row.get("conflicts_with"))),
        reasons=tuple(filter(None, (*reasons, why, *_renamed(told, cells)))),
    )


def _decisions(row: InputRow) -> tuple[dict[str, str], list[str]]:
    """Cells decided by hand for one row, with the reasons."""
    rules = [
        rule
        for rule in table("observation_changes")
        if rule["file"] == row.file and str(row.line) in rule["lines"].split()
    ]
    cells = {rule["column"]: rule["value"] for rule in rules}
    return cells, [f"{rule['column']}: {rule['reason']}" for rule in rules]


def _series_of(folder: str, told: dict[str, str]) -> tuple[str, str, str]:
    """Series and unit of a row, and why they differ from the input."""
    for rule in table("series_renames"):
        if rule["folder"] == folder and rule["series"] == told["series"] and _applies(rule, told):
            unit = check_unit(rule["new_unit"] or told["unit"])
            same = rule["becomes"] == told["series"] and unit == check_unit(told["unit"])
            return rule["becomes"], unit, "" if same else f"series or unit: {rule['reason']}"
    return told["series"], check_unit(told["unit"]), ""


def _applies(rule: dict[str, str], told: dict[str, str]) -> bool:
    columns = ("unit", "basis", "commodity", "mode")
    return all(not rule[c] or told[c] in rule[c].split("|") for c in columns)


def _who(told: dict[str, str], book: Book) -> dict[str, str]:
    mode = told["mode"]
    return {
        "subject": subject_of(told["subject"], mode),
        "partner": subject_of(told["partner"], mode) if told["partner"] else "",
        "reporter": reporter_of(book, told["reporter"]),
        "mode": mode,
    }


def _what(told: dict[str, str], series: str, unit: str) -> dict[str, str]:
    ranged = bool(told["low"] and told["high"])
    return {
        "series": series,
        "measure": _measure(told["basis"], series),
        "valuation": "customs" if told["basis"] == "customs" else "",
        "valid_from": told["period_start"],
        "valid_to": next_day(told["period_end"]),
        "modality": told["modality"],
        "qualifier": told["qualifier"],
        # The middle of a range was never printed.
        "value": "" if ranged and told["qualifier"] == "between" else told["value"],
        "low": told["low"],
        "high": told["high"],
        "unit": unit,
    }


def _measure(basis: str, series: str) -> str:
    """Kind of quantity: what the row says, unless the series can only be of another kind."""
    own = keyed("series_aggregation")[series]["measure"]
    told = _MEASURES.get(basis, basis)
    if not told or (told in _FLOWS and own and own not in _FLOWS):
        return own
    return own if told == "rate" and own else told


def _renamed(told: dict[str, str], cells: dict[str, str]) -> list[str]:
    changed = (c for c in ("subject", "partner", "reporter") if told[c] != cells[c])
    found = [f"{column}: {told[column]} is {cells[column]}" for column in changed]
    if told["commodity"] and told["commodity"] != cells["good"]:
        found.append(f"commodity: {told['commodity']} is {_words(cells)}")
    return found


def _words(cells: dict[str, str]) -> str:
    parts = (cells["good"], cells["scope"] and f"the scope {cells['scope']!r}")
    return " and ".join(filter(None, parts)) or "all goods"
