"""A sparse matrix by columns or rows from its entries; small ones are many, so it is kept short."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ids = NDArray[np.int32]
    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Compressed:
    """A sparse matrix, line after line; a line is a column or a row.

    Attributes
    ----------
    start : int32, shape (lines + 1,)
        Where the entries of each line begin.
    index : int32, shape (entries,)
        The place of each across, ascending within a line.
    value : float64, shape (entries,)
        The entries.
    """

    start: Ids
    index: Ids
    value: Numbers


def compressed(
    lines: Sequence[NDArray[Any]],
    across: Sequence[NDArray[Any]],
    values: Sequence[Numbers],
    shape: tuple[int, int],
) -> Compressed:
    """Return a matrix from parts of its entries; those in one place are added up.

    Parameters
    ----------
    lines, across : sequence of int arrays, shapes (entries,)
        Where entries stand.
    values : sequence of float64 arrays, shapes (entries,)
        What stands there.
    shape : tuple of int
        Lines, and places across.
    """
    key = np.concatenate(lines).astype(np.int64) * shape[1] + np.concatenate(across)
    value = np.concatenate(values)
    order = key.argsort(kind="stable")
    key = key[order]
    first = np.ones(len(key), dtype=np.bool_)
    np.not_equal(key[1:], key[:-1], out=first[1:])
    begin = first.nonzero()[0]
    line, index = np.divmod(key[begin], shape[1])
    start = line.searchsorted(np.arange(shape[0] + 1))
    summed = np.add.reduceat(value[order], begin) if len(begin) else value
    return Compressed(start.astype(np.int32), index.astype(np.int32), summed)
