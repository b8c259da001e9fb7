"""GDELT 2.0 exports of events: counts by pair of states, month and kind of event.

An export has no header and 61 columns divided by tabs. See ``docs/importers_events.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from caspia.errors import BadRowsError, RowProblem
from caspia.importers.cameo import register_cameo
from caspia.importers.data_sets import data_set
from caspia.importers.delimited import problem, text_of
from caspia.importers.gdelt_files import export_files
from caspia.importers.gdelt_rows import (
    GDELT,
    SERIES,
    observations,
    refusals,
)
from caspia.importers.gdelt_sums import Read, count_events
from caspia.importers.plan import Plan, Refusal
from caspia.importers.vocabulary import vocabulary_of
from caspia.ledger import BulkRows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import duckdb

    from caspia.importers.plan import Head

_FIRST_ROW = re.compile(r"\ufeff?\d+\t(\d{6})\d\d\t\1\t\d{4}\t")
_HEADER = re.compile(r"\ufeff?globaleventid\t", re.IGNORECASE)
_PACKED = b"PK\x03\x04"
_WHOLE = "Give the file as it was downloaded."


@dataclass(frozen=True, slots=True)
class GdeltExport:
    """Event exports of GDELT 2.0: a file, plain or packed, or a folder or pattern of them."""

    name: str = "GDELT 2.0, export of events"

    def recognises(self, head: Head) -> bool:
        """Tell whether a file looks like this format, or a folder has such files."""
        if head.path.is_dir():
            return any(_is_named_export(file) for file in head.path.iterdir())
        if head.start.startswith(_PACKED):
            return b".export.csv" in head.start[:300].lower()
        text = text_of(head)
        return bool(_FIRST_ROW.match(text) or _HEADER.match(text)) or _is_pattern(head.path)

    def plan(
        self, head: Head, connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]
    ) -> Plan:
        """Read files into queries; see `Importer`."""
        _check_start(head)
        files = export_files(head.path)
        read = count_events(connection, files)
        if not read.rows:
            raise problem(head.path, "There is no event in it.", _WHOLE)
        register_cameo(connection)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE kept AS {observations(read.first)}")
        vocabulary = vocabulary_of(connection, ids, SERIES)
        if GDELT["subject_id"] not in ids:
            vocabulary["subjects"] = [GDELT]
        return Plan(
            format=self.name,
            source=_source(read),
            bulk=(BulkRows("observations", "SELECT * FROM kept"),),
            vocabulary=vocabulary,
            refused=(*_without_country(read), *refusals(connection)),
            remarks=_remarks(read, len(files), ids),
        )


def _is_named_export(path: Path) -> bool:
    return ".export.csv" in path.name.lower()


def _is_pattern(path: Path) -> bool:
    return "*" in path.name and _is_named_export(path)


def _check_start(head: Head) -> None:
    """Refuse what shows in the first bytes: a mark of byte order, UTF-16, a header."""
    marks = {b"\xef\xbb\xbf": "UTF-8 with", b"\xff\xfe": "UTF-16 with", b"\xfe\xff": "UTF-16 with"}
    for mark, kind in marks.items():
        if head.start.startswith(mark):
            what = f"It is {kind} a byte-order mark, which exports have not."
            raise problem(head.path, what, "Save it as UTF-8 without the mark.")
    if _HEADER.match(text_of(head)):
        what = "It begins with names of columns, which exports have not."
        raise BadRowsError([RowProblem(str(head.path), 1, what, _WHOLE)])


def _source(read: Read) -> dict[str, str]:
    first, last = _moment(read.first), _moment(read.last)
    title = f"GDELT 2.0 event exports, added from {first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M}"
    return data_set(
        f"gdelt-{read.first}",
        "GDELT Project",
        title,
        "https://www.gdeltproject.org/data.html",
        f"{last:%Y-%m-%d}",
    )


def _moment(stamp: str) -> datetime:
    return datetime.strptime(f"{stamp}+0000", "%Y%m%d%H%M%S%z")


def _without_country(read: Read) -> tuple[Refusal, ...]:
    count = read.rows - read.picked
    reason = "an actor has no country code: a person, body or group without a state"
    return (Refusal(reason, count),) if count else ()


def _remarks(read: Read, files: int, ids: Mapping[str, str]) -> tuple[str, ...]:
    """Say what was read and what counts of events are; name imports that overlap this one."""
    noun = "file" if files == 1 else "files"
    remarks = (
        f"{read.rows:,} events in {files:,} {noun}. Counts are of mentions in news that a machine "
        "coded, of these files alone: give all files of a span together.",
        "GDELT dates an event by its text; a few lie a month, a year or ten years back.",
    )
    stamps = (row_id.removeprefix("gdelt-") for row_id in ids if row_id.startswith("gdelt-"))
    within = [stamp for stamp in stamps if read.first < stamp <= read.last]
    if not within:
        return remarks
    named = ", ".join(f"gdelt-{stamp}" for stamp in sorted(within)[:3])
    return (*remarks, f"The ledger has counts of exports of the same span already: {named}. "
            "They stay beside these; do not add the two up.")  # fmt: skip
