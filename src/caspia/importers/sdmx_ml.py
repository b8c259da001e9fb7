"""SDMX-ML, generic and structure-specific, read by sdmx1."""

from __future__ import annotations

import logging
from codecs import BOM_UTF8
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from caspia.importers.columns import make_table
from caspia.importers.delimited import problem, text_of
from caspia.importers.sdmx_csv import DIMENSIONS
from caspia.importers.sdmx_rows import SdmxFile, sdmx_plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import duckdb

    from caspia.importers.plan import Head, Plan

#: The whole message is held in memory, at some forty times its size on disk.
_MOST_BYTES = 40_000_000
_COLUMNS = (*DIMENSIONS, "period", "figure", "power", "derived")


@dataclass(frozen=True, slots=True)
class SdmxMl:
    """A message in XML with series and figures."""

    name: str = "SDMX-ML"

    def recognises(self, head: Head) -> bool:
        """Tell whether a file looks like this format, or like a message without data."""
        text = text_of(head)
        return text.lstrip().startswith("<") and "sdmx.org/resources/sdmxml" in text

    def plan(
        self, head: Head, connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]
    ) -> Plan:
        """Read a file into queries; see `Importer`."""
        _require_data(head)
        rows = _figures(_message(head.path))
        published = _published(text_of(head))
        make_table(connection, "figures", _COLUMNS, ([row[c] for c in _COLUMNS] for row in rows))
        file = SdmxFile(self.name, head.path, "SELECT * FROM figures", published)
        return sdmx_plan(file, connection, ids)


def _require_data(head: Head) -> None:
    text = text_of(head)
    if "GenericData" not in text and "StructureSpecific" not in text:
        raise problem(
            head.path,
            "It is a message of SDMX without data, such as a structure.",
            "Download the data, as SDMX-ML or better as SDMX-CSV.",
        )
    if head.path.stat().st_size > _MOST_BYTES:
        raise problem(
            head.path,
            f"It is larger than {_MOST_BYTES:,} bytes, and XML is read whole.",
            "Download the same data as SDMX-CSV, which may be of any size.",
        )


def _message(path: Path) -> Any:
    import sdmx
    from lxml.etree import LxmlError

    try:
        with _calm(), path.open("rb") as file:
            # The library knows XML by its first sign, which a byte order mark hides.
            file.seek(len(BOM_UTF8) if file.read(len(BOM_UTF8)) == BOM_UTF8 else 0)
            return sdmx.read_sdmx(file)
    except (LxmlError, sdmx.exceptions.XMLParseError) as fault:
        first = str(fault).splitlines()[0].removesuffix(".")
        raise problem(
            path, f"It is no whole XML: {first}.", "Is the file cut off? Download it again."
        ) from None
    except (ValueError, KeyError, NotImplementedError, RuntimeError) as fault:
        raise problem(
            path, f"It cannot be read as SDMX: {fault}.", "Download the data as SDMX-CSV."
        ) from None


@contextmanager
def _calm() -> Iterator[None]:
    """Keep the library from saying that it has no structure: codes are enough here."""
    log = logging.getLogger("sdmx")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)


def _figures(message: Any) -> Iterator[dict[str, str | None]]:
    for data in message.data:
        for observation in data.obs:
            cells = {name: str(value.value) for name, value in observation.key.values.items()}
            cells |= {name: str(value.value) for name, value in observation.attrib.items()}
            yield _row(cells, observation.value)


def _row(cells: Mapping[str, str], figure: object) -> dict[str, str | None]:
    found = {
        name: next((cells[option] for option in options if option in cells), None)
        for name, options in DIMENSIONS.items()
    }
    figure = None if figure in (None, "", "NaN") else str(figure)
    return found | {
        "period": cells.get("TIME_PERIOD"),
        "figure": figure,
        "power": cells.get("UNIT_MULT"),
        "derived": "true" if cells.get("DV_TYPE") == "SCC" else None,
    }


def _published(text: str) -> str:
    """Return the day of publication that a data set of the IMF tells; empty where it does not."""
    _, mark, rest = text.partition('PUBLICATION_DATE="')
    return rest[:10] if mark else ""
