"""What a job may be asked, and its title."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel

from caspia.atlas.answers.asked_scenario import asked_scenario
from caspia.atlas.endpoints.asked import sound
from caspia.errors import BadInputError

Engine = Literal["choice", "least-cost"]
MonthsText = Annotated[
    str, Field(pattern=r"^20\d\d(-[01]\d)?(\.\.20\d\d(-[01]\d)?)?$", description="2023 or 2023-05")
]
_Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(sound)]
_Goods = Annotated[list[_Name], Field(max_length=20)]
_Scenarios = Annotated[list[_Name], Field(max_length=8)]


class _Question(BaseModel):
    model_config = ConfigDict(extra="forbid")

    def told(self) -> dict[str, Any]:
        """Return the question in plain values.

        Raises
        ------
        UnknownNameError, BadScenarioError
            There is no such preset, or a change cannot be read.
        """
        plain = self.model_dump(exclude={"kind"})
        if plain.get("scenario"):
            asked_scenario(plain["scenario"])
        return plain


class FlowsAsked(_Question):
    """What moves in a period, under scenarios or as it is."""

    kind: Literal["flows"]
    period: MonthsText
    goods: _Goods = []
    engine: Engine = "choice"
    scenario: _Scenarios = []

    def title(self) -> str:
        """Return it in a few words."""
        return " ".join(["Flows", self.period, *self.goods, *_under(self.scenario)])


class WhatifAsked(_Question):
    """What a scenario changes in a period, or against another scenario."""

    kind: Literal["whatif"]
    scenario: Annotated[_Scenarios, Field(min_length=1)]
    against: _Scenarios = []
    period: MonthsText | None = None
    goods: _Goods = []
    engine: Engine = "choice"

    def title(self) -> str:
        """Return it in a few words."""
        return asked_scenario(self.scenario).title

    def told(self) -> dict[str, Any]:
        """Return the question in plain values, with the scenario's own period where none is told.

        Raises
        ------
        UnknownNameError, BadScenarioError, BadInputError
            There is no such preset, a change cannot be read, or no period is known.
        """
        asked = asked_scenario(self.scenario)
        if self.against:
            asked_scenario(self.against)
        period = self.period or asked.period
        if not period:
            raise BadInputError(f"{asked.title} names no period. Give one, such as 2024-05.")
        return super().told() | {"period": period}


class StressAsked(_Question):
    """What is lost without each link, place and agreement in a period."""

    kind: Literal["stress"]
    period: MonthsText
    kinds: Annotated[list[Literal["links", "nodes", "agreements"]], Field(min_length=1)] = [
        "links",
        "nodes",
        "agreements",
    ]
    demand: Annotated[float, Field(ge=0.1, le=10)] = 1.0
    goods: _Goods = []
    scenario: _Scenarios = []

    def title(self) -> str:
        """Return it in a few words."""
        grown = [f"at {self.demand:g} times the demand"] if self.demand != 1 else []
        return " ".join(["Stress", self.period, *self.goods, *grown, *_under(self.scenario)])


def _under(scenario: list[str]) -> list[str]:
    return ["under", ", ".join(scenario)] if scenario else []


class JobAsked(
    RootModel[Annotated[FlowsAsked | WhatifAsked | StressAsked, Field(discriminator="kind")]]
):
    """A question that takes long."""
