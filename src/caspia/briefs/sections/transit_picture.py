"""The charts of transit: the richest series of each closeness, one definition each."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from caspia.amounts import convert, same_dimension
from caspia.briefs.document import Picture
from caspia.briefs.pictures.interval_chart import interval_chart
from caspia.briefs.pictures.series_request import IntervalRequest, Reading
from caspia.briefs.sections.saying import full_year, say_amount
from caspia.briefs.sections.series_table import say_what
from caspia.briefs.sections.tellings import UNNAMED, tellings_of
from caspia.briefs.sections.transit_rules import TRAFFIC
from caspia.briefs.sections.wording import say_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from caspia.briefs.page import Page
    from caspia.briefs.sections.tellings import Telling
    from caspia.briefs.sections.transit_rules import Closeness
    from caspia.ledger import Row

MOST_PICTURES = 3
#: A single period makes no chart.
LEAST_PERIODS = 2
# A month of 31 days stands beside one of 28, a quarter not beside a month.
_MOST_RATIO = 1.25
# Figures that belong to one line of a chart; mode is a part of the way that they are about.
_ONE = ("series", "subject", "partner", "good", "scope")


def transit_pictures(page: Page, groups: Mapping[Closeness, Sequence[Row]]) -> list[Picture]:
    """Return up to three charts: of each group of rows the series with the most periods.

    Whole years are drawn where there are enough of them, and parts of years never beside them.

    Parameters
    ----------
    page : Page
        Where they are printed.
    groups : mapping
        Actual figures by closeness, the closest first.
    """
    pictures: list[Picture] = []
    for name, rows in groups.items():
        richest = _richest(page, rows)
        if richest and len(pictures) < MOST_PICTURES:
            pictures.append(_picture(page, name, richest))
    return pictures


def _richest(page: Page, rows: Iterable[Row]) -> list[Row]:
    lines: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        dated = row["valid_from"] and row["valid_to"]
        if dated and row["measure"] in TRAFFIC and page.ledger.amount(row).is_known:
            lines.setdefault(tuple(row[name] or "" for name in _ONE), []).append(row)
    drawn = [chosen for key in sorted(lines, key=str) if (chosen := _alike(page, lines[key]))]
    return max(drawn, key=_periods, default=[])


def _alike(page: Page, rows: Sequence[Row]) -> list[Row]:
    """Return rows whose periods may stand side by side, in the dimension of their series."""
    unit = page.ledger.row(rows[0]["series"])["unit"]
    same = [row for row in rows if same_dimension(row["unit"], unit)]
    years = [row for row in same if full_year(row) is not None]
    parts = [row for row in same if full_year(row) is None]
    candidates = (years, parts if _side_by_side(parts) else [])
    best = max(candidates, key=_periods)
    return best if _periods(best) >= LEAST_PERIODS else []


def _side_by_side(rows: Sequence[Row]) -> bool:
    """Tell whether periods follow each other and are about as long, as months or quarters are.

    "January to April" beside "January to June" would look like a rise.
    """
    spans = sorted({(row["valid_from"], row["valid_to"]) for row in rows})
    lengths = [(end - start).days for start, end in spans]
    apart = all(earlier[1] <= later[0] for earlier, later in pairwise(spans))
    return apart and bool(lengths) and max(lengths) <= _MOST_RATIO * min(lengths)


def _periods(rows: Sequence[Row]) -> int:
    return len({(row["valid_from"], row["valid_to"]) for row in rows})


def _picture(page: Page, name: str, rows: Sequence[Row]) -> Picture:
    first = rows[0]
    unit = page.ledger.row(first["series"])["unit"]
    scope = f" ({first['scope']})" if first["scope"] else ""
    what = say_what(page, first, with_mode=False)
    subject = f"{page.name(first['series'])}, {what}{scope}{_months(rows)}"
    drawn = interval_chart(IntervalRequest(subject, unit, tuple(_readings(page, rows, unit))))
    return Picture(f"transit-chart-{name}", subject, drawn.svg, drawn.alt)


def _months(rows: Sequence[Row]) -> str:
    """Name the months where all figures are of the same part of a year: no whole year is drawn."""
    told = {say_period(row["valid_from"], row["valid_to"]).rpartition(" ")[0] for row in rows}
    same = len(told) == 1 and full_year(rows[0]) is None
    return f", {told.pop()} of each year" if same else ""


def _readings(page: Page, rows: Sequence[Row], unit: str) -> Iterator[Reading]:
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["valid_from"], row["valid_to"], row["reporter"]), []).append(row)
    for group in groups.values():
        for telling in tellings_of(page, group):
            yield _reading(page, telling, unit)


def _reading(page: Page, telling: Telling, unit: str) -> Reading:
    row = telling.rows[0]
    amount = convert(telling.amount, unit)
    return Reading(
        row["valid_from"],
        row["valid_to"],
        page.name(row["reporter"]) or UNNAMED,
        amount.value or 0.0,
        amount.low,
        amount.high,
        text="" if amount.qualifier == "exact" else say_amount(amount),
    )
