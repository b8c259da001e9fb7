"""Write published times and costs beside those of the model into docs/network_values.md.

Run from the root of the repository: ``python -m tools.document_validation``. None of the figures
compared was used in setting the model's values; a test holds the two apart.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import caspia
from caspia.network import Network
from caspia.network.assumptions import assumption_rows
from caspia.network.draws import draw_totals, quantiles
from caspia.network.durations import spans_of
from caspia.network.model import ACCESS, NONE, LinkState
from caspia.network.routes import paths_between, prepare, route_of

if TYPE_CHECKING:
    from caspia.ledger import Ledger, Row
    from caspia.network.alternatives import Path as WayThrough
    from caspia.network.routes import Search

ROOT = Path(__file__).parents[1]
HELD_OUT = ROOT / "src" / "caspia" / "network" / "held_out.csv"
PAGE = ROOT / "docs" / "network_values.md"
START, END = "<!-- validation: start -->", "<!-- validation: end -->"
GOOD, MOST = "containers", 12
_HOURS = {"h": 1.0, "d": 24.0}
_HEADER = (
    "| what | from | to | day | corridor | published | model p50 | model p10-p90 "
    "| range holds it | p50 in the published range |",
    "| --- | --- | --- | --- | --- | ---: | ---: | ---: | --- | --- |",
)


@dataclass(frozen=True, slots=True)
class Compared:
    """A published figure and the model's.

    Attributes
    ----------
    given : dict
        The row of ``held_out.csv``.
    low, high : float
        Ends of the published figure: days, or US dollars per forty-foot container.
    model : tuple of float or None
        The model's low end, median and high end in the same unit; None where it finds no way.
    corridor : str
        That of the route compared.
    """

    given: dict[str, str]
    low: float
    high: float
    model: tuple[float, float, float] | None
    corridor: str

    @property
    def holds(self) -> bool:
        """Whether the model's interval and the published figure meet."""
        return self.model is not None and self.model[0] <= self.high and self.low <= self.model[2]

    @property
    def hits(self) -> bool:
        """Whether the model's median lies in the published figure."""
        return self.model is not None and self.low <= self.model[1] <= self.high

    @property
    def error(self) -> float:
        """Return the median over the middle of the published figure, less one."""
        middle = (self.low + self.high) / 2
        return np.nan if self.model is None else self.model[1] / middle - 1


def held_out() -> list[dict[str, str]]:
    """Return the figures kept for comparing."""
    with HELD_OUT.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def compare(ledger: Ledger) -> list[Compared]:
    """Return every figure kept apart beside the model's."""
    return [_compared(ledger, given) for given in held_out()]


def _compared(ledger: Ledger, given: dict[str, str]) -> Compared:
    low, high = _published(ledger.row(given["row"]), given["what"], ledger)
    search = prepare(_by_modes(ledger, given), GOOD, given["what"])
    paths = paths_between(search, given["origin"], given["destination"], MOST)
    wanted = set(filter(None, given["corridors"].split(";")))
    for path in paths:
        corridor = route_of(search, path.arcs).corridor
        if not wanted or corridor in wanted:
            return Compared(given, low, high, _model(search, path, given["what"]), corridor)
    return Compared(given, low, high, None, "")


def _published(row: Row, what: str, ledger: Ledger) -> tuple[float, float]:
    amount = ledger.amount(row)
    if amount.low is None or amount.high is None:
        raise ValueError(f"{row.id} has no two ends. Leave it out of {HELD_OUT.name}.")
    factor = _HOURS[row["unit"]] / _HOURS["d"] if what == "time" else 1.0
    return factor * amount.low, factor * amount.high


def _by_modes(ledger: Ledger, given: dict[str, str]) -> Network:
    """Return the network without the modes that the figure does not speak of."""
    network = Network.on(ledger, given["on"])
    for link in ledger.rows("links", part="physical"):
        if link["mode"] not in given["modes"].split(";"):
            network.states[link.id] = LinkState(link.id, "closed", ())
    return network


def _model(search: Search, path: WayThrough, what: str) -> tuple[float, float, float]:
    """Return low, median and high from departure to arrival; loading at the ends is not told."""
    graph = search.graph
    arcs = [arc for arc in path.arcs if not _at_an_end(search, arc)]
    if what == "time":
        low, median, high = quantiles(draw_totals(spans_of(graph, arcs)), (0.1, 0.5, 0.9))
        return low / 24, median / 24, high / 24
    tonnes = assumption_rows()["feu_tonnes"].value
    of = graph.arcs
    ends = (of.cost_low_usd_per_t, of.cost_usd_per_t, of.cost_high_usd_per_t)
    low, median, high = (tonnes * float(cost[arcs].sum()) for cost in ends)
    return low, median, high


def _at_an_end(search: Search, arc: int) -> bool:
    handling = int(search.graph.arcs.handling[arc])
    if handling == NONE:
        return False
    work = search.graph.handlings[handling]
    return ACCESS in (work.from_layer, work.to_layer)


def as_markdown(found: list[Compared]) -> str:
    """Return the table, and under it how many figures the model holds and its bias."""
    rows = [_line(one) for one in found]
    return "\n".join([*_HEADER, *rows, "", *_summary(found)])


def _line(one: Compared) -> str:
    given, digits = one.given, 1 if one.given["what"] == "time" else 0
    unit = "d" if given["what"] == "time" else "USD per FEU"
    told = _range(one.low, one.high, digits)
    model = (
        ("no way", "")
        if one.model is None
        else (f"{one.model[1]:,.{digits}f}", _range(one.model[0], one.model[2], digits))
    )
    cells = (
        given["what"],
        given["origin"],
        given["destination"],
        given["on"],
        one.corridor,
        f"{told} {unit}",
        *model,
        _yes(one.holds),
        _yes(one.hits),
    )
    return f"| {' | '.join(cells)} |"


def _range(low: float, high: float, digits: int) -> str:
    ends = f"{low:,.{digits}f}", f"{high:,.{digits}f}"
    return ends[0] if ends[0] == ends[1] else f"{ends[0]}-{ends[1]}"


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"


def _summary(found: list[Compared]) -> list[str]:
    lines = []
    for what in ("time", "cost"):
        some = [one for one in found if one.given["what"] == what]
        errors = np.array([one.error for one in some if one.model is not None])
        lines.append(
            f"- {what.capitalize()}: {sum(one.holds for one in some)} of {len(some)} published "
            f"figures lie in the model's range, the median lies in the published range "
            f"{sum(one.hits for one in some)} times; bias (mean of model over published, less one) "
            f"{100 * errors.mean():+.0f} %, median error {100 * np.median(np.abs(errors)):.0f} %."
        )
    return lines


def page_with_validation(page: str, table: str) -> str:
    """Return a page with the part between the two marks written anew."""
    before, rest = page.split(START)
    return f"{before}{START}\n\n{table}\n\n{END}{rest.split(END)[1]}"


def main() -> None:
    """Compare, and write the page."""
    table = as_markdown(compare(caspia.open()))
    PAGE.write_text(page_with_validation(PAGE.read_text("utf-8"), table), "utf-8")


if __name__ == "__main__":
    main()
