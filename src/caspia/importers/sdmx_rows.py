"""Rows of SDMX data of the IMF, however packed, as observations and monthly exchange rates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from caspia.amounts import check_unit
from caspia.errors import AmountError
from caspia.importers import periods
from caspia.importers.added_series import added_series
from caspia.importers.columns import make_table
from caspia.importers.countries import countries, register_countries
from caspia.importers.data_sets import UNDATED, data_set
from caspia.importers.delimited import quoted
from caspia.importers.plan import Plan
from caspia.importers.staging import kept, refusing, stage
from caspia.importers.vocabulary import named, vocabulary_of
from caspia.ledger import BulkRows, read_partial

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import duckdb

_EURO_AREA = "G163"
_NO_PARTY = "is no state or territory that is known here"
_REMARKS = {
    "investment_stock": "Direct investment is net of repayments, in US dollars at the end of the "
    "year; figures derived from the counterpart's own are reported by the counterpart.",
    "exchange_rate": "A mean rate of a month goes to the table of exchange rates; other rates are "
    "observations. Rates are told in the currency of today, also for years before a reform.",
    "gdp": "Years that had not ended when the file was published are forecasts.",
}


@dataclass(frozen=True, slots=True)
class SdmxFile:
    """A file of SDMX data, made ready.

    Attributes
    ----------
    format : str
        Name of its format in words.
    path : Path
        The file.
    raw : str
        SQL of its rows as text: country, counterpart, indicator, indicator_name, transformation,
        period, figure, power (of ten that the figure is multiplied by) and derived (true where it
        rests on the counterpart's figures).
    published : str
        Day of publication, where the file tells it.
    """

    format: str
    path: Path
    raw: str
    published: str = ""


def sdmx_plan(
    file: SdmxFile, connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]
) -> Plan:
    """Return the plan of a file of SDMX data.

    Raises
    ------
    BadRowsError
        The file cannot be read to its end.
    """
    register_countries(connection)
    _register_currencies(connection)
    joined = _joined(file.raw)
    monthly = "role = 'rate' AND series = 'exchange_rate' AND day_count <= 31"
    others = f"SELECT * FROM ({joined}) WHERE ({monthly}) IS NOT TRUE"
    rates = f"SELECT * FROM ({joined}) WHERE {monthly}"
    refused = (
        *stage(connection, _rates(rates), file.path, "rate_id", "kept_rates"),
        *stage(connection, _observations(others, file.published), file.path),
    )
    source_id = f"imf-{file.published}" if file.published else "imf"
    source = data_set(
        source_id,
        "International Monetary Fund",
        "IMF data",
        "https://data.imf.org/",
        file.published,
    )
    bulk = tuple(
        BulkRows(table, kept(staged))
        for table, staged in (("observations", "kept"), ("exchange_rates", "kept_rates"))
        if connection.execute(f"SELECT 1 FROM {staged} LIMIT 1").fetchall()
    )
    vocabulary = vocabulary_of(connection, ids, added_series())
    remarks = _remarks({*named(connection, "series"), *(row.table for row in bulk)})
    if not file.published:
        remarks = (*remarks, UNDATED)
    return Plan(file.format, source, bulk, vocabulary, refused, remarks)


def _remarks(kinds: set[str]) -> tuple[str, ...]:
    told = (
        remark for name, remark in _REMARKS.items() if any(kind.startswith(name) for kind in kinds)
    )
    return tuple(told)


def _register_currencies(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table ``currencies``: of which party, its code, and its unit where there is one."""
    rows = [(c.party_id, c.currency, _rate_unit(c.currency)) for c in countries() if c.currency]
    make_table(connection, "currencies", ("party_id", "currency", "rate_unit"), rows)


@cache
def _rate_unit(currency: str) -> str | None:
    try:
        return check_unit(f"{currency}_per_USD")
    except AmountError:
        return None


def _joined(raw: str) -> str:
    series = quoted(str(files("caspia.importers").joinpath("sdmx_series.csv")))
    codes = (
        "(SELECT code, party_id FROM country_codes WHERE system IN ('iso3', 'other') "
        "UNION SELECT code, party_id FROM country_codes WHERE system = 'iso2')"
    )
    start, lasts = periods.first_day("period"), periods.length("period")
    return (
        "SELECT raw.*, s.* RENAME (indicator AS of_indicator, transformation AS of_unit), "
        "a.party_id AS party, b.party_id AS other, currency, rate_unit, "
        "TRY_CAST(figure AS DOUBLE) * pow(10, coalesce(TRY_CAST(power AS INTEGER), 0)) AS amount, "
        f"{start} AS first_day, CAST({start} + {lasts} AS DATE) AS end_day, "
        f"CAST({start} + {lasts} AS DATE) - {start} AS day_count "
        f"FROM ({raw}) raw LEFT JOIN (SELECT * FROM read_csv({series}, all_varchar = true)) s "
        "ON s.indicator = raw.indicator "
        "AND (s.transformation IS NULL OR s.transformation = raw.transformation) "
        f"LEFT JOIN {codes} a ON a.code = raw.country "
        f"LEFT JOIN {codes} b ON b.code = raw.counterpart "
        "LEFT JOIN currencies m ON m.party_id = a.party_id"
    )


def _rates(rows: str) -> str:
    code = f"CASE country WHEN '{_EURO_AREA}' THEN 'EUR' ELSE currency END"
    tests = {
        "figure IS NULL": ("there is no figure", "country"),
        "coalesce(amount, 0) <= 0": ("the rate is not above zero", "figure"),
        "code IS NULL": ("the country has no one currency of its own over the years", "country"),
    }
    return (
        "SELECT code || '-' || strftime(first_day, '%Y-%m') AS rate_id, code AS currency, "
        "first_day AS month, 1 / amount AS usd_per_unit, figure AS quoted, 0 AS preference, "
        f"{refusing(tests)} FROM (SELECT *, {code} AS code FROM ({rows}))"
    )


def _observations(rows: str, published: str) -> str:
    inward = "role = 'inward'"
    data_set_name = f"imf-{published}" if published else "imf"
    known = f"DATE '{read_partial(published).last_day}'" if published else "current_date"
    shown = (
        f"SELECT *, CASE WHEN {inward} THEN other WHEN role = 'price' THEN 'WLD' ELSE party END "
        f"AS subject, CASE WHEN {inward} THEN party WHEN role = 'outward' THEN other END "
        "AS partner, CASE WHEN role IN ('outward', 'inward') THEN CASE WHEN derived = 'true' "
        "THEN other ELSE party END WHEN role <> 'price' THEN party END AS reporter FROM "
        f"({rows})"
    )
    return (
        "SELECT series || '.' || lower(subject) || coalesce('-' || lower(partner), '') || '.' || "
        f"{periods.label('period')} || '.{data_set_name}' || coalesce('.' || "
        "CASE WHEN partner IS NOT NULL THEN lower(reporter) END, "
        "'.' || lower(replace(scope, ' ', '-')), '') AS observation_id, series, subject, partner, "
        "good, reporter, scope, measure, first_day AS valid_from, end_day AS valid_to, "
        f"CASE WHEN end_day > {known} THEN 'forecast' ELSE 'actual' END AS modality, "
        "amount AS value, CASE WHEN role = 'rate' THEN rate_unit ELSE unit END AS unit, "
        f"{_printed()} AS quoted, 0 AS preference, {refusing(_tests())} FROM ({shown})"
    )


def _printed() -> str:
    """Return SQL of the figure as printed, its power of ten in words."""
    return (
        "CASE coalesce(power, '0') WHEN '0' THEN figure WHEN '3' THEN figure || ' thousand' "
        "WHEN '6' THEN figure || ' million' WHEN '9' THEN figure || ' billion' END"
    )


def _tests() -> dict[str, tuple[str, str]]:
    return {
        "figure IS NULL": ("there is no figure", "concat_ws(' ', country, indicator)"),
        "series IS NULL": (
            "an indicator that the ledger has no series for",
            "concat_ws(' ', coalesce(indicator, 'without a code'), transformation)",
        ),
        "first_day IS NULL": ("the period is no year, quarter or month", "period"),
        "amount IS NULL": ("the figure is no number", "figure"),
        "role <> 'price' AND party IS NULL": (f"the country {_NO_PARTY}", "country"),
        "role IN ('outward', 'inward') AND other IS NULL": (
            f"the counterpart {_NO_PARTY}",
            "counterpart",
        ),
        "role = 'rate' AND rate_unit IS NULL": (
            "a rate of a currency that has no unit here",
            "coalesce(currency, country)",
        ),
    }
