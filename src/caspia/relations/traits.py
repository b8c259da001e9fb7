"""The features of a candidate, each from 0 to 1 with the rows that show it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from caspia.ledger import holds_on
from caspia.relations.camps import balance_on
from caspia.relations.capitals import capitals, distance_km
from caspia.relations.facts import facts_of
from caspia.relations.question import Trait
from caspia.relations.readings import in_force
from caspia.relations.rules import GROUPS, blocs, features, settings
from caspia.relations.scoring import Panel, drawn_scores, member_of, point_scores, usual_draws
from caspia.relations.third_parties import ROLES
from caspia.relations.timeline import panel_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from caspia.relations.facts import Facts, Reading
    from caspia.relations.question import Question
    from caspia.relations.scoring import Numbers
    from caspia.relations.third_parties import Effort


def tie_traits(
    readings_of: Sequence[Sequence[Mapping[str, Reading]]], draws: int
) -> dict[int, dict[str, Trait]]:
    """Return by number of candidate the weaker of its two ties, and how even they are."""
    told = [
        n
        for n, both in enumerate(readings_of)
        if all(any(one.rows for one in some.values()) for some in both)
    ]
    if not told:
        return {}
    panel = _alike(panel_of([some for n in told for some in readings_of[n]]))
    points = point_scores(panel, "additive").reshape(-1, 2)
    drawn = drawn_scores(panel, usual_draws(draws)).reshape(draws, -1, 2) if draws else None
    known = np.asarray(panel.known.reshape(len(told), -1).any(1))
    return {
        n: _pair_traits(readings_of[n], points[k], None if drawn is None else drawn[:, k])
        for k, n in enumerate(told)
        if known[k]
    }


def _pair_traits(
    both: Sequence[Mapping[str, Reading]], points: Numbers, drawn: Numbers | None
) -> dict[str, Trait]:
    rows = tuple(row for some in both for one in some.values() for row in one.rows)
    detail = tuple(float(x) for x in points)
    weaker = None if drawn is None else drawn.min(1)
    even = None if drawn is None else 1 - np.abs(drawn[:, 0] - drawn[:, 1])
    return {
        "weaker_tie": Trait(min(detail), rows, detail, weaker),
        "even_handed": Trait(1 - abs(detail[0] - detail[1]), rows, detail, even),
    }


def _alike(panel: Panel) -> Panel:
    """Return pairs of ties without the groups that only one of the two has; like with like."""
    known = panel.known.copy()
    for group in range(len(GROUPS)):
        here = member_of() == group
        both = np.asarray(known[:, here].any(1)).reshape(-1, 2).all(1)
        known[:, here] &= np.repeat(both, 2)[:, None]
    return replace(panel, known=known, open=panel.open & known)


def leverage(both: Sequence[Mapping[str, Reading]]) -> Trait | None:
    """Return the lesser of its weights in the trade of the two; None where one is not told."""
    # The candidate is the first of each pair, so the share of the other side is its weight there.
    shares = [some.get("share.b") for some in both]
    told = [one for one in shares if one is not None]
    if len(told) < len(shares):
        return None
    between = features()["share"].between
    rows = tuple(row for one in told for row in one.rows)
    return Trait(min(between(one.value) for one in told), rows, tuple(one.value for one in told))


def stake(both: Sequence[Mapping[str, Reading]]) -> Trait | None:
    """Return how many modes lead straight to the two; None where one is not on the network."""
    links = [some.get("links") for some in both]
    told = [one for one in links if one is not None]
    if len(told) < len(links):
        return None
    between = features()["links"].between
    value = sum(between(one.value) for one in told) / len(told)
    return Trait(
        value, tuple(row for one in told for row in one.rows), tuple(o.value for o in told)
    )


def past_parts(question: Question, party: str) -> dict[str, Trait | None]:
    """Return the part that a candidate had in talks before, by role, faded."""
    found: dict[str, Trait | None] = {}
    for role in ROLES:
        mine = question.parts.get((role, party), ())
        own = [one for one in mine if one.pair == question.pair]
        others = [one for one in mine if one.pair != question.pair]
        for name, some, half in (
            ("past_pair", own, settings().past_half_pair),
            ("past_others", others, settings().past_half_others),
        ):
            faded = sum(_faded(one, question.day) for one in some)
            rows = tuple(row for one in reversed(some) for row in one.rows)
            found[f"{name}.{role}"] = Trait(faded / (faded + half), rows, (float(len(some)),))
    return found


def _faded(effort: Effort, day: date) -> float:
    years = (day - effort.day).days / 365.25
    return float(0.5 ** (years / settings().half_life_years))


def enmity(question: Question, facts: Facts, party: str) -> Trait | None:
    """Return nothing for a foe of either, a part for an ally of one alone, the whole for both's.

    None where no row tells of a quarrel or an alliance.
    """
    if party in question.foes:
        return Trait(0.0, question.foes[party], (0.0,))
    allied = [_allied(facts, party, one, question.day) for one in question.pair]
    rows = tuple(row for some in allied for row in some)
    if bool(allied[0]) != bool(allied[1]):
        return Trait(settings().ally_factor, rows, (1.0, float(bool(allied[1]))))
    return Trait(1.0, rows, (2.0,)) if rows else None


def _allied(facts: Facts, party: str, other: str, day: date) -> tuple[str, ...]:
    """Return the rows that make two allies: a treaty of alliance, or one military bloc of both."""
    if frozenset((party, other)) not in facts.touched:
        return ()
    treaties = [
        row.id
        for row in in_force(facts, party, other, day)
        if row["subject"] == "alliance" and len(row["parties"]) == 2
    ]
    sides = [_military(facts, who, day) for who in (party, other)]
    shared = [
        row for bloc in sides[0] if bloc in sides[1] for row in (sides[0][bloc], sides[1][bloc])
    ]
    return (*treaties, *shared)


def _military(facts: Facts, party: str, day: date) -> dict[str, str]:
    held = [row for row in facts.memberships.get(party, ()) if holds_on(row, day)]
    left = {row["bloc"] for row in held if row["role"] in ("frozen", "withdrawn")}
    return {
        row["bloc"]: row.id
        for row in held
        if row["role"] == "member"
        and row["bloc"] not in left
        and row["bloc"] in blocs()
        and blocs()[row["bloc"]].kind == "military"
    }


def between_camps(question: Question, party: str) -> Trait | None:
    """Return how near a candidate stands to the middle; None where no bloc tells."""
    before = question.day - timedelta(days=1)
    held = facts_of(question.ledger).memberships.get(party, ())
    rows = tuple(
        row.id
        for row in held
        if row["bloc"] in blocs() and blocs()[row["bloc"]].camp and holds_on(row, before)
    )
    if not rows:
        return None
    balance = balance_on(question.ledger, party, before)
    return Trait(1 - abs(balance), rows, (balance,))


def nearness(question: Question, party: str) -> Trait | None:
    """Return how near its capital lies to those of the two; None where one is not known."""
    places = capitals(question.ledger)
    if party not in places or not all(one in places for one in question.pair):
        return None
    here, row = places[party]
    ends = [places[one] for one in question.pair]
    distances = [distance_km(here, end) for end, _ in ends]
    mean = sum(distances) / len(distances)
    value = max(0.0, 1 - mean / settings().far_km)
    return Trait(value, (row, *(place for _, place in ends)), tuple(distances))
