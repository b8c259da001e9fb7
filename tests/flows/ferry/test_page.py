"""The page on the ferry line tells what the ferry line gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from caspia.flows.ferry import ferry_line, simulate, waiting_by_load
from tests.reference import reference

PAGE = (Path(__file__).parents[3] / "docs" / "ferry.md").read_text(encoding="utf-8")
SHARES = (0.2, 0.5, 0.8, 0.95)


def table(name):
    """Return the cells of the rows between two marks."""
    (text,) = re.findall(rf"<!-- {name}: start -->(.*?)<!-- {name}: end -->", PAGE, re.DOTALL)
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("|")]
    return rows[2:]


@pytest.mark.parametrize("row", table("waits"), ids=lambda row: f"{row[0]} {row[1]}")
def test_waits_are_those_of_the_curve(row):
    link_id, day, fleet, units, kilotonnes, *waits, assumed = row
    line = ferry_line(reference(), link_id.strip("`"), day)
    curve = waiting_by_load(line, shares=SHARES)
    told = f"{line.vessels.median:.0f} x {line.load.median:.0f} {line.unit}"
    assert (fleet, assumed) == (told, f"{line.assumed_share:.0%}")
    tonnes = curve.capacity_t_per_month
    assert float(kilotonnes) == pytest.approx(tonnes / 1000, abs=0.6)
    assert float(units.replace(",", "")) == pytest.approx(
        tonnes / line.tonnes_per_unit.median, 0.01
    )
    found = zip(waits, curve.median_h[:, 0], curve.p90_h[:, 0], strict=True)
    for wait, median, high in found:
        assert tuple(map(float, wait.split(" / "))) == pytest.approx((median, high), abs=0.6)


@pytest.mark.parametrize(
    ("start", "link_id", "day", "units"),
    [
        ("sailings a month from Turkmenbashi", "ferry-turkmenbashi-alat", "2023-03-15", 1987),
        ("sailings a month from Kuryk", "ferry-kuryk-alat", "2023-06-15", 2005),
        ("sailings a month Aktau-Alat", "sea-aktau-alat", "2024-06-01", 2142),
    ],
)
def test_sailings_are_those_of_a_run_at_the_load_recorded(start, link_id, day, units):
    (simulated,) = [row[2] for row in table("record") if row[0].startswith(start)]
    line = ferry_line(reference(), link_id, day)
    run = simulate(line, units * line.tonnes_per_unit.median)
    assert float(simulated) == pytest.approx(run.sailings_per_month[0], abs=0.4)


def test_the_queue_at_kuryk_is_that_of_a_run_in_november():
    (told,) = [row[2] for row in table("record") if row[0].startswith("queue at Kuryk")]
    mean, high = map(float, re.findall(r"\d+", told))
    line = ferry_line(reference(), "ferry-kuryk-alat", "2023-11-15")
    counts = simulate(line, 2005 * line.tonnes_per_unit.median).tally
    assert mean == pytest.approx(counts.queue_units[:, 0].mean(), rel=0.02)
    assert high == pytest.approx(counts.queue_p90_units[:, 0].mean(), rel=0.02)
