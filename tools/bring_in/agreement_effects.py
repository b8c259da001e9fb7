"""What agreements do to links, corridors and pairs of parties, as decided by reading them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .curation import table

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account
    from .sources import Sources


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the effects; each rests on the sources of its agreement.

    Raises
    ------
    LookupError
        An agreement has no effect, not even ``none``.
    """
    del facts, sources, account
    seen: Counter[str] = Counter()
    for given in table("effects"):
        stem = f"{given['agreement_id']}.{given['effect']}"
        seen[stem] += 1
        effect = stem if seen[stem] == 1 else f"{stem}.{seen[stem]}"
        cells = {name: text for name, text in given.items() if name != "reason"}
        book.add("agreement_effects", effect, **cells)
        for (row_id, source, _), report in list(book.reports.items()):
            if row_id == given["agreement_id"] and not report["note"].startswith("tells of "):
                book.report(effect, source, note=given["reason"])
    having = {row["agreement_id"] for row in book.rows("agreement_effects")}
    missing = sorted(set(book.tables["agreements"]) - having)
    if missing:
        raise LookupError(f"No effect of {', '.join(missing)}. Add one to effects.csv.")
