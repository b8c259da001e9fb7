"""C4: open needs all; an agreement that lapses changes exactly the links its effects name."""

from dataclasses import replace
from datetime import date

import pytest

import caspia
from caspia.ledger import Row, holds_on
from caspia.network import Network
from caspia.network.calendar import link_findings, state_of
from caspia.network.effects import effects_in_force
from caspia.network.rows import network_rows
from tests.reference import reference


@pytest.fixture(scope="module")
def ledger():
    return reference()


@pytest.fixture(scope="module")
def rows(ledger):
    return network_rows(ledger)


def a_row(table, row_id, **cells):
    return Row(table, row_id, cells, date(2020, 1, 1), "structural", "made")


def a_link(**cells):
    usual = {"a": "A", "b": "B", "exists_from": None, "exists_to": None, "corridors": []}
    return a_row("links", "line", **(usual | cells))


def a_status(number, status, start=None, end=None, because=None):
    dates = {"valid_from": start, "valid_to": end}
    return a_row(
        "link_status", f"line/{number}", link_id="line", status=status, because=because, **dates
    )


def a_permit(start=None, end=None):
    return a_row(
        "agreement_effects",
        "deal.permits",
        agreement_id="deal",
        effect="permits",
        valid_from=start,
        valid_to=end,
        good=None,
    )


def a_standing(status, start=None, end=None):
    return a_row(
        "agreement_status",
        f"deal.{status}",
        agreement_id="deal",
        status=status,
        valid_from=start,
        valid_to=end,
        because=None,
    )


def state(on, link=None, statuses=(), effects=(), standings=()):
    made = network_rows_of(link or a_link(), statuses, effects, standings)
    return state_of("line", link_findings(made, on)["line"])


def network_rows_of(link, statuses, effects, standings):
    from caspia.network.rows import NetworkRows

    return NetworkRows(
        {"line": link},
        {"line": tuple(statuses)},
        {"line": tuple(effects)},
        {"deal": tuple(standings)},
    )


DAY = date(2023, 7, 1)
BEFORE, AFTER = date(2023, 1, 1), date(2024, 1, 1)


def test_a_link_that_exists_with_an_open_status_is_open():
    found = state(DAY, statuses=[a_status(1, "open")])
    assert (found.status, found.because) == ("open", ("line", "line/1"))


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"exists_from": AFTER}, "planned"),
        ({"exists_from": DAY}, "open"),
        ({"exists_to": AFTER}, "open"),
        ({"exists_to": DAY}, "closed"),
    ],
)
def test_a_link_is_there_from_its_first_day_to_the_day_before_its_end(cells, status):
    assert state(DAY, a_link(**cells), [a_status(1, "open")]).status == status


@pytest.mark.parametrize(
    ("written", "status", "passes"),
    [
        ("open", "open", True),
        ("restricted", "restricted", True),
        ("closed", "closed", False),
        ("suspended", "closed", False),
        ("planned", "planned", False),
        ("construction", "planned", False),
    ],
)
def test_every_status_of_the_ledger_has_one_of_the_network(written, status, passes):
    found = state(DAY, statuses=[a_status(1, written)])
    assert (found.status, found.passes) == (status, passes)


def test_a_link_without_a_status_on_the_day_is_not_open():
    assert state(DAY).status == "planned"
    assert state(DAY, statuses=[a_status(1, "open", AFTER)]).status == "planned"
    assert state(DAY, statuses=[a_status(1, "open", None, BEFORE)]).status == "closed"


@pytest.mark.parametrize(
    ("standings", "status"),
    [
        ([("in_force", BEFORE, None)], "open"),
        ([("signed", BEFORE, None)], "planned"),
        ([], "planned"),
        ([("in_force", AFTER, None)], "planned"),
        ([("in_force", None, BEFORE), ("suspended", BEFORE, None)], "closed"),
        ([("in_force", None, BEFORE)], "closed"),
        ([("suspended", BEFORE, None)], "closed"),
    ],
)
def test_a_permit_is_needed_while_it_has_no_dates(standings, status):
    found = state(
        DAY,
        statuses=[a_status(1, "open")],
        effects=[a_permit()],
        standings=[a_standing(*one) for one in standings],
    )
    assert found.status == status
    assert status == "open" or "deal.permits" in found.because


