"""The real ledger reconciled: what enters, whose it is, what ties it, and what comes out."""

from __future__ import annotations

import pytest

from caspia.errors import BadDateError, UnknownNameError
from caspia.reconcile import assumptions, explain, reconcile_series
from tests.reference import reference


@pytest.fixture(scope="module")
def ledger():
    return reference()


def only(ledger, series, parties, period, scope=None, **more):
    found = reconcile_series(ledger, series, parties, period, **more).quantities
    from caspia.ledger import period_label

    kept = [
        one
        for one in found
        if period_label(one.quantity.start, one.quantity.end) == period
        and one.quantity.scope == scope
    ]
    assert len(kept) == 1, [one.id for one in found]
    return kept[0]


def by_row(reconciled):
    return {report.row_id: report for report in reconciled.reports}


def test_two_rivals_of_one_year_are_both_inside(ledger):
    found = only(ledger, "trade_turnover", ("AZE", "KAZ"), "2023")
    assert 528e6 < found.low < 529.4e6
    assert 598.4e6 < found.high < 599e6
    assert found.low < found.value < found.high
    values = sorted(report.amount.value / 1e6 for report in found.reports)
    assert values == [500, 529.4, 598.47]
    bound = next(report for report in found.reports if report.amount.qualifier == "more_than")
    assert bound.weight == pytest.approx(0, abs=1e-6)
    rivals = [report for report in found.reports if report is not bound]
    assert all(report.weight > 0.4 for report in rivals)


def test_the_two_definitions_of_a_corridor_are_never_mixed(ledger):
    """C9."""
    found = reconcile_series(ledger, "corridor_freight", ("MIDDLE",), "2024").quantities
    year = {
        one.quantity.scope: one
        for one in found
        if one.quantity.subject == "MIDDLE"
        and one.quantity.partner is None
        and (one.quantity.end - one.quantity.start).days == 366
    }
    assert year["ministry"].low > 4.4
    assert year["association"].high < 3.5


def test_azerbaijani_seaports_agree_within_rounding(ledger):
    found = only(ledger, "port_throughput", ("aze_seaports",), "2023")
    assert found.low >= 13.25
    assert found.high <= 13.45
    assert len(found.reports) == 2
    assert all(report.gross < 0.01 for report in found.reports)


def test_gas_to_turkiye_is_told_by_both_sides(ledger):
    sent = only(ledger, "gas_exports", ("AZE", "TUR"), "2024")
    taken = only(ledger, "gas_imports", ("AZE", "TUR"), "2024")
    assert (sent.value, sent.low, sent.high) == (taken.value, taken.low, taken.high)
    assert {report.mirror for report in sent.reports} == {True, False}
    assert 9.8 < sent.low < 9.95
    assert 11.4 < sent.high < 11.5


def test_tajik_trade_has_a_report_of_either_side(ledger):
    found = only(ledger, "trade_turnover_change", ("AZE", "TJK"), "2023")
    assert {"AZE", "TJK"} <= {report.teller for report in found.reports}
    assert found.low < 3 < found.value


@pytest.mark.parametrize("series", ["gas_flow_daily", "corridor_freight", "trade_turnover"])
def test_plans_and_unknowns_never_enter(ledger, series):
    answer = reconcile_series(ledger, series)
    entered = {row for one in answer.quantities for row in one.row_ids}
    modality = {row.id: row["modality"] for row in ledger.rows("observations")}
    assert {modality[row] for row in entered} == {"actual"}
    aside = {row.row_id: row.why for row in answer.set_aside}
    for row in ledger.rows("observations", series=series):
        assert (row.id in entered) != (row.id in aside), row.id
        if row["modality"] != "actual":
            assert "no evidence of what happened" in aside[row.id]


def test_every_quantity_holds_one_scope_and_one_period(ledger):
    rows = {row.id: row for row in ledger.rows("observations")}
    for one in reconcile_series(ledger, "port_throughput").quantities:
        for report in one.reports:
            row = rows[report.row_id]
            assert row["scope"] == one.quantity.scope
            assert (row["valid_from"], row["valid_to"]) == (one.quantity.start, one.quantity.end)
            assert report.sources


def test_one_report_by_itself_is_returned_as_it_is(ledger):
    found = only(ledger, "trade_turnover", ("AZE", "KAZ"), "2021")
    (report,) = found.reports
    assert found.amount == report.amount
    assert report.pull is None


def test_parts_of_a_total_and_changes_tie_the_figures_of_one_teller(ledger):
    found = only(ledger, "trade_turnover", ("AZE", "KAZ"), "2023")
    kinds = {tie.kind for tie in found.ties}
    assert kinds == {"equal", "change"}
    assert {tie.teller for tie in found.ties} == {"KAZ"}
    assert any(row.startswith("exports.aze-kaz.2023") for row in found.row_ids)


def test_months_add_up_to_the_longer_period(ledger):
    found = reconcile_series(ledger, "oil_transit", ("aktau_sangachal", "KAZ"), "2024").quantities
    from caspia.ledger import period_label

    value = {period_label(one.quantity.start, one.quantity.end): one.value for one in found}
    parts = value["Jan–Jun 2024"] + value["Jul 2024"]
    assert parts == pytest.approx(value["Jan–Jul 2024"], rel=1e-6)


def test_units_convert_and_currencies_do_not(ledger):
    several = reconcile_series(ledger, "port_throughput", ("aktau",), "2023-01..2023-07")
    found = next(one for one in several.quantities if len(one.reports) > 1)
    assert {report.amount.unit for report in found.reports} == {"Mt"}
    assert {round(report.amount.value, 6) for report in found.reports} == {2.1}
    answer = reconcile_series(ledger, "trade_turnover", ("AZE", "EU"), "2022")
    assert "EUR does not convert to USD" in {row.why for row in answer.set_aside}


def test_the_state_of_knowledge_counts(ledger):
    early = only(ledger.at("2024-06-01"), "trade_turnover", ("AZE", "KAZ"), "2023")
    assert 598.47e6 not in {report.amount.value for report in early.reports}
    assert early.high < 540e6


def test_another_assumption_gives_another_answer(ledger):
    from dataclasses import replace

    tight = replace(assumptions(), room=1.0)
    usual = only(ledger, "trade_turnover", ("AZE", "KAZ"), "2023")
    less = only(ledger, "trade_turnover", ("AZE", "KAZ"), "2023", rules=tight)
    assert less.high - less.low < usual.high - usual.low


def test_the_tree_of_a_figure_leads_to_rows_and_sources(ledger):
    found = only(ledger, "trade_turnover", ("AZE", "KAZ"), "2023")
    tree = explain(ledger, found)
    assert tree.id == found.id
    assert "3 reports" in tree.says
    assert {report.row_id for report in found.reports} <= {node.id for node in tree.walk()}
    reports = [part for part in tree.parts if part.table == "observations"]
    assert all(part.evidence for part in reports)
    assert "weight" in reports[0].says
    assert any(part.table == "tie" and part.parts for part in tree.parts)


def test_what_does_not_exist_is_refused_with_a_hint(ledger):
    with pytest.raises(UnknownNameError, match="trade_turnover"):
        reconcile_series(ledger, "trade_turnovr")
    with pytest.raises(UnknownNameError):
        reconcile_series(ledger, "trade_turnover", ("AZE", "Atlantis"))
    with pytest.raises(BadDateError):
        reconcile_series(ledger, "trade_turnover", ("AZE", "KAZ"), "soon")
    assert reconcile_series(ledger, "trade_turnover", ("AZE", "KAZ"), "1993").quantities == ()
