"""What two sides agreed and did towards peace without a third party: texts, borders, returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts import format_amount
from caspia.briefs.document import Column
from caspia.briefs.sections.disputes import dispute_notes
from caspia.briefs.sections.event_rows import day_figure, has_happened, read_events, say_place
from caspia.briefs.sections.listing import filled_table, stated
from caspia.briefs.sections.wording import say_both, say_date, say_partial, say_word
from caspia.ledger import holds_on, name_of, read_partial

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from caspia.briefs.document import Block, Text
    from caspia.briefs.page import Page
    from caspia.briefs.sections.event_rows import Event
    from caspia.ledger import Row

    Step = tuple[date, str, tuple[Text, ...]]

_SUBJECTS = ("peace", "border")
_KINDS = ("negotiation", "foreign_ministers_meeting", "summit", "signing", "statement", "other")
_SERIES = ("delimited_border", "territory_returned", "prisoners_released")


def steps_blocks(page: Page) -> list[Block]:
    """Return the texts, meetings and returns of the two alone, newest first, and what is disputed.

    Empty where the ledger has none.
    """
    events = [event for event in page.once(read_events) if _is_step(page, event)]
    steps = [*_agreements(page), *(_meeting(page, event) for event in events), *_figures(page)]
    if not steps:
        return []
    steps.sort(key=lambda step: (step[0], step[1]), reverse=True)
    columns = [Column(name) for name in ("Date", "What", "Kind", "Where or how it stands")]
    caption = f"What {say_both(page)} agreed and did without a third party, newest first"
    told = [(event, day_figure(page, "peace.steps", event)) for event in events]
    return [
        filled_table("peace-steps", caption, columns, [cells for _, _, cells in steps]),
        *dispute_notes(page, "peace.steps", told),
    ]


def _is_step(page: Page, event: Event) -> bool:
    """Tell whether both sides took part, without anybody's help, in talks or a step on the land."""
    parties = event.parties()
    is_both = any(page.is_a(one) for one in parties) and any(page.is_b(one) for one in parties)
    others = [one for one in parties if not (page.is_a(one) or page.is_b(one))]
    is_known = has_happened(event, page.on) and event["start"] is not None
    return is_both and not others and is_known and event["kind"] in _KINDS


def _meeting(page: Page, event: Event) -> Step:
    title = stated(
        page, f"peace.steps.{event.id}.title", event["title"], [event.id], "As the event says."
    )
    cells: tuple[Text, ...] = (
        (day_figure(page, "peace.steps", event),),
        title,
        (say_word(event["kind"]) if event["kind"] != "other" else "on the ground",),
        (say_place(page, event),),
    )
    return event["start"], event.id, cells


def _agreements(page: Page) -> Iterator[Step]:
    statuses: dict[str, list[Row]] = {}
    for row in page.ledger.rows("agreement_status"):
        statuses.setdefault(row["agreement_id"], []).append(row)
    for row in page.ledger.rows("agreements"):
        ends = row["parties"]
        is_both = any(page.is_a(one) for one in ends) and any(page.is_b(one) for one in ends)
        others = [one for one in ends if not (page.is_a(one) or page.is_b(one))]
        if row["subject"] not in _SUBJECTS or not is_both or others or not row["signed"]:
            continue
        day = read_partial(row["signed"]).start
        if day <= page.on:
            yield day, row.id, _agreement(page, row, statuses.get(row.id, []))


def _agreement(page: Page, row: Row, statuses: list[Row]) -> tuple[Text, ...]:
    how = "The day of the text as the agreement states it."
    standing = [one for one in statuses if holds_on(one, page.on)]
    said: Text = ()
    if standing:
        last = standing[-1]
        inferred = " (inferred)" if last["reading"] == "inferred" else ""
        said = (f"{say_word(last['status'])}{inferred}",)
    key = f"peace.steps.{row.id}"
    return (
        (page.figure(f"{key}.signed", say_partial(row["signed"]), [row.id], how),),
        stated(page, f"{key}.title", row["title"], [row.id], "Its title."),
        (say_word(row["kind"]),),
        said,
    )


def _figures(page: Page) -> Iterator[Step]:
    for series in _SERIES:
        for row in page.ledger.rows("observations", series=series):
            start = row["valid_from"]
            if page.between(row["subject"], row["partner"]) and start and start <= page.on:
                yield start, row.id, _figure(page, row)


def _figure(page: Page, row: Row) -> tuple[Text, ...]:
    amount = page.ledger.amount(row)
    key = f"peace.steps.{row.id}"
    label = name_of(page.ledger, row["series"])
    return (
        (page.figure(f"{key}.day", say_date(row["valid_from"]), [row.id], "Its first day."),),
        (
            f"{label}, {page.name(row['subject'])}: ",
            page.figure(f"{key}.value", format_amount(amount), [row.id],
                        page.said_by(row, amount), amount),
        ),
        ("figure",),
        (),
    )  # fmt: skip
