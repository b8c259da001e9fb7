"""Other people's formats become rows of the ledger.

See ``docs/importers.md`` for every format: what it becomes, its terms and its limits.
"""

from __future__ import annotations

from caspia.importers.countries import Country, countries, party_of, party_rows
from caspia.importers.plan import Head, Importer, Plan, Refusal

__all__ = [
    "Country",
    "Head",
    "Importer",
    "Plan",
    "Refusal",
    "countries",
    "party_of",
    "party_rows",
]
