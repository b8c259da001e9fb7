"""The first sentences on transit, and the definitions that its figures follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Paragraph
from caspia.briefs.sections.counting import count_figure
from caspia.briefs.sections.listing import joined
from caspia.briefs.sections.saying import full_year, latest_first, say_row_period
from caspia.briefs.sections.series_table import line_figures, lines_of, say_what
from caspia.briefs.sections.transit_rules import HEADINGS, TRAFFIC
from caspia.briefs.sections.wording import say_date, say_side

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from caspia.briefs.document import Text
    from caspia.briefs.page import Page
    from caspia.briefs.sections.transit_rules import Closeness
    from caspia.ledger import Row


def transit_lead(page: Page, actual: Mapping[Closeness, Sequence[Row]]) -> list[Paragraph]:
    """Return the latest of what most is told of, then how many figures there are and by what rule.

    Parameters
    ----------
    page : Page
        The two sides.
    actual : mapping
        What happened, by closeness.
    """
    rows = [row.id for group in actual.values() for row in group]
    both = f"{say_side(page.a)} and {say_side(page.b)}"
    if not rows:
        day = say_date(page.on)
        none = f"No figure of freight or energy that concerns {both} was known on {day}."
        return [Paragraph((none,))]
    how = "Counted: rows of freight and energy chosen by where subject and partner lie."
    count = count_figure(page, "transit.count", len(rows), rows, how, "figure")
    rule = (
        "The ledger has ",
        count,
        f" of freight and energy that concern {both}: of what lies one on each side, of what one "
        "side carries for the other, of ways that touch both, and of traffic at the ends of the "
        "links between them.",
    )
    return [Paragraph(joined(_latest(page, actual), " ")), Paragraph(rule)]


def definitions(page: Page, rows: Sequence[Row]) -> list[Paragraph]:
    """Return a sentence for each way whose cargo is counted by more than one definition."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row["partner"] is None and row["measure"] in TRAFFIC:
            groups.setdefault((row["series"], row["subject"]), []).append(row)
    texts = [_definitions(page, groups[key]) for key in sorted(groups)]
    return [Paragraph(text) for text in texts if text]


def _latest(page: Page, actual: Mapping[Closeness, Sequence[Row]]) -> list[Text]:
    """Tell the latest period of the richest series of each closeness but the ends."""
    found: list[Text] = []
    for name, rows in actual.items():
        lines = _richest(page, rows) if name != "ends" or not found else []
        if lines:
            first = lines[0][0]
            opening = (
                f"{HEADINGS[name]}, most is told of {page.name(first['series']).lower()} "
                f"({say_what(page, first, with_mode=False)}): "
            )
            figures = joined(_with_scope(page, line) for line in lines)
            found.append((opening, *figures, f" {_at(first)}."))
    return found


def _with_scope(page: Page, line: Sequence[Row]) -> Text:
    scope = line[0]["scope"]
    by = (f" in the count “{scope}”",) if scope else ()
    return (*line_figures(page, "transit", line, [row.id for row in line]), *by)


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
