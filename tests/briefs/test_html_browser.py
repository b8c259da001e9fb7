"""The page in a browser: opened from a file, on a desk and on a phone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from caspia.briefs.document import Figure, Paragraph, Section
from caspia.briefs.renderers import render_html

from .sample import BRIEF_ID, NUMBERS, sample_brief

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WIDTHS_PX = (1200, 390)
EVERYTHING = Figure(f"{BRIEF_ID}:everything", "all", ("row",), tuple(NUMBERS), "Counted.")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample brief, with a figure more that has all of its sources."""
    brief = sample_brief()
    crowded = Section("crowded", "Crowded", (Paragraph((EVERYTHING, " in all.")),))
    path = tmp_path_factory.mktemp("page") / "brief.html"
    path.write_text(render_html(replace(brief, sections=(*brief.sections, crowded))), "utf-8")
    return path


@pytest.fixture(params=WIDTHS_PX)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    yield context.new_page()
    context.close()


def test_the_page_asks_for_nothing_and_has_no_error(page: Page, file: Path) -> None:
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: errors.append(said.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_load_state("load")
    assert asked == [file.as_uri()]
    assert errors == []
    assert page.locator("h1").inner_text() == "Azerbaijan and Kazakhstan"


def test_the_page_is_no_wider_than_its_window(page: Page, file: Path) -> None:
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1]
    outside = page.evaluate(
        """() => [...document.querySelectorAll('main *')].filter(one => {
            const box = one.getBoundingClientRect();
            return box.width && !one.closest('.scroll') && box.right > window.innerWidth;
        }).map(one => one.outerHTML.slice(0, 80))"""
    )
    assert outside == []


def test_every_footnote_leads_to_an_entry(page: Page, file: Path) -> None:
    page.goto(file.as_uri())
    astray = page.evaluate(
        """() => [...document.querySelectorAll('a[href^="#"]')]
            .map(one => decodeURIComponent(one.getAttribute('href').slice(1)))
            .filter(id => !document.getElementById(id))"""
    )
    assert astray == []
    assert page.locator("sup a").count() > len(NUMBERS)


def test_the_rest_of_the_sources_opens_where_it_was_folded(page: Page, file: Path) -> None:
    page.goto(file.as_uri())
    entry = page.locator("#e-everything")
    assert not entry.is_visible()
    page.locator("#crowded sup a").last.click()
    assert entry.is_visible()
    assert entry.locator("a").count() > 1


def test_the_first_stop_of_the_keyboard_skips_to_the_page(page: Page, file: Path) -> None:
    page.goto(file.as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#page"
    assert page.locator(".skip").is_visible()
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["x"] >= 0


def test_on_a_phone_a_wide_table_is_read_row_by_row(browser: Browser, file: Path) -> None:
    phone = browser.new_page(viewport={"width": 390, "height": 900})
    phone.goto(file.as_uri())
    wide = phone.locator("table.stacks")
    assert wide.count() > 0
    fits = "one => one.getBoundingClientRect().width <= window.innerWidth"
    assert all(wide.nth(n).evaluate(fits) for n in range(wide.count()))
    label = "one => getComputedStyle(one.querySelector('td'), '::before').content"
    name = wide.first.locator("thead th").nth(1).text_content()
    assert wide.first.evaluate(label) == f'"{name}"'
    phone.close()
