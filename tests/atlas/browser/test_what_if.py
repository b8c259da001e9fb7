"""What if: a preset to its end, its two maps, and its address handed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Watched

pytestmark = pytest.mark.browser

PRESET = "?view=whatif&scenario=iran-swap-suspended&period=2023-05"
MINUTES = 2 * 60_000


def test_a_preset_to_its_end_shared_and_opened_again(opened: Callable[..., Watched]) -> None:
    one = opened()
    page = one.open(PRESET)
    page.get_by_role("heading", name="In all").wait_for(timeout=MINUTES)
    assert page.locator(".twomaps .map[data-drawn='yes']").count() == 2
    assert "Swap Turkmenistan-Iran-Azerbaijan" in page.locator(".causes").inner_text()
    assert page.locator(".diffrow").count() > 2
    told = page.locator(".difference").inner_text()
    page.get_by_role("button", name="Copy the address").click()
    page.get_by_text("Copied").wait_for()
    shared = page.evaluate("navigator.clipboard.readText()")

    other = opened()
    other.page.goto(shared)
    other.page.get_by_role("heading", name="In all").wait_for(timeout=10_000)
    assert other.page.locator(".difference").inner_text() == told


def test_a_line_is_clicked_shut(atlas: Watched) -> None:
    page = atlas.open("?on=2023-05-01&select=link:swap_tkm_irn_aze")
    page.get_by_role("link", name="What if it were closed?").click()
    atlas.comes_to("scenario=close:swap_tkm_irn_aze")
    page.get_by_role("heading", name="Swap Turkmenistan-Iran-Azerbaijan is closed").wait_for()
    stop, again = (page.get_by_role("button", name=name) for name in ("Stop", "Run again"))
    stop.or_(again).wait_for()
    if again.count():  # stopped by an earlier run of this test
        again.click()
    stop.click()
    page.get_by_text("Stopped.").wait_for(timeout=30_000)
    again.wait_for()


def test_flows_are_worked_out_and_drawn(atlas: Watched) -> None:
    page = atlas.open_map("?on=2023-05-01&flow=2023-05")
    page.get_by_text("A model result for May 2023").wait_for(timeout=MINUTES)
    page.get_by_text("by load").click()
    atlas.comes_to("colour=load")
    page.get_by_role("button", name="Table").click()
    assert page.get_by_role("columnheader", name="Moves a year").count() == 1
