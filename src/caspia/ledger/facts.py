"""Search the ledger: by table, series, party, pair, good, period and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.errors import BadInputError, UnknownNameError
from caspia.ledger.naming import find_party, folded
from caspia.ledger.nearest import nearest
from caspia.ledger.schema import table_named, tables
from caspia.ledger.telling import tell, when

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from caspia.ledger.dates import Period
    from caspia.ledger.ledger import Ledger
    from caspia.ledger.rows import Row

# The columns, by table, that say whom a row is about.
_PARTY_COLUMNS = {
    "observations": ("subject", "partner"),
    "agreements": ("parties",),
    "projects": ("parties",),
    "memberships": ("bloc", "member"),
    "offices": ("party", "person"),
    "positions": ("party", "on_subject"),
    "participants": ("party", "person"),
    "parties": ("party_id",),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What to look for; every part given must hold.

    Attributes
    ----------
    table : str
        Where to look; observations by default.
    series, good : str or None
        Ids.
    parties : tuple of str
        Each must be named in the row (two make a pair, in either order); a bloc stands for itself.
    period : Period or None
        The row must touch it.
    on : date or None
        The row must hold on this day.
    words : str
        Each word must occur in what the row says or in its id.
    """

    table: str = "observations"
    series: str | None = None
    good: str | None = None
    parties: tuple[str, ...] = ()
    period: Period | None = None
    on: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A row found, with what it says and who says so."""

    row: Row
    says: str
    when: str
    sources: tuple[str, ...]


def search(ledger: Ledger, question: Question) -> tuple[Fact, ...]:
    """Return the rows that answer a question, in the order of their periods and ids.

    Raises
    ------
    UnknownNameError
        A table, series, good or party does not exist; the nearest are suggested.
    BadInputError
        The table has no such column to ask by.
    """
    schema = table_named(question.table)
    if schema.clock in ("source", "report", "pair"):
        raise BadInputError(
            f"{question.table} cannot be searched here. Use `caspia why ID`, or export the table."
        )
    tests = [
        *_column_tests(ledger, question),
        *_party_tests(ledger, question),
        *_time_tests(question),
    ]
    rows = [row for row in ledger.rows(question.table) if all(test(row) for test in tests)]
    facts = (Fact(row, tell(ledger, row), when(row), ledger.source_ids([row.id])) for row in rows)
    words = folded(question.words).split()
    found = [fact for fact in facts if _mentions(fact, words)]
    return tuple(sorted(found, key=lambda fact: (_starts(fact.row), fact.row.id)))


def _column_tests(ledger: Ledger, question: Question) -> list[Callable[[Row], bool]]:
    tests: list[Callable[[Row], bool]] = []
    for name, table in (("series", "series"), ("good", "goods")):
        wanted = getattr(question, name)
        if wanted is None:
            continue
        if not tables()[question.table].has(name):
            raise BadInputError(
                f"{question.table} has no {name}. Leave --{name} out, or search observations."
            )
        known = {row.id for row in ledger.rows(table)}
        if wanted not in known:
            raise UnknownNameError(
                name,
                wanted,
                nearest(wanted, known, most=3),
                f"`caspia facts --table {table}` lists all.",
            )
        tests.append(_equals(name, wanted))
    return tests


def _equals(column: str, wanted: str) -> Callable[[Row], bool]:
    return lambda row: row[column] == wanted


def _party_tests(ledger: Ledger, question: Question) -> list[Callable[[Row], bool]]:
    if not question.parties:
        return []
    wanted = tuple(_subject(ledger, name) for name in question.parties)
    if question.table == "events":
        taking_part = _participants(ledger)
        return [lambda row: set(wanted) <= taking_part.get(row.id, set())]
    columns = _PARTY_COLUMNS.get(question.table)
    if columns is None:
        raise BadInputError(
            f"{question.table} cannot be searched by party. "
            f"Search {', '.join([*_PARTY_COLUMNS, 'events'])} by party."
        )
    return [lambda row: set(wanted) <= _named_in(row, columns)]


def _subject(ledger: Ledger, name: str) -> str:
    """Return the id of a party, or of anything else that figures are about."""
    row = ledger.find(name)
    if row is not None and row.table in ("subjects", "nodes", "links", "corridors"):
        return row.id
    return find_party(ledger, name).id


def _participants(ledger: Ledger) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in ledger.rows("participants"):
        found.setdefault(row["event_id"], set()).update({row["party"], row["person"] or ""})
    return found


def _named_in(row: Row, columns: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for column in columns:
        cell = row[column]
        found.update(cell if isinstance(cell, list) else [cell or ""])
    return found


def _time_tests(question: Question) -> list[Callable[[Row], bool]]:
    tests: list[Callable[[Row], bool]] = []
    if question.period:
        first, end = question.period.start, question.period.end
        tests.append(lambda row: _touches(row, first, end))
    if question.on:
        day = question.on
        tests.append(lambda row: _touches(row, day, None))
    return tests


def _touches(row: Row, first: date, end: date | None) -> bool:
    """Tell whether a row's interval has a day in [first, end); on `first` alone without an end."""
    cells = row.cells
    if "signed" in cells or "opened" in cells:
        text = str(cells.get("signed") or cells.get("opened") or "")
        return bool(text) and text <= str(end or first) and text[:10] >= str(first)[: len(text)]
    start = cells.get("valid_from", cells.get("start"))
    stop = cells.get("valid_to", cells.get("end"))
    begins_in_time = start is None or (start < end if end else start <= first)
    return begins_in_time and (stop is None or stop > first)


def _mentions(fact: Fact, words: list[str]) -> bool:
    if not words:
        return True
    text = folded(f"{fact.says} {fact.row.id}")
    return all(word in text for word in words)


def _starts(row: Row) -> str:
    for column in ("valid_from", "start", "signed", "opened", "date"):
        if row.cells.get(column):
            return str(row[column])
    return ""
