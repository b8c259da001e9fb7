"""Figures of the World Bank, however packed, as observations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caspia.amounts import dimension
from caspia.importers import periods
from caspia.importers.added_series import added_series
from caspia.importers.columns import make_table
from caspia.importers.countries import register_countries
from caspia.importers.data_sets import UNDATED, data_set
from caspia.importers.plan import Plan
from caspia.importers.staging import kept, refusing, stage
from caspia.importers.vocabulary import vocabulary_of
from caspia.ledger import BulkRows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import duckdb

#: Indicators that are series with names of their own.
_SERIES = {"NY.GDP.MKTP.CD": "gdp", "SP.POP.TOTL": "population"}
#: What the name of an indicator must hold for a unit; the first that fits counts.
_UNITS = (
    (r"%|\bpercent", "percent"),
    (r"(?<!per )US\$", "USD"),
    (r"\(kt\)", "kt"),
    (r"metric tons?\b", "t"),
    (r"TEU", "TEU"),
    (r"sq\. ?km", "km2"),
    (r"\((total )?route-km\)|\(km\)", "km"),
    (r"\(days\)", "d"),
    (r"\(hours\)", "h"),
    (r"^Population, |\(number\)|\(people\)", "count"),
    (r"[Ii]ndex", "index_points"),
)


def world_bank_plan(
    name: str,
    path: Path,
    connection: duckdb.DuckDBPyConnection,
    ids: Mapping[str, str],
    published: str,
    remarks: tuple[str, ...] = (),
) -> Plan:
    """Return the plan of figures in the temporary table ``figures``.

    Parameters
    ----------
    name : str
        Name of the format in words.
    path : Path
        The file.
    connection : DuckDBPyConnection
        With ``figures``: iso3, country, indicator, indicator_name, period, figure; all text.
    ids : mapping
        Every id of the ledger to its table.
    published : str
        Day of the last update, where the file tells it.
    remarks : tuple of str
        What to tell of this file beside what is told of every one.
    """
    register_countries(connection)
    series = _register_series(connection)
    data_set_id = f"world-bank-{published}" if published else "world-bank"
    refused = stage(connection, _decoded(data_set_id), path)
    source = data_set(
        data_set_id,
        "World Bank",
        "World Development Indicators",
        "https://databank.worldbank.org/source/world-development-indicators",
        published,
    )
    vocabulary = vocabulary_of(connection, ids, (*added_series(), *series))
    known = () if published else (UNDATED,)
    bulk = (BulkRows("observations", kept()),)
    return Plan(name, source, bulk, vocabulary, refused, (*remarks, *known))


def unit_of(indicator_name: str) -> str | None:
    """Return the unit that the name of an indicator tells; None where it tells none."""
    return next((unit for mark, unit in _UNITS if re.search(mark, indicator_name)), None)


def _register_series(connection: duckdb.DuckDBPyConnection) -> list[dict[str, str]]:
    """Make the table ``indicators`` and return rows of series for those without a name here."""
    told = connection.execute(
        "SELECT indicator, any_value(indicator_name) FROM figures "
        "WHERE indicator IS NOT NULL GROUP BY indicator ORDER BY indicator"
    ).fetchall()
    rows = [(code, _series_id(code), name, unit_of(name or "")) for code, name in told]
    make_table(connection, "indicators", ("code", "series", "label", "unit"), rows)
    return [
        {
            "series_id": series,
            "label": name,
            "dimension": dimension(unit),
            "unit": unit,
            "aggregation": "none",
            "description": f"Indicator {code} of the World Bank.",
        }
        for code, series, name, unit in rows
        if unit and code not in _SERIES
    ]


def _series_id(code: str) -> str:
    return _SERIES.get(code) or "wb-" + code.lower().replace(".", "-")


def _decoded(data_set_id: str) -> str:
    codes = "(SELECT code, party_id FROM country_codes WHERE system = 'iso3')"
    joined = (
        "SELECT f.*, i.series, i.unit, c.party_id AS party, TRY_CAST(figure AS DOUBLE) AS amount, "
        f"{periods.first_day('period')} AS valid_from FROM figures f "
        f"LEFT JOIN indicators i ON i.code = f.indicator LEFT JOIN {codes} c ON c.code = f.iso3"
    )
    measure = "CASE WHEN unit IN ('percent', 'index_points') THEN 'rate' END"
    tests = {
        "figure IS NULL": ("there is no figure", "country"),
        "party IS NULL": ("a group of states, or none that is known here", "country"),
        "unit IS NULL": (
            "the name of the indicator tells no unit that is known here",
            "coalesce(indicator_name, indicator)",
        ),
        "valid_from IS NULL": ("the period is no year, quarter or month", "period"),
        "amount IS NULL": ("the figure is no number", "figure"),
    }
    return (
        f"SELECT series || '.' || lower(party) || '.' || {periods.label('period')} || "
        f"'.{data_set_id}' AS observation_id, series, party AS subject, 'WB' AS reporter, "
        f"CASE series WHEN 'gdp' THEN 'flow' WHEN 'population' THEN 'stock' ELSE {measure} END "
        "AS measure, valid_from, "
        f"CAST(valid_from + {periods.length('period')} AS DATE) AS valid_to, amount AS value, "
        f"unit, 0 AS preference, {refusing(tests)} FROM ({joined})"
    )
