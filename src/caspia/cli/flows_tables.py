"""The tables of ``caspia flows``, cells as people read them: for the terminal and for the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.flows.text_table import TextTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.briefs.flow_answer import FlowAnswer
    from caspia.flows.headlines import Headline
    from caspia.flows.record import Error

INSIDE = "*"
_MEGATONNE, _DAY_H, _MUSD = 1e6, 24, 1e6
_MOST_STATES = 12
_MOST_CARGO = 12
_OVER = ("from", "to", "good", "Mt", "share")
_SMALL, _THOUSAND = 0.005, 1000


def crossing(answer: FlowAnswer) -> Iterator[TextTable]:
    """Yield whose cargo crosses each place that was asked for, the largest of it."""
    from caspia.ledger import name_of

    for place, frame in answer.crossing.items():
        rows = tuple(
            (
                one["origin"],
                one["destination"],
                one["good"],
                mt(one["tonnes"]),
                f"{one['share']:.1%}",
            )
            for one in frame.head(_MOST_CARGO).iter_rows(named=True)
        )
        title = f"Whose cargo crosses {name_of(answer.result.region.ledger, place)}"
        yield TextTable("over", title, _OVER, ("Mt", "share"), rows)


def corridors(answer: FlowAnswer) -> TextTable:
    """Return what goes by each corridor."""
    from caspia.ledger import name_of

    ledger, frame = answer.result.region.ledger, answer.tables["corridors"]
    boxes = ("loaded TEU", "empty TEU") if frame["loaded_teu"].sum() else ()
    titles = ("Mt", "share", *boxes, "USD/t", "days", "CO2 kg/t", "assumed")
    rows = tuple(
        (
            name_of(ledger, one["corridor"]),
            mt(one["tonnes"]),
            f"{one['share']:.1%}",
            *(_count(one[name]) for name in ("loaded_teu", "empty_teu") if boxes),
            f"{one['usd_per_t']:.0f}",
            f"{one['hours'] / _DAY_H:.1f}",
            f"{one['co2_kg_per_t']:.0f}",
            f"{one['assumed_share']:.0%}",
        )
        for one in frame.iter_rows(named=True)
    )
    return TextTable("corridors", "By corridor", ("corridor", *titles), titles, rows)


def tight_links(answer: FlowAnswer) -> TextTable:
    """Return the limits that are used the most and what room is worth there."""
    from caspia.ledger import name_of

    columns = ("used", "months full", "limit", "what room is worth")
    ledger, rows = answer.result.region.ledger, []
    for one in answer.tables["prices"].iter_rows(named=True):
        kind = one["kind"].replace("_", " ")
        basis = ", assumed" if one["basis"] == "assumed" else ""
        to = f", to {name_of(ledger, one['to_node'])}" if one["to_node"] else ""
        full = str(one["months_full"] or "")
        rows.append((f"{one['utilisation']:.0%}", full, f"{kind}{basis}{to}", one["sentence"]))
    return TextTable("tightest", "Tightest links", columns, columns[:2], tuple(rows))


def transit(answer: FlowAnswer) -> TextTable:
    """Return what crosses each state and what is paid there, by money."""
    from caspia.ledger import name_of

    ledger = answer.result.region.ledger
    frame = answer.tables["transit"].sort("revenue_usd", descending=True)
    titles = ("million USD", "Mt", "USD/t")
    rows = [
        (
            name_of(ledger, one["state"]),
            f"{one['revenue_usd'] / _MUSD:,.1f}",
            mt(one["tonnes"]),
            f"{one['usd_per_t']:.1f}",
        )
        for one in frame.head(_MOST_STATES).iter_rows(named=True)
    ]
    if rest := frame["revenue_usd"][_MOST_STATES:].to_list():
        # Tonnes are left out: cargo that crosses several of them would count more than once.
        rows.append((f"{len(rest)} others", f"{sum(rest) / _MUSD:,.1f}", "", ""))
    title = "Transit: what is paid in each state for carrying it"
    return TextTable("transit", title, ("state", *titles), titles, tuple(rows))


def record(answer: FlowAnswer) -> TextTable:
    """Return the model beside the lines of the record that are read first."""
    titles = ("record", "model", "error", "naive error")
    rows = tuple(tuple(_record_cells(one)) for one in answer.headlines)
    columns = ("what", "period", *titles)
    return TextTable("record", "Model against record", columns, titles, rows)


def _record_cells(one: Headline) -> Iterator[str]:
    from caspia.amounts import format_amount

    line = one.line
    quantity, last = line.told.quantity, line.naive_error(line.naive.last)
    yield f"{one.title} ({quantity.scope})" if quantity.scope else one.title
    yield str(line.period)
    yield format_amount(line.observed)
    yield _figure(line.modelled.value) + (INSIDE if line.inside else "")
    yield _error(line.error, line.observed.value)
    yield "" if last is None else _error(last, line.observed.value)


def mt(tonnes: float) -> str:
    """Return tonnes in millions; less than a tonne is what arithmetic leaves behind."""
    value = tonnes / _MEGATONNE
    return f"{value:,.2f}" if tonnes < 1 or value >= _SMALL else f"{value:.1g}"


def _count(number: float) -> str:
    return f"{number:,.0f}" if number else ""


def _figure(value: float) -> str:
    """Return three significant figures, thousands in full."""
    return f"{value:,.0f}" if abs(value) >= _THOUSAND else f"{float(f'{value:.3g}'):g}"


def _error(error: Error, observed: float | None) -> str:
    sign = "+" if error.absolute > 0 else ""
    share = f" ({error.absolute / observed:+.0%})" if observed else ""
    return f"{sign}{_figure(error.absolute)}{share}"
