"""The rows of the ledger that a patch comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.demand.overlaid import ADDED, FACTOR
from caspia.ledger.cells import write_cell
from caspia.ledger.raw_rows import RawRow, RawTables
from caspia.scenarios.selecting import zones_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from caspia.ledger import Row
    from caspia.scenarios.model import Scenario
    from caspia.scenarios.patch import Patch
    from caspia.scenarios.selecting import Meant

    Cells = dict[str, str]

_STATUS = {"suspend": "suspended", "lapse": "ended", "revive": "in_force"}
_WISHES = "what-wants-to-move"
# No patch is a fact that was read on some day; the first day stands for none.
_NEVER = "2015-01-01"


def rows_of(scenario: Scenario, meant: Mapping[str, Meant]) -> RawTables:
    """Return the rows of a scenario, each with its report.

    Parameters
    ----------
    scenario : Scenario
        Its patches.
    meant : mapping of str to Meant
        What each patch is about, by its id.
    """
    found: dict[str, list[RawRow]] = {}
    for source in dict.fromkeys(patch.source_id for patch in scenario.patches):
        _add(found, "sources", scenario.patches[0], _source(source, scenario))
    for patch in scenario.patches:
        for table, cells in _cells(patch, meant[patch.id]):
            key = next(iter(cells))
            if any(row.cells[key] == cells[key] for row in found.get(table, ())):
                continue  # the series and the subject of demand are named once
            _add(found, table, patch, cells)
            if table not in ("series", "subjects"):
                report = {"row_id": cells[key], "source_id": patch.source_id, "field": ""}
                words = {"quoted": "", "note": patch.because}
                _add(found, "reports", patch, report | words)
    return RawTables(found)


def _add(found: dict[str, list[RawRow]], table: str, patch: Patch, cells: Cells) -> None:
    found.setdefault(table, []).append(RawRow(patch.file, patch.line, cells))


def _source(source_id: str, scenario: Scenario) -> Cells:
    return {
        "source_id": source_id,
        "publisher": "a scenario",
        "title": scenario.title,
        "published": "",
        "retrieved": _NEVER,
        "url": "",
        "kind": "scenario",
        "language": "",
    }


def _cells(patch: Patch, meant: Meant) -> Iterator[tuple[str, Cells]]:
    """Yield tables and rows, the key first."""
    if patch.verb in _STATUS:
        for row in meant.rows:
            yield "agreement_status", _standing(patch, row)
    elif patch.verb in ("close", "open", "build"):
        for link in meant.links:
            if patch.verb == "build":
                yield "links", _built(patch, link)
            yield "link_status", _link_status(patch, link)
    elif patch.verb in ("set", "scale"):
        yield from _values(patch, meant)
    elif patch.verb == "demand":
        yield from _demand(patch)
    elif patch.verb == "price":
        for row in meant.rows:
            yield "observations", _price(patch, row)
    else:
        yield "transit_permissions", _transit(patch)


def _standing(patch: Patch, agreement: Row) -> Cells:
    return {
        "status_id": f"{patch.id}/{agreement.id}",
        "agreement_id": agreement.id,
        "precision": "day",
        "status": _STATUS[patch.verb],
        "because": patch.because or patch.source_id,
        "reading": "stated",
        **_days(patch),
    }


def _link_status(patch: Patch, link: Row) -> Cells:
    return {
        "link_status_id": f"{patch.id}/{link.id}",
        "link_id": link.id,
        "status": "closed" if patch.verb == "close" else "open",
        "because": patch.because or patch.source_id,
        **_days(patch),
    }


def _built(patch: Patch, link: Row) -> Cells:
    ends = {"exists_from": _text(patch.start), "exists_to": ""}
    return {"link_id": link.id, **_copied(link), **ends}


def _values(patch: Patch, meant: Meant) -> Iterator[tuple[str, Cells]]:
    figure = {
        "attribute": patch.attribute,
        "value": f"{patch.value:.12g}",
        "unit": patch.unit,
        "basis": "assumed",
        **_days(patch),
    }
    for link in meant.links:
        named = {"link_value_id": f"{patch.id}/{link.id}", "link_id": link.id}
        yield "link_values", named | figure | {"good": patch.good, "qualifier": "exact"}
    for row in meant.handling:
        yield "handling", {"handling_id": f"{patch.id}/{row.id}"} | _copied(row) | figure
    for node in meant.places:
        whole = {"handling_id": f"{patch.id}/{node}", "node": node, "link": ""}
        any_way = {"kind": "port_handling", "from_mode": "any", "to_mode": "any"}
        yield "handling", whole | any_way | figure


def _demand(patch: Patch) -> Iterator[tuple[str, Cells]]:
    series = FACTOR if patch.unit == "ratio" else f"{ADDED}{patch.unit}"
    ends = (",".join(zones_of(end)) if end else "*" for end in (patch.origin, patch.destination))
    yield "series", _series(series, patch.unit)
    yield (
        "subjects",
        {
            "subject_id": _WISHES,
            "name": "What wants to move",
            "kind": "demand",
        },
    )
    yield (
        "observations",
        {
            "observation_id": f"{patch.id}/demand",
            "series": series,
            "subject": _WISHES,
            "good": patch.good,
            "scope": ">".join(ends),
            "measure": "rate",
            "modality": "forecast",
            "qualifier": "exact",
            "value": f"{patch.value:.12g}",
            "unit": patch.unit,
            **_days(patch),
        },
    )


def _series(series: str, unit: str) -> Cells:
    multiple = unit == "ratio"
    return {
        "series_id": series,
        "label": "Demand as a multiple" if multiple else "Demand added",
        "dimension": "ratio" if multiple else "rate",
        "unit": unit,
        "aggregation": "mean",
        "description": "What a scenario says of what wants to move, beside the record",
    }


def _price(patch: Patch, row: Row) -> Cells:
    by = patch.value or 0.0
    scaled = {
        end: "" if row[end] is None else f"{by * float(row[end]):.12g}"
        for end in ("value", "low", "high")
    }
    return {"observation_id": row.id, **_copied(row), **scaled}


def _transit(patch: Patch) -> Cells:
    return {
        "permission_id": patch.id,
        "state": patch.targets[0],
        "mode": patch.mode,
        "good": patch.good,
        "goods_meant": "",
        "bound": ";".join(patch.bound),
        "standing": patch.standing,
        "refusing": _number(patch.refusing),
        "added_cost": _number(patch.added_cost),
        "basis": "assumed",
        "because": patch.source_id,
        "why": patch.because or "a scenario says so",
        **_days(patch),
    }


def _copied(row: Row) -> Cells:
    """Return the cells of a row but its key."""
    key = next(name for name, cell in row.cells.items() if cell == row.id)
    return {name: write_cell(cell) for name, cell in row.cells.items() if name != key}


def _days(patch: Patch) -> Cells:
    return {"valid_from": _text(patch.start), "valid_to": _text(patch.end)}


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}"
