"""A difference as plain values and as a table."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from caspia.ledger import provenance

if TYPE_CHECKING:
    import polars as pl

    from caspia.amounts import Amount
    from caspia.flows.balances import Balances
    from caspia.ledger import Ledger
    from caspia.scenarios.difference.beside import BesideRecord
    from caspia.scenarios.model import Scenario
    from caspia.scenarios.whatif import Cause, Effect, WhatIf

NOTE = "Model result, no observation"
_FIGURES = 6


def as_plain(answer: WhatIf) -> dict[str, Any]:
    """Return all that is told of a difference as plain values.

    Keys: ``scenario``, ``against``, ``period``, ``engine``, ``goods``, ``note``, ``causes``,
    ``effects`` (each with its ``parts``, which add up to the ``difference``), ``bottlenecks``,
    ``diverted``, ``beside``, ``balance`` (with and without), ``assumed_share``, ``provenance``.
    """
    after = answer.after
    ledger = after.region.ledger
    return {
        "scenario": of_scenario(answer.scenario),
        "against": None if answer.against is None else of_scenario(answer.against),
        "period": str(after.region.period),
        "engine": after.engine,
        "goods": list(after.region.goods),
        "note": NOTE,
        "parts_are_sampled": answer.sampled,
        "causes": [_cause(one, ledger) for one in answer.causes],
        "effects": [_effect(one) for one in answer.effects],
        "bottlenecks": [asdict(one) | {"indicative": one.indicative} for one in answer.bottlenecks],
        "diverted": asdict(answer.diverted)
        | {"share_diverted": answer.diverted.share_diverted, "unit": "t"},
        "observed": answer.scenario.observed.text if answer.scenario.observed else None,
        "beside": [_beside(one) for one in answer.beside],
        "balance": {
            "before": _balance(answer.before.balance),
            "after": _balance(after.balance),
        },
        "stranded": [one.told() for one in after.left_behind],
        "assumed_share": {
            "before": round(answer.before.assumed_share, 4),
            "after": round(after.assumed_share, 4),
        },
        "provenance": provenance(ledger) | {"period": str(after.region.period)},
    }


def of_scenario(scenario: Scenario) -> dict[str, Any]:
    """Return what a scenario asks."""
    return {
        "name": scenario.name,
        "title": scenario.title,
        "text": scenario.text,
        "period": scenario.period,
        "sources": list(scenario.sources),
        "causes": list(scenario.causes),
    }


def effect_table(answer: WhatIf) -> pl.DataFrame:
    """Return a line per effect: ``kind``, ``of``, ``what``, ``unit``, ``before``, ``after``.

    Then ``difference`` and a column for each cause, which add up to it.
    """
    import polars as pl

    lines = [
        {key: value for key, value in _effect(one).items() if key != "parts"} | dict(one.parts)
        for one in answer.effects
    ]
    columns: dict[str, Any] = dict.fromkeys(("kind", "of", "what", "unit"), pl.String)
    numbers = ("before", "after", "difference", *answer.scenario.causes)
    return pl.DataFrame(lines, schema=columns | dict.fromkeys(numbers, pl.Float64))


def _cause(cause: Cause, ledger: Ledger) -> dict[str, Any]:
    found = cause.touched
    return {
        "id": cause.id,
        "says": list(cause.says),
        "rows": list(found.rows),
        "months": found.months,
        "demand_tonnes": _figure(found.demand_tonnes),
        "links": [asdict(change) for change in found.changes],
        "sources": list(ledger.source_ids(found.rows)),
    }


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "kind": effect.measure.kind,
        "of": effect.measure.of,
        "what": effect.measure.what,
        "unit": effect.measure.unit,
        "before": _figure(effect.before),
        "after": _figure(effect.after),
        "difference": _figure(effect.difference),
        "parts": {cause: _figure(part) for cause, part in effect.parts.items()},
    }


def _beside(one: BesideRecord) -> dict[str, Any]:
    change = one.observed_difference
    return {
        "says": one.says,
        "unit": one.unit,
        "before": one.before,
        "after": one.after,
        "observed_before": _amount(one.observed_before),
        "observed_after": _amount(one.observed_after),
        "observed_difference": _amount(change),
        "model_before": one.model_before,
        "model_after": one.model_after,
        "model_difference": one.model_difference,
        "rows": list(one.rows),
        "why_not": one.why_not,
    }


def _amount(amount: Amount) -> dict[str, Any]:
    return {"value": amount.value, "low": amount.low, "high": amount.high}


def _balance(balance: Balances) -> dict[str, Any]:
    return asdict(balance) | {"holds": balance.holds}


def _figure(value: float) -> float:
    return float(f"{value:.{_FIGURES}g}")
