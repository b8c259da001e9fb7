"""What a foreign file would add to a ledger, and adding it: all or nothing, in one step."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.amounts import dimension
from caspia.errors import BadInputError, BadRowsError, RowProblem
from caspia.importers.delimited import quoted
from caspia.importers.recognise import head_of, recognise
from caspia.ledger import append_bulk, append_vocabulary, ground_of, table_named, with_own, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import duckdb

    from caspia.importers.plan import Importer, Plan, Refusal
    from caspia.ledger import BulkRows, Ground, Layer

    #: Told the name of each step, its number and how many there are.
    Step = Callable[[str, int, int], None]

_MEMORY = "1GB"
#: What files hold millions of; no other row refers to one, so their ids stay in DuckDB.
_MANY = "observations"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a foreign file adds to a ledger.

    Attributes
    ----------
    file, format : str
        The file as the user named it, and its format in words.
    source : str
        Id of the source that its rows are reported by.
    new, replaced : dict of str to int
        Rows by table: those that the ledger lacks, and those that take the place of one.
    refused : tuple of Refusal
        Rows that are left out, by reason.
    remarks : tuple of str
        What a user should know of the data.
    """

    file: str
    format: str
    source: str
    new: dict[str, int]
    replaced: dict[str, int]
    refused: tuple[Refusal, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Below:
    """The layers that a file is laid over, and what its rows may refer to in them."""

    layers: tuple[Layer, ...]
    ground: Ground

    @classmethod
    def of(cls, layers: Sequence[Layer]) -> _Below:
        return cls(tuple(layers), ground_of(layers, (_MANY,)))


def plan_import(path: Path, below: Sequence[Layer], step: Step | None = None) -> Preview:
    """Say what a foreign file would add to the layers given; nothing is changed.

    Raises
    ------
    BadInputError
        The file is in no format known here.
    BadRowsError
        The file is truncated, mis-encoded or lacks columns.
    """
    import duckdb

    importer = _importer(path)
    with _spill() as folder, duckdb.connect() as connection:
        _bound(connection, folder)
        _, preview = _planned(importer, path, connection, _Below.of(below), step)
    return preview


def add_import(
    path: Path,
    target: Path,
    below: Sequence[Layer],
    tell: Callable[[Preview], None] | None = None,
    step: Step | None = None,
) -> Preview:
    """Add the rows of a foreign file to a ledger file, made where it does not exist.

    Parameters
    ----------
    path : Path
        The file.
    target : Path
        The ledger file; it is replaced in one step.
    below : sequence of Layer
        The layers that it lies over.
    tell : callable, optional
        Called with what the file adds before anything is added.
    step : callable, optional
        Called as the work goes on.

    Raises
    ------
    BadInputError
        The file is in no format known here, or `target` cannot keep a ledger.
    BadRowsError
        The file is truncated, mis-encoded or lacks columns; the ledger is unchanged.
    """
    importer = _importer(path)
    there = _Below.of(with_own(below, target))
    with _spill(target) as folder, writing(target) as connection:
        _bound(connection, folder)
        plan, preview = _planned(importer, path, connection, there, step)
        if tell:
            tell(preview)
        _append(plan, path, connection, there.ground, step)
        _drop_staged(connection)
    return preview


def _importer(path: Path) -> Importer:
    importer = recognise(path)
    if importer is None:
        raise BadInputError(
            f"{path} is in no format that is known. docs/importers.md lists those that are."
        )
    return importer


@contextmanager
def _spill(target: Path | None = None) -> Iterator[str]:
    """Yield a folder for what does not fit in memory: beside the ledger, where there is room."""
    beside = None
    if target is not None:
        beside = next(place for place in target.absolute().parents if place.is_dir())
    try:
        folder = tempfile.TemporaryDirectory(prefix="caspia-", dir=beside)
    except OSError as fault:
        raise BadInputError(
            f"{target} cannot be written: {fault.strerror or fault}. Choose another place."
        ) from None
    with folder as name:
        yield name


def _bound(connection: duckdb.DuckDBPyConnection, folder: str) -> None:
    """Keep a connection within its memory; what does not fit waits in a folder."""
    connection.execute(f"SET memory_limit = '{_MEMORY}'")
    connection.execute(f"SET temp_directory = {quoted(folder)}")
    connection.execute("SET preserve_insertion_order = false")


def _planned(
    importer: Importer,
    path: Path,
    connection: duckdb.DuckDBPyConnection,
    below: _Below,
    step: Step | None,
) -> tuple[Plan, Preview]:
    _say(step, f"reading {path.name}", 0)
    plan = importer.plan(head_of(path), connection, below.ground.ids)
    _say(step, "counting", 1)
    new: dict[str, int] = {}
    replaced: dict[str, int] = {}
    for bulk in plan.bulk:
        count, known = _counts(bulk, connection, below.layers)
        _count(new, bulk.table, count - known)
        _count(replaced, bulk.table, known)
    vocabulary = plan.vocabulary | {"sources": [plan.source]}
    for table, rows in vocabulary.items():
        known = sum(row[table_named(table).key] in below.ground.ids for row in rows)
        _count(new, table, len(rows) - known)
        _count(replaced, table, known)
    source = plan.source["source_id"]
    return plan, Preview(str(path), plan.format, source, new, replaced, plan.refused, plan.remarks)


def _count(by_table: dict[str, int], table: str, count: int) -> None:
    if count:
        by_table[table] = by_table.get(table, 0) + count


def _counts(
    bulk: BulkRows, connection: duckdb.DuckDBPyConnection, layers: Sequence[Layer]
) -> tuple[int, int]:
    """Return how many rows a query has, and how many of them the layers have by their key."""
    key = f'"{table_named(bulk.table).key}"'
    with _attached(connection, layers) as names:
        known = [f'{key} IN (SELECT {key} FROM {name}."{bulk.table}")' for name in names]
        found = connection.execute(
            f"SELECT count(*), count(*) FILTER (WHERE {' OR '.join(known) or 'false'}) "
            f"FROM ({bulk.query})"
        ).fetchall()
    return int(found[0][0]), int(found[0][1])


@contextmanager
def _attached(
    connection: duckdb.DuckDBPyConnection, layers: Sequence[Layer]
) -> Iterator[list[str]]:
    """Make the tables of layers readable by the names of schemas that it yields."""
    names = [f"layer_{number}" for number in range(len(layers))]
    for name, layer in zip(names, layers, strict=True):
        connection.execute(f"ATTACH {quoted(str(layer.path))} AS {name} (READ_ONLY)")
    try:
        yield names
    finally:
        for name in names:
            connection.execute(f"DETACH {name}")


def _append(
    plan: Plan,
    path: Path,
    connection: duckdb.DuckDBPyConnection,
    ground: Ground,
    step: Step | None,
) -> None:
    added = append_vocabulary(
        connection, plan.vocabulary | {"sources": [plan.source]}, ground, str(path)
    )
    ids = dict(added.ids)
    for bulk in plan.bulk:
        _say(step, f"adding {bulk.table}", 2)
        if bulk.table == _MANY:
            _check_units(bulk, connection, added, path)
        append_bulk(connection, bulk, plan.source, ids, str(path))
        if bulk.table != _MANY:
            key = table_named(bulk.table).key
            rows = connection.execute(f'SELECT "{key}" FROM ({bulk.query})').fetchall()
            ids.update((row[0], bulk.table) for row in rows)


def _check_units(
    bulk: BulkRows, connection: duckdb.DuckDBPyConnection, ground: Ground, path: Path
) -> None:
    pairs = connection.execute(f"SELECT DISTINCT series, unit FROM ({bulk.query})").fetchall()
    problems = [
        RowProblem(
            str(path), 0, f"{series} is given in {unit}, not {ground.series_units[series]}.",
            "Report it: the format is read wrongly.",
        )
        for series, unit in pairs
        if series in ground.series_units
        and dimension(unit) != dimension(ground.series_units[series])
    ]  # fmt: skip
    if problems:
        raise BadRowsError(problems)


def _drop_staged(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop what an import has staged, so that its space on disk is free before the file is."""
    names = connection.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()
    for (name,) in names:
        connection.execute(f'DROP TABLE IF EXISTS temp."{name}"')


def _say(step: Step | None, name: str, number: int) -> None:
    if step:
        step(name, number, 3)
