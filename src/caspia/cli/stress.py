"""``caspia stress``: what is lost if one link, node or agreement is taken out."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from caspia.cli.options import (
    AsJson,
    AsOf,
    Format,
    LedgerFile,
    OutFolder,
    OutputFormat,
    Quiet,
    ScenarioNames,
    Strict,
    chosen_format,
    opened,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from caspia.scenarios.stress import Outcome, Stress

_OFFERED = (OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.CSV)
_NAME = "stress"
_MOST = 12
_TITLES = {"links": "Links", "nodes": "Places", "agreements": "Agreements", "pairs": "Pairs"}


class KindName(StrEnum):
    """What is taken out."""

    LINKS = "links"
    NODES = "nodes"
    AGREEMENTS = "agreements"


def stress_command(
    period: Annotated[
        str, typer.Option(metavar="PERIOD", help="Whole months: 2024-05; a year takes long.")
    ],
    kind: Annotated[
        list[KindName] | None,
        typer.Option(metavar="KIND", help="links, nodes, agreements; again for several."),
    ] = None,
    demand: Annotated[
        float, typer.Option(metavar="X", help="What wants to move, as a multiple, e.g. 1.5.")
    ] = 1.0,
    pairs: Annotated[
        bool, typer.Option("--pairs", help="Take out each pair of the thirty worst links too.")
    ] = False,
    good: Annotated[
        list[str] | None,
        typer.Option(metavar="G", help="Only this good, e.g. gas; give it again for others."),
    ] = None,
    as_of: AsOf = None,
    strict: Strict = False,
    ledger: LedgerFile = None,
    scenario: ScenarioNames = None,
    out: OutFolder = None,
    given: Format = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Take out every link, place and agreement in turn, and rank what is lost.

    Ranked by what is left behind, then by what carriage costs more. A model result. Every loss
    starts from the same solved month. A month of the region takes some minutes.

    [dim]caspia stress --period 2024-05 --kind agreements[/dim]
    """
    from caspia.cli import answers
    from caspia.cli.flows_goods import goods_of_names
    from caspia.cli.progress import counted
    from caspia.scenarios.stress import KINDS, stress

    chosen = chosen_format(given, as_json=as_json) or OutputFormat.TABLE
    if chosen not in _OFFERED:
        answers.refuse(_NAME, chosen, _OFFERED)
    known = opened(as_of, ledger, scenario, strict=strict, quiet=quiet)
    with counted("Stress", quiet=quiet) as step:
        found = stress(
            known,
            period,
            kinds=[one for one in KINDS if not kind or one in kind],
            demand=demand,
            goods=goods_of_names(good or ()),
            pairs=pairs,
            done=step,
        )
    if chosen == OutputFormat.TABLE:
        _print(found)
    else:
        text = _json(found) if chosen == OutputFormat.JSON else _csv(found)
        answers.give_text(text, f"{_NAME}.{chosen}", out)


def _print(found: Stress) -> None:
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        console = Console(width=120)
    region = found.result.region
    grown = f" at {found.demand:g} times the demand" if found.demand != 1 else ""
    console.print(f"Stress, {region.period}{grown}. Model result, no observation.", highlight=False)
    for kind, title in _TITLES.items():
        outcomes = found.of(kind)
        if outcomes:
            _print_kind(console, found, title, outcomes)
    leaned = next((one for one in found.of("agreements") if one.stranded_tonnes >= 1), None)
    if leaned is not None:
        name = _named(found, leaned)
        console.print(f"\nThe region leans most on: {name}.", highlight=False)


def _print_kind(console: Console, found: Stress, title: str, outcomes: tuple[Outcome, ...]) -> None:
    from rich.table import Table

    nothing = sum(not one.exact for one in outcomes)
    console.print(f"\n[bold]{title}[/bold], {min(_MOST, len(outcomes))} of {len(outcomes)}")
    grid = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column("without", overflow="fold")
    for name in ("moved over it kt", "left behind kt", "carriage costs more, million USD"):
        grid.add_column(name, justify="right")
    for one in outcomes[:_MOST]:
        grid.add_row(
            _named(found, one),
            f"{one.used_tonnes / 1e3:,.0f}",
            f"{one.stranded_tonnes / 1e3:,.1f}",
            f"{one.cost_usd / 1e6:+,.1f}",
        )
    console.print(grid)
    if nothing:
        console.print(f"{nothing} carry nothing, so that nothing changes without them.")


def _named(found: Stress, one: Outcome) -> str:
    from caspia.ledger import name_of

    ledger = found.result.region.ledger
    return " and ".join(name_of(ledger, thing) for thing in one.out)


def _lines(found: Stress) -> Iterator[dict[str, object]]:
    for one in found.outcomes:
        yield {
            "kind": one.kind,
            "out": list(one.out),
            "name": _named(found, one),
            "used_tonnes": round(one.used_tonnes, 1),
            "stranded_tonnes": round(one.stranded_tonnes, 1),
            "cost_usd": round(one.cost_usd),
            "solved": one.exact,
        }


def _json(found: Stress) -> str:
    from caspia.cli.answers import as_json
    from caspia.ledger import provenance

    region = found.result.region
    return as_json(
        {
            "period": str(region.period),
            "demand": found.demand,
            "note": "Model result, no observation",
            "losses": list(_lines(found)),
            "provenance": provenance(region.ledger),
        }
    )


def _csv(found: Stress) -> str:
    import polars as pl

    lines = [one | {"out": ";".join(map(str, _listed(one["out"])))} for one in _lines(found)]
    return pl.DataFrame(lines).write_csv()


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [value]
