"""What would have moved if the routes between two sides had been open: a what-if of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Column, Missing, Paragraph, Section, Table
from caspia.briefs.sections.moves import YEARS
from caspia.briefs.sections.peace_routes import shut_links
from caspia.briefs.sections.wording import say_both, say_list
from caspia.errors import BadScenarioError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from caspia.briefs.document import Block, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Row
    from caspia.scenarios import Scenario
    from caspia.scenarios.whatif import Effect, WhatIf

TITLE = "What would move if the routes opened"
_LEAST, _MEGATONNE = 500.0, 1e6
_MOST = 8
_HOW = "Model result, no observation: the year solved without and with these links open."


def peace_moves_section(page: Page) -> Section:
    """Return what the last year that had ended would have been with the shut links open.

    The year is solved twice, which takes half a minute.
    """
    year = page.on.year - 1
    links = [link for link, _, _ in page.once(shut_links)]
    if not links:
        text = f"No road or railway between {say_both(page)} is known to be shut."
        return Section("peace-moves", TITLE, (Paragraph((text,)),))
    if year not in YEARS:
        missing = Missing(
            f"What would move over the routes between {say_both(page)}: demand is not worked out "
            f"for {year}.",
            f"Choose a day in {YEARS.start + 1} to {YEARS.stop}.",
        )
        return Section("peace-moves", TITLE, (missing,))
    return Section("peace-moves", TITLE, tuple(_blocks(page, year, links)))


def opened(page: Page, year: int, links: Sequence[Row]) -> Scenario:
    """Return the scenario in which links are built and open, and what permits them in force."""
    from caspia.scenarios import Scenario

    names = {link.id for link in links}
    effects = page.ledger.rows("agreement_effects", effect="permits")
    agreements = sorted({row["agreement_id"] for row in effects if names & set(row["target"])})
    begins = f"{year}-01-01"
    patches: list[dict[str, object]] = [{"build": sorted(names), "from": begins, "cause": "peace"}]
    patches += [{"revive": one, "from": begins, "cause": "peace"} for one in agreements]
    return Scenario.of("peace", patches, f"The routes between {say_both(page)} are open")


def _blocks(page: Page, year: int, links: Sequence[Row]) -> Iterator[Block]:
    from caspia.scenarios.whatif import what_if

    try:
        answer = what_if(page.ledger, opened(page, year, links), str(year))
    except BadScenarioError as fault:
        yield Missing(f"What would move over these routes: {fault}", "Mend the rows named.")
        return
    yield Paragraph(
        (
            f"A model result and no observation: {year} solved again with "
            f"{say_list(link['name'] for link in links)} open and all else as it was known on the "
            "page's day. It says where cargo would have gone, and nothing of what the routes cost "
            "to build or of what else peace would change.",
        )
    )
    opened_links = [one for one in answer.of_kind("link", "tonnes") if _is_of(one, links)]
    yield from _table(page, answer, "links", "Over the opened routes", opened_links)
    corridors = list(answer.of_kind("corridor", "tonnes"))
    yield from _table(page, answer, "corridors", "By corridor", corridors)


def _is_of(effect: Effect, links: Sequence[Row]) -> bool:
    return effect.measure.of in {link.id for link in links}


def _table(
    page: Page, answer: WhatIf, key: str, caption: str, effects: Sequence[Effect]
) -> Iterator[Block]:
    from caspia.scenarios.sentences import name_of_effect

    kept = [one for one in effects if abs(one.difference) >= _LEAST][:_MOST]
    if not kept:
        yield Paragraph((f"{caption}: hardly any cargo would go otherwise.",))
        return
    columns = (Column("What"), *(Column(f"{name}, Mt", "right") for name in ("Without", "With")))
    rows = tuple(
        (
            (name_of_effect(one, answer),),
            _mt(page, f"peace.{key}.{one.measure.of}.before", one, one.before),
            _mt(page, f"peace.{key}.{one.measure.of}.after", one, one.after),
        )
        for one in kept
    )
    yield Table(f"peace-{key}", f"{caption}, a model result", columns, rows)


def _mt(page: Page, key: str, effect: Effect, value: float) -> Text:
    links = [link.id for link, _, _ in page.once(shut_links)]
    rows = [effect.measure.of] if effect.measure.kind == "link" else links
    return (page.figure(key, f"{value / _MEGATONNE:,.3f}", rows, _HOW),)
