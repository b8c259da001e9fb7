"""Rows that arrive as a query, checked and added inside DuckDB: files larger than memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.errors import BadRowsError, RowProblem
from caspia.ledger.checking import Ground, check_rows
from caspia.ledger.known_time import FIGURE_DELAY, publication_day
from caspia.ledger.raw_rows import RawRow
from caspia.ledger.schema import table_named
from caspia.ledger.storing import append_rows, stored_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import duckdb

    from caspia.ledger.schema import Column, TableSchema

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class BulkRows:
    """Rows of one table as a query.

    Attributes
    ----------
    table : str
        A table with a key.
    query : str
        SQL whose columns are some of the table's, the required ones among them, of its types, and
        possibly ``quoted`` and ``note`` for the report. Columns left out are empty, or have the
        default of the schema. Units are in canonical spelling.
    """

    table: str
    query: str


@dataclass(frozen=True, slots=True)
class _Check:
    """What may be wrong, its cure, the SQL condition, and the SQL of an example."""

    what: str
    cure: str
    condition: str
    shown: str


def append_bulk(
    connection: duckdb.DuckDBPyConnection,
    bulk: BulkRows,
    source: Mapping[str, str],
    ids: Mapping[str, str],
    file: str,
) -> int:
    """Check rows and add them to the layer of a connection; return how many.

    Every row gets a report of the one source. A row takes the place of one of the same key.

    Parameters
    ----------
    connection : DuckDBPyConnection
        To a layer that grows, see `caspia.ledger.user_layer.writing`.
    bulk : BulkRows
        The rows.
    source : mapping
        ``source_id``, ``published`` and ``retrieved`` of who says it; the source itself is added
        elsewhere.
    ids : mapping
        Every id that the rows may refer to, to its table.
    file : str
        Named in problems.

    Raises
    ------
    BadRowsError
        Rows break the schema; each kind of break is told with its count and examples.
    """
    schema = table_named(bulk.table)
    _stage(connection, bulk, schema)
    _register_ids(connection, ids)
    problems = list(_problems(connection, schema, file))
    if problems:
        raise BadRowsError(problems)
    _insert(connection, schema, source)
    counted = connection.execute("SELECT count(*) FROM incoming").fetchall()
    return int(counted[0][0])


def append_vocabulary(
    connection: duckdb.DuckDBPyConnection,
    rows: Mapping[str, Sequence[Mapping[str, str]]],
    ground: Ground,
    file: str,
) -> Ground:
    """Check rows of sources and of vocabulary, add them, and return the ground with them.

    Parameters
    ----------
    connection : DuckDBPyConnection
        To a layer that grows, see `caspia.ledger.user_layer.writing`.
    rows : mapping
        By table, cells as text; columns left out are empty.
    ground : Ground
        What the rows may refer to.
    file : str
        Named in problems.

    Raises
    ------
    BadRowsError
        With every problem of every row.
    """
    raw = {
        table: [
            RawRow(file, 0, {name: row.get(name, "") for name in table_named(table).names})
            for row in given
        ]
        for table, given in rows.items()
    }
    checked = check_rows(raw, ground)
    append_rows(connection, stored_tables(checked, {}))
    ids = {row.row_id: row.table for group in checked.values() for row in group}
    units = {row.row_id: row.cells["unit"] for row in checked["series"]}
    return Ground({**ground.ids, **ids}, {**ground.series_units, **units}, ground.linked)


def _stage(connection: duckdb.DuckDBPyConnection, bulk: BulkRows, schema: TableSchema) -> None:
    described = connection.execute(f"DESCRIBE {bulk.query}").fetchall()
    given = {row[0] for row in described}
    columns = [_typed(column, column.name in given) for column in schema.columns]
    columns += [
        f"{name}::VARCHAR AS {name}" if name in given else f"NULL::VARCHAR AS {name}"
        for name in ("quoted", "note")
        if not schema.has(name)
    ]
    if schema.has("note"):
        columns.append(f"{'quoted' if 'quoted' in given else 'NULL'}::VARCHAR AS quoted")
    connection.execute("DROP TABLE IF EXISTS incoming")
    connection.execute(
        f"CREATE TEMP TABLE incoming AS SELECT {', '.join(columns)} FROM ({bulk.query})"
    )


def _typed(column: Column, given: bool) -> str:
    empty = "[]" if column.is_list else "NULL"
    default = f"'{column.default}'" if column.default else empty
    value = f'coalesce("{column.name}", {default})' if given else default
    return f'CAST({value} AS {column.sql_type}) AS "{column.name}"'


def _register_ids(connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]) -> None:
    import pyarrow as pa

    table = pa.table({"row_id": list(ids), "table_name": list(ids.values())})
    connection.register("given_ids", table)
    connection.execute("CREATE OR REPLACE TEMP TABLE known_ids AS SELECT * FROM given_ids")
    connection.unregister("given_ids")


def _problems(
    connection: duckdb.DuckDBPyConnection, schema: TableSchema, file: str
) -> Iterator[RowProblem]:
    for check in _checks(schema):
        shown = f"list(DISTINCT {check.shown})[1:{_EXAMPLES}]"
        query = f"SELECT count(*), {shown} FROM incoming WHERE {check.condition}"
        count, examples = connection.execute(query).fetchall()[0]
        if count:
            named = ", ".join(str(example) for example in examples)
            yield RowProblem(file, 0, f"{count:,} rows: {check.what} ({named}).", check.cure)


def _checks(schema: TableSchema) -> Iterator[_Check]:
    key = f'"{schema.key}"'
    twice = f"SELECT {key} FROM incoming GROUP BY {key} HAVING count(*) > 1"
    others = f"SELECT row_id FROM known_ids WHERE table_name <> '{schema.name}'"
    yield _Check("an id stands twice", "Make ids unique.", f"{key} IN ({twice})", key)
    yield _Check("the id is of another table", "Choose other ids.", f"{key} IN ({others})", key)
    for column in schema.columns:
        if not column.is_list:
            yield from _cell_checks(column, key)
    for first, last in (("valid_from", "valid_to"), ("start", "end")):
        if schema.has(first) and schema.has(last):
            turned = f'"{last}" <= "{first}"'
            yield _Check(f"{last} is not after {first}", "Mend the interval.", turned, key)


def _cell_checks(column: Column, key: str) -> Iterator[_Check]:
    name = f'"{column.name}"'
    if column.required:
        cure = f"Fill it in: {column.meaning}."
        yield _Check(f"{column.name} is empty", cure, f"{name} IS NULL", key)
    if column.kind == "number":
        cure = "Leave out what is unknown."
        yield _Check(f"{column.name} is no number", cure, f"NOT isfinite({name})", key)
    if column.kind == "enum":
        options = ", ".join(f"'{option}'" for option in column.options)
        cure = f"Use one of {', '.join(column.options)}."
        yield _Check(f"{column.name} is not allowed", cure, f"{name} NOT IN ({options})", name)
    if column.kind in ("ref", "row"):
        only = f" WHERE table_name = '{column.refers_to}'" if column.refers_to else ""
        what = f"{column.name} is no row of {column.refers_to or 'any table'}"
        missing = f"{name} IS NOT NULL AND {name} NOT IN (SELECT row_id FROM known_ids{only})"
        yield _Check(what, "Add the rows that they name first.", missing, name)


def _insert(
    connection: duckdb.DuckDBPyConnection, schema: TableSchema, source: Mapping[str, str]
) -> None:
    names = ", ".join(f'"{name}"' for name in schema.names)
    key = f'"{schema.key}"'
    source_id = source["source_id"].replace("'", "''")
    known_from, grade = _known(schema, source)
    told = f"SELECT {key} AS row_id, '{source_id}' AS source_id, {known_from} AS known_from"
    connection.execute(f'DELETE FROM "{schema.name}" t USING incoming i WHERE t.{key} = i.{key}')
    connection.execute(f'INSERT INTO "{schema.name}" SELECT {names} FROM incoming')
    for table in ("reports", "known"):
        connection.execute(
            f"DELETE FROM {table} t USING incoming i WHERE t.row_id = i.{key} "
            f"AND t.source_id = '{source_id}'"
        )
    connection.execute(
        f"INSERT INTO reports SELECT row_id, source_id, NULL, quoted, note, known_from, '{grade}' "
        f"FROM ({told}, quoted, note FROM incoming)"
    )
    cells = ", ".join(f'"{name}"::VARCHAR' for name in schema.names)
    connection.execute(
        f"INSERT INTO known SELECT row_id, '{schema.name}', source_id, known_from, '{grade}', "
        f"digest FROM ({told}, left(md5(concat_ws('|', '{source_id}', {cells})), 16) AS digest "
        "FROM incoming)"
    )


def _known(schema: TableSchema, source: Mapping[str, str]) -> tuple[str, str]:
    """Return the SQL of the day from which a row is known, and its grade; see `known_time`."""
    out = publication_day(source["published"])
    always = "DATE '0001-01-01'"
    if schema.clock == "vocabulary":
        return always, "structural"
    if out is not None:
        return f"DATE '{out}'", "published"
    if schema.clock == "structural":
        return always, "structural"
    if schema.clock == "event":
        return f'coalesce("{schema.happened}", {always})', "event"
    return (
        f"coalesce(valid_to - 1 + {FIGURE_DELAY.days}, valid_from - 1 + {FIGURE_DELAY.days}, "
        f"DATE '{source['retrieved']}')"
    ), "undated"
