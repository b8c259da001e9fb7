"""Write how flows meet the record into docs/flows_score.md.

Run from the root of the repository: ``python -m tools.document_scores``. It works out every year of
the back-test with its draws, which takes a quarter of an hour on two cores.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import caspia
from caspia.flows import parameters
from caspia.flows.backtest import scored_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from caspia.flows.backtest import Mode, Scored
    from caspia.flows.record import RecordLine, SeriesSkill

PAGE = Path(__file__).parents[1] / "docs" / "flows_score.md"
YEARS = (2022, 2023, 2024, 2025)
DRAWS = 24
MODES: tuple[Mode, ...] = ("vintage", "pseudo", "hindsight")


def page_anew(page: str) -> str:
    """Return the page with its generated part written anew."""
    start, end = "<!-- scores: start -->", "<!-- scores: end -->"
    before, rest = page.split(start)
    return f"{before}{start}\n\n{scores_as_markdown()}\n\n{end}{rest.split(end)[1]}"


def scores_as_markdown() -> str:
    """Return the summary, then a table for each mode."""
    ledger = caspia.open()
    bare = parameters().without_constants()
    found = [scored_years(ledger, mode, YEARS, draws=DRAWS, done=_told) for mode in MODES]
    plain = [
        scored_years(ledger, mode, YEARS, draws=0, parameters=bare, done=_told) for mode in MODES
    ]
    parts = [_summary(found, plain)]
    parts += [f"## {_TITLES[one.mode]}\n\n{table_of(one)}" for one in found]
    return "\n\n".join(parts)


_TITLES: dict[str, str] = {
    "vintage": "Vintage: from what was published before the year",
    "pseudo": "Pseudo: from today's figures of periods that had ended",
    "hindsight": "Hindsight: with the demand of the year itself, no forecast",
}


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: int) -> str:
    """Return a table; the last so many columns are numbers."""
    rule = ["---"] * (len(head) - numbers) + ["---:"] * numbers
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def _told(what: str, number: int, total: int) -> None:
    print(f"{number}/{total} {what}", file=sys.stderr, flush=True)


def _summary(found: list[Scored], plain: list[Scored]) -> str:
    head = (
        "mode",
        "series with skill",
        "median skill",
        "90 % interval",
        "without constants",
        "in 90 % band",
        "of points",
        "bands widened by",
    )
    rows = [
        (
            one.mode,
            str(one.skill.n),
            _signed(one.skill.median),
            f"{_signed(one.skill.low)} to {_signed(one.skill.high)}",
            _signed(bare.skill.median),
            "" if one.skill.coverage is None else f"{one.skill.coverage:.0%}",
            str(one.skill.covered_of),
            f"{one.widening:.2f}",
        )
        for one, bare in zip(found, plain, strict=True)
    ]
    return _grid(head, rows, 7)


def table_of(scored: Scored) -> str:
    """Return a line per series: years, observed and modelled, error, naive errors, skill, n."""
    head = (
        "series",
        "unit",
        "observed",
        "model (90 % band)",
        "mean error",
        "last year's",
        "trend's",
        "skill",
        "n",
    )
    return _grid(head, list(_rows(scored)), 7)


def _rows(scored: Scored) -> Iterator[tuple[str, ...]]:
    for one in scored.skill.series:
        last, trend = one.last, one.trend
        error = one.harder.error if one.harder else _mean_error(one)
        yield (
            _named(one),
            one.quantity.unit.replace("_", " "),
            "<br>".join(f"{line.period}: {_observed(line)}" for line in one.lines),
            "<br>".join(_modelled(line) for line in one.lines),
            _short(error),
            _short(last.naive_error) if last else "",
            _short(trend.naive_error) if trend else "",
            _signed(one.skill),
            str(one.harder.n if one.harder else 0),
        )


def _named(one: SeriesSkill) -> str:
    return one.name.replace("_", " ")


def _mean_error(one: SeriesSkill) -> float:
    return sum(abs(line.error.absolute) for line in one.lines) / len(one.lines)


def _observed(line: RecordLine) -> str:
    amount = line.observed
    if amount.low is None or amount.high is None or amount.low == amount.high:
        return _short(amount.value)
    return f"{_short(amount.value)} ({_short(amount.low)}-{_short(amount.high)})"


def _modelled(line: RecordLine) -> str:
    one = line.modelled
    if one.low is None or one.high is None:
        return _short(one.value)
    return f"{_short(one.value)} ({_short(one.low)}-{_short(one.high)})"


def _short(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def _signed(value: float | None) -> str:
    return "" if value is None else f"{value:+.2f}"


if __name__ == "__main__":
    PAGE.write_text(page_anew(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
