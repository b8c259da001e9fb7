"""A scenario: a ledger with a few more rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from typing import Any

    from caspia.ledger import Ledger
    from caspia.scenarios.patch import Patch


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure of the record before and after it happened.

    Attributes
    ----------
    series, subject, partner, good, scope : str
        A line of the record; empty where the record has none.
    before, after : str
        Periods.
    """

    series: str
    subject: str
    before: str
    after: str
    partner: str = ""
    good: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Observed:
    """What the record says happened.

    Attributes
    ----------
    text : str
        In words.
    rows : tuple of str
        The rows that say so.
    compare : tuple of Compared
        Figures to set beside the model's difference.
    """

    text: str
    rows: tuple[str, ...] = ()
    compare: tuple[Compared, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """Patches under a name.

    Attributes
    ----------
    name : str
        Small letters, digits, points and hyphens.
    title, text : str
        What is asked.
    patches : tuple of Patch
        What changes.
    period : str
        The period in which it is best asked; empty where none was told.
    sources : tuple of str
        Sources of the ledger that tell of it.
    observed : Observed or None
        What the record says happened; None where it has not.
    """

    name: str
    title: str
    text: str
    patches: tuple[Patch, ...]
    period: str = ""
    sources: tuple[str, ...] = ()
    observed: Observed | None = None

    @classmethod
    def of(cls, name: str, patches: Sequence[Mapping[str, Any]], title: str = "") -> Scenario:
        """Return a scenario from patches written as mappings, each as in a file.

        Parameters
        ----------
        name : str
            Small letters, digits, points and hyphens.
        patches : sequence of mapping
            As ``{"close": "rail-dostyk-alashankou", "from": "2024-01-01"}``.
        title : str
            What is asked; the name where left out.

        Raises
        ------
        BadScenarioError
            With everything that cannot be read.
        """
        from caspia.scenarios.reading import scenario_from

        return scenario_from({"name": name, "title": title or name, "patches": list(patches)})

    def apply(self, ledger: Ledger) -> Ledger:
        """Return the ledger with the rows of the scenario over it; the ledger itself stays.

        Raises
        ------
        BadScenarioError
            Patches name what is not there, contradict each other, or change nothing.
        """
        from caspia.scenarios.applying import applied

        return applied(self, ledger)

    @property
    def causes(self) -> tuple[str, ...]:
        """Ids of the causes, in the order of the patches."""
        return tuple(dict.fromkeys(patch.cause for patch in self.patches))

    def only(self, causes: Collection[str]) -> Scenario:
        """Return the scenario with some of its causes."""
        return replace(self, patches=tuple(p for p in self.patches if p.cause in causes))

    def without(self, cause: str) -> Scenario:
        """Return the scenario without one of its causes."""
        return self.only(set(self.causes) - {cause})


def composed(scenarios: Sequence[Scenario]) -> Scenario:
    """Return scenarios as one: all their patches hold.

    Raises
    ------
    BadScenarioError
        One is named twice.
    """
    from caspia.errors import BadScenarioError, RowProblem

    if len(scenarios) == 1:
        return scenarios[0]
    names = [one.name for one in scenarios]
    if len(set(names)) < len(names):
        what = f"A scenario is named twice among {', '.join(names)}."
        raise BadScenarioError([RowProblem("scenarios", 0, what, "Name each once.")])
    return Scenario(
        "+".join(names),
        "; ".join(one.title for one in scenarios),
        " ".join(one.text for one in scenarios),
        tuple(patch for one in scenarios for patch in one.patches),
        next((one.period for one in scenarios if one.period), ""),
        tuple(dict.fromkeys(source for one in scenarios for source in one.sources)),
    )
