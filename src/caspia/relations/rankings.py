"""Who hosts and who mediates between two parties, as known on a day: two rankings (C11).

Ranks describe past practice. They recommend nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import BadInputError
from caspia.ledger import find_party, name_of, read_day
from caspia.relations.candidates import candidate_ids, known_of_all
from caspia.relations.facts import facts_of
from caspia.relations.question import Question
from caspia.relations.ranking import TOPS, can_rank, rank
from caspia.relations.reasons import Reason, missing_for, reasons_for
from caspia.relations.rules import candidate_features, settings
from caspia.relations.said import Said, said_of_role
from caspia.relations.third_parties import ROLES, efforts
from caspia.relations.trials import BackTest, backtest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from caspia.ledger import Ledger
    from caspia.relations.question import Known

#: What every page of ranks says.
CAVEAT = "Ranks describe past practice and recommend nothing."
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate for one role.

    Attributes
    ----------
    party, name : str
        Its id and name.
    score, low, high : float
        0 to 1, with the band that holds nine draws in ten, and it.
    odds : tuple of (int, float)
        Share of draws in which it is among the first one, three, five.
    coverage : float
        Share of the weights that rests on rows, 0 to 1.
    reasons : tuple of Reason
        Those that bring most first.
    missing : tuple of str
        Features of which no row tells.
    said : tuple of Said
        What is told of its role in its own or others' words.
    """

    party: str
    name: str
    score: float
    low: float
    high: float
    odds: tuple[tuple[int, float], ...]
    coverage: float
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    said: tuple[Said, ...]

    @property
    def is_indicative(self) -> bool:
        """Whether less than half of its features is known: then it is drawn hollow."""
        return self.coverage < _HALF


@dataclass(frozen=True, slots=True)
class TooLittle:
    """A state of which too little is known to rank it; its place says nothing.

    Attributes
    ----------
    party, name : str
        Its id and name.
    roles : tuple of str
        For which it is not ranked: ``host``, ``mediator`` or both.
    kinds : tuple of str
        The kinds of rows that tell of it and of both parties.
    reasons : tuple of Reason
        What is known of it all the same, as of a mediator.
    said : tuple of Said
        What is told of its role.
    """

    party: str
    name: str
    roles: tuple[str, ...]
    kinds: tuple[str, ...]
    reasons: tuple[Reason, ...]
    said: tuple[Said, ...]

    @property
    def tells_more(self) -> bool:
        """Whether more is known than where its capital lies, or it is ranked for the other role."""
        return bool(set(self.kinds) - {"near"}) or len(self.roles) < len(ROLES)


@dataclass(frozen=True, slots=True)
class Mediators:
    """Both rankings, and how such rankings did in the past.

    Attributes
    ----------
    ledger : Ledger
        What was known.
    a, b : str
        The two parties as asked.
    on : date
        The day; what happened on it or later has no part.
    mediators, hosts : tuple of Candidate
        The highest score first.
    not_enough : tuple of TooLittle
        States that are not ranked, by name.
    backtest : BackTest
        On talks that began before the day.
    """

    ledger: Ledger
    a: str
    b: str
    on: date
    mediators: tuple[Candidate, ...]
    hosts: tuple[Candidate, ...]
    not_enough: tuple[TooLittle, ...]
    backtest: BackTest


def mediators(
    ledger: Ledger, a: str, b: str, on: str | date, *, draws: int | None = None
) -> Mediators:
    """Return who might host and who might mediate between two parties, as known.

    Parameters
    ----------
    ledger : Ledger
        What was known; open it as of the day for what was known on it.
    a, b : str
        Two parties by id, code, name or alias.
    on : str or date
        The day; features are those of the day before.
    draws : int, optional
        How many draws make bands and odds; else as ``settings.csv`` says.

    Raises
    ------
    UnknownNameError
        There is no such party.
    BadDateError
        `on` is no day.
    BadInputError
        The two are one.
    """
    day = read_day(on)
    one, other = (find_party(ledger, name).id for name in (a, b))
    if one == other:
        raise BadInputError(f"{a} and {b} are one party. Name two different parties.")
    count = draws or int(settings().draws)
    pair = (min(one, other), max(one, other))
    past = tuple(effort for effort in efforts(ledger) if effort.day < day)
    question = Question.of(ledger, pair, day, past, count)
    known = known_of_all(question, candidate_ids(ledger, pair))
    enough = {role: [some for some in known if can_rank(some, role)] for role in ROLES}
    return Mediators(
        ledger,
        one,
        other,
        day,
        _ranked(question, enough["mediator"], "mediator"),
        _ranked(question, enough["host"], "host"),
        _lacking(question, known),
        backtest(ledger, day),
    )


def _touches(ledger: Ledger, known: Known) -> bool:
    """Tell whether more than the place of its capital tells of a state; else it is not listed."""
    return any(kind != "near" for kind in known.kinds) or any(
        known.party in pair for pair in facts_of(ledger).touched
    )


def _ranked(question: Question, known: Sequence[Known], role: str) -> tuple[Candidate, ...]:
    if not known:
        return ()
    found = rank(known, role, question.draws)
    made = [
        Candidate(
            some.party,
            name_of(question.ledger, some.party),
            float(found.score[n]),
            float(found.low[n]),
            float(found.high[n]),
            tuple((top, float(found.odds[top][n])) for top in TOPS),
            float(found.coverage[n]),
            reasons_for(question, some, role, found.brings[n]),
            missing_for(some, role),
            said_of_role(question, some.party),
        )
        for n, some in enumerate(known)
    ]
    return tuple(sorted(made, key=lambda one: (-one.score, one.party)))


def _lacking(question: Question, known: Sequence[Known]) -> tuple[TooLittle, ...]:
    """Return by name those of whom some row tells that are not ranked for a role, or for both."""
    found = []
    for some in known:
        roles = tuple(role for role in ROLES if not can_rank(some, role))
        if roles and (some.is_enough or _touches(question.ledger, some)):
            found.append(_too_little(question, some, roles))
    return tuple(sorted(found, key=lambda one: one.name))


def _too_little(question: Question, known: Known, roles: tuple[str, ...]) -> TooLittle:
    name = name_of(question.ledger, known.party)
    nothing = np.zeros(len(candidate_features()))
    reasons = tuple(one for one in reasons_for(question, known, "mediator", nothing) if one.rows)
    said = said_of_role(question, known.party) if len(roles) == len(ROLES) else ()
    return TooLittle(known.party, name, roles, known.kinds, reasons, said)
