"""The SQL of the visible tables: layers over each other, as they were known on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.ledger.laying import every_layer, shown_rows
from caspia.ledger.not_yet import drop_what_had_not_come, first_day, running_statements
from caspia.ledger.schema import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.ledger.clocks import Clocks
    from caspia.ledger.schema import TableSchema

STRICT_GRADES = ("published", "structural")


def view_statements(layer_count: int, clocks: Clocks) -> Iterator[str]:
    """Yield statements that set up the visible ledger over attached databases l0, l1 and so on.

    A row of a layer is visible where a report of this or a higher layer was known by the end of
    the day; of several visible rows of one id the highest layer counts. A child is visible only
    with its parent. An ending that was not known yet is empty, and an event still to come is
    planned. What had not come is not there, see `drop_what_had_not_come`.

    Parameters
    ----------
    layer_count : int
        Number of attached databases.
    clocks : Clocks
        The days, and which grades count.
    """
    yield f"CREATE TEMP TABLE told AS {_known('known', layer_count, clocks)}"
    if clocks.is_bounded:
        yield from drop_what_had_not_come(layer_count, clocks)
    yield (
        "CREATE TEMP TABLE visible AS SELECT row_id, max(layer) AS top, min(known_from) AS "
        "known_from, first(grade ORDER BY known_from, grade) AS grade FROM told GROUP BY row_id"
    )
    yield (
        f"CREATE TEMP TABLE reports AS SELECT * FROM ({_known('reports', layer_count, clocks)}) "
        "WHERE row_id IN (SELECT row_id FROM visible)"
    )
    if clocks.is_bounded:
        yield (
            "CREATE TEMP TABLE endings AS SELECT row_id, field, min(known_from) AS known_from "
            f"FROM ({every_layer('reports', layer_count)}) GROUP BY row_id, field"
        )
        yield from running_statements(layer_count, clocks)
        yield (
            "DELETE FROM reports USING running WHERE reports.row_id = running.row_id "
            "AND reports.field = running.ending"
        )
    yield (
        f"CREATE VIEW rivals AS SELECT * FROM ({every_layer('rivals', layer_count)}) WHERE row_id "
        "IN (SELECT row_id FROM visible) AND rival_id IN (SELECT row_id FROM visible)"
    )
    yield _sources(layer_count)
    for schema in tables().values():
        if schema.clock not in ("source", "report", "pair"):
            yield _table(schema, layer_count, clocks)


def _known(table: str, layer_count: int, clocks: Clocks) -> str:
    grades = ", ".join(f"'{grade}'" for grade in STRICT_GRADES)
    only = f" AND grade IN ({grades})" if clocks.strict else ""
    rows = every_layer(table, layer_count)
    return f"SELECT * FROM ({rows}) WHERE known_from <= DATE '{clocks.as_of}'{only}"


def _sources(layer_count: int) -> str:
    return (
        f"CREATE VIEW sources AS SELECT * FROM ({every_layer('sources', layer_count)}) "
        "WHERE source_id IN (SELECT source_id FROM reports) "
        "QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY layer DESC) = 1"
    )


def _table(schema: TableSchema, layer_count: int, clocks: Clocks) -> str:
    shown = shown_rows(schema, layer_count, "t.*, v.known_from, v.grade", "visible")
    changed = _changed_columns(schema, clocks) if clocks.is_bounded else {}
    columns = ", ".join(
        f'{changed[name]} AS "{name}"' if name in changed else f't."{name}"'
        for name in schema.names
    )
    running = ""
    if schema.ending in changed:
        running = f'LEFT JOIN running r ON r.row_id = t."{schema.key}"'
    parent = f' WHERE t."{schema.parent}" IN (SELECT row_id FROM visible)' if schema.parent else ""
    return (
        f'CREATE VIEW "{schema.name}" AS SELECT {columns}, t.layer, t.known_from, t.grade '
        f'FROM ({shown}) t {running}{parent} ORDER BY t."{schema.key}"'
    )


def _changed_columns(schema: TableSchema, clocks: Clocks) -> dict[str, str]:
    """Return SQL of the cells of ``t`` that say what was not known yet, by column."""
    changed = {}
    if schema.ending:
        changed[schema.ending] = f'CASE WHEN r.row_id IS NULL THEN t."{schema.ending}" END'
    first = first_day(schema)
    if schema.name == "events":
        to_come = f"coalesce({first} > DATE '{clocks.horizon}', false)"
        running = f'(t."end" IS NOT NULL AND t."end" - 1 > DATE \'{clocks.ended}\')'
        changed["status"] = (
            f"CASE WHEN t.status = 'held' AND {to_come} THEN 'planned' ELSE t.status END"
        )
        changed["outcome"] = f"CASE WHEN NOT ({to_come} OR {running}) THEN t.outcome END"
        changed["end"] = f'CASE WHEN NOT {running} THEN t."end" END'
    if schema.name == "agreements":
        changed["signed"] = f"CASE WHEN {first} <= DATE '{clocks.ended}' THEN t.signed END"
    return changed
