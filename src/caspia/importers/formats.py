"""The formats that can be read, in the order in which they are tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.importers.colt import Colt
from caspia.importers.comtrade import ComtradeBulk, ComtradeJson, ComtradeLegacy
from caspia.importers.gdelt import GdeltExport
from caspia.importers.gem import GemRoutes, GemTracker
from caspia.importers.gmns import Gmns
from caspia.importers.jodi import Jodi
from caspia.importers.sdmx_csv import SdmxCsv
from caspia.importers.sdmx_ml import SdmxMl
from caspia.importers.unlocode import Unlocode
from caspia.importers.wits import WitsSummary
from caspia.importers.world_bank import WorldBankDownload, WorldBankJson

if TYPE_CHECKING:
    from caspia.importers.plan import Importer

#: An importer a line; the first that recognises a file reads it.
FORMATS: tuple[Importer, ...] = (
    ComtradeJson(),
    ComtradeBulk(),
    ComtradeLegacy(),
    WitsSummary(),
    Jodi(),
    WorldBankJson(),
    WorldBankDownload(),
    SdmxCsv(),
    SdmxMl(),
    GdeltExport(),
    Colt(),
    GemRoutes(),
    GemTracker(),
    Gmns(),
    Unlocode(),
)
