"""A month in which an agreement asks for a least flow keeps it, whichever engine is asked for."""

from __future__ import annotations

import polars as pl
import pytest

from caspia.errors import BadInputError
from caspia.flows import region_on, solve, solve_region
from caspia.flows.replay import Replay
from tests.flows.region_cases import laid_over

LINK = "sea-aktau-alat"
FLOOR = 1e6 * 0.9 * 30 / 365  # tonnes in April


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A contract that sends 0.9 Mt of grain a year over the Caspian, more than would go."""
    return laid_over(
        tmp_path_factory.mktemp("floor") / "floor",
        agreements=["deal,Deal,contract,AZE;KAZ,,rail,"],
        agreement_status=["deal.1,deal,2018-01-01,,day,in_force,,,stated"],
        agreement_effects=[
            f"deal.floor,deal,link,{LINK},floor,grain,exact,0.9,,,Mt_per_year,,,stated,mine"
        ],
    )


def over(result):
    return result.links().filter(pl.col("link_id") == LINK)["tonnes"].sum()


@pytest.mark.parametrize("engine", ["choice", "least-cost"])
def test_the_floor_is_kept_and_all_adds_up(ledger, engine):
    result = solve(ledger, "2023-04", goods=["grain"], engine=engine)
    assert over(result) >= FLOOR * (1 - 1e-6)
    assert result.balance.holds


def test_without_it_less_would_go(ledger):
    free = ledger.__class__(ledger.layers[:1])
    assert over(solve(free, "2023-04", goods=["grain"], engine="least-cost")) < 0.95 * FLOOR


def test_a_replay_is_refused_by_the_name_of_the_floor(ledger):
    result = solve_region(region_on(ledger, "2023-04", goods=["grain"]))
    with pytest.raises(BadInputError, match=r"deal\.floor"):
        Replay(result)
