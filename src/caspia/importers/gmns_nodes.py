"""Nodes of a GMNS network, with their coordinates as degrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.importers.delimited import problem, quoted, reading, rows_of
from caspia.importers.gmns_files import slug
from caspia.importers.staging import refusing, stage
from caspia.ledger import table_named

if TYPE_CHECKING:
    import duckdb

    from caspia.importers.gmns_files import Columns, Network
    from caspia.importers.plan import Refusal

_GRID = "Give x_coord and y_coord in degrees, or name a WGS 84 / UTM system as crs in config.csv."


def stage_nodes(connection: duckdb.DuckDBPyConnection, network: Network) -> tuple[Refusal, ...]:
    """Make the table ``gmns_nodes``: rows of ``nodes`` and ``given_id``; return what is left out.

    Raises
    ------
    BadRowsError
        The file cannot be read, or its coordinates are on a grid that is not named.
    """
    path = network.nodes.head.path
    with reading(path):
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE gmns_read AS SELECT row_number() OVER () AS number, "
            f"{cell(network.nodes, 'node_id')} AS given_id, {cell(network.nodes, 'name')} AS name, "
            f"{cell(network.nodes, 'node_type')} AS node_type, "
            f"TRY_CAST({cell(network.nodes, 'x_coord')} AS DOUBLE) AS x, "
            f"TRY_CAST({cell(network.nodes, 'y_coord')} AS DOUBLE) AS y "
            f"FROM {rows_of(network.nodes.head, network.nodes.layout)}"
        )
    _place(connection, network)
    return stage(connection, _decoded(network), path, "node_id", "gmns_nodes")


def cell(columns: Columns, name: str) -> str:
    """Return SQL of a cell by its name in the specification: trimmed, NULL where empty."""
    told = columns.names.get(name)
    if told is None:
        return "NULL"
    return "nullif(trim(\"{}\"), '')".format(told.replace('"', '""'))


def node_id(network: Network, given: str) -> str:
    """Return SQL of the id of a node."""
    return f"{quoted(f'gmns-{slug(network.name)}-')} || {plain(given)}"


def plain(given: str) -> str:
    """Return SQL of an id of the file as part of an id of the ledger."""
    return f"trim(lower(regexp_replace({given}, '[^A-Za-z0-9]+', '-', 'g')), '-')"


def _place(connection: duckdb.DuckDBPyConnection, network: Network) -> None:
    """Make the table ``gmns_places`` of number, lat and lon."""
    if network.zone is not None:
        _place_from_grid(connection, network.zone)
        return
    outside = connection.execute(
        "SELECT given_id, x, y FROM gmns_read WHERE abs(x) > 180 OR abs(y) > 90 LIMIT 1"
    ).fetchall()
    if outside:
        given, x, y = outside[0]
        what = f"Coordinates are no degrees: node {given} is at {x:g}, {y:g}."
        raise problem(network.nodes.head.path, what, _GRID)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE gmns_places AS "
        "SELECT number, y AS lat, x AS lon FROM gmns_read WHERE x IS NOT NULL AND y IS NOT NULL"
    )


def _place_from_grid(connection: duckdb.DuckDBPyConnection, zone: int) -> None:
    import pyarrow as pa

    from caspia.importers.utm import to_degrees

    read = connection.execute(
        "SELECT number, x, y FROM gmns_read WHERE x IS NOT NULL AND y IS NOT NULL"
    ).fetchnumpy()
    lat, lon = to_degrees(read["x"], read["y"], zone)
    connection.register(
        "placed", pa.table({"number": read["number"], "lat": lat.round(7), "lon": lon.round(7)})
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE gmns_places AS SELECT * FROM placed")
    connection.unregister("placed")


def _decoded(network: Network) -> str:
    kinds = next(c for c in table_named("nodes").columns if c.name == "kind").options
    allowed = ", ".join(quoted(kind) for kind in kinds)
    tests = {
        "given_id IS NULL": ("it has no id", "name"),
        "lat IS NULL": ("its coordinates are none", "given_id"),
    }
    return (
        f"SELECT {node_id(network, 'given_id')} AS node_id, "
        f"coalesce(name, {quoted(f'{network.name} ')} || given_id) AS name, "
        f"CASE WHEN lower(node_type) IN ({allowed}) THEN lower(node_type) ELSE 'city' END AS kind, "
        f"lat, lon, 0 AS preference, {refusing(tests)} "
        "FROM gmns_read LEFT JOIN gmns_places USING (number)"
    )
