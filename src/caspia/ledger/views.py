"""The SQL that lays layers over each other and shows what was known on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from caspia.ledger.schema import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.ledger.schema import TableSchema

STRICT_GRADES = ("published", "structural")
FOREVER = date(9999, 12, 31)


def view_statements(layer_count: int, as_of: date, *, strict: bool) -> Iterator[str]:
    """Yield statements that set up the visible ledger over attached databases l0, l1 and so on.

    A row of a layer is visible where a report of this or a higher layer was known by the end of
    `as_of`; of several visible rows of one id the highest layer counts. A child is visible only
    with its parent. An ending that was not known yet is empty, and an event still to come is
    planned.

    Parameters
    ----------
    layer_count : int
        Number of attached databases.
    as_of : date
        The last day whose reports count.
    strict : bool
        Admit only the grades ``published`` and ``structural``.
    """
    layers = range(layer_count)
    grades = ", ".join(f"'{grade}'" for grade in STRICT_GRADES)
    only = f" AND grade IN ({grades})" if strict else ""
    day = f"DATE '{as_of}'"
    told = " UNION ALL ".join(f"SELECT *, {n} AS layer FROM l{n}.known" for n in layers)
    yield f"CREATE TEMP TABLE told AS SELECT * FROM ({told}) WHERE known_from <= {day}{only}"
    yield (
        "CREATE TEMP TABLE visible AS SELECT row_id, max(layer) AS top, min(known_from) AS "
        "known_from, first(grade ORDER BY known_from, grade) AS grade FROM told GROUP BY row_id"
    )
    reports = " UNION ALL ".join(f"SELECT *, {n} AS layer FROM l{n}.reports" for n in layers)
    yield (
        f"CREATE TEMP TABLE reports AS SELECT * FROM ({reports}) WHERE known_from <= {day}{only} "
        "AND row_id IN (SELECT row_id FROM visible)"
    )
    endings = " UNION ALL ".join(
        f"SELECT row_id, known_from FROM l{n}.reports WHERE field = 'valid_to'" for n in layers
    )
    yield (
        "CREATE TEMP TABLE endings AS SELECT row_id, min(known_from) AS known_from "
        f"FROM ({endings}) GROUP BY row_id"
    )
    rivals = " UNION ALL ".join(f"SELECT *, {n} AS layer FROM l{n}.rivals" for n in layers)
    yield (
        f"CREATE VIEW rivals AS SELECT * FROM ({rivals}) WHERE row_id IN (SELECT row_id FROM "
        "visible) AND rival_id IN (SELECT row_id FROM visible)"
    )
    yield _sources(layer_count)
    for schema in tables().values():
        if schema.clock not in ("source", "report", "pair"):
            yield _table(schema, layer_count, as_of)


def _sources(layer_count: int) -> str:
    every = " UNION ALL ".join(
        f"SELECT *, {n} AS layer FROM l{n}.sources" for n in range(layer_count)
    )
    return (
        f"CREATE VIEW sources AS SELECT * FROM ({every}) WHERE source_id IN "
        "(SELECT source_id FROM reports) "
        "QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY layer DESC) = 1"
    )


def _table(schema: TableSchema, layer_count: int, as_of: date) -> str:
    every = " UNION ALL ".join(
        f'SELECT *, {n} AS layer FROM l{n}."{schema.name}"' for n in range(layer_count)
    )
    columns = ", ".join(_column(schema, name, as_of) for name in schema.names)
    parent = f' AND t."{schema.parent}" IN (SELECT row_id FROM visible)' if schema.parent else ""
    endings = f'LEFT JOIN endings e ON e.row_id = t."{schema.key}"' if schema.ends_known else ""
    return (
        f'CREATE VIEW "{schema.name}" AS SELECT {columns}, t.layer, v.known_from, v.grade '
        f'FROM ({every}) t JOIN visible v ON v.row_id = t."{schema.key}" AND v.top >= t.layer '
        f"{endings} WHERE true{parent} "
        f'QUALIFY row_number() OVER (PARTITION BY t."{schema.key}" ORDER BY t.layer DESC) = 1 '
        f'ORDER BY t."{schema.key}"'
    )


def _column(schema: TableSchema, name: str, as_of: date) -> str:
    if name == "valid_to" and schema.ends_known and as_of < FOREVER:
        return (
            f"CASE WHEN e.known_from > DATE '{as_of}' OR (e.known_from IS NULL AND "
            f"t.valid_to > DATE '{as_of}') THEN NULL ELSE t.valid_to END AS valid_to"
        )
    if schema.name == "events" and as_of < FOREVER:
        to_come = f"t.start > DATE '{as_of}'"
        if name == "status":
            return (
                f"CASE WHEN t.status = 'held' AND {to_come} THEN 'planned' ELSE t.status END "
                "AS status"
            )
        if name == "outcome":
            return f"CASE WHEN {to_come} THEN NULL ELSE t.outcome END AS outcome"
    return f't."{name}"'
