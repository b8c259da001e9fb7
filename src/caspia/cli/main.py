"""The application: its commands, and how errors become messages and exit codes."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from caspia import __version__
from caspia.cli.atlas import atlas_command
from caspia.cli.brief import brief_command
from caspia.cli.centrality import centrality_command
from caspia.cli.check import check_command
from caspia.cli.demand import demand_command
from caspia.cli.ensemble import ensemble_command
from caspia.cli.facts import facts_command
from caspia.cli.flows import flows_command
from caspia.cli.ledger import ledger_app
from caspia.cli.mediators import mediators_command
from caspia.cli.network import network_command
from caspia.cli.promises import promises_command
from caspia.cli.reconcile import reconcile_command
from caspia.cli.routes import routes_command
from caspia.cli.stress import stress_command
from caspia.cli.ties import ties_command
from caspia.cli.whatif import whatif_command
from caspia.cli.why import why_command
from caspia.errors import CaspiaError

_STOPPED = 130
_FAULT = 3

app = typer.Typer(
    name="caspia",
    help="How Azerbaijan and Central Asia trade, ship and deal with each other: one dated, sourced "
    "ledger, and what follows from it.",
    epilog="Two clocks, the same everywhere: --on DATE is when it holds, --as-of DATE is what was "
    "known by the end of that day. Exit codes: 0 done; 1 done, and the answer is a finding; "
    "2 bad input; 3 a fault of ours.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("atlas", short_help="The whole system as a web page.")(atlas_command)
app.command("brief", short_help="A page on two parties on a day.")(brief_command)
app.command("centrality", short_help="How central a state is to routes to the west.")(
    centrality_command
)
app.command("check", short_help="What is known of the figures of a text.")(check_command)
app.command("demand", short_help="What wants to move, by any way.")(demand_command)
app.command("ensemble", short_help="How sure flows are, and which fact moves them most.")(
    ensemble_command
)
app.command("facts", short_help="Search the ledger.")(facts_command)
app.command("flows", short_help="What moves in a period, and where it chokes.")(flows_command)
app.command("mediators", short_help="Who hosts and who mediates between two parties.")(
    mediators_command
)
app.command("network", short_help="What was open on a day, and what changed.")(network_command)
app.command("promises", short_help="What was promised, and what came of it.")(promises_command)
app.command("reconcile", short_help="One interval of reports that may disagree.")(reconcile_command)
app.command("routes", short_help="How a good gets from one place to another on a day.")(
    routes_command
)
app.command("stress", short_help="What is lost without a link, a place or an agreement.")(
    stress_command
)
app.command("ties", short_help="How close two parties are, month by month.")(ties_command)
app.command("whatif", short_help="What a scenario changes, and why.")(whatif_command)
app.command("why", short_help="What a row or a printed figure rests on.")(why_command)
app.add_typer(ledger_app, name="ledger", short_help="Check and add your own facts.")


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"caspia {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Say which.")
    ] = False,
) -> None:
    del version


def run() -> None:
    """Run the command line and leave with its exit code."""
    try:
        app()
    except CaspiaError as fault:
        typer.echo(f"caspia: {fault}", err=True)
        sys.exit(fault.exit_code)
    except BrokenPipeError:
        # Whoever read our output has closed it, as in `caspia facts | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        typer.echo("caspia: stopped; nothing was left half-made.", err=True)
        sys.exit(_STOPPED)
    except Exception as fault:
        if os.environ.get("CASPIA_DEBUG"):
            raise
        typer.echo(
            f"caspia: a fault of ours: {type(fault).__name__}: {fault}. "
            "Run again with CASPIA_DEBUG=1 and report what it prints.",
            err=True,
        )
        sys.exit(_FAULT)
