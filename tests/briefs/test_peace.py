"""The section on peace talks: convention C11, hosting is not mediating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.sections.peace import peace_section
from tests.briefs.meetings_ledger import meetings, opened
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


def test_c11_mediator_platform_host_and_offer_are_counted_apart(made: Ledger) -> None:
    figures = figures_of(peace_section(page_of(made, "AZE", "KAZ", DAY)))
    assert figures["peace.b.mediator"].rows == ("mediated",)
    assert figures["peace.b.platform"].rows == ("lent",)
    assert figures["peace.roles.KAZ.ARM-AZE.mediator"].rows == ("mediated",)
    assert figures["peace.roles.KAZ.ARM-AZE.platform"].rows == ("lent",)
    assert figures["peace.roles.KAZ.offer-ARM.offer"].rows == ("offer",)


def test_c11_a_host_is_neither_mediator_nor_platform(made: Ledger) -> None:
    section = peace_section(page_of(made, "AZE", "GEO", DAY))
    figures = figures_of(section)
    assert figures["peace.b.host"].rows == ("received",)
    assert "peace.b.mediator" not in figures
    assert "peace.b.platform" not in figures
    (row,) = by_column(section, "peace-roles")
    assert "Mediator" not in row
    assert row["Platform"] == "received by Georgia, no more stated"


def test_between_the_two_every_third_party_is_told(made: Ledger) -> None:
    section = peace_section(page_of(made, "ARM", "AZE", DAY))
    assert [row[0] for row in rows_of(section, "peace-direct")] == [
        "1 March 2021",
        "1 June 2020",
        "1 May 2019",
    ]
    counted = rows_of(section, "peace-direct-counts")
    assert counted == [
        ["Kazakhstan", "1", "1", "none", "2019 to 2020"],
        ["Georgia", "none", "none", "1", "2021"],
    ]
    assert "mediated in 1; lent the place without mediating in 1" in paragraphs(section)[0]
    assert missing(section) == ["What came of some of these talks."]


def test_an_offer_is_no_talks(made: Ledger) -> None:
    section = peace_section(page_of(made, "AZE", "KAZ", DAY))
    row = next(r for r in rows_of(section, "peace-roles") if r[0] == "1 April 2021")
    assert row[3] == "offered by Kassym-Jomart Tokayev (Kazakhstan)"
    assert figures_of(section)["peace.a.party"].rows == ("mediated", "received")


def test_no_role_is_said(made: Ledger) -> None:
    section = peace_section(page_of(made, "KAZ", "GEO", DAY))
    assert missing(section) == [
        "By 1 January 2022 neither Kazakhstan nor Georgia is recorded as mediator, platform or "
        "host in talks of the other."
    ]
    # What either did between Armenia and Azerbaijan is told all the same.
    assert len(rows_of(section, "peace-roles")) == 4


def test_talks_after_the_day_are_not_told(made: Ledger) -> None:
    section = peace_section(page_of(made, "AZE", "KAZ", "2019-04-30"))
    assert len(missing(section)) == len(section.blocks) == 1


def test_sources_that_dispute_a_role_are_shown(tmp_path: Path) -> None:
    rows = meetings()
    rows["reports"].append(
        {"row_id": "lent", "source_id": "post",
         "note": "Talks; disputed: Post calls it mediation, the host does not; kind=x; tier=y"}
    )  # fmt: skip
    section = peace_section(page_of(opened(tmp_path, rows), "AZE", "KAZ", DAY))
    told = "Told otherwise of the event of 1 June 2020: Post calls it mediation, the host does not."
    assert told in paragraphs(section)
    assert "tier=" not in whole(section)


def test_kazakhstan_lent_almaty_in_may_2024_and_did_not_mediate(real: Ledger) -> None:
    section = peace_section(page_of(real, "AZE", "KAZ", "2024-05-31"))
    figures = figures_of(section)
    assert "2024-05-10-almaty" in figures["peace.b.platform"].rows
    assert "2024-05-10-almaty" not in figures["peace.b.mediator"].rows
    first = rows_of(section, "peace-roles")[0]
    assert first[0] == "10 to 11 May 2024"
    assert first[2:4] == ["", "Murat Nurtleu (Kazakhstan)"]
    assert any(
        text.startswith("Told otherwise of the event of 10 to 11 May 2024: ")
        and "good offices only, not a mediator" in text
        for text in paragraphs(section)
    )
    assert "Kazakh good offices" in first[1]


def test_almaty_is_not_known_in_april_2024(real: Ledger) -> None:
    section = peace_section(page_of(real, "ARM", "AZE", "2024-04-30"))
    figures = figures_of(section)
    assert "peace.2024-05-10-almaty" not in figures
    assert "2024-02-28-berlin" in figures["peace.direct.platform-only"].rows
    assert "peace.direct.EU.mediator" in figures
    assert "peace.direct.EU.platform" not in figures
    listed = [key for key in figures if key.startswith("peace.") and key.count(".") == 1]
    assert (
        len(rows_of(section, "peace-direct"))
        == len(figures["peace.direct.total"].rows)
        == len(listed)
    )


def test_regional_talks_do_not_make_two_friends_parties_at_odds(real: Ledger) -> None:
    section = peace_section(page_of(real, "AZE", "TUR", "2024-05-31"))
    assert not rows_of(section, "peace-direct")
    assert "peace.b.mediator" in figures_of(section)
