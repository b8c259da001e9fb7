"""A made-up sea with a ferry, a pipeline and a corridor, and figures of every closeness."""

from __future__ import annotations

Rows = dict[str, list[dict[str, str]]]
ON = "2024-05-31"


def transit_rows_of(*told: dict[str, str]) -> Rows:
    """Return the ledger with observations of its own.

    Parameters
    ----------
    *told : dict
        Columns of an observation; period 2023, unit Mt and measure flow where not given, and
        ``source`` for the source of its report.
    """
    observations, reports = [], []
    for number, given in enumerate(told, start=1):
        row = {"observation_id": f"o{number:02d}", "valid_from": "2023-01-01",
               "valid_to": "2024-01-01", "modality": "actual", "qualifier": "exact",
               "measure": "flow", "unit": "Mt", **given}  # fmt: skip
        reports.append({"row_id": row["observation_id"], "source_id": row.pop("source", "customs")})
        observations.append(row)
    keys = {"nodes": "node_id", "links": "link_id", "link_status": "link_status_id"}
    known = [row[key] for name, key in keys.items() for row in _GROUND[name]]
    return {
        **_GROUND,
        "observations": observations,
        "reports": [*reports, *({"row_id": row_id, "source_id": "general"} for row_id in known)],
    }


def _node(node: str, name: str, country: str) -> dict[str, str]:
    return {"node_id": node, "name": name, "kind": "port", "country": country, "lat": "40",
            "lon": "50"}  # fmt: skip


_GROUND: Rows = {
    "sources": [
        {"source_id": "customs", "publisher": "Customs", "title": "Cargo",
         "published": "2024-02-01", "retrieved": "2026-01-01", "kind": "official"},
        {"source_id": "late", "publisher": "Late", "title": "Cargo", "published": "2024-09-01",
         "retrieved": "2026-01-01", "kind": "press"},
        {"source_id": "general", "publisher": "general knowledge", "title": "well known",
         "retrieved": "2026-01-01", "kind": "general"},
    ],
    "parties": [
        {"party_id": "AZE", "name": "Azerbaijan", "kind": "state", "iso3": "AZE"},
        {"party_id": "KAZ", "name": "Kazakhstan", "kind": "state", "iso3": "KAZ"},
        {"party_id": "TUR", "name": "Türkiye", "kind": "state", "iso3": "TUR"},
        {"party_id": "IRN", "name": "Iran", "kind": "state", "iso3": "IRN"},
    ],
    "goods": [{"good_id": "crude_oil", "label": "Crude oil"}],
    "corridors": [{"corridor_id": "WAY", "name": "Long Way"}],
    "subjects": [
        {"subject_id": "KAZ+IRN", "name": "Kazakhstan and Iran in one figure", "kind": "group",
         "members": "KAZ;IRN"},
    ],
    "nodes": [
        _node("aktau", "Aktau port", "KAZ"),
        _node("alat", "Alat port", "AZE"),
        _node("ceyhan", "Ceyhan terminal", "TUR"),
        _node("inland", "Inland", "KAZ"),
    ],
    "links": [
        {"link_id": "ferry", "name": "Ferry line", "a": "aktau", "b": "alat", "mode": "ferry",
         "corridors": "WAY"},
        {"link_id": "closed", "name": "Old ferry", "a": "inland", "b": "alat", "mode": "ferry"},
        {"link_id": "pipe", "name": "The pipe", "a": "alat", "b": "ceyhan",
         "mode": "oil_pipeline", "corridors": "WAY"},
        {"link_id": "silent", "name": "Silent line", "a": "aktau", "b": "alat", "mode": "sea"},
    ],
    "link_status": [
        {"link_status_id": "ferry@", "link_id": "ferry", "status": "open"},
        {"link_status_id": "closed@", "link_id": "closed", "status": "closed"},
        {"link_status_id": "pipe@", "link_id": "pipe", "status": "open"},
        {"link_status_id": "silent@", "link_id": "silent", "status": "open"},
    ],
    "series": [
        {"series_id": name, "label": label, "dimension": dimension, "unit": unit,
         "aggregation": "sum", "description": label}
        for name, label, dimension, unit in (
            ("oil_transit", "Oil transit", "mass", "Mt"),
            ("corridor_freight", "Corridor freight", "mass", "Mt"),
            ("port_throughput", "Port throughput", "mass", "Mt"),
            ("rail_freight", "Rail freight", "mass", "Mt"),
            ("trade_turnover", "Trade turnover", "money", "USD"),
        )
    ],
}  # fmt: skip
