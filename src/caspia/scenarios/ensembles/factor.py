"""An uncertain fact: one draw moves every number that rests on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

FactorKind = Literal[
    "parameter", "permission", "load", "figure", "demand", "capacity", "time", "dwell", "cost"
]
# The first dimensions of a Sobol sequence are spread the most evenly.
KINDS: tuple[FactorKind, ...] = (
    "parameter",
    "permission",
    "load",
    "figure",
    "demand",
    "capacity",
    "time",
    "dwell",
    "cost",
)


@dataclass(frozen=True, slots=True, order=True)
class Factor:
    """An uncertain fact.

    Attributes
    ----------
    kind : str
        ``parameter``, ``permission``, ``load`` (what a container or truck weighs), ``figure`` (a
        sum of demand that rows tell), ``demand`` (a cell of it), ``capacity``, ``time`` (under
        way), ``dwell`` (waiting) or ``cost``.
    name : str
        What is shared by all that moves with it: a cause, a source, a row, a parameter.
    title : str
        In words.
    rows : tuple of str
        Rows of the ledger that it rests on; none where it is assumed.
    """

    kind: FactorKind
    name: str
    title: str = field(compare=False)
    rows: tuple[str, ...] = field(default=(), compare=False)

    @property
    def factor_id(self) -> str:
        """Kind and name."""
        return f"{self.kind}:{self.name}"


class FactorBook:
    """Factors as they are met, each once; numbered when all are there."""

    def __init__(self) -> None:
        self._found: dict[str, Factor] = {}

    def add(self, factor: Factor) -> str:
        """Take up a factor and return its id; rows of one met before are joined."""
        before = self._found.get(factor.factor_id)
        rows = dict.fromkeys((*(before.rows if before else ()), *factor.rows))
        title = before.title if before else factor.title
        self._found[factor.factor_id] = Factor(factor.kind, factor.name, title, tuple(rows))
        return factor.factor_id

    def numbered(self, used: Iterable[str]) -> tuple[Factor, ...]:
        """Return those of some ids, by kind and name."""
        kept = {self._found[one] for one in used}
        return tuple(sorted(kept, key=lambda one: (KINDS.index(one.kind), one.name)))
