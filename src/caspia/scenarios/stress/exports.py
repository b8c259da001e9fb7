"""Losses as plain values and as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.ledger import name_of, provenance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.scenarios.stress.outcome import Outcome
    from caspia.scenarios.stress.stress import Stress


def lost_name(found: Stress, one: Outcome) -> str:
    """Return the names of what is taken out."""
    ledger = found.result.region.ledger
    return " and ".join(name_of(ledger, thing) for thing in one.out)


def _lines(found: Stress) -> Iterator[dict[str, object]]:
    for one in found.outcomes:
        yield {
            "kind": one.kind,
            "out": list(one.out),
            "name": lost_name(found, one),
            "used_tonnes": round(one.used_tonnes, 1),
            "stranded_tonnes": round(one.stranded_tonnes, 1),
            "cost_usd": round(one.cost_usd),
            "solved": one.exact,
            "hit": _hit(one),
            "reopening": list(one.cure.causes) if one.cure else [],
            "would_move_if": one.cure.told if one.cure else "",
            "trouble": one.trouble,
        }


def _hit(one: Outcome) -> str:
    """Return the cargo that is hit hardest; empty where nothing is stranded."""
    cure = one.cure
    return f"{cure.good} {cure.origin} to {cure.destination}" if cure else ""


def stress_as_plain(found: Stress) -> dict[str, Any]:
    """Return the losses as plain values, the worst first."""
    region = found.result.region
    return {
        "period": str(region.period),
        "demand": found.demand,
        "note": "Model result, no observation",
        "losses": list(_lines(found)),
        "provenance": provenance(region.ledger),
    }


def stress_as_csv(found: Stress) -> str:
    """Return a line per loss."""
    import polars as pl

    lines = [{name: _flat(cell) for name, cell in one.items()} for one in _lines(found)]
    return pl.DataFrame(lines).write_csv()


def _flat(value: object) -> object:
    return ";".join(map(str, value)) if isinstance(value, list) else value
