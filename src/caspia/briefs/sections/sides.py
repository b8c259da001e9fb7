"""Which side of a page the parties of an agreement or project stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.sections.wording import say_list

if TYPE_CHECKING:
    from collections.abc import Iterable

    from caspia.briefs.page import Page

_AT_HOME = ("company", "organisation")


def home_of(page: Page, party: str) -> str:
    """Return the state that a company or organisation belongs to; any other party is itself."""
    row = page.ledger.find(party)
    if row and row.cells.get("kind") in _AT_HOME and row["iso3"]:
        return str(row["iso3"])
    return party


def joins_both(page: Page, parties: Iterable[str]) -> bool:
    """Tell whether at least one party of each side is among them, be it through its companies."""
    homes = {home_of(page, party) for party in parties}
    return any(
        page.is_a(one) and page.is_b(other) and one != other for one in homes for other in homes
    )


def say_parties(page: Page, parties: Iterable[str]) -> str:
    """Name the parties of both sides with their companies, then the others.

    ``Azerbaijan (SOCAR) and Kazakhstan (KazMunayGas), with Georgia``; a company whose state is
    not itself a party stands before it: ``BOTAS (Türkiye)``.
    """
    by_home: dict[str, list[str]] = {}
    for party in parties:
        by_home.setdefault(home_of(page, party), []).append(party)
    sides = sorted(by_home, key=lambda home: _rank(page, home))
    ours = [_say_home(page, home, by_home[home]) for home in sides if _rank(page, home) < 2]
    others = [_say_home(page, home, by_home[home]) for home in sides if _rank(page, home) == 2]
    return say_list(ours) + (f", with {say_list(others)}" if others else "")


def others_among(page: Page, parties: Iterable[str]) -> tuple[str, ...]:
    """Return the states and bodies among the parties that belong to neither side."""
    homes = dict.fromkeys(home_of(page, party) for party in parties)
    return tuple(home for home in homes if _rank(page, home) == 2)


def _rank(page: Page, home: str) -> int:
    if page.is_a(home):
        return 0
    return 1 if page.is_b(home) else 2


def _say_home(page: Page, home: str, parties: list[str]) -> str:
    companies = [page.name(party) for party in parties if party != home]
    if home in parties:
        return f"{page.name(home)} ({say_list(companies)})" if companies else page.name(home)
    return f"{say_list(companies)} ({page.name(home)})"
