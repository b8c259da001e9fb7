"""Shapes of ties, mediators, briefs, checked texts, promises and the tree of a number."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from caspia.atlas.models.base import Provenance, Shape


class Open(BaseModel):
    """An answer of which only the parts that others rely on are named."""

    model_config = ConfigDict(extra="allow")

    provenance: Provenance


class EvidenceTold(Shape):
    """One source of one row."""

    source_id: str
    publisher: str
    title: str
    published: str
    url: str
    field: str
    quoted: str
    note: str
    known_from: str
    grade: str


class Tree(Shape):
    """A statement, its sources, who disagrees, and what it is made of."""

    id: str
    table: str
    says: str
    evidence: list[EvidenceTold]
    rivals: list["Beside"]
    parts: list["Tree"]
    beside: list["Beside"]


class Beside(Shape):
    """Another statement and how it stands to the first."""

    reason: str
    why: Tree


class WhyTold(Tree):
    """The tree of an id."""

    provenance: Provenance


class MonthTie(BaseModel):
    """A tie in a month; groups of features and shares of trade stand beside."""

    model_config = ConfigDict(extra="allow")

    month: str
    score: float
    low: float
    high: float
    coverage: float
    indicative: bool


class TiesTold(Open):
    """The ties of two parties by month, and what brought them about."""

    id: str
    a: str
    b: str
    form: str
    says: str
    months: list[MonthTie]
    base: float
    parts: list[dict[str, Any]]
    change: dict[str, float]
    marks: list[dict[str, Any]]
    features: dict[str, str]
    names: dict[str, str]


class PairTie(MonthTie):
    """The tie of one pair."""

    a: str
    b: str


class AllTies(Open):
    """The ties of all pairs of the region in a month."""

    month: str
    pairs: list[PairTie]
    names: dict[str, str]


class CandidateTold(Shape):
    """A candidate with its score, band, odds and reasons."""

    party: str
    name: str
    score: float
    band: tuple[float, float]
    rank_odds: dict[str, float]
    coverage: float
    indicative: bool
    reasons: list[dict[str, Any]]
    missing: list[str]
    said: list[dict[str, Any]]


class MediatorsTold(Open):
    """Both rankings and the back-test; they recommend nothing."""

    a: str
    b: str
    on: str
    caveat: str
    first_line: str
    candidates: list[CandidateTold]
    hosts: list[CandidateTold]
    not_enough_data: list[dict[str, Any]]
    backtest: dict[str, Any]


class BriefTold(Open):
    """A brief, with the addresses of its files."""

    id: str
    title: str
    subtitle: str
    a: str
    b: str
    on: str
    as_of: str
    headlines: list[dict[str, Any]]
    sections: list[dict[str, Any]]
    figures: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    missing: list[dict[str, Any]]
    downloads: dict[str, str]


class ClaimTold(BaseModel):
    """A claim with its verdict by what was known then and what is known today."""

    model_config = ConfigDict(extra="allow")

    start: int
    end: int
    text: str
    kind: str
    verdict: str
    verdict_words: str
    note: str
    said: str
    told: str
    evidence: list[dict[str, Any]]
    today: dict[str, Any]


class CheckedTold(Open):
    """A text with its claims; `seen` is the text that start and end count in."""

    date: str
    seen: str
    contradicted: bool
    claims: list[ClaimTold]
    own_sources: list[str]


class PromiseTold(Shape):
    """A promise and what came of it."""

    id: str
    promisers: list[str]
    promised: str
    due: str | None
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    outcome: str
    record: str
    sources: list[str]
    record_rows: list[str]
    record_sources: list[str]


class PromisesTold(Open):
    """Promises by due day, and the scores of who made them."""

    on: str
    promises: list[PromiseTold]
    scores: list[dict[str, Any]]
    promiser_names: dict[str, str]


class RoutesTold(Open):
    """Routes, what is quoted beside them, and what closes the way where there is none."""

    on: str
    origin: dict[str, Any]
    destination: dict[str, Any]
    good: str
    by: Literal["time", "cost", "co2", "risk"]
    routes: list[dict[str, Any]]
    corridors: list[dict[str, Any]]
    quoted: list[dict[str, Any]]
    single_points: dict[str, list[str]]
    closed_by: list[dict[str, Any]]
    names: dict[str, str]
