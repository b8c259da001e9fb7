"""The first sentences on transit, and the definitions that its figures follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Paragraph
from caspia.briefs.sections.counting import count_figure
from caspia.briefs.sections.lands import Lands
from caspia.briefs.sections.listing import joined
from caspia.briefs.sections.saying import full_year, latest_first, say_row_period
from caspia.briefs.sections.series_table import line_figures, lines_of, say_what
from caspia.briefs.sections.tellings import figures_of, tellings_of
from caspia.briefs.sections.transit_rules import TRAFFIC
from caspia.briefs.sections.wording import say_both, say_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from caspia.briefs.document import Text
    from caspia.briefs.page import Page
    from caspia.briefs.sections.transit_rules import Closeness
    from caspia.ledger import Row


def transit_lead(page: Page, actual: Mapping[Closeness, Sequence[Row]]) -> list[Paragraph]:
    """Return the latest of what most figures are about, then how many figures there are.

    Parameters
    ----------
    page : Page
        The two sides.
    actual : mapping
        What happened, by closeness.
    """
    rows = [row.id for group in actual.values() for row in group]
    both = say_both(page)
    if not rows:
        day = say_date(page.on)
        none = f"No figure of freight or energy that concerns {both} was known on {day}."
        return [Paragraph((none,))]
    how = "Counted: rows of freight and energy chosen by where subject and partner lie."
    count = count_figure(page, "transit.count", len(rows), rows, how, "figure")
    rule = (
        "Below, with their reporters: ",
        count,
        f" of freight and energy that concern {both}, the closest first.",
    )
    return [Paragraph(_latest(page, actual)), Paragraph(rule)]


def definitions(page: Page, rows: Sequence[Row]) -> list[Paragraph]:
    """Return a sentence for each way whose cargo is counted by more than one definition."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row["partner"] is None and row["measure"] in TRAFFIC:
            groups.setdefault((row["series"], row["subject"]), []).append(row)
    texts = [_definitions(page, groups[key]) for key in sorted(groups)]
    return [Paragraph(text) for text in texts if text]


def _latest(page: Page, actual: Mapping[Closeness, Sequence[Row]]) -> Text:
    """Tell the latest period of the richest series of each closeness but the ends.

    ``Oil transit in 2023: 1.392 Mt or 1.057 Mt on the tanker route; 5.2 Mt on the pipeline.``
    """
    said: dict[str, list[Text]] = {}
    for name, rows in actual.items():
        lines = _richest(page, rows) if name != "ends" or not said else []
        if lines:
            first = lines[0][0]
            figures = joined((_with_scope(page, line) for line in lines), " or ")
            opening = f"{page.name(first['series'])} {_at(first)}: "
            said.setdefault(opening, []).append((*figures, _where(page, first)))
    return joined([(opening, *joined(texts), ".") for opening, texts in said.items()], " ")


def _with_scope(page: Page, line: Sequence[Row]) -> Text:
    scope = line[0]["scope"]
    by = (f" in the count “{scope}”",) if scope else ()
    key, tellings = f"transit.{line[0].id}", tellings_of(page, line)
    beside = [row.id for row in line]
    return (*figures_of(page, key, tellings, beside, mark=" or ", rounded=False), *by)


def _where(page: Page, row: Row) -> str:
    """Write `` on Baku-Tbilisi-Ceyhan (crude oil of Kazakhstan)`` or `` (Georgia – Iran)``."""
    if not page.once(Lands).is_way(row["subject"]):
        return f" ({say_what(page, row, with_mode=False)})"
    good, partner = page.name(row["good"]).lower(), page.name(row["partner"])
    what = " of ".join(part for part in (good, partner) if part)
    way = page.name(row["subject"])
    is_corridor = page.ledger.row(row["subject"]).table == "corridors"
    the = "the " if is_corridor or way.endswith(" route") else ""
    return f" on {the}{way} ({what})" if what else f" on {the}{way}"


def _at(row: Row) -> str:
    """Write the period behind a figure: ``in 2023``, ``in January to April 2024``."""
    period = say_row_period(row)
    whole = row["valid_from"] and row["valid_to"]
    return f"in {period}" if whole else f"({period})"


def _richest(page: Page, rows: Sequence[Row]) -> list[list[Row]]:
    """Return the latest full year, or else period, of the thing with the most lines."""
    things: dict[tuple[str, ...], list[list[Row]]] = {}
    for line in lines_of(page, carried(rows)):
        row = line[0]
        key = (row["series"], row["subject"], row["partner"] or "", row["good"] or "")
        things.setdefault(key, []).append(line)
    if not things:
        return []
    lines = max((things[key] for key in sorted(things)), key=len)
    years = [line for line in lines if full_year(line[0])]
    latest = max(years or lines, key=lambda line: latest_first(line[0]))
    return [line for line in lines if latest_first(line[0]) == latest_first(latest[0])]


def carried(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that say what passes; all where none does."""
    return [row for row in rows if row["measure"] in TRAFFIC] or list(rows)


def _definitions(page: Page, rows: Sequence[Row]) -> Text:
    """Name the definitions and the latest figure of each; empty where there is but one."""
    scopes = sorted({row["scope"] or "" for row in rows}, key=lambda scope: (not scope, scope))
    if len(scopes) < 2:
        return ()
    first = rows[0]
    latest: list[Text] = []
    for scope in scopes:
        line = lines_of(page, [row for row in rows if (row["scope"] or "") == scope])[0]
        name = f"“{scope}” " if scope else "no definition named "
        figures = line_figures(page, "transit", line, [row.id for row in rows])
        latest.append((name, *figures, f" {_at(line[0])}"))
    return (
        f"{page.name(first['series'])}, {page.name(first['subject'])}: figures follow more than "
        "one definition or cover parts, kept apart and never reconciled. Latest of each: ",
        *joined(latest),
        ".",
    )
