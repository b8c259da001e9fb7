"""The first sentences on trade: the latest full year, and the latest part of a year after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Figure, Paragraph
from caspia.briefs.sections.listing import joined
from caspia.briefs.sections.mirror import mirror_of
from caspia.briefs.sections.saying import full_year, latest_first, period_key, say_row_period
from caspia.briefs.sections.tellings import party_name
from caspia.briefs.sections.trade_changes import computed_change
from caspia.briefs.sections.wording import say_both, say_date, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from caspia.briefs.document import Text
    from caspia.briefs.page import Page
    from caspia.briefs.sections.mirror import Mirror
    from caspia.briefs.sections.trade_rows import Flow
    from caspia.ledger import Row

    Flows = Mapping[Flow, Sequence[Row]]
    Years = Mapping[int, Mapping[Flow, Mirror]]


def trade_lead(page: Page, flows: Flows, mirrors: Years) -> Paragraph:
    """Return who tells how much of the latest year and of the part of a year after it."""
    year = next((year for year, found in mirrors.items() if _turnover(found)), None)
    texts: list[Text] = []
    if year is not None:
        texts += _of_year(page, flows, mirrors[year], year)
    texts += _of_part(page, flows, year)
    if not texts:
        none = f"No turnover of {say_both(page)} as a whole was known on {say_date(page.on)}."
        return Paragraph((none,))
    return Paragraph(joined(texts, " "))


def _turnover(found: Mapping[Flow, Mirror]) -> Mirror | None:
    return next((mirror for flow, mirror in found.items() if flow.both_ways), None)


def _of_year(page: Page, flows: Flows, found: Mapping[Flow, Mirror], year: int) -> list[Text]:
    mirror = _turnover(found)
    if mirror is None:
        return []
    return [
        (f"Turnover of {say_both(page)} in {year}: ", *_told(page, mirror), "."),
        _gap(page, mirror),
        *_changes(page, mirror, year, flows),
        *_directions(page, found),
    ]


def _of_part(page: Page, flows: Flows, year: int | None) -> list[Text]:
    """Tell the latest part of a year that began after the latest full year."""
    flow = next(flow for flow in flows if flow.both_ways)
    rows = [row for row in flows[flow] if _is_part_after(row, year)]
    if not rows:
        return []
    latest = max(rows, key=latest_first)
    same = [row for row in rows if period_key(row) == period_key(latest)]
    mirror = mirror_of(page, flow, f"{flow.key()}.{period_key(latest)}", same)
    if not mirror.told:
        return []
    opening = f"For {say_row_period(latest)}: "
    if year is None:
        opening = f"Turnover of {say_both(page)} for {say_row_period(latest)}: "
    return [(opening, *_told(page, mirror), "."), _gap(page, mirror)]


def _is_part_after(row: Row, year: int | None) -> bool:
    start, end = row["valid_from"], row["valid_to"]
    if start is None or end is None or full_year(row) is not None:
        return False
    return year is None or bool(start.year > year)


def _told(page: Page, mirror: Mirror) -> Text:
    """Say who tells what: ``Kazakhstan reports 529.4 MUSD, and ...``."""
    named = [
        (f"{party_name(page, who)} reports ", *mirror.cell(page, who, " or "))
        for who in mirror.told
        if who
    ]
    unnamed = mirror.cell(page, "", " or ")
    if unnamed:
        named.append(("sources that name no reporter have ", *unnamed))
    return joined(named, ", and ")


def _gap(page: Page, mirror: Mirror) -> Text:
    gap = mirror.gap(page)
    if not gap:
        return ()
    if any(isinstance(piece, Figure) and piece.text == "agree" for piece in gap):
        return ("These figures ", *gap, ".")
    return ("The highest of these exceeds the lowest by ", *gap, ".")


def _directions(page: Page, found: Mapping[Flow, Mirror]) -> list[Text]:
    """Tell both directions by each named reporter who has both."""
    ways = [mirror for flow, mirror in found.items() if not flow.both_ways]
    if len(ways) < 2:
        return []
    there, back = ways
    return [
        (
            f"{sentence(party_name(page, who))} counts ",
            *there.cell(page, who, " or "),
            f" from {there.flow.label(page)} and ",
            *back.cell(page, who, " or "),
            " the other way.",
        )
        for who in there.told
        if who and who in back.told
    ]


def _changes(page: Page, mirror: Mirror, year: int, flows: Flows) -> list[Text]:
    found: list[Text] = []
    for who in mirror.told:
        change = computed_change(page, mirror.flow, flows[mirror.flow], who, year)
        if who and change:
            opening = f"By the figures of {party_name(page, who)} that is a "
            found.append((opening, *change, f" on {year - 1}."))
    return found
