"""Other people's formats become rows of the ledger.

See ``docs/importers.md`` for every format: what it becomes, its terms and its limits.
"""

from __future__ import annotations

from caspia.importers.adding import Preview, add_import, plan_import
from caspia.importers.countries import (
    Country,
    countries,
    party_of,
    party_rows,
    register_countries,
)
from caspia.importers.plan import Head, Importer, Plan, Refusal
from caspia.importers.recognise import head_of, recognise

__all__ = [
    "Country",
    "Head",
    "Importer",
    "Plan",
    "Preview",
    "Refusal",
    "add_import",
    "countries",
    "head_of",
    "party_of",
    "party_rows",
    "plan_import",
    "recognise",
    "register_countries",
]
