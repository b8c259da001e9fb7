"""Money of another currency in US dollars of its months, by the dated rates of the ledger."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from caspia.amounts import Amount, convert, dimension
from caspia.errors import AmountError, BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.ledger.dates import Period
    from caspia.ledger.ledger import Ledger


def in_usd(ledger: Ledger, amount: Amount, period: Period) -> Amount:
    """Return an amount of money over a period in US dollars.

    The value takes the mean rate of the months; the interval takes the lowest and the highest,
    since nobody says how the sum spread over them.

    Parameters
    ----------
    ledger : Ledger
        With rates of the months.
    amount : Amount
        In any currency.
    period : Period
        When the money flowed.

    Raises
    ------
    AmountError
        The amount is no money.
    BadInputError
        The ledger has no rate for some month; names them.
    """
    if dimension(amount.unit) != "money":
        raise AmountError(f"{amount.unit} is no money. Give an amount of money.")
    currency = amount.unit.removeprefix("bn").removeprefix("M")
    if currency == "USD":
        return convert(amount, "USD")
    amount = convert(amount, currency)
    rates = _rates(ledger, currency, period)
    if amount.value is None:
        return Amount.unknown("USD")
    low = None if amount.low is None else min(amount.low * rate for rate in rates)
    high = None if amount.high is None else max(amount.high * rate for rate in rates)
    return Amount(
        amount.value * sum(rates) / len(rates),
        "between" if low is not None and high is not None else amount.qualifier,
        low,
        high,
        "USD",
        soft_low=amount.soft_low,
        soft_high=amount.soft_high,
        missing=amount.missing,
    )


def _rates(ledger: Ledger, currency: str, period: Period) -> list[float]:
    rows = ledger.rows("exchange_rates", currency=currency)
    known = {row["month"]: row["usd_per_unit"] for row in rows}
    months = list(_months(period))
    missing = [f"{month:%Y-%m}" for month in months if month not in known]
    if missing:
        raise BadInputError(
            f"There is no rate of {currency} for {', '.join(missing)}. "
            "Add rows to exchange_rates, e.g. by `caspia ledger add` on a file of the IMF."
        )
    return [known[month] for month in months]


def _months(period: Period) -> Iterator[date]:
    month = period.start.replace(day=1)
    while month < period.end:
        yield month
        count = month.year * 12 + month.month
        month = date(count // 12, count % 12 + 1, 1)
