"""Write the scores of the claims into docs/claims.md and the first promises into docs/promises.md.

Run from the root of the repository: ``python -m tools.document_claims``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import caspia
from caspia.claims import MEANINGS, OUTCOMES, promises, verdict_words

from .gold import Score, score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.ledger import Ledger

DOCS = Path(__file__).parents[2] / "docs"
CLAIMS, PROMISES = DOCS / "claims.md", DOCS / "promises.md"
FEWEST = 10  # items of a class before it is averaged
ON = "2026-11-23"  # the day of the newest fact: the page does not change from day to day
FIRST = (
    "oil_transit.kaz-btc.2024.suleymanov-2024.plan",
    "plan-2024-12-igdir",
    "corridor_freight.middle.2018.timesca-2017-11-16-titr.plan",
    "corridor_capacity.middle.2027.qazinform-2025-05-titr.plan",
    "trade_turnover.aze-uzb.2027.trend-2023-02-24-uzb.target",
    "plan-2024-tjk-aze",
)


def pages_anew() -> dict[Path, str]:
    """Return both pages with their generated parts written anew."""
    ledger = caspia.open()
    return {
        CLAIMS: _filled(CLAIMS.read_text(encoding="utf8"), "scores", "\n".join(_scores(ledger))),
        PROMISES: _filled(PROMISES.read_text(encoding="utf8"), "first", "\n".join(_first(ledger))),
    }


def _filled(page: str, name: str, text: str) -> str:
    start, end = f"<!-- {name}: start -->", f"<!-- {name}: end -->"
    before, rest = page.split(start)
    return f"{before}{start}\n\n{text}\n\n{end}{rest.split(end)[1]}"


def measures(one: Score) -> dict[str, tuple[float, float, float, int]]:
    """Return precision, recall, F1 and number of items of each verdict of the gold."""
    found: dict[str, tuple[float, float, float, int]] = {}
    for name in MEANINGS:
        right = one.verdicts.get((name, name), 0)
        wanted = sum(n for (gold, _), n in one.verdicts.items() if gold == name)
        given = sum(n for (_, said), n in one.verdicts.items() if said == name)
        if wanted or given:
            precision = right / given if given else 0.0
            recall = right / wanted if wanted else 0.0
            both = precision + recall
            found[name] = precision, recall, 2 * precision * recall / both if both else 0.0, wanted
    return found


def macro_f1(one: Score) -> float:
    """Return the mean F1 of the verdicts with at least ten items."""
    large = [f1 for _, _, f1, n in measures(one).values() if n >= FEWEST]
    return sum(large) / len(large)


def _scores(ledger: Ledger) -> Iterator[str]:
    splits = {name: score(name, ledger) for name in ("dev", "test")}
    yield "| split | claims | slot accuracy | missed | false spans | macro-F1 |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for name, one in splits.items():
        yield (
            f"| {name} | {one.claims} | {one.accuracy:.3f} | {one.missed} | {one.spurious} | "
            f"{macro_f1(one):.3f} |"
        )
    for name, one in splits.items():
        yield ""
        yield f"Verdicts of the {name} split:"
        yield ""
        yield from _verdicts(one)
        yield ""
        yield f"Confusion of the {name} split, gold down, given across:"
        yield ""
        yield from _confusion(one)


def _verdicts(one: Score) -> Iterator[str]:
    yield "| verdict | items | precision | recall | F1 |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for name, (precision, recall, f1, n) in measures(one).items():
        words = verdict_words(name)  # type: ignore[arg-type]
        yield f"| {words} | {n} | {precision:.2f} | {recall:.2f} | {f1:.2f} |"


def _confusion(one: Score) -> Iterator[str]:
    names = [name for name in (*MEANINGS, "not read") if any(name in pair for pair in one.verdicts)]
    yield "| | " + " | ".join(name.replace("_", " ") for name in names) + " |"
    yield "| --- |" + " ---: |" * len(names)
    for gold in names:
        cells = [str(one.verdicts.get((gold, given), "")) for given in names]
        yield f"| {gold.replace('_', ' ')} | " + " | ".join(cells) + " |"


def _first(ledger: Ledger) -> Iterator[str]:
    by_id = {one.promise.row.id: one for one in promises(ledger, on=ON)}
    yield "| due | promised | outcome | record |"
    yield "| --- | --- | --- | --- |"
    for name in FIRST:
        one = by_id[name]
        outcome = one.outcome.replace("_", " ")
        yield f"| {one.promise.due} | {one.promise.says} | {outcome} | {one.record} |"
    yield ""
    counts = {name: sum(one.outcome == name for one in by_id.values()) for name in OUTCOMES}
    told = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
    yield f"Of all {len(by_id)} by {ON}: {told}."


def main() -> None:
    """Write both pages."""
    for path, text in pages_anew().items():
        path.write_text(text, encoding="utf8")
        print(path)
