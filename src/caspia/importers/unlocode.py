"""UN/LOCODE, the code list of ports and other places of trade, as CSV with or without a header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.importers.columns import make_table
from caspia.importers.countries import party_rows, register_countries
from caspia.importers.data_sets import data_set
from caspia.importers.plan import Plan
from caspia.importers.staging import kept, refusing, stage
from caspia.importers.unlocode_text import COLUMNS, first_row, read_rows, row_names
from caspia.ledger import BulkRows

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from caspia.importers.plan import Head

_COUNTRY = re.compile(r"[A-Z]{2}")
_LOCATION = re.compile(r"[A-Z0-9]{3}")
# The columns that tell the format from others with a country and a name.
_TELLING = ("country", "location", "name", "function", "coordinates")
_REMARKS = (
    "Coordinates are to a minute, about two kilometres.",
    "Only the newest list stands: a place has no dates.",
)


@dataclass(frozen=True, slots=True)
class Unlocode:
    """Places with their coordinates."""

    name: str = "UN/LOCODE, CSV"

    def recognises(self, head: Head) -> bool:
        """Tell whether a file looks like this format."""
        row = first_row(head)
        named = row_names(row)
        if sum(name in named for name in _TELLING) >= 4:
            return True
        if len(row) < 8 or not _COUNTRY.fullmatch(row[1].strip()):
            return False
        return bool(_LOCATION.fullmatch(row[2].strip()) or row[3].strip().startswith("."))

    def plan(
        self, head: Head, connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]
    ) -> Plan:
        """Read a file into queries; see `Importer`."""
        text = read_rows(head)
        make_table(connection, "unlocode", COLUMNS, text.rows)
        register_countries(connection)
        refused = stage(connection, _decoded(), head.path, key="place_id")
        source = data_set(
            "unlocode",
            "United Nations Economic Commission for Europe",
            "UN/LOCODE, code for trade and transport locations",
            "https://unece.org/trade/cefact/unlocode-code-list-country-and-territory",
        )
        countries = connection.execute("SELECT DISTINCT country FROM kept").fetchall()
        parties = party_rows([country for (country,) in countries], ids)
        vocabulary = {"parties": parties} if parties else {}
        remarks = (*_REMARKS, f"The file is in {text.encoding}.")
        bulk = (BulkRows("places", kept()),)
        return Plan(self.name, source, bulk, vocabulary, refused, remarks)


def _decoded() -> str:
    codes = "(SELECT code, party_id FROM country_codes WHERE system = 'iso2')"
    raw = (
        f"SELECT {', '.join(f'trim({name}) AS {name}' for name in COLUMNS)} FROM unlocode "
        # The row that names a country has a dot before it, and no location.
        "WHERE NOT (trim(name) LIKE '.%' AND coalesce(trim(location), '') = '')"
    )
    aliases = (
        "list_distinct(list_filter([raw.country || location, raw.country || ' ' || location, "
        "CASE WHEN name_ascii <> name THEN name_ascii END], lambda alias: alias IS NOT NULL))"
    )
    return (
        "SELECT 'place-locode-' || lower(raw.country || location) AS place_id, name, "
        f"party_id AS country, {_degrees(1, 'NS')} AS lat, {_degrees(2, 'EW')} AS lon, "
        f"{aliases} AS aliases, 'status ' || status || ', functions ' || function AS note, "
        f"0 AS preference, {_refusal()} "
        f"FROM ({raw}) raw LEFT JOIN {codes} c ON c.code = raw.country"
    )


def _degrees(number: int, sides: str) -> str:
    """Return SQL of latitude (1) or longitude (2): degrees and minutes without a stroke."""
    cell = f"split_part(coordinates, ' ', {number})"
    digits = 2 if number == 1 else 3
    degrees = f"left({cell}, {digits})::INTEGER"
    minutes = f"substr({cell}, {digits + 1}, 2)::INTEGER"
    sign = f"CASE WHEN {cell} LIKE '%{sides[1]}' THEN -1 ELSE 1 END"
    return f"CASE WHEN {_IS_PLACE} THEN round({sign} * ({degrees} + {minutes} / 60), 4) END"


_IS_PLACE = (
    "regexp_full_match(coalesce(coordinates, ''), "
    "'([0-8]\\d[0-5]\\d|9000)[NS] (0\\d\\d[0-5]\\d|1[0-7]\\d[0-5]\\d|18000)[EW]')"
)


def _refusal() -> str:
    code = "raw.country || coalesce(location, '') || ' ' || coalesce(name, '')"
    tests = {
        "change = '='": ("another name of a place, without a code", "name"),
        "upper(change) = 'X'": ("it is marked for removal", code),
        "coalesce(location, '') = ''": ("it has no code", code),
        "coalesce(name, '') = ''": ("it has no name", code),
        "coalesce(coordinates, '') = ''": ("it has no coordinates", code),
        f"NOT {_IS_PLACE}": ("its coordinates are none", f"{code} || ': ' || coordinates"),
        "party_id IS NULL": ("its country is none that is known here", code),
    }
    return refusing(tests)
