"""The ledger as it was known on a day: open it, read rows, reports and sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from caspia.errors import UnknownNameError
from caspia.ledger.clocks import FOREVER, Clocks
from caspia.ledger.dates import read_day
from caspia.ledger.layers import Layer, reference_layer
from caspia.ledger.nearest import nearest
from caspia.ledger.row_amount import amount_from
from caspia.ledger.rows import Report, Row, Source
from caspia.ledger.schema import TableSchema, table_named, tables
from caspia.ledger.user_layer import user_layer
from caspia.ledger.views import view_statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    import duckdb
    import polars as pl

    from caspia.amounts import Amount

_NEAREST = 3


def open_ledger(
    as_of: str | date | None = None, ledger: str | Path | None = None, *, strict: bool = False
) -> Ledger:
    """Open the reference ledger, with a user's own facts laid over it.

    Parameters
    ----------
    as_of : str or date, optional
        Show what was known by the end of this day; everything where left out.
    ledger : path, optional
        A file made by ``caspia ledger add``, a CSV file or a folder of CSV files.
    strict : bool
        Admit only what is known from a dated publication, or always.

    Raises
    ------
    BadDateError
        `as_of` is no day.
    BadRowsError
        Rows of `ledger` break the schema; all are listed.
    CacheError
        The compiled ledger cannot be stored.
    """
    reference = reference_layer()
    layers = [reference] if ledger is None else [reference, user_layer(ledger, [reference])]
    return Ledger(tuple(layers), None if as_of is None else read_day(as_of), strict=strict)


@dataclass(slots=True)
class _Memory:
    """What has been read, by table: rows in order, and their place by id."""

    rows: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    by_id: dict[str, Row] = field(default_factory=dict)
    by_cell: dict[tuple[str, str], dict[object, list[Row]]] = field(default_factory=dict)
    reports: dict[str, tuple[Report, ...]] | None = None
    sources: dict[str, Source] | None = None
    rivals: dict[str, dict[str, str]] | None = None
    siblings: dict[str, dict[tuple[Any, ...], tuple[Row, ...]]] = field(default_factory=dict)
    rivals_of: dict[str, dict[str, str]] = field(default_factory=dict)
    amounts: dict[str, tuple[Row, Amount]] = field(default_factory=dict)


class Ledger:
    """Everything that was known by the end of a day; never changes once opened.

    Parameters
    ----------
    layers : sequence of Layer
        Lowest first; a row of a higher layer replaces the one of its id below.
    as_of : date or None
        The last day whose reports count; None for all.
    strict : bool
        Only the grades ``published`` and ``structural``.
    ended : date or None
        The last day by whose end a period must have ended and a thing begun, see `ended_by`; None
        for any.
    """

    def __init__(
        self,
        layers: Sequence[Layer],
        as_of: date | None = None,
        *,
        strict: bool = False,
        ended: date | None = None,
    ) -> None:
        self.layers = tuple(layers)
        self.as_of = as_of
        self.strict = strict
        self.ended = ended
        self._memory = _Memory()
        self._connection: duckdb.DuckDBPyConnection | None = None

    def __repr__(self) -> str:
        names = " + ".join(layer.name for layer in self.layers)
        day = f"as of {self.as_of}" if self.as_of else "newest"
        ended = f", periods ended by {self.ended}" if self.ended else ""
        return f"<Ledger {names}, {day}{ended}{', strict' if self.strict else ''}>"

    def at(self, as_of: str | date | None, *, strict: bool | None = None) -> Ledger:
        """Return the same ledger as it was known on another day."""
        day = None if as_of is None else read_day(as_of)
        strict = self.strict if strict is None else strict
        return Ledger(self.layers, day, strict=strict, ended=self.ended)

    def ended_by(self, day: str | date | None) -> Ledger:
        """Return the same ledger without what had not come by the end of a day.

        Its figures are those of this ledger, but only of periods that had ended; one without an
        end counts from when it is known, and so do plans, targets and forecasts. What stands and
        what happens is there where it had begun, and goes on where it had not ended.

        Parameters
        ----------
        day : str or date or None
            The day; None to see everything again.

        Raises
        ------
        BadDateError
            `day` is no day.
        """
        ended = None if day is None else read_day(day)
        return Ledger(self.layers, self.as_of, strict=self.strict, ended=ended)

    def table(self, name: str) -> pl.DataFrame:
        """Return the visible rows of a table as a Polars frame.

        Its columns are those of the schema, then ``layer`` (number, the reference is 0),
        ``known_from`` and ``grade``.

        Raises
        ------
        UnknownNameError
            There is no such table.
        """
        table_named(name)
        return self.query(f'SELECT * FROM "{name}"')

    def query(self, sql: str, parameters: Sequence[object] = ()) -> pl.DataFrame:
        """Run SQL over the visible tables and return a Polars frame."""
        import polars as pl

        found = self.connection.sql(sql, params=list(parameters) or None)
        return pl.DataFrame(found.to_arrow_table())

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The DuckDB connection whose views are the visible tables; read-only by nature."""
        if self._connection is None:
            clocks = Clocks(self.as_of or FOREVER, self.ended or FOREVER, self.strict)
            self._connection = _connect(self.layers, clocks)
        return self._connection

    def rows(self, table: str, **equal: object) -> tuple[Row, ...]:
        """Return the visible rows of a table in the order of their ids.

        Parameters
        ----------
        table : str
            A table with a key.
        **equal
            Columns and the value that each must have.
        """
        if table not in self._memory.rows:
            self._memory.rows[table] = self._read(table_named(table))
            self._memory.by_id.update((row.id, row) for row in self._memory.rows[table])
        if not equal:
            return self._memory.rows[table]
        column, wanted = next(iter(equal.items()))
        found = self._by_cell(table, column).get(_hashable(wanted), ())
        return tuple(
            row for row in found if all(row.cells[name] == want for name, want in equal.items())
        )

    def find(self, row_id: str) -> Row | None:
        """Return a visible row by its id, whatever its table; None where there is none."""
        if row_id not in self._memory.by_id:
            table = self._table_of(row_id)
            if table is None:
                return None
            self.rows(table)
        return self._memory.by_id.get(row_id)

    def row(self, row_id: str) -> Row:
        """Return a visible row by its id.

        Raises
        ------
        UnknownNameError
            There is none, or it was not known on the day.
        """
        found = self.find(row_id)
        if found is None:
            known_later = f"It was not known by {self.as_of}. " if self.as_of else ""
            came_later = f"It had not come by {self.ended}." if self.ended else ""
            hint = f"{known_later}{came_later}".strip()
            raise UnknownNameError("row", row_id, self.nearest_ids(row_id), hint)
        return found

    def nearest_ids(self, row_id: str) -> tuple[str, ...]:
        """Return ids that look like one, best first."""
        ids = [name for (name,) in self.connection.execute("SELECT row_id FROM visible").fetchall()]
        return nearest(row_id, ids, most=_NEAREST)

    def own_reports(self, row_id: str) -> tuple[Report, ...]:
        """Return who says what about a row itself, by the day it was known, then by source."""
        return self._reports().get(row_id, ())

    def reports(self, row_id: str) -> tuple[Report, ...]:
        """Return who says what about a row; of a row without its own reports, those of its parent.

        Sorted by the day they were known, then by source.
        """
        own = self.own_reports(row_id)
        row = None if own else self.find(row_id)
        parent = tables()[row.table].parent if row else ""
        return self.reports(row[parent]) if row and parent and row[parent] else own

    def source_ids(self, row_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the sources of rows, each once, in the order of the rows."""
        found = [report.source_id for row_id in row_ids for report in self.reports(row_id)]
        return tuple(dict.fromkeys(found))

    def source(self, source_id: str) -> Source:
        """Return a source that speaks of some visible row.

        Raises
        ------
        UnknownNameError
            There is none of that id.
        """
        if self._memory.sources is None:
            rows = self.connection.execute(
                "SELECT source_id, publisher, title, coalesce(published, ''), retrieved, "
                "coalesce(url, ''), kind, coalesce(language, '') FROM sources"
            ).fetchall()
            self._memory.sources = {row[0]: Source(*row) for row in rows}
        found = self._memory.sources.get(source_id)
        if found is None:
            raise UnknownNameError("source", source_id, (), "Ask `caspia facts --table sources`.")
        return found

    def amount(self, row: Row) -> Amount:
        """Return the amount that a row states, with the digits its first source printed."""
        read, amount = self._memory.amounts.get(row.id, (None, None))
        if amount is None or read is not row:
            reports = self.reports(row.id)
            quoted = next((report.quoted for report in reports if report.quoted), None)
            kind = self.source(reports[0].source_id).kind if reports else ""
            amount = amount_from(row.cells, quoted, kind)
            self._memory.amounts[row.id] = (row, amount)
        return amount

    def rivals(self, row_id: str) -> dict[str, str]:
        """Return the visible rows that disagree with a row, each with why.

        Those that the ledger links, and those of one identity (see ``tables.csv``) that say
        something else.
        """
        from caspia.ledger.rivalry import computed_rivals, declared_rivals

        if self._memory.rivals is None:
            self._memory.rivals = declared_rivals(self.connection)
        if row_id not in self._memory.rivals_of:
            row = self.find(row_id)
            computed = computed_rivals(self, row, self._memory.siblings) if row else {}
            found = computed | self._memory.rivals.get(row_id, {})
            self._memory.rivals_of[row_id] = found
        return dict(self._memory.rivals_of[row_id])

    def grades(self) -> dict[str, int]:
        """Return how many visible rows are known by which grade."""
        query = "SELECT grade, count(*) FROM visible GROUP BY grade ORDER BY grade"
        return dict(self.connection.execute(query).fetchall())

    def layers_seen(self) -> tuple[str, ...]:
        """Return the names of the layers that something visible stands in, lowest first."""
        query = "SELECT DISTINCT layer FROM told ORDER BY layer"
        return tuple(self.layers[n].name for (n,) in self.connection.execute(query).fetchall())

    def visible_hash(self) -> str:
        """Return a hash of what is visible: equal for equal knowledge, whatever else is stored."""
        endings = " UNION ALL ".join(
            f'SELECT "{schema.key}", \'\', CAST("{schema.ending}" AS VARCHAR) '
            f'FROM "{schema.name}" WHERE "{schema.ending}" IS NOT NULL'
            for schema in tables().values()
            if schema.ending
        )
        query = (
            "SELECT md5(string_agg(digest, '' ORDER BY row_id, source_id, digest)) FROM "
            "(SELECT row_id, source_id, digest FROM told UNION ALL SELECT row_id, source_id, "
            "md5(concat_ws('|', field, quoted, note)) FROM reports UNION ALL SELECT row_id, "
            f"rival_id, md5(coalesce(why, '')) FROM rivals UNION ALL {endings})"
        )
        return str(self.connection.execute(query).fetchall()[0][0])

    def _by_cell(self, table: str, column: str) -> dict[object, list[Row]]:
        """Return the rows of a table that was read, in their order, by what a column holds."""
        if (table, column) not in self._memory.by_cell:
            found: dict[object, list[Row]] = {}
            for row in self._memory.rows[table]:
                found.setdefault(_hashable(row.cells[column]), []).append(row)
            self._memory.by_cell[table, column] = found
        return self._memory.by_cell[table, column]

    def _table_of(self, row_id: str) -> str | None:
        query = "SELECT any_value(table_name) FROM told WHERE row_id = ? AND table_name <> ''"
        found: str | None = self.connection.execute(query, [row_id]).fetchall()[0][0]
        return found

    def _read(self, schema: TableSchema) -> tuple[Row, ...]:
        names = schema.names
        rows = self.connection.execute(f'SELECT * FROM "{schema.name}"').fetchall()
        width = len(names)
        return tuple(
            Row(
                schema.name,
                cells[0],
                dict(zip(names, cells[:width], strict=True)),
                cells[width + 1],
                cells[width + 2],
                self.layers[cells[width]].name,
            )
            for cells in rows
        )

    def _reports(self) -> dict[str, tuple[Report, ...]]:
        if self._memory.reports is None:
            rows = self.connection.execute(
                "SELECT row_id, source_id, coalesce(field, ''), coalesce(quoted, ''), "
                "coalesce(note, ''), known_from, grade FROM reports "
                "ORDER BY row_id, known_from, source_id, field"
            ).fetchall()
            found: dict[str, list[Report]] = {}
            for row in rows:
                found.setdefault(row[0], []).append(Report(*row))
            self._memory.reports = {row_id: tuple(group) for row_id, group in found.items()}
        return self._memory.reports


def _hashable(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _connect(layers: Sequence[Layer], clocks: Clocks) -> duckdb.DuckDBPyConnection:
    import duckdb

    connection = duckdb.connect(":memory:")
    for number, layer in enumerate(layers):
        path = str(layer.path).replace("'", "''")
        connection.execute(f"ATTACH '{path}' AS l{number} (READ_ONLY)")
    for statement in view_statements(len(layers), clocks):
        connection.execute(statement)
    return connection
