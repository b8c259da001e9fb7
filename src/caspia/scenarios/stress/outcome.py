"""What a loss comes to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cure:
    """What else would have to open for the cargo that a loss hits hardest.

    Attributes
    ----------
    good, origin, destination : str
        The cargo.
    tonnes : float
        How much of it no longer moves.
    causes : tuple of str
        Ids of what would have to open together; the smallest such set, empty where there is none.
    says : tuple of str
        What each means.
    has_way : bool
        Whether there is a way without it, so that what is missing is room, not an opening.
    """

    good: str
    origin: str
    destination: str
    tonnes: float
    causes: tuple[str, ...]
    says: tuple[str, ...]
    has_way: bool

    @property
    def told(self) -> str:
        """The cure in words."""
        if self.has_way:
            return "more room on the ways that are left"
        return " and ".join(self.says) or "nothing that the ledger knows"

    @property
    def size(self) -> float:
        """How many things would have to open: 0 where room is short, infinite where none helps."""
        if self.has_way:
            return 0.0
        return float(len(self.causes)) if self.causes else float("inf")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is lost when links, a node or an agreement are taken out for a period.

    Attributes
    ----------
    kind : str
        ``links``, ``nodes``, ``agreements`` or ``pairs``.
    out : tuple of str
        What is taken out: ids of a link, a node, an agreement, or of two links.
    used_tonnes : float
        What moved over it before.
    stranded_tonnes : float
        What no longer moves.
    cost_usd : float
        What carriage costs more, in US dollars; less where much no longer moves.
    exact : bool
        Whether it was solved; what carries nothing changes nothing and needs no solution.
    cure : Cure or None
        The smallest reopening for the cargo that is hit hardest; None where nothing is stranded.
    trouble : str
        Why there is no answer, such as the floor of a contract that cannot be met without it;
        empty where there is one. The numbers of one without answer are 0.
    """

    kind: str
    out: tuple[str, ...]
    used_tonnes: float
    stranded_tonnes: float
    cost_usd: float
    exact: bool = True
    cure: Cure | None = None
    trouble: str = ""

    @property
    def name(self) -> str:
        """What is taken out, in one word."""
        return " and ".join(self.out)

    @property
    def order(self) -> tuple[float, float, float, str]:
        """The worst first: what is stranded, to the tonne, what is paid more, what must open."""
        size = self.cure.size if self.cure else 0.0
        return -round(self.stranded_tonnes), -self.cost_usd, -size, self.name
