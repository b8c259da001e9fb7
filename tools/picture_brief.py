"""Take the picture of a brief that the documentation shows: docs/images/brief.png.

Run as ``python tools/picture_brief.py`` where Chromium is installed; pngquant makes it smaller
where that is installed too.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import caspia
from caspia.briefs.formats import render

PAIR, DAY = ("AZE", "KAZ"), "2024-05-31"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDTH_PX, LETTERS_PX = 1400, 20  # letters a quarter larger than usual fill the width
START_OF_VISITS_PX = 250
MOST_BYTES = 400_000
PICTURE = Path(__file__).parents[1] / "docs" / "images" / "brief.png"


def main() -> None:
    """Write the picture and say how large it is."""
    page = render(caspia.brief(caspia.open(), *PAIR, on=DAY), "html")
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "brief.html"
        file.write_bytes(page)
        _photograph(file)
    _shrink()
    size = PICTURE.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{PICTURE} has {size:,} bytes. Install pngquant, or show less.")
    print(f"{PICTURE}: {size:,} bytes")


def _photograph(file: Path) -> None:
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        raise SystemExit(f"There is no browser among {', '.join(BROWSERS)}. Install Chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH_PX, "height": 1000})
        page.goto(file.as_uri())
        page.evaluate(f"document.documentElement.style.fontSize = '{LETTERS_PX}px'")
        start = page.locator("#visits").bounding_box()
        if start is None:
            raise SystemExit("The page has no section on visits. Name another one here.")
        height = round(start["y"]) + START_OF_VISITS_PX
        clip = {"x": 0, "y": 0, "width": WIDTH_PX, "height": height}
        page.screenshot(path=PICTURE, full_page=True, clip=clip)  # type: ignore[arg-type]
        browser.close()


def _shrink() -> None:
    if pngquant := shutil.which("pngquant"):
        options = ["--force", "--skip-if-larger", "--strip", "--output", str(PICTURE)]
        subprocess.run([pngquant, *options, "128", "--", str(PICTURE)], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
