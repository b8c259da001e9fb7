"""What agreements did to links on a day, asked of the ledger that ships."""

from __future__ import annotations

from datetime import date

import pytest

import caspia
from tests.reference import reference


@pytest.fixture(scope="module")
def ledger():
    return reference()


def holds(row, day):
    return (row["valid_from"] or date.min) <= day < (row["valid_to"] or date.max)


def status_on(ledger, agreement, day):
    rows = ledger.rows("agreement_status", agreement_id=agreement)
    (found,) = [row["status"] for row in rows if holds(row, date.fromisoformat(day))] or [None]
    return found


def acting(ledger, link, effect, day):
    """Effects on a link of agreements that are in force on a day."""
    on = date.fromisoformat(day)
    return [
        row
        for row in ledger.rows("agreement_effects", effect=effect)
        if link in row["target"]
        and holds(row, on)
        and status_on(ledger, row["agreement_id"], day) == "in_force"
    ]


def is_open(ledger, link, day):
    """Exists, has the status open, and every agreement that permits it is in force (C4)."""
    on = date.fromisoformat(day)
    row = ledger.row(link)
    exists = (row["exists_from"] or date.min) <= on < (row["exists_to"] or date.max)
    statuses = [one["status"] for one in ledger.rows("link_status", link_id=link) if holds(one, on)]
    permits = [
        one["agreement_id"]
        for one in ledger.rows("agreement_effects", effect="permits")
        if link in one["target"] and holds(one, on)
    ]
    in_force = all(status_on(ledger, one, day) == "in_force" for one in permits)
    return exists and statuses == ["open"] and in_force


def figure(row):
    return row["qualifier"], row["value"], row["low"], row["high"], row["unit"]


@pytest.mark.parametrize(
    ("agreement", "day", "status"),
    [
        ("ag-swap-2021", "2021-11-27", None),
        ("ag-swap-2021", "2021-11-28", "signed"),
        ("ag-swap-2021", "2022-01-01", "in_force"),
        ("ag-swap-2021", "2024-01-05", "in_force"),
        ("ag-swap-2021", "2024-01-06", "suspended"),
        ("ag-swap-2021", "2026-01-01", "suspended"),
        ("ag-swap-2016", "2018-01-01", "in_force"),
        ("ag-swap-2016", "2020-01-01", None),
        ("ag-swap-double-2022", "2022-12-31", "signed"),
        ("ag-swap-double-2022", "2023-06-01", "in_force"),
        ("ag-swap-double-2022", "2024-02-01", "ended"),
        ("ag-aze-irn-nax", "2018-11-30", "in_force"),
        ("ag-aze-irn-nax", "2018-12-01", "ended"),
        ("ag-tkm-botas-2025", "2025-02-28", "signed"),
        ("ag-tkm-botas-2025", "2025-03-01", "in_force"),
        ("ag-tkm-botas-2025", "2025-10-24", "suspended"),
        ("ag-irn-tkm-irq-2024", "2025-06-01", "signed"),
        ("ag-irn-tkm-irq-2024", "2025-10-01", "suspended"),
        ("ag-kmg-socar-2022", "2023-03-22", "signed"),
        ("ag-kmg-socar-2022", "2023-03-23", "in_force"),
        ("ag-kmg-socar-2022", "2025-08-15", "suspended"),
        ("ag-kmg-socar-2022", "2025-09-13", "in_force"),
        ("baku-supsa-1999", "2022-02-28", "in_force"),
        ("baku-supsa-1999", "2022-03-01", "suspended"),
        ("ag-igdir-2020", "2025-03-04", "signed"),
        ("ag-igdir-2020", "2025-03-05", "in_force"),
        ("ag-tkm-rus-gazprom", "2024-06-30", "in_force"),
        ("ag-tkm-rus-gazprom", "2024-07-01", "ended"),
        ("ag-rus-uzb-2023", "2023-10-07", "in_force"),
        ("tkm-irn-gas-1997", "2016-12-31", "in_force"),
        ("tkm-irn-gas-1997", "2017-01-01", "suspended"),
        ("mcm-jv-2023", "2023-10-27", "signed"),
        ("mcm-jv-2023", "2024-01-01", "in_force"),
        ("tripp-2025", "2025-08-07", None),
        ("tripp-2025", "2026-06-01", "signed"),
        ("ag-tur-aze-2024", "2024-12-31", "signed"),
        ("ag-tur-aze-2024", "2025-04-18", "in_force"),
    ],
)
def test_status_on_a_day(ledger, agreement, day, status):
    assert status_on(ledger, agreement, day) == status


