"""Events that were held, with who took part in which role, and third parties apart (C11)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from caspia.ledger import Ledger, Row

MEDIATOR, PLATFORM, HOST = "mediator", "platform", "host"
THIRDS = (MEDIATOR, PLATFORM)
_TALKING = ("participant", "signatory", "visitor", "guest")


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that was held, on a day that is known at least by its year.

    Attributes
    ----------
    id, kind, country, title : str
        As in ``events``; `country` is empty for none.
    day : date
        Its first day.
    part_of : str
        The wider event; empty for none.
    precise : bool
        Whether the day itself is known.
    roles : dict of str to tuple of (str, str)
        By role, the parties in it, each with the person who came or an empty text.
    """

    id: str
    kind: str
    country: str
    title: str
    day: date
    part_of: str
    precise: bool
    roles: dict[str, tuple[tuple[str, str], ...]]

    def parties(self, *roles: str) -> tuple[str, ...]:
        """Return the parties in any of these roles, each once; in any role where none is given."""
        chosen = roles or tuple(self.roles)
        return tuple(dict.fromkeys(p for role in chosen for p, _ in self.roles.get(role, ())))

    def person(self, party: str) -> str:
        """Return who came for a party; empty where no one is named."""
        return next(
            (who for some in self.roles.values() for one, who in some if one == party and who), ""
        )

    @property
    def thirds(self) -> tuple[str, ...]:
        """Those who mediated or lent the place, as a source states it."""
        return self.parties(*THIRDS)

    @property
    def talking(self) -> tuple[str, ...]:
        """Those who talked with each other, and neither mediated nor lent the place."""
        return tuple(p for p in self.parties(*_TALKING) if p not in self.thirds)


def happenings(ledger: Ledger) -> tuple[Happening, ...]:
    """Return the events that were held, by their first day, then their id."""
    roles: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for one in ledger.rows("participants"):
        roles[one["event_id"]][one["role"]].append((one["party"], one["person"] or ""))
    held = (row for row in ledger.rows("events", status="held") if row["start"] is not None)
    found = [_happening(row, roles.get(row.id, {})) for row in held]
    return tuple(sorted(found, key=lambda one: (one.day, one.id)))


def _happening(row: Row, roles: dict[str, list[tuple[str, str]]]) -> Happening:
    return Happening(
        row.id,
        row["kind"],
        row["country"] or "",
        row["title"],
        row["start"],
        row["part_of"] or "",
        row["precision"] == "day",
        {role: tuple(some) for role, some in roles.items()},
    )
