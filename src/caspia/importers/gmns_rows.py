"""Links of a GMNS network and what they can carry, as SQL of rows of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.importers.delimited import quoted, rows_of
from caspia.importers.gmns_files import slug
from caspia.importers.gmns_nodes import cell, node_id, plain
from caspia.importers.staging import refusing

if TYPE_CHECKING:
    from caspia.importers.gmns_files import Columns, Network

_ON_FOOT = "['walk', 'bike', 'ped', 'pedestrian', 'foot', 'bicycle']"
_HAS = "(SELECT node_id FROM gmns_nodes)"


def links(network: Network, columns: Columns) -> str:
    """Return SQL of rows of ``links``, after ``gmns_nodes`` is made."""
    tests = {
        "given_id IS NULL": ("it has no id", "a || ' - ' || b"),
        f"a IS NULL OR a NOT IN {_HAS}": ("its first node is not in node.csv", "given_id"),
        f"b IS NULL OR b NOT IN {_HAS}": ("its last node is not in node.csv", "given_id"),
        "a = b": ("it ends where it begins", "given_id"),
        "one_way IS NULL": ("directed is neither 1 nor 0", "given_id"),
        f"len(uses) > 0 AND list_has_all({_ON_FOOT}, uses)": (
            "it is for walking or cycling alone",
            "given_id",
        ),
    }
    return (
        f"SELECT {_link_id(network)} AS link_id, "
        f"coalesce(name, {quoted(f'{network.name} ')} || given_id) AS name, a, b, "
        "CASE WHEN facility LIKE '%rail%' THEN 'rail' WHEN facility LIKE '%ferry%' THEN 'ferry' "
        "ELSE 'road' END AS mode, CASE WHEN one_way THEN 'forward' ELSE 'both' END AS direction, "
        "length_km, CASE WHEN length_km IS NOT NULL THEN 'observed' END AS length_basis, "
        f"0 AS preference, {refusing(tests)} FROM ({_read(network, columns)})"
    )


def values(network: Network, columns: Columns) -> str:
    """Return SQL of rows of ``link_values``, after ``gmns_links`` is made: capacity and time.

    A capacity is of a lane and an hour, and is multiplied by the lanes.
    """
    told = f"SELECT *, {_link_id(network)} AS link FROM ({_read(network, columns)})"
    taken = f"SELECT * FROM ({told}) WHERE link IN (SELECT link_id FROM gmns_links)"
    tests = {
        "attribute = 'capacity' AND coalesce(lanes, 0) <= 0": (
            "a capacity of a lane, without lanes",
            "given_id",
        ),
        "value < 0 OR NOT isfinite(value)": ("a capacity or time is no number", "given_id"),
    }
    capacity = (
        "SELECT given_id, link, lanes, 'capacity' AS attribute, per_lane * lanes AS value, "
        "'vehicles_per_h' AS unit, format('{:g} a lane, {:g} lanes', per_lane, lanes) AS quoted "
        "FROM taken WHERE per_lane IS NOT NULL"
    )
    time = (
        "SELECT given_id, link, lanes, 'time' AS attribute, round(length_km / speed, 6) AS value, "
        "'h' AS unit, NULL AS quoted FROM taken WHERE length_km / speed IS NOT NULL AND speed > 0"
    )
    return (
        f"WITH taken AS ({taken}) SELECT link || '/' || attribute AS link_value_id, "
        "link AS link_id, attribute, value, unit, quoted, 'assumed' AS basis, 0 AS preference, "
        f"{refusing(tests)} FROM ({capacity} UNION ALL {time})"
    )


def _link_id(network: Network) -> str:
    return f"{quoted(f'gmns-{slug(network.name)}-link-')} || {plain('given_id')}"


def _read(network: Network, columns: Columns) -> str:
    def number(name: str) -> str:
        return f"TRY_CAST({cell(columns, name)} AS DOUBLE)"

    def scaled(name: str, factor: float | None) -> str:
        return "NULL::DOUBLE" if factor is None else f"round({number(name)} * {factor!r}, 6)"

    uses = f"string_split_regex(trim(lower({cell(columns, 'allowed_uses')})), '[,;\\s]+')"
    return (
        f"SELECT {cell(columns, 'link_id')} AS given_id, {cell(columns, 'name')} AS name, "
        f"{node_id(network, cell(columns, 'from_node_id'))} AS a, "
        f"{node_id(network, cell(columns, 'to_node_id'))} AS b, "
        f"CASE lower({cell(columns, 'directed')}) WHEN '1' THEN true WHEN 'true' THEN true "
        f"WHEN '0' THEN false WHEN 'false' THEN false END AS one_way, "
        f"coalesce({uses}, []) AS uses, lower({cell(columns, 'facility_type')}) AS facility, "
        f"{number('capacity')} AS per_lane, {number('lanes')} AS lanes, "
        f"{scaled('length', network.km_per_length)} AS length_km, "
        f"{scaled('free_speed', network.km_per_speed)} AS speed "
        f"FROM {rows_of(columns.head, columns.layout)}"
    )
