"""Find the events between two countries in a block of a GDELT export, on arrays of bytes.

An export has 61 columns, five of which are wanted of about a quarter of its rows. Instead of
cutting every row into cells, this looks for tabs in a window at the start of each row, and in a
second window only where both actors have a country.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

if TYPE_CHECKING:
    from numpy.typing import NDArray

    #: Bytes, and places of bytes counted from the start of a block.
    Bytes = NDArray[np.uint8]
    Places = NDArray[np.int64]

COLUMNS = 61
#: Bytes, of whatever kind, that have to follow a block, so that windows end inside the array.
SLACK = 8192

_TAB, _LINE_FEED = 9, 10
_DATE, _ACTOR_1, _ACTOR_2, _ROOT, _GOLDSTEIN = 1, 7, 17, 28, 30
# Wide enough for most rows; those that need more are looked at again with a wider window.
_WIDTHS_TO_ACTORS = (112, 512, SLACK)
_WIDTHS_TO_GOLDSTEIN = (64, SLACK)


class BadBlockError(Exception):
    """A row cannot be read.

    Attributes
    ----------
    place : int
        Where the row begins, in bytes from the start of the block.
    what : str
        What is wrong with it.
    """

    def __init__(self, place: int, what: str) -> None:
        super().__init__(what)
        self.place = place
        self.what = what


@dataclass(frozen=True, slots=True)
class Picked:
    """Events of a block whose two actors have a country.

    Attributes
    ----------
    rows : int
        Rows of the block, picked or not.
    actor_1, actor_2 : array of uint32
        Country codes, three letters in three bytes, the first letter highest.
    month : array of int32
        Year and month of the event, as in 201910.
    root : array of uint32
        CAMEO root code as two characters in two bytes.
    goldstein : array of uint64
        Value on the Goldstein scale as up to eight characters in as many bytes.
    """

    rows: int
    actor_1: NDArray[np.uint32]
    actor_2: NDArray[np.uint32]
    month: NDArray[np.int32]
    root: NDArray[np.uint32]
    goldstein: NDArray[np.uint64]


def scan(block: Bytes, size: int) -> Picked:
    """Return the events between two countries.

    Parameters
    ----------
    block : array of uint8
        Whole rows, `size` bytes of them, each ended by a line feed; then `SLACK` others.
    size : int
        Bytes of the rows.

    Raises
    ------
    BadBlockError
        A row has not 61 columns, or a date, country code or root code is none.
    """
    ends = np.flatnonzero(block[:size] == _LINE_FEED)
    starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
    _check_columns(block[:size], starts, ends)
    tabs = _tabs(block, starts, _WIDTHS_TO_ACTORS, (0, 1, 6, 7, 16, 17))
    both = np.flatnonzero((tabs[3] - tabs[2] == 4) & (tabs[5] - tabs[4] == 4))
    before_date, after_date, before_1, _, before_2, after_2 = tabs[:, both]
    later = _tabs(block, after_2 + 1, _WIDTHS_TO_GOLDSTEIN, (9, 10, 11, 12))
    before_root, after_root, before_goldstein, after_goldstein = later
    _check(starts[both], after_date - before_date == 9, "The date is not of eight digits.")
    _check(starts[both], after_goldstein <= ends[both], "The row ends too early.")
    _check(starts[both], after_root - before_root == 3, "The root code is not of two characters.")
    month = _number(block, before_date + 1, 6)
    _check(starts[both], _is_month(month), "The date has no such month.")
    length = after_goldstein - before_goldstein - 1
    return Picked(
        len(starts),
        _country(block, before_1 + 1, starts[both]),
        _country(block, before_2 + 1, starts[both]),
        month,
        _packed(block, before_root + 1, 2),
        _text(block, before_goldstein + 1, length),
    )


def _check_columns(body: Bytes, starts: Places, ends: Places) -> None:
    if len(body) and body[-1] != _LINE_FEED:
        raise BadBlockError(int(ends[-1]) + 1 if len(ends) else 0, "The last row is not whole.")
    is_tab = body == _TAB
    # The counts of rows are bytes, which is fast and wraps at 256; the sum of all shows a wrap.
    by_row = np.add.reduceat(is_tab.view(np.uint8), starts, dtype=np.uint8)
    if (by_row == COLUMNS - 1).all() and np.count_nonzero(is_tab) == (COLUMNS - 1) * len(starts):
        return
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        columns = int(np.count_nonzero(is_tab[start:end])) + 1
        if columns != COLUMNS:
            raise BadBlockError(start, f"The row has {columns} columns, not {COLUMNS}.")


def _check(starts: Places, good: NDArray[np.bool_], what: str) -> None:
    if not good.all():
        raise BadBlockError(int(starts[np.argmin(good)]), what)


def _tabs(block: Bytes, starts: Places, widths: tuple[int, ...], wanted: tuple[int, ...]) -> Places:
    """Return the places of the tabs of the numbers given, from 0, that follow each start.

    The result has a row for each of `wanted` and a column for each start.
    """
    found = np.empty((len(wanted), len(starts)), np.int64)
    left = np.arange(len(starts))
    for width in widths:
        enough, places = _tabs_within(block, starts[left], width, wanted)
        if places.shape == found.shape:
            return places
        found[:, left[enough]] = places
        left = left[~enough]
        if not len(left):
            return found
    raise BadBlockError(int(starts[left[0]]), "The row has a cell too long to read.")


def _tabs_within(
    block: Bytes, starts: Places, width: int, wanted: tuple[int, ...]
) -> tuple[NDArray[np.bool_], Places]:
    """Return which windows hold all the tabs wanted, and where those are."""
    is_tab = sliding_window_view(block, width)[starts] == _TAB
    count = _count_rows(is_tab)
    hits = np.flatnonzero(is_tab)
    enough = count > wanted[-1]
    first = (np.cumsum(count) - count)[enough]
    shift = (starts - np.arange(len(starts)) * width)[enough]
    return enough, np.stack([hits[first + number] + shift for number in wanted])


def _count_rows(marks: NDArray[np.bool_]) -> Places:
    """Count the marks in each row, eight at a time: bytes of a word add up without a carry."""
    words = marks.view(np.uint64)
    if words.shape[1] > 31:
        return np.asarray(marks.sum(axis=1, dtype=np.int64))
    spread = np.uint64(0x0101010101010101)
    return np.asarray((words.sum(axis=1) * spread) >> np.uint64(56)).astype(np.int64)


def _packed(block: Bytes, places: Places, length: int) -> NDArray[np.uint32]:
    """Return as many characters from each place as one number, the first highest."""
    value = block[places].astype(np.uint32)
    for step in range(1, length):
        value = (value << np.uint32(8)) | block[places + step]
    return value


def _text(block: Bytes, places: Places, length: Places) -> NDArray[np.uint64]:
    """Return texts of up to eight characters as numbers, the first character highest."""
    if (length > 8).any():
        raise BadBlockError(int(places[np.argmax(length > 8)]), "The Goldstein value is too long.")
    words = np.ascontiguousarray(sliding_window_view(block, 8)[places]).view(">u8")[:, 0]
    shift = ((8 - length) * 8).astype(np.uint64)
    # A shift by all 64 bits is undefined; it stands for an empty cell.
    return np.where(length > 0, words >> (shift & np.uint64(63)), 0).astype(np.uint64)


def _number(block: Bytes, places: Places, length: int) -> NDArray[np.int32]:
    """Return digits as numbers; -1 where one is no digit."""
    value = np.zeros(len(places), np.int32)
    bad = np.zeros(len(places), np.bool_)
    for step in range(length):
        digit = block[places + step] - np.uint8(48)
        bad |= digit > 9
        value = value * 10 + digit
    value[bad] = -1
    return value


def _is_month(month: NDArray[np.int32]) -> NDArray[np.bool_]:
    return (month > 0) & (month % 100 >= 1) & (month % 100 <= 12)


def _country(block: Bytes, places: Places, starts: Places) -> NDArray[np.uint32]:
    for step in range(3):
        letter: NDArray[Any] = block[places + step] - np.uint8(65)
        _check(starts, letter < 26, "A country code is not of three capital letters.")
    return _packed(block, places, 3)
