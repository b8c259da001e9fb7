"""UN Comtrade: the API of 2022 and later, its bulk files, and the layout before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.importers.comtrade_rows import comtrade_plan
from caspia.importers.delimited import (
    layout_of,
    looks_like,
    problem,
    quoted,
    reading,
    require_columns,
    rows_of,
    text_of,
    unlike,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import duckdb

    from caspia.importers.plan import Head, Plan

_NEEDED = (
    "period",
    "reporterCode",
    "flowCode",
    "partnerCode",
    "classificationCode",
    "cmdCode",
    "primaryValue",
)
_LEGACY = (
    "Classification",
    "Period",
    "Trade Flow",
    "Reporter Code",
    "Partner Code",
    "Commodity Code",
    "Trade Value (US$)",
)
_BULK_INDEX = ("fileUrl", "fileSize", "partitionKey")


@dataclass(frozen=True, slots=True)
class ComtradeBulk:
    """Rows of the API and bulk service of 2022 and later as text, with tabs or commas."""

    name: str = "UN Comtrade, bulk of 2022 and later"

    def recognises(self, head: Head) -> bool:
        """Tell whether a file looks like this format."""
        header = [_plain(name) for name in layout_of(head).header]
        return sum(_plain(name) in header for name in _NEEDED) >= 4

    def plan(
        self, head: Head, connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]
    ) -> Plan:
        """Read a file into queries; see `Importer`."""
        layout = layout_of(head)
        names = {_plain(name): name for name in unlike(layout.header)}
        told = [_NAMES.get(plain, name) for plain, name in names.items()]
        require_columns(head, told, _NEEDED)
        raw = _current(
            lambda name: _identifier(names[_plain(name)]) if _plain(name) in names else "NULL"
        )
        query = f"SELECT {raw} FROM {rows_of(head, layout)}"
        return comtrade_plan(self.name, query, head.path, connection, ids)


@dataclass(frozen=True, slots=True)
class ComtradeJson:
    """Answers of the API of 2022 and later: one object with ``data``."""

    name: str = "UN Comtrade, API of 2022 and later, JSON"

    def recognises(self, head: Head) -> bool:
        """Tell whether a file looks like this format, or like the index of bulk files."""
        text = text_of(head)
        names = _keys(text)
        current = sum(name in names for name in _NEEDED) >= 4
        return text.lstrip().startswith("{") and (current or names.issuperset(_BULK_INDEX))

    def plan(
        self, head: Head, connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]
    ) -> Plan:
        """Read a file into queries; see `Importer`."""
        names = _keys(text_of(head))
        if names.issuperset(_BULK_INDEX):
            raise problem(
                head.path,
                "It is the list of Comtrade's bulk files, without figures.",
                "Download the files that it lists, and add those.",
            )
        require_columns(head, sorted(names), _NEEDED)
        # The answer is one object, so it is read as one: the API gives 250,000 rows at most.
        size = 2 * head.path.stat().st_size + 1_048_576
        with reading(head.path):
            connection.execute(
                "CREATE OR REPLACE TEMP TABLE answer AS SELECT unnest(data) AS row FROM read_json("
                f"{quoted(str(head.path))}, columns = {{data: 'JSON[]'}}, "
                f"maximum_object_size = {size}, format = 'unstructured')"
            )
        raw = _current(lambda name: f"row ->> {quoted(name)}")
        return comtrade_plan(self.name, f"SELECT {raw} FROM answer", head.path, connection, ids)


@dataclass(frozen=True, slots=True)
class ComtradeLegacy:
    """The layout before 2022: downloads, bulk files and extracts of them."""

    name: str = "UN Comtrade, before 2022, CSV"

    def recognises(self, head: Head) -> bool:
        """Tell whether a file looks like this format."""
        return looks_like(head, _LEGACY)

    def plan(
        self, head: Head, connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]
    ) -> Plan:
        """Read a file into queries; see `Importer`."""
        layout = layout_of(head)
        require_columns(head, layout.header, _LEGACY)

        def cell(name: str) -> str:
            return _identifier(name) if name in layout.header else "NULL"

        flow = f"trim({cell('Trade Flow')})"
        raw = (
            f"{cell('Period')} AS period, 'C' AS type, CASE lower({flow}) WHEN 'import' THEN 'M' "
            f"WHEN 'imports' THEN 'M' WHEN 'export' THEN 'X' WHEN 'exports' THEN 'X' "
            f"ELSE {flow} END AS flow, "
            f"{cell('Reporter Code')} AS reporter_code, {cell('Reporter')} AS reporter_name, "
            f"{cell('Partner Code')} AS partner_code, {cell('Partner')} AS partner_name, "
            f"{cell('Classification')} AS classification, "
            f"trim({cell('Commodity Code')}) AS commodity, "
            f"{_filled(cell, ('2nd Partner Code', 'Customs Proc. Code', 'Mode of Transport Code'))}"
            f" AS part, NULL AS cif, NULL AS fob, {cell('Trade Value (US$)')} AS money, "
            f"{cell('Netweight (kg)')} AS kg, {cell('Flag')} AS kg_estimated"
        )
        query = f"SELECT {raw} FROM {rows_of(head, layout)}"
        return comtrade_plan(self.name, query, head.path, connection, ids)


def _current(cell: Callable[[str], str]) -> str:
    """Return SQL that brings the columns of 2022 and later to those of `comtrade_plan`."""
    return (
        f"{cell('period')} AS period, {cell('typeCode')} AS type, "
        f"upper({cell('flowCode')}) AS flow, "
        f"{cell('reporterCode')} AS reporter_code, {cell('reporterDesc')} AS reporter_name, "
        f"{cell('partnerCode')} AS partner_code, {cell('partnerDesc')} AS partner_name, "
        f"{cell('classificationCode')} AS classification, {cell('cmdCode')} AS commodity, "
        f"{_filled(cell, ('partner2Code', 'customsCode', 'motCode'))} AS part, "
        f"{cell('cifvalue')} AS cif, {cell('fobvalue')} AS fob, {cell('primaryValue')} AS money, "
        f"{cell('netWgt')} AS kg, {cell('isNetWgtEstimated')} AS kg_estimated"
    )


def _filled(cell: Callable[[str], str], names: Sequence[str]) -> str:
    """Return SQL that tells whether a row is a part: a code that is neither empty nor a total."""
    totals = "('', '0', 'C00')"
    return "(" + " OR ".join(f"coalesce({cell(n)}, '0') NOT IN {totals}" for n in names) + ")"


def _plain(name: str) -> str:
    """Return a name of a column as camel case and snake case share it."""
    return name.replace("_", "").casefold()


_NAMES = {_plain(name): name for name in _NEEDED}


def _keys(text: str) -> frozenset[str]:
    return frozenset(re.findall(r'"(\w+)"\s*:', text))


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
