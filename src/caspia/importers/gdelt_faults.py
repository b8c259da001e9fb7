"""What is wrong with a GDELT export, by its line: looked for only where something is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caspia.importers.delimited import problem
from caspia.importers.gdelt_files import CUT_OFF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from caspia.errors import BadRowsError
    from caspia.importers.gdelt_files import Export

#: Columns of an export, and the places of those that are read, from 0.
COLUMNS = 61
DATE, ACTOR_1, ACTOR_2, ROOT, GOLDSTEIN, ADDED, LAST = 1, 7, 17, 28, 30, 59, 60
#: A country code has three characters; an actor without such a cell has no country.
COUNTRY_LENGTH = 3
COUNTRY = r"^[A-Z]{3}$"
MONTH = r"^\d{4}(0[1-9]|1[0-2])$"
DATE_LENGTH, ROOT_LENGTH, GOLDSTEIN_MOST, ADDED_LENGTH = 8, 2, 8, 14

# Bytes decoded at once: few enough to stay in the cache of a processor.
_BLOCK = 256 << 10
_TAB = ord("\t")
_COUNTRY = re.compile(COUNTRY.encode())
_MONTH = re.compile(MONTH.encode())
# An export of GDELT 1.0 has as many columns.
_OLD = (57, 58)


def tabs_of(file: Path) -> int | None:
    """Return how many tabs a file has; None where it is not UTF-8, be it in a column not read."""
    import numpy as np

    tabs = 0
    with file.open("rb") as stream:
        while lines := stream.read(_BLOCK) + stream.readline():
            try:
                lines.decode()
            except UnicodeDecodeError:
                return None
            tabs += int(np.count_nonzero(np.frombuffer(lines, np.uint8) == _TAB))
    return tabs


def first_fault(exports: Iterable[Export]) -> BadRowsError | None:
    """Return an error that names the first row that is none of an export; None where all are."""
    for export in exports:
        with export.plain.open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                what, cure = _fault_of(line.rstrip(b"\n"))
                if what:
                    return problem(export.given, what, cure, number)
    return None


def _fault_of(line: bytes) -> tuple[str, str]:
    """Return what is wrong with a row and its cure; nothing where all is well."""
    try:
        line.decode()
    except UnicodeDecodeError:
        return "It is not UTF-8.", CUT_OFF
    cells = line.split(b"\t")
    if len(cells) in _OLD:
        cure = "It is of GDELT 1.0; give exports of GDELT 2.0."
        return f"The row has {len(cells)} columns, not {COLUMNS}.", cure
    if len(cells) != COLUMNS:
        return f"The row has {len(cells)} columns, not {COLUMNS}.", CUT_OFF
    return next(_faults_of_cells(cells), ""), CUT_OFF


def _faults_of_cells(cells: list[bytes]) -> Iterator[str]:
    added = cells[ADDED]
    if len(added) != ADDED_LENGTH or not added.isdigit():
        yield "The moment at which it was added is not of 14 digits."
    actors = cells[ACTOR_1], cells[ACTOR_2]
    if any(len(actor) != COUNTRY_LENGTH for actor in actors):
        return
    if len(cells[DATE]) != DATE_LENGTH:
        yield "The date is not of eight digits."
    if not _MONTH.match(cells[DATE][:6]):
        yield "The date has no such month."
    if not all(_COUNTRY.match(actor) for actor in actors):
        yield "A country code is not of three capital letters."
    if len(cells[ROOT]) != ROOT_LENGTH:
        yield "The root code is not of two characters."
    if len(cells[GOLDSTEIN]) > GOLDSTEIN_MOST:
        yield "The Goldstein value is too long."
