"""Plans of sample files, and the rows that they would add."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from caspia.importers.adding import add_import
from caspia.importers.formats import FORMATS
from caspia.importers.plan import Head
from caspia.ledger import Ledger
from caspia.ledger.user_layer import user_layer
from tests.ledger.small_ledger import compiled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caspia.importers import Plan
    from caspia.importers.adding import Preview

SAMPLES = Path(__file__).parent / "samples"
SHARED = Path(__file__).parents[3] / "shared" / "data"


@dataclass
class Planned:
    """A plan, its rows by table and id, and what it leaves out by reason."""

    plan: Plan
    rows: dict[str, dict[str, dict[str, Any]]]
    refused: dict[str, tuple[int, tuple[str, ...]]]

    @property
    def observations(self) -> dict[str, dict[str, Any]]:
        return self.rows["observations"]


def head(path: Path) -> Head:
    start = b"" if not path.is_file() else path.read_bytes()[:65_536]
    return Head(path, start)


def planned(path: Path, ids: Mapping[str, str] | None = None) -> Planned:
    """Return the plan of the first format that recognises a file, with its rows read."""
    opened = head(path)
    importer = next(importer for importer in FORMATS if importer.recognises(opened))
    with duckdb.connect() as connection:
        plan = importer.plan(opened, connection, ids or {})
        rows: dict[str, dict[str, dict[str, Any]]] = {}
        for bulk in plan.bulk:
            result = connection.execute(bulk.query)
            names = [column[0] for column in result.description]
            found = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
            rows[bulk.table] = {row[names[0]]: row for row in found}
            assert len(rows[bulk.table]) == len(found), "ids stand twice"
    refused = {r.reason: (r.count, r.examples) for r in plan.refused}
    return Planned(plan, rows, refused)


def recognised(path: Path) -> str | None:
    """Return the name of the format that recognises a file."""
    opened = head(path)
    return next((importer.name for importer in FORMATS if importer.recognises(opened)), None)


def genuine(name: str) -> Path:
    """Return a genuine file, or skip the test where it is not beside the checkout."""
    path = SHARED / name
    if not path.exists():
        pytest.skip("the shared data is not beside the checkout")
    return path


def added(path: Path, folder: Path) -> tuple[Preview, Ledger]:
    """Add a file to a ledger file in a folder, over a small ledger, and open the two."""
    below = compiled(folder / "small")
    target = folder / "mine.duckdb"
    preview = add_import(path, target, [below])
    return preview, Ledger([below, user_layer(target, [below])])
