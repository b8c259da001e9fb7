"""A network in words: a table for people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from caspia.cli.terminal import terminal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console
    from rich.table import Table

    from caspia.network import Change, LinkState, Network

_STATUSES = ("open", "restricted", "closed", "planned")
_KINDS = {
    "opened": "Opened",
    "closed": "Closed",
    "status": "Of another status",
    "values": "With other numbers",
}
_FEW_LINKS = 3


def print_network(first: Network, second: Network | None) -> None:
    """Print how many links stood how, those that were not open, and what changed."""
    console = terminal()
    if second is None:
        console.print(_counts(first))
        console.print()
        console.print(_not_open(first))
    else:
        _print_changes(console, first, second)
    console.print(_foot(first, second))


def _counts(network: Network) -> Table:
    """Return a table of modes and statuses."""
    count: Counter[tuple[str, str]] = Counter(
        (network.ledger.row(link_id)["mode"], state.status)
        for link_id, state in network.states.items()
    )
    drawn = _grid("mode", *_STATUSES, title=f"Links on {network.date}")
    for mode in sorted({mode for mode, _ in count}):
        cells = (str(count[mode, status] or "") for status in _STATUSES)
        drawn.add_row(mode.replace("_", " "), *cells)
    total = [str(sum(n for (_, s), n in count.items() if s == status)) for status in _STATUSES]
    drawn.add_row("all", *total)
    return drawn


def _not_open(network: Network) -> Table:
    """Return a table of the links that were not simply open, with why."""
    from caspia.network.reasons import reason

    drawn = _grid("link", "mode", "status", "because", "id", title="Not open, or with limits")
    for state in sorted(network.states.values(), key=_by_status):
        if state.status != "open":
            link = network.ledger.row(state.link_id)
            mode = link["mode"].replace("_", " ")
            words = reason(network.ledger, state.because)
            drawn.add_row(link["name"], mode, state.status, words, state.link_id)
    return drawn


def _by_status(state: LinkState) -> tuple[int, str]:
    return _STATUSES.index(state.status), state.link_id


def _print_changes(console: Console, first: Network, second: Network) -> None:
    """Print changes by kind; links that changed by the same rows share a line."""
    changes = first.changes(second)
    for kind, title in _KINDS.items():
        chosen = [one for one in changes if one.kind == kind]
        if chosen:
            console.print(
                _change_table(first, chosen, f"{title} from {first.date} to {second.date}")
            )
            console.print()
    if not changes:
        console.print(f"Nothing differs between {first.date} and {second.date}.")


def _change_table(network: Network, changes: Iterable[Change], title: str) -> Table:
    from caspia.network.reasons import reason

    drawn = _grid("links", "now", "because", "id", title=title)
    grouped: dict[tuple[str, str], list[Change]] = {}
    for one in changes:
        now = one.what or f"{one.after}, was {one.before}"
        grouped.setdefault((now, reason(network.ledger, one.because)), []).append(one)
    for (now, words), group in grouped.items():
        names = [str(network.ledger.row(one.link_id)["name"]) for one in group]
        drawn.add_row(_few(names), now, words, _few([one.link_id for one in group]))
    return drawn


def _few(names: list[str]) -> str:
    if len(names) <= _FEW_LINKS:
        return "\n".join(names)
    return f"{names[0]}\nand {len(names) - 1} others"


def _foot(first: Network, second: Network | None) -> str:
    if second is None:
        return (
            f"{len(first.open_links)} of {len(first.states)} links pass. "
            "`--json` has them all; `caspia why ID` shows what one rests on."
        )
    count = len(first.changes(second))
    noun = "change" if count == 1 else "changes"
    return f"{count} {noun}. `--json` has each with its rows; `caspia why ID` opens one."


def _grid(*columns: str, title: str) -> Table:
    from rich.table import Table

    drawn = Table(
        box=None,
        header_style="bold",
        pad_edge=False,
        padding=(0, 2, 0, 0),
        title=title,
        title_justify="left",
        title_style="bold",
    )
    for column in columns:
        style = "dim" if column == "id" else ""
        if column in _STATUSES:
            drawn.add_column(column, justify="right")
        else:
            drawn.add_column(column, overflow="fold", style=style)
    return drawn
