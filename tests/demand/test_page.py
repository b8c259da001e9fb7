"""docs/demand.md says what the ledger and the tables say."""

from __future__ import annotations

import re

from caspia.demand import DemandTable, inputs, scored, shares
from tools.document_demand import PAGE, page_anew, table_of

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_page_is_what_the_script_writes():
    assert page_anew(TEXT) == TEXT, "run `python -m tools.document_demand`"


def test_what_the_page_says_of_2023_holds():
    found = {one.standing: one.share for one in shares(table_of("2023"))}
    firm = f"{found['observed'] + found['bounded']:.1%}".replace("%", " %")
    assert f"Of the tonnes of 2023, {firm} are observed or bounded" in TEXT
    overseas = sum(one.tonnes for one in shares(table_of("2023")))
    inland = sum(one.tonnes for one in shares(table_of("2023"), overseas=False))
    assert (overseas - inland) / overseas > 1 / 3


def test_the_share_of_2023_hangs_on_what_the_page_says():
    table = table_of("2023")
    found = {one.standing: one.share for one in shares(table)}
    by_value = sum(
        float(table.tonnes[place].sum())
        for place, cell in enumerate(table.cells)
        if (cell.good, cell.destination) == ("natural_gas", "CHN")
    )
    firm = found["observed"] + found["bounded"] - by_value / table.tonnes.sum()
    assert f"without that {firm:.0%}".replace("%", " %") in TEXT
    assert f"Only {found['observed']:.0%}".replace("%", " %") in TEXT


def test_both_lists_are_printed_whole():
    assert all(TEXT.count(f"| `{one.series}` |") for one in (*inputs(), *scored()))
    assert TEXT.count("| scored |") == len(scored())


def test_the_python_of_the_page_runs():
    (block,) = re.findall(r"```python\n(.*?)```", TEXT, flags=re.DOTALL)
    names: dict[str, object] = {}
    exec(block, names)  # noqa: S102
    assert isinstance(names["table"], DemandTable)
