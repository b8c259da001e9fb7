"""A what-if as a page: causes, maps without, with and of the difference, and what happened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caspia.briefs.difference_picture import difference_picture
from caspia.briefs.document import Brief, Figure, Paragraph, Picture, Section
from caspia.briefs.flow_picture import flow_map_request, flow_picture
from caspia.briefs.formats import render
from caspia.briefs.numbering import numbered_sources
from caspia.briefs.sections.wording import sentence
from caspia.briefs.side_by_side import side_by_side
from caspia.briefs.text_tables import table_of
from caspia.ledger import provenance
from caspia.scenarios.sentences import summary, told_cause
from caspia.scenarios.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.briefs.document import Block, Text
    from caspia.scenarios.whatif import Cause, WhatIf

_MOST_STRANDED = 8
_NOTE = "A model result, not an observation."


def whatif_html(answer: WhatIf) -> str:
    """Return the page as one HTML file that opens offline."""
    return render(whatif_page(answer), "html").decode()


def whatif_pdf(answer: WhatIf) -> bytes:
    """Return the page as a tagged PDF."""
    return render(whatif_page(answer), "pdf")


def whatif_page(answer: WhatIf) -> Brief:
    """Return the page of a what-if."""
    region, ledger = answer.after.region, answer.after.region.ledger
    name = f"whatif:{answer.scenario.name}:{region.period}".replace(" ", "-")
    sections = (
        Section("answer", "What it comes to", tuple(_lead(answer, name))),
        Section("causes", "Causes", tuple(_causes(answer, name))),
        Section("maps", "Without and with", whatif_maps(answer)),
        Section("differences", "What differs", _differences(answer)),
        Section("stranded", "What is left behind with it", tuple(_stranded(answer))),
        *_happened(answer, name),
        Section("adding-up", "Whether it adds up", tuple(_adding_up(answer))),
    )
    figures = [figure for section in sections for figure in section.printed()]
    against = f", against {answer.against.title}" if answer.against else ""
    return Brief(
        id=name,
        title=answer.scenario.title,
        subtitle=f"What if, {region.period}{against}. {_NOTE}",
        a=answer.scenario.name,
        b=answer.against.name if answer.against else "",
        on=region.months[-1],
        as_of=ledger.as_of or region.months[-1],
        headlines=(),
        sections=sections,
        sources=numbered_sources(ledger, figures),
        provenance=provenance(ledger),
    )


def whatif_maps(answer: WhatIf) -> tuple[Picture, ...]:
    """Return the maps without and with the scenario side by side, the difference, the latter large.

    The lines of those without and with it are of one scale; the difference has its own, and there
    is no map of it where no link carries more or less.
    """
    requests = [flow_map_request(one) for one in (answer.before, answer.after)]
    largest = max((link.tonnes for link in requests[0].links), default=0.0)
    pictures = [flow_picture(replace(request, largest=largest)) for request in requests]
    headings = {
        answer.against.title if answer.against else "As the ledger has it": pictures[0],
        answer.scenario.title: pictures[1],
    }
    title = f"What moves in {answer.after.region.period}, without and with the scenario"
    large = replace(pictures[1], id="with", title=f"{pictures[1].title}, with the scenario")
    difference = difference_picture(answer)
    changed = () if difference is None else (difference,)
    return (side_by_side("maps", title, headings), *changed, large)


def _differences(answer: WhatIf) -> tuple[Block, ...]:
    found = tuple(map(table_of, tables(answer)))
    return found or (Paragraph(("Nothing does, in this period.",)),)


def _lead(answer: WhatIf, name: str) -> Iterator[Block]:
    if answer.scenario.text:
        text = answer.scenario.text
        if answer.scenario.sources:
            how = "What the scenario rests on; the scenario itself is no fact."
            cited = Figure(f"{name}:text", "Its sources", (), answer.scenario.sources, how)
            yield Paragraph((f"{text} ", cited, "."))
        else:
            yield Paragraph((text,))
    for line in list(summary(answer))[1:]:
        yield Paragraph((line,))


def _causes(answer: WhatIf, name: str) -> Iterator[Block]:
    for number, cause in enumerate(answer.causes, start=1):
        yield Paragraph((*_of_cause(answer, cause, f"{name}:cause.{number}", number),))
    if len(answer.causes) > 1:
        orders = "some orders, drawn," if answer.sampled else "all orders"
        yield Paragraph(
            (
                "In the tables the part of a cause is the mean of what it adds over "
                f"{orders} of the causes (the value of Shapley); the parts add up to the "
                "difference.",
            )
        )


def _of_cause(answer: WhatIf, cause: Cause, key: str, number: int) -> Text:
    ledger = answer.after.region.ledger
    rows = cause.touched.rows
    first, *more = told_cause(cause, ledger)
    how = "Rows that the scenario lays over the ledger."
    figure = Figure(key, sentence(first.rstrip(".")), rows, ledger.source_ids(rows), how)
    return (f"{number}. ", figure, ". ", " ".join(more))


def _stranded(answer: WhatIf) -> Iterator[Block]:
    found = answer.after.left_behind
    for one in found[:_MOST_STRANDED]:
        yield Paragraph((one.told(),))
    if len(found) > _MOST_STRANDED:
        yield Paragraph((f"And {len(found) - _MOST_STRANDED} others.",))
    if not found:
        yield Paragraph(("Nothing: all that wants to move does.",))


def _happened(answer: WhatIf, name: str) -> Iterator[Section]:
    observed = answer.scenario.observed
    if observed is None:
        return
    ledger = answer.before.region.ledger
    rows = (*observed.rows, *(row for one in answer.beside for row in one.rows))
    how = "Rows of the record that tell of it."
    cited = Figure(f"{name}:observed", "The record", rows, ledger.source_ids(rows), how)
    said: Text = (f"{observed.text} ", cited, ".") if rows else (observed.text,)
    yield Section("observed", "What happened", (Paragraph(said),))


def _adding_up(answer: WhatIf) -> Iterator[Block]:
    for label, result in (("Without", answer.before), ("With", answer.after)):
        balance = result.balance
        word = "holds" if balance.holds else "does not hold"
        yield Paragraph(
            (
                f"{label} the scenario the balance {word}: demand {balance.demand / 1e6:,.2f} Mt = "
                f"delivered {balance.delivered / 1e6:,.2f} + stranded "
                f"{balance.stranded / 1e6:,.2f} Mt; largest violation {balance.imbalance:.0e}.",
            )
        )
