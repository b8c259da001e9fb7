"""What is said of an ensemble around its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.flows.exports import NOTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.scenarios.ensembles.ensemble import Band, Ensemble

_MEGATONNE = 1e6
_TOLD_FAILURES = 3


def summary(ensemble: Ensemble) -> Iterator[str]:
    """Yield what it is, how much moves, and how many draws failed."""
    draws, region = len(ensemble.values), ensemble.result.region
    yield (
        f"Ensemble of {region.period}: {draws:,} draws of {len(ensemble.factors)} uncertain facts, "
        f"seed {ensemble.seed}. {NOTE}."
    )
    for kind in ("freight", "gas"):
        moved, left = ensemble.total(f"{kind}_moved"), ensemble.total(f"{kind}_stranded")
        if moved.high > 0:
            words = f"{_mt(moved)} moved, {_mt(left)} left behind"
            yield f"{kind.capitalize()}: {words}; in brackets nine draws in ten."
    if ensemble.failed:
        told = list(ensemble.failures.items())[:_TOLD_FAILURES]
        words = "; ".join(f"{count} with {error}" for error, count in told)
        yield f"{ensemble.failed} of {draws:,} draws failed and are in no band: {words}."


def foot(ensemble: Ensemble) -> Iterator[str]:
    """Yield how bands are read, how they meet the record, and what shares mean."""
    found = ensemble.coverage
    yield (
        f"* the record lies in the band. Over all {found.of} figures of the record that count, "
        f"{found.inside} do ({_share(found.inside, found.of)}), {found.above} lie above their "
        f"bands and {found.below} below; a band promises 90 %. Draws know what the inputs leave "
        "open, not what the model leaves out. A plain run takes limits at their high end, a draw "
        "anywhere within."
    )
    if ensemble.sensitivity is None:
        yield "Too few draws to tell which facts move the answer: give 40 or more."
        return
    yield (
        "Share: of the variance of a figure, what would go if the fact were known, with its "
        "standard error; in the table of facts the mean over all figures. From and to: the figure "
        "where the fact is at its low and its high end. `caspia ensemble … --json` has the rows "
        "that facts rest on; `caspia why ID` opens one."
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "none"


def _mt(band: Band) -> str:
    low, median, high = (value / _MEGATONNE for value in (band.low, band.median, band.high))
    return f"{median:,.1f} Mt ({low:,.1f} to {high:,.1f})"
