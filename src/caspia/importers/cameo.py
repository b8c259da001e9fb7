"""Codes of CAMEO, the coding of events that GDELT writes: countries, regions, kinds of events."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from caspia.importers.countries import countries

if TYPE_CHECKING:
    import duckdb


@cache
def country_parties() -> dict[str, str]:
    """Return the party of each country code: ISO 3166 alpha-3, but for a few codes of its own."""
    own = {row["code"]: row["party_id"] for row in _rows("cameo_codes.csv")}
    iso = {country.iso3: country.party_id for country in countries() if country.kind != "group"}
    return {code: party for code, party in {**iso, **own}.items() if code and party}


@cache
def region_names() -> dict[str, str]:
    """Return the name of each code that stands where a country might and is none."""
    return {row["code"]: row["name"] for row in _rows("cameo_codes.csv") if not row["party_id"]}


@cache
def root_labels() -> dict[str, str]:
    """Return the name of each of the twenty kinds of events, by its two digits."""
    return {row["root"]: row["label"] for row in _rows("cameo_roots.csv")}


def register_cameo(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables ``cameo_parties``, ``cameo_regions`` and ``cameo_roots``."""
    import pyarrow as pa

    tables = {
        "cameo_parties": (country_parties(), "party_id"),
        "cameo_regions": (region_names(), "name"),
        "cameo_roots": (root_labels(), "label"),
    }
    for name, (codes, value) in tables.items():
        given = pa.table({"code": list(codes), value: list(codes.values())})
        connection.register("given", given)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM given")
        connection.unregister("given")


def _rows(name: str) -> list[dict[str, str]]:
    text = files("caspia.importers").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
