"""What a job may be asked, and its title."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel

from caspia.atlas.endpoints.asked import sound

Engine = Literal["choice", "least-cost"]
MonthsText = Annotated[
    str, Field(pattern=r"^20\d\d(-[01]\d)?(\.\.20\d\d(-[01]\d)?)?$", description="2023 or 2023-05")
]
_Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(sound)]
_Goods = Annotated[list[_Name], Field(max_length=20)]
_Scenarios = Annotated[list[_Name], Field(max_length=8)]


class _Question(BaseModel):
    model_config = ConfigDict(extra="forbid")


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


def _under(scenario: list[str]) -> list[str]:
    return ["under", ", ".join(scenario)] if scenario else []


class JobAsked(RootModel[Annotated[FlowsAsked, Field(discriminator="kind")]]):
    """A question that takes long."""
