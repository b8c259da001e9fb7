"""How soon the atlas's page can be used, and how much script it takes.

Run from the root of the repository against an atlas that runs (``caspia atlas --no-open``):
``python benchmarks/atlas_page.py ADDRESS``. Prints medians; writes nothing.
"""

from __future__ import annotations

import gzip
import shutil
import statistics
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
TIMES = 7
USABLE = "nav[aria-label='Views'] a"


def main(address: str) -> None:
    """Print the median time until the page answers, until the map is drawn, and its scripts."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        usable, drawn, scripts = [], [], {}
        for _ in range(TIMES):
            page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
            page.on(
                "request",
                lambda one: one.resource_type == "script" and scripts.update({one.url: 0}),
            )
            page.goto(f"{address.rstrip('/')}/?on=2024-02-01", wait_until="commit")
            page.wait_for_selector(USABLE)
            usable.append(page.evaluate("performance.now()"))
            page.wait_for_selector(".map[data-drawn='yes'] canvas")
            drawn.append(page.evaluate("performance.now()"))
            page.context.close()
        page = browser.new_page()
        packed = [len(gzip.compress(page.request.get(url).body())) for url in scripts]
        browser.close()
    print(f"usable {statistics.median(usable):.0f} ms, map drawn {statistics.median(drawn):.0f} ms")
    print(f"{len(packed)} scripts, {sum(packed) / 1000:.0f} kB packed by gzip")


if __name__ == "__main__":
    main(sys.argv[1])
