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
from caspia.relations.trade_readings import (
    read_invested,
    read_largest,
    read_share,
    read_sold,
    read_turnover,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from caspia.ledger import Row
    from caspia.relations.contacts import Contact
    from caspia.relations.facts import Facts

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


_READERS: dict[str, Callable[[Facts, str, str, date], Reading | None]] = {
    "visits": _visits,
    "meetings": _meetings,
    "agreements": _agreements,
    "turnover": read_turnover,
    "sold": read_sold,
    "share": read_share,
    "invested": read_invested,
    "links": _links,
    "gas": read_largest("gas"),
    "oil": read_largest("oil"),
    "freight": read_largest("freight"),
    "blocs": _blocs,
    "treaty": _treaty,
    "projects": _projects,
}
