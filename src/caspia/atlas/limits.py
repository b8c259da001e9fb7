"""How much the server takes on: bounds on questions, answers kept and jobs."""

from __future__ import annotations

from dataclasses import dataclass

_MEBI = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a server.

    Attributes
    ----------
    readers : int
        Processes that work out answers.
    waiting : int
        Questions that may wait for a reader; more are refused.
    kept_bytes : int
        Size of the answers kept.
    check_bytes, body_bytes : int
        Longest text to check, and longest body of any other request.
    queue : int
        Jobs that may wait; one runs at a time.
    job_seconds : float
        Longest time that a job may take.
    job_bytes : int
        Largest result of a job with its files.
    jobs_kept : int
        Jobs that have ended and are kept.
    """

    readers: int = 2
    waiting: int = 200
    kept_bytes: int = 192 * _MEBI
    check_bytes: int = 200_000
    body_bytes: int = 20_000
    queue: int = 20
    job_seconds: float = 900.0
    job_bytes: int = 64 * _MEBI
    jobs_kept: int = 40
