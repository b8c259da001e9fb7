"""Losses as a page: the map of what hangs on each link, and the worst of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.critical_map import critical_map
from caspia.briefs.document import Brief, Figure, Paragraph, Section
from caspia.briefs.numbering import numbered_sources
from caspia.briefs.supposed import under
from caspia.briefs.text_tables import table_of
from caspia.ledger import provenance
from caspia.scenarios.stress.tables import TITLES, foot, leaned, losses_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.briefs.document import Block
    from caspia.scenarios.stress import Stress


def stress_page(found: Stress) -> Brief:
    """Return the page of the losses of a period."""
    region = found.result.region
    grown = f" at {found.demand:g} times the demand" if found.demand != 1 else ""
    name = f"stress:{region.period}:{found.demand:g}".replace(" ", "-")
    sections = (
        Section("map", "What hangs on each link", tuple(_map(found))),
        *(
            Section(kind, title, (table_of(losses_table(found, kind)),))
            for kind, title in TITLES.items()
            if found.of(kind)
        ),
        *_leaned(found, name),
        Section("reading", "How to read it", tuple(Paragraph((one,)) for one in foot(found))),
    )
    figures = [figure for section in sections for figure in section.printed()]
    return Brief(
        id=name,
        title=f"What is lost without each part of the network, {region.period}{grown}",
        subtitle=under("A model result, not an observation", region.ledger),
        a="",
        b="",
        on=region.months[-1],
        as_of=region.ledger.as_of or region.months[-1],
        headlines=(),
        sections=sections,
        sources=numbered_sources(region.ledger, figures),
        provenance=provenance(region.ledger),
    )


def _map(found: Stress) -> Iterator[Block]:
    if not found.of("links"):
        yield Paragraph(("Links were not asked for, so there is no map of them.",))
        return
    picture = critical_map(found)
    yield picture or Paragraph(("Nothing is left behind without any one link.",))


def _leaned(found: Stress, name: str) -> Iterator[Section]:
    said = leaned(found)
    if said is None or found.leaned_on is None:
        return
    ledger = found.result.region.ledger
    rows = found.leaned_on.out
    how = "The agreement; what hangs on it is the model's."
    cited = Figure(f"{name}:leaned", said, rows, ledger.source_ids(rows), how)
    yield Section("leaned", "The agreement leaned on most", (Paragraph((cited, ".")),))
