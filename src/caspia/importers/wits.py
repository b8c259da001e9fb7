"""WITS, the World Bank's trade summary of one country over the years, CSV."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.importers.added_series import added_series
from caspia.importers.countries import register_countries
from caspia.importers.data_sets import UNDATED, data_set
from caspia.importers.delimited import layout_of, looks_like, problem, require_columns, rows_of
from caspia.importers.plan import Plan
from caspia.importers.staging import kept, refusing, stage
from caspia.importers.vocabulary import vocabulary_of
from caspia.ledger import BulkRows

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from caspia.importers.plan import Head

_NEEDED = ("Reporter", "Partner", "Product categories", "Indicator Type", "Indicator")
_SERIES = {
    "Trade (US$ Mil)-Top 5 Export Partner": ("exports", "MUSD", "flow", "fob"),
    "Trade (US$ Mil)-Top 5 Import Partner": ("imports", "MUSD", "flow", "cif"),
    "Exports (in US$ Mil)": ("exports", "MUSD", "flow", "fob"),
    "Imports (in US$ Mil)": ("imports", "MUSD", "flow", "cif"),
    "Partner share(%)-Top 5 Export Partner": ("export_share", "percent", "rate", "fob"),
    "Partner share(%)-Top 5 Import Partner": ("import_share", "percent", "rate", "cif"),
    "GDP (current US$ Mil)": ("gdp", "MUSD", "flow", None),
}
_REMARKS = (
    "WITS takes trade from UN Comtrade: imports are CIF, exports FOB. Trade with single partners "
    "is there only for years in which they were among the first five.",
    UNDATED,
)


@dataclass(frozen=True, slots=True)
class WitsSummary:
    """Rows of indicators, columns of years."""

    name: str = "WITS trade summary, CSV"

    def recognises(self, head: Head) -> bool:
        """Tell whether a file looks like this format."""
        return looks_like(head, _NEEDED)

    def plan(
        self, head: Head, connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]
    ) -> Plan:
        """Read a file into queries; see `Importer`."""
        layout = layout_of(head)
        require_columns(head, layout.header, _NEEDED)
        years = [name for name in layout.header if re.fullmatch(r"(19|20)\d\d", name)]
        if not years:
            raise problem(
                head.path, "No column is a year.", "Give the file as it was downloaded.", 1
            )
        register_countries(connection)
        refused = stage(connection, _decoded(rows_of(head, layout), years), head.path)
        source = data_set(
            "wits",
            "World Bank",
            "World Integrated Trade Solution, trade summary",
            "https://wits.worldbank.org/",
        )
        vocabulary = vocabulary_of(connection, ids, added_series())
        bulk = (BulkRows("observations", kept()),)
        return Plan(self.name, source, bulk, vocabulary, refused, _REMARKS)


def _decoded(rows: str, years: list[str]) -> str:
    columns = ", ".join(f'"{year}"' for year in years)
    codes = "(SELECT code, party_id FROM country_codes WHERE system = 'name')"
    told = (
        "SELECT trim(Reporter) AS reporter_name, trim(Partner) AS partner_name, "
        'trim("Product categories") AS product, trim(Indicator) AS indicator, year, '
        f"trim(amount) AS quoted FROM (UNPIVOT (SELECT * FROM {rows}) ON {columns} "
        "INTO NAME year VALUE amount) WHERE trim(amount) <> ''"
    )
    joined = (
        f"SELECT told.*, TRY_CAST(quoted AS DOUBLE) AS amount, s.*, r.party_id AS reporter, "
        f"p.party_id AS partner FROM ({told}) told "
        f"LEFT JOIN ({_series()}) s ON s.of_indicator = told.indicator "
        f"LEFT JOIN {codes} r ON r.code = lower(reporter_name) "
        f"LEFT JOIN {codes} p ON p.code = lower(partner_name)"
    )
    whom = "lower(reporter) || coalesce('-' || lower(partner), '')"
    return (
        f"SELECT series || '.' || {whom} || '.' || year || '.wits' AS observation_id, series, "
        "reporter AS subject, partner, reporter, measure, valuation, "
        "make_date(year::INTEGER, 1, 1) AS valid_from, "
        "make_date(year::INTEGER + 1, 1, 1) AS valid_to, amount AS value, unit, quoted, "
        f"0 AS preference, {_refusal()} FROM ({joined})"
    )


def _refusal() -> str:
    tests = {
        "series IS NULL": ("an indicator that the ledger has no series for", "indicator"),
        "product NOT IN ('All Products', '...')": (
            "a group of goods of WITS, which is no chapter of the Harmonized System",
            "product",
        ),
        "reporter IS NULL": (
            "the reporter is no state or territory that is known here",
            "reporter_name",
        ),
        "partner IS NULL AND partner_name <> '...'": (
            "the partner is no state or territory that is known here",
            "partner_name",
        ),
        "amount IS NULL": ("the figure is no number", "quoted"),
    }
    return refusing(tests)


def _series() -> str:
    rows = ", ".join(
        f"('{indicator}', '{series}', '{unit}', '{measure}', "
        f"{'NULL' if valuation is None else repr(valuation)})"
        for indicator, (series, unit, measure, valuation) in _SERIES.items()
    )
    return f"SELECT * FROM (VALUES {rows}) t(of_indicator, series, unit, measure, valuation)"
