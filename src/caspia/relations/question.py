"""The question who might help two parties, and what is known of one who might."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from caspia.relations.rules import settings
from caspia.relations.third_parties import ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from caspia.ledger import Ledger
    from caspia.relations.scoring import Numbers
    from caspia.relations.third_parties import Effort

#: Bodies that mediate beside states.
BODIES = ("EU", "OSCE", "OTS", "UN")


@dataclass(frozen=True, slots=True)
class Trait:
    """One feature of a candidate.

    Attributes
    ----------
    value : float
        0 to 1.
    rows : tuple of str
        The rows it rests on.
    detail : tuple of float
        The numbers that its reason names, in the order that `reasons` expects.
    drawn : float64, shape (d,), or None
        The value in each draw; None where it is the same in all.
    """

    value: float
    rows: tuple[str, ...]
    detail: tuple[float, ...] = ()
    drawn: Numbers | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Who might help two parties on a day.

    Attributes
    ----------
    ledger : Ledger
        What was known.
    pair : tuple of (str, str)
        The two parties, in the order of their ids.
    day : date
        Only what happened before this day counts.
    past : tuple of Effort
        Talks with a third party's help that began before the day.
    parts : mapping of (str, str) to tuple of Effort
        The same by role and by who had it.
    foes : mapping of str to tuple of str
        By party, the events in which it talked with one of the two with a third party's help.
    draws : int
        How many draws each tie has; 0 for none.
    """

    ledger: Ledger
    pair: tuple[str, str]
    day: date
    past: tuple[Effort, ...]
    parts: Mapping[tuple[str, str], tuple[Effort, ...]]
    foes: Mapping[str, tuple[str, ...]]
    draws: int = 0

    @classmethod
    def of(
        cls, ledger: Ledger, pair: tuple[str, str], day: date, past: tuple[Effort, ...], draws: int
    ) -> Question:
        """Return the question with its past sorted for asking."""
        parts: dict[tuple[str, str], list[Effort]] = defaultdict(list)
        for one in past:
            for role in ROLES:
                for party in one.having(role):
                    parts[role, party].append(one)
        since = day - timedelta(days=365.25 * settings().enmity_years)
        foes: dict[str, list[str]] = defaultdict(list)
        for one in past:
            for party, other in (one.pair, one.pair[::-1]):
                if one.day >= since and other in pair and party not in pair:
                    foes[party] += one.rows
        return cls(
            ledger,
            pair,
            day,
            past,
            {key: tuple(some) for key, some in parts.items()},
            {party: tuple(rows) for party, rows in foes.items()},
            draws,
        )


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a candidate.

    Attributes
    ----------
    party : str
        Its id.
    traits : mapping of str to Trait
        By feature; a missing one is not there. A past part is by role: ``past_pair.host``.
    kinds : tuple of str
        What kinds of rows tell of it and both parties; with too few it is not ranked.
    """

    party: str
    traits: Mapping[str, Trait]
    kinds: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Whether it can be ranked; a body that mediates can with fewer, and is drawn hollow."""
        if self.party in BODIES:
            return any(trait.rows for trait in self.traits.values())
        return len(self.kinds) >= settings().least_features
