"""``caspia check``: what is known of the figures of a text."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
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
    ScenarioNames,
    Strict,
    chosen_format,
    opened,
)

if TYPE_CHECKING:
    from caspia.claims import CheckedClaim, CheckedText, Evidence, Page, Verdict

_FOUND = 1  # exit code: done, and the answer is a finding


def check_command(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Text, Markdown, HTML or PDF; - for the input.")
    ],
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="Day of the text; else today.")
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
    """Check the figures, visits, offices and agreements that a text tells of.

    Each claim is judged by what was known on the day of the text and by what is known today. A
    text never supports itself. Ends with 1 where a claim is contradicted.

    [dim]caspia check article.md --date 2024-05-31[/dim]

    [dim]echo "Trade reached $529.4 million in 2022." | caspia check -[/dim]
    """
    from caspia.claims import check

    chosen = chosen_format(given, as_json=as_json) or OutputFormat.TABLE
    page = _page(file)
    known = opened(as_of, ledger, scenario, strict=strict, quiet=quiet)
    checked = check(page.text, known, date, page.form)
    name = "text" if file == "-" else Path(file).stem
    _give(checked, name, chosen, out, quiet=quiet)
    if checked.is_contradicted:
        raise typer.Exit(_FOUND)


def _page(file: str) -> Page:
    from caspia.claims import read_bytes, read_file

    return read_bytes(sys.stdin.buffer.read(), "-.md") if file == "-" else read_file(Path(file))


def _give(
    checked: CheckedText, name: str, chosen: OutputFormat, out: OutFolder, *, quiet: bool
) -> None:
    from caspia.cli import answers

    if chosen == OutputFormat.TABLE:
        _print(checked, quiet=quiet)
    elif chosen == OutputFormat.JSON:
        answers.give_text(_as_json(checked), f"{name}-checked.json", out)
    elif chosen == OutputFormat.CSV:
        answers.give_text(_as_csv(checked), f"{name}-checked.csv", out)
    elif chosen == OutputFormat.HTML:
        from caspia.briefs import render_checked_text

        answers.give_text(render_checked_text(checked), f"{name}-checked.html", out)
    else:
        answers.refuse("check", chosen, ("table", "json", "csv", "html"))


def _print(checked: CheckedText, *, quiet: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    from caspia.claims import spoken, told, what_is_said

    console = Console()
    if not console.is_terminal:
        console = Console(width=200)
    grid = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for title, ratio in (("claim", 3), ("read as", 4), ("verdict", 5), ("evidence", 4)):
        grid.add_column(title, ratio=ratio, overflow="fold")
    for one in checked.claims:
        claim = one.claim
        seen = spoken(checked.seen[claim.start : claim.end])
        grid.add_row(
            _plain(seen),
            _plain(what_is_said(checked.ledger, claim)),
            f"[{_COLOURS[one.verdict]}]{_plain(told(one))}[/]",
            _plain("; ".join(item.says for item in one.known_then.evidence[:_SHOWN])),
        )
    if checked.claims:
        console.print(grid)
    if not quiet:
        console.print(_summary(checked))


_SHOWN = 3
_COLOURS = {
    "supported": "green",
    "consistent": "green",
    "rounding_only": "green",
    "uninformative": "yellow",
    "qualifier_too_strong": "yellow",
    "plan_as_fact": "yellow",
    "conflicting_sources": "magenta",
    "superseded": "yellow",
    "other_period": "yellow",
    "other_unit": "yellow",
    "other_measure": "yellow",
    "other_scope": "yellow",
    "other_direction": "yellow",
    "contradicted": "red",
    "cannot_tell": "dim",
}


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)


def _summary(checked: CheckedText) -> str:
    from collections import Counter

    from caspia.claims import verdict_words

    counts = Counter(one.verdict for one in checked.claims)
    said = ", ".join(f"{count} {verdict_words(name)}" for name, count in counts.most_common())
    count = len(checked.claims)
    own = f" Left out as this very text: {', '.join(checked.own)}." if checked.own else ""
    noun = "claim" if count == 1 else "claims"
    return f"{count} {noun} of {checked.day}{f': {said}' if said else ''}.{own}"


def _as_json(checked: CheckedText) -> str:
    from caspia.cli.answers import as_json
    from caspia.ledger import provenance

    return as_json(
        {
            "date": checked.day,
            "claims": [_claim(one) for one in checked.claims],
            "own_sources": list(checked.own),
            "provenance": provenance(checked.ledger),
        }
    )


def _claim(one: CheckedClaim) -> dict[str, Any]:
    claim = one.claim
    amount = claim.amount
    period, base = (
        {"start": time.first, "end": time.after} if time else None
        for time in (claim.period, claim.base)
    )
    return {
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "kind": claim.kind,
        "verdict": one.verdict,
        "note": one.known_then.note,
        "evidence": _evidence(one.known_then),
        "today": {
            "verdict": one.known_today.name,
            "note": one.known_today.note,
            "evidence": _evidence(one.known_today),
        },
        "within_the_text": list(one.inner),
        "value": amount.value if amount else None,
        "low": amount.low if amount else None,
        "high": amount.high if amount else None,
        "unit": amount.unit if amount else None,
        "qualifier": amount.qualifier if amount else None,
        "period": period,
        "base": base,
        **{
            name: getattr(claim, name)
            for name in ("modality", "series", "subject", "partner", "good", "scope")
        },
        **{name: getattr(claim, name) for name in ("event", "role", "office", "person")},
    }


def _evidence(verdict: Verdict) -> list[dict[str, Any]]:
    return [_item(item) for item in verdict.evidence]


def _item(item: Evidence) -> dict[str, Any]:
    return {
        "row_id": item.row_id,
        "says": item.says,
        "sources": list(item.sources),
        "fits": item.fits,
    }


def _as_csv(checked: CheckedText) -> str:
    """Return one line per claim."""
    from caspia.claims import figure_words, what_is_said

    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(
        ("start", "end", "text", "kind", "figure", "about", "verdict", "note", "today", "evidence")
    )
    for one in checked.claims:
        claim = one.claim
        writer.writerow(
            (
                claim.start,
                claim.end,
                claim.text,
                claim.kind,
                figure_words(claim),
                what_is_said(checked.ledger, claim),
                one.verdict,
                one.known_then.note,
                one.known_today.name,
                ";".join(item.row_id for item in one.known_then.evidence),
            )
        )
    return stream.getvalue()
