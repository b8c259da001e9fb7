"""The user's own facts: read from CSV, or kept in a ledger file that grows."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from caspia.errors import BadInputError, BadRowsError, RowProblem, UnknownNameError
from caspia.ledger.cache import cache_folder, cached, content_hash
from caspia.ledger.layers import (
    Layer,
    check_over,
    compile_over,
    open_layer,
    read_folder,
    sources_of,
)
from caspia.ledger.raw_rows import RawTables, read_csv
from caspia.ledger.schema import tables
from caspia.ledger.storing import append_rows, growing, stored_tables
from caspia.ledger.user_rows import read_user_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb

_LEDGER_ENDINGS = (".duckdb", ".db", ".ledger")


@dataclass(frozen=True, slots=True)
class Addition:
    """What a file adds to a ledger, by table: how many rows are new and how many replace one."""

    file: str
    new: dict[str, int]
    replaced: dict[str, int]


def user_layer(path: str | Path, below: Sequence[Layer]) -> Layer:
    """Return a user's facts as a layer.

    Parameters
    ----------
    path : path
        A ledger file, or CSV, which is compiled into the cache.
    below : sequence of Layer
        The layers that it lies over.

    Raises
    ------
    UnknownNameError
        There is no such file.
    BadRowsError
        Rows of the CSV break the schema.
    BadInputError
        The file is no ledger.
    """
    path = Path(path)
    if not path.exists():
        raise UnknownNameError(
            "file", str(path), (), "Make it with `caspia ledger add FACTS.csv --ledger FILE`."
        )
    if path.is_file() and path.suffix in _LEDGER_ENDINGS:
        layer = Layer(path.name, path, content_hash([path]))
        _require_ledger(layer)
        return layer
    inputs = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    content = content_hash(inputs, *(layer.content for layer in below))

    def build(target: Path) -> None:
        compile_over(read_input(path, below), below, target)

    folder = cache_folder() / "user"
    return Layer(path.name, cached(f"user-{content}.duckdb", build, folder), content)


def read_input(path: Path, below: Sequence[Layer]) -> RawTables:
    """Read a CSV file of one table, or a folder with a file per table.

    Raises
    ------
    BadRowsError
        A file cannot be read, or its header fits no table.
    """
    if path.is_dir():
        found = read_folder(path)
        if not found.rows:
            cure = f"Name its files after tables: {', '.join(tables())}."
            raise BadRowsError([RowProblem(str(path), 0, "No file is of a table.", cure)])
        return found
    return read_user_rows(read_csv(path), sources_of(below))


def check_file(path: Path, below: Sequence[Layer]) -> Addition:
    """Check a file against the schema and the layers below; say what it would add.

    Raises
    ------
    BadRowsError
        With every problem of every row.
    """
    raw = read_input(path, below)
    check_over(raw, below)
    return _addition(path, raw, below)


def add_file(path: Path, target: Path, below: Sequence[Layer]) -> Addition:
    """Add the rows of a file to a ledger file, made where it does not exist.

    The file is replaced in one step, so that it is never half-written; two that add at once wait
    for each other.

    Raises
    ------
    BadRowsError
        With every problem of every row; the ledger file is unchanged.
    BadInputError
        `target` is no ledger file, or cannot be written.
    """
    existing = with_own(below, target)
    raw = read_input(path, existing)
    checked = check_over(raw, existing)
    addition = _addition(path, raw, existing)
    with writing(target) as connection:
        append_rows(connection, stored_tables(checked, sources_of(existing)))
    return addition


def with_own(below: Sequence[Layer], target: Path) -> tuple[Layer, ...]:
    """Return the layers that new rows of a ledger file may refer to: those below and its own.

    Raises
    ------
    BadInputError
        `target` is no ledger file.
    """
    if target.suffix not in _LEDGER_ENDINGS:
        raise BadInputError(
            f"{target} cannot keep a ledger. "
            f"Name a file that ends in {' or '.join(_LEDGER_ENDINGS)}."
        )
    if not target.exists():
        return tuple(below)
    own = Layer(target.name, target, "")
    _require_ledger(own)
    return (*below, own)


@contextmanager
def writing(target: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection to the next state of a ledger file, which replaces it in one step.

    Two that write at once wait for each other.

    Raises
    ------
    BadInputError
        The file cannot be written.
    """
    import filelock

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(f"{target}.lock"), growing(target) as connection:
            yield connection
    except OSError as fault:
        raise BadInputError(
            f"{target} cannot be written: {fault.strerror or fault}. Choose another place."
        ) from None


def _require_ledger(layer: Layer) -> None:
    with open_layer(layer) as connection:
        found = {row[0] for row in connection.execute("SHOW TABLES").fetchall()}
    if not {*tables(), "known"} <= found:
        raise BadInputError(
            f"{layer.path} was made by another version of caspia. "
            "Make it anew from its CSV files with `caspia ledger add`."
        )


def _addition(path: Path, raw: RawTables, existing: Sequence[Layer]) -> Addition:
    ids: set[str] = set()
    for layer in existing:
        with open_layer(layer) as connection:
            for name, schema in tables().items():
                if schema.has_key:
                    keys = connection.execute(f'SELECT "{schema.key}" FROM "{name}"').fetchall()
                    ids.update(key for (key,) in keys)
    new: dict[str, int] = {}
    replaced: dict[str, int] = {}
    for name, rows in raw.rows.items():
        for row in rows:
            known = tables()[name].has_key and row.cells[tables()[name].key] in ids
            count = replaced if known else new
            count[name] = count.get(name, 0) + 1
    return Addition(str(path), new, replaced)
