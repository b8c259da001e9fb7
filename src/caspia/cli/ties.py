"""``caspia ties``: how close two parties are, month by month, or all pairs in one month."""

from __future__ import annotations

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
from caspia.errors import BadInputError

if TYPE_CHECKING:
    from pathlib import Path

    from caspia.briefs.pictures.drawing import Drawing
    from caspia.ledger import Ledger
    from caspia.relations import Through, Ties


def ties_command(
    period: Annotated[
        str, typer.Option(metavar="P", help="Months told: 2024, 2024-05 or 2018..2025.")
    ],
    a: Annotated[
        str | None, typer.Argument(metavar="A", help="State or bloc: code, id or name.")
    ] = None,
    b: Annotated[
        str | None, typer.Argument(metavar="B", help="The other; with neither, all pairs.")
    ] = None,
    form: Annotated[
        str,
        typer.Option(metavar="FORM", help="additive, or geometric: one weak group weighs more."),
    ] = "additive",
    modelled: Annotated[
        bool,
        typer.Option(
            "--modelled", help="Also say which share of each one's routes crosses the other."
        ),
    ] = False,
    as_of: AsOf = None,
    strict: Strict = False,
    ledger: LedgerFile = None,
    scenario: ScenarioNames = None,
    out: OutFolder = None,
    given: Format = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Say how close two parties are, month by month, and what brought it about.

    Political, economic, connectivity, institutional, people: each between goalposts that stay where
    they are, with a band over values, weights and form. `caspia why tie:A-B:MONTH` opens a month.
    Without A and B: all pairs of the states of the region in the last month. With --out it also
    writes the picture (svg, png).

    [dim]caspia ties AZE KAZ --period 2018..2025[/dim]
    """
    from caspia.cli.progress import working

    chosen = chosen_format(given, as_json=as_json) or OutputFormat.TABLE
    if (a is None) != (b is None):
        raise BadInputError(f"{a or b} alone has no tie. Name two parties, or none for all pairs.")
    known = opened(as_of, ledger, scenario, strict=strict, quiet=quiet)
    with working("Ties", quiet=quiet):
        from caspia.relations import ties

        found = [ties(known, *pair, period, form=form) for pair in _pairs(known, a, b)]
    if a is None:
        _give_matrix(known, found, chosen, out)
    else:
        _give_pair(found[0], _routes(found[0], quiet=quiet) if modelled else (), chosen, out)


def _routes(found: Ties, *, quiet: bool) -> tuple[Through, ...]:
    """Return the modelled share of routes through the other at the end of the last month."""
    from caspia.cli.progress import working
    from caspia.relations import through

    with working("Routes through one another", quiet=quiet):
        both = through(found.ledger, found.a, found.b, found.last_day)
    return tuple(one for one in both if one is not None)


def _pairs(known: Ledger, a: str | None, b: str | None) -> list[tuple[str, str]]:
    from itertools import combinations

    from caspia.relations import region

    if a is not None and b is not None:
        return [(a, b)]
    return list(combinations(region(known), 2))


def _give_pair(
    found: Ties, routes: tuple[Through, ...], chosen: OutputFormat, out: OutFolder
) -> None:
    from caspia.cli import answers, ties_text
    from caspia.relations.tie_exports import ties_as_csv, ties_as_plain

    name = f"ties-{found.a}-{found.b}-{found.months[0]:%Y-%m}-{found.months[-1]:%Y-%m}"
    if chosen == OutputFormat.TABLE:
        ties_text.print_ties(found, routes)
    elif chosen == OutputFormat.JSON:
        answers.give_text(answers.as_json(ties_as_plain(found, routes)), f"{name}.json", out)
    elif chosen == OutputFormat.CSV:
        answers.give_text(ties_as_csv(found), f"{name}.csv", out)
    elif chosen == OutputFormat.HTML:
        from caspia.briefs import render, ties_page

        answers.give_text(render(ties_page(found), "html").decode(), f"{name}.html", out)
    else:
        answers.refuse("ties", chosen, ("table", "json", "csv", "html"))
    if out is not None and len(found.months) > 1:
        from caspia.briefs.ties_picture import ties_picture

        _write_picture(ties_picture(found), name, out)


def _give_matrix(known: Ledger, found: list[Ties], chosen: OutputFormat, out: OutFolder) -> None:
    from caspia.cli import answers, ties_text
    from caspia.relations.tie_exports import matrix_as_csv, matrix_as_plain

    name = f"ties-{found[0].months[-1]:%Y-%m}"
    if chosen == OutputFormat.TABLE:
        ties_text.print_matrix(found)
    elif chosen == OutputFormat.JSON:
        answers.give_text(answers.as_json(matrix_as_plain(known, found)), f"{name}.json", out)
    elif chosen == OutputFormat.CSV:
        answers.give_text(matrix_as_csv(found), f"{name}.csv", out)
    else:
        answers.refuse("ties of all pairs", chosen, ("table", "json", "csv"))
    if out is not None:
        from caspia.briefs.ties_picture import matrix_picture

        _write_picture(matrix_picture(found), name, out)


def _write_picture(drawing: Drawing, name: str, out: Path) -> None:
    import vl_convert

    from caspia.cli.answers import write_file

    png = vl_convert.svg_to_png(drawing.svg, scale=2)
    for ending, content in (("svg", drawing.svg.encode()), ("png", png)):
        typer.echo(write_file(content, f"{name}.{ending}", out))
