from __future__ import annotations

import pytest

from caspia.briefs.sections.projects import projects_section
from tests.briefs.section_ground import (
    assert_sound,
    figure,
    made_page,
    missing,
    paragraphs,
    real_page,
    row_of,
    table,
)
from tests.briefs.test_agreements import PAIRS
from tests.briefs.tied_ledger import ROWS


@pytest.fixture(scope="module")
def section(page):
    return projects_section(page)


def test_opened_project_with_place_day_and_capacity(section, page):
    assert table(section, "projects-standing") == [
        [
            "School",
            "school",
            "Fuzuli, Azerbaijan",
            "Azerbaijan and Kazakhstan",
            "opened on 12 March 2023",
            "600 children",
            "",
        ]
    ]
    assert figure(section, page, "projects.school.capacity").unit == "children"


def test_an_opening_after_the_day_is_a_plan(section):
    assert row_of(section, "projects-coming", "Centre")[3:] == [
        "Azerbaijan and K Oil (Kazakhstan)",
        "to open in November 2024",
        "",
        "5 MUSD",
    ]
    assert row_of(section, "projects-coming", "Pipe")[4] == "under study"


def test_lead_counts_and_names_the_last_opening(section):
    assert paragraphs(section)[0] == (
        "Azerbaijan and Kazakhstan take part together in 3 projects known by 31 May 2024: 1 "
        "opened or at work at some time, 2 still planned or being built. The last to open was "
        "School in Fuzuli, Azerbaijan, on 12 March 2023, with a capacity of 600 children."
    )


def test_gaps_are_named(section):
    assert missing(section) == ["The capacity and the cost of Pipe"]


def test_no_project_is_missing_and_not_empty(tmp_path):
    section = projects_section(made_page(tmp_path, ROWS, "KAZ", "CLUB", "2002-01-01"))
    assert missing(section) == ["Projects in which both Kazakhstan and the Club take part"]


def test_real_school_and_centre():
    kazakh = projects_section(real_page("AZE", "KAZ", "2024-05-31"))
    centre = row_of(kazakh, "projects-standing", "Kurmangazy children's creativity centre")
    assert centre[2] == "Fuzuli, Azerbaijan"
    assert centre[4:6] == ["opened on 12 March 2024", "600 children"]
    uzbek = projects_section(real_page("AZE", "UZB", "2024-05-31"))
    school = row_of(uzbek, "projects-standing", "Mirzo Ulugbek school")
    assert school[4:6] == ["opened on 23 August 2023", "960 pupils"]


@pytest.mark.parametrize(("a", "b", "on"), PAIRS)
def test_every_pair_is_sound(a, b, on):
    assert_sound(projects_section(real_page(a, b, on)))
