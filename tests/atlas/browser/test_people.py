"""Everybody can use it: axe on every view, keyboard, phone, large type, little motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from .conftest import Watched

pytestmark = pytest.mark.browser

VIEWS = {
    "map": "?on=2024-02-01",
    "rows": "?on=2024-02-01&table=yes",
    "link": "?on=2024-02-01&select=link:aktau_sangachal",
    "node": "?on=2024-02-01&select=node:aktau",
    "country": "?on=2024-02-01&select=country:KAZ",
    "pair": "?on=2024-05-01&select=pair:AZE-KAZ",
    "corridor": "?on=2024-02-01&select=corridor:MIDDLE",
    "why": "?on=2024-02-01&select=why:swap_tkm_irn_aze",
    "routes": "?view=routes&on=2023-07-01",
    "what if": "?view=whatif",
    "stress": "?view=stress",
    "ties": "?view=ties&on=2024-04-01",
    "two parties": "?view=ties&a=AZE&b=KAZ&on=2024-04-01",
    "check": "?view=check",
    "promises": "?view=promises",
}
PHONE = (390, 844)
TWICE_AS_LARGE = (640, 400)  # what a window of 1280 by 800 has at 200 %


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_for_everybody(opened: Callable[..., Watched], axe: str, view: str) -> None:
    page = opened(motion="reduce").open(VIEWS[view])
    assert _violations(page, axe) == []
    page.emulate_media(color_scheme="dark")
    assert _violations(page, axe) == []
    for width, height in (TWICE_AS_LARGE, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def _violations(page: Page, axe: str) -> list[Any]:
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        (one["id"], [node["html"][:120] for node in one["nodes"][:3]])
        for one in found["violations"]
    ]


def test_the_first_stop_of_the_keyboard_skips_to_the_page(atlas: Watched) -> None:
    page = atlas.open("?view=promises")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_views_are_reached_by_keyboard_alone(atlas: Watched) -> None:
    page = atlas.open("?on=2024-02-01")
    page.get_by_role("link", name="Promises").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=2, name="Promises").wait_for()
    assert page.evaluate("document.activeElement.id") == "main"


def test_little_motion_where_it_is_asked_for(opened: Callable[..., Watched]) -> None:
    page = opened(motion="reduce").open_map()
    moving = page.evaluate(
        "document.getAnimations().filter(one => one.playState === 'running').length"
    )
    assert moving == 0
