"""Options that every command takes, and the ledger that they open."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.ledger import Ledger
    from caspia.scenarios.batch import Workers


class OutputFormat(StrEnum):
    """How an answer is given."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    HTML = "html"
    PDF = "pdf"
    MARKDOWN = "markdown"
    XLSX = "xlsx"
    PARQUET = "parquet"


AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="What was known by the end of this day; else the newest."
    ),
]
LedgerFile = Annotated[
    Path | None,
    typer.Option(
        "--ledger",
        metavar="FILE",
        envvar="CASPIA_LEDGER",
        help="Your own facts, laid over the reference: a file made by `caspia ledger add`, a CSV "
        "file or a folder of CSV files.",
    ),
]
ScenarioNames = Annotated[
    list[str] | None,
    typer.Option(
        "--scenario",
        metavar="NAME",
        help="Lay a scenario over the ledger: a preset (`caspia whatif --list`) or a YAML file; "
        "give it again for several.",
    ),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict", help="Only what is known from a dated publication, or always was known."
    ),
]
OutFolder = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Folder for files; made if need be.")
]
Format = Annotated[
    OutputFormat | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="table, json, csv, html, pdf, markdown, xlsx or parquet, as far as it fits.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
GoodNames = Annotated[
    list[str] | None,
    typer.Option("--good", metavar="G", help="Only this good, e.g. gas; give it again for others."),
]
WorkerCount = Annotated[
    int,
    typer.Option(
        "--workers", metavar="N", help="Processes of this machine; 0 for one per processor."
    ),
]
ClusterAddress = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="A Dask scheduler: tcp://host:port, instead of --workers.",
    ),
]
ResumeFolder = Annotated[
    Path | None,
    typer.Option(
        "--resume",
        metavar="DIR",
        help="Keep what is worked out in this folder; a run with it goes on where one stopped.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no remarks.")]


def chosen_format(given: OutputFormat | None, *, as_json: bool) -> OutputFormat | None:
    """Return the format asked for; None where none was.

    Raises
    ------
    BadInputError
        ``--json`` and another ``--format`` are given.
    """
    from caspia.errors import BadInputError

    if as_json and given not in (None, OutputFormat.JSON):
        raise BadInputError(f"--json and --format {given} exclude each other. Give one.")
    return OutputFormat.JSON if as_json else given


def chosen_workers(count: int, cluster: str | None = None) -> Workers | None:
    """Return who works: a cluster, so many processes, or None for this process alone.

    Raises
    ------
    BadInputError
        The number is below 0.
    """
    from caspia.scenarios.batch import Cluster, Processes

    if cluster:
        return Cluster(cluster)
    return None if count == 1 else Processes(count)


def opened(
    as_of: str | None,
    ledger: Path | None,
    scenarios: Sequence[str] | None = None,
    *,
    strict: bool,
    quiet: bool,
) -> Ledger:
    """Open the ledger, with scenarios over it; on first use say that it is being built.

    Raises
    ------
    BadInputError
        ``--ledger`` names a file of another form, which has to be added to a ledger first.
    BadScenarioError
        Patches of ``--scenario`` cannot hold; all are listed.
    """
    from caspia.cli.progress import working
    from caspia.ledger import is_compiled, open_ledger

    _require_ours(ledger)
    with working("Building the ledger, once (some seconds)", quiet=quiet or is_compiled()):
        known = open_ledger(as_of, ledger, strict=strict)
    return _under(known, scenarios) if scenarios else known


def _under(ledger: Ledger, names: Sequence[str]) -> Ledger:
    from caspia.scenarios import composed, scenario

    return composed([scenario(name) for name in names]).apply(ledger)


def _require_ours(ledger: Path | None) -> None:
    if ledger is None:
        return
    from caspia.errors import BadInputError
    from caspia.importers import recognise

    foreign = recognise(ledger)
    if foreign:
        raise BadInputError(
            f"{ledger} is a file of {foreign.name}, not a ledger. "
            f"Add it to one: `caspia ledger add {ledger} --ledger mine.duckdb`."
        )
