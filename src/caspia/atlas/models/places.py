"""Shapes of what is told of a link, node, state, corridor, and of what is found by name."""

from typing import Annotated, Literal

from pydantic import Field

from caspia.atlas.models.base import (
    AgreementTold,
    Basis,
    Figure,
    Named,
    Provenance,
    Shape,
    Status,
)
from caspia.atlas.models.network import NodeTold


class Interval(Shape):
    """A number with what one in ten stays under and one in ten goes over."""

    value: float
    low: float
    high: float


class ValueTold(Interval):
    """A number of a link or of work at a place, and what it rests on."""

    attribute: str
    good: str
    unit: str
    text: str
    basis: Basis
    rows: list[str]
    assumptions: list[str]


class CapacityTold(Interval):
    """What something can carry, and what kind of limit that is."""

    kind: Literal["physical", "timetable", "fleet", "quota", "observed_peak"]
    unit: str
    text: str
    t_per_month: Interval | None
    basis: Basis
    rows: list[str]
    assumptions: list[str]


class State(Shape):
    """How a link stood and why."""

    status: Status
    because: list[str]
    reason: str


class Spell(Shape):
    """From which day until before which day a link stood how, and why."""

    from_: Annotated[str, Field(alias="from")]
    to: str | None
    status: Status
    reason: str
    because: list[str]


class EffectTold(AgreementTold):
    """What an agreement does to a link, whether or not it is in force."""

    effect: str
    effect_id: str
    text: str


class LinkDetail(Shape):
    """All that is told of a link."""

    id: str
    name: str
    mode: str
    direction: str
    length_km: float | None
    length_basis: str | None
    gauge_mm: str | None
    exists_from: str | None
    exists_to: str | None
    a: NodeTold
    b: NodeTold
    corridors: list[Named]
    on: str
    good: str | None
    state: State
    values: list[ValueTold]
    capacities: list[CapacityTold]
    agreements: list[EffectTold]
    history: list[Spell]
    figures: list[Figure]
    projects: list[Figure]
    provenance: Provenance


class LinkAt(Shape):
    """A link at a node, and where it leads."""

    id: str
    name: str
    mode: str
    status: Status
    other: Named


class Work(Shape):
    """Work at a node on the way from one layer to another."""

    kind: str
    from_layer: str
    to_layer: str
    values: list[ValueTold]
    capacities: list[CapacityTold]


class NodeDetail(Shape):
    """All that is told of a node."""

    id: str
    name: str
    kind: str
    country: Named | None
    lon: float
    lat: float
    on: str
    good: str
    links: list[LinkAt]
    handling: list[Work]
    figures: list[Figure]
    prices: list[Figure]
    projects: list[Figure]
    agreements: list[AgreementTold]
    provenance: Provenance


class TieTold(Shape):
    """A tie in the month of the day, 0 to 1 with its band."""

    id: str
    party: str
    name: str
    score: float
    low: float
    high: float
    coverage: float
    indicative: bool


class TradeTold(Figure):
    """A figure of trade with a partner."""

    series: str
    partner: Named


class Visit(Shape):
    """A meeting."""

    id: str
    text: str
    day: str
    kind: str
    parties: list[Named]
    sources: list[str]


class BlocTold(Named):
    """A bloc that a state is in, and as what."""

    role: str
    row: str


class NodeNamed(Named):
    """A node with its kind."""

    kind: str


class CountryDetail(Shape):
    """All that is told of a state."""

    id: str
    name: str
    on: str
    ties: list[TieTold]
    trade: list[TradeTold]
    visits: list[Visit]
    blocs: list[BlocTold]
    agreements: list[AgreementTold]
    nodes: list[NodeNamed]
    links: int
    provenance: Provenance


class LinkOf(Shape):
    """A link of a corridor, and why it is not simply open."""

    id: str
    name: str
    mode: str
    status: Status
    reason: str


class CorridorDetail(Named):
    """All that is told of a corridor."""

    description: str | None
    count: int
    passing: int
    on: str
    links: list[LinkOf]
    broken: list[str]
    figures: list[Figure]
    agreements: list[AgreementTold]
    provenance: Provenance


class Hit(Shape):
    """Something found by name."""

    kind: str
    id: str
    name: str
    text: str
    lon: float | None = None
    lat: float | None = None
    party: str | None = None


class Hits(Shape):
    """What was found, best first."""

    q: str
    hits: list[Hit]
    provenance: Provenance
