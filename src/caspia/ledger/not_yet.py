"""What had not come by a day: rows that are held back, and endings that nobody could know.

A period counts once it has ended, a thing once it has begun. Where the source came out later, a
thing that is dated to a month or a year counts from its last day, as publications do (C1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.ledger.clocks import FOREVER
from caspia.ledger.laying import every_layer, shown_rows
from caspia.ledger.schema import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.ledger.clocks import Clocks
    from caspia.ledger.schema import TableSchema

# Tables of how things stood: a row that begins after the day is a plan, whoever announced it.
_STANDINGS = (
    "offices",
    "memberships",
    "agreement_status",
    "link_status",
    "link_values",
    "transit_permissions",
)
# Tables of what happened at some time. Statuses come first: an agreement is there as soon as one
# of its statuses is, be it a draft.
_HAPPENINGS = ("agreement_effects", "agreements", "events", "positions", "projects")


def drop_what_had_not_come(layer_count: int, clocks: Clocks) -> Iterator[str]:
    """Yield statements that take out of ``told`` what had not come, with all that hangs on it.

    They leave ``later``: the standings that were taken out, with what they are of.

    Parameters
    ----------
    layer_count : int
        Number of attached databases, over which ``told`` stands.
    clocks : Clocks
        The days.
    """
    yield "CREATE TEMP TABLE later (row_id VARCHAR, subject VARCHAR, begins DATE)"
    if clocks.ended < FOREVER:
        yield _drop_later_plans(layer_count, clocks)
    yield (
        "CREATE TEMP TABLE seen AS SELECT row_id, max(layer) AS top, min(known_from) AS known_from "
        "FROM told GROUP BY row_id"
    )
    for schema, condition in _conditions(layer_count, clocks):
        begins = f't."{schema.happened}"' if schema.name in _STANDINGS else "NULL"
        columns = (
            f't."{schema.key}", {_subject(schema)} AS subject, {begins} AS begins, '
            f"{condition} AS is_later"
        )
        shown = shown_rows(schema, layer_count, columns, "seen")
        yield f"INSERT INTO later SELECT * EXCLUDE is_later FROM ({shown}) WHERE is_later"
    yield "DELETE FROM told WHERE row_id IN (SELECT row_id FROM later)"
    for schema in tables().values():
        if schema.parent:
            yield (
                f'DELETE FROM told WHERE row_id IN (SELECT "{schema.key}" FROM '
                f"({every_layer(schema.name, layer_count)}) "
                f'WHERE "{schema.parent}" NOT IN (SELECT row_id FROM told))'
            )


def running_statements(layer_count: int, clocks: Clocks) -> Iterator[str]:
    """Yield statements that make ``running``: the rows whose ending is not seen.

    An ending is not seen before it was told or, untold, before it came; by the clock of what had
    happened, not before it came; nor where what took the row's place is held back.
    """
    yield "CREATE TEMP TABLE running (row_id VARCHAR, ending VARCHAR)"
    for schema in tables().values():
        if not schema.ending:
            continue
        end = f't."{schema.ending}"'
        condition = (
            f"e.known_from > DATE '{clocks.as_of}' OR {end} > DATE '{clocks.ended}' "
            f"OR (e.known_from IS NULL AND {end} > DATE '{clocks.as_of}') "
            f"OR ({end}, {_subject(schema)}) IN (SELECT begins, subject FROM later)"
        )
        ends = f"(SELECT * FROM endings WHERE field = '{schema.ending}')"
        shown = shown_rows(schema, layer_count, "t.*", "visible")
        yield (
            f"INSERT INTO running SELECT t.\"{schema.key}\", '{schema.ending}' FROM ({shown}) t "
            f'LEFT JOIN {ends} e ON e.row_id = t."{schema.key}" '
            f"WHERE {end} IS NOT NULL AND coalesce({condition}, false)"
        )


def _drop_later_plans(layer_count: int, clocks: Clocks) -> str:
    """Take out plans, targets and forecasts that were made, and words on them told, later."""
    return (
        f"DELETE FROM told WHERE known_from > DATE '{clocks.ended}' AND row_id IN "
        f"(SELECT observation_id FROM ({every_layer('observations', layer_count)}) "
        "WHERE modality <> 'actual')"
    )


def _conditions(layer_count: int, clocks: Clocks) -> Iterator[tuple[TableSchema, str]]:
    """Yield for each table what makes a row later than the day, in an order that they can run in.

    In the condition ``t`` is the row and ``v.known_from`` from when it is known.
    """
    for name in _STANDINGS:
        yield tables()[name], _begins_later(tables()[name], clocks)
    if clocks.ended == FOREVER:
        return
    day = f"DATE '{clocks.ended}'"
    for name in _HAPPENINGS:
        later = _happened_later(tables()[name], clocks)
        begun = f" AND NOT {_has_begun(layer_count, day)}" if name == "agreements" else ""
        yield tables()[name], f"({later}){begun}"
    yield tables()["exchange_rates"], f"last_day(t.month) > {day}"
    yield (
        tables()["observations"],
        f"(t.modality = 'actual' AND CASE WHEN t.valid_to IS NOT NULL THEN t.valid_to - 1 > {day} "
        f"ELSE v.known_from > {day} OR coalesce(t.valid_from > {day}, false) END)",
    )


def _begins_later(schema: TableSchema, clocks: Clocks) -> str:
    first = f't."{schema.happened}"'
    later = f"{first} > DATE '{clocks.horizon}' OR {_surely_later(schema, clocks)}"
    return f"coalesce({later}, false)"


def _happened_later(schema: TableSchema, clocks: Clocks) -> str:
    """Tell when a thing is later; one without a day counts from when it is known.

    An effect without a day of its own holds while its agreement does.
    """
    first = first_day(schema)
    without_day = f"v.known_from > DATE '{clocks.ended}'"
    return (
        f"CASE WHEN {first} IS NULL THEN "
        f"{'false' if schema.name == 'agreement_effects' else without_day} "
        f"ELSE {first} > DATE '{clocks.ended}' OR {_surely_later(schema, clocks)} END"
    )


def _surely_later(schema: TableSchema, clocks: Clocks) -> str:
    """Tell whether what is dated to a month or year may yet come, and nobody had told of it."""
    day = f"DATE '{clocks.ended}'"
    return f"({_last_day(schema)} > {day} AND v.known_from > {day})"


def first_day(schema: TableSchema) -> str:
    """Return SQL of the first day on which a row of ``t`` may have happened."""
    cell = f't."{schema.happened}"'
    column = schema.column(schema.happened)
    if column and column.kind == "partial_date":
        return f"CAST({cell} || right('-01-01', 10 - length({cell})) AS DATE)"
    return cell


def _last_day(schema: TableSchema) -> str:
    """Return SQL of the day by which a row of ``t`` has surely happened."""
    cell, first = f't."{schema.happened}"', first_day(schema)
    column = schema.column(schema.happened)
    if column and column.kind == "partial_date":
        size = f"CASE length({cell}) WHEN 4 THEN 'year' WHEN 7 THEN 'month' ELSE 'day' END"
    elif schema.has("precision"):
        size = "t.precision"
    else:
        return first
    return (
        f"CASE {size} WHEN 'year' THEN make_date(year({first}), 12, 31) "
        f"WHEN 'month' THEN last_day({first}) ELSE {first} END"
    )


def _has_begun(layer_count: int, day: str) -> str:
    statuses = every_layer("agreement_status", layer_count)
    return (
        f"EXISTS (SELECT 1 FROM ({statuses}) s WHERE s.agreement_id = t.agreement_id AND "
        f"s.valid_from <= {day} AND s.status_id IN (SELECT row_id FROM told) AND "
        "s.status_id NOT IN (SELECT row_id FROM later))"
    )


def _subject(schema: TableSchema) -> str:
    """Return SQL of what a row of ``t`` is about, whenever and, of an office, whoever holds it."""
    other = (schema.happened, schema.ending, "person")
    columns = [name for name in schema.identity if name not in other]
    cells = ", ".join(f"coalesce(CAST(t.\"{name}\" AS VARCHAR), '')" for name in columns)
    return f"concat_ws('|', '{schema.name}', {cells})"
