"""What is known of a candidate as host or mediator between two parties on a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

import numpy as np

from caspia.ledger import holds_on
from caspia.relations.camps import balance_on
from caspia.relations.facts import facts_of
from caspia.relations.readings import in_force, readings
from caspia.relations.rules import GROUPS, blocs, columns, features, settings
from caspia.relations.scoring import Panel, drawn_scores, member_of, point_scores, usual_draws
from caspia.relations.third_parties import ROLES
from caspia.relations.timeline import panel_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from caspia.ledger import Ledger
    from caspia.relations.facts import Facts, Reading
    from caspia.relations.scoring import Numbers
    from caspia.relations.third_parties import Effort

#: Bodies that mediate beside states.
BODIES = ("EU", "OSCE", "OTS", "UN")
_EARTH_KM = 6371.0


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


def candidate_ids(ledger: Ledger, pair: Iterable[str]) -> tuple[str, ...]:
    """Return the states and bodies that could help two parties, by id."""
    rows = ledger.rows("parties")
    found = [row.id for row in rows if row["kind"] == "state" or row.id in BODIES]
    return tuple(one for one in found if one not in set(pair))


def known_of_all(question: Question, parties: Sequence[str]) -> list[Known]:
    """Return what is known of each candidate."""
    facts = facts_of(question.ledger)
    readings_of = [_readings(facts, party, question) for party in parties]
    ties = _ties(readings_of, question.draws)
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
        "leverage": _leverage(both),
        "stake": _stake(both),
        **_past(question, party),
        "free_of_enmity": _enmity(question, facts, party),
        "between_camps": _camps(question, party),
        "near": _near(question, party),
    }
    found = {name: trait for name, trait in traits.items() if trait is not None}
    return Known(party, found, tuple(_kinds(both, found)))


def _readings(facts: Facts, party: str, question: Question) -> list[Mapping[str, Reading]]:
    """Return the readings of a candidate with each of the two; none where none tells of one."""
    if not all(frozenset((party, one)) in facts.touched for one in question.pair):
        return [{} for _ in question.pair]
    return [readings(facts, party, one, question.day) for one in question.pair]


def _ties(
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
        n: _tie_traits(readings_of[n], points[k], None if drawn is None else drawn[:, k])
        for k, n in enumerate(told)
        if known[k]
    }


def _tie_traits(
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


def _leverage(both: Sequence[Mapping[str, Reading]]) -> Trait | None:
    # The candidate is the first of each pair, so the share of the other side is its weight there.
    shares = [some.get("share.b") for some in both]
    told = [one for one in shares if one is not None]
    if len(told) < len(shares):
        return None
    between = features()["share"].between
    rows = tuple(row for one in told for row in one.rows)
    return Trait(min(between(one.value) for one in told), rows, tuple(one.value for one in told))


def _stake(both: Sequence[Mapping[str, Reading]]) -> Trait | None:
    links = [some.get("links") for some in both]
    told = [one for one in links if one is not None]
    if len(told) < len(links):
        return None
    between = features()["links"].between
    value = sum(between(one.value) for one in told) / len(told)
    return Trait(
        value, tuple(row for one in told for row in one.rows), tuple(o.value for o in told)
    )


def _past(question: Question, party: str) -> dict[str, Trait | None]:
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


def _enmity(question: Question, facts: Facts, party: str) -> Trait | None:
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


def _camps(question: Question, party: str) -> Trait | None:
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


def _near(question: Question, party: str) -> Trait | None:
    places = capitals(question.ledger)
    if party not in places or not all(one in places for one in question.pair):
        return None
    here, row = places[party]
    ends = [places[one] for one in question.pair]
    distances = [distance_km(here, end) for end, _ in ends]
    mean = sum(distances) / len(distances)
    value = max(0.0, 1 - mean / settings().far_km)
    return Trait(value, (row, *(place for _, place in ends)), tuple(distances))


def _kinds(both: Sequence[Mapping[str, Reading]], traits: Mapping[str, Trait]) -> Iterable[str]:
    """Yield the kinds of rows that tell of the candidate and of both parties."""
    group = {column.id: column.feature.group for column in columns()}
    sides = [{group[name] for name, one in some.items() if one.rows} for some in both]
    yield from (one for one in GROUPS if all(one in side for side in sides))
    if any(traits[f"past_pair.{role}"].rows for role in ROLES):
        yield "past"
    if "near" in traits:
        yield "near"


@lru_cache(maxsize=4)
def capitals(ledger: Ledger) -> Mapping[str, tuple[tuple[float, float], str]]:
    """Return by state the latitude and longitude of its capital, and the row of the place."""
    names = {f"capital of {row['name']}": row.id for row in ledger.rows("parties", kind="state")}
    found = {}
    for row in ledger.rows("places"):
        for alias in row["aliases"]:
            if alias in names:
                found[names[alias]] = ((row["lat"], row["lon"]), row.id)
    return found


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance over the globe of two places given by latitude and longitude."""
    lat1, lon1, lat2, lon2 = (radians(x) for x in (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
