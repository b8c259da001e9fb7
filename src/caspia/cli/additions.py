"""Say what a file adds to a ledger."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from caspia.cli import answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.importers import Preview, Refusal
    from caspia.ledger import Addition


def say_addition(addition: Addition, verb: str, *, as_json: bool) -> None:
    """Print what a file of our own form adds."""
    if as_json:
        typer.echo(answers.as_json(asdict(addition)))
        return
    typer.echo(f"{addition.file}: {verb}: {_rows(addition.new, addition.replaced)}.")


def say_preview(preview: Preview, verb: str, *, as_json: bool) -> None:
    """Print what a foreign file adds, what it leaves out and why, and what to know of it."""
    if as_json:
        typer.echo(answers.as_json(asdict(preview)))
        return
    typer.echo("\n".join(_lines(preview, verb)))


def _lines(preview: Preview, verb: str) -> Iterator[str]:
    yield f"{preview.file}: {preview.format}."
    yield f"{verb}: {_rows(preview.new, preview.replaced)}."
    for refusal in preview.refused:
        yield f"left out: {_refused(refusal)}."
    yield from (f"note: {remark}" for remark in preview.remarks)


def _rows(new: dict[str, int], replaced: dict[str, int]) -> str:
    told = _counts(new) or "nothing new"
    return told + (f"; replaces {_counts(replaced)}" if replaced else "")


def _refused(refusal: Refusal) -> str:
    named = ", ".join(refusal.examples)
    more = f" ({named})" if named else ""
    return f"{refusal.count:,} {'row' if refusal.count == 1 else 'rows'}: {refusal.reason}{more}"


def _counts(by_table: dict[str, int]) -> str:
    return ", ".join(f"{count} {table}" for table, count in sorted(by_table.items()))
