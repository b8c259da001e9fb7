"""Shapes of jobs."""

from typing import Any, Literal

from caspia.atlas.models.base import Fault, Shape


class ProgressTold(Shape):
    """How far a job is, and how long it may still take."""

    step: str
    number: int
    total: int
    share: float
    elapsed_s: float
    remaining_s: float | None


class JobTold(Shape):
    """A job as it stands; `place` is how many wait before it."""

    id: str
    kind: Literal["flows", "whatif", "stress"]
    question: dict[str, Any]
    title: str
    state: Literal["queued", "running", "done", "failed", "cancelled", "interrupted"]
    place: int
    created: str
    started: str
    ended: str
    progress: ProgressTold
    error: Fault | None
    result: str | None
    files: list[str]


class JobList(Shape):
    """The jobs of the server, newest first."""

    jobs: list[JobTold]
