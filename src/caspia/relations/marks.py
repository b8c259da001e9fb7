"""The events worth a mark on a timeline of ties: high visits, and treaties signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.ledger import name_of, read_partial
from caspia.relations.facts import facts_of
from caspia.relations.rules import contact_points, treaty_rank

if TYPE_CHECKING:
    from datetime import date

    from caspia.relations.timeline import Ties

_HIGH_VISIT = 2.0
_HIGH_TREATY = 2.0


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on a timeline.

    Attributes
    ----------
    row : str
        The event or agreement.
    day : date
        When.
    kind : str
        ``visit.a`` (of the first party to the second), ``visit.b`` or ``treaty``.
    label : str
        What it was.
    """

    row: str
    day: date
    kind: str
    label: str


def marks_of(ties: Ties) -> tuple[Mark, ...]:
    """Return the state and official visits and the political agreements of a period, by day."""
    start, end = ties.months[0], ties.months[-1].replace(day=28)
    found = [one for one in (*_visits(ties), *_treaties(ties)) if start <= one.day <= end]
    return tuple(sorted(found, key=lambda one: (one.day, one.row)))


def _visits(ties: Ties) -> list[Mark]:
    facts = facts_of(ties.ledger)
    held = {one.id: one for one in facts.happenings}
    found = []
    for side, pair in (("a", (ties.a, ties.b)), ("b", (ties.b, ties.a))):
        for contact in facts.contacts.get(pair, ()):
            kind = held[contact.row].kind
            if contact.kind == "visit" and contact_points()[kind][0] >= _HIGH_VISIT:
                says = f"{kind.replace('_', ' ')} to {name_of(ties.ledger, pair[1])}"
                found.append(Mark(contact.row, contact.day, f"visit.{side}", says))
    return found


def _treaties(ties: Ties) -> list[Mark]:
    found = []
    for row, _ in facts_of(ties.ledger).agreements.get((ties.a, ties.b), ()):
        ranked = treaty_rank(row["subject"], row["kind"]) >= _HIGH_TREATY
        if ranked and row["signed"] and len(row["parties"]) == 2:
            day = read_partial(row["signed"]).start
            found.append(Mark(row.id, day, "treaty", row["title"]))
    return found
