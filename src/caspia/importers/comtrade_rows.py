"""Rows of UN Comtrade, of any of its layouts, as observations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.importers.countries import register_countries
from caspia.importers.data_sets import UNDATED, data_set
from caspia.importers.hs import chapters, good_of
from caspia.importers.periods import register_periods
from caspia.importers.plan import Plan
from caspia.importers.staging import kept, refusing, stage
from caspia.importers.vocabulary import vocabulary_of
from caspia.ledger import BulkRows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import duckdb

REMARKS = (
    "Imports are CIF and exports FOB where the file does not say otherwise; figures are those that "
    "the reporter told the UN, or that the UN put together.",
    "Tonnes that Comtrade estimated are marked about.",
    UNDATED,
)
_EDITIONS = tuple(f"H{number}" for number in range(10))
_NO_PARTY = "is no state or territory that is known here"


def comtrade_plan(
    name: str,
    raw: str,
    path: Path,
    connection: duckdb.DuckDBPyConnection,
    ids: Mapping[str, str],
) -> Plan:
    """Return the plan of a Comtrade file.

    Parameters
    ----------
    name : str
        Name of the layout in words.
    raw : str
        SQL of its rows as text: period, type, flow (M, X or another name), reporter_code,
        reporter_name, partner_code, partner_name, classification, commodity, part (true where a row
        is a part by mode, procedure or second partner), cif, fob, money, kg, kg_estimated.
    path : Path
        The file.
    connection : DuckDBPyConnection
        Where it is read.
    ids : mapping
        Every id of the ledger to its table.

    Raises
    ------
    BadRowsError
        The file cannot be read to its end.
    """
    register_countries(connection)
    register_periods(connection)
    refused = stage(connection, _decoded(raw), path)
    source = data_set(
        "un-comtrade",
        "United Nations Statistics Division",
        "UN Comtrade database",
        "https://comtradeplus.un.org/",
    )
    vocabulary = vocabulary_of(connection, ids)
    bulk = (BulkRows("observations", kept()),)
    return Plan(name, source, bulk, vocabulary, refused, REMARKS)


def _decoded(raw: str) -> str:
    """Return SQL of observations, of value and where told of mass, with what is refused."""
    series = "CASE flow WHEN 'M' THEN 'imports' ELSE 'exports' END"
    pair = "lower(reporter) || '-' || lower(partner)"
    return (
        f"SELECT fact.series || '.' || {pair} || '.' || label || '.comtrade' "
        "|| coalesce('.' || good, '') AS observation_id, fact.series AS series, "
        "reporter AS subject, partner, good, reporter, 'flow' AS measure, "
        "fact.valuation AS valuation, valid_from, valid_to, "
        "fact.qualifier AS qualifier, fact.amount AS value, fact.unit AS unit, "
        "preference, refusal, named FROM (SELECT *, "
        "unnest(CASE WHEN good IS NOT NULL AND tonnes > 0 AND refusal IS NULL "
        f"THEN [{_money(series)}, {_mass(series)}] ELSE [{_money(series)}] END) AS fact "
        f"FROM ({_judged(raw)}))"
    )


def _money(series: str) -> str:
    valuation = (
        "CASE WHEN flow = 'X' THEN 'fob' "
        "WHEN fob_dollars = dollars AND cif_dollars IS DISTINCT FROM dollars THEN 'fob' "
        "ELSE 'cif' END"
    )
    return (
        f"{{series: {series}, valuation: {valuation}, qualifier: 'exact', amount: dollars, "
        "unit: 'USD'}"
    )


def _mass(series: str) -> str:
    hedge = "CASE WHEN estimated THEN 'about' ELSE 'exact' END"
    return (
        f"{{series: {series} || '_mass', valuation: NULL, qualifier: {hedge}, amount: tonnes, "
        "unit: 't'}"
    )


def _judged(raw: str) -> str:
    reasons = {
        "valid_from IS NULL": ("the period is no year or month", "period"),
        "upper(type) = 'S'": ("services, not goods", "flow"),
        "coalesce(flow, '') NOT IN ('M', 'X')": (
            "a flow that is a part of exports or imports, as re-exports are",
            "flow",
        ),
        "part": ("a part by mode of transport, customs procedure or second partner", "commodity"),
        "NOT whole AND NOT in_hs": (
            "goods of a classification that is not the Harmonized System",
            "classification || ' ' || commodity",
        ),
        "NOT whole AND good IS NULL": (
            "goods that are no chapter of the Harmonized System but a part of one",
            "commodity",
        ),
        "reporter IS NULL": (f"the reporter {_NO_PARTY}", _name("reporter")),
        "partner IS NULL": (f"the partner {_NO_PARTY}", _name("partner")),
        "dollars IS NULL": ("there is no value", f"{_name('reporter')} || ' ' || period"),
    }
    return f"SELECT *, {refusing(reasons)} FROM ({_joined(raw)})"


def _name(who: str) -> str:
    return f"coalesce({who}_name, {who}_code, 'not named')"


def _joined(raw: str) -> str:
    known = _listed(chapters())
    whole = "commodity IN ('TOTAL', 'AG0')"
    in_hs = f"coalesce(classification, 'HS') IN ({_listed(('HS', *_EDITIONS))})"
    codes = "(SELECT code, party_id FROM country_codes WHERE system = 'm49')"
    return (
        f"SELECT raw.*, d.first_day AS valid_from, d.end_day AS valid_to, d.label, "
        f"{whole} AS whole, "
        f"{in_hs} AS in_hs, CASE WHEN {in_hs} AND commodity IN ({known}) "
        f"THEN {good_of('commodity')} END AS good, TRY_CAST(money AS DOUBLE) AS dollars, "
        "TRY_CAST(cif AS DOUBLE) AS cif_dollars, TRY_CAST(fob AS DOUBLE) AS fob_dollars, "
        "TRY_CAST(kg AS DOUBLE) / 1000 AS tonnes, "
        "coalesce(lower(kg_estimated) IN ('true', '1', '4', '6'), false) AS estimated, "
        f"CASE WHEN classification IN ({_listed(_EDITIONS)}) "
        "THEN ascii(right(classification, 1)) ELSE -1 END AS preference, "
        "r.party_id AS reporter, p.party_id AS partner "
        f"FROM ({raw}) raw LEFT JOIN {codes} r ON r.code = {_number('reporter_code')} "
        f"LEFT JOIN {codes} p ON p.code = {_number('partner_code')} "
        "LEFT JOIN periods d ON d.code = period"
    )


def _number(column: str) -> str:
    return f"CAST(TRY_CAST({column} AS INTEGER) AS VARCHAR)"


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(f"'{text}'" for text in texts)
