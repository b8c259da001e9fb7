from __future__ import annotations

import pytest

from caspia.briefs.sections.blocs import blocs_section
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
from tests.briefs.tied_ledger import ON, ROWS


@pytest.fixture(scope="module")
def section(page):
    return blocs_section(page)


def test_roles_and_first_days_of_both_with_the_rival(section, page):
    assert table(section, "blocs-common") == [
        [
            "League",
            "member since 3 February 2001",
            "observer since 2005; or observer since April 2006",
        ]
    ]
    assert figure(section, page, "blocs.LEAGUE.b.observer.2005").rivals == ("L-KAZ-b",)


def test_blocs_of_one_side_and_no_group(section):
    assert table(section, "blocs-single") == [
        ["Club", "member, since when is not known", ""],
        ["Collective Security Treaty Organization", "", "member since 7 October 2002"],
    ]


def test_lead_counts_full_members_apart(section):
    assert paragraphs(section)[0] == (
        "Azerbaijan and Kazakhstan are both members of no bloc on 31 May 2024. In 1 bloc both "
        "have a standing, though not both as full members. In 2 blocs one side is alone."
    )


def test_military_bloc_is_told_only_where_its_members_are_listed(section):
    texts = paragraphs(section)
    assert (
        "Of the Collective Security Treaty Organization, 2 members are listed on the day: "
        "Azerbaijan is not among them; Kazakhstan is among them."
    ) in texts
    assert not any("North Atlantic" in text for text in texts)
    assert missing(section) == [
        "Who was a member of the North Atlantic Treaty Organization on 31 May 2024"
    ]


def test_in_no_military_bloc_where_both_are_listed(tmp_path):
    more = {"membership_id": "N-KAZ", "bloc": "NATO", "member": "KAZ", "role": "member"}
    rows = {
        **ROWS,
        "memberships": [*ROWS["memberships"], more],
        "reports": [*ROWS["reports"], {"row_id": "N-KAZ", "source_id": "general"}],
    }
    section = blocs_section(made_page(tmp_path, rows, "AZE", "KAZ", ON))
    assert "In neither of the two: Azerbaijan, in no military bloc." in paragraphs(section)
    assert not missing(section)


def test_withdrawal_is_told(section):
    assert (
        "Withdrawn: Azerbaijan from the Collective Security Treaty Organization on 2 April 1999."
        in paragraphs(section)
    )


def test_membership_that_begins_later_is_not_there(tmp_path):
    section = blocs_section(made_page(tmp_path, ROWS, "AZE", "GEO", ON))
    assert row_of(section, "blocs-single", "League")[2] == ""


def test_groups_name_their_states(tmp_path):
    section = blocs_section(made_page(tmp_path, ROWS, "KAZ", "PAIR", ON))
    assert (
        row_of(section, "blocs-common", "League")[2] == "member since 3 February 2001: Azerbaijan"
    )
    assert row_of(section, "blocs-single", "Club")[2] == (
        "members, since when is not known: Azerbaijan and Georgia"
    )
    assert paragraphs(section)[0].startswith(
        "Kazakhstan and at least one of the two states of the west are both members of "
    )


def test_standing_in_a_bloc_that_is_the_other_party(tmp_path):
    section = blocs_section(made_page(tmp_path, ROWS, "KAZ", "LEAGUE", ON))
    assert (
        "In the League, Kazakhstan is observer since 2005; or observer since April 2006."
        in paragraphs(section)
    )


def test_members_that_two_blocs_share(tmp_path):
    section = blocs_section(made_page(tmp_path, ROWS, "LEAGUE", "CLUB", ON))
    assert "Members of both the League and the Club: 1 state, Azerbaijan." in paragraphs(section)


def test_real_standings():
    section = blocs_section(real_page("AZE", "KAZ", "2024-05-31"))
    sco = row_of(section, "blocs-common", "Shanghai Cooperation Organization")
    assert sco[1] == "dialogue partner since 10 July 2015; or dialogue partner since 14 March 2016"
    assert sco[2] == "member since 15 June 2001"
    meetings = "Consultative Meetings of the Heads of State of Central Asia"
    assert row_of(section, "blocs-common", meetings)[1] == "observer since 14 September 2023"
    assert row_of(section, "blocs-single", "Collective Security Treaty Organization") == [
        "Collective Security Treaty Organization",
        "",
        "member since 7 October 2002",
    ]


def test_real_members_of_a_military_bloc():
    section = blocs_section(real_page("ARM", "AZE", "2024-04-30"))
    (text,) = [text for text in paragraphs(section) if text.startswith("Of the Collective")]
    assert "Armenia is among them; Azerbaijan is not among them" in text


@pytest.mark.parametrize(("a", "b", "on"), PAIRS)
def test_every_pair_is_sound(a, b, on):
    assert_sound(blocs_section(real_page(a, b, on)))
