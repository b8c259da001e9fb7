"""The ledger: rows that say what, reports that say who says so, and two clocks.

See ``docs/ledger.md`` for every table and column.
"""

from __future__ import annotations

from caspia.ledger.bulk import BulkRows, append_bulk, append_vocabulary
from caspia.ledger.checking import Ground
from caspia.ledger.dates import Period, period_label, read_day, read_partial, read_period
from caspia.ledger.export import to_arrow, to_pandas, write_table
from caspia.ledger.facts import Fact, Question, search
from caspia.ledger.layers import (
    Layer,
    compile_over,
    ground_of,
    is_compiled,
    read_folder,
    reference_layer,
)
from caspia.ledger.ledger import Ledger, open_ledger
from caspia.ledger.money import in_usd
from caspia.ledger.naming import Party, find_party, holds_on
from caspia.ledger.nearest import nearest, nearest_by_word
from caspia.ledger.provenance import provenance
from caspia.ledger.rows import Report, Row, Source, dated
from caspia.ledger.schema import Column, TableSchema, table_named, tables
from caspia.ledger.telling import name_of, tell, when
from caspia.ledger.user_layer import Addition, add_file, check_file, with_own, writing
from caspia.ledger.why import Evidence, Why, evidence_of, why_row

__all__ = [
    "Addition",
    "BulkRows",
    "Column",
    "Evidence",
    "Fact",
    "Ground",
    "Layer",
    "Ledger",
    "Party",
    "Period",
    "Question",
    "Report",
    "Row",
    "Source",
    "TableSchema",
    "Why",
    "add_file",
    "append_bulk",
    "append_vocabulary",
    "check_file",
    "compile_over",
    "dated",
    "evidence_of",
    "find_party",
    "ground_of",
    "holds_on",
    "in_usd",
    "is_compiled",
    "name_of",
    "nearest",
    "nearest_by_word",
    "open_ledger",
    "period_label",
    "provenance",
    "read_day",
    "read_folder",
    "read_partial",
    "read_period",
    "reference_layer",
    "search",
    "table_named",
    "tables",
    "tell",
    "to_arrow",
    "to_pandas",
    "when",
    "why_row",
    "with_own",
    "write_table",
    "writing",
]
