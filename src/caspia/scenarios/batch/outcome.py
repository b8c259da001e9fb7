"""What comes of a task: a value, or the error that it ended with; each is a line of JSON.

A value goes through JSON wherever it was worked out, so that it is the same bytes in process, from
another process, from a cluster, and from a store.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LOST = "WorkerLost"


@dataclass(frozen=True, slots=True)
class Failed:
    """A task that ended with an error.

    Attributes
    ----------
    kind : str
        Name of the error; ``WorkerLost`` where its worker died each time.
    message : str
        What it said.
    """

    kind: str
    message: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.message}"


def line_of(outcome: object) -> str:
    """Return a value or a `Failed` as a line of JSON.

    Raises
    ------
    TypeError
        The value is not made of numbers, texts, lists and mappings.
    """
    told = {"value": outcome}
    if isinstance(outcome, Failed):
        told = {"failed": [outcome.kind, outcome.message]}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def outcome_of(line: str) -> object:
    """Return the value or `Failed` of a line."""
    told = json.loads(line)
    return told["value"] if "value" in told else Failed(*told["failed"])


def counted_failures(outcomes: Iterable[object]) -> dict[str, int]:
    """Return how many tasks ended with each error, the most frequent first."""
    found = Counter(str(one) for one in outcomes if isinstance(one, Failed))
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
