"""From the id of a tie back to the rows it rests on."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from caspia.errors import BadInputError, UnknownNameError
from caspia.ledger import Why, name_of, nearest, why_row
from caspia.relations.rules import columns, features
from caspia.relations.timeline import ties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.ledger import Ledger
    from caspia.relations.rules import Column
    from caspia.relations.timeline import Part, Ties

_ID = re.compile(r"tie:([^:]+):(\d{4}-\d\d)(?::(.+))?")


def why_tie(ledger: Ledger, tie_id: str) -> Why:
    """Return the tree of a tie in a month: groups, then features, then rows with their sources.

    Parameters
    ----------
    ledger : Ledger
        As of the day meant.
    tie_id : str
        Such as ``tie:AZE-KAZ:2024-05``, or of one feature ``tie:AZE-KAZ:2024-05:turnover``.

    Raises
    ------
    BadInputError
        The text is no such id.
    UnknownNameError
        There is no such party, group or feature.
    """
    match = _ID.fullmatch(tie_id)
    pair = _pair(ledger, match[1]) if match else None
    if match is None or pair is None:
        raise BadInputError(f"{tie_id!r} is no id of a tie. Write it as in tie:AZE-KAZ:2024-05.")
    found = ties(ledger, *pair, match[2])
    parts = tuple(zip(columns(), found.parts(match[2]), strict=True))
    groups = groupby(parts, key=lambda pair: pair[0].feature.group)
    whole = tie_id.removesuffix(f":{match[3]}")
    told = tuple(_group(found, whole, group, list(some)) for group, some in groups)
    tree = Why(whole, "figure", f"{say_tie(found)}.", parts=told)
    named = {one.id: one for one in tree.walk() if one.table == "figure"}
    if tie_id not in named:
        raise UnknownNameError("part of a tie", tie_id, nearest(tie_id, named, most=3))
    return named[tie_id]


def say_tie(found: Ties, t: int = -1) -> str:
    """Say the score of a month with its band and coverage in one sentence."""
    names = " and ".join(name_of(found.ledger, party) for party in (found.a, found.b))
    score, low, high = (100 * float(some[t]) for some in (found.score, found.low, found.high))
    month = found.months[t]
    indicative = "; indicative only" if found.is_indicative[t] else ""
    return (
        f"The tie of {names} in {month:%B %Y} is {score:.0f} of 100 ({low:.0f} to {high:.0f}); "
        f"{found.coverage[t]:.0%} of the weights rest on rows or on a record kept{indicative}"
    )


def say_column(found: Ties, column: Column) -> str:
    """Name a column with its sides: ``visits of leaders, Azerbaijan to Kazakhstan``."""
    label = features()[column.feature.id].label
    if not column.side:
        return label
    sides = [name_of(found.ledger, party) for party in (found.a, found.b)]
    one, other = sides if column.side == "a" else sides[::-1]
    return (
        f"{label}, {one} to {other}"
        if column.feature.id != "share"
        else f"{other} in {one}'s trade"
    )


def say_reading(column: Column, part: Part) -> str:
    """Write what the rows say of a column with its unit and goalposts."""
    feature = column.feature
    if part.reading is None:
        return "no row, so it has no part"
    low, value, high = (_short(some, feature.unit) for some in part.reading[:3])
    span = "" if low == high else f" ({low} to {high})"
    posts = f"{_short(feature.low, feature.unit)} to {_short(feature.high, feature.unit)}"
    more = "; there may be more than the rows show" if part.reading.open else ""
    return f"{value}{span} {feature.unit} between goalposts {posts}{more}"


def _short(value: float, unit: str) -> str:
    if unit == "USD":
        return f"{_digits(value / 1e6)} million"
    return _digits(value)


def _digits(value: float) -> str:
    """Write a number to four digits, or whole where it has more."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def _pair(ledger: Ledger, text: str) -> tuple[str, str] | None:
    """Return the two parties of an id; a party's own id may hold a hyphen."""
    cuts = [n for n, letter in enumerate(text) if letter == "-"]
    pairs = [(text[:n], text[n + 1 :]) for n in cuts]
    known = [pair for pair in pairs if all(ledger.find(party) for party in pair)]
    return next(iter((*known, *pairs)), None)


def _group(found: Ties, tie_id: str, group: str, some: list[tuple[Column, Part]]) -> Why:
    value = found.groups[group][0]
    brings = sum(part.brings for _, part in some)
    says = "no row" if value is None else f"{100 * value:.0f} of 100, brings {100 * brings:.1f}"
    told = tuple(_column(found, tie_id, column, part) for column, part in some)
    return Why(f"{tie_id}:{group}", "figure", f"{group}: {says}", parts=told)


def _column(found: Ties, tie_id: str, column: Column, part: Part) -> Why:
    says = f"{say_column(found, column)}: {say_reading(column, part)}"
    if part.reading is not None:
        says += f", brings {100 * part.brings:.1f} of 100"
    rows = tuple(_rows(found.ledger, part))
    return Why(f"{tie_id}:{column.id}", "figure", says, parts=rows)


def _rows(ledger: Ledger, part: Part) -> Iterator[Why]:
    for row in part.reading.rows if part.reading else ():
        yield why_row(ledger, row)
