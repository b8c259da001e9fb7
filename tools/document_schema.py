"""Write the tables of the ledger, as the schema declares them, into docs/ledger.md.

Run from the root of the repository: ``python -m tools.document_schema``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from caspia.ledger import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.ledger import Column, TableSchema

PAGE = Path(__file__).parents[1] / "docs" / "ledger.md"
START, END = "<!-- tables: start -->", "<!-- tables: end -->"
_CLOCKS = {
    "source": "shown with what it says",
    "report": "known with its source",
    "pair": "known when both rows are",
    "vocabulary": "always known",
    "structural": "undated source: always known",
    "event": "undated source: known when it happened",
    "figure": "undated source: known 90 days after its period",
}


def tables_as_markdown() -> str:
    """Return every table with its columns as Markdown."""
    return "\n\n".join("\n".join(_table(schema)) for schema in tables().values())


def page_with_tables(page: str) -> str:
    """Return a page with the part between the two marks written anew."""
    before, rest = page.split(START)
    after = rest.split(END)[1]
    return f"{before}{START}\n\n{tables_as_markdown()}\n\n{END}{after}"


def _table(schema: TableSchema) -> Iterator[str]:
    yield f"### {schema.name}"
    yield ""
    yield f"{schema.meaning}. *{_CLOCKS[schema.clock].capitalize()}.*"
    yield ""
    yield "| column | type | needed | meaning |"
    yield "| --- | --- | --- | --- |"
    for column in schema.columns:
        needed = f"else `{column.default}`" if column.default else "yes" if column.required else ""
        unit = f" ({column.unit})" if column.unit else ""
        yield f"| {column.name} | {_type(column)} | {needed} | {column.meaning}{unit} |"


def _type(column: Column) -> str:
    kind = {
        "enum": ", ".join(f"`{option}`" for option in column.options),
        "ref": f"id in {column.refers_to}",
        "row": "id of any row",
        "partial_date": "day, month or year",
        "date": "day",
    }.get(column.kind, column.kind)
    return f"several: {kind}" if column.is_list else kind


if __name__ == "__main__":
    PAGE.write_text(page_with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
