from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from caspia.briefs.document import Figure, Paragraph, Section
from caspia.briefs.sections import SECTIONS, headlines
from caspia.briefs.sections.agreements import agreements_section
from caspia.briefs.sections.blocs import blocs_section
from caspia.briefs.sections.figure_shelf import FigureShelf
from caspia.briefs.sections.visits import visits_section
from tests.briefs.section_ground import figures, made_page, real_page, said
from tests.briefs.tied_ledger import ON, ROWS


@pytest.fixture(scope="module")
def sections(page):
    return (visits_section(page), agreements_section(page), blocs_section(page))


def by_label(found):
    return {headline.label: headline for headline in found}


def figure_of(page, key, text, row="visit"):
    return Figure(f"{page.id}:{key}", text, (row,), ("gazette",), "Told.")


def with_figures(*found):
    return Section("made", "Made", (Paragraph(found),))


def test_only_the_last_24_months_and_formal_visits_count(page, sections):
    found = by_label(headlines(page, sections))["State and official visits"]
    assert found.figure.text == "1"
    assert found.figure.rows == ("visit",)


def test_leaders_meeting_needs_a_head_on_both_sides(page, sections):
    found = by_label(headlines(page, sections))["Last meeting of leaders"]
    assert found.figure.rows == ("visit",)
    assert found.figure.text == "12 March 2023"
    assert said(found.remark) == "Fuzuli, Azerbaijan"


def test_without_a_head_there_is_no_leaders_meeting(tmp_path):
    rows = {**ROWS, "offices": [row for row in ROWS["offices"] if row["person"] != "ken"]}
    rows["reports"] = [row for row in ROWS["reports"] if row["row_id"] != "office-ken"]
    page = made_page(tmp_path, rows, "AZE", "KAZ", ON)
    assert "Last meeting of leaders" not in by_label(headlines(page, (visits_section(page),)))


def test_agreements_and_their_suspension(page, sections):
    found = by_label(headlines(page, sections))["Agreements in force"]
    assert found.figure.text == "1"
    assert said(found.remark) == "1 more suspended"


def test_trade_is_that_of_the_latest_year_by_each_reporter_with_change_and_rival(page):
    made = with_figures(
        figure_of(page, "trade.turnover.2022.KAZ", "1 MUSD"),
        replace(figure_of(page, "trade.turnover.2023.KAZ", "2 MUSD"), rivals=("other",)),
        figure_of(page, "trade.turnover.2023.AZE", "3 MUSD"),
        figure_of(page, "trade.turnover.2023.unnamed", "4 MUSD"),
        figure_of(page, "trade.turnover.2023.gap", "50 %"),
        figure_of(page, "trade.change.turnover.2023-on-2022.KAZ.stated", "rise of 14 %"),
    )
    found = headlines(page, (made,))[:2]
    assert [(h.label, h.figure.text, said(h.remark)) for h in found] == [
        (
            "Trade in 2023",
            "2 MUSD",
            "reported by Kazakhstan, rise of 14 % on 2022; sources differ",
        ),
        ("Trade in 2023", "3 MUSD", "reported by Azerbaijan"),
    ]


def test_trade_of_a_bloc_is_the_sum_without_the_list_of_the_missing(page):
    made = with_figures(
        figure_of(page, "trade.members.2023.sum", "535 MUSD or more (without Kyrgyzstan)"),
        figure_of(page, "trade.members.2023.known", "2"),
        figure_of(page, "trade.members.count", "5"),
    )
    (found, *_) = headlines(page, (made,))
    assert (found.label, found.figure.text) == ("Trade in 2023", "535 MUSD or more")
    assert found.figure.id == f"{page.id}:headlines.trade"
    assert said(found.remark) == "known for 2 of 5"


def test_shelf_finds_by_key_and_lead(page):
    one, other = figure_of(page, "a.b", "1"), figure_of(page, "a.c", "2")
    section = Section("made", "Made", (Paragraph((one,)), Paragraph((other,))))
    shelf = FigureShelf(page, (section,))
    assert shelf.get("a.c") is other
    assert shelf.get("a.d") is None
    assert shelf.of_lead("made") == (one,)
    assert shelf.of_lead("none") == ()
    assert [match[1] for match, _ in shelf.matching(r"a\.(.)")] == ["b", "c"]


@cache
def real(a, b, on):
    page = real_page(a, b, on)
    sections = tuple(write(page) for _, write in SECTIONS)
    return headlines(page, sections), [one for section in sections for one in figures(section)]


def test_real_headlines_of_azerbaijan_and_kazakhstan():
    found = by_label(real("AZE", "KAZ", "2024-05-31")[0])
    assert 5 <= len(found) <= 7
    assert found["Trade in 2023"].figure.text == "529.4 MUSD"
    assert found["Last meeting of leaders"].figure.text == "12 March 2024"
    assert found["Last meeting of leaders"].figure.rows[0] == "2024-03-12-fuzuli"
    assert found["Blocs with both as members"].figure.text == "16"
    tankers = found["Oil transit, Aktau-Sangachal tanker route"]
    assert (tankers.figure.text, said(tankers.remark)) == (
        "1.392 Mt",
        "Kazakhstan, 2023; sources differ",
    )
    assert len(found) == len(real("AZE", "KAZ", "2024-05-31")[0])


@pytest.mark.parametrize(
    ("a", "b", "on"),
    [("AZE", "KAZ", "2024-05-31"), ("AZE", "C5", "2024-05-31"), ("ARM", "AZE", "2024-04-30")],
)
def test_real_headlines_are_figures_of_the_sections(a, b, on):
    found, printed = real(a, b, on)
    own = {"headlines.visits", "headlines.trade"}
    for headline in found:
        key = headline.figure.id.split(":", 3)[-1]
        assert headline.figure in printed or key in own
        assert all(piece in printed for piece in headline.remark if isinstance(piece, Figure))
        assert len(headline.label) <= 50
        assert len(headline.figure.text) <= 50
