"""``caspia whatif --rank-projects``: planned projects by what they would give per dollar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.cli.options import OutputFormat
from caspia.cli.terminal import grid, terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from caspia.cli.flows import EngineName
    from caspia.ledger import Ledger
    from caspia.scenarios.batch import Workers
    from caspia.scenarios.projects import RankedProject, Ranking

_NAME_WIDTH = 24
_LEAST = 5e-4
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
_OFFERED = (OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.CSV)
_NAME = "projects"


def span_of_ranking(period: str | None, chosen: OutputFormat, *, other: bool) -> str:
    """Return the period that projects are ranked over, once all that is asked fits.

    Raises
    ------
    BadInputError
        There is no period, no such format of a ranking, or something other is asked as well.
    """
    from caspia.cli import answers
    from caspia.errors import BadInputError

    if other:
        raise BadInputError(
            "--rank-projects takes no scenario, --against, --ferry or --list. Leave them out."
        )
    if chosen not in _OFFERED:
        answers.refuse("whatif --rank-projects", chosen, _OFFERED)
    if not period:
        raise BadInputError("Projects are ranked over a period. Give one: --period 2024.")
    return period


def give_ranking(
    ledger: Ledger,
    period: str,
    how: tuple[list[str] | None, EngineName, Workers | None],
    where: tuple[OutputFormat, Path | None],
    *,
    quiet: bool,
) -> None:
    """Rank the planned projects of a period and give them; with a folder as files too."""
    import typer

    from caspia.cli import answers
    from caspia.cli.flows_goods import goods_of_names
    from caspia.cli.progress import counted
    from caspia.scenarios.projects import rank_projects

    (good, engine, executor), (chosen, out) = how, where
    goods = goods_of_names(good or ())
    with counted("Projects", quiet=quiet) as step:
        found = rank_projects(
            ledger, period, goods=goods, engine=engine.value, executor=executor, done=step
        )
    if chosen != OutputFormat.TABLE:
        answers.give_text(_content(found, chosen), f"{_NAME}.{chosen}", out)
        return
    print_ranking(found)
    for kind in _OFFERED[1:] if out else ():
        typer.echo(answers.write_file(_content(found, kind).encode(), f"{_NAME}.{kind}", out))


def _content(found: Ranking, chosen: OutputFormat) -> str:
    from caspia.cli import answers
    from caspia.scenarios.projects.exports import ranking_as_plain, ranking_table

    if chosen == OutputFormat.CSV:
        return ranking_table(found).write_csv()
    return answers.as_json(ranking_as_plain(found))


def print_ranking(ranking: Ranking) -> None:
    """Print the projects for people."""
    console = terminal()
    console.print(
        f"Planned projects, each alone as if it were there in {ranking.period}. Model result, no "
        "observation.",
        highlight=False,
    )
    drawn = grid()
    for column in _COLUMNS:
        right: dict[str, Any] = {} if column == _COLUMNS[0] else {"justify": "right"}
        drawn.add_column(column, overflow="fold", **right)
    drawn.columns[0].min_width = _NAME_WIDTH
    for one in ranking.projects:
        if not one.why_not:
            drawn.add_row(*_cells(one))
    console.print(drawn)
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
        _per_usd(None if tonnes_per_usd is None else 1e3 * tonnes_per_usd, ""),
        _per_usd(per_usd, "+"),
    )


def _signed(value: float) -> str:
    """Return a number with its sign; what rounds to nothing has none."""
    return f"{value:+,.1f}" if round(value, 1) else "0"


def _per_usd(value: float | None, sign: str) -> str:
    """Return a gain per dollar to three digits; less than half a thousandth is nothing."""
    if value is None:
        return ""
    return f"{value:{sign}.3g}" if abs(value) >= _LEAST else "0"


def _foot(ranking: Ranking) -> Iterator[str]:
    yield (
        "Gains are of the period, costs are paid once. What a project saves may be below 0: "
        "shippers pay more where that saves time or risk. Where the ledger knows no capacity of a "
        "new line it has none in the model."
    )
    for one in ranking.projects:
        if one.why_not:
            yield f"Not built: {one.project.title}. {one.why_not}"
