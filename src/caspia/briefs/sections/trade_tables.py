"""Trade by full year and by part of a year: a line for each reporter, and how far apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Column
from caspia.briefs.sections.counting import SHOWN
from caspia.briefs.sections.listing import filled_table, left_out
from caspia.briefs.sections.mirror import mirror_of
from caspia.briefs.sections.saying import full_year, latest_first, period_key, say_row_period
from caspia.briefs.sections.tellings import UNNAMED, party_name
from caspia.briefs.sections.trade_rows import flows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from caspia.briefs.document import Block, Paragraph, Text
    from caspia.briefs.page import Page
    from caspia.briefs.sections.at_odds import AtOdds
    from caspia.briefs.sections.mirror import Mirror
    from caspia.briefs.sections.trade_rows import Flow
    from caspia.ledger import Row

    Mirrors = Mapping[Flow, Mirror]
    Lines = list[tuple[str, Mirrors]]

Pair = tuple[str, str]


def years_blocks(
    page: Page, years: Mapping[int, Mirrors], pair: Pair, at_odds: AtOdds
) -> list[Block]:
    """Return the table of full years, the latest first; empty where there is none."""
    lines = [(str(year), mirrors) for year, mirrors in years.items()]
    caption = f"Trade of {_both(page, pair)} by year, by who reports it"
    return _blocks(page, "trade-years", caption, lines, pair, at_odds)


def parts_blocks(
    page: Page, flows: Mapping[Flow, Iterable[Row]], pair: Pair, at_odds: AtOdds
) -> list[Block]:
    """Return the table of parts of years and of periods told in part, the latest first."""
    periods: dict[str, dict[Flow, list[Row]]] = {}
    for flow, rows in flows.items():
        for row in rows:
            if full_year(row) is None:
                periods.setdefault(period_key(row), {}).setdefault(flow, []).append(row)
    lines: Lines = []
    for groups in sorted(periods.values(), key=_latest_first, reverse=True):
        mirrors = {
            flow: mirror_of(page, flow, f"{flow.key()}.{period_key(rows[0])}", rows)
            for flow, rows in groups.items()
        }
        lines.append((say_row_period(_first(groups)), mirrors))
    caption = (
        f"Trade of {_both(page, pair)} in parts of years and other periods, not to be set beside "
        "years"
    )
    return _blocks(page, "trade-parts", caption, lines, pair, at_odds)


def _both(page: Page, pair: Pair) -> str:
    return f"{party_name(page, pair[0])} and {party_name(page, pair[1])}"


def _first(groups: Mapping[Flow, Sequence[Row]]) -> Row:
    return next(iter(groups.values()))[0]


def _latest_first(groups: Mapping[Flow, Sequence[Row]]) -> tuple[object, object]:
    return latest_first(_first(groups))


def _blocks(
    page: Page, table_id: str, caption: str, lines: Lines, pair: Pair, at_odds: AtOdds
) -> list[Block]:
    told = [(period, mirrors) for period, mirrors in lines if any(m.told for m in mirrors.values())]
    if not told:
        return []
    flows = flows_of(*pair)
    columns = (
        Column("Period"),
        Column("By"),
        *(Column(flow.label(page), "right") for flow in flows),
    )
    rows = [
        row
        for period, mirrors in told[:SHOWN]
        for row in _rows(page, period, [mirrors.get(flow) for flow in flows], pair, at_odds)
    ]
    table = filled_table(table_id, caption, columns, rows)
    rest = told[SHOWN:]
    more = [_rest(page, table_id, rest)] if rest else []
    return [table, *at_odds.paragraphs(), *more]


def _rows(
    page: Page, period: str, mirrors: Sequence[Mirror | None], pair: Pair, at_odds: AtOdds
) -> list[tuple[Text, ...]]:
    """Return a row for each reporter of a period, then how far they are apart."""
    reporters = dict.fromkeys(name for m in mirrors if m for name in m.reporters(pair))
    ordered = sorted(reporters, key=lambda name: _place(name, pair))
    rows: list[tuple[Text, ...]] = [
        (
            (period,),
            (party_name(page, name) or UNNAMED,),
            *(m.cell(page, name, at_odds=at_odds) if m else () for m in mirrors),
        )
        for name in ordered
    ]
    gaps = tuple(m.gap(page) if m else () for m in mirrors)
    return [*rows, ((period,), ("difference",), *gaps)] if any(gaps) else rows


def _place(reporter: str, pair: Pair) -> tuple[bool, int, str]:
    """Key to sort by: the two of the pair, then others by id, the unnamed last."""
    return not reporter, pair.index(reporter) if reporter in pair else len(pair), reporter


def _rest(page: Page, table_id: str, rest: Lines) -> Paragraph:
    ids = [row_id for _, mirrors in rest for mirror in mirrors.values() for row_id in mirror.ids]
    key = table_id.replace("-", ".", 1)
    period, oldest = rest[-1]
    rows = [row_id for mirror in oldest.values() for row_id in mirror.ids]
    since = page.figure(f"{key}.since", period, rows, "The oldest that is left out.")
    return left_out(page, f"{key}.more", "periods", len(rest), ids, since)
