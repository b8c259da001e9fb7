"""Compose a brief: the sections in order, the sources numbered, the provenance."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caspia.briefs.document import Brief
from caspia.briefs.numbering import numbered_sources, require_unique
from caspia.briefs.page import Page
from caspia.briefs.sections import (
    SECTIONS,
    headlines,
    moves_section,
    peace_moves_section,
    shut_links,
    transit_section,
)
from caspia.briefs.sections.wording import say_both, sentence
from caspia.briefs.supposed import under
from caspia.errors import BadInputError
from caspia.ledger import find_party, provenance, read_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from caspia.briefs.document import Section
    from caspia.ledger import Ledger


def brief(
    ledger: Ledger,
    a: str,
    b: str,
    on: str | date | None = None,
    *,
    flows: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
) -> Brief:
    """Return the page on two parties on a day.

    Parameters
    ----------
    ledger : Ledger
        Where its ``as_of`` is not set, the brief uses what was known by the end of `on`.
    a, b : str
        States or blocs by id, code, name or alias.
    on : str or date, optional
        The day that the page describes; the ledger's ``as_of`` where left out.
    flows : bool
        Also tell what moves between the two and through either, a model result of the last calendar
        year that had ended; it takes some seconds to work out.
    progress : callable, optional
        Called with the title of each section before it is written, its number from 0, and how many
        there are.

    Raises
    ------
    UnknownNameError
        A party does not exist; the nearest are suggested.
    BadDateError
        `on` is no day.
    BadInputError
        No day is given, the two parties are one, or a bloc has no member on the day.
    """
    page = _page(ledger, a, b, on)
    chosen, sections = _sections(page, flows=flows), []
    for number, (title, write) in enumerate(chosen):
        if progress:
            progress(title, number, len(chosen))
        sections.append(write(page))
    as_of = page.ledger.as_of or page.on
    written = Brief(
        id=page.id,
        title=sentence(say_both(page)),
        subtitle=under(_subtitle(page.on, as_of), page.ledger),
        a=page.a.id,
        b=page.b.id,
        on=page.on,
        as_of=as_of,
        headlines=headlines(page, tuple(sections)),
        sections=tuple(sections),
        sources=(),
        provenance=provenance(page.ledger, on=page.on),
    )
    require_unique(written.printed())
    return replace(written, sources=numbered_sources(page.ledger, written.figures()))


def _sections(page: Page, *, flows: bool) -> list[tuple[str, Callable[[Page], Section]]]:
    chosen = list(SECTIONS)
    if flows:
        place = next(n for n, (_, write) in enumerate(chosen) if write is transit_section)
        chosen.insert(place + 1, ("What moves", moves_section))
        if shut_links(page):
            chosen.insert(place + 2, ("What would move", peace_moves_section))
    return chosen


def _page(ledger: Ledger, a: str, b: str, on: str | date | None) -> Page:
    day = read_day(on) if on is not None else ledger.as_of
    if day is None:
        raise BadInputError("A brief needs a day. Give one, as in --on 2024-05-31.")
    known = ledger if ledger.as_of else ledger.at(day)
    one, other = find_party(known, a, day), find_party(known, b, day)
    if one.id == other.id:
        raise BadInputError(f"{a} and {b} are both {one.id}. Name two different parties.")
    for party in (one, other):
        if not party.states:
            raise BadInputError(
                f"{party.name} has no known member on {day}. Choose another day or party."
            )
    later = f"@{known.as_of}" if known.as_of != day else ""
    return Page(known, f"brief:{one.id}-{other.id}:{day}{later}", one, other, day)


def _subtitle(on: date, as_of: date) -> str:
    day = f"{on.day} {on:%B %Y}"
    if as_of == on:
        return f"As it stood and was known on {day}"
    return f"As it stood on {day}, as known on {as_of.day} {as_of:%B %Y}"
