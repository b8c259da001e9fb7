"""``caspia check``: what is known of the figures of a text."""

from __future__ import annotations

import sys
from pathlib import Path
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
from caspia.cli.terminal import grid, terminal

if TYPE_CHECKING:
    from caspia.claims import CheckedText, Page

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
    from caspia.claims.exports import checked_as_csv, checked_as_plain
    from caspia.cli import answers

    if chosen == OutputFormat.TABLE:
        _print(checked, quiet=quiet)
    elif chosen == OutputFormat.JSON:
        answers.give_text(answers.as_json(checked_as_plain(checked)), f"{name}-checked.json", out)
    elif chosen == OutputFormat.CSV:
        answers.give_text(checked_as_csv(checked), f"{name}-checked.csv", out)
    elif chosen == OutputFormat.HTML:
        from caspia.briefs import render_checked_text

        answers.give_text(render_checked_text(checked), f"{name}-checked.html", out)
    else:
        answers.refuse("check", chosen, ("table", "json", "csv", "html"))


def _print(checked: CheckedText, *, quiet: bool) -> None:
    from caspia.claims import spoken, told, what_is_said

    console = terminal()
    drawn = grid()
    for title, ratio in (("claim", 3), ("read as", 4), ("verdict", 5), ("evidence", 4)):
        drawn.add_column(title, ratio=ratio, overflow="fold")
    for one in checked.claims:
        claim = one.claim
        seen = spoken(checked.seen[claim.start : claim.end])
        drawn.add_row(
            _plain(seen),
            _plain(what_is_said(checked.ledger, claim)),
            f"[{_COLOURS[one.verdict]}]{_plain(told(one))}[/]",
            _plain("; ".join(item.says for item in one.known_then.evidence[:_SHOWN])),
        )
    if checked.claims:
        console.print(drawn)
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
