"""Scenarios as an address asks for them: a preset by name, or one change in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.errors import BadInputError, UnknownNameError
from caspia.ledger import nearest
from caspia.scenarios import Scenario, composed, presets, scenario

if TYPE_CHECKING:
    from collections.abc import Sequence

VERBS = ("close", "open", "build", "suspend", "lapse", "revive")
ASKED = "asked"
_TILL = ".."
_LIKE = "close:LINK@2024-01-01..2024-12-31"


def asked_scenario(names: Sequence[str]) -> Scenario:
    """Return presets and single changes as one scenario.

    Parameters
    ----------
    names : sequence of str
        Each a preset, or ``VERB:TARGET`` with ``@FROM..TO`` behind it where it is not for always:
        ``close:rail-alashankou-dostyk@2024-01-01..``. A file is never read.

    Raises
    ------
    UnknownNameError
        There is no such preset.
    BadScenarioError
        A change cannot be read; everything wrong is listed.
    BadInputError
        Nothing is asked, or a verb or a stretch of days is none.
    """
    changes = [_change(name) for name in names if ":" in name]
    found = [_preset(name) for name in names if ":" not in name]
    if changes:
        found.append(Scenario.of(ASKED, changes, title_of(changes)))
    if not found:
        raise BadInputError(f"No scenario is named. Name a preset, or a change like {_LIKE}.")
    return composed(found)


def title_of(changes: Sequence[dict[str, Any]]) -> str:
    """Return changes in a few words."""
    told = [f"{verb} {one[verb]}" for one in changes for verb in VERBS if verb in one]
    return "What if: " + ", ".join(told)


def _preset(name: str) -> Scenario:
    known = presets()
    if name not in known:
        cure = f"Name a preset, or a change like {_LIKE}."
        raise UnknownNameError("scenario", name, nearest(name, known, most=3), cure)
    return scenario(name)


def _change(text: str) -> dict[str, Any]:
    verb, _, rest = text.partition(":")
    target, at, days = rest.partition("@")
    if verb not in VERBS or not target.strip():
        raise BadInputError(
            f"{text!r} is no change. Write {', '.join(VERBS)} and what, like {_LIKE}."
        )
    change: dict[str, Any] = {verb: target.strip()}
    if at:
        first, _, last = days.partition(_TILL)
        given = {"from": first.strip(), "to": last.strip()}
        change |= {key: day for key, day in given.items() if day}
    return change
