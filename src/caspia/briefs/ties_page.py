"""The tie of two parties over months as a page: the picture, the parts, and what changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Brief, Column, Paragraph, Picture, Section, Table
from caspia.briefs.numbering import numbered_sources, require_unique
from caspia.briefs.page import Page
from caspia.briefs.sections.listing import stated
from caspia.briefs.sections.wording import say_both, say_date, sentence
from caspia.briefs.supposed import under
from caspia.briefs.ties_picture import ties_picture
from caspia.ledger import find_party, provenance
from caspia.relations import columns, say_column, say_reading, say_tie

if TYPE_CHECKING:
    from caspia.briefs.document import Block, Text
    from caspia.relations import Part, Ties

_MOST_ROWS = 12
_POSTS = (
    "Each feature stands between goalposts that stay where they are. A feature without a row has "
    "no part; where the ledger does not keep the whole record, rows can raise a tie but never "
    "lower it. The band holds nine draws in ten of values, weights and form."
)


def ties_page(found: Ties) -> Brief:
    """Return the page of a tie over at least one month."""
    ledger, last = found.ledger, found.months[-1]
    one, other = (find_party(ledger, party, last) for party in (found.a, found.b))
    name = f"tie:{found.a}-{found.b}:{last:%Y-%m}"
    page = Page(ledger, name, one, other, last)
    sections = (
        Section("tie", "The tie", tuple(_lead(page, found))),
        Section("parts", f"What makes it in {last:%B %Y}", (_parts(page, found),)),
    )
    figures = [figure for section in sections for figure in section.printed()]
    require_unique(figures)
    as_of = ledger.as_of
    known = f"as known on {say_date(as_of)}" if as_of else "as known now"
    return Brief(
        id=name,
        title=f"{sentence(say_both(page))}: how close they are",
        subtitle=under(f"{found.months[0]:%B %Y} to {last:%B %Y}, {known}", ledger),
        a=found.a,
        b=found.b,
        on=last,
        as_of=as_of or last,
        headlines=(),
        sections=sections,
        sources=numbered_sources(ledger, figures),
        provenance=provenance(ledger),
    )


def _lead(page: Page, found: Ties) -> list[Block]:
    rows = [row for reading in found.readings[-1].values() for row in reading.rows[:3]]
    how = "The mean of the groups, each the mean of its features between their goalposts."
    told = f"{say_tie(found)}."
    first: Text = (page.figure("score", told, rows, how),) if rows else (told,)
    blocks: list[Block] = [Paragraph(first), Paragraph((_POSTS,))]
    if len(found.months) > 1:
        drawing = ties_picture(found)
        blocks.append(Picture("tie", f"The tie of {say_both(page)}", drawing.svg, drawing.alt))
    return blocks


def _parts(page: Page, found: Ties) -> Table:
    last, first = found.months[-1], found.months[0]
    moved = found.change(first, last) if len(found.months) > 1 else (None,) * len(columns())
    names = ("Feature", "What the rows say", "Brings, of 100", f"Since {first:%B %Y}")
    rows = []
    for column, part, change in zip(columns(), found.parts(last), moved, strict=True):
        says = sentence(say_column(found, column))
        shown = part.reading.rows[:_MOST_ROWS] if part.reading else ()
        told = say_reading(column, part)
        how = "The rows between the goalposts of the feature."
        reading = stated(page, column.id, told, shown, how) if shown else (told,)
        rows.append(((says,), reading, _brings(page, part), _brings(page, change, "change.")))
    caption = f"Features of the tie of {say_both(page)}"
    return Table("tie-parts", caption, tuple(Column(name) for name in names), tuple(rows))


def _brings(page: Page, part: Part | None, prefix: str = "") -> Text:
    if part is None or (part.reading is None and part.before is None):
        return ()
    rows = [row for one in (part.reading, part.before) if one for row in one.rows[:_MOST_ROWS]]
    text = f"{100 * part.brings:+.1f}"
    how = "Its part of the score; the parts add up."
    return (
        (page.figure(f"{prefix or 'brings.'}{part.column}", text, rows, how),) if rows else (text,)
    )
