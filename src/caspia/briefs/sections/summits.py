"""The section on summits and talks: what both sides took part in, multilateral ones too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Column, Missing, Paragraph, Section
from caspia.briefs.sections.counting import count_figure
from caspia.briefs.sections.disputes import dispute_notes
from caspia.briefs.sections.event_rows import Event, day_figure, say_participants, say_place
from caspia.briefs.sections.listing import filled_table, joined, left_out, newest, stated
from caspia.briefs.sections.sides import home_of
from caspia.briefs.sections.summit_rows import meetings_of, unlisted_summits
from caspia.briefs.sections.wording import say_both, say_count, say_date, say_list, say_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.document import Block, Figure, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Row

_COLUMNS = tuple(Column(name) for name in ("Date", "Kind", "What", "Where", "Who took part"))
_PLURALS = {
    "foreign_ministers_meeting": "meetings of foreign ministers",
    "other": "other meetings",
    "phone_call": "phone calls",
}


def summits_section(page: Page) -> Section:
    """Return what both sides took part in up to the day, newest first."""
    alone, helped = meetings_of(page)
    unlisted = unlisted_summits(page)
    blocks: list[Block] = []
    if alone:
        blocks += [Paragraph(_lead(page, alone)), *_listed(page, alone)]
    else:
        blocks.append(_none(page))
    if helped:
        blocks.append(Paragraph(_helped(page, helped)))
    if unlisted:
        blocks += _unlisted(page, unlisted)
    return Section("summits", "Summits and talks", tuple(blocks))


def _lead(page: Page, events: Sequence[Event]) -> Text:
    how = f"Counted: events by {say_date(page.on)} with participants of both sides."
    ids = [event.id for event in events]
    pieces: list[str | Figure] = [f"{say_both(page)} both took part in "]
    pieces.append(count_figure(page, "summits.total", len(ids), ids, how, "recorded event"))
    pieces += [": ", *_by_kind(page, events), ". The latest: "]
    return (*pieces, *_title(page, events[-1]), ", ", _day(page, events[-1]), ".")


def _by_kind(page: Page, events: Sequence[Event]) -> Text:
    kinds: dict[str, list[str]] = {}
    for event in events:
        kinds.setdefault(event["kind"], []).append(event.id)
    said = []
    for kind, ids in sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0])):
        words = _PLURALS.get(kind, "")
        text = say_count(len(ids), _say_kind(kind), words).partition(" ")[2]
        how = f"Counted: those of the events above that are of the kind {say_word(kind)}."
        figure = count_figure(page, f"summits.{kind}", len(ids), ids, how)
        said.append((figure, f" {text}"))
    return joined(said, ", ")


def _say_kind(kind: str) -> str:
    return "other meeting" if kind == "other" else say_word(kind)


def _listed(page: Page, events: Sequence[Event]) -> list[Block]:
    shown, earlier = newest(events)
    caption = f"Events that {say_both(page)} both took part in, newest first"
    rows = tuple(_row(page, event) for event in shown)
    blocks: list[Block] = [filled_table("summits", caption, _COLUMNS, rows)]
    blocks += dispute_notes(page, "summits", [(event, _day(page, event)) for event in shown])
    if earlier:
        ids, first = [event.id for event in earlier], _day(page, earlier[0])
        blocks.append(left_out(page, "summits.earlier", "events", len(ids), ids, first))
    return blocks


def _row(page: Page, event: Event) -> tuple[Text, ...]:
    return (
        (_day(page, event),),
        (_say_kind(event["kind"]),),
        _title(page, event),
        (say_place(page, event),),
        (_who(page, event),),
    )


def _day(page: Page, event: Event) -> Figure:
    return day_figure(page, "summits", event)


def _title(page: Page, event: Event) -> Text:
    how = "Told of the event."
    told = [text for text in (event["title"], event["outcome"]) if text]
    return stated(page, f"summits.{event.id}.told", "; ".join(told), [event.id], how)


def _who(page: Page, event: Event) -> str:
    """Name those of both sides with their people, then the other parties."""
    ours = [one for one in event.participants if _is_ours(page, one)]
    others = dict.fromkeys(
        page.name(one["party"]) for one in event.participants if not _is_ours(page, one)
    )
    persons = [one for one in ours if one["person"]]
    named = {one["party"] for one in persons}
    bare = [one for one in ours if one["party"] not in named]
    told = say_participants(page, [*persons, *bare])
    return f"{told}; others: {say_list(others)}" if others else told


def _is_ours(page: Page, participant: Row) -> bool:
    home = home_of(page, participant["party"])
    return page.is_a(home) or page.is_b(home)


def _helped(page: Page, events: Sequence[Event]) -> Text:
    how = "Counted: events of both sides that are told in the section on peace talks."
    ids = [event.id for event in events]
    count = count_figure(page, "summits.helped", len(ids), ids, how, "event")
    return ("Talks with a mediator, or at a place lent by a third party, are told under Peace "
            "process: ", count, " of both sides.")  # fmt: skip


def _unlisted(page: Page, found: Sequence[tuple[Event, Row]]) -> list[Block]:
    shown, earlier = newest(found)
    columns = tuple(Column(name) for name in ("Date", "Summit", "Where", "Bloc of both"))
    rows = tuple(
        ((_day(page, event),), _title(page, event), (say_place(page, event),), (bloc["name"],))
        for event, bloc in shown
    )
    caption = "Summits of blocs to which both belonged, without a record of who came"
    blocks: list[Block] = [filled_table("summits-unlisted", caption, columns, rows)]
    if earlier:
        ids, first = [event.id for event, _ in earlier], _day(page, earlier[0][0])
        key, noun = "summits.unlisted.earlier", "summits of this kind"
        blocks.append(left_out(page, key, noun, len(ids), ids, first))
    what = "Who took part in the summits of the table above; they are not counted."
    return [
        *blocks,
        Missing(
            what, "Say who came to each, with a source (participants: event_id, party, person)."
        ),
    ]


def _none(page: Page) -> Missing:
    return Missing(
        f"By {say_date(page.on)} no meeting, signing or other event is recorded that "
        f"{say_both(page)} both took part in without a third party's help.",
        "Add a meeting, signing or opening with those who took part "
        "(events; participants of both).",
    )
