"""Command line: ``python -m tools.document_relations [FOLDER]``.

FOLDER holds votes, shared organisations and trips; where there is none, that part stays as it is.
"""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

import caspia
from caspia.briefs.ties_picture import matrix_picture, ties_picture
from caspia.relations import region, ties

from . import mediators_page, ties_page

IMAGES = Path(__file__).parents[2] / "docs" / "images"


def main() -> None:
    """Write both pages and their pictures."""
    import vl_convert

    given = Path(sys.argv[1]) if len(sys.argv) > 1 else ties_page.FOLDER
    folder = given if given.exists() else None
    ledger = caspia.open()
    page = ties_page.PAGE
    page.write_text(ties_page.page_anew(page.read_text(encoding="utf-8"), ledger, folder), "utf-8")
    page = mediators_page.PAGE
    page.write_text(mediators_page.page_anew(page.read_text(encoding="utf-8"), ledger), "utf-8")
    pairs = [ties(ledger, *pair, ties_page.MONTH) for pair in combinations(region(ledger), 2)]
    line = ties_picture(ties(ledger, ties_page.A, ties_page.B, ties_page.SPAN))
    for name, drawing in (("ties", line), ("ties_matrix", matrix_picture(pairs))):
        (IMAGES / f"{name}.png").write_bytes(vl_convert.svg_to_png(drawing.svg, scale=1.5))


if __name__ == "__main__":
    main()
