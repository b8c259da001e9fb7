"""An ensemble as a page: bands beside the record, and the facts that move them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from caspia.briefs.document import Brief, Figure, Paragraph, Picture, Section
from caspia.briefs.formats import render
from caspia.briefs.numbering import numbered_sources
from caspia.briefs.pictures.band_chart import BandLine, band_chart
from caspia.briefs.pictures.tornado_chart import TornadoLine, tornado_chart
from caspia.briefs.supposed import under
from caspia.briefs.text_tables import table_of
from caspia.ledger import provenance
from caspia.scenarios.ensembles.movers import ranked
from caspia.scenarios.ensembles.sentences import foot, summary
from caspia.scenarios.ensembles.tables import bands, facts, figure, moving, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.briefs.document import Block, Text
    from caspia.flows.headlines import Headline
    from caspia.scenarios.ensembles import Ensemble
    from caspia.scenarios.ensembles.movers import Ranked

# Bands within bands, from nine draws in ten to one in ten.
_WITHIN = ((5, 95), (15, 85), (25, 75), (35, 65), (45, 55))


def ensemble_html(ensemble: Ensemble) -> str:
    """Return the page as one HTML file that opens offline."""
    return render(ensemble_page(ensemble), "html").decode()


def ensemble_page(ensemble: Ensemble) -> Brief:
    """Return the page of an ensemble."""
    region = ensemble.result.region
    name = f"ensemble:{region.period}:{len(ensemble.values)}:{ensemble.seed}".replace(" ", "-")
    head, *said = summary(ensemble)
    sections = (
        Section("bands", "What draws come to", tuple(_bands(ensemble, said))),
        Section("facts", "What to find out next", tuple(_facts(ensemble, name))),
        Section("reading", "How to read it", tuple(Paragraph((one,)) for one in foot(ensemble))),
    )
    figures = [one for section in sections for one in section.printed()]
    return Brief(
        id=name,
        title=f"What moves in {region.period}, and how sure that is",
        subtitle=under(head, region.ledger),
        a="",
        b="",
        on=region.months[-1],
        as_of=region.ledger.as_of or region.months[-1],
        headlines=(),
        sections=sections,
        sources=numbered_sources(region.ledger, figures),
        provenance=provenance(region.ledger),
    )


def _bands(ensemble: Ensemble, said: list[str]) -> Iterator[Block]:
    yield from (Paragraph((one,)) for one in said)
    lines = [_band_line(ensemble, one) for one in ensemble.headlines if one.line.observed.value]
    if lines:
        drawn = band_chart(f"{ensemble.result.region.period}", lines)
        yield Picture("bands", "Draws beside the record", drawn.svg, drawn.alt, "")
    yield table_of(bands(ensemble))
    yield table_of(moving(ensemble))


def _band_line(ensemble: Ensemble, one: Headline) -> BandLine:
    values = ensemble.draws_of(one.line)
    record = one.line.observed.value or 1.0
    ends = [np.percentile(values, pair) / record for pair in _WITHIN]
    band = ensemble.band(one.line)
    unit = one.line.told.quantity.unit
    return BandLine(
        title_of(one),
        f"{figure(band.low)} to {figure(band.high)} {unit}",
        tuple((float(low), float(high)) for low, high in ends),
        band.median / record,
        one.line.modelled.value / record,
    )


def _facts(ensemble: Ensemble, name: str) -> Iterator[Block]:
    found = ranked(ensemble)
    lines = [line for one in found if (line := _tornado_line(ensemble, one))]
    if lines:
        drawn = tornado_chart(f"{ensemble.result.region.period}", lines)
        yield Picture("tornado", "Facts that move the answer most", drawn.svg, drawn.alt, "")
    yield table_of(facts(ensemble))
    yield from _resting(ensemble, found, name)


def _tornado_line(ensemble: Ensemble, one: Ranked) -> TornadoLine | None:
    middle = float(ensemble.draws_of(one.most.headline.line).mean())
    if not middle:
        return None
    low, high = one.most.low / middle - 1, one.most.high / middle - 1
    return TornadoLine(one.factor.title, title_of(one.most.headline), low, high)


def _resting(ensemble: Ensemble, found: tuple[Ranked, ...], name: str) -> Iterator[Block]:
    """Yield the rows that facts rest on: what a better figure would replace."""
    ledger = ensemble.result.region.ledger
    how = "Rows whose figures leave the fact open."
    for number, one in enumerate(found):
        if one.factor.rows:
            rows = one.factor.rows
            text = f"{len(rows)} row{'s' if len(rows) > 1 else ''}"
            cited = Figure(f"{name}:fact.{number}", text, rows, ledger.source_ids(rows), how)
            said: Text = (f"{one.factor.title}: ", cited, ".")
            yield Paragraph(said)
