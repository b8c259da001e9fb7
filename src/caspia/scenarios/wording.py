"""A patch in words, with the names of the ledger."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from caspia.ledger import name_of

if TYPE_CHECKING:
    from caspia.ledger import Ledger
    from caspia.scenarios.patch import Patch

_DONE = {
    "suspend": "is suspended",
    "lapse": "ends",
    "revive": "is in force",
    "close": "is closed",
    "open": "is open",
    "build": "is built and open",
}


def told(patch: Patch, ledger: Ledger) -> str:
    """Return a patch as a sentence without a full stop."""
    return f"{_what(patch, ledger)}{_when(patch)}"


def _what(patch: Patch, ledger: Ledger) -> str:
    names = ", ".join(_named(ledger, target) for target in patch.targets)
    if patch.verb in _DONE:
        return f"{names} {_done(patch)}"
    if patch.verb == "set":
        return f"{patch.attribute} of {names} is {patch.value:g} {_unit(patch.unit)}"
    if patch.verb in ("scale", "price"):
        what = patch.attribute.replace("_", " ")
        return f"{what} of {names} is {patch.value:g} times what it would be"
    if patch.verb == "demand":
        return _demand(patch, names)
    return _transit(patch, names)


def _done(patch: Patch) -> str:
    done = _DONE[patch.verb]
    return done if len(patch.targets) == 1 else done.replace("is ", "are ").replace("ends", "end")


def _demand(patch: Patch, names: str) -> str:
    good = "everything" if names == "all" else names.replace("_", " ")
    way = f" from {patch.origin or 'anywhere'} to {patch.destination or 'anywhere'}"
    if patch.unit == "ratio":
        return f"{patch.value:g} times as much of {good} wants to move{way}"
    return f"{patch.value:g} {_unit(patch.unit)} more of {good} wants to move{way}"


def _transit(patch: Patch, names: str) -> str:
    whose = f" cargo of {', '.join(patch.bound)}" if patch.bound else " cargo"
    how = f" by {patch.mode}" if patch.mode else ""
    words = [f"for{whose} the transit of {names}{how} is {patch.standing}"]
    if patch.refusing is not None:
        words.append(f"{patch.refusing:g} % of shippers stay away")
    if patch.added_cost is not None:
        words.append(f"it costs {patch.added_cost:g} US dollars per tonne more")
    return ", ".join(words)


def _when(patch: Patch) -> str:
    begins = f" from {patch.start}" if patch.start else ""
    return f"{begins} until {patch.end - timedelta(days=1)}" if patch.end else begins


def _unit(unit: str) -> str:
    return unit.replace("_per_", "/").replace("_", " ")


def _named(ledger: Ledger, target: str) -> str:
    row = ledger.find(target)
    return target if row is None else name_of(ledger, target)
