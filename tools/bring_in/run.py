"""The whole run: every subject in its turn, then the checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import (
    agreement_effects,
    agreement_status,
    agreements,
    capitals,
    corridors,
    disputes,
    event_places,
    events,
    exchange_rates,
    goods,
    memberships,
    network,
    observations,
    offices,
    parties,
    places,
    positions,
    projects,
    series,
    spellings,
    subjects,
    transit_permissions,
)
from .book import SCHEMA, Book, read_schema
from .check import check_account, check_book
from .facts import Account
from .sources import Sources

if TYPE_CHECKING:
    from pathlib import Path

# A row may refer only to what stands before it, except for references checked at the end.
ORDER = (
    parties,
    subjects,
    corridors,
    places,
    capitals,
    event_places,
    goods,
    series,
    network,
    memberships,
    offices,
    events,
    agreements,
    agreement_status,
    agreement_effects,
    positions,
    transit_permissions,
    projects,
    observations,
    exchange_rates,
    disputes,
    spellings,
)


def bring_in(facts: Path) -> tuple[Book, Account]:
    """Fill every table from the folder of facts.

    Raises
    ------
    ValueError
        A row breaks the schema, or an input row is not accounted for; all are listed.
    """
    book, account = Book(read_schema(SCHEMA)), Account()
    sources = Sources(facts, book, account)
    for subject in ORDER:
        subject.bring_in(facts, book, sources, account)
    check_book(book)
    check_account(facts, account)
    return book, account