@pytest.mark.parametrize(
    ("start", "end", "status"),
    [(BEFORE, AFTER, "closed"), (AFTER, None, "open"), (None, BEFORE, "open")],
)
def test_a_permit_with_dates_is_needed_only_between_them(start, end, status):
    found = state(
        DAY,
        statuses=[a_status(1, "open")],
        effects=[a_permit(start, end)],
        standings=[a_standing("ended", BEFORE)],
    )
    assert found.status == status


def test_the_least_open_of_all_counts():
    found = state(
        DAY,
        statuses=[a_status(1, "restricted")],
        effects=[a_permit()],
        standings=[a_standing("ended", BEFORE)],
    )
    assert found.status == "closed"
    assert found.because == ("deal.permits", "deal", "deal.ended")


def test_every_state_says_because_of_which_rows(ledger):
    for found in Network.on(ledger, "2024-02-01").states.values():
        assert found.because
        assert all(ledger.find(row) is not None for row in found.because)


def test_c1_a_network_knows_nothing_that_was_not_known_yet(ledger):
    """A closure that nobody could know of by the as-of day is not there."""
    on = "2024-02-01"
    before, after = (Network.on(ledger.at(day), on) for day in ("2023-12-31", "2024-01-31"))
    assert before.state("swap_tkm_irn_aze").status == "open"
    assert after.state("swap_tkm_irn_aze").status == "closed"


def named_by(ledger, agreement_id, on):
    """The links that the effects of an agreement name on a day, read straight from the tables."""
    links = ledger.rows("links", part="physical")
    found = set()
    for effect in ledger.rows("agreement_effects", agreement_id=agreement_id):
        if effect["effect"] == "none" or not holds_on(effect, on):
            continue
        targets = set(effect["target"])
        for link in links:
            touched = {link.id, link["a"], link["b"], *link["corridors"]}
            if effect["target_kind"] != "pair" and targets & touched:
                found.add(link.id)
    return found


def lapsed(rows, agreement_id):
    ended = tuple(
        replace(row, cells={**row.cells, "status": "ended"}) for row in rows.standings[agreement_id]
    )
    return replace(rows, standings={**rows.standings, agreement_id: ended})


def in_force_days():
    ledger = reference()
    acting = {e["agreement_id"] for e in ledger.rows("agreement_effects") if e["effect"] != "none"}
    return [
        (row["agreement_id"], row["valid_from"])
        for row in ledger.rows("agreement_status", status="in_force")
        if row["agreement_id"] in acting
    ]


@pytest.mark.parametrize(("agreement_id", "on"), in_force_days(), ids=str)
def test_c4_lapsing_an_agreement_changes_exactly_the_links_that_its_effects_name(
    ledger, rows, agreement_id, on
):
    without = lapsed(rows, agreement_id)
    before, after = link_findings(rows, on), link_findings(without, on)
    acting, left = effects_in_force(rows, on), effects_in_force(without, on)
    passed = {k for k in before if state_of(k, before[k]).passes}
    differ = {
        link_id
        for link_id in before
        if state_of(link_id, before[link_id]).status != state_of(link_id, after[link_id]).status
        or acting.get(link_id) != left.get(link_id)
    }
    named = named_by(ledger, agreement_id, on)
    # A link that is shut or not built for another reason stays so.
    assert differ <= named
    assert differ & passed == named & passed


def test_a_lapse_in_a_ledger_of_ones_own_shuts_the_link(tmp_path):
    (tmp_path / "agreement_status.csv").write_text(
        "status_id,agreement_id,valid_from,valid_to,precision,status,by_whom,because,reading\n"
        "ag-swap-2021.in_force.2022-01-01,ag-swap-2021,2022-01-01,2024-01-06,day,ended,,,stated\n",
        encoding="utf-8",
    )
    (tmp_path / "sources.csv").write_text(
        "source_id,publisher,title,published,retrieved,url,kind,language\n"
        "mine,I,What if,2023-01-01,2023-01-01,,user,en\n",
        encoding="utf-8",
    )
    (tmp_path / "reports.csv").write_text(
        "row_id,source_id,field,quoted,note\nag-swap-2021.in_force.2022-01-01,mine,,,\n",
        encoding="utf-8",
    )
    own = Network.on(caspia.open(ledger=tmp_path), "2023-06-01")
    without = Network.on(reference(), "2023-06-01")
    changed = {change.link_id for change in without.changes(own) if change.kind != "values"}
    assert changed == {"swap_tkm_irn_aze", "swap_tkm_irn_nax"}
