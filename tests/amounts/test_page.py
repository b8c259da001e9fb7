"""The page docs/amounts.md says what the code does."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from caspia.amounts import Amount, agree, format_amount, parse_amount, share, sum_of

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "amounts.md").read_text(encoding="utf-8")
AMOUNTS = ROOT / "src" / "caspia" / "amounts"


def table(header: str) -> list[list[str]]:
    """Return the rows of the table of the page that starts with a header."""
    lines = PAGE[PAGE.index(f"| {header} |") :].splitlines()
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line[1:-1].split("|")])
    return [rows[0], *rows[2:]]


def test_the_table_of_qualifiers_is_the_data():
    with (AMOUNTS / "qualifiers.csv").open(encoding="utf-8", newline="") as file:
        assert table("qualifier") == list(csv.reader(file))


def test_the_table_of_units_is_the_data():
    page = {row[0].strip("`"): row[1:] for row in table("unit")[1:]}
    with (AMOUNTS / "spoken_units.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not re.fullmatch(r"(M|bn)?[A-Z]{3}", row["unit"]) or row["unit"] in ("TEU", "FEU"):
                written = row["written"] or "(nothing)"
                assert page.pop(row["unit"]) == [written, row["spoken"].replace(";", "; ")]
    assert not page


def test_the_example_of_the_page():
    swap, whole = parse_amount("more than 1.5 bcm"), parse_amount("24.3 bcm")
    assert Amount.of(1.5, "bcm", "more_than", quoted="1.5") == swap
    printed = [
        format_amount(share(swap, whole)),
        agree(swap, parse_amount("3.1 bcm")),
        format_amount(sum_of([swap, Amount.unknown("bcm")], ["TKM", "IRN"])),
    ]
    code = PAGE[PAGE.index("```python") : PAGE.index("```\n", PAGE.index("```python") + 9)]
    for text in printed:
        assert f'"{text}"' in code
