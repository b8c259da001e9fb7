"""Flows for other programs: rounded tables, Parquet, GeoJSON."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from caspia.flows.price_table import price_table
from caspia.flows.route_table import corridor_table, route_table
from caspia.flows.stranded import stranded_table
from caspia.flows.transit import transit_table
from caspia.flows.two_ways import two_ways
from caspia.network.courses import courses, rail_credit

if TYPE_CHECKING:
    import polars as pl

    from caspia.flows.rests_on import RestsOn
    from caspia.flows.result import FlowResult
    from caspia.flows.two_ways import TwoWays
    from caspia.network.courses import Course

NOTE = "A model result, not an observation"

# Digits behind the point, by what the name of a column ends with; the first that fits counts.
_DIGITS = (
    ("_per_t", 2),
    ("share", 4),
    ("utilisation", 4),
    ("usd", 0),
    ("teu", 1),
    ("hours", 1),
    ("tonnes", 1),
)


def tables(result: FlowResult, links: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return the tables of a result, numbers rounded; units are in the names of columns.

    ``links``, ``routes``, ``stranded``, ``prices``, ``corridors`` and ``transit``.

    Parameters
    ----------
    result : FlowResult
        What moves.
    links : polars.DataFrame
        As of `links_with_rows`.
    """
    found = {
        "routes": route_table(result),
        "stranded": stranded_table(result),
        "prices": price_table(result),
        "corridors": corridor_table(result),
        "transit": transit_table(result),
    }
    return {"links": links, **{name: rounded(frame) for name, frame in found.items()}}


def links_with_rows(result: FlowResult, behind: RestsOn) -> pl.DataFrame:
    """Return the table of links, rounded, with ``because``: the rows that each link rests on."""
    import polars as pl

    frame = result.links()
    because = [
        list(dict.fromkeys((*behind.links[link], *behind.limits.get(limit, ()))))
        for link, limit in frame.select("link_id", "limit_id").iter_rows()
    ]
    return rounded(frame).with_columns(pl.Series("because", because, dtype=pl.List(pl.String)))


def rounded(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table with its numbers rounded as their units deserve."""
    import polars as pl

    return frame.with_columns(
        pl.col(name).round(_digits(name)) for name in frame.columns if frame[name].dtype.is_float()
    )


def tonnes_of(value: float) -> float:
    """Return tonnes as rounded in tables."""
    return round(value, _digits("tonnes"))


def _digits(name: str) -> int:
    return next((digits for ending, digits in _DIGITS if name.endswith(ending)), 3)


def as_parquet(frame: pl.DataFrame) -> bytes:
    """Return a table as a Parquet file."""
    stream = io.BytesIO()
    frame.write_parquet(stream)
    return stream.getvalue()


def as_csv(frame: pl.DataFrame) -> str:
    """Return a table as CSV; lists have ``;`` between their members."""
    import polars as pl

    return frame.with_columns(pl.col(pl.List(pl.String)).list.join(";")).write_csv()


def as_geojson(result: FlowResult, links: pl.DataFrame) -> str:
    """Return the links that something moves over as GeoJSON, degrees in WGS 84.

    A link has ``link_id``, ``name``, ``mode``, ``tonnes`` (both ways), ``there_tonnes`` and
    ``back_tonnes`` (along its course and against it), what limits it, ``assumed_share`` and whether
    its course was ``surveyed``. `links` is the table of links.
    """
    found = courses(result.region.ledger)
    lines = ",\n".join(
        json.dumps(_feature(one, found[one.link_id]), ensure_ascii=False)
        for one in two_ways(result, links)
    )
    head = {
        "type": "FeatureCollection",
        "period": str(result.region.period),
        "engine": result.engine,
        "goods": result.region.goods,
        "note": f"{NOTE}.",
        "attribution": rail_credit(),
    }
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{opening}, "features": [\n{lines}\n]}}\n'


def _feature(one: TwoWays, course: Course) -> dict[str, Any]:
    numbers = {"tonnes": one.tonnes, "there_tonnes": one.there, "back_tonnes": one.back}
    limit = {
        name: one.fuller[name]
        for name in ("capacity_tonnes", "utilisation", "limit_id", "limit_kind", "limit_basis")
    }
    told = {**numbers, **limit, "assumed_share": one.assumed_share}
    properties: dict[str, Any] = {"link_id": one.link_id, "name": one.name, "mode": one.mode}
    properties |= {
        name: round(value, _digits(name)) if isinstance(value, float) else value
        for name, value in told.items()
    }
    geometry = {"type": "LineString", "coordinates": course.points}
    properties["surveyed"] = course.surveyed
    return {"type": "Feature", "properties": properties, "geometry": geometry}
