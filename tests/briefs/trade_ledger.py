"""Made-up trade of three states and two blocs, each row an edge case of the section on trade."""

from __future__ import annotations

Rows = dict[str, list[dict[str, str]]]
ON = "2024-05-31"

_GROUND: Rows = {
    "sources": [
        {"source_id": "customs", "publisher": "Customs", "title": "Trade",
         "published": "2024-02-01", "retrieved": "2026-01-01", "kind": "official"},
        {"source_id": "wire", "publisher": "Wire", "title": "Trade", "published": "2024-03-01",
         "retrieved": "2026-01-01", "kind": "press"},
        {"source_id": "late", "publisher": "Late", "title": "Trade", "published": "2024-09-01",
         "retrieved": "2026-01-01", "kind": "press"},
        {"source_id": "general", "publisher": "general knowledge", "title": "well known",
         "retrieved": "2026-01-01", "kind": "general"},
    ],
    "parties": [
        {"party_id": "AZE", "name": "Azerbaijan", "kind": "state", "iso3": "AZE"},
        {"party_id": "KAZ", "name": "Kazakhstan", "kind": "state", "iso3": "KAZ"},
        {"party_id": "UZB", "name": "Uzbekistan", "kind": "state", "iso3": "UZB"},
        {"party_id": "EU", "name": "European Union", "kind": "bloc"},
        {"party_id": "TWO", "name": "Two states", "kind": "group"},
    ],
    "memberships": [
        {"membership_id": "TWO-KAZ", "bloc": "TWO", "member": "KAZ", "role": "member"},
        {"membership_id": "TWO-UZB", "bloc": "TWO", "member": "UZB", "role": "member"},
        {"membership_id": "EU-UZB", "bloc": "EU", "member": "UZB", "role": "member"},
    ],
    "goods": [{"good_id": "grain", "label": "Grain"}],
    "series": [
        {"series_id": name, "label": label, "dimension": dimension, "unit": unit,
         "aggregation": "sum" if dimension == "money" else "none", "description": label}
        for name, label, dimension, unit in (
            ("trade_turnover", "Trade turnover", "money", "USD"),
            ("exports", "Exports", "money", "USD"),
            ("imports", "Imports", "money", "USD"),
            ("trade_turnover_change", "Change of trade turnover", "ratio", "percent"),
        )
    ],
}  # fmt: skip


def trade_rows(*told: tuple[str, ...]) -> Rows:
    """Return a ledger of trade figures.

    Parameters
    ----------
    *told : tuple of str
        Series, subject, partner, reporter, first day, day after the last, amount and unit
        (``"100 MUSD"``), then where wanted the source, the qualifier, the modality, the good and
        the note of the report.
    """
    observations, reports = [], []
    for number, row in enumerate(told, start=1):
        series, subject, partner, reporter, start, end, amount = row[:7]
        source, qualifier, modality, good, note = (*row[7:], *("", "", "", "", "")[len(row) - 7 :])
        value, unit = amount.split()
        row_id = f"o{number:02d}"
        observations.append(
            {"observation_id": row_id, "series": series, "subject": subject, "partner": partner,
             "reporter": reporter, "measure": "rate" if unit == "percent" else "flow", "good": good,
             "valid_from": start, "valid_to": end, "modality": modality or "actual",
             "qualifier": qualifier or "exact", "value": value, "unit": unit}
        )  # fmt: skip
        reports.append({"row_id": row_id, "source_id": source or "customs", "note": note})
    known = [
        {"row_id": row["membership_id"], "source_id": "general"} for row in _GROUND["memberships"]
    ]
    return {**_GROUND, "observations": observations, "reports": [*known, *reports]}


def year(number: int) -> tuple[str, str]:
    """Return the first day of a year, and the day after its last."""
    return f"{number}-01-01", f"{number + 1}-01-01"
