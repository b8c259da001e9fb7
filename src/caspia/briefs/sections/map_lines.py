"""The lines of the map: links of agreements, links between the sides, corridors of both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caspia.briefs.pictures.map_request import MapLine
from caspia.briefs.sections.agreement_standing import standings
from caspia.briefs.sections.corridor_runs import Leg, main_line, runs_of
from caspia.briefs.sections.effect_words import effects_of
from caspia.briefs.sections.lands import Lands
from caspia.briefs.sections.link_state import OPEN, PLANNED, LinkStates
from caspia.briefs.sections.map_items import DrawnLine, Gazetteer, short_name
from caspia.briefs.sections.wording import say_list, say_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from caspia.briefs.page import Page
    from caspia.ledger import Row

_KINDS = {
    "gas_pipeline": "pipeline",
    "oil_pipeline": "pipeline",
    "ferry": "ferry",
    "sea": "ferry",
    "rail": "railway",
    "road": "road",
}
_MODES = (
    "gas_pipeline",
    "oil_pipeline",
    "swap",
    "ferry",
    "sea",
    "rail",
    "road",
    "river",
    "power_cable",
    "fibre_cable",
)
_BY_CORRIDOR = ("rail", "ferry", "sea")
# Seas beyond the map, and collections of links that make no one line.
_NOT_LINES = (
    "ARMENIA",
    "CAREC_CORRIDORS",
    "OCEAN",
    "OCEAN_SUEZ",
    "OCEAN_CAPE",
    "OIL_SEA",
)
# A way over open links is preferred to one over planned ones unless it is this much longer.
_DETOUR = 3.0
_NOT_MEASURED_KM = 1.0


class MapLines:
    """Chooses and draws the lines between the two sides of a page.

    Parameters
    ----------
    page : Page
        The day and what was known.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._states = page.once(LinkStates)
        self._lands = page.once(Lands)
        self._gazetteer = page.once(Gazetteer)
        self._links = page.ledger.rows("links", part="physical")
        self.corridors = self._corridors()

    def between(self) -> tuple[DrawnLine, ...]:
        """Return a line for each pair of ends, those that agreements name first.

        Links that a corridor of `corridors` follows are drawn with it.
        """
        along = {row for line in self.corridors for row in line.rows}
        named = self._named_by_agreements()
        across = [link for link in self._links if self._joins_both(link)]
        chosen = {
            link.id: link
            for link in (*named, *across)
            if self._state(link) and link.id not in along
        }
        by_ends: dict[tuple[str, ...], list[Row]] = {}
        for link in sorted(chosen.values(), key=lambda link: self._rank(link, named)):
            by_ends.setdefault((*sorted((link["a"], link["b"])), self._state(link)), []).append(
                link
            )
        return tuple(self._line(links) for links in by_ends.values())

    def stopped(self) -> tuple[DrawnLine, ...]:
        """Return the links between the sides that were closed, suspended or of unknown status."""
        named = self._named_by_agreements()
        across = [link for link in self._links if self._joins_both(link)]
        chosen = {link.id: link for link in (*named, *across) if not self._state(link)}
        return tuple(self._line([link]) for _, link in sorted(chosen.items()))

    def _corridors(self) -> tuple[DrawnLine, ...]:
        """Return the main lines by rail of the corridors on which both sides lie, by state.

        Corridors that lead from one side straight to the other come first.
        """
        across = {
            corridor
            for link in self._links
            if self._joins_both(link)
            for corridor in link["corridors"]
        }
        ours = [row for row in self._page.ledger.rows("corridors") if self._is_of_both(row)]
        ordered = sorted(ours, key=lambda row: (row.id not in across, row.id))
        return tuple(line for corridor in ordered for line in self._runs(corridor))

    def _is_of_both(self, corridor: Row) -> bool:
        lands = self._lands.of(corridor.id)
        on_both = any(map(self._page.is_a, lands)) and any(map(self._page.is_b, lands))
        return on_both and corridor.id not in _NOT_LINES

    def _named_by_agreements(self) -> list[Row]:
        """Return the links that the effects of the agreements of both sides act on."""
        page = self._page
        targets = [
            target
            for standing in page.once(standings)
            for effect in effects_of(page, standing.agreement)
            if effect["target_kind"] == "link"
            for target in effect["target"]
        ]
        wanted = dict.fromkeys(targets)
        return [link for link in self._links if link.id in wanted and self._touches(link)]

    def _touches(self, link: Row) -> bool:
        return any(self._page.is_a(s) or self._page.is_b(s) for s in self._lands.of(link.id))

    def _joins_both(self, link: Row) -> bool:
        lands = self._lands.of(link.id)
        return any(
            self._page.is_a(one) and self._page.is_b(other) and one != other
            for one in lands
            for other in lands
        )

    def _state(self, link: Row) -> str:
        """Return ``open`` or ``planned``; empty where it is neither."""
        state = self._states.of(link).state
        return state if state in (OPEN, PLANNED) else ""

    def _rank(self, link: Row, named: Iterable[Row]) -> tuple[bool, bool, int, str]:
        is_named = any(link.id == other.id for other in named)
        is_planned = self._state(link) != OPEN
        return (not is_named, is_planned, _MODES.index(link["mode"]), link.id)

    def _line(self, links: list[Row]) -> DrawnLine:
        """Return links of the same ends as one line."""
        first = links[0]
        ends = [self._page.ledger.row(first[end]) for end in ("a", "b")]
        name = self._name(first, ends)
        kind = PLANNED if self._state(first) == PLANNED else _KINDS.get(first["mode"], "line")
        modes = dict.fromkeys(say_word(link["mode"]) for link in links)
        rows = [row for link in links for row in self._states.of(link).rows]
        points = tuple((node["lon"], node["lat"]) for node in self._course(first, ends))
        words = f"{name} ({say_list(modes)})"
        return DrawnLine(first.id, MapLine(name, points, kind), words, tuple(rows))

    def _course(self, link: Row, ends: list[Row]) -> list[Row]:
        """Return the ends with the places between them that the name tells: Baku-Tbilisi-Ceyhan.

        A straight line would lead through states in which the link does not lie.
        """
        transit = self._lands.of(link.id) - {end["country"] for end in ends}
        parts = re.split(r"[-\N{EN DASH}]", link["name"])[1:-1]
        told = [self._gazetteer.find(part, transit) for part in parts if part.strip()]
        return [ends[0], *(place for place in told if place), ends[1]]

    def _name(self, link: Row, ends: list[Row]) -> str:
        """Return the name of a link; of one that is named by its ends, their short names."""
        a, b = ends
        if link["name"] == f"{a['name']} - {b['name']}":
            return f"{short_name(a)}\N{EN DASH}{short_name(b)}"
        return str(link["name"]).replace(" - ", "\N{EN DASH}")

    def _runs(self, corridor: Row) -> list[DrawnLine]:
        ours = [
            link
            for link in self._links
            if corridor.id in link["corridors"]
            and link["mode"] in _BY_CORRIDOR
            and self._state(link)
            and self._is_within(link)
        ]
        legs = main_line(ours, self._length_km)
        return [self._run(corridor, run) for run in runs_of(legs, self._cut)]

    def _length_km(self, link: Row) -> float:
        length = float(link["length_km"] or _NOT_MEASURED_KM)
        return length if self._state(link) == OPEN else length * _DETOUR

    def _is_within(self, link: Row) -> bool:
        lands = self._lands.of(link.id)
        return bool(lands) and all(self._page.is_a(s) or self._page.is_b(s) for s in lands)

    def _cut(self, leg: Leg) -> tuple[str, str] | None:
        """Return what the legs of one run share: state of the link, and country it starts in."""
        _, link, _ = leg
        if link["mode"] != "rail":
            return None
        lands = sorted(self._lands.of(link.id))
        return (self._state(link), lands[0])

    def _run(self, corridor: Row, legs: tuple[Leg, ...]) -> DrawnLine:
        page = self._page
        nodes = [legs[0][0], *(leg[2] for leg in legs)]
        ends = [page.ledger.row(node) for node in nodes]
        state, land = self._cut(legs[0]) or ("", "")
        name = f"{page.name(corridor.id)} in {page.name(land)}"
        kind = PLANNED if state == PLANNED else "railway"
        rows = [row for _, link, _ in legs for row in self._states.of(link).rows]
        points = tuple((end["lon"], end["lat"]) for end in ends)
        words = f"{name} (rail, {short_name(ends[0])} to {short_name(ends[-1])})"
        key = f"{corridor.id}.{legs[0][1].id}"
        # The state is there to see, and the branch of a corridor beside the corridor.
        label = page.name(corridor.id).partition(" of the ")[0]
        return DrawnLine(key, MapLine(name, points, kind, label), words, tuple(rows))
