"""What a loss comes to."""

from __future__ import annotations

from dataclasses import dataclass


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
    """

    kind: str
    out: tuple[str, ...]
    used_tonnes: float
    stranded_tonnes: float
    cost_usd: float
    exact: bool = True

    @property
    def name(self) -> str:
        """What is taken out, in one word."""
        return " and ".join(self.out)

    @property
    def order(self) -> tuple[float, float, str]:
        """The worst first: by what is stranded, to the tonne, then by what is paid more."""
        return -round(self.stranded_tonnes), -self.cost_usd, self.name
