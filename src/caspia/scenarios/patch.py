"""A patch: one change to the ledger, from a day to a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from caspia.errors import RowProblem

Verb = Literal[
    "suspend", "lapse", "revive", "close", "open", "build", "set", "scale", "demand", "price",
    "transit",
]  # fmt: skip
Attribute = Literal["capacity", "time", "dwell", "cost"]

#: The days that a patch may name: those on which the network is known.
FIRST_DAY, LAST_DAY = date(2015, 1, 1), date(2030, 12, 31)


@dataclass(frozen=True, slots=True)
class Patch:
    """One change.

    Attributes
    ----------
    scenario : str
        The scenario that it is part of.
    number : int
        Its place in the scenario, from 1.
    verb : str
        What is done: ``suspend``, ``lapse`` or ``revive`` an agreement; ``close``, ``open`` or
        ``build`` links; ``set`` or ``scale`` an attribute; change ``demand`` or a ``price``; say
        who may cross a state by ``transit``.
    targets : tuple of str
        Agreements, links and selectors of links, places; the subject of a price; the good of a
        demand; the state that is crossed.
    start, end : date or None
        First day, and the day after the last; None without bound.
    because : str
        Why, in words; may be empty.
    attribute : str
        Of ``set`` and ``scale``: ``capacity``, ``time``, ``dwell`` or ``cost``. Of ``price`` the
        series.
    value : float or None
        The figure or multiple.
    unit : str
        Of `value`; ``ratio`` where it is a multiple.
    good, mode : str
        What it is limited to; empty for all.
    origin, destination : str
        Of ``demand``; empty for any.
    bound : tuple of str
        Of ``transit``: whose cargo; none for all.
    standing : str
        Of ``transit``: ``permitted``, ``restricted`` or ``forbidden``.
    refusing, added_cost : float or None
        Of ``transit``: percent of shippers who stay away, US dollars per tonne.
    label : str
        Patches of one label are one cause; empty where the patch is a cause of its own.
    file : str
        Where it was read from.
    line : int
        Line in the file; the place in the list where it came from Python.
    """

    scenario: str
    number: int
    verb: Verb
    targets: tuple[str, ...]
    start: date | None = None
    end: date | None = None
    because: str = ""
    attribute: str = ""
    value: float | None = None
    unit: str = ""
    good: str = ""
    mode: str = ""
    origin: str = ""
    destination: str = ""
    bound: tuple[str, ...] = ()
    standing: str = ""
    refusing: float | None = None
    added_cost: float | None = None
    label: str = ""
    file: str = ""
    line: int = 0

    @property
    def source_id(self) -> str:
        """The source of its rows."""
        return f"scenario:{self.scenario}"

    @property
    def id(self) -> str:
        """What its rows begin with."""
        return f"{self.source_id}/{self.number}"

    @property
    def cause(self) -> str:
        """The cause that it is part of."""
        return f"{self.source_id}/{self.label}" if self.label else self.id

    def meets(self, other: Patch) -> bool:
        """Tell whether both hold on some day."""
        return _first(self) < _last(other) and _first(other) < _last(self)

    def problem(self, what: str, cure: str) -> RowProblem:
        """Return a problem that names where the patch stands."""
        from caspia.errors import RowProblem

        return RowProblem(self.file, self.line, what, cure)


def _first(patch: Patch) -> date:
    return patch.start or date.min


def _last(patch: Patch) -> date:
    return patch.end or date.max
