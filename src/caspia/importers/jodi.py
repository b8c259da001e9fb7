"""JODI, the Joint Organisations Data Initiative: monthly oil and gas, CSV."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from caspia.importers import periods
from caspia.importers.added_series import added_series
from caspia.importers.countries import register_countries
from caspia.importers.data_sets import UNDATED, data_set
from caspia.importers.delimited import layout_of, looks_like, quoted, require_columns, rows_of
from caspia.importers.plan import Plan
from caspia.importers.staging import kept, refusing, stage
from caspia.importers.vocabulary import vocabulary_of
from caspia.ledger import BulkRows

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from caspia.importers.plan import Head

_NEEDED = (
    "REF_AREA",
    "TIME_PERIOD",
    "ENERGY_PRODUCT",
    "FLOW_BREAKDOWN",
    "UNIT_MEASURE",
    "OBS_VALUE",
    "ASSESSMENT_CODE",
)
_NOTES = {
    "2": "JODI: to be used with caution",
    "3": "JODI: not assessed",
    "4": "JODI: under verification",
}
_REMARKS = (
    "Totals of all partners; what JODI says of its trust in a figure stands in the note of the "
    "report.",
    UNDATED,
)


@dataclass(frozen=True, slots=True)
class Jodi:
    """Oil in barrels and tonnes, gas in cubic metres, by country and month."""

    name: str = "JODI oil and gas, CSV"

    def recognises(self, head: Head) -> bool:
        """Tell whether a file looks like this format."""
        return looks_like(head, _NEEDED)

    def plan(
        self, head: Head, connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]
    ) -> Plan:
        """Read a file into queries; see `Importer`."""
        layout = layout_of(head)
        require_columns(head, layout.header, _NEEDED)
        register_countries(connection)
        refused = stage(connection, _decoded(rows_of(head, layout)), head.path)
        source = data_set(
            "jodi",
            "Joint Organisations Data Initiative",
            "JODI oil and gas world databases",
            "https://www.jodidata.org/",
        )
        vocabulary = vocabulary_of(connection, ids, added_series())
        bulk = (BulkRows("observations", kept()),)
        return Plan(self.name, source, bulk, vocabulary, refused, _REMARKS)


def _decoded(rows: str) -> str:
    series = quoted(str(files("caspia.importers").joinpath("jodi_series.csv")))
    codes = "(SELECT code, party_id FROM country_codes WHERE system = 'iso2')"
    joined = (
        "SELECT raw.*, s.*, c.party_id AS party, TRY_CAST(OBS_VALUE AS DOUBLE) AS amount, "
        f"{periods.first_day('TIME_PERIOD')} AS valid_from "
        f"FROM {rows} raw LEFT JOIN (SELECT * FROM read_csv({series}, all_varchar = true)) s "
        "ON s.product = ENERGY_PRODUCT AND s.flow = FLOW_BREAKDOWN AND s.unit_code = UNIT_MEASURE "
        f"LEFT JOIN {codes} c ON c.code = REF_AREA"
    )
    notes = " ".join(f"WHEN '{code}' THEN '{note}'" for code, note in _NOTES.items())
    return (
        f"SELECT series || '.' || lower(party) || '.' || {periods.label('TIME_PERIOD')} || '.jodi' "
        "AS observation_id, series, party AS subject, good, party AS reporter, measure, "
        "valid_from, "
        f"CAST(valid_from + {periods.length('TIME_PERIOD')} AS DATE) AS valid_to, "
        "amount AS value, unit, OBS_VALUE AS quoted, "
        f"CASE ASSESSMENT_CODE {notes} END AS note, 0 AS preference, {_refusal()} FROM ({joined})"
    )


def _refusal() -> str:
    product = "ENERGY_PRODUCT || ' ' || FLOW_BREAKDOWN || ' in ' || UNIT_MEASURE"
    tests = {
        "amount IS NULL": ("there is no figure", "OBS_VALUE"),
        "series IS NULL": ("a product, flow or unit that the ledger has no series for", product),
        "party IS NULL": ("the country is none that is known here", "REF_AREA"),
        "valid_from IS NULL": ("the period is no month", "TIME_PERIOD"),
    }
    return refusing(tests)
