"""What a foreign file would add to a ledger: said before anything is added."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import duckdb

    from caspia.ledger import BulkRows


@dataclass(frozen=True, slots=True)
class Refusal:
    """Rows of a file that are not taken: why, how many, and some of them."""

    reason: str
    count: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would add.

    Attributes
    ----------
    format : str
        Name of the format in words, e.g. ``UN Comtrade, API of 2022, JSON``.
    source : dict
        A row of ``sources``: the data set that the file is a piece of.
    bulk : tuple of BulkRows
        Rows by table as queries on the connection that the plan was made on.
    vocabulary : dict
        By table (parties, series, goods, subjects), rows as text that the ledger lacks and the
        bulk rows name.
    refused : tuple of Refusal
        What is left out.
    remarks : tuple of str
        What a user should know of the data, e.g. that imports are CIF.
    """

    format: str
    source: dict[str, str]
    bulk: tuple[BulkRows, ...]
    vocabulary: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    refused: tuple[Refusal, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The start of a file, by which formats are told apart.

    Attributes
    ----------
    path : Path
        The file.
    start : bytes
        Its first 64 KiB.
    """

    path: Path
    start: bytes


class Importer(Protocol):
    """A format that others write."""

    @property
    def name(self) -> str:
        """Name of the format in words."""
        ...

    def recognises(self, head: Head) -> bool:
        """Tell whether a file looks like this format, truncated or misnamed columns included."""
        ...

    def plan(
        self, head: Head, connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]
    ) -> Plan:
        """Read a file into queries.

        Parameters
        ----------
        head : Head
            The file.
        connection : DuckDBPyConnection
            Where temporary tables and views of the import may be made; reading streams.
        ids : mapping
            Every id of the ledger to its table.

        Raises
        ------
        BadRowsError
            The file is truncated, mis-encoded or lacks columns; says which and the cure.
        """
        ...
