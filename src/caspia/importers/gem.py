"""Global Energy Monitor: pipelines of its trackers, as routes (GeoJSON) or as a table (CSV).

A pipeline becomes a subject with observations of capacity and length. It never becomes a link: the
ledger has links on the same ground, and a second one would count capacity twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.importers.data_sets import UNDATED, data_set
from caspia.importers.delimited import (
    layout_of,
    looks_like,
    problem,
    quoted,
    reading,
    require_columns,
    rows_of,
    text_of,
)
from caspia.importers.gem_lines import FIELDS, register_lines
from caspia.importers.gem_rows import SERIES, decoded, doubts, subjects
from caspia.importers.plan import Plan
from caspia.importers.staging import kept, stage
from caspia.importers.vocabulary import vocabulary_of
from caspia.ledger import BulkRows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import duckdb

    from caspia.importers.plan import Head

_NEEDED = ("project", "unit", "type", "countries", "status", "start_year", "capacity", "geom")
_TABLE_ONLY = ("route", "url")
_REMARKS = (
    "Pipelines become subjects with observations of capacity and length, not links: the ledger has "
    "its own links on the same ground.",
    "Capacity and length of a line that is proposed, under construction, shelved or cancelled are "
    "plans; its status stands in the note of the subject.",
)


@dataclass(frozen=True, slots=True)
class GemRoutes:
    """Routes of pipelines with their attributes, a GeoJSON collection."""

    name: str = "Global Energy Monitor, routes of pipelines, GeoJSON"

    def recognises(self, head: Head) -> bool:
        """Tell whether a file looks like this format."""
        text = text_of(head)
        is_collection = text.lstrip("\ufeff \r\n\t").startswith("{") and "FeatureCollection" in text
        return is_collection and ('"ProjectID"' in text or _project(text) is not None)

    def plan(
        self, head: Head, connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]
    ) -> Plan:
        """Read a file into queries; see `Importer`."""
        if head.start.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise problem(head.path, "It is in UTF-16.", "Save it as UTF-8.")
        size = 2 * head.path.stat().st_size + 1_048_576
        with reading(head.path):
            connection.execute(
                "CREATE OR REPLACE TEMP TABLE gem_features AS SELECT unnest(features) AS feature "
                f"FROM read_json({quoted(str(head.path))}, columns = {{features: 'JSON[]'}}, "
                f"maximum_object_size = {size}, format = 'unstructured')"
            )
        _check_features(connection, head.path)
        register_lines(connection, _from_features(_project(text_of(head))), head.path)
        return _plan(self.name, head.path, connection, ids)


@dataclass(frozen=True, slots=True)
class GemTracker:
    """A table of the tracker's map, one line a row."""

    name: str = "Global Energy Monitor, tracker of pipelines, CSV"

    def recognises(self, head: Head) -> bool:
        """Tell whether a file looks like this format."""
        return looks_like(head, (*_NEEDED, *_TABLE_ONLY), 0.7)

    def plan(
        self, head: Head, connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]
    ) -> Plan:
        """Read a file into queries; see `Importer`."""
        layout = layout_of(head)
        require_columns(head, layout.header, (*_NEEDED, *_TABLE_ONLY))
        lines = _from_table(rows_of(head, layout), layout.header)
        register_lines(connection, lines, head.path)
        return _plan(self.name, head.path, connection, ids)


def _plan(
    name: str, path: Path, connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]
) -> Plan:
    refused = stage(connection, decoded(), path)
    updated = connection.execute("SELECT max(updated) FROM gem_lines").fetchall()[0][0] or ""
    source = data_set(
        "gem-pipelines",
        "Global Energy Monitor",
        "Pipelines of the trackers of oil and gas infrastructure, CC BY 4.0",
        "https://globalenergymonitor.org/projects/global-oil-infrastructure-tracker/",
        updated,
    )
    vocabulary = vocabulary_of(connection, ids, SERIES)
    vocabulary.pop("parties", None)
    lines = subjects(connection)
    vocabulary |= {"subjects": lines} if lines else {}
    remarks = (*_REMARKS, *doubts(connection), *(() if updated else (UNDATED,)))
    return Plan(name, source, (BulkRows("observations", kept()),), vocabulary, refused, remarks)


