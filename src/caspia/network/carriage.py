"""Which goods go by which mode and over which link."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from caspia.errors import UnknownNameError
from caspia.ledger import nearest_by_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caspia.ledger import Ledger, Row

_OTHERS = "*"
_OILS = frozenset({"crude_oil", "oil", "oil_products"})


def modes_of(ledger: Ledger, good: str) -> frozenset[str]:
    """Return the modes by which a good goes: those of the nearest wider good that has some.

    Raises
    ------
    UnknownNameError
        There is no such good.
    """
    goods = {row.id: row["part_of"] for row in ledger.rows("goods")}
    if good not in goods:
        near = nearest_by_word(good, goods, most=3)
        raise UnknownNameError("good", good, near, "`caspia facts --table goods`.")
    table, wider = _table(), good
    while wider and wider not in table:
        wider = goods[wider]
    return table[wider or _OTHERS]


def carries(link: Row, good: str, modes: frozenset[str], kinds: Mapping[str, str]) -> bool:
    """Tell whether a link carries a good.

    Parameters
    ----------
    link : Row
        The link.
    good : str
        What is carried.
    modes : frozenset of str
        The modes by which it goes.
    kinds : mapping of str to str
        Kind of every node: ships at an oil terminal are tankers.
    """
    if link["mode"] not in modes:
        return False
    return takes_tankers(good) or not _is_tanker_line(link, kinds)


def takes_tankers(good: str) -> bool:
    """Tell whether a good goes by tanker."""
    return good in _OILS


def _is_tanker_line(link: Row, kinds: Mapping[str, str]) -> bool:
    if link["mode"] != "sea":
        return False
    at_terminal = "terminal" in (kinds[link["a"]], kinds[link["b"]])
    return at_terminal or any(corridor.startswith("OIL_") for corridor in link["corridors"])


@cache
def _table() -> dict[str, frozenset[str]]:
    path = Path(__file__).with_name("carriage.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["good"]: frozenset(row["modes"].split(";")) for row in csv.DictReader(stream)}
