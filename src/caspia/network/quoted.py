"""What the ledger quotes for a way: through rates and transit days, as printed and with source."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10
from typing import TYPE_CHECKING

from caspia.amounts import Amount, scaled
from caspia.ledger import when
from caspia.network.cargo import cargo_of
from caspia.network.permission import wider_goods
from caspia.network.quote_ways import apart, point_of, points, ways_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from caspia.ledger import Ledger, Row
    from caspia.network.quote_ways import Point, Way

RATES = frozenset(
    {
        "freight_rate",
        "freight_rate_teu",
        "freight_rate_t",
        "ferry_rate",
        "ferry_rate_feu",
        "ferry_rate_teu",
        "ferry_rate_t",
        "rail_tariff_t",
        "pipeline_tariff",
        "pipeline_tariff_bbl",
    }
)
TIMES = frozenset({"transit_time"})
# A quote stands for a pair when both its ends together lie off by this share of the way at most.
OFF = 0.15
_DAYS = 365.25
# Off by a tenth of the way is as bad as a year off in time; an undated quote as five years.
_PER_YEAR = 0.1
_UNDATED_YEARS = 5.0
# Ships serve ports only, however near the place asked lies.
_BY_WATER = frozenset({"sea", "ferry"})
_PORT = "port"
_DIGITS = 3  # of a figure that was scaled


@dataclass(frozen=True, slots=True)
class Quote:
    """One published rate or time.

    Attributes
    ----------
    row_id : str
        The observation.
    what : str
        ``cost`` or ``time``.
    origin, destination : str
        The ends that the source speaks of: ids of nodes, or names of places outside the network.
    corridor : str
        Id of the corridor; empty where it is not told.
    period : str
        When it held, as people write it; empty where the source has no date.
    printed : Amount
        The figure in its own unit.
    as_printed : str
        The words of the source; empty where they are not kept.
    estimate : Amount
        The figure for the pair asked, in the same unit: scaled by the length of the way.
    factor : float
        What it was scaled by; 1 where source and question speak of the same pair.
    days_apart : int or None
        Days between the day asked and its period; None where it is undated.
    sources : tuple of str
        Who says so.
    says : str
        What a reader should know: scaled from where, how far off in time, the kind of service.
    """

    row_id: str
    what: str
    origin: str
    destination: str
    corridor: str
    period: str
    printed: Amount
    as_printed: str
    estimate: Amount
    factor: float
    days_apart: int | None
    sources: tuple[str, ...]
    says: str

    @property
    def exact(self) -> bool:
        """Whether the source speaks of this very pair, on this very day."""
        return self.factor == 1.0 and self.days_apart == 0


@dataclass(frozen=True, slots=True)
class _Offer:
    """A quote that may serve: its row, its way, how far off it is and what it is scaled by."""

    row: Row
    way: Way
    off: float
    factor: float
    days: int | None

    @property
    def rank(self) -> tuple[float, str]:
        years = _UNDATED_YEARS if self.days is None else self.days / _DAYS
        return self.off + _PER_YEAR * years, self.row.id


def quotes(ledger: Ledger, origin: str, destination: str, good: str, on: date) -> tuple[Quote, ...]:
    """Return what is quoted for a good between two nodes, the nearest in place and time first.

    Of each series of figures about one way the one nearest in time is kept. A quote for a pair
    whose ends lie close by is scaled with the distance between the ends.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    origin, destination : str
        Ids of nodes.
    good : str
        What is carried.
    on : date
        The day.

    Raises
    ------
    UnknownNameError
        There is no such node or good.
    """
    places, ends = points(ledger), (ledger.row(origin), ledger.row(destination))
    best: dict[tuple[object, ...], _Offer] = {}
    for row in _told(ledger, good):
        for way in ways_of(ledger, row):
            found = _offer(row, way, ends, places, on)
            if found is not None:
                series = tuple(row[c] for c in ("series", "subject", "partner", "good", "scope"))
                key = (*series, way.origin, way.destination)
                best[key] = min(best.get(key, found), found, key=lambda offer: offer.rank)
    return tuple(_quote(ledger, one) for one in sorted(best.values(), key=lambda o: o.rank))


def _told(ledger: Ledger, good: str) -> Iterator[Row]:
    """Yield the rates and times of what happened that a good can take."""
    wider, cargo = wider_goods(ledger, good), cargo_of(ledger, good)
    for row in ledger.rows("observations"):
        boxed = row["unit"] in ("USD_per_FEU", "USD_per_TEU")
        if row["series"] not in RATES | TIMES or row["modality"] != "actual":
            continue
        if row["good"] is None:
            fits = cargo == "containers" if boxed else cargo not in ("gas", "power", "liquid")
        else:
            fits = row["good"] in wider
        if fits:
            yield row


def _offer(
    row: Row, way: Way, ends: tuple[Row, Row], places: Mapping[str, Point], on: date
) -> _Offer | None:
    """Return a quote that may serve; None where it speaks of another way."""
    if row["mode"] in _BY_WATER and any(node["kind"] != _PORT for node in ends):
        return None
    ours = point_of(ends[0]), point_of(ends[1])
    theirs = places[way.origin], places[way.destination]
    asked, quoted = apart(*ours), apart(*theirs)
    shift = apart(ours[0], theirs[0]) + apart(ours[1], theirs[1])
    if not asked or not quoted or shift / asked > OFF:
        return None
    factor = asked / quoted if shift else 1.0
    return _Offer(row, way, shift / asked, factor, _days_apart(row, on))


def _quote(ledger: Ledger, offer: _Offer) -> Quote:
    row, printed = offer.row, ledger.amount(offer.row)
    reports = ledger.reports(row.id)
    return Quote(
        row.id,
        "time" if row["series"] in TIMES else "cost",
        offer.way.origin,
        offer.way.destination,
        offer.way.corridor,
        when(row),
        printed,
        next((report.quoted for report in reports if report.quoted), ""),
        _estimate(printed, offer),
        offer.factor,
        offer.days,
        tuple(dict.fromkeys(report.source_id for report in reports)),
        "; ".join(_remarks(offer)),
    )


def _estimate(printed: Amount, offer: _Offer) -> Amount:
    """Return the figure for the pair asked, less sure by the share of the way that it is off."""
    if offer.factor == 1.0:
        return printed
    if printed.low is None or printed.high is None:
        return scaled(printed, offer.factor)
    low = _rounded(printed.low * offer.factor * (1 - offer.off))
    high = _rounded(printed.high * offer.factor * (1 + offer.off))
    if low == high:
        return Amount.of(low, printed.unit, "about")
    return Amount.of(None, printed.unit, "between", low=low, high=high)


def _rounded(number: float) -> float:
    return round(number, _DIGITS - 1 - floor(log10(number))) if number > 0 else 0.0


def _remarks(offer: _Offer) -> Iterator[str]:
    if offer.row["scope"]:
        yield str(offer.row["scope"])
    if offer.factor != 1.0:
        yield (
            f"quoted for {offer.way.origin} to {offer.way.destination}, "
            f"scaled by {offer.factor:.2f} with the distance"
        )
    if offer.days is None:
        yield "undated"
    elif offer.days:
        yield f"{offer.days} days from the day asked"


def _days_apart(row: Row, on: date) -> int | None:
    begins, ends = row["valid_from"], row["valid_to"]
    if begins is None and ends is None:
        return None
    if begins is not None and on < begins:
        return int((begins - on).days)
    return int((on - ends).days) + 1 if ends is not None and on >= ends else 0
