"""The section on visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Picture
from caspia.briefs.sections.visits import visits_section
from tests.briefs.meetings_ledger import meetings, opened, report
from tests.briefs.section_text import (
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


def test_counts_stand_by_year_kind_and_way(made: Ledger) -> None:
    section = visits_section(page_of(made, "AZE", "KAZ", DAY))
    assert rows_of(section, "visits-by-year") == [
        ["2021", "1 official visit", "1 visit of a class not recorded (disputed)"],
        ["2020", "none recorded", "1 state visit (disputed)"],
    ]
    figures = figures_of(section)
    assert figures["visits.2021.official_visit.a_to_b"].rows == ("official-2021",)
    assert "visits.2020.state_visit.b_to_a" in figures


def test_two_tellings_of_one_visit_widen_the_count(made: Ledger) -> None:
    figures = figures_of(visits_section(page_of(made, "AZE", "KAZ", DAY)))
    total = figures["visits.total.b_to_a"]
    assert (total.text, total.low, total.high) == ("2", 1, 2)
    assert figures["visits.2021.visit.b_to_a"].low == 0
    assert figures["visits.total.a_to_b"].low == figures["visits.total.a_to_b"].high == 1


def test_ways_turn_round_with_the_sides(made: Ledger) -> None:
    figures = figures_of(visits_section(page_of(made, "KAZ", "AZE", DAY)))
    assert figures["visits.total.a_to_b"].text == "2"
    assert figures["visits.total.b_to_a"].rows == ("official-2021",)


def test_a_visit_without_a_host_is_known_by_its_country(made: Ledger) -> None:
    section = visits_section(page_of(made, "AZE", "KAZ", DAY))
    row = next(r for r in rows_of(section, "visits") if r[0] == "4 May 2021")
    assert row[2:4] == ["Ilham Aliyev (Azerbaijan)", "Kazakhstan"]
    assert (
        "Told otherwise of the event of 4 May 2021: Post gives the first day as 6 May 2021."
        in paragraphs(section)
    )


def test_what_came_of_a_visit(made: Ledger) -> None:
    section = visits_section(page_of(made, "AZE", "KAZ", DAY))
    rows = rows_of(section, "visits")
    assert [row[0] for row in rows] == ["1 June 2021", "4 May 2021", "10 to 11 March 2020"]
    came = rows[-1][4]
    assert came == ("Event state 2020; Two papers; Event talks within; signed: Pact of friendship")
    told = [text for text in paragraphs(section) if "may be both" in text]
    assert told == [
        "Told otherwise of the event of 1 June 2021: it may be that of 10 to 11 March 2020: one "
        "may be both."
    ]


def test_hosts_stand_in_a_sentence_where_each_state_has_one(made: Ledger) -> None:
    section = visits_section(page_of(made, "AZE", "KAZ", DAY))
    assert "Hosts, where one is named: in Azerbaijan Ilham Aliyev." in (paragraphs(section))


def test_hosts_have_a_column_where_they_differ(tmp_path: Path) -> None:
    rows = meetings()
    for row in rows["participants"]:
        if row["event_id"] == "told-twice" and row["role"] == "host":
            row["person"] = "tokayev"
    section = visits_section(page_of(opened(tmp_path, rows), "AZE", "KAZ", DAY))
    hosts = {row[0]: row[3] for row in rows_of(section, "visits")}
    assert hosts["10 to 11 March 2020"] == "Ilham Aliyev"
    assert hosts["1 June 2021"] == "Kassym-Jomart Tokayev"


def test_few_visits_are_listed_without_counts_and_chart(made: Ledger) -> None:
    section = visits_section(page_of(made, "AZE", "KAZ", "2021-05-31"))
    assert len(rows_of(section, "visits")) == 2
    assert rows_of(section, "visits-by-year") == []
    assert not [block for block in section.blocks if isinstance(block, Picture)]


def test_what_is_planned_or_cancelled_is_no_visit(made: Ledger) -> None:
    text = whole(visits_section(page_of(made, "AZE", "KAZ", DAY)))
    for name in ("to come", "due", "called off"):
        assert name not in text


def test_a_visit_after_the_day_is_not_there(made: Ledger) -> None:
    section = visits_section(page_of(made, "AZE", "KAZ", "2020-03-09"))
    assert missing(section) == [
        "No visit between Azerbaijan and Kazakhstan is recorded by 9 March 2020, either way."
    ]
    assert not figures_of(section)


def test_a_bloc_stands_for_its_members(made: Ledger) -> None:
    section = visits_section(page_of(made, "AZE", "DUO", DAY))
    assert figures_of(section)["visits.total.b_to_a"].rows == (
        "state-2020",
        "told-twice",
        "geo-2021",
    )
    assert "from the Duo to Azerbaijan: 3" in paragraphs(section)[0]


def test_a_pair_without_a_visit_is_named(made: Ledger) -> None:
    said = missing(visits_section(page_of(made, "ARM", "DUO", DAY)))
    assert said == [
        "No visit between Armenia and the Duo is recorded by 1 January 2022, either way."
    ]
    said = missing(visits_section(page_of(made, "ALL", "GEO", DAY)))
    assert "No visit either way is recorded for Georgia–Kazakhstan." in said


def test_a_long_list_says_what_it_leaves_out(tmp_path: Path) -> None:
    rows = meetings()
    for number in range(1, 31):
        name = f"many-{number:02}"
        rows["events"].append(
            {"event_id": name, "kind": "working_visit", "status": "held", "country": "AZE",
             "start": f"2019-03-{number:02}", "title": name}
        )  # fmt: skip
        rows["participants"].append(
            {"participant_id": f"{name}/v", "event_id": name, "party": "KAZ", "role": "visitor"}
        )
        rows["reports"].append(report(name))
    section = visits_section(page_of(opened(tmp_path, rows), "AZE", "KAZ", DAY))
    assert len(rows_of(section, "visits")) == 25
    assert figures_of(section)["visits.earlier"].text == "8"
    assert "Earlier visits not listed here: 8, the first 1 March 2019." in paragraphs(section)


def test_the_chart_shows_the_counts(made: Ledger) -> None:
    section = visits_section(page_of(made, "AZE", "KAZ", DAY))
    (picture,) = [block for block in section.blocks if isinstance(block, Picture)]
    assert picture.title == "Visits by year, 2020 to 2021"
    assert "Azerbaijan to Kazakhstan: 2021 1 Official visit." in picture.alt
    assert "2020 1 State visit; 2021 1 Class not recorded" in picture.alt


def test_the_state_visit_of_march_2024(real: Ledger) -> None:
    section = visits_section(page_of(real, "AZE", "KAZ", "2024-05-31"))
    assert "state visit of Kassym-Jomart Tokayev" in paragraphs(section)[0]
    first = rows_of(section, "visits")[0]
    assert first[:2] == ["11 to 12 March 2024", "state visit"]
    assert "first Supreme Interstate Council" in first[4]
    assert sum("one source dates a visit" in text for text in paragraphs(section)) == 1
    figures = figures_of(section)
    official = figures["visits.2023.official_visit.a_to_b"]
    assert official.rows == ("2023-04-10-astana",)


def test_a_visit_told_of_by_one_source_only_is_disputed(real: Ledger) -> None:
    figures = figures_of(visits_section(page_of(real, "AZE", "KAZ", "2024-05-31")))
    total = figures["visits.total.b_to_a"]
    assert total.high is not None
    assert total.low == total.high - 1
    assert figures["visits.art-2023-03-tokayev"].rivals == ("2024-03-11-baku",)


def test_visits_of_the_year_before_the_treaty_of_tashkent(real: Ledger) -> None:
    rows = rows_of(visits_section(page_of(real, "AZE", "UZB", "2024-05-31")), "visits")
    june = next(row for row in rows if row[0] == "21 to 22 June 2022")
    assert june[1] == "state visit"
    assert "Declaration on deepening strategic partnership" in june[4]
