"""A real server on a real build, and a real Chromium; what the page asks and says is watched."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
COMMAND = "from caspia.cli import run; run()"
# The software renderer tells of its own slowness; the page has no part in it.
OF_THE_RENDERER = "GL Driver Message"
DESK = (1280, 800)


@dataclass
class Watched:
    """A page with all that it asked of anybody and all that it complained of."""

    page: Page
    base: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, query: str = "") -> Page:
        """Go to an address of the atlas and wait until nothing is on its way."""
        self.page.goto(f"{self.base}/{query}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the page stands and shows no answer as being on its way."""
        from playwright.sync_api import expect

        self.page.wait_for_selector("main[data-view] h2, main .timeline, main .lead, main .sheet")
        expect(self.page.locator(".waiting")).to_have_count(0, timeout=60_000)

    def comes_to(self, part: str) -> None:
        """Wait until the address holds a text."""
        self.page.wait_for_url(lambda url: part in unquote(url))

    def open_map(self, query: str = "") -> Page:
        """Go to an address with a map and wait until it is drawn."""
        page = self.open(query)
        page.wait_for_selector(".map[data-drawn='yes'] canvas")
        return page

    def outside(self) -> list[str]:
        """Return what was asked of another machine."""
        own = urlsplit(self.base).netloc
        elsewhere = [url for url in self.asked if urlsplit(url).netloc not in {own, ""}]
        return [url for url in elsewhere if not url.startswith(("data:", "blob:"))]


@pytest.fixture(scope="session")
def server(chromium: str) -> Iterator[str]:
    """The address of a running `caspia atlas`; it builds the page where that was not yet done."""
    command = [sys.executable, "-u", "-c", COMMAND, "atlas", "--port", "0", "--no-open"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            found = ADDRESS.search(line)
            if found:
                break
        else:
            pytest.fail("caspia atlas ended before it served:\n" + "".join(said))
        yield found.group()
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture
def opened(browser: Browser, server: str) -> Iterator[Callable[..., Watched]]:
    """Open pages; afterwards none may have asked outside or complained."""
    contexts: list[BrowserContext] = []
    pages: list[Watched] = []

    def make(
        size: tuple[int, int] = DESK, *, scheme: str = "light", motion: str = "no-preference"
    ) -> Watched:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            reduced_motion=motion,
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        watched = Watched(context.new_page(), server)
        watched.page.on("request", lambda request: watched.asked.append(request.url))
        watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
        watched.page.on("console", lambda said: _note(watched, said.type, said.text))
        pages.append(watched)
        return watched

    yield make
    found = [(one.outside(), one.complaints) for one in pages]
    for context in contexts:
        context.close()
    assert all(outside == [] and complaints == [] for outside, complaints in found), found


def _note(watched: Watched, kind: str, text: str) -> None:
    if kind in {"error", "warning"} and OF_THE_RENDERER not in text:
        watched.complaints.append(text)


@pytest.fixture
def atlas(opened: Callable[..., Watched]) -> Watched:
    """One page on a desk."""
    return opened()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