def _project(text: str) -> str | None:
    """Return the id of the one pipeline that a collection is named after."""
    found = re.search(r'"name"\s*:\s*"(P\d{3,6})"', text)
    return found[1] if found else None


def _check_features(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    count, whole = connection.execute(
        "SELECT count(*), count(*) FILTER (WHERE json_type(feature, '$.properties') = 'OBJECT') "
        "FROM gem_features"
    ).fetchall()[0]
    if not count or whole < count:
        what = "It has no features." if not count else "A feature of it has no properties."
        raise problem(path, what, "Give the file as it was downloaded.")


def _from_features(project: str | None) -> str:
    """Return SQL of lines: the pieces of one project together, a route of many stretches."""
    told = {
        "project_id": f"coalesce((feature ->> '$.properties.ProjectID'), {_literal(project)})",
        "project": "(feature ->> '$.properties.PipelineName')",
        "unit": "(feature ->> '$.properties.SegmentName')",
        "kind": "coalesce((feature ->> '$.properties.Fuel'), (feature ->> '$.properties.kind'), "
        "(feature ->> '$.properties.substance'))",
        "countries": "(feature ->> '$.properties.CountriesOrAreas')",
        "status": "(feature ->> '$.properties.Status')",
        "start_year": "(feature ->> '$.properties.StartYear1')",
        "stop_year": "(feature ->> '$.properties.StopYear')",
        "capacity": "replace((feature ->> '$.properties.Capacity'), ',', '')",
        "capacity_unit": "(feature ->> '$.properties.CapacityUnits')",
        "length_km": "coalesce(nullif((feature ->> '$.properties.LengthKnownKm'), ''), "
        "nullif((feature ->> '$.properties.LengthMergedKm'), ''))",
        "beginning": "(feature ->> '$.properties.StartLocation')",
        "ending": "(feature ->> '$.properties.EndLocation')",
        "owner": "(feature ->> '$.properties.Owner')",
        "updated": "(feature ->> '$.properties.LastUpdated')",
    }
    pieces = (
        "CASE (feature ->> '$.geometry.type') "
        "WHEN 'LineString' THEN [TRY_CAST((feature -> '$.geometry.coordinates') AS DOUBLE[][])] "
        "WHEN 'MultiLineString' THEN "
        "TRY_CAST((feature -> '$.geometry.coordinates') AS DOUBLE[][][]) END"
    )
    cells = ", ".join(f"{sql} AS {name}" for name, sql in told.items())
    merged = ", ".join(f"any_value({name}) AS {name}" for name in FIELDS if name != "project_id")
    return (
        f"SELECT project_id, {merged}, flatten(list(pieces)) AS pieces "
        f"FROM (SELECT {cells}, coalesce({pieces}, []) AS pieces FROM gem_features) "
        "GROUP BY coalesce(project_id, uuid()::VARCHAR), project_id"
    )


def _from_table(rows: str, header: tuple[str, ...]) -> str:
    """Return SQL of lines: latitude and longitude by comma, points by colon, pieces by semicolon.

    Oil is in barrels a day and has no column of units.
    """
    told = {
        "project": "project",
        "unit": "unit",
        "kind": "type",
        "countries": "countries",
        "status": "status_tabular" if "status_tabular" in header else "status",
        "start_year": "start_year",
        "capacity": "capacity",
        "capacity_unit": "units" if "units" in header else "'bpd'",
        "owner": "coalesce(owner, parent)" if "owner" in header else "parent",
    }
    point = (
        "lambda point: [TRY_CAST(split_part(point, ',', 2) AS DOUBLE), "
        "TRY_CAST(split_part(point, ',', 1) AS DOUBLE)]"
    )
    pieces = (
        f"CASE WHEN geom = 'line' THEN list_transform(string_split(route, ';'), "
        f"lambda piece: list_transform(string_split(piece, ':'), {point})) END"
    )
    cells = ", ".join(f"{told.get(name, 'NULL')} AS {name}" for name in FIELDS)
    return f"SELECT {cells}, coalesce({pieces}, []) AS pieces FROM {rows}"


def _literal(text: str | None) -> str:
    return quoted(text) if text else "NULL"
