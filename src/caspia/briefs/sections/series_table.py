"""Observations of any series as compact tables: what, which definition, when, how much, whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Column, Table
from caspia.briefs.sections.counting import SHOWN
from caspia.briefs.sections.listing import left_out
from caspia.briefs.sections.saying import latest_first, say_row_period
from caspia.briefs.sections.tellings import UNNAMED, figures_of, reporters_of, tellings_of
from caspia.briefs.sections.wording import say_word, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from caspia.briefs.document import Block, Paragraph, Text
    from caspia.briefs.page import Page
    from caspia.briefs.sections.at_odds import AtOdds
    from caspia.ledger import Row

#: Plans still to come are told in the section on what is planned.
PLANS_CAPTION = "Earlier plans, targets and forecasts for times of which there is a record by now"
_ALL_MODES = (None, "all", "multimodal")
# With the mode, what makes two observations speak of one thing in one period; whoever reports it.
_SAME = (
    "series",
    "subject",
    "partner",
    "good",
    "scope",
    "modality",
    "valid_from",
    "valid_to",
)


def series_blocks(
    page: Page,
    table_id: str,
    caption: str,
    rows: Iterable[Row],
    key: str,
    at_odds: AtOdds,
) -> list[Block]:
    """Return a table of observations, the latest period first; empty where there is none.

    What all rows have in common stands in the caption and not in a column. Figures of one thing and
    period stand in one cell with their reporters; another definition has a line of its own.

    Parameters
    ----------
    page : Page
        Where they are printed.
    table_id, caption : str
        Of the table.
    rows : iterable of Row
        Observations of one series or of several.
    key : str
        Before the id of a row in the keys of figures: ``transit``.
    at_odds : AtOdds
        That of the section: what disagrees is told below the first table that shows it.
    """
    lines = lines_of(page, rows)
    if not lines:
        return []
    shown, rest = lines[:SHOWN], lines[SHOWN:]
    said = {name: [say(page, line[0]) for line in shown] for name, say in _WORDS.items()}
    varied = [name for name in _WORDS if len(set(said[name])) > 1]
    common = [said[name][0] for name in _WORDS if name not in varied and said[name][0]]
    printed = [row.id for line in shown for row in line]
    reporters = [reporters_of(page, told) for line in shown for told in tellings_of(page, line)]
    unsaid, by = _said_once(reporters)
    body = [
        (
            *((said[name][number],) for name in varied),
            (say_row_period(line[0]),),
            line_figures(page, key, line, printed, unsaid=unsaid, at_odds=at_odds),
        )
        for number, line in enumerate(shown)
    ]
    heads = (*(Column(name) for name in varied), Column("Period"), Column("Figure"))
    title = "; ".join([f"{caption}: {'; '.join(common)}" if common else caption, *by])
    table = Table(table_id, title, heads, tuple(body))
    more = [_rest(page, table_id, rest)] if rest else []
    return [table, *at_odds.paragraphs(), *more]


def _said_once(reporters: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the reporter to leave out of the cells, and the words for the caption instead."""
    unnamed = reporters.count(UNNAMED)
    if unnamed == len(reporters):
        return (UNNAMED,), (UNNAMED,)
    if len(set(reporters)) == 1 and len(reporters) > 1:
        return (reporters[0],), (f"as reported by {reporters[0]}",)
    if unnamed * 2 >= len(reporters):
        return (UNNAMED,), ("where no reporter stands, none is named",)
    return (), ()


def line_figures(
    page: Page,
    key: str,
    line: Sequence[Row],
    printed: Collection[str],
    *,
    unsaid: Collection[str] = (),
    at_odds: AtOdds | None = None,
) -> Text:
    """Return the figures of rows that speak of one thing, each with its reporter.

    Parameters
    ----------
    page : Page
        Where they are printed.
    key : str
        Before the id of the first row.
    line : sequence of Row
        As `lines_of` gives them.
    printed : collection of str
        Rows beside them, which need not be told as rivals.
    unsaid, at_odds
        As in `figures_of`.
    """
    return figures_of(
        page,
        f"{key}.{line[0].id}",
        tellings_of(page, line),
        printed,
        named=True,
        unsaid=unsaid,
        at_odds=at_odds,
    )


def say_what(page: Page, row: Row, *, with_mode: bool = True) -> str:
    """Name what an observation is about: subject, partner, good and, where wanted, mode."""
    names = [page.name(row["subject"]), page.name(row["partner"])]
    parts = [" – ".join(name for name in names if name), page.name(row["good"]).lower()]
    mode = mode_of(page, row) if with_mode else None
    if mode:
        parts.append(f"by {say_word(mode.replace(';', ' and '))}")
    return ", ".join(part for part in parts if part)


def mode_of(page: Page, row: Row) -> str | None:
    """Return the mode where it tells something: not of all modes, nor of a link, which has one."""
    if row["mode"] in _ALL_MODES or _is_link(page, row["subject"]):
        return None
    return str(row["mode"])


def _is_link(page: Page, row_id: str) -> bool:
    row = page.ledger.find(row_id)
    return row is not None and row.table == "links"


def lines_of(page: Page, rows: Iterable[Row]) -> list[list[Row]]:
    """Return rows that speak of one thing in one period together, the latest first.

    Rows whose amount is not known are left out.
    """
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in sorted(rows, key=lambda r: (r.known_from, r.id)):
        if page.ledger.amount(row).is_known:
            thing = (*(row[name] for name in _SAME), mode_of(page, row))
            groups.setdefault(thing, []).append(row)
    # Python keeps the order of equals, so that names order what has one period.
    by_name = sorted(groups.values(), key=lambda line: _name_of_line(page, line[0]))
    return sorted(by_name, key=lambda line: latest_first(line[0]), reverse=True)


def _name_of_line(page: Page, row: Row) -> tuple[str, ...]:
    return _series(page, row), say_what(page, row), row["scope"] or "", row.id


def _rest(page: Page, table_id: str, rest: Sequence[list[Row]]) -> Paragraph:
    ids = [row.id for line in rest for row in line]
    key = table_id.replace("-", ".")
    oldest = rest[-1]
    since = page.figure(
        f"{key}.since",
        say_row_period(oldest[0]),
        [row.id for row in oldest],
        "The oldest that is left out.",
    )
    return left_out(page, f"{key}.more", "figures", len(rest), ids, since)


def _series(page: Page, row: Row) -> str:
    return page.name(row["series"])


def _scope(page: Page, row: Row) -> str:
    del page
    return row["scope"] or ""


def _modality(page: Page, row: Row) -> str:
    del page
    return "" if row["modality"] == "actual" else sentence(row["modality"])


# Columns of words, each left to the caption where all lines agree.
_WORDS: Mapping[str, Callable[[Page, Row], str]] = {
    "Series": _series,
    "What": say_what,
    "Definition or part": _scope,
    "Kind": _modality,
}
