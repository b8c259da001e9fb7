"""Predict what one side of a trade flow reports from the other side, on real mirror pairs.

Reads Comtrade's figures for mineral fuels (HS 27) among the region's pairs from a folder beside the
checkout, learns from the years before 2010 and predicts each report of 2010 to 2017. With
``--write`` the tables go into docs/reconcile.md.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from caspia.reconcile import (
    Habits,
    MirrorModel,
    MirrorPairs,
    fit_mirror,
    habits_of,
    predict_other_side,
    predict_with_past,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data" / "trade" / "comtrade_hs27_region_1988_2017.csv"
PAGE = ROOT / "docs" / "reconcile.md"
MARKS = ("<!-- mirror tables -->\n", "<!-- end of mirror tables -->")
FIRST_TEST_YEAR = 2010
LEAST_TOLD = log(1e6)  # USD, on the side that is told: the side held out chooses nothing
PRIORS = (0.05, 0.20)
USUAL, MOST = log(1.08), log(1.20)
ALIKE = log(1.25)  # two figures this close count as symmetric
HEAD = ["| method | median error | mean error | in the interval | n |", "| --- " * 5 + "|"]


@dataclass(frozen=True)
class Panel:
    """Pairs of both sides, and the logarithms of the year before (NaN where there were none)."""

    year: NDArray[np.int64]
    pairs: MirrorPairs
    exported_before: Floats
    imported_before: Floats

    def take(self, which: Flags) -> Panel:
        """Return some of the pairs."""
        return Panel(
            self.year[which],
            self.pairs.take(which),
            self.exported_before[which],
            self.imported_before[which],
        )

    def has_before(self) -> Flags:
        """Tell which pairs have a year before."""
        return np.isfinite(self.exported_before)

    def before(self) -> MirrorPairs:
        """Return the year before, where every pair has one."""
        pairs = self.pairs
        return MirrorPairs(
            pairs.exporter, pairs.importer, self.exported_before, self.imported_before
        )


@dataclass(frozen=True)
class Side:
    """One side held out: its truth, what the other tells, and the year before, as logarithms."""

    truth: Floats
    told: Floats
    own_before: Floats
    told_before: Floats
    own: NDArray[np.int64]
    other: NDArray[np.int64]
    sign: float  # the other side's figure is above this side's (1) or below it (-1)


@dataclass(frozen=True)
class Learnt:
    """What the early years say, for one prior."""

    model: MirrorModel
    habits: Habits


def read_flows(path: Path) -> pl.DataFrame:
    """Return the flows of both sides of all years, as logarithms, with those of the year before."""
    raw = pl.read_csv(path, infer_schema_length=0).select(
        pl.col("Year").cast(pl.Int64),
        pl.col("Trade Value (US$)").cast(pl.Float64).alias("value"),
        flow="Trade Flow",
        reporter="Reporter ISO",
        partner="Partner ISO",
    )
    named = raw.drop_nulls().filter(pl.col("value") > 0)
    flows = named.group_by("Year", "flow", "reporter", "partner").agg(pl.col("value").max().log())
    key = ["Year", "exporter", "importer"]
    exports = flows.filter(flow="Export").rename(
        {"reporter": "exporter", "partner": "importer", "value": "exported"}
    )
    imports = flows.filter(flow="Import").rename(
        {"reporter": "importer", "partner": "exporter", "value": "imported"}
    )
    both = exports.drop("flow").join(imports.drop("flow"), on=key)
    earlier = both.with_columns(pl.col("Year") + 1)
    return both.join(earlier, on=key, how="left", suffix="_before").sort(key)


def read_panel(path: Path) -> tuple[Panel, list[str]]:
    """Return the mirror pairs and the names of the reporters."""
    both = read_flows(path)
    names = sorted({*both["exporter"], *both["importer"]})
    place = {name: number for number, name in enumerate(names)}
    pairs = MirrorPairs(
        np.array([place[name] for name in both["exporter"]]),
        np.array([place[name] for name in both["importer"]]),
        both["exported"].to_numpy(),
        both["imported"].to_numpy(),
    )
    before = (
        both[name].fill_null(float("nan")).to_numpy()
        for name in ("exported_before", "imported_before")
    )
    return Panel(both["Year"].to_numpy(), pairs, *before), names


def side_of(panel: Panel, held_out: str) -> Side:
    """Return the panel seen from the side that is held out."""
    pairs = panel.pairs
    if held_out == "exporter":
        return Side(
            pairs.exported,
            pairs.imported,
            panel.exported_before,
            panel.imported_before,
            pairs.exporter,
            pairs.importer,
            1.0,
        )
    return Side(
        pairs.imported,
        pairs.exported,
        panel.imported_before,
        panel.exported_before,
        pairs.importer,
        pairs.exporter,
        -1.0,
    )


def learn(train: Panel, count: int, prior: float) -> Learnt:
    """Return what the early years say."""
    model = fit_mirror(train.pairs, count, prior)
    known = train.has_before()
    some = train.take(known)
    return Learnt(model, habits_of(some.before(), some.pairs, model.margin, 1 - model.gross[known]))


def symmetry(train: Panel, count: int) -> Floats:
    """Return the share of each reporter's pairs in which both sides say about the same."""
    alike = (np.abs(train.pairs.gap - USUAL) < ALIKE).astype(float)
    sides = (train.pairs.exporter, train.pairs.importer)
    shares = sum(np.bincount(who, alike, count) for who in sides)
    totals = sum(np.bincount(who, minlength=count) for who in sides)
    return (np.asarray(shares) + 1) / (np.asarray(totals) + 2)


