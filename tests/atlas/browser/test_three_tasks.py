"""Three things that readers come for, each in at most four clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from .conftest import Watched

pytestmark = pytest.mark.browser

MOST_CLICKS = 4
MINUTES = 8 * 60_000


class Clicks:
    """Counts what a reader does; typing a word is not counted, choosing what it finds is."""

    def __init__(self) -> None:
        self.number = 0

    def on(self, place: Locator) -> None:
        place.click()
        self.number += 1


def test_why_the_swap_closed(atlas: Watched) -> None:
    page, clicks = atlas.open("?on=2024-02-01"), Clicks()
    clicks.on(page.get_by_role("combobox", name="Search"))
    page.keyboard.type("swap turkmenistan-iran-azerbaijan")
    clicks.on(page.get_by_role("option", name="Swap Turkmenistan-Iran-Azerbaijan").first)
    panel = page.get_by_role("complementary", name="Details")
    panel.get_by_text("suspended").first.wait_for()
    clicks.on(panel.locator("section").first.locator(".why").first)
    panel.get_by_role("link", name="Turkmen gas swap to Azerbaijan suspended").first.wait_for()
    assert clicks.number <= MOST_CLICKS


def test_the_price_of_a_tonne_at_aktau(atlas: Watched) -> None:
    page, clicks = atlas.open("?on=2024-02-01"), Clicks()
    clicks.on(page.get_by_role("combobox", name="Search"))
    page.keyboard.type("aktau port")
    clicks.on(page.get_by_role("option", name="Aktau port").first)
    panel = page.get_by_role("complementary", name="Details")
    price = panel.locator("section", has_text="The price of a tonne here")
    price.wait_for()
    assert "USD" in price.inner_text()
    clicks.on(price.locator(".why").first)
    panel.get_by_role("heading", level=2, name="USD per t").wait_for()
    assert clicks.number <= MOST_CLICKS


def test_a_what_if_is_handed_on(atlas: Watched) -> None:
    page, clicks = atlas.open_map("?on=2024-02-01"), Clicks()
    clicks.on(page.get_by_role("navigation", name="Views").get_by_role("link", name="What if"))
    clicks.on(page.locator(".presets a").first)
    clicks.on(page.get_by_role("button", name="Copy the address"))
    page.get_by_text("Copied").wait_for()
    assert "scenario=" in page.evaluate("navigator.clipboard.readText()")
    assert clicks.number <= MOST_CLICKS
    stop = page.get_by_role("button", name="Stop")
    if stop.count():
        stop.click()
