"""``caspia whatif --rank-projects``: planned projects by what they would give per dollar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from caspia.cli.options import OutputFormat
    from caspia.scenarios.projects import RankedProject, Ranking

_WIDTH, _NAME_WIDTH = 120, 40
_MEGATONNE, _MILLION, _DAY_H = 1e6, 1e6, 24.0
_COLUMNS = (
    "built early",
    "carries Mt",
    "saves MUSD",
    "saves Mt-days",
    "costs MUSD",
    "t per 1000 USD",
    "USD per USD",
)
_FORMATS = ("table", "json", "csv")


def give_ranking(ranking: Ranking, chosen: OutputFormat) -> str:
    """Return a ranking as text in json or csv.

    Raises
    ------
    BadInputError
        There is no such format of it.
    """
    from caspia.cli import answers
    from caspia.scenarios.projects.exports import ranking_as_plain, ranking_table

    if chosen not in _FORMATS:
        answers.refuse("whatif --rank-projects", chosen, _FORMATS)
    if chosen == "csv":
        return ranking_table(ranking).write_csv()
    return answers.as_json(ranking_as_plain(ranking))


def print_ranking(ranking: Ranking) -> None:
    """Print the projects for people."""
    from rich.table import Table

    console = _console()
    console.print(
        f"Planned projects, each alone as if it were there in {ranking.period}. Model result, no "
        "observation.",
        highlight=False,
    )
    grid = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for column in _COLUMNS:
        right: dict[str, Any] = {} if column == _COLUMNS[0] else {"justify": "right"}
        grid.add_column(column, overflow="fold", **right)
    grid.columns[0].min_width = _NAME_WIDTH
    for one in ranking.projects:
        if not one.why_not:
            grid.add_row(*_cells(one))
    console.print(grid)
    for line in _foot(ranking):
        console.print(line, highlight=False, markup=False)


def _cells(one: RankedProject) -> tuple[str, ...]:
    cost = one.project.cost
    per_usd, tonnes_per_usd = one.usd_per_usd, one.tonnes_per_usd
    span = f" ({cost.low / _MILLION:,.0f} to {cost.high / _MILLION:,.0f})" if cost else ""
    return (
        one.project.title,
        f"{one.tonnes / _MEGATONNE:,.2f}",
        _signed(one.saved_usd / _MILLION),
        _signed(one.saved_tonne_hours / _DAY_H / _MEGATONNE),
        f"{cost.usd / _MILLION:,.0f}{span}" if cost else "not known",
        "" if tonnes_per_usd is None else f"{1e3 * tonnes_per_usd:,.3g}",
        "" if per_usd is None else f"{per_usd:+.3g}",
    )


def _signed(value: float) -> str:
    """Return a number with its sign; what rounds to nothing has none."""
    return f"{value:+,.1f}" if round(value, 1) else "0"


def _foot(ranking: Ranking) -> Iterator[str]:
    yield (
        "Gains are of the period, costs are paid once. What a project saves may be below 0: "
        "shippers pay more where that saves time or risk. Where the ledger knows no capacity of a "
        "new line it has none in the model."
    )
    for one in ranking.projects:
        if one.why_not:
            yield f"Not built: {one.project.title}. {one.why_not}"


def _console() -> Console:
    from rich.console import Console

    console = Console()
    return console if console.is_terminal else Console(width=_WIDTH)
