"""What is asked of a reader and what comes back; all of it can be sent between processes."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from caspia.errors import BadRowsError, BadScenarioError, UnknownNameError

if TYPE_CHECKING:
    from caspia.errors import CaspiaError

JSON = "application/json"
_WORTH_SQUEEZING = 1000
_SQUEEZED = ("application/json", "application/geo+json", "text/", "image/svg+xml")
_NOT_FOUND, _UNUSABLE, _FAULT = 404, 422, 500
_BAD_INPUT = 2


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes
    ----------
    name : str
        Which answer, a name of the registry.
    on : date
        The day.
    given : tuple of (str, object)
        Its parameters, in the order of their names; each plain and hashable.
    as_of : date or None
        The last day whose reports count; None for all.
    scenario : tuple of str
        Presets and single changes laid over the ledger.
    """

    name: str
    on: date
    given: tuple[tuple[str, Any], ...] = ()
    as_of: date | None = None
    scenario: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        name: str,
        on: date,
        as_of: date | None = None,
        scenario: tuple[str, ...] = (),
        **given: object,
    ) -> Question:
        """Return a question; equal parameters make equal questions."""
        return cls(name, on, tuple(sorted(given.items())), as_of, scenario)


@dataclass(frozen=True, slots=True)
class Content:
    """An answer as it is sent.

    Attributes
    ----------
    body, squeezed : bytes
        As it is, and by gzip; the latter is empty where that would not pay.
    media : str
        Its media type.
    tag : str
        A hash of the body.
    file : str
        Name under which a browser keeps it; empty for what is shown.
    """

    body: bytes
    squeezed: bytes
    media: str
    tag: str
    file: str = ""

    @classmethod
    def of(cls, body: bytes, media: str = JSON, file: str = "") -> Content:
        """Return bytes ready to be sent."""
        pays = len(body) > _WORTH_SQUEEZING and media.startswith(_SQUEEZED)
        squeezed = gzip.compress(body, 6, mtime=0) if pays else b""
        tag = hashlib.blake2b(body, digest_size=12).hexdigest()
        return cls(body, squeezed, media, tag, file)

    @property
    def size(self) -> int:
        """How many bytes it keeps."""
        return len(self.body) + len(self.squeezed)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer.

    Attributes
    ----------
    status : int
        Status of HTTP.
    told : dict
        ``kind``, ``message``, ``nearest`` and ``problems``.
    """

    status: int
    told: dict[str, Any]

    @classmethod
    def of(cls, fault: CaspiaError) -> Refusal:
        """Return what an error says."""
        if isinstance(fault, UnknownNameError):
            status = _NOT_FOUND
        else:
            status = _UNUSABLE if fault.exit_code == _BAD_INPUT else _FAULT
        return cls(status, told_of(fault))


def told_of(fault: Exception) -> dict[str, Any]:
    """Return what an error tells: its kind, its words, names that may be meant, every problem."""
    problems = fault.problems if isinstance(fault, (BadScenarioError, BadRowsError)) else ()
    return {
        "kind": type(fault).__name__,
        "message": str(fault),
        "nearest": list(fault.nearest) if isinstance(fault, UnknownNameError) else [],
        "problems": [{"what": one.what, "cure": one.cure} for one in problems],
    }


def as_bytes(value: object) -> bytes:
    """Return plain values as JSON without spaces, dates as ISO text."""
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain
    )
    return text.encode()


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON. Convert it first.")
