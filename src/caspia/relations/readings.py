"""What the rows say of every feature of a pair on a day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from caspia.ledger import holds_on, read_partial
from caspia.relations.crossing import open_modes
from caspia.relations.facts import Reading
from caspia.relations.rules import (
    SIDES,
    blocs,
    columns,
    is_followed,
    role_factor,
    settings,
    treaty_rank,
)
from caspia.relations.trade import WORLD, hull, less_freight, standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from caspia.ledger import Row
    from caspia.relations.contacts import Contact
    from caspia.relations.facts import Facts
    from caspia.relations.trade import Flow

_MONTH_DAYS = 365.25 / 12
_PEOPLE = ("culture", "school")
_OPEN = ("opened", "operating", "delivered")
_UNDER_WAY = ("planned", "agreed", "study", "under_construction")
_UNDER_WAY_POINTS = 1 / 3


def readings(facts: Facts, a: str, b: str, day: date) -> dict[str, Reading]:
    """Return the reading of each column that the rows speak of; a missing one is not there.

    Parameters
    ----------
    facts : Facts
        The rows.
    a, b : str
        The two parties.
    day : date
        Only what happened before this day counts, and only periods that had ended by it.
    """
    found = {}
    for column in columns():
        one, other = (b, a) if column.side == SIDES[1] else (a, b)
        reading = _READERS[column.feature.id](facts, one, other, day)
        if reading is not None:
            found[column.id] = reading
    return found


def _counted(a: str, b: str, day: date, contacts: Sequence[Contact]) -> Reading | None:
    """Return faded points; the true sum may be more, since not every contact is recorded."""
    followed = is_followed("contacts", a, b, day)
    window = settings().window_months * _MONTH_DAYS
    faded = {
        one.row: one.points * (1 - (day - one.day).days / window)
        for one in contacts
        if one.day < day and (day - one.day).days < window
    }
    if not faded and not followed:
        return None
    value = sum(faded.values())
    more = max(value * settings().unrecorded, settings().unrecorded_least)
    rows = sorted(faded, key=lambda row: (-faded[row], row))
    return Reading(value, value, value + more, tuple(rows), not followed)


def _visits(facts: Facts, a: str, b: str, day: date) -> Reading | None:
    contacts = [one for one in facts.contacts.get((a, b), ()) if one.kind == "visit"]
    return _counted(a, b, day, contacts)


def _meetings(facts: Facts, a: str, b: str, day: date) -> Reading | None:
    contacts = [one for one in facts.contacts.get((a, b), ()) if one.kind == "meeting"]
    return _counted(a, b, day, contacts)


def in_force(facts: Facts, a: str, b: str, day: date) -> list[Row]:
    """Return the agreements of two parties that were in force on the day before."""
    before = day - timedelta(days=1)
    return [
        row
        for row, statuses in facts.agreements.get((a, b), ())
        if any(one["status"] == "in_force" and holds_on(one, before) for one in statuses)
    ]


def _agreements(facts: Facts, a: str, b: str, day: date) -> Reading | None:
    rows = in_force(facts, a, b, day)
    followed = is_followed("agreements", a, b, day)
    if not rows and not followed:
        return None
    number = float(len(rows))
    more = max(number * settings().unrecorded, settings().unrecorded_least)
    return Reading(number, number, number + more, tuple(row.id for row in rows), not followed)


def _treaty(facts: Facts, a: str, b: str, day: date) -> Reading | None:
    ranks = {row.id: treaty_rank(row["subject"], row["kind"]) for row in in_force(facts, a, b, day)}
    ranks = {row: rank for row, rank in ranks.items() if rank}
    followed = is_followed("agreements", a, b, day)
    if not ranks:
        return Reading(0.0, 0.0, 1.0) if followed else None
    highest = max(ranks.values())
    rows = sorted(ranks, key=lambda row: (-ranks[row], row))
    return Reading(highest, highest, highest, tuple(rows), not followed)


def shared_blocs(
    facts: Facts, a: str, b: str, day: date
) -> dict[str, tuple[float, tuple[Row, ...]]]:
    """Return the blocs in which both stood on the day before: points and the memberships.

    A bloc itself stands whole in itself.
    """
    before = day - timedelta(days=1)
    sides = [_standing_in(facts, party, before) for party in (a, b)]
    found = {}
    for bloc in dict.fromkeys((*sides[0], *sides[1])):
        known = blocs().get(bloc)
        if known is None:
            continue
        rows = tuple(side[bloc] for side in sides if bloc in side)
        if len(rows) + (bloc in (a, b)) >= len(sides):
            found[bloc] = known.depth * min(role_factor(row["role"]) for row in rows), rows
    return found


def _standing_in(facts: Facts, party: str, day: date) -> dict[str, Row]:
    """Return the membership of a party in each bloc that holds; of several the weightiest."""
    if (party, day) not in facts.standings:
        facts.standings[party, day] = _read_standings(facts, party, day)
    return facts.standings[party, day]


def _read_standings(facts: Facts, party: str, day: date) -> dict[str, Row]:
    held = [row for row in facts.memberships.get(party, ()) if holds_on(row, day)]
    found: dict[str, Row] = {}
    for row in sorted(held, key=lambda row: (role_factor(row["role"]), row.id)):
        found[row["bloc"]] = row
    # Frozen is said beside the membership itself, and weighs.
    for row in held:
        if row["role"] == "frozen":
            found[row["bloc"]] = row
    return {bloc: row for bloc, row in found.items() if role_factor(row["role"]) > 0}


def _blocs(facts: Facts, a: str, b: str, day: date) -> Reading | None:
    shared = shared_blocs(facts, a, b, day)
    states = [one for one in (a, b) if one not in blocs()]
    followed = all(is_followed("memberships", one, one, day) for one in states)
    if not shared and not followed:
        return None
    value = sum(points for points, _ in shared.values())
    heaviest = sorted(shared, key=lambda bloc: (-shared[bloc][0], bloc))
    rows = tuple(row.id for bloc in heaviest for row in shared[bloc][1])
    return Reading(value, value, value + (0 if followed else 1), rows, not followed)


def _projects(facts: Facts, a: str, b: str, day: date) -> Reading | None:
    points = {
        row.id: _project_points(row, day)
        for row in facts.projects.get((a, b), ())
        if row["kind"] in _PEOPLE
    }
    points = {row: some for row, some in points.items() if some}
    followed = is_followed("contacts", a, b, day)
    if not points and not followed:
        return None
    value = sum(points.values())
    more = max(value * settings().unrecorded, settings().unrecorded_least)
    rows = sorted(points, key=lambda row: (-points[row], row))
    return Reading(value, value, value + more, tuple(rows), not followed)


def _project_points(row: Row, day: date) -> float:
    """Return what a project counts: nothing before it is known to be there."""
    opened = read_partial(row["opened"]).last_day if row["opened"] else None
    if row["status"] in _OPEN:
        return 1.0 if opened is not None and opened < day else 0.0
    known = row.known_from < day
    return _UNDER_WAY_POINTS if row["status"] in _UNDER_WAY and known else 0.0


def _links(facts: Facts, a: str, b: str, day: date) -> Reading | None:
    modes = open_modes(facts, a, b, day - timedelta(days=1))
    if modes is None:
        return None
    number = float(len(modes))
    return Reading(number, number, number, tuple(row for some in modes.values() for row in some))


def _flows(facts: Facts, feature: str, pairs: Iterable[tuple[str, str]], day: date) -> list[Flow]:
    carry = settings().carry_months
    found = [
        one for pair in pairs for one in standing(facts.flows.get(pair, ()), feature, day, carry)
    ]
    last = max((one.end for one in found), default=None)
    return [one for one in found if one.end == last]


def _aged(interval: tuple[float, float, float], end: date, day: date) -> tuple[float, ...]:
    """Widen an interval by each year since its end beyond the first."""
    years = max(0.0, (day - end).days / 365.25 - 1)
    wide = settings().carry_widening * years
    low, value, high = interval
    return low * max(0.0, 1 - wide), value, high * (1 + wide)


def _money(flows: Sequence[Flow], day: date) -> Reading | None:
    if not flows:
        return None
    low, value, high = _aged(hull(flows), flows[0].end, day)
    return Reading(low, value, high, tuple(one.row for one in flows))


def _turnover(facts: Facts, a: str, b: str, day: date) -> Reading | None:
    return _money(_flows(facts, "turnover", ((a, b), (b, a)), day), day)


def _sold(facts: Facts, a: str, b: str, day: date) -> Reading | None:
    """Return what a sold to b: by its own figure, and by the buyer's less freight."""
    own = _flows(facts, "sold", ((a, b),), day)
    mirror = [less_freight(one) for one in _flows(facts, "bought", ((b, a),), day)]
    last = max((one.end for one in (*own, *mirror)), default=None)
    return _money([one for one in (*own, *mirror) if one.end == last], day)


