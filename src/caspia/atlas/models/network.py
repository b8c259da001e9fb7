"""Shapes of the map, of changes by month, and of what can be asked for."""

from typing import Annotated, Literal

from pydantic import Field

from caspia.atlas.models.base import Named, Provenance, Shape, SourceTold, Status


class Good(Shape):
    """A good; `demand` where its flows can be worked out."""

    id: str
    label: str
    demand: bool


class PartyTold(Shape):
    """A state or bloc that ties, mediators and briefs take; where its capital lies."""

    id: str
    name: str
    kind: Literal["state", "bloc"]
    region: bool
    lon: float | None
    lat: float | None


class CorridorTold(Shape):
    """A corridor with how many links it has."""

    id: str
    name: str
    description: str | None
    links: int


class Preset(Shape):
    """A scenario of the package; `observed` says what happened, where it has."""

    name: str
    title: str
    text: str
    period: str | None
    causes: list[str]
    sources: list[str]
    observed: str | None


class Meta(Shape):
    """What there is to ask for."""

    version: str
    today: str
    first_day: str
    last_day: str
    flow_years: list[int]
    goods: list[Good]
    criteria: list[str]
    modes: list[str]
    parties: list[PartyTold]
    corridors: list[CorridorTold]
    presets: list[Preset]
    attribution: str
    provenance: Provenance


class NodeTold(Shape):
    """A node on the map; degrees east and north."""

    id: str
    name: str
    kind: str
    country: str | None
    lon: float
    lat: float


class LinkTold(Shape):
    """A link as it stood; what does not change is there where `shape` was asked for."""

    id: str
    status: Status
    because: list[str]
    reason: str
    assumed: bool
    assumed_share: float | None
    name: str | None = None
    mode: str | None = None
    a: str | None = None
    b: str | None = None
    length_km: float | None = None
    gauge_mm: str | None = None
    corridors: list[str] | None = None
    surveyed: bool | None = None
    points: list[tuple[float, float]] | None = None


class NetworkTold(Shape):
    """The network of a day; nodes are there where `shape` was asked for."""

    on: str
    good: str
    nodes: list[NodeTold] | None = None
    links: list[LinkTold]
    counts: dict[Status, int]
    attribution: str
    provenance: Provenance


class Titled(Shape):
    """An agreement or event by its title."""

    id: str
    title: str


class ChangeTold(Shape):
    """Links that changed alike and for the same reason."""

    link_ids: list[str]
    names: list[str]
    modes: list[str]
    kind: Literal["opened", "closed", "status", "values"]
    before: Status
    after: Status
    what: str
    reason: str
    because: list[str]
    agreements: list[Titled]
    events: list[Titled]
    sources: list[SourceTold]


class Month(Shape):
    """What changed in a month; `planned` where it lies ahead."""

    month: str
    planned: bool
    changes: list[ChangeTold]


class Timeline(Shape):
    """Months with changes, in order."""

    from_: Annotated[str, Field(alias="from")]
    to: str
    months: list[Month]
    provenance: Provenance


class CorridorCount(Named):
    """A corridor with how many of its links pass."""

    description: str | None
    count: int
    passing: int


class Corridors(Shape):
    """Every corridor on a day."""

    on: str
    corridors: list[CorridorCount]
    provenance: Provenance
