"""Ranked projects as plain values and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.ledger import provenance
from caspia.scenarios.exports import NOTE

if TYPE_CHECKING:
    import polars as pl

    from caspia.scenarios.projects.ranking import RankedProject, Ranking

_FIGURES = 6
_TEXTS = ("id", "title", "links", "agreements", "cost_rows", "why_not")


def ranking_as_plain(ranking: Ranking) -> dict[str, Any]:
    """Return a ranking as plain values: ``projects`` in their order, ``period``, ``provenance``."""
    return {
        "period": str(ranking.period),
        "note": NOTE,
        "projects": [project_as_plain(one, ranking) for one in ranking.projects],
        "provenance": provenance(ranking.ledger) | {"period": str(ranking.period)},
    }


def project_as_plain(one: RankedProject, ranking: Ranking) -> dict[str, Any]:
    """Return a project: what it is, costs and gives; None for what is not known."""
    project, cost = one.project, one.project.cost
    solved = not one.why_not
    gains = {
        "tonnes": one.tonnes,
        "arrive_tonnes": one.arrive,
        "saved_usd": one.saved_usd,
        "saved_tonne_hours": one.saved_tonne_hours,
        "tonnes_per_usd": one.tonnes_per_usd,
        "saved_usd_per_usd": one.usd_per_usd,
    }
    costs = {
        "cost_usd": cost.usd if cost else None,
        "cost_low_usd": cost.low if cost else None,
        "cost_high_usd": cost.high if cost else None,
    }
    return {
        "id": project.id,
        "title": project.title,
        "links": list(project.links),
        "agreements": list(project.agreements),
        **{key: _figure(value) for key, value in costs.items()},
        "cost_rows": list(cost.rows) if cost else [],
        "cost_sources": list(ranking.ledger.source_ids(cost.rows)) if cost else [],
        **{key: _figure(value) if solved else None for key, value in gains.items()},
        "why_not": one.why_not,
    }


def ranking_table(ranking: Ranking) -> pl.DataFrame:
    """Return a line per project, with ids of links, agreements and rows joined by ``;``."""
    import polars as pl

    lines = [
        {
            key: ";".join(value) if isinstance(value, list) else value
            for key, value in project_as_plain(one, ranking).items()
        }
        for one in ranking.projects
    ]
    texts = dict.fromkeys((*_TEXTS, "cost_sources"), pl.String)
    return pl.DataFrame(lines, schema={key: texts.get(key, pl.Float64) for key in lines[0]})


def _figure(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.{_FIGURES}g}") + 0.0  # no -0
