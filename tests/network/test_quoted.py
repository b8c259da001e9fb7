"""Quoted rates and times: the pair asked, the nearest in place and time, and what is said of it."""

from datetime import date
from functools import cache

import pytest

import caspia
from caspia.errors import UnknownNameError
from caspia.network.quote_ways import _tables, apart, points
from caspia.network.quoted import quotes
from tests.reference import reference


@cache
def ledger():
    return reference()


def asked(origin, destination, on, good="containers"):
    return quotes(ledger(), origin, destination, good, date.fromisoformat(on))


def test_a_quote_for_the_pair_and_day_comes_first_as_printed():
    first = asked("altynkol", "poti", "2024-10-15")[0]
    assert first.row_id == "transit_time.altynkol_poti.2024-10.kaztag-2024-10-04"
    assert first.exact
    assert (first.what, first.printed.value, first.printed.unit) == ("time", 12, "d")
    assert first.estimate == first.printed
    assert first.sources == ("kaztag-2024-10-04",)
    assert first.says == ""


def test_a_quote_for_a_neighbour_is_scaled_and_says_so():
    found = next(q for q in asked("khorgos", "constanta", "2024-10-15") if q.what == "time")
    assert (found.origin, found.destination, found.exact) == ("altynkol", "constanta", False)
    where = points(ledger())
    ratio = apart(where["khorgos"], where["constanta"]) / apart(
        where["altynkol"], where["constanta"]
    )
    assert found.factor == pytest.approx(ratio)
    assert "quoted for altynkol to constanta" in found.says
    assert found.estimate.low < found.printed.low * ratio, "less sure than what was printed"


def test_of_a_series_the_nearest_in_time_is_taken():
    found = [q for q in asked("shanghai", "rotterdam", "2024-01-16") if q.corridor == "OCEAN_CAPE"]
    (rate,) = [q for q in found if q.what == "cost" and q.factor == 1 and "bound" not in q.says]
    assert rate.row_id == "freight_rate.ocean_cape-rotterdam.2024-01-18.trasporto-2024-01-18"
    assert (rate.days_apart, rate.says) == (2, "2 days from the day asked")


def test_an_undated_quote_says_so_and_stands_back():
    found = asked("kuryk", "alat", "2024-06-01")
    undated = [q for q in found if q.days_apart is None]
    assert undated
    assert all("undated" in q.says for q in undated)
    assert found.index(undated[0]) > 0


def test_a_line_is_quoted_there_and_back_but_a_rate_one_way_is_not():
    assert asked("kuryk", "alat", "2024-06-01")
    assert asked("alat", "kuryk", "2024-06-01")
    back = asked("poti", "altynkol", "2024-10-15")
    assert not any(q.row_id.startswith("transit_time.altynkol_poti") for q in back)


def test_ships_serve_ports_only():
    assert not any(q.corridor.startswith("OCEAN") for q in asked("xian", "duisburg", "2024-06-01"))


def test_a_good_takes_only_what_is_quoted_for_it():
    oil = asked("sangachal", "ceyhan", "2023-07-01", "crude_oil")
    assert {q.printed.unit for q in oil} == {"USD_per_t", "USD_per_bbl"}
    assert asked("sangachal", "ceyhan", "2023-07-01") == ()
    assert not any(
        "FEU" in q.printed.unit for q in asked("xian", "duisburg", "2024-06-01", "grain")
    )


def test_plans_and_targets_are_no_quotes():
    assert all(
        ledger().row(q.row_id)["modality"] == "actual"
        for q in asked("kars", "mersin", "2025-10-15")
    )


def test_an_early_ledger_has_not_read_a_later_page():
    early = caspia.open(as_of="2024-01-01")
    rows = {q.row_id for q in quotes(early, "altynkol", "poti", "containers", date(2024, 10, 15))}
    assert "transit_time.altynkol_poti.2024-10.kaztag-2024-10-04" not in rows


def test_an_unknown_place_is_named():
    with pytest.raises(UnknownNameError):
        asked("atlantis", "poti", "2024-10-15")


def test_every_end_and_row_of_the_tables_exists():
    by_row, by_subject = _tables()
    known = points(ledger())
    for row_id, way in by_row.items():
        assert ledger().find(row_id) is not None, row_id
        assert way is None or {way.origin, way.destination} <= set(known)
    subjects = {row["subject"] for row in ledger().rows("observations")}
    for (subject, _, _), way in by_subject.items():
        assert subject in subjects, subject
        assert {way.origin, way.destination} <= set(known)
