"""The places of the map: capitals, cities of meetings, ports of the lines, places of projects."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.briefs.sections.event_rows import VISIT_KINDS, has_happened, read_events
from caspia.briefs.sections.map_items import DrawnPlace, Gazetteer, place_of
from caspia.briefs.sections.projects import projects_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from caspia.briefs.page import Page
    from caspia.briefs.sections.event_rows import Event
    from caspia.ledger import Row

# Calls, statements, openings and the like need nobody to travel.
_MEETING_KINDS = (
    *VISIT_KINDS,
    "summit",
    "negotiation",
    "foreign_ministers_meeting",
    "signing",
    "commission",
)


def capitals(page: Page, states: Iterable[str]) -> tuple[DrawnPlace, ...]:
    """Return the capitals of states, of those whose capital is known."""
    wanted = {f"capital of {page.name(state)}": state for state in states}
    found = [
        DrawnPlace(place_of(row, "capital"), (row.id,))
        for row in page.ledger.rows("places")
        if wanted.keys() & set(row["aliases"])
    ]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Meetings:
    """Where both sides met.

    Attributes
    ----------
    cities : tuple of DrawnPlace
        In the states of the map, the latest meetings first; each rests on all meetings there.
    elsewhere : tuple of str
        Ids of meetings whose place is known and lies in no such state.
    """

    cities: tuple[DrawnPlace, ...]
    elsewhere: tuple[str, ...]


def meetings(page: Page, states: Sequence[str]) -> Meetings:
    """Return the cities of the given states where both sides met, and the meetings elsewhere."""
    gazetteer = page.once(Gazetteer)
    found: dict[str, tuple[Row, list[str]]] = {}
    elsewhere: list[str] = []
    for event in reversed(page.once(read_events)):
        if not has_happened(event, page.on) or not _brings_together(page, event):
            continue
        if event["country"] and event["country"] not in states:
            elsewhere.append(event.id)
        for city in (event["city"] or "").split(";"):
            row = gazetteer.find(city, states) if city.strip() else None
            if row and event["country"] == row["country"]:
                found.setdefault(row["name"], (row, []))[1].append(event.id)
    places = [DrawnPlace(place_of(row, "meeting"), tuple(rows)) for row, rows in found.values()]
    return Meetings(tuple(places), tuple(elsewhere))


def project_places(page: Page, states: Sequence[str]) -> tuple[DrawnPlace, ...]:
    """Return the places, in the given states, of projects that both sides take part in."""
    gazetteer = page.once(Gazetteer)
    found: dict[str, tuple[Row, list[str]]] = {}
    for project in page.once(projects_of):
        within = [project["country"]] if project["country"] else states
        for name in re.split(r"[-\N{EN DASH}]", project["place"] or ""):
            row = gazetteer.find(name, within) if name.strip() else None
            if row and row["country"] in states:
                found.setdefault(row["name"], (row, []))[1].append(project.id)
    return tuple(DrawnPlace(place_of(row, "project"), tuple(rows)) for row, rows in found.values())


def ports(page: Page, states: Sequence[str], links: Iterable[str]) -> tuple[DrawnPlace, ...]:
    """Return the ports of the given states at which some of the links begin or end."""
    found: dict[str, list[str]] = {}
    for row_id in links:
        link = page.ledger.find(row_id)
        if link and link.table == "links":
            for end in (link["a"], link["b"]):
                found.setdefault(end, []).append(link.id)
    nodes = [page.ledger.row(node) for node in sorted(found)]
    return tuple(
        DrawnPlace(place_of(node, "port"), (node.id, *found[node.id]))
        for node in nodes
        if node["kind"] == "port" and node["country"] in states
    )


def _brings_together(page: Page, event: Event) -> bool:
    if event["kind"] not in _MEETING_KINDS:
        return False
    parties = set(event.parties())
    if event.is_visit and event["country"]:
        parties.add(event["country"])
    return any(
        page.is_a(one) and page.is_b(other) and one != other for one in parties for other in parties
    )
