"""The states that a thing lies in: a party, node, link, corridor, place or any other subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.ledger import find_party

if TYPE_CHECKING:
    from caspia.briefs.page import Page
    from caspia.ledger import Row

#: Observations of this series name, as partner, a state that the line runs through.
LENGTH_SERIES = "pipeline_length"
#: What lies in the states of its ends, or on the way between them.
WAYS = ("links", "corridors")
#: Over a longer leg by sea a corridor leaves the region: its ports there are not on one way.
SHORT_SEA_KM = 1000.0
_WAY_KINDS = frozenset({"route", "pipeline", "swap", "cable", "tunnel", "link"})


class Lands:
    """Where things lie, by their ids; what has been worked out is kept.

    Parameters
    ----------
    page : Page
        What was known, and the day on which blocs stand for their members.
    """

    def __init__(self, page: Page) -> None:
        self._ledger = page.ledger
        self._on = page.on
        self._known: dict[str, frozenset[str]] = {}
        self._by_corridor: dict[str, set[str]] | None = None
        self._by_line: dict[str, list[str]] | None = None

    def of(self, row_id: str | None) -> frozenset[str]:
        """Return the states that a thing lies in; none where the ledger does not tell."""
        if not row_id:
            return frozenset()
        if row_id not in self._known:
            # Set before the search, so that a group that names itself ends it.
            self._known[row_id] = frozenset()
            row = self._ledger.find(row_id)
            self._known[row_id] = frozenset(self._find(row)) if row else frozenset()
        return self._known[row_id]

    def is_way(self, row_id: str | None) -> bool:
        """Tell whether a thing is a way between places: a link, a corridor, a route or a line."""
        row = self._ledger.find(row_id) if row_id else None
        if row is None:
            return False
        return row.table in WAYS or (row.table == "subjects" and row["kind"] in _WAY_KINDS)

    def _find(self, row: Row) -> set[str]:
        if row.table == "parties":
            return self._of_party(row)
        if row.table == "links":
            return self._of_link(row)
        if row.table == "corridors":
            return self._of_corridor(row.id)
        found = {str(country) for country in [row.cells.get("country")] if country}
        return found.union(*(self.of(member) for member in row.cells.get("members") or ()))

    def _of_party(self, row: Row) -> set[str]:
        if row["kind"] == "state":
            return {row.id}
        if row["kind"] in ("bloc", "group"):
            return set(find_party(self._ledger, row.id, self._on).states)
        return {str(row["iso3"])} if row["iso3"] else set()

    def _of_link(self, row: Row) -> set[str]:
        found = {state for end in (row["a"], row["b"]) for state in self.of(end)}
        return found.union(*(self.of(partner) for partner in self._lengths().get(row.id, ())))

    def _lengths(self) -> dict[str, list[str]]:
        """Return the states that a length of each line is told for."""
        if self._by_line is None:
            self._by_line = {}
            for row in self._ledger.rows("observations", series=LENGTH_SERIES):
                self._by_line.setdefault(row["subject"], []).append(row["partner"] or "")
        return self._by_line

    def _of_corridor(self, corridor: str) -> set[str]:
        if self._by_corridor is None:
            self._by_corridor = {}
            for link in filter(_is_short, self._ledger.rows("links")):
                for name in link["corridors"]:
                    self._by_corridor.setdefault(name, set()).update(self.of(link.id))
        return self._by_corridor.get(corridor, set())


def _is_short(link: Row) -> bool:
    """Tell whether a link runs over land or is a crossing of a sea, not a leg of an ocean route."""
    return link["mode"] != "sea" or (link["length_km"] or 0.0) <= SHORT_SEA_KM
