"""What answers have in common: provenance, refusals, things with names."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Status = Literal["open", "restricted", "closed", "planned"]
Basis = Literal["observed", "measured", "assumed"]


class Shape(BaseModel):
    """An answer or a part of one; what is not named here is not in it."""

    model_config = ConfigDict(extra="forbid")


class Provenance(BaseModel):
    """What an answer rests on: enough to make it again."""

    model_config = ConfigDict(extra="allow")

    caspia: str
    layers: list[str]
    on: str | None
    as_of: str | None
    ended_by: str | None
    strict: bool
    rows: dict[str, int]
    visible: str
    scenario: list[str] = []


class Problem(Shape):
    """One thing that is wrong with what was asked, and what to do about it."""

    what: str
    cure: str


class Fault(Shape):
    """Why there is no answer; the message ends with what to do."""

    kind: str
    message: str
    nearest: list[str]
    problems: list[Problem]


class Refused(Shape):
    """An answer that could not be given."""

    error: Fault


class Named(Shape):
    """An id with its name."""

    id: str
    name: str


class Figure(Shape):
    """A row of the ledger in a sentence."""

    id: str
    text: str
    when: str
    sources: list[str]


class SourceTold(Shape):
    """Who says so, when and where."""

    id: str
    publisher: str
    title: str
    published: str
    url: str


class AgreementTold(Shape):
    """An agreement with how it stood on the day, in words."""

    id: str
    title: str
    parties: list[str]
    standing: str
