"""How far a state stands from Russia and from the West, and who has said what on whose land."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.ledger import find_party, holds_on, read_day
from caspia.relations.facts import facts_of
from caspia.relations.rules import blocs, is_followed, role_factor, settings
from caspia.relations.timeline import Score

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from caspia.ledger import Ledger, Row

    Numbers = NDArray[np.float64]

CAMPS = ("russia", "west")
_VOTERS = {"russia": "RUS", "west": "USA"}
_ENOUGH_VOTES = 10
_SEED = 20220224
_DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Stance:
    """Distances of a state on a day, from its blocs and its votes.

    Attributes
    ----------
    party : str
        Its id.
    on : date
        The day.
    to_russia, to_west : Score
        0 for one that stands in every bloc of that camp and votes with it, 1 for one in none.
    balance : Score
        `to_russia` less `to_west`: below nothing nearer to Russia, above it nearer to the West.
    rows : tuple of str
        Memberships and votes that it rests on.
    votes : int
        Votes on which Russia or the United States voted too; below ten they have no part.
    """

    party: str
    on: date
    to_russia: Score
    to_west: Score
    balance: Score
    rows: tuple[str, ...]
    votes: int

    @property
    def is_equidistant(self) -> bool:
        """Whether the band of the balance holds nothing at all, so that neither is nearer."""
        return self.balance.low <= 0 <= self.balance.high


@dataclass(frozen=True, slots=True)
class Position:
    """What a party has said on a subject; no row, no claim."""

    party: str
    subject: str
    stance: str
    day: date
    kind: str
    row: str


def stance(ledger: Ledger, party: str, on: str | date) -> Stance | None:
    """Return how far a state stood from Russia and from the West on a day.

    Of a state whose memberships are not kept whole, only blocs count whose members are all listed.
    None for one that is neither a state nor a bloc.

    Raises
    ------
    UnknownNameError
        There is no such party.
    BadDateError
        `on` is no day.
    """
    day, known = read_day(on), find_party(ledger, party)
    who = known.id
    if known.kind not in ("state", "bloc"):
        return None
    depth, factor, rows = _standings(ledger, who, day)
    generator = np.random.default_rng(_SEED)
    drawn, points, counted, used = {}, {}, 0, list(rows)
    for camp in CAMPS:
        agreed, shared, voted = _votes(ledger, who, _VOTERS[camp], day)
        enough = shared >= _ENOUGH_VOTES
        points[camp], drawn[camp] = _distance(
            generator, depth[camp], factor[camp], (agreed, shared) if enough else None
        )
        counted = max(counted, shared)
        used += voted if enough else []
    to_russia, to_west = (_score(points[camp], drawn[camp]) for camp in CAMPS)
    balance = _score(points["russia"] - points["west"], np.asarray(drawn["russia"] - drawn["west"]))
    return Stance(who, day, to_russia, to_west, balance, tuple(dict.fromkeys(used)), counted)


def positions_on(ledger: Ledger, subject: str, on: str | date) -> tuple[Position, ...]:
    """Return who had said what on a subject by a day, the newest first.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    subject : str
        Words that the subject holds, whatever their case.
    on : str or date
        The day.
    """
    day = read_day(on)
    rows = [
        row
        for row in ledger.rows("positions")
        if subject.casefold() in row["on_subject"].casefold() and row["date"] <= day
    ]
    found = [
        Position(r["party"], r["on_subject"], r["stance"], r["date"], r["kind"], r.id) for r in rows
    ]
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.row)))


def on_territory_of(ledger: Ledger, party: str, on: str | date) -> tuple[Position, ...]:
    """Return who had said what on the territorial integrity of a state by a day."""
    name = find_party(ledger, party).name
    return positions_on(ledger, f"territorial integrity of {name}", on)


def balance_on(ledger: Ledger, who: str, day: date) -> float:
    """Return the distance to Russia less that to the West from blocs alone, without its band."""
    depth, factor, _ = _standings(ledger, who, day)
    closeness = [
        float((depth[camp] * factor[camp]).sum() / depth[camp].sum()) for camp in reversed(CAMPS)
    ]
    return closeness[0] - closeness[1]


def _standings(
    ledger: Ledger, who: str, day: date
) -> tuple[dict[str, Numbers], dict[str, Numbers], tuple[str, ...]]:
    """Return by camp the depth of its blocs and the standing in each, and the rows."""
    rows = [row for row in facts_of(ledger).memberships.get(who, ()) if holds_on(row, day)]
    # A frozen membership stands beside the membership itself, and weighs.
    held = {row["bloc"]: row for row in sorted(rows, key=lambda row: row["role"] == "frozen")}
    followed = is_followed("memberships", who, who, day)
    counted = {name: bloc for name, bloc in blocs().items() if followed or bloc.is_whole}
    depth, factor = {}, {}
    for camp in CAMPS:
        names = [name for name, bloc in counted.items() if bloc.camp == camp]
        depth[camp] = np.array([counted[name].depth for name in names])
        factor[camp] = np.array([_factor(name, who, held) for name in names])
    told = tuple(row.id for name, row in held.items() if name in counted and counted[name].camp)
    return depth, factor, told


def _factor(bloc: str, who: str, held: dict[str, Row]) -> float:
    if bloc == who:
        return 1.0
    return role_factor(held[bloc]["role"]) if bloc in held else 0.0


def _distance(
    generator: np.random.Generator,
    depth: Numbers,
    factor: Numbers,
    votes: tuple[int, int] | None,
) -> tuple[float, Numbers]:
    """Return the distance to a camp and draws of it over depths and, where there are, votes."""
    shape = settings().concentration * depth / depth.mean()
    weights = generator.dirichlet(shape, _DRAWS)
    point = 1 - float((depth * factor).sum() / depth.sum())
    drawn = np.clip(1 - weights @ factor, 0.0, 1.0)
    if votes is None:
        return point, drawn
    agreed, shared = votes
    apart = 1 - generator.beta(agreed + 0.5, shared - agreed + 0.5, _DRAWS)
    return (point + 1 - agreed / shared) / 2, np.asarray((drawn + apart) / 2)


def _votes(ledger: Ledger, who: str, other: str, day: date) -> tuple[int, int, list[str]]:
    """Return on how many votes two were of one mind, how many both cast, and the rows."""
    cast = ledger.rows("positions", kind="vote")
    sides: list[dict[tuple[str, date], Row]] = [
        {(r["on_subject"], r["date"]): r for r in cast if r["party"] == one and r["date"] <= day}
        for one in (who, other)
    ]
    both = [key for key in sides[0] if key in sides[1]]
    agreed = sum(sides[0][key]["stance"] == sides[1][key]["stance"] for key in both)
    return agreed, len(both), [sides[0][key].id for key in both]


def _score(point: float, drawn: Numbers) -> Score:
    share = settings().band
    low, high = (float(x) for x in np.quantile(drawn, [(1 - share) / 2, (1 + share) / 2]))
    return Score(point, min(low, point), max(high, point))
