"""Write into docs/brief.md how much the ledger fills of the brief of each pair.

Run from the root of the repository: ``python -m tools.document_pairs``.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import caspia
from caspia.briefs.document import Missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs import Brief, Section

PAGE = Path(__file__).parents[1] / "docs" / "brief.md"
START, END = "<!-- pairs: start -->", "<!-- pairs: end -->"
DAY = "2024-05-31"
STATES = ("AZE", "KAZ", "UZB", "TKM", "KGZ", "TJK", "GEO", "TUR")
BLOCS = ("C5", "SCO", "OTS", "EU")
PAIRS = (*combinations(STATES, 2), *(("AZE", bloc) for bloc in BLOCS))


def filled(section: Section) -> tuple[int, int]:
    """Return how many figures a section prints, and how many things it says are missing."""
    figures = {figure.id for figure in section.printed()}
    return len(figures), sum(isinstance(block, Missing) for block in section.blocks)


def pairs_as_markdown(pairs: Sequence[tuple[str, str]] = PAIRS) -> str:
    """Return the table: a row per pair, a column per section, figures and what is missing."""
    ledger = caspia.open(as_of=DAY)
    pages = [caspia.brief(ledger, a, b, on=DAY) for a, b in pairs]
    titles = [section.title for section in pages[0].sections]
    lines = [
        f"| pair | {' | '.join(titles)} | figures | sources |",
        f"| --- |{' ---: |' * (len(titles) + 2)}",
        *(_line(page) for page in pages),
    ]
    return "\n".join(lines)


def page_with_pairs(page: str) -> str:
    """Return a page with the part between the two marks written anew."""
    before, rest = page.split(START)
    return f"{before}{START}\n\n{pairs_as_markdown()}\n\n{END}{rest.split(END)[1]}"


def _line(page: Brief) -> str:
    cells = (_cell(*filled(section)) for section in page.sections)
    figures = sum(1 for _ in page.figures())
    return f"| {page.a} {page.b} | {' | '.join(cells)} | {figures} | {len(page.sources)} |"


def _cell(figures: int, missing: int) -> str:
    return f"{figures} ({missing})" if missing else str(figures)


if __name__ == "__main__":
    PAGE.write_text(page_with_pairs(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