def rivals(side: Side, alike: Floats) -> dict[str, Floats]:
    """Return what the usual methods predict; without a year before, the other side alone."""
    mirrored = side.told - side.sign * USUAL
    own = np.where(np.isfinite(side.own_before), side.own_before, mirrored)
    a, b = alike[side.other], alike[side.own]
    weighted = (a * np.exp(mirrored) + b * np.exp(own)) / (a + b)
    return {
        "its own report of the year before": own,
        "maximum of both": np.maximum(side.told, own),
        "mean of both": np.log((np.exp(mirrored) + np.exp(own)) / 2),
        "symmetry weighting of both": np.log(weighted),
    }


def predicted(side: Side, learnt: Learnt) -> tuple[Floats, Floats, Floats]:
    """Return best, low and high by the model, with the year before where there is one."""
    model = learnt.model
    spread = np.hypot(model.spread[side.own], model.spread[side.other])
    margin = side.sign * model.margin
    plain = predict_other_side(side.told, spread, margin, model.gross_share)
    past = (side.told_before, side.own_before)
    full = predict_with_past(side.told, past, spread, margin, learnt.habits, model.gross_share)
    known = np.isfinite(side.own_before)
    best, low, high = (np.where(known, b, a) for a, b in zip(plain, full, strict=True))
    return best, low, high


def scored(name: str, best: Floats, truth: Floats, ends: tuple[Floats, Floats] | None) -> str:
    """Return a line of the table."""
    error = np.abs(best - truth)
    inside = "" if ends is None else f"{np.mean((ends[0] <= truth) & (truth <= ends[1])):.0%}"
    return f"| {name} | {np.median(error):.3f} | {np.mean(error):.3f} | {inside} | {len(truth)} |"


def compare(side: Side, alike: Floats, learnt: dict[float, Learnt]) -> list[str]:
    """Return the lines of one table: every method on the same reports."""
    usual = side.told - side.sign * USUAL
    ends = (side.told - max(side.sign, 0) * MOST, side.told - min(side.sign, 0) * MOST)
    sign = "/" if side.sign > 0 else "×"
    lines = [scored(f"the other side {sign} 1.08", usual, side.truth, ends)]
    lines += [scored(name, best, side.truth, None) for name, best in rivals(side, alike).items()]
    for prior, early in learnt.items():
        best, low, high = predicted(side, early)
        lines.append(scored(f"**caspia**, prior {prior:.0%}", best, side.truth, (low, high)))
    return lines


def describe(learnt: dict[float, Learnt], train: Panel, names: list[str]) -> list[str]:
    """Return what was learnt as a table."""
    lines = [
        f"Learnt from {len(train.year):,} pairs before {FIRST_TEST_YEAR}, for two priors of a "
        "gross error:",
        "",
        "| prior | pairs in gross error | margin | gap that lasts | yearly move | spread: median "
        "| least | most |",
        "| --- " * 8 + "|",
    ]
    seen = np.unique([train.pairs.exporter, train.pairs.importer])
    for prior, early in learnt.items():
        model, spread = early.model, early.model.spread[seen]
        least, most = names[seen[spread.argmin()]], names[seen[spread.argmax()]]
        lines.append(
            f"| {prior:.0%} | {model.gross.mean():.0%} | {np.exp(model.margin):.3f} "
            f"| {early.habits.lasts:.2f} | {early.habits.moves:.2f} | {np.median(spread):.2f} "
            f"| {least} {spread.min():.2f} | {most} {spread.max():.2f} |"
        )
    return lines


def tables(path: Path) -> str:
    """Return all tables as Markdown."""
    panel, names = read_panel(path)
    late = panel.year >= FIRST_TEST_YEAR
    train, test = panel.take(~late), panel.take(late)
    learnt = {prior: learn(train, len(names), prior) for prior in PRIORS}
    alike = symmetry(train, len(names))
    text = [*describe(learnt, train, names), ""]
    for held_out in ("exporter", "importer"):
        told = side_of(test, held_out).told
        chosen = test.take(told >= LEAST_TOLD)
        lines = compare(side_of(chosen, held_out), alike, learnt)
        text += [f"The {held_out}'s report held out:", "", *HEAD, *lines, ""]
    return "\n".join(text)


def write_page(text: str, page: Path = PAGE) -> None:
    """Put the tables between their marks."""
    old = page.read_text(encoding="utf-8")
    head, tail = old.split(MARKS[0])[0], old.split(MARKS[1])[1]
    page.write_text(f"{head}{MARKS[0]}{text}{MARKS[1]}{tail}", encoding="utf-8")


def main() -> None:
    """Print the tables; write them into the page where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="Comtrade's legacy CSV")
    parser.add_argument("--write", action="store_true", help="put the tables into the page")
    chosen = parser.parse_args()
    if not chosen.data.exists():
        print("The mirror pairs are not beside this checkout; give their file by --data.")
        return
    found = tables(chosen.data)
    print(found)
    if chosen.write:
        write_page(found)


if __name__ == "__main__":
    main()
