"""From the text of a cell to its value, by the kind of its column."""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING, Any

from caspia.amounts import check_unit
from caspia.amounts.qualifiers import QUALIFIERS
from caspia.errors import AmountError, BadDateError
from caspia.ledger.dates import read_day, read_partial
from caspia.ledger.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable

    from caspia.ledger.schema import Column

_ID = re.compile(r"[^\s;,\"'`]+")


class CellError(Exception):
    """A cell cannot be read; `what` is wrong and `cure` mends it."""

    def __init__(self, what: str, cure: str) -> None:
        self.what, self.cure = what, cure
        super().__init__(f"{what} {cure}")


def read_cell(column: Column, text: str) -> Any:
    """Return the value of a cell; None, or an empty list, where it is empty.

    Raises
    ------
    CellError
        The text is not of the column's kind, or a required cell is empty.
    """
    text = text.strip() or column.default
    if not text:
        if column.required:
            raise CellError(f"{column.name} is empty.", f"Fill it in: {column.meaning}.")
        return [] if column.is_list else None
    read = _READERS[column.kind]
    if column.is_list:
        return [read(column, part.strip()) for part in text.split(";") if part.strip()]
    return read(column, text)


def write_cell(value: Any) -> str:
    """Return the text that `read_cell` reads as this value."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ";".join(str(part) for part in value)
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)


def _id(column: Column, text: str) -> str:
    if not _ID.fullmatch(text):
        raise CellError(
            f"{column.name} {text!r} is no id.", "Use letters, digits and - _ . : / without spaces."
        )
    return text


def _text(_: Column, text: str) -> str:
    return text


def _number(column: Column, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise CellError(
            f"{column.name} {text!r} is no number.", "Write digits and a decimal point, no unit."
        ) from None
    if not isfinite(number):
        raise CellError(
            f"{column.name} {text!r} is no number.", "Leave the cell empty where it is unknown."
        )
    return number


def _date(column: Column, text: str) -> Any:
    try:
        return read_day(text)
    except BadDateError:
        raise CellError(f"{column.name} {text!r} is no day.", "Write it as 2024-05-31.") from None


def _partial_date(column: Column, text: str) -> str:
    try:
        read_partial(text)
    except BadDateError:
        raise CellError(
            f"{column.name} {text!r} is no day, month or year.",
            "Write it as 2024-05-31, 2024-05 or 2024.",
        ) from None
    return text


def _enum(column: Column, text: str) -> str:
    if text not in column.options:
        raise CellError(
            f"{column.name} {text!r} is not allowed.{did_you_mean(text, column.options)}",
            f"Use one of {', '.join(column.options)}.",
        )
    return text


def _unit(column: Column, text: str) -> str:
    try:
        return check_unit(text)
    except AmountError as fault:
        raise CellError(f"{column.name}:", str(fault)) from None


def _qualifier(column: Column, text: str) -> str:
    if text not in QUALIFIERS:
        raise CellError(
            f"{column.name} {text!r} is no qualifier.{did_you_mean(text, QUALIFIERS)}",
            f"Use one of {', '.join(QUALIFIERS)}.",
        )
    return text


_READERS: dict[str, Callable[[Column, str], Any]] = {
    "key": _id,
    "row": _id,
    "ref": _id,
    "text": _text,
    "number": _number,
    "date": _date,
    "partial_date": _partial_date,
    "enum": _enum,
    "unit": _unit,
    "qualifier": _qualifier,
}
