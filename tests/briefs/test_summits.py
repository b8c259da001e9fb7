"""The section on summits and talks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.sections.summits import summits_section
from tests.briefs.meetings_ledger import meetings, opened, report
from tests.briefs.section_text import figures_of, missing, page_of, paragraphs, rows_of

if TYPE_CHECKING:
    from pathlib import Path

    from caspia.ledger import Ledger

DAY = "2022-01-01"


def test_what_both_took_part_in(made: Ledger) -> None:
    section = summits_section(page_of(made, "AZE", "KAZ", DAY))
    assert rows_of(section, "summits") == [
        ["1 October 2021", "phone call", "Event call", "",
         "Ilham Aliyev (Azerbaijan) and Kassym-Jomart Tokayev (Kazakhstan)"],
        ["1 September 2021", "summit", "Event three", "Georgia",
         "Ilham Aliyev (Azerbaijan) and Kassym-Jomart Tokayev (Kazakhstan); others: Georgia"],
    ]  # fmt: skip
    assert "2 recorded events: 1 phone call, 1 summit" in paragraphs(section)[0]
    assert figures_of(section)["summits.summit"].rows == ("three",)


def test_talks_with_a_third_party_are_counted_and_told_elsewhere(made: Ledger) -> None:
    section = summits_section(page_of(made, "AZE", "KAZ", DAY))
    assert figures_of(section)["summits.helped"].rows == ("mediated", "lent")


def test_a_summit_of_a_bloc_without_names_is_listed_apart(made: Ledger) -> None:
    section = summits_section(page_of(made, "AZE", "KAZ", DAY))
    assert rows_of(section, "summits-unlisted") == [
        ["1 February 2019", "Event of bloc", "Kazakhstan", "All of Them"]
    ]
    assert "of-bloc" not in figures_of(section)["summits.total"].rows
    assert missing(section) == [
        "Who took part in the summits of the table above; they are not counted."
    ]
    # Georgia is no member.
    assert not rows_of(summits_section(page_of(made, "GEO", "KAZ", DAY)), "summits-unlisted")


def test_nothing_together_is_said(made: Ledger) -> None:
    section = summits_section(page_of(made, "ARM", "KAZ", "2019-01-15"))
    assert not rows_of(section, "summits")
    (what,) = missing(section)
    assert what.startswith("By 15 January 2019 no meeting, signing or other event is recorded")


def test_a_company_stands_for_its_state(tmp_path: Path) -> None:
    rows = meetings()
    rows["parties"].append(
        {"party_id": "KMG", "name": "KazMunayGas", "kind": "company", "iso3": "KAZ"}
    )
    rows["events"].append({"event_id": "oil", "kind": "signing", "start": "2021-11-01",
                           "country": "AZE", "title": "Oil contract"})  # fmt: skip
    rows["participants"] += [
        {"participant_id": f"oil/{party}", "event_id": "oil", "party": party, "role": "signatory"}
        for party in ("AZE", "KMG")
    ]
    rows["reports"].append(report("oil"))
    section = summits_section(page_of(opened(tmp_path, rows), "AZE", "KAZ", DAY))
    first = rows_of(section, "summits")[0]
    assert (first[2], first[4]) == ("Oil contract", "Azerbaijan and KazMunayGas")


def test_the_commission_of_march_2024_and_the_turkic_summit(real: Ledger) -> None:
    section = summits_section(page_of(real, "AZE", "KAZ", "2024-05-31"))
    rows = {row[0]: row for row in rows_of(section, "summits")}
    assert rows["5 March 2024"][1:3] == ["commission", "20th intergovernmental commission"]
    assert rows["3 November 2023"][1:3] == ["summit", "10th OTS summit"]
    figures = figures_of(section)
    assert "2024-05-10-almaty" in figures["summits.helped"].rows
    assert "2024-05-10-almaty" not in figures["summits.total"].rows


def test_border_commissions_meet_without_a_mediator(real: Ledger) -> None:
    section = summits_section(page_of(real, "ARM", "AZE", "2024-04-30"))
    assert rows_of(section, "summits")[0][0] == "19 April 2024"


def test_the_consultative_meeting_of_2023(real: Ledger) -> None:
    section = summits_section(page_of(real, "AZE", "C5", "2024-05-31"))
    row = next(r for r in rows_of(section, "summits") if "5th Consultative Meeting" in r[2])
    assert row[0] == "14 September 2023"
    assert "Emomali Rahmon (Tajikistan)" in row[4]
