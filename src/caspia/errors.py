"""Every error that caspia raises on purpose, as one tree.

::

    CaspiaError
    ├── BadInputError (ValueError)         what the user gave cannot be used; exit code 2
    │   ├── AmountError                    a text is no amount, or units do not fit
    │   ├── UnknownNameError (LookupError) no party, series, row or file of that name
    │   ├── BadRowsError                   rows of a file break the schema, all listed
    │   ├── BadScenarioError               patches of a scenario cannot hold, all listed
    │   └── BadDateError                   no date or period of the form expected
    ├── CacheError (OSError)               the compiled ledger cannot be stored or read; exit code 2
    ├── SolverError                        a solver found no answer; exit code 3
    ├── WorkersError                       workers of a batch are lost or do not fit; exit code 3
    └── RenderError                        a page, chart or map could not be made; exit code 3

A message carries the offending ids and its last sentence says what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class CaspiaError(Exception):
    """Base of every error of this package."""

    exit_code = 3


class BadInputError(CaspiaError, ValueError):
    """What the user gave cannot be used."""

    exit_code = 2


class AmountError(BadInputError):
    """A text is no amount, or the units of two amounts do not fit."""


class BadDateError(BadInputError):
    """A text is no date or period of the form expected."""


class UnknownNameError(BadInputError, LookupError):
    """Nothing in the ledger has this name.

    Attributes
    ----------
    name : str
        What was asked for.
    nearest : tuple of str
        Ids that the user may have meant, best first.
    """

    def __init__(self, kind: str, name: str, nearest: Sequence[str] = (), cure: str = "") -> None:
        self.kind = kind
        self.name = name
        self.nearest = tuple(nearest)
        hint = f" Did you mean {' or '.join(self.nearest)}?" if self.nearest else ""
        super().__init__(f"There is no {kind} {name!r}.{hint}{' ' + cure if cure else ''}")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong with one row of one file.

    Attributes
    ----------
    file : str
        The file as the user named it.
    line : int
        Line in the file, the header being line 1; 0 where the whole file is meant.
    what : str
        What is wrong, with the value found.
    cure : str
        What to do about it.
    """

    file: str
    line: int
    what: str
    cure: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what} {self.cure}"


class BadRowsError(BadInputError):
    """Rows break the schema; every one is listed and nothing was changed.

    Attributes
    ----------
    problems : tuple of RowProblem
        In the order of file and line.
    """

    def __init__(self, problems: Sequence[RowProblem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        noun = "problem" if count == 1 else "problems"
        super().__init__(
            f"{count} {noun} found, nothing was changed:\n{lines}\nMend these and try again."
        )


class BadScenarioError(BadInputError):
    """Patches of a scenario cannot hold; every one is listed and nothing was run.

    Attributes
    ----------
    problems : tuple of RowProblem
        In the order of file and line.
    """

    def __init__(self, problems: Sequence[RowProblem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        noun = "problem" if count == 1 else "problems"
        super().__init__(
            f"{count} {noun} in the scenario, nothing was run:\n{lines}\nMend these and try again."
        )


class CacheError(CaspiaError, OSError):
    """The compiled ledger cannot be stored or read."""

    exit_code = 2


class SolverError(CaspiaError):
    """A solver found no answer to a problem that has one."""


class WorkersError(CaspiaError):
    """The workers of a batch are lost, or do not fit."""


class RenderError(CaspiaError):
    """A page, chart or map could not be made from a result."""
