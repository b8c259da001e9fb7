"""Trade with a bloc: member by member in the latest full year, and the sum by year."""

from __future__ import annotations

from dataclasses import replace
from math import floor, log10
from typing import TYPE_CHECKING

from caspia.amounts import format_amount
from caspia.briefs.document import Column, Missing, Paragraph, Table
from caspia.briefs.sections.counting import SHOWN, count_figure
from caspia.briefs.sections.listing import filled_table
from caspia.briefs.sections.trade_members import Members
from caspia.briefs.sections.wording import say_both, say_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caspia.amounts import Amount
    from caspia.briefs.document import Block, Figure, Text
    from caspia.briefs.page import Page
    from caspia.briefs.sections.at_odds import AtOdds
    from caspia.briefs.sections.mirror import Mirror
    from caspia.briefs.sections.trade_members import MemberSum, Pair
    from caspia.briefs.sections.trade_rows import Flow

_YEARS = 5


def bloc_blocks(
    page: Page, whole: Mapping[int, Mapping[Flow, Mirror]], at_odds: AtOdds
) -> list[Block]:
    """Return the sum over the members, the table of members and of sums, and what is missing.

    Parameters
    ----------
    page : Page
        With at least one bloc.
    whole : mapping
        What is told of the two sides as one, by year.
    at_odds : AtOdds
        Takes what disagrees, to be told below the table.
    """
    members = Members(page)
    if not members.years:
        cure = (
            "Add the turnover of a year for a pair of states, as either reports it (observations: "
            "series trade_turnover; subject, partner, reporter)."
        )
        return [
            Missing(f"Turnover of a full year for any pair of states of {say_both(page)}.", cure)
        ]
    year = members.years[0]
    silent = [pair for pair in page.pairs if not members.told(pair, year)]
    return [
        Paragraph(_lead(page, members, year)),
        *_members_table(page, members, year, at_odds),
        *_sums_table(page, members, whole),
        *([_missing(members, silent, year)] if silent else []),
    ]


def _lead(page: Page, members: Members, year: int) -> Text:
    found = members.sum(year)
    if found is None:
        return (f"No turnover of {year} is told in US dollars, so none is summed.",)
    how = "Counted: pairs of one state of each side, by the memberships on the day."
    rows = (*page.a.memberships, *page.b.memberships)
    kind = "members" if page.a.is_state or page.b.is_state else "pairs of states"
    text: Text = (
        f"The turnover of {year} is known for ",
        _known(page, found, year),
        " of ",
        count_figure(page, "trade.members.count", len(page.pairs), rows, how),
        f" {kind}; together it comes to ",
        _sum(page, found, year),
        ".",
    )
    if found.amount.missing:
        text += (" This is a lower bound: a missing one can only add to it.",)
    return text


def _known(page: Page, found: MemberSum, year: int) -> Figure:
    how = f"Counted: those with a turnover of {year} in US dollars ({', '.join(found.counted)})."
    key = f"trade.members.{year}.known"
    return count_figure(page, key, len(found.counted), found.rows, how)


def _sum(page: Page, found: MemberSum, year: int) -> Figure:
    text = format_amount(_shortened(found.amount))
    return page.figure(f"trade.members.{year}.sum", text, found.rows, found.how, found.amount)


def _shortened(amount: Amount) -> Amount:
    """Return a lower bound rounded down to four digits; any other amount as it is."""
    if amount.low is None or amount.high is not None or amount.low <= 0:
        return amount
    step = 10.0 ** (floor(log10(amount.low)) - 3)
    return replace(amount, low=round(floor(amount.low / step) * step, 12))


def _members_table(page: Page, members: Members, year: int, at_odds: AtOdds) -> list[Block]:
    heads = _heads(page)
    columns = (Column(heads[0]), *(Column(name, "right") for name in heads[1:]))
    told = [
        pair
        for pair in sorted(page.pairs, key=members.name)
        if members.told(pair, year) or members.latest_besides(pair, year)
    ]
    rows = [_cells(page, members, pair, year, at_odds) for pair in told[:SHOWN]]
    caption = f"Turnover of {say_both(page)} in {year}, by member"
    table = filled_table("trade-members", caption, columns, rows)
    rest = told[SHOWN:]
    return [
        table,
        *at_odds.paragraphs(),
        *([_rest(page, members, rest, year)] if rest else []),
    ]


def _heads(page: Page) -> tuple[str, ...]:
    tail = ("By others", "Apart by", "Latest other period")
    if page.a.is_state:
        return ("Member", "By the member", f"By {page.a.name}", *tail)
    if page.b.is_state:
        return ("Member", "By the member", f"By {page.b.name}", *tail)
    return ("Pair", "By the first", "By the second", *tail)


def _cells(
    page: Page, members: Members, pair: Pair, year: int, at_odds: AtOdds
) -> tuple[Text, ...]:
    mirror = members.told(pair, year)
    latest = members.latest_besides(pair, year)
    other: Text = (f"{latest[0]}: ", *latest[1].others(page, (), at_odds)) if latest else ()
    if mirror is None:
        return ((members.name(pair),), (), (), (), (), other)
    first, second = reversed(pair) if page.a.is_state else pair
    return (
        (members.name(pair),),
        mirror.cell(page, first, at_odds=at_odds),
        mirror.cell(page, second, at_odds=at_odds),
        mirror.others(page, pair, at_odds),
        mirror.gap(page),
        other,
    )


def _rest(page: Page, members: Members, rest: list[Pair], year: int) -> Paragraph:
    rows: list[str] = []
    for pair in rest:
        latest = members.latest_besides(pair, year)
        mirror = members.told(pair, year) or (latest[1] if latest else None)
        rows += mirror.ids if mirror else ()
    how = "Counted: pairs with a turnover that the table has no room for."
    return Paragraph(
        ("Not listed here: ", count_figure(page, "trade.members.more", len(rest), rows, how), ".")
    )


def _sums_table(
    page: Page, members: Members, whole: Mapping[int, Mapping[Flow, Mirror]]
) -> list[Block]:
    """Return the sum of each year beside what is told of the two sides as one."""
    rows: list[tuple[Text, ...]] = []
    for year in members.years[:_YEARS]:
        found = members.sum(year)
        mirror = next((m for flow, m in whole.get(year, {}).items() if flow.both_ways), None)
        told = mirror.others(page, ()) if mirror else ()
        if found:
            known = _known(page, found, year)
            rows.append(((str(year),), (known,), (_sum(page, found, year),), told))
    names = ("Year", "Pairs with a figure", "Sum over them", "Told of both as one")
    columns = (Column(names[0]), *(Column(name, "right") for name in names[1:]))
    caption = f"Turnover of {say_both(page)}: the sum over the members, by year"
    return [Table("trade-sums", caption, columns, tuple(rows))] if len(rows) > 1 else []


def _missing(members: Members, silent: list[Pair], year: int) -> Missing:
    names = [members.name(pair) for pair in silent]
    what = f"Turnover of {year} for {say_list(names)}."
    if len(names) > SHOWN:
        what = f"Turnover of {year} for most pairs of states, {names[0]} among them."
    return Missing(
        what,
        f"Add the turnover of each pair in {year}, one figure for each that reports it "
        "(observations: series trade_turnover; subject, partner, reporter).",
    )
