"""A ledger of the tests' own: lines between two ports of no one, deals on them, gas cut off."""

from __future__ import annotations

import pytest

from caspia.flows import solve
from tests.flows.region_cases import laid_over


def line(name, mode, *, a="my-a", b="my-b", direction="both", gauge=""):
    return f"my-{name},My {name},{a},{b},{mode},{direction},100,,{gauge},,physical,,,"


def capacity(link, value, unit, good=""):
    return f"my-{link}/capacity,my-{link},capacity,,,{good},exact,{value},,,{unit},observed"


def effect(name, what, link, good, value, unit, since="", until=""):
    numbers = f"exact,{value},,,{unit}" if value else ",,,,"
    return f"deal.{name},deal,link,{link},{what},{good},{numbers},{since},{until},stated,mine"


@pytest.fixture(scope="session")
def what_if(tmp_path_factory):
    """The reference ledger and, laid over it:

    - lines between my-a and my-b with capacities in every unit;
    - a deal that caps some of them in single months of 2023, sets a floor in April, and takes a fee
      of 20 percent on the swap to Azerbaijan in June and July;
    - gas lines shut, to Russia from June and at Astara from May, until August, and the
      swap suspended in August.
    """
    return laid_over(
        tmp_path_factory.mktemp("own") / "what_if",
        nodes=["my-a,My A,port,KAZ,44.0,51.0,", "my-b,My B,port,KAZ,44.5,51.0,"],
        links=[
            line("tonnes", "rail", gauge="1520"),
            line("trains", "rail", gauge="1520"),
            line("boxes", "sea"),
            line("trucks", "road"),
            line("gas", "gas_pipeline", direction="forward"),
            line("swap", "swap", direction="forward"),
        ],
        link_status=[
            *(
                f"my-{name}/1,my-{name},2000-01-01,,open,"
                for name in ("tonnes", "trains", "boxes", "trucks", "gas", "swap")
            ),
            "cut/1,cac_beyneu_alexandrovgay,2023-06-01,2023-09-01,closed,",
            "cut/2,astara_border,2023-05-01,2023-09-01,closed,",
        ],
        link_values=[
            capacity("tonnes", 12, "Mt_per_year"),
            capacity("trains", 10, "trains_per_day"),
            capacity("boxes", 120000, "TEU_per_year"),
            capacity("trucks", 100, "trucks_per_day"),
            capacity("gas", 6, "bcm_per_year", "natural_gas"),
            capacity("swap", 4, "bcm_per_year", "natural_gas"),
        ],
        agreements=["deal,Deal,contract,AZE;KAZ,,gas,"],
        agreement_status=[
            "deal.1,deal,2018-01-01,,day,in_force,,,stated",
            "halt.1,ag-swap-2021,2023-08-01,2023-09-01,day,suspended,,,stated",
        ],
        agreement_effects=[
            effect("grain", "caps", "my-tonnes", "grain", 6, "Mt_per_year", *MARCH),
            effect("trains", "caps", "my-trains", "", 4, "trains_per_day", *MARCH),
            effect("swap", "caps", "my-swap", "natural_gas", 5, "bcm_per_year", *MARCH),
            effect("words", "caps", "my-trucks", "", None, "", *MARCH),
            effect("floor", "floor", "my-tonnes", "grain", 1, "Mt_per_year", *APRIL),
            effect("fee", "fee", "swap_tkm_irn_aze", "natural_gas", 20, "percent", *SUMMER),
        ],
    )


@pytest.fixture(scope="session")
def cut_off(what_if):
    """Gas from May to August: lines shut, and in August the swap as well."""
    return solve(what_if, "2023-05..2023-08", goods=["natural_gas"])


MARCH, APRIL = ("2023-03-01", "2023-04-01"), ("2023-04-01", "2023-05-01")
SUMMER = ("2023-06-01", "2023-08-01")
