"""Made-up contacts of two followed states, and a ledger of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from caspia.ledger import read_day
from tests.briefs.meetings_ledger import meetings, opened, report

if TYPE_CHECKING:
    from pathlib import Path

    from caspia.ledger import Ledger


def with_event(
    folder: Path,
    kind: str,
    day: str,
    roles: tuple[str, str],
    source: str = "press",
    pair: tuple[str, str] = ("AZE", "KAZ"),
) -> Ledger:
    """Return the made-up ledger with one more event of two states."""
    rows = meetings()
    rows["events"].append(
        {"event_id": "more", "kind": kind, "status": "held", "start": day,
         "end": str(read_day(day) + timedelta(days=1)),
         "country": "KAZ", "title": "One more"}
    )  # fmt: skip
    rows["participants"] += [
        {"participant_id": f"more/{party}/{role}", "event_id": "more", "party": party, "role": role}
        for party, role in zip(pair, roles, strict=True)
    ]
    rows["reports"].append({**report("more"), "source_id": source})
    if source == "later":
        rows["sources"].append(
            {"source_id": "later", "publisher": "Wire", "title": "Only now",
             "published": "2025-01-01", "retrieved": "2026-01-01", "kind": "press"}
        )  # fmt: skip
    return opened(folder, rows)
