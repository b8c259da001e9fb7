"""The days on which links may turn, and what changes between two days, without whole networks."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from caspia.ledger import holds_on
from caspia.network.calendar import link_findings, state_of
from caspia.network.changes import number_changes, status_changes
from caspia.network.effects import effects_in_force
from caspia.network.rows import NetworkRows, network_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from caspia.ledger import Ledger, Row
    from caspia.network.model import Change

    Span = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Turns:
    """When something that links need, or their numbers, begins or ends.

    Made by `turns_of`.

    Attributes
    ----------
    rows : NetworkRows
        What the state of links is read from.
    values : mapping of str to tuple of Row
        Rows of ``link_values`` by link.
    days : mapping of str to tuple of date
        By physical link, the days on which a row begins or ends, in order.
    """

    rows: NetworkRows
    values: Mapping[str, tuple[Row, ...]]
    days: Mapping[str, tuple[date, ...]]

    def changes(self, before: date, after: date) -> tuple[Change, ...]:
        """Return what `Network.changes` tells of the networks of two days, `before` the earlier."""
        turned = [
            link_id
            for link_id, days in self.days.items()
            if bisect_right(days, before) < bisect_right(days, after)
        ]
        if not turned:
            return ()
        rows = only_links(self.rows, turned)
        was, now = link_findings(rows, before), link_findings(rows, after)
        states = {link_id: state_of(link_id, found) for link_id, found in now.items()}
        held = [
            (effects_in_force(rows, day), self._values_on(turned, day)) for day in (before, after)
        ]
        return (*status_changes(was, now), *number_changes(states, held[0], held[1]))

    def _values_on(self, links: Collection[str], day: date) -> dict[str, tuple[Row, ...]]:
        values = {link_id: self.values.get(link_id, ()) for link_id in links}
        held = {k: tuple(row for row in rows if holds_on(row, day)) for k, rows in values.items()}
        return {link_id: rows for link_id, rows in held.items() if rows}


def turns_of(ledger: Ledger) -> Turns:
    """Return when the links of a ledger may turn."""
    rows = network_rows(ledger)
    values: dict[str, list[Row]] = {}
    for row in ledger.rows("link_values"):
        values.setdefault(row["link_id"], []).append(row)
    days = {
        link_id: {*turning_days(rows, link_id), *_ends(_spans(values.get(link_id, ())))}
        for link_id in rows.links
    }
    return Turns(
        rows,
        {link_id: tuple(found) for link_id, found in values.items()},
        {link_id: tuple(sorted(found)) for link_id, found in days.items()},
    )


def turning_days(rows: NetworkRows, link_id: str) -> Iterator[date]:
    """Yield the days on which something that the state of a link needs begins or ends."""
    link = rows.links[link_id]
    effects = rows.effects.get(link_id, ())
    standing = (row for one in effects for row in rows.standings.get(one["agreement_id"], ()))
    yield from _ends([(link["exists_from"], link["exists_to"])])
    yield from _ends(_spans((*rows.statuses.get(link_id, ()), *effects, *standing)))


def only_links(rows: NetworkRows, links: Collection[str]) -> NetworkRows:
    """Return the rows as if these links were all there are."""
    return replace(
        rows,
        links={link_id: rows.links[link_id] for link_id in links},
        effects={link_id: rows.effects[link_id] for link_id in links if link_id in rows.effects},
    )


def _spans(rows: Collection[Row]) -> Iterator[Span]:
    return ((row["valid_from"], row["valid_to"]) for row in rows)


def _ends(spans: Collection[Span] | Iterator[Span]) -> Iterator[date]:
    return (day for span in spans for day in span if day is not None)
