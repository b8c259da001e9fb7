"""An ensemble as plain values and as a table."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from caspia.flows.exports import NOTE
from caspia.ledger import provenance
from caspia.scenarios.ensembles.drawing import TOTALS
from caspia.scenarios.ensembles.movers import movers, ranked

if TYPE_CHECKING:
    import polars as pl

    from caspia.flows.headlines import Headline
    from caspia.flows.record import RecordLine
    from caspia.scenarios.ensembles.ensemble import Ensemble
    from caspia.scenarios.ensembles.factor import Factor
    from caspia.scenarios.ensembles.movers import Mover

_FIGURES = 6
_MOST_FACTS = 50


def as_plain(ensemble: Ensemble) -> dict[str, Any]:
    """Return all that is told of an ensemble as plain values.

    Keys: ``period``, ``draws``, ``seed``, ``failed`` (how many by error), ``note``, ``totals`` in
    tonnes, ``bands`` (each headline with its record, band and ``moved_by``), ``record`` (all lines
    with their bands), ``coverage``, ``facts``, ``provenance``.
    """
    region = ensemble.result.region
    found = ensemble.coverage
    return {
        "period": str(region.period),
        "draws": len(ensemble.values),
        "seed": ensemble.seed,
        "failed": ensemble.failures,
        "note": NOTE,
        "totals": {
            f"{name}_tonnes": _rounded(asdict(ensemble.total(name)))
            for name in TOTALS
            if name != "months_whole"
        },
        "bands": [_band(ensemble, one) for one in ensemble.headlines],
        "record": [_line(ensemble, line) for line in ensemble.record.lines if line.counts],
        "coverage": asdict(found) | {"promised": 0.9},
        "facts": [
            _fact(one.factor)
            | {"share": _digits(one.share), "error": _digits(one.error)}
            | {"moves_most": _moved(one.most) | {"title": one.most.headline.title}}
            for one in ranked(ensemble, _MOST_FACTS)
        ],
        "provenance": provenance(region.ledger) | {"period": str(region.period)},
    }


def band_table(ensemble: Ensemble) -> pl.DataFrame:
    """Return a line per headline: what it is, the record, the plain run and the band."""
    import polars as pl

    names = ("title", "series", "subject", "partner", "good", "scope", "period", "unit")
    lines = []
    for one in as_plain(ensemble)["bands"]:
        numbers = {name: one[name] for name in ("modelled", "low", "median", "high")}
        lines.append(
            {name: one[name] or "" for name in names}
            | {"observed": one["observed"]["value"]}
            | numbers
            | {"covered": one["covered"]}
            | {"moved_most_by": one["moved_by"][0]["fact"] if one["moved_by"] else ""}
        )
    return pl.DataFrame(lines, infer_schema_length=None)


def _band(ensemble: Ensemble, one: Headline) -> dict[str, Any]:
    moving = [_fact(each.factor) | _moved(each) for each in movers(ensemble, one, 5)]
    return {"title": one.title} | _line(ensemble, one.line) | {"moved_by": moving}


def _line(ensemble: Ensemble, line: RecordLine) -> dict[str, Any]:
    told = line.as_json()
    band = ensemble.band(line)
    names = ("series", "subject", "partner", "good", "scope", "period", "unit", "observation")
    return {
        **{name: told[name] for name in names},
        "observed": told["observed"],
        "modelled": _digits(line.modelled.value),
        **_rounded(asdict(band)),
        "covered": line.covered,
    }


def _fact(factor: Factor) -> dict[str, Any]:
    return {
        "fact": factor.factor_id,
        "kind": factor.kind,
        "says": factor.title,
        "rows": list(factor.rows),
    }


def _moved(one: Mover) -> dict[str, Any]:
    return {
        "share": _digits(one.share),
        "error": _digits(one.error),
        "at_low": _digits(one.low),
        "at_high": _digits(one.high),
        "unit": one.headline.line.told.quantity.unit,
    }


def _rounded(values: dict[str, float]) -> dict[str, float]:
    return {name: _digits(value) for name, value in values.items()}


def _digits(value: float) -> float:
    """Return a number to six significant figures."""
    return float(f"{value:.{_FIGURES}g}")
