"""Figures as they were told: rows that say the same are one telling with several sources."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from caspia.amounts import Amount, convert, same_dimension
from caspia.briefs.sections.retelling import told_otherwise
from caspia.briefs.sections.saying import say_amount, say_row_amount
from caspia.briefs.sections.wording import say_side

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from caspia.briefs.document import Figure, Text
    from caspia.briefs.page import Page
    from caspia.briefs.sections.at_odds import AtOdds
    from caspia.ledger import Row

UNNAMED = "reporter not named"


@dataclass(frozen=True, slots=True)
class Telling:
    """One amount, by all rows that state it.

    Attributes
    ----------
    rows : tuple of Row
        The first known comes first.
    amount : Amount
        As the first row states it, or as it was computed.
    how : str
        How it was computed; empty where the rows state it.
    """

    rows: tuple[Row, ...]
    amount: Amount
    how: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the rows."""
        return tuple(row.id for row in self.rows)


def tellings_of(page: Page, rows: Iterable[Row]) -> tuple[Telling, ...]:
    """Return what rows about one thing tell, the first known first; unknown amounts are left out.

    Rows that state the same amount in the same words are one telling.
    """
    found: dict[tuple[object, ...], list[Row]] = {}
    amounts: dict[tuple[object, ...], Amount] = {}
    for row in sorted(rows, key=lambda r: (r.known_from, r.id)):
        amount = page.ledger.amount(row)
        if not amount.is_known:
            continue
        said = (say_amount(amount), amount.low, amount.high, amount.unit)
        found.setdefault(said, []).append(row)
        amounts.setdefault(said, amount)
    return tuple(Telling(tuple(group), amounts[said]) for said, group in found.items())


def finest(tellings: Iterable[Telling]) -> tuple[Telling, ...]:
    """Leave out tellings that only round another one: whose interval holds that of a finer one."""
    every = tuple(tellings)
    return tuple(
        one for one in every if not any(_rounds(one.amount, other.amount) for other in every)
    )


def spread_of(tellings: Iterable[Telling]) -> Amount:
    """Return the interval from the least to the most that tellings of one unit allow.

    A telling that only rounds a finer one does not widen it.

    Raises
    ------
    ValueError
        There is no telling.
    AmountError
        The units do not convert.
    """
    told = [telling.amount for telling in finest(tellings)]
    if not told:
        raise ValueError("There is no telling to take the spread of. Ask for one first.")
    unit = told[0].unit
    members = [convert(amount, unit) for amount in told]
    if len(members) == 1:
        return members[0]
    lowest = min(members, key=lambda m: float("-inf") if m.low is None else m.low)
    highest = max(members, key=lambda m: float("inf") if m.high is None else m.high)
    narrowest = min(members, key=_width)
    return Amount(
        narrowest.value,
        "between",
        lowest.low,
        highest.high,
        unit,
        soft_low=lowest.soft_low,
        soft_high=highest.soft_high,
    )


def figures_of(
    page: Page,
    key: str,
    tellings: Sequence[Telling],
    printed: Collection[str] = (),
    *,
    named: bool = False,
    unsaid: Collection[str] = (),
    at_odds: AtOdds | None = None,
    mark: str = "; ",
    rounded: bool = True,
) -> Text:
    """Return tellings as figures side by side, each with what rivals say of the same thing.

    Parameters
    ----------
    page : Page
        Where they are printed.
    key : str
        Key of the first; the others add ``.2``, ``.3`` in the order in which they became known.
    tellings : sequence of Telling
        As `tellings_of` gives them.
    printed : collection of str
        Rows that stand in the same table, which need not be told again as rivals.
    named : bool
        Name the reporter behind each figure.
    unsaid : collection of str
        Reporters whom the caption of the table names once for all.
    at_odds : AtOdds, optional
        Takes the rivals of another series or period, to be told below the table.
    mark : str
        Between figures.
    rounded : bool
        Print tellings that only round another one too.
    """
    pieces: list[str | Figure] = []
    shown = tellings if rounded else finest(tellings)
    beside = {*printed, *(row_id for telling in tellings for row_id in telling.ids)}
    for number, telling in enumerate(tellings, start=1):
        if telling not in shown:
            continue
        figure = telling_figure(page, key if number == 1 else f"{key}.{number}", telling)
        pieces += [mark] if pieces else []
        pieces += [figure, *_remarks(page, telling, named=named, unsaid=unsaid)]
        rivals = [rival for rival in figure.rivals if rival not in beside]
        apart = [r for r in rivals if not _is_alike(telling.rows[0], page.ledger.row(r))]
        pieces += told_otherwise(page, figure, partial(_rival, page), {*beside, *apart})
        if at_odds is not None:
            at_odds.add(telling.rows[0], figure, apart)
        beside |= set(figure.rivals)
    return tuple(pieces)


def _remarks(page: Page, telling: Telling, *, named: bool, unsaid: Collection[str]) -> Text:
    """Say in brackets whose figure it is, and whether it was computed."""
    reporters = reporters_of(page, telling)
    remarks = [reporters] if named and reporters not in unsaid else []
    remarks += ["computed"] if telling.how else []
    return (f" ({', '.join(remarks)})",) if remarks else ()


def _is_alike(one: Row, other: Row) -> bool:
    """Tell whether two rows measure one series over one period."""
    alike = ("series", "valid_from", "valid_to")
    return one.table == other.table and all(one[name] == other[name] for name in alike)


def telling_figure(page: Page, key: str, telling: Telling) -> Figure:
    """Return the figure of one telling."""
    how = telling.how or page.said_by(telling.rows[0], telling.amount)
    text = say_row_amount(telling.amount, telling.rows[0])
    return page.figure(key, text, telling.ids, how, telling.amount)


def reporters_of(page: Page, telling: Telling) -> str:
    """Name who reports a telling."""
    names = dict.fromkeys(reporter_name(page, row) for row in telling.rows)
    named = [name for name in names if name != UNNAMED]
    return ", ".join(named or [UNNAMED])


def party_name(page: Page, party: str | None) -> str:
    """Name a party within a sentence, one of the page with its article: ``the European Union``."""
    for side in (page.a, page.b):
        if side.id == party:
            return say_side(side)
    return page.name(party)


def reporter_name(page: Page, row: Row) -> str:
    """Name the reporter of a row."""
    return party_name(page, row["reporter"]) or UNNAMED


def _rounds(coarse: Amount, fine: Amount) -> bool:
    """Tell whether the interval of one amount holds that of a narrower one."""
    if coarse is fine or not same_dimension(coarse.unit, fine.unit):
        return False
    wide, narrow = _width(coarse), _width(convert(fine, coarse.unit))
    return narrow < wide and _holds(coarse, fine)


def _holds(coarse: Amount, fine: Amount) -> bool:
    inner = convert(fine, coarse.unit)
    low = coarse.low is None or (inner.low is not None and coarse.low <= inner.low)
    high = coarse.high is None or (inner.high is not None and inner.high <= coarse.high)
    return low and high


def _width(amount: Amount) -> float:
    if amount.low is None or amount.high is None:
        return float("inf")
    return amount.high - amount.low


def _rival(page: Page, row: Row) -> str:
    """Say what a rival row states of the same thing, and who reports it."""
    return f"{say_row_amount(page.ledger.amount(row), row)} ({reporter_name(page, row)})"
