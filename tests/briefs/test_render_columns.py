"""Columns are as wide as what stands in them, and none says nothing."""

from __future__ import annotations

import pytest

from caspia.briefs.document import Column, Figure, Table
from caspia.briefs.pictures.look import text_width_px
from caspia.briefs.renderers.blocks import ends_right, filled, headlines_across
from caspia.briefs.renderers.columns import GAP_EM, column_widths, least_em

LONG = "Memorandum on joining the power systems of three states across the Caspian Sea " * 3
SOURCED = Figure("brief:f", "12", ("row",), tuple("abcdefgh"), "Counted.", rivals=("other",))


def table(*rows: tuple[str | Figure, ...], align: str = "left") -> Table:
    """Make a table of these cells; the columns are called A, B, C."""
    columns = tuple(Column(name, align) for name in "ABCDEFG"[: len(rows[0])])
    return Table("t", "T", columns, tuple(tuple((cell,) for cell in row) for row in rows))


@pytest.mark.parametrize("page", [40.0, 52.0, 57.5])
def test_widths_fill_the_page(page: float) -> None:
    for made in (table(("a", LONG, "2024")), table(("a",)), table(("x" * 300, "y" * 300))):
        assert sum(column_widths(made, page)) == pytest.approx(page)


def test_each_column_holds_its_longest_word() -> None:
    words = ("Turkmenistan", "intergovernmental", "a", LONG)
    widths = column_widths(table(words), 52.0)
    for word, width in zip(words[:3], widths[:3], strict=True):
        assert width - GAP_EM >= text_width_px(word, 1.0)


def test_a_day_stays_on_one_line_beside_long_texts() -> None:
    widths = column_widths(table(("24 November 2023", LONG, LONG)), 52.0)
    assert widths[0] - GAP_EM >= text_width_px("24 November 2023", 1.0)


def test_long_texts_get_the_room_that_short_ones_do_not_need() -> None:
    widths = column_widths(table(("state visit", LONG), ("visit", LONG)), 52.0)
    assert widths[1] > 4 * widths[0]
    assert widths[0] < 8


def test_nothing_breaks_where_all_fits() -> None:
    rows = (("2023", "Azerbaijan to Kazakhstan", "no levels of both periods"),)
    widths = column_widths(table(*rows), 52.0)
    for text, width in zip(rows[0], widths, strict=True):
        assert width >= text_width_px(text, 1.0)


def test_the_numbers_of_sources_are_part_of_a_word() -> None:
    assert least_em(table((SOURCED,))) > text_width_px("12", 1.0) + 4 * 0.9


def test_a_column_of_empty_cells_is_dropped_but_never_the_first() -> None:
    made = filled(table(("", "1", "", " "), ("", "", "", ""), ("", "2", "x", "")))
    assert [column.name for column in made.columns] == ["A", "B", "C"]
    assert all(len(row) == 3 for row in made.rows)
    assert filled(Table("t", "T", (Column("A"), Column("B")), ())).columns[1].name == "B"


def test_numbers_end_on_the_right_unless_texts_stand_among_them() -> None:
    assert ends_right(table(("1", "about 230 MUSD"), align="right")) == (True, True)
    assert ends_right(table(("1", LONG), align="right")) == (False, False)
    assert ends_right(table(("1", "2"))) == (False, False)


@pytest.mark.parametrize(
    ("count", "across"), [(1, 1), (4, 4), (5, 3), (6, 3), (7, 4), (8, 4), (0, 1)]
)
def test_rows_of_headlines_are_even(count: int, across: int) -> None:
    assert headlines_across(count) == across