@pytest.mark.parametrize(
    ("status", "by_whom"),
    [
        ("ag-swap-2021.suspended.2024-01-06", ["TKM"]),
        ("ag-irn-tkm-irq-2024.suspended.2025-09-19", ["USA"]),
        ("tkm-irn-gas-1997.suspended.2017-01-01", ["TKM"]),
        ("ag-irn-tur-1996.suspended.2008-01-07", ["IRN"]),
        ("arm-tur-zurich-2009.ended.2018-03-01", ["ARM"]),
    ],
)
def test_who_ended_it(ledger, status, by_whom):
    assert ledger.row(status)["by_whom"] == by_whom


@pytest.mark.parametrize(
    "status",
    [
        "ag-swap-2021.suspended.2024-01-06",
        "ag-irn-tkm-irq-2024.suspended.2025-09-19",
        "ag-tkm-botas-2025.suspended.2025-10-24",
        "ag-kmg-socar-2022.suspended.2025-08-01",
        "baku-supsa-1999.suspended.2022-03-01",
        "tkm-irn-gas-1997.suspended.2017-01-01",
    ],
)
def test_why_it_stands_still_is_an_event(ledger, status):
    event = ledger.row(ledger.row(status)["because"])
    assert (event.table, event["kind"]) == ("events", "suspension")


def test_who_suspended_the_swap_is_told_three_ways(ledger):
    told = {
        report.source_id: report.note
        for report in ledger.own_reports("ag-swap-2021.suspended.2024-01-06")
        if report.field == "by_whom"
    }
    assert told["suleymanov-2024"] == "at the initiative of Turkmenistan"
    assert "no agreement on volume and price" in told["caspiannews-2024-01-08-swap"]
    assert "names no initiator" in told["azernews-2024-01-07-swap-suspended"]


@pytest.mark.parametrize(
    ("link", "day", "opened"),
    [
        ("swap_tkm_irn_aze", "2021-12-31", False),
        ("swap_tkm_irn_aze", "2022-01-01", True),
        ("swap_tkm_irn_aze", "2024-01-05", True),
        ("swap_tkm_irn_aze", "2024-01-06", False),
        ("swap_tkm_irn_nax", "2023-06-01", True),
        ("swap_tkm_irn_nax", "2024-02-01", False),
        ("swap_tkm_irn_tur", "2025-02-28", False),
        ("swap_tkm_irn_tur", "2025-03-01", True),
        ("swap_tkm_irn_tur", "2025-10-24", False),
        ("swap_tkm_irn_irq", "2025-01-01", False),
        ("aktau_sangachal", "2023-03-22", False),
        ("aktau_sangachal", "2023-03-23", True),
        ("aktau_sangachal", "2025-08-15", False),
        ("aktau_sangachal", "2025-09-13", True),
        ("baku_supsa", "2022-02-28", True),
        ("baku_supsa", "2022-03-01", False),
        ("baku_supsa", "2025-07-01", False),
        ("igdir_nakhchivan", "2025-03-04", False),
        ("igdir_nakhchivan", "2025-03-05", True),
        ("kilis_aleppo", "2025-08-02", True),
        ("korpeje_kordkuy", "2016-12-31", True),
        ("korpeje_kordkuy", "2017-01-01", False),
        ("okarem_sangachal", "2018-01-01", True),
        ("okarem_sangachal", "2022-01-01", True),
        ("rail-meghri-ordubad", "2026-01-01", False),
        ("rail-rasht-astara_irn", "2024-01-01", False),
        ("rail-kartsakhi-kars", "2018-01-01", True),
    ],
)
def test_a_link_is_open_on_a_day(ledger, link, day, opened):
    assert is_open(ledger, link, day) is opened


