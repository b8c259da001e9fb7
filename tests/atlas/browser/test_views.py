"""Routes, ties, a checked text, promises: each asked as a reader asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Watched

pytestmark = pytest.mark.browser

WRONG = "The turnover of Azerbaijan and Kazakhstan was 9 billion dollars in 2023."


def test_routes_are_listed_drawn_and_chosen(atlas: Watched) -> None:
    page = atlas.open_map("?view=routes&from=khorgos&to=constanta&good=containers&on=2023-07-01")
    ways = page.locator("table.ways tbody tr")
    assert ways.count() >= 5
    assert "Middle Corridor" in page.locator("table.ways").inner_text()
    ways.nth(2).get_by_role("button").click()
    atlas.comes_to("way=2")
    assert page.locator(".legs li").count() > 3


def test_another_end_is_found_by_name(atlas: Watched) -> None:
    page = atlas.open_map("?view=routes&on=2023-07-01")
    end = page.get_by_role("combobox", name="To", exact=True)
    end.fill("poti")
    page.get_by_role("option", name="Poti port").click()
    atlas.comes_to("to=poti")
    atlas.settle()
    assert page.locator("table.ways tbody tr").count() >= 1


def test_a_text_is_checked(atlas: Watched) -> None:
    page = atlas.open("?view=check")
    page.get_by_role("textbox", name="Text").fill(WRONG)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".verdict.contradicted").wait_for()
    assert page.locator(".read .mark").inner_text().startswith("9 billion dollars")
    page.locator(".claims .why").first.click()
    page.get_by_role("complementary", name="Details").locator(".sources li").first.wait_for()


def test_all_pairs_then_one_then_who_stands_between(atlas: Watched) -> None:
    page = atlas.open("?view=ties&on=2024-04-01")
    page.locator(".matrix a").first.click()
    page.locator(".chart svg").wait_for(timeout=60_000)
    page.get_by_role("table", name="Mediators").wait_for(timeout=60_000)
    assert page.get_by_role("table", name="Hosts").locator("tbody tr").count() >= 3


def test_promises_of_one_promiser(atlas: Watched) -> None:
    page = atlas.open("?view=promises")
    rows = page.get_by_role("table", name="Promises").locator("tbody tr")
    everybody = rows.count()
    page.get_by_label("Outcome").select_option("kept")
    assert 0 < rows.count() < everybody
    assert set(rows.locator(".outcome").all_inner_texts()) == {"Kept"}


@pytest.mark.parametrize(
    ("select", "heading"),
    [
        ("country:KAZ", "Kazakhstan"),
        ("corridor:MIDDLE", "Middle Corridor"),
        ("pair:AZE-KAZ", "Azerbaijan and Kazakhstan"),
        ("link:swap_tkm_irn_aze", "Swap Turkmenistan-Iran-Azerbaijan"),
    ],
)
def test_what_can_be_clicked_has_a_panel(atlas: Watched, select: str, heading: str) -> None:
    page = atlas.open(f"?on=2024-05-01&select={select}")
    panel = page.get_by_role("complementary", name="Details")
    panel.get_by_role("heading", level=2, name=heading).wait_for(timeout=60_000)
    assert panel.locator(".why").count() >= 1


def test_files_can_be_taken_away(atlas: Watched) -> None:
    page = atlas.open_map("?on=2024-02-01")
    page.get_by_text("Files", exact=True).click()
    for name, start in (("CSV", b"link_id"), ("GeoJSON", b"{"), ("PNG", b"\x89PNG")):
        with page.expect_download() as waited:
            page.locator(".menu").get_by_role("link", name=name, exact=True).first.click()
        content = waited.value.path().read_bytes()
        assert start in content[:200]
