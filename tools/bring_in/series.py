"""Series: one row per series, from the four dictionaries and the tables of decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts import check_unit, dimension, same_dimension

from .curation import keyed, table
from .facts import read_rows
from .sources import GENERAL

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .book import Book
    from .facts import Account, InputRow
    from .sources import Sources

# The first that has a series gives its label and description.
DICTIONARIES = (
    "normalised/series_freight_energy.csv",
    "normalised/series_diplomacy.csv",
    "trade/series.csv",
    "demand/series.csv",
)


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the series; aggregation over time comes from the table of decisions."""
    del sources
    rows = [row for name in DICTIONARIES for row in read_rows(facts, name)]
    described: dict[str, Mapping[str, str]] = dict(keyed("series_added"))
    for row in rows:
        described.setdefault(row["series"], row.cells)
    for decided in table("series_aggregation"):
        _add(book, described[decided["series"]], decided)
    met: set[str] = set()
    for row in rows:
        _record(row, book, account, met)


def _add(book: Book, described: Mapping[str, str], decided: Mapping[str, str]) -> None:
    unit = check_unit(described["unit"].split(";")[0])
    label = described["label"]
    book.add(
        "series",
        decided["series"],
        label=label[:1].upper() + label[1:],
        dimension=dimension(unit),
        unit=unit,
        aggregation=decided["aggregation"],
        description=described["description"],
    )
    book.report(decided["series"], GENERAL, note=decided["reason"], field="aggregation")


def _record(row: InputRow, book: Book, account: Account, met: set[str]) -> None:
    series = row["series"]
    becomes = {
        rule["becomes"]
        for rule in table("series_renames")
        if rule["folder"] == row.folder and rule["series"] == series
    }
    if _fits(row, book):
        becomes.add(series)
    if becomes != {series}:
        account.record(row, "changed", sorted(becomes), "split by unit and meaning")
    elif series in met:
        account.record(row, "merged", [series], "the same series in another dictionary")
    else:
        account.record(row, "kept", [series])
    met |= becomes


def _fits(row: InputRow, book: Book) -> bool:
    kept = book.tables["series"].get(row["series"])
    units = row["unit"].split(";")
    return kept is not None and any(same_dimension(unit, kept["unit"]) for unit in units)
