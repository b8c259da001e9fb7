"""Promises: what was planned, and what came of it."""

from __future__ import annotations

from datetime import date

import pytest

from caspia.claims import JUDGED, OUTCOMES, promises, scores
from caspia.errors import UnknownNameError

ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def by_id(ledger):
    return {one.promise.row.id: one for one in promises(ledger, on=ON)}


@pytest.mark.parametrize(
    ("name", "outcome", "record"),
    [
        ("oil_transit.kaz-btc.2024.suleymanov-2024.plan", "short", "1.4 Mt"),
        ("plan-2024-12-igdir", "late", "2025-03-05"),
        ("corridor_freight.middle.2018.timesca-2017-11-16-titr.plan", "late", "2024"),
        ("corridor_capacity.middle.2027.qazinform-2025-05-titr.plan", "not_yet_due", ""),
        ("trade_turnover.aze-uzb.2027.trend-2023-02-24-uzb.target", "not_yet_due", ""),
        ("plan-2024-tjk-aze", "kept", "Rahmon state visit"),
    ],
)
def test_the_first_promises(by_id, name, outcome, record):
    one = by_id[name]
    assert one.outcome == outcome
    assert record in one.record
    assert one.promise.sources
    assert bool(one.sources) == bool(one.record)


def test_every_plan_target_and_planned_event_is_there(ledger, by_id):
    wanted = {r.id for r in ledger.rows("observations") if r["modality"] in ("plan", "target")}
    wanted |= {r.id for r in ledger.rows("events") if r["status"] != "held"}
    assert set(by_id) == wanted
    assert {one.outcome for one in by_id.values()} == set(OUTCOMES)


def test_what_is_not_due_is_not_judged(by_id):
    for one in by_id.values():
        if one.promise.due and one.promise.due > ON:
            assert one.outcome == "not_yet_due"


def test_by_and_about_narrow(ledger):
    titr = promises(ledger, by="TITR", about="corridor_freight", on=ON)
    assert {one.promise.row["series"] for one in titr} == {"corridor_freight"}
    assert all("TITR" in one.promise.promisers for one in titr)
    kazakh = promises(ledger, by="KAZ", on=ON)
    assert {"KAZ", "KMG"} <= {name for one in kazakh for name in one.promise.promisers}


def test_a_record_published_later_is_not_known(ledger):
    then = promises(ledger.at("2024-12-31"), by="TJK")
    assert [one.outcome for one in then if one.promise.row.id == "plan-2024-tjk-aze"] == ["kept"]
    early = promises(ledger.at("2023-06-30"), on="2023-06-30")
    assert all(one.promise.row.id != "plan-2024-tjk-aze" for one in early)


def test_a_score_counts_what_was_judged(ledger):
    found = promises(ledger, on=ON)
    for score in scores(found):
        judged = [
            one
            for one in found
            if score.promiser in one.promise.promisers and one.outcome in JUDGED
        ]
        assert score.n == len(judged)
        assert (score.share_kept is None) == (score.n == 0)


def test_an_unknown_series_is_named(ledger):
    with pytest.raises(UnknownNameError, match="corridor_freight"):
        promises(ledger, about="corridor_freigt")
