"""A job: what is asked, how far it is, and what came of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import Any, Literal

State = Literal["queued", "running", "done", "failed", "cancelled", "interrupted"]
ENDED: frozenset[State] = frozenset({"done", "failed", "cancelled", "interrupted"})
_LEAST_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is.

    Attributes
    ----------
    step : str
        What it works on.
    number, total : int
        Its number and how many there are; 0 where that is not known yet.
    elapsed_s : float
        Seconds since it began.
    """

    step: str = ""
    number: int = 0
    total: int = 0
    elapsed_s: float = 0.0

    @property
    def share(self) -> float:
        """The share of the steps that is done, 0 to 1."""
        return min(self.number / self.total, 1.0) if self.total else 0.0

    @property
    def remaining_s(self) -> float | None:
        """Seconds that are left if it goes on at this pace; None before that can be told."""
        if self.share < _LEAST_SHARE:
            return None
        return self.elapsed_s * (1 - self.share) / self.share

    def told(self) -> dict[str, Any]:
        """Return it as plain values."""
        left = self.remaining_s
        return {
            "step": self.step,
            "number": self.number,
            "total": self.total,
            "share": round(self.share, 4),
            "elapsed_s": round(self.elapsed_s, 1),
            "remaining_s": None if left is None else round(left, 1),
        }


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands.

    Attributes
    ----------
    id : str
        Its kind and a hash of question and ledger.
    kind : str
        ``flows``, ``whatif`` or ``stress``.
    question : dict
        What is asked, in plain values.
    title : str
        In a few words.
    state : str
        ``queued``, ``running``, or how it ended.
    created, started, ended : str
        UTC; empty where it has not come to that.
    progress : Progress
        How far it is.
    error : dict or None
        Why it failed, as in a refusal.
    files : tuple of str
        Names of what can be taken away.
    """

    id: str
    kind: str
    question: dict[str, Any]
    title: str
    state: State = "queued"
    created: str = ""
    started: str = ""
    ended: str = ""
    progress: Progress = field(default_factory=Progress)
    error: dict[str, Any] | None = None
    files: tuple[str, ...] = ()

    @property
    def has_ended(self) -> bool:
        """Whether nothing more comes of it by itself."""
        return self.state in ENDED

    def changed(self, **what: Any) -> Job:
        """Return it with some of its fields changed."""
        return replace(self, **what)

    def kept(self) -> dict[str, Any]:
        """Return what is written to disk."""
        names = ("id", "kind", "question", "title", "state", "created", "started", "ended", "error")
        told = {name: getattr(self, name) for name in names}
        return told | {"files": list(self.files), "elapsed_s": self.progress.elapsed_s}

    @classmethod
    def read(cls, kept: dict[str, Any]) -> Job:
        """Return a job from what was written to disk.

        Raises
        ------
        KeyError, TypeError
            It was not written by `kept`.
        """
        told = dict(kept)
        elapsed, files = told.pop("elapsed_s"), told.pop("files")
        return cls(**told, files=tuple(files), progress=Progress(elapsed_s=elapsed))


def job_id(kind: str, question: dict[str, Any], content: str) -> str:
    """Return the id of a job: the same for the same question to the same ledger.

    Parameters
    ----------
    kind : str
        What kind of job.
    question : dict
        What is asked, in plain values.
    content : str
        The same only where version and ledger are.
    """
    text = json.dumps([kind, question, content], sort_keys=True, ensure_ascii=False)
    return f"{kind}-{hashlib.blake2b(text.encode(), digest_size=10).hexdigest()}"
