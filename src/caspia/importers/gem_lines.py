"""Pipelines as Global Energy Monitor tells of them, gathered in one table with their length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.importers.delimited import reading

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

#: What is told of a line, as text; beside it ``pieces``: lists of points (longitude, latitude).
FIELDS = (
    "project_id",
    "project",
    "unit",
    "kind",
    "countries",
    "status",
    "start_year",
    "stop_year",
    "capacity",
    "capacity_unit",
    "length_km",
    "beginning",
    "ending",
    "owner",
    "updated",
)
#: Mean radius of the earth in km.
_RADIUS = 6371.0088


def register_lines(connection: duckdb.DuckDBPyConnection, lines: str, path: Path) -> None:
    """Make the temporary table ``gem_lines`` of `FIELDS`, ``line_id`` and ``route_km``.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Where it is made.
    lines : str
        SQL of `FIELDS` and ``pieces``.
    path : Path
        The file, named in errors.

    Raises
    ------
    BadRowsError
        The file cannot be read to its end.
    """
    cleaned = ", ".join(f"nullif(trim({name}), '') AS {name}" for name in FIELDS)
    with reading(path):
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE gem_read AS SELECT row_number() OVER () AS number, "
            f"{cleaned}, pieces FROM ({lines})"
        )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE gem_lines AS SELECT * EXCLUDE (pieces), "
        f"'gem-' || {_slug()} AS line_id FROM gem_read LEFT JOIN ({_lengths()}) USING (number)"
    )


def _slug() -> str:
    """Return SQL of a readable id: the tracker's own, else project and unit."""
    words = "concat_ws(' ', project, unit)"
    plain = f"trim(regexp_replace(lower(strip_accents({words})), '[^a-z0-9]+', '-', 'g'), '-')"
    return f"coalesce(lower(project_id), {plain})"


def _lengths() -> str:
    """Return SQL of the length of each line along its points, by great circles."""
    points = (
        "SELECT number, piece, unnest(points) AS point, "
        "generate_subscripts(points, 1) AS place FROM "
        "(SELECT number, unnest(pieces) AS points, generate_subscripts(pieces, 1) AS piece "
        "FROM gem_read)"
    )
    steps = (
        "SELECT number, radians(point[1]) AS lon, radians(point[2]) AS lat, "
        "lag(radians(point[1])) OVER run AS lon_before, "
        f"lag(radians(point[2])) OVER run AS lat_before FROM ({points}) "
        "WINDOW run AS (PARTITION BY number, piece ORDER BY place)"
    )
    half = (
        "pow(sin((lat - lat_before) / 2), 2) "
        "+ cos(lat) * cos(lat_before) * pow(sin((lon - lon_before) / 2), 2)"
    )
    step = f"2 * {_RADIUS} * asin(sqrt(least(1, {half})))"
    # The first point of a piece has none before it; least() would pass over that.
    begun = "lat_before IS NOT NULL"
    length = f"sum({step}) FILTER (WHERE {begun})"
    return f"SELECT number, {length} AS route_km FROM ({steps}) GROUP BY number"
