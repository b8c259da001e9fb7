"""States and territories as other data sets write them, and the party of the ledger each is."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import duckdb

#: Lists of codes: ISO 3166 alpha-2 and alpha-3, UN M49 with the UN's variants for trade, FIPS 10-4,
#: codes of other lists (of the World Bank, the IMF, CAMEO), and names in English, casefolded.
CodeSystem = Literal["iso2", "iso3", "m49", "fips", "other", "name"]


@dataclass(frozen=True, slots=True)
class Country:
    """A state, a territory with statistics of its own, the European Union, or the world.

    Attributes
    ----------
    party_id : str
        Id in the ledger, which may lack the row: see `party_rows`.
    name, kind : str
        As in the ledger; territories are of kind ``region``.
    iso2, iso3 : str
        ISO 3166 codes; for the union and the world, codes of the World Bank.
    m49, fips, other_codes, names : tuple of str
        Further codes, numbers without leading zeros, and names that data sets write.
    currency : str
        ISO 4217 code of its own currency; empty where it has had several since 1992, or another's.
    """

    party_id: str
    name: str
    kind: str
    iso2: str
    iso3: str
    m49: tuple[str, ...]
    fips: tuple[str, ...]
    other_codes: tuple[str, ...]
    names: tuple[str, ...]
    currency: str


@cache
def countries() -> tuple[Country, ...]:
    """Return every country of ``country_codes.csv``."""
    text = files("caspia.importers").joinpath("country_codes.csv").read_text(encoding="utf-8")
    return tuple(_country(row) for row in csv.DictReader(text.splitlines()))


def _country(row: Mapping[str, str]) -> Country:
    def listed(column: str) -> tuple[str, ...]:
        return tuple(filter(None, row[column].split(";")))

    return Country(
        row["party_id"],
        row["name"],
        row["kind"],
        row["iso2"],
        row["iso3"],
        listed("m49"),
        listed("fips"),
        listed("other_codes"),
        listed("names"),
        row["currency"],
    )


def party_of(system: CodeSystem, code: str) -> str | None:
    """Return the party id of a code or name; None where it is of no country here."""
    return _by_code().get((system, normal(system, code)))


def normal(system: CodeSystem, code: str) -> str:
    """Return a code as this table writes it: numbers without leading zeros, names casefolded."""
    code = code.strip()
    if system == "name":
        return code.casefold()
    return code.lstrip("0") or "0" if system == "m49" else code.upper()


@cache
def _by_code() -> dict[tuple[CodeSystem, str], str]:
    return {(system, code): party for system, code, party in _codes()}


def _codes() -> Iterable[tuple[CodeSystem, str, str]]:
    for country in countries():
        systems: dict[CodeSystem, tuple[str, ...]] = {
            "iso2": (country.iso2,),
            "iso3": (country.iso3,),
            "m49": country.m49,
            "fips": country.fips,
            "other": country.other_codes,
            "name": (country.name, *country.names),
        }
        for system, codes in systems.items():
            yield from ((system, normal(system, c), country.party_id) for c in codes if c)


def register_countries(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary table ``country_codes`` (system, code, party_id) on a connection.

    Join a numeric code as ``code = CAST(number AS VARCHAR)``, a name as ``code = lower(trim(…))``.
    """
    import pyarrow as pa

    systems, codes, parties = zip(*((s, c, p) for (s, c), p in _by_code().items()), strict=True)
    table = pa.table({"system": systems, "code": codes, "party_id": parties})
    connection.register("given_codes", table)
    connection.execute("CREATE OR REPLACE TEMP TABLE country_codes AS SELECT * FROM given_codes")
    connection.unregister("given_codes")


def party_rows(party_ids: Iterable[str], ids: Mapping[str, str]) -> list[dict[str, str]]:
    """Return rows of ``parties`` for countries that are named and that the ledger lacks.

    Parameters
    ----------
    party_ids : iterable of str
        Party ids of countries.
    ids : mapping
        Every id of the ledger to its table.
    """
    wanted = set(party_ids) - set(ids)
    return [
        {"party_id": c.party_id, "name": c.name, "kind": c.kind, "iso3": c.iso3}
        for c in countries()
        if c.party_id in wanted
    ]
