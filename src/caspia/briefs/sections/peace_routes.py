"""The routes between two sides that are shut, and that peace would open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Column, Missing, Table
from caspia.briefs.sections.wording import say_both, say_date, say_list, say_word
from caspia.network import Network

if TYPE_CHECKING:
    from caspia.briefs.document import Block, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Row

# Agreements of these subjects between the two permit a link; peace opens it with them.
_ROADS = ("rail", "road")


def routes_blocks(page: Page) -> list[Block]:
    """Return the links between the two sides, or permitted by an agreement of both, not open.

    What would then move is worked out with ``--flows`` only, see `peace_moves_section`.
    """
    shut = shut_links(page)
    if not shut:
        return []
    columns = (Column("Link"), Column("By"), Column("On the day"), Column("Because"))
    rows = tuple(_line(page, link, status, because) for link, status, because in shut)
    caption = f"Routes that peace would open, as they stood on {say_date(page.on)}"
    return [
        Table("peace-routes", caption, columns, rows),
        Missing(
            f"What would then move over the routes between {say_both(page)}",
            "Make the page with --flows: a section then solves the last year with them open.",
        ),
    ]


def shut_links(page: Page) -> tuple[tuple[Row, str, tuple[str, ...]], ...]:
    """Return links that were not open: the link, its status, and the rows that made it so."""
    network = Network.on(page.ledger, page.on)
    country = {row.id: row["country"] or "" for row in page.ledger.rows("nodes")}
    permitted = _permitted(page)
    found = []
    for link in page.ledger.rows("links", part="physical"):
        ends = country[link["a"]], country[link["b"]]
        is_theirs = link.id in permitted or page.between(*ends)
        state = network.state(link.id)
        if is_theirs and link["mode"] in _ROADS and not state.passes:
            found.append((link, state.status, state.because))
    return tuple(found)


def _permitted(page: Page) -> set[str]:
    """Return the links that an agreement of both sides permits, be it in force or not."""
    both = {
        row.id
        for row in page.ledger.rows("agreements")
        if any(page.is_a(one) for one in row["parties"])
        and any(page.is_b(one) for one in row["parties"])
    }
    effects = page.ledger.rows("agreement_effects", target_kind="link", effect="permits")
    return {link for row in effects if row["agreement_id"] in both for link in row["target"]}


def _line(page: Page, link: Row, status: str, because: tuple[str, ...]) -> tuple[Text, ...]:
    known = [row for row in because if page.ledger.own_reports(row)] or [link.id]
    reasons = dict.fromkeys(page.name(row) for row in because if page.ledger.find(row))
    named = say_list(name for name in reasons if name != link["name"] and " " in name)
    how = "As its own status and the agreements that permit it stood."
    key = f"peace.routes.{link.id}"
    return (
        (link["name"],),
        (say_word(link["mode"]),),
        (page.figure(f"{key}.status", status, [link.id, *known], how),),
        (named,),
    )
