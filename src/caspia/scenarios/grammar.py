"""What a patch may say: its verbs, the keys that each takes, and how each key is read."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from caspia.errors import BadDateError
from caspia.ledger import read_day
from caspia.ledger.nearest import did_you_mean
from caspia.scenarios.patch import FIRST_DAY, LAST_DAY, Patch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caspia.scenarios.patch import Verb

_TIME = ("from", "to", "because", "cause")
#: By verb: keys that it needs, and those that it may have; dates, the reason and the cause always.
VERBS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "suspend": ((), ()),
    "lapse": ((), ()),
    "revive": ((), ()),
    "close": ((), ()),
    "open": ((), ()),
    "build": (("from",), ()),
    "set": (("of", "value", "unit"), ("good",)),
    "scale": (("of", "by"), ("good",)),
    "demand": ((), ("origin", "destination", "by", "add", "unit")),
    "price": (("of", "by"), ()),
    "transit": (("standing",), ("mode", "good", "bound", "refusing", "added_cost")),
}
_ATTRIBUTES = ("capacity", "time", "dwell", "cost")
_STANDINGS = ("permitted", "restricted", "forbidden")
_RATIO = "ratio"
_PERCENT = 100.0
_LISTED = "List the verbs by `caspia whatif --help`, or read docs/scenarios.md."


class UnreadableError(Exception):
    """A patch says something that cannot be read; `problems` are pairs of what and a cure."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{what} {cure}" for what, cure in problems))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a patch stands: its scenario, its number there, the file and the line."""

    scenario: str
    number: int
    file: str
    line: int


def read_patch(said: Mapping[str, Any], at: Place) -> Patch:
    """Return a patch as it was written.

    Parameters
    ----------
    said : mapping
        Its keys and what stands after them.
    at : Place
        Where.

    Raises
    ------
    UnreadableError
        With everything that is wrong with it.
    """
    verbs = [key for key in said if key in VERBS]
    if len(verbs) != 1:
        raise UnreadableError([_no_one_verb(said, verbs)])
    verb = verbs[0]
    problems = list(_key_problems(verb, said))
    read = _Read(said, problems)
    targets = _targets(verb, read)
    start, last = read.day("from"), read.day("to")
    if start and last and last < start:
        problems.append((f"It ends on {last}, before it begins on {start}.", "Mend from or to."))
    value, unit = _figure(verb, read)
    patch = Patch(
        at.scenario,
        at.number,
        cast("Verb", verb),
        targets,
        start,
        None if last is None else last + timedelta(days=1),
        read.text("because"),
        _attribute(verb, read),
        value,
        unit,
        _good(verb, read),
        read.text("mode"),
        read.text("origin"),
        read.text("destination"),
        read.texts("bound"),
        read.one_of("standing", _STANDINGS),
        read.number("refusing", most=_PERCENT),
        read.number("added_cost"),
        read.text("cause"),
        at.file,
        at.line,
    )
    if problems:
        raise UnreadableError(problems)
    return patch


@dataclass(slots=True)
class _Read:
    """Reads the keys of one patch; what it cannot read it notes."""

    said: Mapping[str, Any]
    problems: list[tuple[str, str]]

    def text(self, key: str) -> str:
        found = self.said.get(key)
        if isinstance(found, (dict, list)):
            self.problems.append((f"{key} is no text: {found!r}.", f"Give {key} one text."))
            return ""
        return "" if found is None else str(found).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        found = self.said.get(key)
        if found is None:
            return ()
        listed = found if isinstance(found, list) else [found]
        if not all(isinstance(one, str) and one.strip() for one in listed) or not listed:
            self.problems.append((f"{key} names nothing: {found!r}.", f"Give {key} ids."))
            return ()
        names = tuple(one.strip() for one in listed)
        if len(set(names)) < len(names):
            self.problems.append((f"{key} names one thing twice.", "Name each once."))
        return names

    def day(self, key: str) -> date | None:
        found = self.said.get(key)
        if found is None:
            return None
        try:
            day = found if type(found) is date else read_day(str(found))
        except BadDateError as fault:
            self.problems.append((f"{key}:", str(fault)))
            return None
        if not FIRST_DAY <= day <= LAST_DAY:
            cure = f"The network is known from {FIRST_DAY} to {LAST_DAY}; give a day of these."
            self.problems.append((f"{key} {day} lies outside the ledger.", cure))
            return None
        return day

    def number(self, key: str, *, most: float = math.inf, positive: bool = False) -> float | None:
        found = self.said.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, (int, float)):
            self.problems.append((f"{key} is no number: {found!r}.", f"Give {key} a number."))
            return None
        least = "above zero" if positive else "of zero or more"
        if not math.isfinite(found) or found < 0 or (positive and found == 0) or found > most:
            up = "" if most == math.inf else f" and at most {most:g}"
            self.problems.append((f"{key} is {found:g}.", f"Give a number {least}{up}."))
            return None
        return float(found)

    def one_of(self, key: str, options: tuple[str, ...]) -> str:
        found = self.text(key)
        if found and found not in options:
            near = did_you_mean(found, options)
            cure = f"Use {', '.join(options)}."
            self.problems.append((f"{key} cannot be {found!r}.{near}", cure))
        return found


def _no_one_verb(said: Mapping[str, Any], verbs: list[str]) -> tuple[str, str]:
    if verbs:
        return f"It says {' and '.join(verbs)} at once.", "Make a patch of each."
    near = did_you_mean(str(next(iter(said), "")), VERBS)
    return f"It has no verb among {', '.join(map(str, said)) or 'nothing'}.{near}", _LISTED


def _key_problems(verb: str, said: Mapping[str, Any]) -> list[tuple[str, str]]:
    needed, optional = VERBS[verb]
    allowed = {verb, *needed, *optional, *_TIME}
    strange = [
        (f"{verb} takes no {key!r}.{did_you_mean(str(key), allowed)}", "Remove or rename it.")
        for key in said
        if key not in allowed
    ]
    missing = [
        (f"{verb} needs {key!r}.", f"Add {key}: to the patch.")
        for key in needed
        if said.get(key) is None
    ]
    return [*strange, *missing]


def _targets(verb: str, read: _Read) -> tuple[str, ...]:
    if verb in ("set", "scale"):
        return read.texts("of")
    if verb == "price":
        return read.texts("of")
    if verb in ("demand", "transit"):
        found = read.text(verb)
        return (found,) if found else ()
    return read.texts(verb)


def _attribute(verb: str, read: _Read) -> str:
    if verb in ("set", "scale"):
        return read.one_of(verb, _ATTRIBUTES)
    return read.text(verb) if verb == "price" else ""


def _figure(verb: str, read: _Read) -> tuple[float | None, str]:
    if verb == "set":
        return read.number("value"), read.text("unit")
    if verb in ("scale", "price"):
        return read.number("by", positive=verb == "price"), _RATIO
    if verb != "demand":
        return None, ""
    by, add = read.number("by"), read.number("add")
    if ("by" in read.said) == ("add" in read.said):
        read.problems.append(("demand needs either by or add.", "Give one of them."))
    if "add" not in read.said:
        return by, _RATIO
    for key in ("unit", "origin", "destination"):
        if not read.said.get(key):
            read.problems.append((f"demand that adds needs {key!r}.", f"Add {key}: to the patch."))
    return add, read.text("unit")


def _good(verb: str, read: _Read) -> str:
    if verb != "demand":
        return read.text("good")
    found = read.text("demand")
    return "" if found == "all" else found
