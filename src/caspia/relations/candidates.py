"""Who could host or mediate between two parties, and what is known of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.relations.facts import facts_of
from caspia.relations.question import BODIES, Known
from caspia.relations.readings import readings
from caspia.relations.rules import GROUPS, columns
from caspia.relations.third_parties import ROLES
from caspia.relations.traits import (
    between_camps,
    enmity,
    leverage,
    nearness,
    past_parts,
    stake,
    tie_traits,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from caspia.ledger import Ledger
    from caspia.relations.facts import Facts, Reading
    from caspia.relations.question import Question, Trait


def candidate_ids(ledger: Ledger, pair: Iterable[str]) -> tuple[str, ...]:
    """Return the states and bodies that could help two parties, by id."""
    rows = ledger.rows("parties")
    found = [row.id for row in rows if row["kind"] == "state" or row.id in BODIES]
    return tuple(one for one in found if one not in set(pair))


def known_of_all(question: Question, parties: Sequence[str]) -> list[Known]:
    """Return what is known of each candidate."""
    facts = facts_of(question.ledger)
    readings_of = [_readings(facts, party, question) for party in parties]
    ties = tie_traits(readings_of, question.draws)
    return [
        _known(question, facts, party, both, ties.get(n, {}))
        for n, (party, both) in enumerate(zip(parties, readings_of, strict=True))
    ]


def _known(
    question: Question,
    facts: Facts,
    party: str,
    both: Sequence[Mapping[str, Reading]],
    ties: Mapping[str, Trait],
) -> Known:
    traits: dict[str, Trait | None] = {
        **ties,
        "leverage": leverage(both),
        "stake": stake(both),
        **past_parts(question, party),
        "free_of_enmity": enmity(question, facts, party),
        "between_camps": between_camps(question, party),
        "near": nearness(question, party),
    }
    found = {name: trait for name, trait in traits.items() if trait is not None}
    return Known(party, found, tuple(_kinds(both, found)))


def _readings(facts: Facts, party: str, question: Question) -> list[Mapping[str, Reading]]:
    """Return the readings of a candidate with each of the two; none where none tells of one."""
    if not all(frozenset((party, one)) in facts.touched for one in question.pair):
        return [{} for _ in question.pair]
    return [readings(facts, party, one, question.day) for one in question.pair]


def _kinds(both: Sequence[Mapping[str, Reading]], traits: Mapping[str, Trait]) -> Iterable[str]:
    """Yield the kinds of rows that tell of the candidate and of both parties."""
    group = {column.id: column.feature.group for column in columns()}
    sides = [{group[name] for name, one in some.items() if one.rows} for some in both]
    yield from (one for one in GROUPS if all(one in side for side in sides))
    if any(traits[f"past_pair.{role}"].rows for role in ROLES):
        yield "past"
    if "near" in traits:
        yield "near"
