"""The layers of a ledger: reference facts, the user's own over them, scenarios on top."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from caspia.errors import BadInputError, BadRowsError, RowProblem
from caspia.ledger.cache import cache_folder, cached, content_hash
from caspia.ledger.checking import Ground, check_rows
from caspia.ledger.raw_rows import RawRow, RawTables, check_header, read_csv
from caspia.ledger.schema import schema_files, tables
from caspia.ledger.storing import LAYOUT, store_layer

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import duckdb

    from caspia.ledger.checking import CheckedRow


@dataclass(frozen=True, slots=True)
class Layer:
    """A compiled layer.

    Attributes
    ----------
    name : str
        ``reference``, or the file that the user named.
    path : Path
        DuckDB file.
    content : str
        Hash of what it was made of.
    """

    name: str
    path: Path
    content: str


def reference_folder() -> Path:
    """Return the folder of the reference facts in the package."""
    return Path(str(files("caspia.data")))


def reference_layer() -> Layer:
    """Return the reference facts, compiled on first use.

    Raises
    ------
    CacheError
        The cache cannot be written.
    """
    content = _reference_content()

    def build(target: Path) -> None:
        compile_over(read_folder(reference_folder()), [], target)

    return Layer("reference", cached(_reference_name(content), build), content)


def is_compiled() -> bool:
    """Tell whether the reference facts lie in the cache, so that opening them takes no time."""
    return (cache_folder() / _reference_name(_reference_content())).exists()


def _reference_content() -> str:
    # The library's version counts: an older one cannot read the files of a newer one.
    import duckdb

    facts = (reference_folder() / f"{name}.csv" for name in tables())
    return content_hash([*facts, *schema_files()], LAYOUT, duckdb.__version__)


def _reference_name(content: str) -> str:
    return f"reference-{content}.duckdb"


def read_folder(folder: Path) -> RawTables:
    """Read the CSV files of a folder, one per table; a table without a file has no rows.

    Raises
    ------
    BadRowsError
        A file is not CSV, or a header is not that of its table; all such are listed.
    """
    problems: list[RowProblem] = []
    found: dict[str, list[RawRow]] = {}
    for name, schema in tables().items():
        path = folder / f"{name}.csv"
        if not path.exists():
            continue
        try:
            file = read_csv(path)
            check_header(file, schema)
        except BadRowsError as fault:
            problems.extend(fault.problems)
        else:
            found[name] = list(file.rows)
    if problems:
        raise BadRowsError(problems)
    return RawTables(found)


def compile_over(raw: RawTables, below: Sequence[Layer], target: Path) -> None:
    """Check rows against the layers below and write them as a layer.

    Raises
    ------
    BadRowsError
        With every problem of every row; nothing is written.
    """
    store_layer(check_over(raw, below), sources_of(below), target)


def check_over(raw: RawTables, below: Sequence[Layer]) -> dict[str, list[CheckedRow]]:
    """Check rows against the layers below.

    Raises
    ------
    BadRowsError
        With every problem of every row.
    """
    return check_rows(raw.rows, ground_of(below), raw.problems)


def ground_of(layers: Sequence[Layer], without: Collection[str] = ()) -> Ground:
    """Return the ids and series units of layers.

    Parameters
    ----------
    layers : sequence of Layer
        What new rows may refer to.
    without : collection of str
        Tables whose ids are left out, where nothing will refer to them and they may be many.
    """
    ids: dict[str, str] = {}
    units: dict[str, str] = {}
    linked: set[str] = set()
    for layer in layers:
        with open_layer(layer) as connection:
            for name, schema in tables().items():
                if schema.has_key and name not in without:
                    rows = connection.execute(f'SELECT "{schema.key}" FROM "{name}"').fetchall()
                    ids.update((row[0], name) for row in rows)
            units.update(connection.execute("SELECT series_id, unit FROM series").fetchall())
            for ends in connection.execute("SELECT a, b FROM links").fetchall():
                linked.update(ends)
    return Ground(ids, units, frozenset(linked))


def sources_of(layers: Sequence[Layer]) -> dict[str, dict[str, str]]:
    """Return the dates and kinds of the sources of layers by id."""
    found: dict[str, dict[str, str]] = {}
    for layer in layers:
        with open_layer(layer) as connection:
            query = "SELECT source_id, coalesce(published, ''), retrieved, kind FROM sources"
            for source, published, retrieved, kind in connection.execute(query).fetchall():
                found[source] = {
                    "published": published,
                    "retrieved": str(retrieved),
                    "kind": kind,
                }
    return found


def open_layer(layer: Layer) -> duckdb.DuckDBPyConnection:
    """Open the file of a layer for reading."""
    import duckdb

    try:
        return duckdb.connect(str(layer.path), read_only=True)
    except duckdb.Error as fault:
        raise BadInputError(
            f"{layer.path} is no ledger: {str(fault).splitlines()[0]} "
            "Give a file made by `caspia ledger add`, a CSV file or a folder of CSV files."
        ) from None
