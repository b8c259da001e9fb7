"""Check rows against the schema: every problem is collected, and one makes all of them wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from caspia.amounts import dimension
from caspia.errors import AmountError, BadRowsError, RowProblem
from caspia.ledger.cells import CellError, read_cell
from caspia.ledger.nearest import did_you_mean
from caspia.ledger.network_rules import network_problems
from caspia.ledger.row_amount import amount_from
from caspia.ledger.schema import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from caspia.ledger.raw_rows import RawRow
    from caspia.ledger.schema import Column, TableSchema

_INTERVALS = (("valid_from", "valid_to"), ("start", "end"), ("exists_from", "exists_to"))


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row whose cells are values.

    Attributes
    ----------
    table : str
        Its table.
    row_id : str
        Its key; reports and rivals, which have none, are numbered.
    cells : dict
        Values by column.
    raw : RawRow
        Where it came from.
    """

    table: str
    row_id: str
    cells: dict[str, Any]
    raw: RawRow


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies below a layer.

    Attributes
    ----------
    ids : mapping of str to str
        Every id below, to its table.
    series_units : mapping of str to str
        Usual unit of each series below.
    linked : frozenset of str
        Nodes below that a link touches.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    series_units: Mapping[str, str] = field(default_factory=dict)
    linked: frozenset[str] = frozenset()


def check_rows(
    raw: Mapping[str, Sequence[RawRow]],
    ground: Ground | None = None,
    found: Sequence[RowProblem] = (),
) -> dict[str, list[CheckedRow]]:
    """Return the rows of a layer by table, in the order given.

    Parameters
    ----------
    raw : mapping
        Rows by table.
    ground : Ground, optional
        The layers below, whose rows may be referred to or replaced.
    found : sequence of RowProblem
        Problems found on the way here, to be told with the others.

    Raises
    ------
    BadRowsError
        With every problem of every row.
    """
    ground = ground or Ground()
    problems = list(found)
    checked = {
        name: _read_rows(schema, raw.get(name, ()), problems) for name, schema in tables().items()
    }
    ids = _gather_ids(checked, ground, problems)
    units = dict(ground.series_units) | {
        row.row_id: row.cells["unit"] for row in checked["series"] if row.cells["unit"]
    }
    for rows in checked.values():
        for row in rows:
            problems.extend(_problems_of(row, ids, units))
    problems.extend(network_problems(checked, ids, ground.linked))
    named = {(problem.file, problem.line) for problem in problems}
    unreported = (p for p in _unreported(checked) if (p.file, p.line) not in named)
    problems.extend(unreported)
    if problems:
        raise BadRowsError(sorted(problems, key=lambda p: (p.file, p.line)))
    return checked


def _read_rows(
    schema: TableSchema, raw: Iterable[RawRow], problems: list[RowProblem]
) -> list[CheckedRow]:
    rows = []
    for number, row in enumerate(raw, start=1):
        cells: dict[str, Any] = {}
        for column in schema.columns:
            try:
                cells[column.name] = read_cell(column, row.cells.get(column.name, ""))
            except CellError as fault:
                problems.append(row.problem(fault.what, fault.cure))
                cells[column.name] = [] if column.is_list else None
        row_id = cells[schema.key] if schema.has_key else f"{schema.name}#{number}"
        if row_id:
            rows.append(CheckedRow(schema.name, row_id, cells, row))
    return rows


def _gather_ids(
    checked: Mapping[str, list[CheckedRow]], ground: Ground, problems: list[RowProblem]
) -> dict[str, str]:
    """Return every id with its table; one id is one row of one table."""
    here: dict[str, CheckedRow] = {}
    for name, rows in checked.items():
        for row in rows if tables()[name].has_key else ():
            first = here.setdefault(row.row_id, row)
            below = ground.ids.get(row.row_id, name)
            if first is not row:
                place = f"{first.raw.file}:{first.raw.line}"
                problems.append(
                    row.raw.problem(
                        f"The id {row.row_id!r} stands twice, first at {place}.", "Rename one."
                    )
                )
            elif below != name:
                problems.append(
                    row.raw.problem(
                        f"The id {row.row_id!r} is a row of {below}.", "Choose another id."
                    )
                )
    return dict(ground.ids) | {row_id: row.table for row_id, row in here.items()}


def _problems_of(
    row: CheckedRow, ids: Mapping[str, str], units: Mapping[str, str]
) -> Iterator[RowProblem]:
    schema = tables()[row.table]
    for column in schema.columns:
        for target in _targets(column, row.cells[column.name]):
            yield from _reference_problems(row, column, target, ids)
    for first, last in _INTERVALS:
        start, end = row.cells.get(first), row.cells.get(last)
        if start and end and end <= start:
            yield row.raw.problem(
                f"{last} {end} is not after {first} {start}.", f"{last} is the day after the last."
            )
    if schema.has("qualifier") and schema.has("value"):
        yield from _amount_problems(row)
    if row.table == "observations":
        yield from _unit_problems(row, units)


def _targets(column: Column, value: Any) -> Sequence[str]:
    if column.kind not in ("ref", "row") or not value:
        return ()
    return value if column.is_list else (value,)


def _reference_problems(
    row: CheckedRow, column: Column, target: str, ids: Mapping[str, str]
) -> Iterator[RowProblem]:
    table = ids.get(target)
    wanted = column.refers_to
    if table is not None and wanted in ("", table):
        return
    near = did_you_mean(target, (row_id for row_id, name in ids.items() if wanted in ("", name)))
    yield row.raw.problem(
        f"{column.name} {target!r} is no row of {wanted or 'any table'}.{near}",
        f"Add the row to {wanted or 'its table'} or mend the id.",
    )


def _amount_problems(row: CheckedRow) -> Iterator[RowProblem]:
    cells, texts = row.cells, row.raw.cells
    given = [name for name in ("value", "low", "high", "unit") if texts.get(name, "").strip()]
    if any(cells[name] is None for name in given):
        return  # a cell that cannot be read has been named already
    if given and not cells["unit"]:
        yield row.raw.problem("There is a figure without a unit.", "Fill in unit.")
    if not cells["unit"] or (given == ["unit"] and row.table != "observations"):
        return
    try:
        amount_from(cells)
    except AmountError as fault:
        yield row.raw.problem("value, low, high and qualifier make no amount:", str(fault))


def _unit_problems(row: CheckedRow, units: Mapping[str, str]) -> Iterator[RowProblem]:
    unit, usual = row.cells["unit"], units.get(row.cells["series"] or "")
    if unit and usual and dimension(unit) != dimension(usual):
        yield row.raw.problem(
            f"{unit} is {dimension(unit)}, but {row.cells['series']} is given in {usual}.",
            f"Use a unit of {dimension(usual)} or another series.",
        )


def _unreported(checked: Mapping[str, list[CheckedRow]]) -> Iterator[RowProblem]:
    """Name rows that no source supports: nobody says so, so they cannot be in the ledger."""
    told = {row.cells["row_id"] for row in checked["reports"]}
    here = {row.row_id for rows in checked.values() for row in rows}
    for name, rows in checked.items():
        schema = tables()[name]
        if schema.clock in ("source", "report", "pair", "vocabulary"):
            continue
        for row in rows:
            parent = row.cells.get(schema.parent) if schema.parent else None
            spoken_for = parent in here
            if row.row_id not in told and not spoken_for:
                yield row.raw.problem(
                    f"No source says {row.row_id!r}.", "Give it a source: a row in reports."
                )
