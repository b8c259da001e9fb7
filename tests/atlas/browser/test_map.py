"""The map: drawn soon, moved by months, told by a click, and the same as rows."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from .conftest import Watched

pytestmark = pytest.mark.browser

# A place in the middle of the map, so that a click in the middle is on it.
AT_AKTAU = "?on=2024-02-01&at=51.22,43.60,7"
IN_THE_STEPPE = "?on=2024-02-01&at=66.0,48.6,9"
WITHOUT = "road,sea,ferry,rail,gas_pipeline,oil_pipeline,swap"
NUMBER_OF_LINKS = """fetch('./api/v1/network?on=2024-02-01&shape=false')
    .then(answer => answer.json()).then(told => told.links.length)"""
SCRIPT_BYTES = 700_000


def test_the_page_opens_on_its_seven_views(atlas: Watched) -> None:
    atlas.open_map()
    assert atlas.page.locator("nav[aria-label='Views'] a").count() == 7


def test_the_scripts_are_small(atlas: Watched) -> None:
    page = atlas.open_map()
    scripts = {url for url in atlas.asked if urlsplit(url).path.endswith((".js", ".mjs"))}
    assert len(scripts) >= 3  # the page, the map and its worker
    packed = [len(gzip.compress(page.request.get(url).body())) for url in scripts]
    assert sum(packed) < SCRIPT_BYTES


def test_the_slider_moves_the_network_and_tells_of_the_month(atlas: Watched) -> None:
    page = atlas.open_map("?on=2023-12-01")
    slider = page.get_by_role("slider", name="Month")
    assert slider.get_attribute("aria-valuetext") == "December 2023"
    slider.focus()
    page.keyboard.press("ArrowRight")
    atlas.comes_to("on=2024-01-")
    strip = page.get_by_role("list", name="Changes in January 2024")
    assert "Swap" in strip.inner_text()
    assert strip.get_by_role("link").count() > 1


def test_a_click_on_a_place_opens_it_and_its_numbers_open_their_reasons(atlas: Watched) -> None:
    page = atlas.open_map(AT_AKTAU)
    page.wait_for_timeout(1200)  # names are laid out after the lines
    box = page.locator(".map canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    panel = page.get_by_role("complementary", name="Details")
    panel.get_by_role("heading", name="Aktau port").wait_for()
    assert "select=node:aktau" in page.url
    panel.locator("dd:not(:has(.assumed)) .why").first.click()
    atlas.comes_to("select=why:")
    panel.locator(".sources li").first.wait_for()
    page.go_back()
    panel.locator("dd:has(.assumed) .why").first.click()
    panel.get_by_role("heading", level=2, name=", assumed.").wait_for()


def test_a_click_on_land_opens_the_state(atlas: Watched) -> None:
    page = atlas.open_map(
        "?on=2024-02-01&at=46.9,47.9,9&hide=road,sea,ferry,rail,gas_pipeline,oil_pipeline"
    )
    page.wait_for_timeout(1200)
    box = page.locator(".map canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function(
        "(new URLSearchParams(location.search).get('select') ?? '').startsWith('country:')"
    )


def test_every_line_of_the_map_is_a_row(atlas: Watched) -> None:
    page = atlas.open_map("?on=2024-02-01")
    page.get_by_role("button", name="Table").click()
    table = page.get_by_role("table", name="Lines on 1 February 2024")
    table.wait_for()
    page.get_by_role("button", name="Show all").first.click()
    shown = table.locator("tbody tr").count()
    assert shown == page.evaluate(NUMBER_OF_LINKS) > 500


def test_back_leads_to_what_was_open_before(atlas: Watched) -> None:
    page = atlas.open("?on=2024-02-01&select=link:aktau_sangachal")
    panel = page.get_by_role("complementary", name="Details")
    panel.locator(".why").first.click()
    atlas.comes_to("select=why")
    page.go_back()
    atlas.comes_to("select=link:aktau_sangachal")
    page.keyboard.press("Escape")
    panel.wait_for(state="detached")


def test_the_search_finds_and_opens(atlas: Watched) -> None:
    page = atlas.open("?on=2024-02-01")
    page.keyboard.press("/")
    page.keyboard.type("aktau port")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    atlas.comes_to("select=")
    page.get_by_role("complementary", name="Details").wait_for()


def test_a_dark_page_where_the_reader_asks(atlas: Watched) -> None:
    page = atlas.open_map()
    page.get_by_role("button", name="Dark page").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    atlas.settle()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
