"""Rows that disagree: those the ledger links, and those of one identity that say something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.amounts import agree, same_dimension
from caspia.ledger.schema import tables

if TYPE_CHECKING:
    import duckdb

    from caspia.ledger.ledger import Ledger
    from caspia.ledger.rows import Row
    from caspia.ledger.schema import TableSchema

    Siblings = dict[str, dict[tuple[Any, ...], tuple[Row, ...]]]

# Columns that add to what a row says without being a statement that another could contradict.
_REMARKS = ("note", "aliases", "outcome", "because", "why", "title", "enables", "reporter")


def declared_rivals(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Return the pairs of ``rivals`` both ways round: row to rival to why."""
    found: dict[str, dict[str, str]] = {}
    query = "SELECT row_id, rival_id, coalesce(why, '') FROM rivals ORDER BY row_id, rival_id"
    for row_id, rival_id, why in connection.execute(query).fetchall():
        found.setdefault(row_id, {})[rival_id] = why
        found.setdefault(rival_id, {})[row_id] = why
    return found


def computed_rivals(ledger: Ledger, row: Row, siblings: Siblings) -> dict[str, str]:
    """Return rows of the same identity that say something else.

    Parameters
    ----------
    ledger : Ledger
        Where to look.
    row : Row
        Whose rivals.
    siblings : dict
        Rows of a table by identity; filled on first use.
    """
    schema = tables()[row.table]
    if not schema.identity:
        return {}
    if row.table not in siblings:
        siblings[row.table] = _by_identity(ledger, schema)
    group = siblings[row.table][_identity(row, schema)]
    return {
        other.id: "the same thing told otherwise"
        for other in group
        if other.id != row.id
        and _differ(ledger, row, other, schema)
        and not _of_others(ledger, row, other)
    }


def _by_identity(ledger: Ledger, schema: TableSchema) -> dict[tuple[Any, ...], tuple[Row, ...]]:
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in ledger.rows(schema.name):
        groups.setdefault(_identity(row, schema), []).append(row)
    return {identity: tuple(rows) for identity, rows in groups.items()}


def _identity(row: Row, schema: TableSchema) -> tuple[Any, ...]:
    cells = (row.cells[name] for name in schema.identity)
    return tuple(tuple(cell) if isinstance(cell, list) else cell for cell in cells)


def _differ(ledger: Ledger, one: Row, other: Row, schema: TableSchema) -> bool:
    loose = [(one.cells[name], other.cells[name]) for name in schema.loose_identity]
    if any(a and b and a != b for a, b in loose):
        return False
    if schema.clock == "figure":
        return _amounts_differ(ledger, one, other)
    said = [
        name
        for name in schema.names
        if name not in (schema.key, *schema.identity, *_REMARKS) and one.cells[name] is not None
    ]
    return any(
        other.cells[name] is not None and one.cells[name] != other.cells[name] for name in said
    )


def _of_others(ledger: Ledger, one: Row, other: Row) -> bool:
    """Tell whether two events are of different people: two visits to one host on one day.

    An event of which nobody says who came may be any other of its day.
    """
    if one.table != "events":
        return False
    came = [
        [row for row in ledger.rows("participants", event_id=event.id) if row["role"] != "host"]
        for event in (one, other)
    ]
    for column in ("party", "person"):
        first, second = ({row[column] for row in rows if row[column]} for rows in came)
        if first and second and not first & second:
            return True
    return False


def _amounts_differ(ledger: Ledger, one: Row, other: Row) -> bool:
    a, b = ledger.amount(one), ledger.amount(other)
    if not (a.is_known and b.is_known) or not same_dimension(a.unit, b.unit):
        return False
    return agree(a, b) == "apart"
