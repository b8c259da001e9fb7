"""SDMX-CSV: as the IMF's portal writes it, with codes and names, and as the standard does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.importers.delimited import layout_of, require_columns, rows_of
from caspia.importers.sdmx_rows import SdmxFile, sdmx_plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from caspia.importers.plan import Head, Plan

_PERIOD, _FIGURE = "TIME_PERIOD", "OBS_VALUE"
#: What each dimension is called, the first that is there counts: codes before names.
DIMENSIONS: dict[str, tuple[str, ...]] = {
    "country": ("COUNTRY.ID", "COUNTRY", "REF_AREA"),
    "counterpart": ("COUNTERPART_COUNTRY.ID", "COUNTERPART_COUNTRY", "COUNTERPART_AREA"),
    "indicator": ("INDICATOR.ID", "INDICATOR", "COMMODITY"),
    "transformation": (
        "TYPE_OF_TRANSFORMATION.ID",
        "TYPE_OF_TRANSFORMATION",
        "DATA_TRANSFORMATION.ID",
        "DATA_TRANSFORMATION",
        "UNIT_MEASURE",
    ),
}
_DERIVED = ("DV_TYPE.ID", "DV_TYPE")


@dataclass(frozen=True, slots=True)
class SdmxCsv:
    """A row per figure, a column per dimension."""

    name: str = "SDMX-CSV"

    def recognises(self, head: Head) -> bool:
        """Tell whether a file looks like this format."""
        header = layout_of(head).header
        ours = {name for names in DIMENSIONS.values() for name in names}
        dimensions = len(ours & set(header))
        marks = len({_PERIOD, _FIGURE, "SCALE.ID", "FREQUENCY.ID", "STRUCTURE_ID"} & set(header))
        return dimensions >= 1 and marks >= 1 and dimensions + marks >= 3

    def plan(
        self, head: Head, connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]
    ) -> Plan:
        """Read a file into queries; see `Importer`."""
        layout = layout_of(head)
        portal = any(name.endswith(".ID") for name in layout.header)
        ending = ".ID" if portal else ""
        area = "REF_AREA" if "REF_AREA" in layout.header else f"COUNTRY{ending}"
        topic = "COMMODITY" if "COMMODITY" in layout.header else f"INDICATOR{ending}"
        require_columns(head, layout.header, (_PERIOD, _FIGURE, area, topic))
        raw = _raw(set(layout.header), portal=portal)
        file = SdmxFile(self.name, head.path, f"SELECT {raw} FROM {rows_of(head, layout)}")
        return sdmx_plan(file, connection, ids)


def _raw(header: set[str], *, portal: bool) -> str:
    def cell(names: tuple[str, ...]) -> str:
        found = next((name for name in names if name in header), None)
        return f'"{found}"' if found else "NULL"

    dimensions = ", ".join(f"trim({cell(names)}) AS {name}" for name, names in DIMENSIONS.items())
    # The portal divides what it shows by its scale; the services give whole units, and a
    # multiplier where they do not.
    power = cell(("SCALE.ID",)) if portal else cell(("UNIT_MULT",))
    return (
        f"{dimensions}, trim({cell((_PERIOD,))}) AS period, "
        f"nullif(trim({cell((_FIGURE,))}), '') AS figure, {power} AS power, "
        f"CASE WHEN {cell(_DERIVED)} = 'SCC' THEN 'true' END AS derived"
    )
