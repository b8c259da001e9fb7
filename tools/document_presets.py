"""Write the table of docs/presets.md: every preset on its period, as the model has it today.

Run from the root of the repository: ``python -m tools.document_presets [NAME...]``.
Takes some minutes: each preset solves its period without and with it, and for its causes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import caspia
from caspia.scenarios import presets, scenario
from caspia.scenarios.batch import Processes
from caspia.scenarios.exports import as_plain
from caspia.scenarios.whatif import what_if

PAGE = Path(__file__).parent.parent / "docs" / "presets.md"
MARK = "<!-- made by tools.document_presets -->"
_MT, _MUSD = 1e6, 1e6
_MOST = 3


def lines_of(plain: dict[str, Any]) -> list[str]:
    """Return the part of the page on one answered preset."""
    asked = plain["scenario"]
    title = f"## {asked['name']}"
    effects = {(one["kind"], one["of"], one["what"]): one for one in plain["effects"]}

    def total(what: str) -> float:
        return float(effects.get(("total", "", what), {}).get("difference", 0.0))

    moved = plain["diverted"]
    gained = moved["diverted"] + moved["created"]
    share = f"{moved['diverted'] / gained:.0%}" if gained >= 1000 else "none"
    told = [
        f"{total('delivered') / _MT:+.2f} Mt arrive",
        f"{total('stranded') / _MT:+.2f} Mt left behind",
        f"{total('cost') / _MUSD:+,.0f} million USD for carriage",
        f"{moved['diverted'] / _MT:.2f} Mt diverted, {moved['created'] / _MT:.2f} Mt created "
        f"(diverted: {share})",
    ]
    lines = [title, "", f"**{asked['title']}**, {plain['period']}. {asked['text']}", ""]
    lines += [f"Model: {'; '.join(told)}.", ""]
    corridors = _largest(plain, "corridor", "tonnes", _MT, "Mt")
    states = _largest(plain, "state", "transit_revenue", _MUSD, "million USD")
    if corridors:
        lines += [f"Corridors: {corridors}.", ""]
    if states:
        lines += [f"Paid for transit: {states}.", ""]
    if plain["observed"]:
        lines += [f"Record: {plain['observed']}", ""]
    for one in plain["beside"]:
        seen = one["observed_difference"]["value"]
        model = one["model_difference"]
        answer = one["why_not"] if model is None else f"{model:+,.3g} {one['unit']}"
        lines += [
            f"Beside it, {one['says']}: record {seen:+,.3g} {one['unit']}, model {answer}.",
            "",
        ]
    return lines


def _largest(plain: dict[str, Any], kind: str, what: str, size: float, unit: str) -> str:
    found = [one for one in plain["effects"] if (one["kind"], one["what"]) == (kind, what)]
    found.sort(key=lambda one: (-abs(one["difference"]), one["of"]))
    kept = [one for one in found[:_MOST] if abs(one["difference"]) / size >= 0.005]
    return "; ".join(f"{one['of']} {one['difference'] / size:+,.2f} {unit}" for one in kept)


def write(plain: dict[str, Any]) -> None:
    """Put the answer of a preset in its place on the page, the presets by name."""
    head, mark, body = PAGE.read_text(encoding="utf-8").partition(MARK)
    parts = {part.partition("\n")[0]: part.strip() for part in body.split("\n## ")[1:]}
    parts[plain["scenario"]["name"]] = "\n".join(lines_of(plain)).removeprefix("## ").strip()
    told = "\n\n".join(f"## {parts[name]}" for name in sorted(parts) if name in presets())
    PAGE.write_text(f"{head}{mark}\n\n{told}\n", encoding="utf-8")


def main() -> None:
    """Answer the presets that are named, else every one, and write each where it is done."""
    ledger = caspia.open()
    for name in sys.argv[1:] or presets():
        asked = scenario(name)
        write(as_plain(what_if(ledger, asked, executor=Processes())))
        print(name, flush=True)


if __name__ == "__main__":
    main()
