"""Changes of trade as sources state them, beside the changes that the levels give."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from caspia.amounts import agree, change, format_amount, format_interval, same_dimension
from caspia.briefs.document import Column, Table
from caspia.briefs.sections.counting import SHOWN, count_figure
from caspia.briefs.sections.listing import joined, left_out
from caspia.briefs.sections.saying import full_year, say_change, say_row_period
from caspia.briefs.sections.tellings import UNNAMED, party_name, spread_of, tellings_of
from caspia.briefs.sections.trade_rows import SINCE
from caspia.briefs.sections.wording import say_period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from caspia.amounts import Amount
    from caspia.briefs.document import Block, Figure, Paragraph, Text
    from caspia.briefs.page import Page
    from caspia.briefs.sections.tellings import Telling
    from caspia.briefs.sections.trade_rows import Flow
    from caspia.ledger import Row

Span = tuple[date | None, date | None]
_BASE = re.compile(r"\bbase\b[^;]*?\b(\d{4})\b")


@dataclass(slots=True)
class _Change:
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


def changes_blocks(
    page: Page,
    stated: Mapping[Flow, Sequence[Row]],
    levels: Mapping[Flow, Sequence[Row]],
) -> list[Block]:
    """Return the table of changes, the latest first; empty where none is stated or computed."""
    found = sorted(
        _changes(page, stated, levels),
        key=lambda c: (c.period[1] or date.min, c.period[0] or date.min),
        reverse=True,
    )
    if not found:
        return []
    shown, rest = found[:SHOWN], found[SHOWN:]
    columns = (
        "Period",
        "Against",
        "Flow",
        "By",
        "Stated",
        "From the levels",
        "Stated and computed",
    )
    caption = "Changes as stated, and as the same reporter's levels give them"
    rows = tuple(_cells(page, one) for one in shown)
    table = Table("trade-changes", caption, tuple(Column(name) for name in columns), rows)
    return [table, *([_rest(page, rest)] if rest else [])]


def computed_change(
    page: Page, flow: Flow, levels: Sequence[Row], reporter: str, year: int
) -> Text:
    """Return the change of a year on the year before by a reporter's levels; empty without them."""
    one = _Change(flow, reporter, _year(year), _year(year - 1))
    _add_levels(page, one, levels)
    return _computed(page, one)


def _changes(
    page: Page, stated: Mapping[Flow, Sequence[Row]], levels: Mapping[Flow, Sequence[Row]]
) -> list[_Change]:
    found: dict[tuple[object, ...], _Change] = {}
    for flow, rows in stated.items():
        for row in rows:
            period = (row["valid_from"], row["valid_to"])
            made = _Change(flow, row["reporter"] or "", period, base_of(page, row))
            place = (flow, made.reporter, made.period, made.base)
            found.setdefault(place, made).stated.append(row)
    for flow, rows in levels.items():
        for row in rows:
            year = full_year(row)
            if year is not None and row["reporter"]:
                made = _Change(flow, row["reporter"], _year(year), _year(year - 1))
                found.setdefault((flow, made.reporter, made.period, made.base), made)
    for one in found.values():
        if one.reporter:
            _add_levels(page, one, levels[one.flow])
    return [one for one in found.values() if one.stated or _tells_something(one.computed())]


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


def _add_levels(page: Page, one: _Change, levels: Sequence[Row]) -> None:
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


def _cells(page: Page, one: _Change) -> tuple[Text, ...]:
    period = say_row_period(one.stated[0]) if one.stated else say_period(*one.period)
    against = say_period(*one.base) if one.base[0] else ""
    return (
        (period,),
        (against,),
        (one.flow.label(page),),
        (party_name(page, one.reporter) or UNNAMED,),
        joined(_stated(page, one)) or ("not stated",),
        _computed(page, one) or ("no levels of both periods",),
        _together(page, one),
    )


def _stated(page: Page, one: _Change) -> list[Text]:
    found: list[Text] = []
    for number, telling in enumerate(tellings_of(page, one.stated), start=1):
        key = f"{one.key()}.stated" + ("" if number == 1 else f".{number}")
        how = page.said_by(telling.rows[0], telling.amount)
        text = say_change(telling.amount)
        found.append((page.figure(key, text, telling.ids, how, telling.amount),))
    return found


def _computed(page: Page, one: _Change) -> Text:
    computed = one.computed()
    if computed is None:
        return ()
    later, earlier = spread_of(one.later), spread_of(one.earlier)
    how = (
        f"Computed from the levels by {party_name(page, one.reporter)}: {format_amount(later)} for "
        f"{say_period(*one.period)} after {format_amount(earlier)} for {say_period(*one.base)}."
    )
    key = f"{one.key()}.computed"
    return (page.figure(key, say_change(computed), one.level_ids, how, computed),)


def _together(page: Page, one: _Change) -> Text:
    """Say whether what is stated fits the levels; empty where there is nothing to compare."""
    computed = one.computed()
    tellings = tellings_of(page, one.stated)
    if computed is None or not tellings:
        return ()
    apart = [told for told in tellings if agree(told.amount, computed) == "apart"]
    rows = [row_id for told in tellings for row_id in told.ids]
    stated = ", ".join(format_interval(told.amount) for told in tellings)
    how = f"Computed: {stated} stated, {format_interval(computed)} from the levels."
    text = "disagree" if apart else "agree"
    return (page.figure(f"{one.key()}.together", text, [*rows, *one.level_ids], how, computed),)


def _rest(page: Page, rest: Sequence[_Change]) -> Paragraph:
    ids = [row_id for one in rest for row_id in (*(r.id for r in one.stated), *one.level_ids)]
    how = "Counted: changes that are older than those in the table."
    count: Figure = count_figure(page, "trade.changes.more", len(rest), ids, how)
    oldest = rest[-1]
    rows = [row.id for row in oldest.stated] or list(oldest.level_ids)
    text = say_row_period(oldest.stated[0]) if oldest.stated else say_period(*oldest.period)
    since = page.figure("trade.changes.since", text, rows, "The oldest that is left out.")
    return left_out(count, since, "changes")


def _span_key(period: Span, base: Span) -> str:
    whole = [span for span in (period, base) if None not in span]
    if len(whole) == 2 and all(_is_year(span) for span in whole):
        return f"{period[0]:%Y}-on-{base[0]:%Y}"
    return f"{period[0] or ''}..{period[1] or ''}-on-{base[0] or ''}"


def _is_year(span: Span) -> bool:
    start, end = span
    return bool(start and end) and span == _year(start.year if start else 0)
