"""Trade by full year and by part of a year: each reporter's figure and how far they are apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Column, Table
from caspia.briefs.sections.counting import SHOWN, count_figure
from caspia.briefs.sections.listing import left_out
from caspia.briefs.sections.mirror import mirror_of
from caspia.briefs.sections.saying import full_year, latest_first, period_key, say_row_period
from caspia.briefs.sections.tellings import party_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from caspia.briefs.document import Block, Paragraph, Text
    from caspia.briefs.page import Page
    from caspia.briefs.sections.mirror import Mirror
    from caspia.briefs.sections.trade_rows import Flow
    from caspia.ledger import Row

Line = tuple[str, "Mirror"]


def years_blocks(
    page: Page, mirrors: Mapping[int, Mapping[Flow, Mirror]], a: str, b: str
) -> list[Block]:
    """Return the table of full years, the latest first; empty where there is none."""
    lines = [(str(year), mirror) for year, flows in mirrors.items() for mirror in flows.values()]
    caption = f"Trade of {party_name(page, a)} and {party_name(page, b)} by year, by who reports it"
    return _blocks(page, "trade-years", caption, lines, (a, b))


def parts_blocks(page: Page, flows: Mapping[Flow, Iterable[Row]], a: str, b: str) -> list[Block]:
    """Return the table of parts of years and of periods told in part, the latest first."""
    groups: dict[tuple[str, Flow], tuple[Flow, list[Row]]] = {}
    for flow, rows in flows.items():
        for row in rows:
            if full_year(row) is None:
                groups.setdefault((period_key(row), flow), (flow, []))[1].append(row)
    ordered = sorted(groups.values(), key=lambda group: latest_first(group[1][0]), reverse=True)
    lines = [
        (
            say_row_period(rows[0]),
            mirror_of(page, flow, f"{flow.key()}.{period_key(rows[0])}", rows),
        )
        for flow, rows in ordered
    ]
    caption = (
        f"Trade of {party_name(page, a)} and {party_name(page, b)} in parts of years and other "
        "periods, not to be set beside years"
    )
    return _blocks(page, "trade-parts", caption, lines, (a, b))


def _blocks(
    page: Page, table_id: str, caption: str, lines: Sequence[Line], named: tuple[str, str]
) -> list[Block]:
    told = [line for line in lines if line[1].told]
    if not told:
        return []
    shown = told[:SHOWN]
    rows = [_cells(page, period, mirror, named) for period, mirror in shown]
    columns = (
        Column("Period"),
        Column("Flow"),
        *(Column(f"By {party_name(page, name)}", "right") for name in named),
        Column("By others", "right"),
        Column("Apart by", "right"),
    )
    table = _without_empty(page, Table(table_id, caption, columns, tuple(rows)))
    rest = told[SHOWN:]
    return [table, *([_rest(page, table_id, rest)] if rest else [])]


def _cells(page: Page, period: str, mirror: Mirror, named: tuple[str, str]) -> tuple[Text, ...]:
    return (
        (period,),
        (mirror.flow.label(page),),
        *(mirror.cell(page, name) for name in named),
        mirror.others(page, named),
        mirror.gap(page),
    )


def _without_empty(page: Page, table: Table) -> Table:
    """Leave out empty columns, but for those of two states: that neither reports says something."""
    fixed = 4 if page.is_bilateral else 2
    kept = [
        number
        for number in range(len(table.columns))
        if number < fixed or any(row[number] for row in table.rows)
    ]
    columns = tuple(table.columns[number] for number in kept)
    rows = tuple(tuple(row[number] for number in kept) for row in table.rows)
    return Table(table.id, table.caption, columns, rows)


def _rest(page: Page, table_id: str, rest: Sequence[Line]) -> Paragraph:
    ids = [row_id for _, mirror in rest for row_id in mirror.ids]
    how = "Counted: periods and flows of the ledger that are older than those in the table."
    key = table_id.replace("-", ".", 1)
    count = count_figure(page, f"{key}.more", len(rest), ids, how)
    period, oldest = rest[-1]
    since = page.figure(f"{key}.since", period, oldest.ids, "The oldest that is left out.")
    return left_out(count, since, "lines")
