"""Which series a figure belongs to, and whom it is about."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from caspia.amounts import dimension

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from caspia.claims.clause import Clause
    from caspia.claims.naming import Named

#: Places and lines that are part of a subject itself.
ENDS = {"aktau_sangachal": ("aktau", "btc")}
# Of two topics with the same words these say more.
_PARTICULAR = ("oil_transit", "by_route", "line")
# All seaports of a state, as figures call them.
_SEAPORTS = {"AZE": "aze_seaports", "KAZ": "kaz_seaports", "GEO": "geo_seaports"}
# A supplier and a buyer, though no word of direction stands beside them.
_BETWEEN_TWO = ("gas_contract_daily", "gas_contract_annual", "gas_flow_daily", "gas_flow")


@dataclass(frozen=True, slots=True)
class Topic:
    """A row of ``topics.csv``."""

    series: str
    dimension: str
    cues: tuple[str, ...]
    without: tuple[str, ...]
    who: str


@dataclass(frozen=True, slots=True)
class About:
    """What a figure is about, as ids of the ledger."""

    series: str
    subject: str
    partner: str | None = None
    good: str | None = None
    scope: str | None = None


@cache
def topics() -> tuple[Topic, ...]:
    """Return the table of topics, the more particular first."""
    with (files("caspia.claims") / "topics.csv").open(encoding="utf8") as file:
        return tuple(
            Topic(
                row["series"],
                row["dimension"],
                tuple(filter(None, row["cues"].split("+"))),
                tuple(filter(None, row["without"].split("|"))),
                row["who"],
            )
            for row in csv.DictReader(file)
        )


def about(clause: Clause, unit: str, *, change: bool) -> About | None:
    """Return what a figure of a unit is about; None where nothing of the ledger fits.

    Parameters
    ----------
    clause : Clause
        Where the figure stands.
    unit : str
        Of the figure; not looked at for a change.
    change : bool
        The figure is a change: the series is that of the changes.
    """
    wanted = None if change else dimension_said(unit)
    best: tuple[float, About] | None = None
    if clause.nearest_cue("price", within=True) is not None:
        return None
    for topic in topics():
        if wanted is not None and topic.dimension != wanted:
            continue
        if change and topic.dimension in ("percent", "count", "count of trains"):
            continue
        distance = _distance(clause, topic)
        if distance is None or (best and distance >= best[0]):
            continue
        found = _resolved(clause, topic)
        if found:
            best = (distance, found)
    if best is None:
        return None
    return _as_change(best[1]) if change else best[1]


def _as_change(one: About) -> About:
    series = {"gas_flow_daily": "gas_flow"}.get(one.series, one.series)
    return About(f"{series}_change", one.subject, one.partner, one.good, one.scope)


def dimension_said(unit: str) -> str:
    """Return the kind of thing that a unit measures, as the table of topics calls it."""
    if unit.startswith(("bcm_", "mcm_", "m3_")):
        return "gas a day" if unit.endswith("day") else "gas a year"
    if unit in ("percent", "count"):
        return unit
    if unit in ("pupils", "children"):
        return "count"
    if unit == "trains":
        return "count of trains"
    named = dimension(unit)
    return {"volume": "gas", "mass per time": "mass"}.get(named, named)


def _distance(clause: Clause, topic: Topic) -> float | None:
    """Return how far the words of a topic are from the figure; None where one is missing."""
    if any(clause.nearest_cue(cue) is not None for cue in topic.without):
        return None
    steps = [clause.nearest_cue(cue) for cue in topic.cues]
    if any(step is None for step in steps):
        return None
    far = max((step for step in steps if step is not None), default=0.0)
    # A topic of more words says more than one of fewer.
    return far - 100.0 * len(topic.cues) - (0.5 if topic.who in _PARTICULAR else 0.0)


def _resolved(clause: Clause, topic: Topic) -> About | None:
    return _WHO[topic.who](clause, topic)


def _pair(clause: Clause, topic: Topic) -> About | None:
    parties = [one.id for one in clause.parties()]
    beside = clause.bracketed()
    every = [one.id for one in clause.parties(whole=True)]
    if beside and "AZE" in every and beside.id != "AZE":
        return About(topic.series, "AZE", beside.id)
    companion = clause.with_party()
    if companion:
        rest = [one for one in parties if one != companion and clause.is_named_inside(one)]
        parties = [rest[0] if rest else "AZE", companion]
    pair = list(dict.fromkeys(parties))[:2]
    if len(pair) == 1 and topic.cues == ("trade",) and clause.nearest_cue("foreign") is not None:
        pair = [pair[0], "WLD"]
    if len(pair) == 1 and clause.language == "az" and pair[0] != "AZE":
        pair = ["AZE", pair[0]]
    if len(pair) < 2:
        return None
    if "AZE" in pair:
        pair = ["AZE", *(one for one in pair if one != "AZE")]
    return About(topic.series, pair[0], pair[1])


def _exporter(clause: Clause, topic: Topic) -> About | None:
    if clause.is_of_another_good(("export",)):
        return None
    partner = clause.party("to")
    subject = (
        clause.party("from")
        or clause.doer(("export", "delivery"), other_than=partner)
        or clause.first_party(other_than=partner)
    )
    if subject is None or subject == partner:
        return None
    if partner is None and topic.series in _BETWEEN_TWO:
        partner = next((one.id for one in clause.parties() if one.id != subject), None)
    if partner is None and topic.series == "exports":
        partner = _partner_of_before(clause, subject)
    return About(topic.series, subject, partner)


def _partner_of_before(clause: Clause, subject: str) -> str:
    """Return the other party of the sentence ("while imports were …"); else all the world."""
    others = [one for one in clause.named if one.at >= 0 and one.id != subject]
    parties = [one.id for one in states_of(others, clause.kinds)]
    return parties[0] if parties else "WLD"


def _importer(clause: Clause, topic: Topic) -> About | None:
    if clause.is_of_another_good(("import",)):
        return None
    partner = clause.party("from")
    subject = clause.first_party(other_than=partner) or clause.party("to")
    if subject is None or subject == partner:
        return None
    if partner is None and topic.series == "imports":
        partner = _partner_of_before(clause, subject)
    return About(topic.series, subject, partner)


def _investor(clause: Clause, topic: Topic) -> About | None:
    parties = list(dict.fromkeys(one.id for one in clause.parties(whole=True)))
    if len(parties) < 2:
        return None
    first = clause.doer(("invest",)) or parties[0]
    return About(topic.series, first, next(one for one in parties if one != first))


def _producer(clause: Clause, topic: Topic) -> About | None:
    subject = clause.own_party()
    return About(topic.series, subject) if subject else None


def _corridor(clause: Clause, topic: Topic) -> About | None:
    named = clause.of_kind("corridor")
    return About(topic.series, named.id) if named else None


def _port(clause: Clause, topic: Topic) -> About | None:
    named = _named_port(clause, topic)
    if named:
        return named
    whole = clause.of_ids(tuple(_SEAPORTS.values()))
    if whole:
        return About(topic.series, whole.id, None, None, _scope(clause))
    if clause.nearest_cue("port") is None:
        return None
    owner = next((one.id for one in clause.parties() if one.id in _SEAPORTS), None)
    return About(topic.series, _SEAPORTS[owner], None, None, _scope(clause)) if owner else None


def _named_port(clause: Clause, topic: Topic) -> About | None:
    named = clause.of_kind("port")
    return About(topic.series, named.id, None, None, _scope(clause)) if named else None


def _scope(clause: Clause) -> str | None:
    return "transit" if clause.nearest_cue("transit", within=True) is not None else None


def _oil_transit(clause: Clause, topic: Topic) -> About | None:
    """Read Kazakh or Turkmen oil over the line, or from Aktau towards it."""
    line = clause.of_ids(("btc",))
    owner = next((one.id for one in clause.parties() if one.id in ("KAZ", "TKM")), None)
    if line is None:
        return None
    if clause.of_ids(("aktau",)):
        return About(topic.series, "aktau_sangachal", owner or "KAZ")
    return About(topic.series, "btc", owner) if owner else None


def _oil_line(clause: Clause, topic: Topic) -> About | None:
    line = clause.of_kind("oil_pipeline")
    return About(topic.series, line.id) if line else None


def _oil_line_inside(clause: Clause, topic: Topic) -> About | None:
    line = clause.inside("oil_pipeline")
    return About(topic.series, line.id) if line else None


def _by_route(clause: Clause, topic: Topic) -> About | None:
    """Read exports by a line or port: they are a part of all exports."""
    route = clause.inside("oil_pipeline") or clause.inside("port")
    subject = clause.first_party()
    if route is None or subject is None:
        return None
    return About(topic.series, subject, route.id, "crude_oil")


def _line(clause: Clause, topic: Topic) -> About | None:
    carries = topic.series == "gas_flow"
    named = clause.inside("gas_pipeline") if carries else clause.of_kind("gas_pipeline")
    if named is None:
        return None
    partner = clause.party("to") if topic.series == "gas_flow" else None
    return About(topic.series, named.id, partner)


def _builders(clause: Clause, topic: Topic) -> About | None:
    """Read who built what: places of a school in Azerbaijan, built by another state."""
    others = [one.id for one in clause.parties(whole=True) if one.id != "AZE"]
    builder = {"school_capacity": "UZB", "centre_capacity": "KAZ"}[topic.series]
    if others and builder not in others:
        return None
    return About(topic.series, "AZE", builder)


_WHO: dict[str, Callable[[Clause, Topic], About | None]] = {
    "pair": _pair,
    "exporter": _exporter,
    "importer": _importer,
    "investor": _investor,
    "producer": _producer,
    "corridor": _corridor,
    "port": _port,
    "named_port": _named_port,
    "oil_transit": _oil_transit,
    "oil_line": _oil_line,
    "line": _line,
    "by_route": _by_route,
    "oil_line_inside": _oil_line_inside,
    "builders": _builders,
}


def states_of(named: Sequence[Named], kinds: dict[str, str]) -> list[Named]:
    """Return the states, blocs and regions among names."""
    wanted = ("state", "bloc", "group", "region")
    return [one for one in named if kinds.get(one.id) in wanted or one.id == "EUROPE"]