def _share(facts: Facts, a: str, b: str, day: date) -> Reading | None:
    """Return the share of b in the trade of a: as told, else turnover over trade with the world."""
    told = _flows(facts, "share", ((a, b),), day)
    turnover = _flows(facts, "turnover", ((a, b), (b, a)), day)
    if told and (not turnover or told[0].end >= turnover[0].end):
        return _money(told, day)
    if not turnover:
        return None
    end = turnover[0].end
    whole = _whole_trade(facts, a, end)
    if whole is None:
        return None
    low, value, high = hull(turnover)
    least, usual, most, rows = whole
    shares = _aged((low / most, value / usual, min(high / least, 1.0)), end, day)
    return Reading(*_ordered(shares), tuple(one.row for one in turnover) + rows)


def _whole_trade(
    facts: Facts, party: str, end: date
) -> tuple[float, float, float, tuple[str, ...]] | None:
    """Return what a party traded with the world in the year that ended on a day."""
    told = [one for one in facts.flows.get((party, WORLD), ()) if one.end == end]
    turnover = [one for one in told if one.feature == "turnover"]
    if turnover:
        return (*hull(turnover), tuple(one.row for one in turnover))
    sides = [[one for one in told if one.feature == name] for name in ("sold", "bought")]
    if not all(sides):
        return None
    hulls = [hull(side) for side in sides]
    low, value, high = (sum(one[n] for one in hulls) for n in range(3))
    return low, value, high, tuple(one.row for side in sides for one in side)


