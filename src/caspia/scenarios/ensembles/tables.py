"""An ensemble in tables: bands beside the record, and the facts that move them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts import format_amount
from caspia.flows.text_table import TextTable
from caspia.scenarios.ensembles.movers import movers, ranked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.flows.headlines import Headline
    from caspia.scenarios.ensembles.ensemble import Ensemble
    from caspia.scenarios.ensembles.movers import Mover, Ranked

INSIDE = "*"
_BANDS = ("record", "plain run", "5 %", "50 %", "95 %")
_FACTS = ("share", "error")
_NAMED = 2
_THOUSAND = 1000


def tables(ensemble: Ensemble) -> Iterator[TextTable]:
    """Yield the bands, what moves each, and the facts that move the most."""
    yield bands(ensemble)
    yield moving(ensemble)
    yield facts(ensemble)


def bands(ensemble: Ensemble) -> TextTable:
    """Return the headlines with their bands."""
    rows = tuple(tuple(_band_cells(ensemble, one)) for one in ensemble.headlines)
    return TextTable("bands", "Bands over the draws", ("what", "period", *_BANDS), _BANDS, rows)


def moving(ensemble: Ensemble) -> TextTable:
    """Return what moves each headline the most; those that nothing surely moves are left out."""
    rows = tuple(
        (title_of(one), *(_mover(each) for each in found), *[""] * (_NAMED - len(found)))
        for one in ensemble.headlines
        if (found := movers(ensemble, one, _NAMED))
    )
    columns = ("what", "moved most by", "then by")
    return TextTable("moving", "What moves each", columns, (), rows)


def _mover(one: Mover) -> str:
    return f"{one.factor.title} ({one.share:.0%})"


def facts(ensemble: Ensemble) -> TextTable:
    """Return the facts that move the headlines the most."""
    rows = tuple(tuple(_fact_cells(one)) for one in ranked(ensemble))
    columns = ("fact", *_FACTS, "moves most", "from", "to", "rests on")
    rights = (*_FACTS, "from", "to")
    return TextTable("facts", "Facts that move the answer most", columns, rights, rows)


def _band_cells(ensemble: Ensemble, one: Headline) -> Iterator[str]:
    line, band = one.line, ensemble.band(one.line)
    yield title_of(one)
    yield str(line.period)
    yield format_amount(line.observed)
    yield figure(line.modelled.value)
    yield figure(band.low)
    yield figure(band.median)
    yield figure(band.high) + (INSIDE if line.covered else "")


def _fact_cells(one: Ranked) -> Iterator[str]:
    unit = one.most.headline.line.told.quantity.unit
    yield one.factor.title
    yield f"{one.share:.1%}"
    yield f"{one.error:.1%}"
    yield title_of(one.most.headline)
    yield f"{figure(one.most.low)} {unit}"
    yield f"{figure(one.most.high)} {unit}"
    rows = one.factor.rows
    yield f"{len(rows)} row{'s' if len(rows) > 1 else ''}" if rows else "assumed"


def title_of(one: Headline) -> str:
    """Return what a headline is, its scope told beside it."""
    scope = one.line.told.quantity.scope
    return f"{one.title} ({scope})" if scope else one.title


def figure(value: float) -> str:
    """Return three significant figures, thousands in full."""
    return f"{value:,.0f}" if abs(value) >= _THOUSAND else f"{float(f'{value:.3g}'):g}"
