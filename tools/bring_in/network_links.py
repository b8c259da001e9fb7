"""Links of the network and the composites that calibrate it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .corridors import corridors_of
from .curation import keyed, table
from .dates import first_day
from .facts import read_rows
from .network_status import NOT_YET, add_status
from .network_values import add_values
from .sources import GENERAL

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account, InputRow
    from .sources import Sources

FILES = {"network/links.csv": "physical", "network/calibration.csv": "composite"}


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill links, link_status and link_values."""
    for name, part in FILES.items():
        for row in map(_mended, read_rows(facts, name)):
            source = sources.resolve(row, row["source_id"])
            rows = [_add_link(row, part, book, source)]
            rows += add_status(row, book, source)
            rows += add_values(row, book, source)
            account.record(row, "kept", rows, _reason(row))


def _mended(row: InputRow) -> InputRow:
    """Return a row with the cells that were decided by hand."""
    rules = [rule for rule in table("link_facts") if rule["link"] == row["link_id"]]
    return replace(row, cells=row.cells | {rule["column"]: rule["value"] for rule in rules})


def _add_link(row: InputRow, part: str, book: Book, source: str) -> str:
    link = row["link_id"]
    book.add(
        "links",
        link,
        name=_name(row, book),
        a=row["a"],
        b=row["b"],
        mode=row["mode"],
        direction=row.get("direction") or "both",
        length_km=row["length_km"],
        length_basis=row.get("length_basis"),
        gauge_mm=row["gauge_mm"],
        corridors=corridors_of(row["corridors"]),
        part=part,
        exists_from=_exists_from(row),
        requires=row.get("requires_agreement"),
    )
    book.report(link, source, note=row["note"])
    if row["status"] not in NOT_YET:
        # That it is there is well known, whenever the source of its figures was published; before
        # it existed its own first day keeps it out.
        book.report(link, GENERAL)
    return link


def _name(row: InputRow, book: Book) -> str:
    """Name of a link; one that is named by the ids of its ends takes their names."""
    if row["name"] != f"{row['a']} - {row['b']} ({row['mode']})":
        return str(row["name"])
    nodes = book.tables["nodes"]
    return f"{nodes[row['a']]['name']} - {nodes[row['b']]['name']}"


def _exists_from(row: InputRow) -> str:
    """First day it exists: empty where the date is an upgrade, a limit or not yet reached."""
    if row["status"] in NOT_YET or row["status"] == "restricted" or is_upgrade(row):
        return ""
    return first_day(row["open_from"])


def is_upgrade(row: InputRow) -> bool:
    """Whether the date of opening is that of an upgrade of an older link."""
    return row["link_id"] in keyed("link_upgrades")


def _reason(row: InputRow) -> str:
    if row["open_from"] and is_upgrade(row):
        return keyed("link_upgrades")[row["link_id"]]["reason"]
    if row["open_from"] and row["status"] in NOT_YET:
        return f"opening is meant for {row['open_from']}"
    return ""
