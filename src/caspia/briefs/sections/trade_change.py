"""Changes of trade between two periods: stated by sources, and given by one reporter's levels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from caspia.amounts import change, same_dimension
from caspia.briefs.sections.saying import full_year
from caspia.briefs.sections.tellings import spread_of, tellings_of
from caspia.briefs.sections.trade_rows import SINCE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from caspia.amounts import Amount
    from caspia.briefs.page import Page
    from caspia.briefs.sections.tellings import Telling
    from caspia.briefs.sections.trade_rows import Flow
    from caspia.ledger import Row

Span = tuple[date | None, date | None]
# "base 2022", "base Jan-Apr 2023": the series of changes leave the base to the note of a report.
_BASE = re.compile(r"\bbase\b[^;]*?\b(\d{4})\b")


@dataclass(slots=True)
class Change:
    """A change of one flow by one reporter, between two periods.

    Attributes
    ----------
    flow : Flow
        Of what.
    reporter : str
        By whose figures; empty where no one is named.
    period, base : tuple of date or None
        Half-open; the base is the same months of an earlier year.
    stated : list of Row
        Rows that state the change.
    later, earlier : tuple of Telling
        Levels of both periods by the same reporter.
    """

    flow: Flow
    reporter: str
    period: Span
    base: Span
    stated: list[Row] = field(default_factory=list)
    later: tuple[Telling, ...] = ()
    earlier: tuple[Telling, ...] = ()

    def key(self) -> str:
        """Return the part of the keys of its figures that names it."""
        reporter = self.reporter or "unnamed"
        return f"trade.change.{self.flow.key()}.{_span_key(self.period, self.base)}.{reporter}"

    def computed(self) -> Amount | None:
        """Return the change that the levels give; None where one is missing."""
        if not self.later or not self.earlier:
            return None
        later, earlier = spread_of(self.later), spread_of(self.earlier)
        if not same_dimension(later.unit, earlier.unit) or (earlier.low or 0.0) <= 0:
            return None
        return change(later, earlier)

    @property
    def level_ids(self) -> tuple[str, ...]:
        """Rows of both levels."""
        tellings = (*self.later, *self.earlier)
        return tuple(dict.fromkeys(row_id for told in tellings for row_id in told.ids))


def yearly_change(
    page: Page, flow: Flow, levels: Sequence[Row], reporter: str, year: int
) -> Change:
    """Return the change of a year on the year before by a reporter's levels."""
    one = Change(flow, reporter, _year(year), _year(year - 1))
    _add_levels(page, one, levels)
    return one


def changes_of(
    page: Page, stated: Mapping[Flow, Sequence[Row]], levels: Mapping[Flow, Sequence[Row]]
) -> list[Change]:
    """Return the changes that are stated or follow from the levels of two years, latest first.

    Of a reporter that is not named no change is computed: two such levels may be of two reporters.
    """
    found: dict[tuple[object, ...], Change] = {}
    for flow, rows in stated.items():
        for row in rows:
            period = (row["valid_from"], row["valid_to"])
            made = Change(flow, row["reporter"] or "", period, base_of(page, row))
            place = (flow, made.reporter, made.period, made.base)
            found.setdefault(place, made).stated.append(row)
    for flow, rows in levels.items():
        for row in rows:
            year = full_year(row)
            if year is not None and row["reporter"]:
                made = Change(flow, row["reporter"], _year(year), _year(year - 1))
                found.setdefault((flow, made.reporter, made.period, made.base), made)
    for one in found.values():
        if one.reporter:
            _add_levels(page, one, levels[one.flow])
    telling = [one for one in found.values() if one.stated or _tells_something(one.computed())]
    return sorted(
        telling,
        key=lambda one: (one.period[1] or date.min, one.period[0] or date.min),
        reverse=True,
    )


def _tells_something(computed: Amount | None) -> bool:
    """Tell whether a change is known, and whether it is a rise or a fall."""
    if computed is None:
        return False
    return (computed.low is not None and computed.low > 0) or (
        computed.high is not None and computed.high < 0
    )


def base_of(page: Page, row: Row) -> Span:
    """Return the period that a stated change counts from: the same months of an earlier year.

    The scope or a report names the year of the base; where neither does, it is the year before.
    """
    start, end = row["valid_from"], row["valid_to"]
    if start is None or end is None:
        return (None, None)
    named = SINCE.fullmatch(row["scope"] or "") or next(
        (match for report in page.ledger.reports(row.id) if (match := _BASE.search(report.note))),
        None,
    )
    back = start.year - int(named[1]) if named else 1
    return _moved(start, back), _moved(end, back)


def _moved(day: date, years: int) -> date:
    # The 29th of February has no like in most years.
    return day.replace(year=day.year - years, day=min(day.day, 28) if day.month == 2 else day.day)


def _year(year: int) -> Span:
    return date(year, 1, 1), date(year + 1, 1, 1)


def _add_levels(page: Page, one: Change, levels: Sequence[Row]) -> None:
    one.later = _level(page, levels, one.reporter, one.period)
    one.earlier = _level(page, levels, one.reporter, one.base)


def _level(page: Page, levels: Sequence[Row], reporter: str, span: Span) -> tuple[Telling, ...]:
    if None in span:
        return ()
    rows = [
        row
        for row in levels
        if row["reporter"] == reporter and (row["valid_from"], row["valid_to"]) == span
    ]
    tellings = tellings_of(page, rows)
    units = {telling.amount.unit for telling in tellings}
    return tellings if len(units) == 1 else ()


def _span_key(period: Span, base: Span) -> str:
    whole = [span for span in (period, base) if None not in span]
    if len(whole) == 2 and all(_is_year(span) for span in whole):
        return f"{period[0]:%Y}-on-{base[0]:%Y}"
    return f"{period[0] or ''}..{period[1] or ''}-on-{base[0] or ''}"


def _is_year(span: Span) -> bool:
    start, end = span
    return bool(start and end) and span == _year(start.year if start else 0)
