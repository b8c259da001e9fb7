"""A small ledger of made-up facts, written as CSV, for tests that need to know every row."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from caspia.ledger import Layer, Ledger, compile_over, read_day, read_folder, tables

if TYPE_CHECKING:
    from pathlib import Path

ROWS: dict[str, list[dict[str, str]]] = {
    "sources": [
        {"source_id": "wire-2023-06", "publisher": "Wire", "title": "Visit", "published": "2023-06",
         "retrieved": "2026-01-01", "kind": "press"},
        {"source_id": "stat-2024-02-10", "publisher": "Statistics office", "title": "Trade",
         "published": "2024-02-10", "retrieved": "2026-01-01", "kind": "official"},
        {"source_id": "post-2024-06-01", "publisher": "Post", "title": "Swap",
         "published": "2024-06-01", "retrieved": "2026-01-01", "kind": "press"},
        {"source_id": "undated", "publisher": "A page", "title": "No date",
         "retrieved": "2026-01-01", "kind": "press"},
        {"source_id": "general", "publisher": "general knowledge", "title": "well known",
         "retrieved": "2026-01-01", "kind": "general"},
    ],
    "parties": [
        {"party_id": "AZE", "name": "Azerbaijan", "kind": "state", "iso3": "AZE",
         "aliases": "Azərbaycan;Азербайджан"},
        {"party_id": "KAZ", "name": "Kazakhstan", "kind": "state", "iso3": "KAZ"},
        {"party_id": "ARM", "name": "Armenia", "kind": "state", "iso3": "ARM"},
        {"party_id": "C2", "name": "The two", "kind": "group"},
    ],
    "memberships": [
        {"membership_id": "C2-AZE", "bloc": "C2", "member": "AZE", "role": "member",
         "valid_from": "2000-01-01"},
        {"membership_id": "C2-KAZ", "bloc": "C2", "member": "KAZ", "role": "member",
         "valid_from": "2010-01-01", "valid_to": "2024-03-01"},
    ],
    "series": [
        {"series_id": "trade_turnover", "label": "Trade turnover", "dimension": "money",
         "unit": "MUSD", "aggregation": "sum", "description": "Exports plus imports."},
        {"series_id": "port_cargo", "label": "Port cargo", "dimension": "mass", "unit": "Mt",
         "aggregation": "sum", "description": "Loaded and unloaded."},
    ],
    "events": [
        {"event_id": "visit-2023-05", "kind": "state_visit", "status": "held",
         "start": "2023-05-10", "end": "2023-05-12", "country": "AZE", "city": "Baku",
         "title": "State visit", "outcome": "Five papers signed"},
        {"event_id": "summit-2024-07", "kind": "summit", "status": "held", "start": "2024-07-03",
         "end": "2024-07-05", "country": "KAZ", "title": "Summit", "outcome": "A declaration"},
    ],
    "participants": [
        {"participant_id": "visit-2023-05/KAZ/visitor", "event_id": "visit-2023-05",
         "party": "KAZ", "role": "visitor"},
        {"participant_id": "visit-2023-05/AZE/host", "event_id": "visit-2023-05",
         "party": "AZE", "role": "host"},
    ],
    "agreements": [
        {"agreement_id": "swap", "title": "Swap", "kind": "agreement", "parties": "AZE;KAZ",
         "signed": "2021-11-28", "subject": "gas"},
    ],
    "agreement_status": [
        {"status_id": "swap@2022", "agreement_id": "swap", "valid_from": "2022-01-01",
         "valid_to": "2024-01-06", "status": "in_force"},
        {"status_id": "swap@2024", "agreement_id": "swap", "valid_from": "2024-01-06",
         "status": "suspended"},
    ],
    "agreement_effects": [
        {"effect_id": "swap.none", "agreement_id": "swap", "target_kind": "none",
         "effect": "none", "why": "not told"},
    ],
    "observations": [
        {"observation_id": "trade.2023.stat", "series": "trade_turnover", "subject": "AZE",
         "partner": "KAZ", "reporter": "AZE", "measure": "flow", "valid_from": "2023-01-01",
         "valid_to": "2024-01-01", "value": "529.4", "unit": "MUSD"},
        {"observation_id": "trade.2023.undated", "series": "trade_turnover", "subject": "AZE",
         "partner": "KAZ", "reporter": "KAZ", "measure": "flow", "valid_from": "2023-01-01",
         "valid_to": "2024-01-01", "value": "598.5", "unit": "MUSD"},
        {"observation_id": "port.2023", "series": "port_cargo", "subject": "AZE",
         "measure": "flow", "valid_from": "2023-01-01", "valid_to": "2024-01-01",
         "qualifier": "about", "value": "13.3", "unit": "Mt"},
    ],
    "reports": [
        {"row_id": "visit-2023-05", "source_id": "wire-2023-06", "note": "two days"},
        {"row_id": "summit-2024-07", "source_id": "stat-2024-02-10", "note": "announced"},
        {"row_id": "C2-AZE", "source_id": "general"},
        {"row_id": "C2-KAZ", "source_id": "general"},
        {"row_id": "swap", "source_id": "general"},
        {"row_id": "swap.none", "source_id": "general"},
        {"row_id": "swap@2022", "source_id": "general"},
        {"row_id": "swap@2022", "source_id": "post-2024-06-01", "field": "valid_to"},
        {"row_id": "swap@2024", "source_id": "post-2024-06-01", "note": "gas has stopped"},
        {"row_id": "trade.2023.stat", "source_id": "stat-2024-02-10", "quoted": "529.4 million"},
        {"row_id": "trade.2023.undated", "source_id": "undated"},
        {"row_id": "port.2023", "source_id": "stat-2024-02-10", "quoted": "13.3 million"},
    ],
}  # fmt: skip


def write_folder(folder: Path, rows: dict[str, list[dict[str, str]]]) -> Path:
    """Write rows as the CSV files of a ledger folder; columns not given are empty."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in tables().items():
        if name not in rows:
            continue
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, schema.names, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows[name])
    return folder


def compiled(folder: Path, rows: dict[str, list[dict[str, str]]] | None = None) -> Layer:
    """Compile rows to a layer in a folder."""
    written = write_folder(folder / "csv", ROWS if rows is None else rows)
    target = folder / "small.duckdb"
    compile_over(read_folder(written), [], target)
    return Layer("small", target, "small")


def opened(folder: Path, as_of: str | None = None, *, strict: bool = False) -> Ledger:
    """Open the small ledger as it was known on a day."""
    return Ledger([compiled(folder)], read_day(as_of) if as_of else None, strict=strict)
