"""Pipelines of Global Energy Monitor as subjects and observations."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from caspia.importers.countries import party_of
from caspia.importers.delimited import quoted
from caspia.importers.staging import refusing

if TYPE_CHECKING:
    import duckdb

SERIES = (
    {
        "series_id": "oil_pipeline_capacity_daily",
        "label": "Oil line capacity per day",
        "dimension": "volume per time",
        "unit": "kb_per_day",
        "aggregation": "last",
        "description": "Oil that a line can carry in a day.",
    },
    {
        "series_id": "gas_pipeline_capacity",
        "label": "Gas line capacity",
        "dimension": "volume per time",
        "unit": "bcm_per_year",
        "aggregation": "last",
        "description": "Gas that a line can carry in a year.",
    },
    {
        "series_id": "gas_pipeline_capacity_daily",
        "label": "Gas line capacity per day",
        "dimension": "volume per time",
        "unit": "mcm_per_day",
        "aggregation": "last",
        "description": "Gas that a line can carry in a day.",
    },
    {
        "series_id": "pipeline_length",
        "label": "Pipeline length",
        "dimension": "length",
        "unit": "km",
        "aggregation": "last",
        "description": "Length of a pipeline, or of its part in the partner state.",
    },
)

_BUILT = "('operating', 'mothballed', 'idle', 'retired')"
_PLANNED = "('proposed', 'construction', 'shelved', 'cancelled')"
_IS_YEAR = "(regexp_full_match({0}, '(19|20)\\d\\d(\\.0)?'))"
_POINT = "an LNG terminal or other point, not a line"


def decoded() -> str:
    """Return SQL of observations of ``gem_lines`` and of what is left out of them."""
    units = quoted(str(files("caspia.importers").joinpath("gem_units.csv")))
    return f"{_capacities(units)} UNION ALL BY NAME {_lengths()}"


def _capacities(units: str) -> str:
    tests = {
        "TRY_CAST(capacity AS DOUBLE) IS NULL OR TRY_CAST(capacity AS DOUBLE) <= 0": (
            "its capacity is no number",
            "line_id || ': ' || capacity",
        ),
        "u.series IS NULL": (
            "its capacity is in a unit that is not known here",
            "line_id || ': ' || coalesce(capacity_unit, 'none')",
        ),
    }
    return (
        "SELECT u.series || '.' || line_id || '.gem' AS observation_id, u.series AS series, "
        f"u.measure AS measure, TRY_CAST(capacity AS DOUBLE) AS value, u.unit AS unit, "
        f"'exact' AS qualifier, concat_ws(' ', capacity, capacity_unit) AS quoted, "
        f"NULL AS note, {_common()}, {refusing(tests)} "
        f"FROM gem_lines LEFT JOIN (SELECT * FROM read_csv({units}, all_varchar = true)) u "
        f"ON u.told = lower(capacity_unit) WHERE capacity IS NOT NULL AND NOT ({_left_out()})"
    )


def _lengths() -> str:
    known = "TRY_CAST(length_km AS DOUBLE)"
    tests = _TESTS | {
        f"coalesce({known}, route_km) IS NULL OR coalesce({known}, route_km) <= 0": (
            "it has neither a length nor a route",
            "line_id",
        )
    }
    note = "'measured along the points of the route, so that it is a least length'"
    return (
        "SELECT 'pipeline_length.' || line_id || '.gem' AS observation_id, "
        "'pipeline_length' AS series, NULL AS measure, "
        f"round(coalesce({known}, route_km), 1) AS value, 'km' AS unit, "
        f"CASE WHEN {known} IS NULL THEN 'at_least' ELSE 'exact' END AS qualifier, "
        f"length_km AS quoted, CASE WHEN {known} IS NULL THEN {note} END AS note, "
        f"{_common()}, {refusing(tests)} FROM gem_lines"
    )


_TESTS = {
    "line_id = 'gem-' OR line_id IS NULL": ("it has neither id nor name", "countries"),
    "kind LIKE '%terminal%'": (_POINT, "project"),
    f"status IS NOT NULL AND status NOT IN {_BUILT} AND status NOT IN {_PLANNED}": (
        "its status is none that is known here",
        "line_id || ': ' || status",
    ),
}


def _left_out() -> str:
    """Return SQL of whether a line is left out, which is told once, with its length."""
    return " OR ".join(f"coalesce({test}, false)" for test in _TESTS)


def _common() -> str:
    begun = f"CASE WHEN {_IS_YEAR.format('start_year')} THEN left(start_year, 4)::INTEGER END"
    ended = f"CASE WHEN {_IS_YEAR.format('stop_year')} THEN left(stop_year, 4)::INTEGER END"
    modality = f"CASE WHEN status IN {_BUILT} THEN 'actual' ELSE 'plan' END"
    return (
        f"line_id AS subject, make_date({begun}, 1, 1) AS valid_from, "
        f"CASE WHEN {ended} >= coalesce({begun}, 0) THEN make_date({ended} + 1, 1, 1) END "
        f"AS valid_to, {modality} AS modality, 0 AS preference"
    )


def subjects(connection: duckdb.DuckDBPyConnection) -> list[dict[str, str]]:
    """Return rows of subjects: each line that an observation was kept of."""
    found = connection.execute(
        "SELECT line_id, any_value(concat_ws(', ', project, unit)), any_value(kind), "
        "any_value(countries), any_value(status), any_value(beginning), any_value(ending), "
        "any_value(owner) FROM gem_lines WHERE line_id IN (SELECT subject FROM kept) "
        "GROUP BY line_id ORDER BY line_id"
    ).fetchall()
    return [_subject(*row) for row in found]


def _subject(
    line_id: str,
    name: str | None,
    kind: str | None,
    countries: str | None,
    status: str | None,
    beginning: str | None,
    ending: str | None,
    owner: str | None,
) -> dict[str, str]:
    lands = [land.strip() for land in (countries or "").split(",") if land.strip()]
    ends = f"from {beginning} to {ending}" if beginning and ending else ""
    told = (status, f"through {', '.join(lands)}" if lands else "", ends, owner and f"of {owner}")
    only = party_of("name", lands[0]) if len(lands) == 1 else None
    return {
        "subject_id": line_id,
        "name": name or f"Pipeline {line_id.removeprefix('gem-').upper()}",
        "kind": "pipeline",
        "country": only or "",
        "note": "; ".join(part for part in (kind_of(kind), *told) if part),
    }


def kind_of(kind: str | None) -> str:
    """Return what a line carries, in words."""
    plain = (kind or "").lower().replace("_pipelines", "").replace("_pipeline", "")
    return f"{plain} line" if plain else ""


def doubts(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Say how many lines have no status, and whose year of opening is none."""
    kept = "line_id IN (SELECT subject FROM kept)"
    unclear, years, shown = connection.execute(
        "SELECT count(DISTINCT line_id) FILTER (WHERE status IS NULL), "
        "count(*) FILTER (WHERE bad), "
        "array_to_string(list_slice(list(line_id || ': ' || start_year ORDER BY line_id) "
        f"FILTER (WHERE bad), 1, 3), ', ') FROM (SELECT *, start_year IS NOT NULL "
        f"AND NOT {_IS_YEAR.format('start_year')} AS bad FROM gem_lines WHERE {kept})"
    ).fetchall()[0]
    remarks = []
    if unclear:
        remarks.append(
            f"Lines without a status: {unclear:,}. Whether they were built is not told, so their "
            "figures count as plans."
        )
    if years:
        remarks.append(
            f"Years of opening that are none: {years:,} ({shown}). Figures of these lines have no "
            "first day."
        )
    return tuple(remarks)
