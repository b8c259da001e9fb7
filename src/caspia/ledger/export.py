"""Tables to take away: CSV, Parquet, Excel, Arrow and pandas; `Ledger.table` gives Polars."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from caspia.errors import BadInputError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from caspia.ledger.ledger import Ledger

Format = Literal["csv", "parquet", "xlsx"]
FORMATS: tuple[str, ...] = ("csv", "parquet", "xlsx")


def to_pandas(ledger: Ledger, table: str) -> pd.DataFrame:
    """Return a table as a pandas frame.

    Raises
    ------
    UnknownNameError
        There is no such table.
    BadInputError
        pandas is not installed.
    """
    try:
        return ledger.table(table).to_pandas()
    except ModuleNotFoundError:
        raise BadInputError("pandas is not installed. Run `pip install caspia[pandas]`.") from None


def to_arrow(ledger: Ledger, table: str) -> pa.Table:
    """Return a table as an Arrow table.

    Raises
    ------
    UnknownNameError
        There is no such table.
    """
    return ledger.table(table).to_arrow()


def write_table(ledger: Ledger, table: str, path: str | Path) -> Path:
    """Write a table to a file whose ending says the format.

    Lists are joined by semicolons in CSV and Excel, as in the ledger's own files.

    Raises
    ------
    UnknownNameError
        There is no such table.
    BadInputError
        The ending is none of `FORMATS`, or the file cannot be written.
    """
    path = Path(path)
    ending = path.suffix.removeprefix(".")
    if ending not in FORMATS:
        raise BadInputError(f"{path} has no format. End it in .{', .'.join(FORMATS)}.")
    frame = ledger.table(table)
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(frame, unfinished, ending, table)
        unfinished.replace(path)
    except OSError as fault:
        raise BadInputError(
            f"{path} cannot be written: {fault.strerror or fault}. Choose another place."
        ) from None
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _write(frame: pl.DataFrame, path: Path, ending: str, table: str) -> None:
    if ending == "parquet":
        frame.write_parquet(path)
    elif ending == "csv":
        _flat(frame).write_csv(path)
    else:
        with path.open("wb") as file:
            _flat(frame).write_excel(file, worksheet=table)


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    return frame.with_columns(pl.col(pl.List(pl.String)).list.join(";"))
