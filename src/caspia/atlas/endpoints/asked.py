"""What may be asked for: parameters, their bounds, and the question they make."""

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import Depends, Path, Query
from pydantic import AfterValidator, Field

from caspia.atlas.answers import Question

FIRST, LAST = date(1991, 1, 1), date(2099, 12, 31)
_MOST_SCENARIOS = 8
_LONGEST = 200
_LONGEST_ID = 400


def sound(text: str) -> str:
    """Return a text that can be written as UTF-8.

    Raises
    ------
    ValueError
        It holds half a character, or a control character.
    """
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("it holds half a character; send whole ones")
    if "\x00" in text:
        raise ValueError("it holds a null character; leave it out")
    return text


Words = Annotated[str, Query(min_length=1, max_length=_LONGEST), AfterValidator(sound)]
Id = Annotated[str, Path(min_length=1, max_length=_LONGEST_ID), AfterValidator(sound)]
Day = Annotated[date, Query(ge=FIRST, le=LAST)]
Good = Annotated[str, Query(max_length=_LONGEST, description="Id of a good"), AfterValidator(sound)]
Change = Annotated[str, Field(min_length=1, max_length=_LONGEST), AfterValidator(sound)]


class Setting:
    """The day, what was known, and the scenarios of a question.

    Parameters
    ----------
    on, as_of : date or None
        The day, today where left out; the last day whose reports count, all where left out.
    scenario : tuple of str
        Presets and single changes.
    """

    def __init__(self, on: date | None, as_of: date | None, scenario: tuple[str, ...]) -> None:
        self.on = on or today()
        self.given_day = on
        self.as_of = as_of
        self.scenario = scenario

    def question(self, name: str, **given: object) -> Question:
        """Return what is asked."""
        return Question.of(name, self.on, self.as_of, self.scenario, **given)


def today() -> date:
    """Return the day that is meant where none is told."""
    return datetime.now(tz=UTC).date()


def _setting(
    scenario: Annotated[
        list[Change],
        Query(
            default_factory=list,
            max_length=_MOST_SCENARIOS,
            description="A preset, or a change: close:LINK@2024-01-01..2024-12-31",
        ),
    ],
    on: Annotated[Day | None, Query(description="The day; else today")] = None,
    as_of: Annotated[
        Day | None, Query(description="What was known by the end of this day; else all")
    ] = None,
) -> Setting:
    return Setting(on, as_of, tuple(dict.fromkeys(scenario)))


Asked = Annotated[Setting, Depends(_setting)]
