"""The visits that one side of a page paid to the other, and which of them may be one told twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.amounts import Amount
from caspia.briefs.sections.counting import count_figure
from caspia.briefs.sections.event_rows import Event, has_happened, read_events

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from caspia.briefs.document import Figure
    from caspia.briefs.page import Page

A_TO_B, B_TO_A = "a_to_b", "b_to_a"
WAYS = (A_TO_B, B_TO_A)


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit between the two sides.

    Attributes
    ----------
    event : Event
        What is known of it.
    way : str
        ``a_to_b`` where one of the first side travelled, ``b_to_a`` otherwise.
    pair : tuple of (str, str)
        The party that travelled, and the one that received it or in whose country it was.
    twins : frozenset of str
        Ids of other visits of the same pair that may be this one, told otherwise.
    """

    event: Event
    way: str
    pair: tuple[str, str]
    twins: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """Id of the event."""
        return self.event.id

    @property
    def year(self) -> int | None:
        """Year in which it began; None where that is not recorded."""
        start = self.event["start"]
        return start.year if start else None


def visits_between(page: Page) -> tuple[Visit, ...]:
    """Return the visits that had begun by the day, in the order of time.

    An event that is part of another of these visits is told with that one and not counted.
    """
    found = [
        visit
        for event in page.once(read_events)
        if event.is_visit and has_happened(event, page.on)
        for visit in [read_visit(page, event)]
        if visit
    ]
    ids = {visit.id: visit.pair for visit in found}
    whole = [visit for visit in found if ids.get(visit.event["part_of"]) != visit.pair]
    return tuple(_with_twins(page, visit, whole) for visit in whole)


def read_visit(page: Page, event: Event) -> Visit | None:
    """Return an event as a visit of one side to the other; None where it is none."""
    visitors = event.parties("visitor")
    country = (event["country"],) if event["country"] else ()
    hosts = dict.fromkeys((*event.parties("host"), *country))
    for way in WAYS:
        travels, receives = (page.is_a, page.is_b) if way == A_TO_B else (page.is_b, page.is_a)
        for visitor in filter(travels, visitors):
            for host in filter(receives, hosts):
                if visitor != host:
                    return Visit(event, way, (visitor, host))
    return None


def visit_count(page: Page, key: str, visits: Sequence[Visit], how: str) -> Figure:
    """Return how many visits there are; its interval is wider where two of them may be one.

    Raises
    ------
    RenderError
        There is none: that is said in words.
    """
    ids = [visit.id for visit in visits]
    least, most = _least(visits), len(visits)
    if least == most:
        return count_figure(page, key, most, ids, how)
    amount = Amount.of(most, "count", "between", low=least, high=most, counted=True)
    return page.figure(key, f"{most:,}", ids, f"{how} Some may be told twice.", amount)


def are_doubtful(visits: Iterable[Visit]) -> bool:
    """Tell whether some of the visits may be one and the same as another."""
    return any(visit.twins for visit in visits)


def in_year(visits: Iterable[Visit], year: int | None) -> tuple[Visit, ...]:
    """Return those of a year; of None those whose year is not recorded."""
    return tuple(visit for visit in visits if visit.year == year)


def _with_twins(page: Page, visit: Visit, visits: Sequence[Visit]) -> Visit:
    same = {other.id for other in visits if other.pair == visit.pair}
    rivals = page.ledger.rivals(visit.id)
    return Visit(visit.event, visit.way, visit.pair, frozenset(same.intersection(rivals)))


def _least(visits: Sequence[Visit]) -> int:
    """Count visits that may be one as one; one whose twin is counted elsewhere may be none."""
    groups: list[set[str]] = []
    for visit in visits:
        linked = {visit.id, *visit.twins}
        apart = [group for group in groups if not group & linked]
        groups = [*apart, linked.union(*(group for group in groups if group & linked))]
    here = {visit.id for visit in visits}
    return sum(group <= here for group in groups)
