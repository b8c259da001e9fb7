"""``caspia ties``: how close two parties are, month by month."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Annotated, Any

import typer

from caspia.cli.options import (
    AsJson,
    AsOf,
    Format,
    LedgerFile,
    OutFolder,
    OutputFormat,
    Quiet,
    Strict,
    chosen_format,
    opened,
)

if TYPE_CHECKING:
    from rich.console import Console

    from caspia.relations import Ties

_YEARLY_FROM = 24


def ties_command(
    a: Annotated[str, typer.Argument(metavar="A", help="State or bloc: code, id or name.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    period: Annotated[
        str, typer.Option(metavar="P", help="Months told: 2024, 2024-05 or 2018..2025.")
    ],
    form: Annotated[
        str,
        typer.Option(metavar="FORM", help="additive, or geometric: one weak group weighs more."),
    ] = "additive",
    as_of: AsOf = None,
    strict: Strict = False,
    ledger: LedgerFile = None,
    out: OutFolder = None,
    given: Format = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Say how close two parties are, month by month, and what brought it about.

    Political, economic, connectivity, institutional, people: each between goalposts that stay where
    they are, with a band over values, weights and form. `caspia why tie:A-B:MONTH` opens a month.

    [dim]caspia ties AZE KAZ --period 2018..2025[/dim]
    """
    from caspia.cli import answers
    from caspia.cli.progress import working

    chosen = chosen_format(given, as_json=as_json) or OutputFormat.TABLE
    known = opened(as_of, ledger, strict=strict, quiet=quiet)
    with working("Ties", quiet=quiet):
        from caspia.relations import ties

        found = ties(known, a, b, period, form=form)
    if chosen == OutputFormat.TABLE:
        _print(found)
    elif chosen == OutputFormat.JSON:
        answers.give_text(_as_json(found), f"{_name(found)}.json", out)
    elif chosen == OutputFormat.CSV:
        answers.give_text(_as_csv(found), f"{_name(found)}.csv", out)
    elif chosen == OutputFormat.HTML:
        from caspia.briefs import ties_page

        answers.give_text(ties_page(found), f"{_name(found)}.html", out)
    else:
        answers.refuse("ties", chosen, ("table", "json", "csv", "html"))


def _name(found: Ties) -> str:
    return f"ties-{found.a}-{found.b}-{found.months[0]:%Y-%m}-{found.months[-1]:%Y-%m}"


def _print(found: Ties) -> None:
    from rich.console import Console

    from caspia.relations import say_tie

    console = Console()
    if not console.is_terminal:
        console = Console(width=200)
    console.print(f"[bold]{say_tie(found)}[/bold]")
    _print_months(console, found)
    if len(found.months) > 1:
        _print_change(console, found)
    console.print(
        "Hollow (o): less than enough is known, indicative only. An empty cell: no row. "
        f"`caspia why tie:{found.a}-{found.b}:{found.months[-1]:%Y-%m}` opens a month."
    )


def _print_months(console: Console, found: Ties) -> None:
    from rich.table import Table

    grid = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column("month")
    for name in ("tie", "band", "known", *found.groups, f"{found.a} on {found.b}",
                 f"{found.b} on {found.a}"):  # fmt: skip
        grid.add_column(name, justify="right")
    for line in _shown(_lines(found)):
        hollow = " o" if line["indicative"] else ""
        grid.add_row(
            line["month"],
            f"{_hundred(line['score'])}{hollow}",
            f"{_hundred(line['low'])}–{_hundred(line['high'])}",
            f"{line['coverage']:.0%}",
            *(_hundred(line[group]) for group in found.groups),
            *(_percent(line[f"share_{side}"]) for side in ("a", "b")),
        )
    console.print(grid)


def _shown(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return all months of a short period, of a long one each December and the last."""
    if len(lines) <= _YEARLY_FROM:
        return lines
    return [line for line in lines if line["month"].endswith("-12") or line is lines[-1]]


def _print_change(console: Console, found: Ties) -> None:
    from caspia.relations import columns, say_column

    first, last = found.months[0], found.months[-1]
    parts = found.change(first, last)
    moved = [(column, part) for column, part in zip(columns(), parts, strict=True) if part.brings]
    moved.sort(key=lambda pair: -abs(pair[1].brings))
    told = ", ".join(f"{say_column(found, c)} {100 * p.brings:+.1f}" for c, p in moved)
    change = 100 * float(found.score[-1] - found.score[0])
    console.print(f"From {first:%Y-%m} to {last:%Y-%m} {change:+.1f} of 100: {told or 'nothing'}.")


def _hundred(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.0f}"


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f} %"


def _lines(found: Ties) -> list[dict[str, Any]]:
    shares = {side: found.dependence(side) for side in ("a", "b")}
    lines = []
    for t, month in enumerate(found.months):
        line: dict[str, Any] = {
            "month": f"{month:%Y-%m}",
            "score": float(found.score[t]),
            "low": float(found.low[t]),
            "high": float(found.high[t]),
            "coverage": float(found.coverage[t]),
            "indicative": found.is_indicative[t],
        }
        line.update({group: values[t] for group, values in found.groups.items()})
        for side, scores in shares.items():
            score = scores[t]
            line[f"share_{side}"] = None if score is None else score.value
        lines.append(line)
    return lines


def _as_json(found: Ties) -> str:
    from caspia.cli.answers import as_json
    from caspia.ledger import provenance
    from caspia.relations import marks_of

    last = found.months[-1]
    return as_json(
        {
            "a": found.a,
            "b": found.b,
            "form": found.form,
            "months": [_rounded(line) for line in _lines(found)],
            "base": round(found.base(last), 6),
            "parts": [
                {
                    "feature": part.column,
                    "brings": round(part.brings, 6),
                    "value": part.reading and part.reading.value,
                    "low": part.reading and part.reading.low,
                    "high": part.reading and part.reading.high,
                    "rows": list(part.reading.rows) if part.reading else [],
                }
                for part in found.parts(last)
            ],
            "change": {
                part.column: round(part.brings, 6) for part in found.change(found.months[0], last)
            },
            "marks": [
                {"row": one.row, "day": one.day, "kind": one.kind, "label": one.label}
                for one in marks_of(found)
            ],
            "provenance": provenance(found.ledger),
        }
    )


def _rounded(line: dict[str, Any]) -> dict[str, Any]:
    return {k: round(v, 6) if isinstance(v, float) else v for k, v in line.items()}


def _as_csv(found: Ties) -> str:
    stream = io.StringIO()
    lines = [_rounded(line) for line in _lines(found)]
    writer = csv.DictWriter(stream, list(lines[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return stream.getvalue()