def _invested(facts: Facts, a: str, b: str, day: date) -> Reading | None:
    told = [one for one in facts.flows.get((a, b), ()) if one.feature == "invested"]
    last = max((one.end for one in told if one.end <= day), default=None)
    return _money([one for one in told if one.end == last], day) if last else None


def _largest(feature: str) -> Callable[[Facts, str, str, date], Reading | None]:
    """Return a reader of the largest figure told of a feature; the others are parts of it."""

    def read(facts: Facts, a: str, b: str, day: date) -> Reading | None:
        flows = _flows(facts, feature, ((a, b), (b, a)), day)
        if not flows:
            return None
        largest = max(flows, key=lambda one: (one.value, one.row))
        aged = _aged((largest.low, largest.value, largest.high), largest.end, day)
        return Reading(*_ordered(aged), (largest.row,))

    return read


def _ordered(values: Sequence[float]) -> tuple[float, float, float]:
    low, value, high = values
    return min(low, value), value, max(high, value)


_READERS: dict[str, Callable[[Facts, str, str, date], Reading | None]] = {
    "visits": _visits,
    "meetings": _meetings,
    "agreements": _agreements,
    "turnover": _turnover,
    "sold": _sold,
    "share": _share,
    "invested": _invested,
    "links": _links,
    "gas": _largest("gas"),
    "oil": _largest("oil"),
    "freight": _largest("freight"),
    "blocs": _blocs,
    "treaty": _treaty,
    "projects": _projects,
}
