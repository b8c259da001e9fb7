"""Flows as plain values, and as a workbook."""

from __future__ import annotations

from dataclasses import asdict
from math import isfinite
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.briefs.flow_answer import FlowAnswer
    from caspia.flows import Parameters

_FIGURES = 6


def flows_as_plain(answer: FlowAnswer) -> dict[str, Any]:
    """Return all that is told of a result as plain values; units are in the names of keys."""
    from caspia.flows.exports import NOTE

    result = answer.result
    return {
        "period": str(result.region.period),
        "months": result.region.months,
        "engine": result.engine,
        "goods": result.region.goods,
        "note": NOTE,
        "assumed_share": round(result.assumed_share, 4),
        "indicative": answer.indicative,
        **{name: frame.to_dicts() for name, frame in answer.tables.items()},
        "over": {place: frame.to_dicts() for place, frame in answer.crossing.items()},
        "balance": balance_of(answer),
        **record_of(answer),
        "parameters": parameters_of(result.region.parameters),
        "left_out": answer.left_out(),
        "provenance": provenance_of(answer),
    }


def record_as_plain(answer: FlowAnswer) -> dict[str, Any]:
    """Return a result beside the record, with its skill, as plain values."""
    return {**record_of(answer), "provenance": provenance_of(answer)}


def record_of(answer: FlowAnswer) -> dict[str, Any]:
    """Return ``record``, ``not_compared`` and ``skill``; of a series its points are in `record`."""
    skill = answer.skill.as_json()
    skill["series"] = [
        {name: value for name, value in one.items() if name != "points"}
        for one in _listed(skill["series"])
    ]
    told = _to_figures({**answer.record.as_json(), "skill": skill})
    return dict(told)


def balance_of(answer: FlowAnswer) -> dict[str, Any]:
    """Return how far all adds up (C2): tonnes, and the largest relative violations."""
    from caspia.flows.exports import tonnes_of

    balance = answer.result.balance
    sums = {
        f"{name}_tonnes": tonnes_of(getattr(balance, name))
        for name in ("demand", "delivered", "stranded", "sent", "lost")
    }
    return {
        **sums,
        "imbalance": balance.imbalance,
        "breach": balance.breach,
        "holds": balance.holds,
    }


def parameters_of(parameters: Parameters) -> list[dict[str, Any]]:
    """Return what the choice took for granted."""
    return [asdict(row) for row in parameters.rows.values()]


def provenance_of(answer: FlowAnswer) -> dict[str, Any]:
    """Return the provenance, with how many rows are behind links, demand and limits."""
    from caspia.ledger import provenance

    found = provenance(answer.result.region.ledger)
    return {**found, "period": str(answer.result.region.period), "rests_on": answer.behind.counts()}


def workbook_of(answer: FlowAnswer) -> bytes:
    """Return a result as an Excel workbook."""
    from caspia.flows.workbook import as_workbook

    return as_workbook(answer.result, answer.tables, answer.record, answer.behind, _facts(answer))


def _facts(answer: FlowAnswer) -> Iterator[tuple[str, str | float]]:
    """Yield what the first sheet says."""
    from caspia.flows.exports import NOTE

    result = answer.result
    yield "What it is", NOTE
    yield "Period", str(result.region.period)
    yield "Engine", result.engine
    yield "Goods", answer.only or "all"
    yield "Share assumed (0 to 1)", round(result.assumed_share, 4)
    for name, value in balance_of(answer).items():
        yield f"Balance: {name.replace('_tonnes', ' (t)')}", value
    for row in result.region.parameters.rows.values():
        yield f"Parameter: {row.name}, {', '.join(row.applies_to)} ({row.unit})", row.value
    for name, value in provenance_of(answer).items():
        yield f"Provenance: {name}", str(value)


def _listed(value: object) -> list[dict[str, Any]]:
    return list(value) if isinstance(value, list) else []


def _to_figures(value: Any) -> Any:
    """Return plain values with numbers to six significant figures."""
    if isinstance(value, dict):
        return {name: _to_figures(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_to_figures(one) for one in value]
    if isinstance(value, float) and isfinite(value):
        return float(f"{value:.{_FIGURES}g}")
    return value
