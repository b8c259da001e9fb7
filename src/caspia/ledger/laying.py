"""The SQL that lays the layers of a ledger over each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caspia.ledger.schema import TableSchema


def every_layer(table: str, layer_count: int) -> str:
    """Return SQL of the rows of a table in all layers, with the number of the ``layer``."""
    return " UNION ALL ".join(
        f'SELECT *, {n} AS layer FROM l{n}."{table}"' for n in range(layer_count)
    )


def shown_rows(schema: TableSchema, layer_count: int, columns: str, visible: str) -> str:
    """Return SQL of the rows of a table that are seen: of one id, that of the highest layer told.

    Parameters
    ----------
    schema : TableSchema
        The table.
    layer_count : int
        Number of attached databases.
    columns : str
        What to select of ``t``, the row, and ``v``, from when it is known.
    visible : str
        Table with ``row_id`` and ``top``, the highest layer that speaks of the row.
    """
    rows = (
        f"SELECT {columns} FROM ({every_layer(schema.name, layer_count)}) t "
        f'JOIN {visible} v ON v.row_id = t."{schema.key}" AND v.top >= t.layer'
    )
    if layer_count == 1:
        return rows  # an id stands once in a layer
    highest = f'row_number() OVER (PARTITION BY t."{schema.key}" ORDER BY t.layer DESC) = 1'
    return f"{rows} QUALIFY {highest}"
