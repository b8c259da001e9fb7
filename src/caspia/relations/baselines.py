"""Plain ways to order candidates, to compare the score with."""

from __future__ import annotations

import zlib
from collections import Counter
from typing import TYPE_CHECKING

from caspia.relations.rules import economies

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from caspia.relations.question import Known, Question

_PERMANENT = "UNSC_P5"


def order_by(
    name: str, question: Question, candidates: Sequence[Known], role: str, way: str
) -> list[str]:
    """Return candidates in the order of a baseline; those it says nothing of are not in it.

    Parameters
    ----------
    name : str
        One of `BASELINES`.
    question : Question
        The two parties, the day and the talks before it.
    candidates : sequence of Known
        All of them, whether enough is known or not.
    role : str
        ``host`` or ``mediator``.
    way : str
        ``without_history`` leaves out what the two did before.
    """
    return BASELINES[name](question, candidates, role, way)


def _frequency(question: Question, candidates: Sequence[Known], role: str, way: str) -> list[str]:
    """Order by talks of the two, then of others, in which each had the role before."""
    own: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for one in question.past:
        if one.pair == question.pair and way != "without_history":
            own.update(one.having(role))
        elif one.pair != question.pair:
            others.update(one.having(role))
    ids = [one.party for one in candidates if own[one.party] or others[one.party]]
    return sorted(ids, key=lambda party: (-own[party], -others[party], party))


def _nearest(question: Question, candidates: Sequence[Known], role: str, way: str) -> list[str]:
    del question, role, way
    near = {one.party: one.traits["near"].detail for one in candidates if "near" in one.traits}
    return sorted(near, key=lambda party: (sum(near[party]), party))


def _economy(question: Question, candidates: Sequence[Known], role: str, way: str) -> list[str]:
    del question, role, way
    ids = {one.party for one in candidates}
    return [party for party in economies() if party in ids]


def _permanent(question: Question, candidates: Sequence[Known], role: str, way: str) -> list[str]:
    """Order the permanent members of the Security Council first, each group by frequency."""
    rows = question.ledger.rows("memberships", bloc=_PERMANENT)
    members = {row["member"] for row in rows}
    frequent = _frequency(question, candidates, role, way)
    ids = [*frequent, *sorted(one.party for one in candidates if one.party not in frequent)]
    ours = [party for party in ids if party in members]
    return [*ours, *(party for party in frequent if party not in members)]


def _weaker(question: Question, candidates: Sequence[Known], role: str, way: str) -> list[str]:
    del question, role, way
    tie = {o.party: o.traits["weaker_tie"].value for o in candidates if "weaker_tie" in o.traits}
    return sorted(tie, key=lambda party: (-tie[party], party))


def _random(question: Question, candidates: Sequence[Known], role: str, way: str) -> list[str]:
    """Order by a hash of the day, the two and the candidate: chance, and the same each time."""
    del way
    salt = f"{question.day}{question.pair}{role}"
    ids = [one.party for one in candidates if one.is_enough]
    return sorted(ids, key=lambda party: zlib.crc32(f"{salt}{party}".encode()))


BASELINES: dict[str, Callable[[Question, Sequence[Known], str, str], list[str]]] = {
    "past_frequency": _frequency,
    "nearest_capital": _nearest,
    "largest_economy": _economy,
    "permanent_members": _permanent,
    "weaker_tie": _weaker,
    "random": _random,
}
