"""How the two rankings would have done: each case ranked by what was there the day before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from caspia.relations.baselines import BASELINES, order_by
from caspia.relations.candidates import candidate_ids, known_of_all
from caspia.relations.question import Question
from caspia.relations.ranking import can_rank, mean_score, scores_for, weights_for
from caspia.relations.third_parties import ROLES, efforts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from caspia.ledger import Ledger
    from caspia.relations.question import Known
    from caspia.relations.third_parties import Effort

    Numbers = NDArray[np.float64]

#: All cases; cases whose host or mediator had no earlier part between the two; and all cases with
#: what the two did before taken out of the features.
WAYS = ("all", "first_time", "without_history")
HITS = (1, 3, 5)
SCORE = "score"
_RESAMPLES = 1000
_SEED = 20240510


@dataclass(frozen=True, slots=True)
class Result:
    """How one order of candidates did.

    Attributes
    ----------
    hit : dict of int to float
        Share of cases in which one who did host or mediate is among the first one, three, five.
    reciprocal_rank : float
        Mean of one over the rank of the first who did; nothing where none is ranked.
    """

    hit: dict[int, float]
    reciprocal_rank: float


@dataclass(frozen=True, slots=True)
class Trial:
    """One role and way.

    Attributes
    ----------
    cases : int
        How many cases there are.
    rankable : int
        In how many of them one who did it could be ranked at all; the others count as missed.
    results : dict of str to Result
        By order: ``score``, then the baselines.
    lift : tuple of (float, float, float)
        hit@3 of the score less that of past frequency: value, low, high; the ends hold nine
        resamples of the cases in ten.
    """

    cases: int
    rankable: int
    results: dict[str, Result]
    lift: tuple[float, float, float]

    @property
    def beats_frequency(self) -> bool:
        """Whether the interval of the lift lies above nothing."""
        return self.lift[1] > 0


@dataclass(frozen=True, slots=True)
class BackTest:
    """The back-test before a day.

    Attributes
    ----------
    before : date
        Only talks that began before it are cases.
    trials : dict of (str, str) to Trial
        By role (``host``, ``mediator``) and way (`WAYS`); a way without cases is not there.
    rows : tuple of str
        The first event of each case, the latest case first.
    """

    before: date
    trials: dict[tuple[str, str], Trial]
    rows: tuple[str, ...]

    @property
    def first_line(self) -> str:
        """The sentence that every page of ranks begins with."""
        trial = self.trials.get(("mediator", "all"))
        if trial is None:
            return "No earlier talks are recorded, so nothing tells how such rankings do."
        score, plain = trial.results[SCORE].hit[3], trial.results["past_frequency"].hit[3]
        value, low, high = (100 * x for x in trial.lift)
        told = (
            f"n = {trial.cases}: one of the first three mediated in {score:.0%} of the cases, by "
            f"past frequency alone in {plain:.0%}; the lift is {value:+.0f} points "
            f"({low:+.0f} to {high:+.0f})"
        )
        if trial.beats_frequency:
            return f"{told}."
        return f"This ranking is not shown to do better than counting who did it before. {told}."


@dataclass(frozen=True, slots=True)
class _Case:
    """A case of one role with its candidates and the rank of the first who did it, by order."""

    is_first_time: bool
    ranks: dict[tuple[str, str], float]


@lru_cache(maxsize=4)
def backtest(ledger: Ledger, before: date) -> BackTest:
    """Return how the rankings would have done in talks that began before a day.

    Features are those of the day before each case, from what had happened by then; figures and
    memberships count by when they held, not by when they became known.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    before : date
        Only earlier talks are cases.
    """
    known = [effort for effort in efforts(ledger) if effort.day < before]
    states = {row.id for row in ledger.rows("parties", kind="state")}
    asked = [(number, effort) for number, effort in enumerate(known) if set(effort.pair) <= states]
    cases: dict[str, list[_Case]] = {role: [] for role in ROLES}
    for number, effort in asked:
        past = tuple(one for one in known[:number] if one.day < effort.day)
        question = Question.of(ledger, effort.pair, effort.day, past, 0)
        candidates = known_of_all(question, candidate_ids(ledger, effort.pair))
        for role in ROLES:
            if effort.having(role):
                cases[role].append(_case(question, effort, candidates, role))
    trials = {
        (role, way): trial
        for role in ROLES
        for way in WAYS
        if (trial := _trial(cases[role], way)) is not None
    }
    return BackTest(before, trials, tuple(effort.rows[0] for _, effort in reversed(asked)))


def _case(question: Question, effort: Effort, candidates: Sequence[Known], role: str) -> _Case:
    did = effort.having(role)
    enough = [one for one in candidates if can_rank(one, role)]
    before = {
        party for one in question.past if one.pair == effort.pair for party in one.having(role)
    }
    ranks = {}
    for way in ("all", "without_history"):
        without = ("past_pair",) if way == "without_history" else ()
        values, known = scores_for(enough, role, without)
        scores = mean_score(values, known, weights_for(role))
        order = sorted(range(len(enough)), key=lambda n: (-scores[n], enough[n].party))
        ranks[SCORE, way] = _first([enough[n].party for n in order], did)
        for name in BASELINES:
            ranks[name, way] = _first(order_by(name, question, candidates, role, way), did)
    return _Case(not before & did, ranks)


def _first(order: Sequence[str], did: Iterable[str]) -> float:
    """Return the rank of the first who did it; infinite where none is ranked."""
    places = [order.index(one) + 1 for one in did if one in order]
    return float(min(places, default=np.inf))


def _trial(cases: Sequence[_Case], way: str) -> Trial | None:
    chosen = [case for case in cases if way != "first_time" or case.is_first_time]
    if not chosen:
        return None
    ranked_as = "without_history" if way == "without_history" else "all"
    ranks = {
        name: np.array([case.ranks[name, ranked_as] for case in chosen])
        for name in (SCORE, *BASELINES)
    }
    return Trial(
        len(chosen),
        int(np.isfinite(ranks[SCORE]).sum()),
        {name: _result(some) for name, some in ranks.items()},
        _lift(ranks[SCORE] <= 3, ranks["past_frequency"] <= 3),
    )


def _result(ranks: Numbers) -> Result:
    return Result({top: float((ranks <= top).mean()) for top in HITS}, float((1 / ranks).mean()))


def _lift(ours: NDArray[np.bool_], plain: NDArray[np.bool_]) -> tuple[float, float, float]:
    apart = ours.astype(float) - plain.astype(float)
    generator = np.random.default_rng(_SEED)
    picked = generator.integers(len(apart), size=(_RESAMPLES, len(apart)))
    low, high = np.quantile(apart[picked].mean(1), [0.05, 0.95])
    return float(apart.mean()), float(low), float(high)
