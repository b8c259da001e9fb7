"""Parts of years that exceed a whole year as another reporter tells it: both cannot be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts import change, format_amount, format_interval, same_dimension
from caspia.briefs.document import Paragraph
from caspia.briefs.sections.mirror import mirror_of
from caspia.briefs.sections.saying import full_year, period_key, say_percent, say_row_period
from caspia.briefs.sections.tellings import UNNAMED, party_name, spread_of
from caspia.briefs.sections.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from caspia.amounts import Amount
    from caspia.briefs.document import Figure, Text
    from caspia.briefs.page import Page
    from caspia.briefs.sections.mirror import Mirror
    from caspia.briefs.sections.trade_rows import Flow
    from caspia.ledger import Row


def excess_paragraphs(
    page: Page, flows: Mapping[Flow, Sequence[Row]], years: Mapping[int, Mapping[Flow, Mirror]]
) -> list[Paragraph]:
    """Return a sentence for each part of a year that certainly exceeds the whole of that year."""
    return [
        Paragraph(text)
        for year, mirrors in years.items()
        for flow, whole in mirrors.items()
        for part, period in _parts(page, flow, flows[flow], year)
        for text in _sentences(page, whole, part, period, year)
    ]


def _parts(page: Page, flow: Flow, rows: Sequence[Row], year: int) -> Iterator[tuple[Mirror, str]]:
    """Yield what is told of each part of a year, with its period."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        start, end = row["valid_from"], row["valid_to"]
        if start and end and start.year == year and full_year(row) is None and end.year <= year + 1:
            inside = end.year == year or (end.month, end.day) == (1, 1)
            if inside:
                groups.setdefault(period_key(row), []).append(row)
    for key, group in sorted(groups.items(), reverse=True):
        yield mirror_of(page, flow, f"{flow.key()}.{key}", group), say_row_period(group[0])


def _sentences(page: Page, whole: Mirror, part: Mirror, period: str, year: int) -> Iterator[Text]:
    for one in part.told:
        for other in whole.told:
            smaller, larger = spread_of(part.told[one]), spread_of(whole.told[other])
            if _exceeds(smaller, larger):
                yield (
                    f"{sentence(_name(page, one))} tells ",
                    *part.cell(page, one, " or "),
                    f" for {period} alone, which is more than the ",
                    *whole.cell(page, other, " or "),
                    f" that {_name(page, other)} tells for all of {year}, by ",
                    _by(page, whole, part, (one, other)),
                    ".",
                )


def _by(page: Page, whole: Mirror, part: Mirror, who: tuple[str, str]) -> Figure:
    one, other = who
    smaller, larger = spread_of(part.told[one]), spread_of(whole.told[other])
    apart = change(smaller, larger)
    told = (*part.told[one], *whole.told[other])
    how = (
        f"Computed: {format_amount(smaller)} for the part, {format_amount(larger)} for the whole; "
        f"{format_interval(apart)} more."
    )
    key = f"trade.{part.key}.{one or 'unnamed'}.excess.{other or 'unnamed'}"
    rows = [row_id for telling in told for row_id in telling.ids]
    return page.figure(key, say_percent(apart), rows, how, apart)


def _exceeds(part: Amount, whole: Amount) -> bool:
    if not same_dimension(part.unit, whole.unit) or part.low is None or whole.high is None:
        return False
    if part.soft_low or whole.soft_high or whole.low is None or whole.low <= 0:
        return False
    return (change(part, whole).low or 0.0) > 0


def _name(page: Page, reporter: str) -> str:
    return party_name(page, reporter) or f"a {UNNAMED}"