@pytest.mark.parametrize(
    ("link", "day", "cap"),
    [
        ("swap_tkm_irn_aze", "2022-06-01", ("between", None, 1.5, 2, "bcm_per_year")),
        ("swap_tkm_irn_aze", "2023-06-01", ("up_to", 10, None, None, "mcm_per_day")),
        ("swap_tkm_irn_tur", "2025-06-01", ("up_to", 2, None, None, "bcm_per_year")),
        ("aktau_sangachal", "2023-06-01", ("exact", 1.5, None, None, "Mt_per_year")),
        ("aktau_sangachal", "2024-03-10", ("exact", 1.5, None, None, "Mt_per_year")),
        ("aktau_sangachal", "2024-03-11", ("up_to", 2.2, None, None, "Mt_per_year")),
        ("aktau_sangachal", "2025-12-01", ("up_to", 2.2, None, None, "Mt_per_year")),
        ("okarem_sangachal", "2022-06-01", ("about", 1, None, None, "Mt_per_year")),
        ("rail-khorgos-altynkol", "2025-04-01", ("exact", 15, None, None, "trains_per_day")),
        ("rail-alashankou-dostyk", "2025-08-01", ("exact", 28, None, None, "trains_per_day")),
    ],
)
def test_one_cap_acts_on_a_link_on_a_day(ledger, link, day, cap):
    assert [figure(row) for row in acting(ledger, link, "caps", day)] == [cap]


@pytest.mark.parametrize(
    ("link", "day"),
    [
        ("swap_tkm_irn_aze", "2024-02-01"),
        ("aktau_sangachal", "2023-03-01"),
        ("rail-alashankou-dostyk", "2025-06-30"),
        ("cac_beyneu_alexandrovgay", "2024-07-01"),
    ],
)
def test_no_cap_acts_where_nothing_is_in_force(ledger, link, day):
    assert acting(ledger, link, "caps", day) == []


def test_gas_by_igdir_goes_to_nakhchivan(ledger):
    row = ledger.row("igdir_nakhchivan")
    assert (row["a"], row["b"], row["direction"]) == ("igdir", "sadarak", "forward")
    assert ledger.row("sadarak")["country"] == "AZE"
    (effect,) = ledger.rows("agreement_effects", agreement_id="ag-igdir-2020")
    assert "for Nakhchivan" in effect["why"]


def test_iran_keeps_a_share_that_is_told_of_2016_and_not_of_2021(ledger):
    fees = {
        row["agreement_id"]: figure(row)
        for row in ledger.rows("agreement_effects", effect="fee")
        if "swap_tkm_irn_aze" in row["target"]
    }
    assert fees == {
        "ag-swap-2016": ("exact", 15, None, None, "percent"),
        "ag-swap-2021": ("unknown", None, None, None, "percent"),
    }


def test_the_middle_corridor_has_tariff_agreements_whose_tariffs_are_not_told(ledger):
    rows = [
        row
        for row in ledger.rows("agreement_effects", effect="tariff")
        if row["target"] == ["MIDDLE"]
    ]
    assert {row["agreement_id"] for row in rows} == {
        "titr-2013",
        "mcm-jv-2023",
        "kaz-aze-geo-plan-2025",
    }
    assert {row["qualifier"] for row in rows} == {"unknown"}


def test_the_north_south_floor_is_of_2028(ledger):
    assert acting(ledger, "rail-yalama-samur", "floor", "2027-12-31") == []
    (row,) = acting(ledger, "rail-yalama-samur", "floor", "2028-01-01")
    assert figure(row) == ("at_least", 5, None, None, "Mt_per_year")


def test_the_oil_agreement_is_known_when_its_oil_first_comes():
    known = caspia.open(as_of="2023-12-31")
    assert known.find("ag-kmg-socar-2022") is not None
    assert [figure(row) for row in acting(known, "aktau_sangachal", "caps", "2023-06-01")] == [
        ("exact", 1.5, None, None, "Mt_per_year")
    ]


def test_an_amount_has_a_figure_or_says_that_it_is_not_told(ledger):
    for row in ledger.rows("agreement_effects"):
        if row["effect"] in {"permits", "none"}:
            assert row["qualifier"] is None, row.id
        elif row["qualifier"] != "unknown":
            assert row["unit"], row.id
            assert ledger.amount(row).is_known, row.id


def test_nobody_is_open_by_status_while_its_agreement_stands_still(ledger):
    """A link and the agreement that permits it change on the same day."""
    apart = []
    for status in ledger.rows("agreement_status", status="suspended"):
        for effect in ledger.rows("agreement_effects", effect="permits"):
            if effect["agreement_id"] != status["agreement_id"] or effect["valid_to"]:
                continue
            for link in effect["target"]:
                apart += [
                    (link, one["valid_from"])
                    for one in ledger.rows("link_status", link_id=link, status="suspended")
                    if one["valid_from"] != status["valid_from"]
                ]
    assert apart == []
