"""The section on what is planned, and what is due without a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.sections.planned import planned_section
from tests.briefs.meetings_ledger import meetings, opened, report
from tests.briefs.section_text import (
    by_column,
    figures_of,
    missing,
    page_of,
    paragraphs,
    rows_of,
    whole,
)

if TYPE_CHECKING:
    from pathlib import Path

    from caspia.ledger import Ledger

DAY = "2022-01-01"


def test_events_to_come(made: Ledger) -> None:
    section = planned_section(page_of(made, "AZE", "KAZ", DAY))
    (row,) = rows_of(section, "planned-events")
    assert row[:4] == ["5 to 6 January 2030", "state visit", "Event to come", "Kazakhstan"]
    assert row[5] == "planned"
    assert "the next Event to come, 5 to 6 January 2030" in paragraphs(section)[0]


def test_what_was_held_later_is_planned_before(made: Ledger) -> None:
    section = planned_section(page_of(made, "AZE", "KAZ", "2020-02-01"))
    rows = {row[0]: row for row in rows_of(section, "planned-events")}
    assert rows["10 to 11 March 2020"][5].startswith("planned")
    assert "Two papers" not in whole(section)


def test_plans_carry_their_kind_value_and_source(made: Ledger) -> None:
    section = planned_section(page_of(made, "AZE", "KAZ", DAY))
    assert rows_of(section, "planned-figures") == [
        ["2030", "Trade turnover", "Azerbaijan, Kazakhstan", "1 bn USD", "target", "Wire"]
    ]
    assert figures_of(section)["planned.figure.goal-2030"].rows == ("goal-2030",)


def test_a_year_not_over_yet_is_ahead(made: Ledger) -> None:
    ahead = rows_of(planned_section(page_of(made, "AZE", "KAZ", "2020-12-30")), "planned-figures")
    assert [row[0] for row in ahead] == ["2020", "2030"]
    ahead = rows_of(planned_section(page_of(made, "AZE", "KAZ", "2020-12-31")), "planned-figures")
    assert [row[0] for row in ahead] == ["2030"]


def test_due_and_no_record(made: Ledger) -> None:
    section = planned_section(page_of(made, "AZE", "KAZ", DAY))
    assert rows_of(section, "planned-due") == [
        ["1 February 2021", "working visit", "Event called off", "", "cancelled"],
        ["10 January 2021", "official visit", "Event due 2021", "", "none known"],
        ["June 2021", "opening of a project", "A late bridge", "", "still under construction"],
        ["2020", "target", "Trade turnover: Azerbaijan, Kazakhstan", "300 MUSD", "none known"],
    ]


def test_a_plan_with_a_record_is_counted(made: Ledger) -> None:
    figures = figures_of(planned_section(page_of(made, "AZE", "KAZ", DAY)))
    assert figures["planned.recorded"].rows == ("plan-2019",)
    # The visit planned for 1 March 2020 took place on 10 March.
    assert "planned.event.due-held" not in figures


def test_agreements_links_and_projects_to_come(made: Ledger) -> None:
    section = planned_section(page_of(made, "AZE", "KAZ", DAY))
    assert rows_of(section, "planned-works") == [
        ["Draft on transit", "agreement", "proposed since 1 January 2021", "", ""],
        ["Cable under the sea", "fibre cable link", "under construction",
         "since 3 February 2021", "380 km"],
        ["A school", "school", "agreed", "", "12 MUSD"],
    ]  # fmt: skip


def test_a_rival_plan_is_shown_beside(tmp_path: Path) -> None:
    rows = meetings()
    goal = next(row for row in rows["observations"] if row["observation_id"] == "goal-2030")
    rows["observations"].append({**goal, "observation_id": "other-goal", "value": "2222"})
    rows["reports"].append({**report("other-goal"), "source_id": "post"})
    section = planned_section(page_of(opened(tmp_path, rows), "AZE", "KAZ", DAY))
    values = [row[3] for row in rows_of(section, "planned-figures")]
    assert values == [
        "1 bn USD; told otherwise: 2.222 bn USD, Post",
        "2.222 bn USD; told otherwise: 1 bn USD, Wire",
    ]


def test_nothing_planned_is_said_three_times(made: Ledger) -> None:
    section = planned_section(page_of(made, "ARM", "GEO", DAY))
    assert len(missing(section)) == len(section.blocks) == 3


def test_the_climate_summit_of_2024_is_planned_in_may(real: Ledger) -> None:
    section = planned_section(page_of(real, "AZE", "KAZ", "2024-05-31"))
    (row,) = [r for r in rows_of(section, "planned-events") if r[2] == "COP29"]
    assert row[0] == "11 to 22 November 2024"
    assert row[5] == "planned"


def test_the_oil_plan_for_2024_is_a_plan(real: Ledger) -> None:
    section = planned_section(page_of(real, "AZE", "KAZ", "2024-05-31"))
    figures = figures_of(section)
    plan = figures["planned.figure.oil_transit.kaz-btc.2024.suleymanov-2024.plan"]
    assert (plan.text, plan.unit) == ("1.5 Mt", "Mt")
    row = next(r for r in rows_of(section, "planned-figures") if r[3].startswith("1.5 Mt"))
    assert row[0] == "2024"
    assert row[4] == "plan"


def test_announced_talks_without_a_record_are_due(real: Ledger) -> None:
    rows = by_column(planned_section(page_of(real, "ARM", "AZE", "2024-04-30")), "planned-due")
    moscow = next(row for row in rows if row["Was due"] == "19 May 2023")
    assert moscow["What"] == "Foreign ministers scheduled in Moscow"
    assert moscow["Record"] == "none known"
