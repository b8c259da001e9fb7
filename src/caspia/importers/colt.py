"""COLT, leader travel: trips sent and received by country and year."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from caspia.importers import periods
from caspia.importers.columns import make_table
from caspia.importers.countries import register_countries
from caspia.importers.data_sets import UNDATED, data_set
from caspia.importers.delimited import layout_of, looks_like, require_columns, rows_of
from caspia.importers.plan import Plan
from caspia.importers.staging import kept, refusing, stage
from caspia.importers.vocabulary import vocabulary_of
from caspia.ledger import BulkRows

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from caspia.importers.plan import Head

_NEEDED = ("TripYear", "country", "trips_sent", "trips_received")
_COLT = {
    "party_id": "COLT",
    "name": "Country and Organizational Leader Travel data set",
    "kind": "organisation",
}
_SERIES = (
    {
        "series_id": "leader_trips_received",
        "label": "Leader trips received",
        "dimension": "count",
        "unit": "count",
        "aggregation": "sum",
        "description": "Trips to the subject by foreign heads of state or government in the year, "
        "all origins.",
    },
    {
        "series_id": "leader_trips_sent",
        "label": "Leader trips abroad",
        "dimension": "count",
        "unit": "count",
        "aggregation": "sum",
        "description": "Trips abroad by the subject's head of state or government in the year, "
        "all destinations.",
    },
)
_REMARKS = (
    "Trips to and from all countries together; the file does not tell pairs.",
    "An empty cell is unknown, not nought: no observation is made of it.",
    "Two names of one state in one year, such as Zaire and Congo-Kinshasa in 1997, are added up.",
    UNDATED,
)


@dataclass(frozen=True, slots=True)
class Colt:
    """Counts by country and year."""

    name: str = "COLT leader travel, counts by country and year, CSV"

    def recognises(self, head: Head) -> bool:
        """Tell whether a file looks like this format."""
        return looks_like(head, _NEEDED, 0.75)

    def plan(
        self, head: Head, connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]
    ) -> Plan:
        """Read a file into queries; see `Importer`."""
        layout = layout_of(head)
        require_columns(head, layout.header, _NEEDED)
        register_countries(connection)
        _register_others(connection, ids)
        refused = stage(connection, _decoded(rows_of(head, layout)), head.path)
        source = data_set(
            "colt",
            "Frederick S. Pardee Institute for International Futures",
            "Country and Organizational Leader Travel (COLT), counts by country and year",
            "https://doi.org/10.7910/DVN/87YG4K",
        )
        vocabulary = vocabulary_of(connection, ids, _SERIES)
        if _COLT["party_id"] not in ids:
            vocabulary["parties"] = [*vocabulary.get("parties", []), dict(_COLT)]
        bulk = (BulkRows("observations", kept()),)
        return Plan(self.name, source, bulk, vocabulary, refused, _REMARKS)


def _register_others(connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]) -> None:
    """Make the table ``colt_parties`` of bodies and lands that are no countries, if known."""
    text = files("caspia.importers").joinpath("colt_parties.csv").read_text(encoding="utf-8")
    rows = [(row["name"], row["party_id"]) for row in csv.DictReader(text.splitlines())]
    known = [row for row in rows if ids.get(row[1]) == "parties"]
    make_table(connection, "colt_parties", ("name", "party_id"), known)


def _decoded(rows: str) -> str:
    cells = (
        "SELECT TripYear, country, unnest(['sent', 'received']) AS way, "
        f"unnest([trips_sent, trips_received]) AS trips FROM {rows}"
    )
    codes = "(SELECT code, party_id FROM country_codes WHERE system = 'name')"
    read = (
        f"SELECT cells.*, coalesce(c.party_id, o.party_id) AS party, "
        f"TRY_CAST(trips AS DOUBLE) AS amount, {periods.first_day('TripYear')} AS valid_from "
        f"FROM ({cells}) cells LEFT JOIN {codes} c ON c.code = lower(trim(country)) "
        "LEFT JOIN colt_parties o ON o.name = trim(country) "
        "WHERE nullif(trim(trips), 'NA') IS NOT NULL"
    )
    return (
        "SELECT 'leader_trips_' || way || '.' || lower(party) || '.' || TripYear || '.colt' "
        "AS observation_id, 'leader_trips_' || way AS series, party AS subject, "
        "'COLT' AS reporter, 'count' AS measure, valid_from, "
        "(valid_from + INTERVAL 1 YEAR)::DATE AS valid_to, sum(amount) AS value, "
        "'count' AS unit, string_agg(trips, ' + ' ORDER BY country) AS quoted, 0 AS preference, "
        f"{_refusal()} FROM ({read}) GROUP BY way, party, TripYear, valid_from, refusal, named"
    )


def _refusal() -> str:
    tests = {
        "party IS NULL": ("the country or body is none that is known here", "country"),
        "valid_from IS NULL": ("the year is none", "TripYear"),
        "amount IS NULL OR amount < 0 OR amount <> floor(amount)": ("the count is none", "trips"),
    }
    return refusing(tests)
