"""The two rankings as a page of their own, which opens with how such rankings did before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Brief, Column, Paragraph, Section, Table
from caspia.briefs.numbering import numbered_sources, require_unique
from caspia.briefs.page import Page
from caspia.briefs.sections.rankings import ranking_blocks
from caspia.briefs.sections.wording import say_both, say_date, sentence
from caspia.briefs.supposed import under
from caspia.ledger import find_party, provenance

if TYPE_CHECKING:
    from caspia.briefs.document import Block, Figure, Text
    from caspia.relations import Mediators, Trial

_ALL = 10_000
_MOST_ROWS = 400
_ORDERS = {
    "score": "This ranking",
    "past_frequency": "Past frequency",
    "nearest_capital": "Nearest capital",
    "largest_economy": "Largest economy",
    "permanent_members": "Permanent members first",
    "weaker_tie": "The weaker tie alone",
    "random": "Random",
}
_WAYS = {
    "all": "all talks",
    "first_time": "talks whose third party had no part between the two before",
    "without_history": "all talks, without what the two did before",
}
_ROLES = {"mediator": "who mediates", "host": "who hosts"}


def mediators_page(found: Mediators) -> Brief:
    """Return the rankings, the roles as told, who is not ranked, and the back-test as a page."""
    ledger, as_of = found.ledger, found.ledger.as_of or found.on
    later = f"@{as_of}" if as_of != found.on else ""
    name = f"mediators:{found.a}-{found.b}:{found.on}{later}"
    one, other = (find_party(ledger, party, found.on) for party in (found.a, found.b))
    page = Page(ledger, name, one, other, found.on)
    sections = (
        Section("rankings", "Who hosts and who mediates", (
            Paragraph(_first_line(page, found)), *ranking_blocks(page, found, _ALL, _ALL)
        )),
        Section("backtest", "How such rankings did before", tuple(_backtest(page, found))),
    )  # fmt: skip
    figures = [figure for section in sections for figure in section.printed()]
    require_unique(figures)
    return Brief(
        id=name,
        title=f"{sentence(say_both(page))}: who hosts and who mediates",
        subtitle=under(f"On {say_date(found.on)}, as known on {say_date(as_of)}", ledger),
        a=found.a,
        b=found.b,
        on=found.on,
        as_of=as_of,
        headlines=(),
        sections=sections,
        sources=numbered_sources(ledger, figures),
        provenance=provenance(ledger, on=found.on),
    )


def _first_line(page: Page, found: Mediators) -> Text:
    rows = found.backtest.rows
    if not rows:
        return (found.backtest.first_line,)
    how = "Each case ranked by what there was the day before it; its rows are the cases."
    return (page.figure("backtest.first", found.backtest.first_line, rows[:_MOST_ROWS], how),)


def _backtest(page: Page, found: Mediators) -> list[Block]:
    blocks: list[Block] = [
        Paragraph(
            (
                "One case is one event, told once. Features are those of the day before, by what "
                "had happened and which years had ended; not by what had been published. A case "
                "whose third party could not be ranked counts as missed.",
            )
        )
    ]
    for (role, way), trial in found.backtest.trials.items():
        blocks += [_lift(page, found, role, way, trial), _table(page, found, role, way, trial)]
    return blocks


def _figure(page: Page, found: Mediators, key: str, text: str) -> Figure:
    how = "Counted over the cases of the back-test."
    return page.figure(f"backtest.{key}", text, found.backtest.rows[:1], how)


def _lift(page: Page, found: Mediators, role: str, way: str, trial: Trial) -> Paragraph:
    lift, low, high = (f"{100 * x:+.0f}" for x in trial.lift)
    key = f"{role}.{way}"
    return Paragraph(
        (
            sentence(f"{_ROLES[role]}, {_WAYS[way]}: n = "),
            _figure(page, found, f"{key}.n", str(trial.cases)),
            ", of which one who did it could be ranked in ",
            _figure(page, found, f"{key}.rankable", str(trial.rankable)),
            ". Lift of the first three over past frequency: ",
            _figure(page, found, f"{key}.lift", f"{lift} points ({low} to {high})"),
            "." if trial.beats_frequency else "; it is not shown to be above nothing.",
        )
    )


def _table(page: Page, found: Mediators, role: str, way: str, trial: Trial) -> Table:
    columns = (Column("Order by"), *(Column(name, "right") for name in
               ("Among one", "Among three", "Among five", "Mean of 1/rank")))  # fmt: skip
    rows: list[tuple[Text, ...]] = []
    for order, result in trial.results.items():
        key = f"{role}.{way}.{order}"
        cells: list[Text] = [
            (_figure(page, found, f"{key}.{top}", f"{share:.0%}"),)
            for top, share in result.hit.items()
        ]
        mrr: Text = (_figure(page, found, f"{key}.mrr", f"{result.reciprocal_rank:.2f}"),)
        rows.append(((_ORDERS[order],), *cells, mrr))
    caption = sentence(f"{_ROLES[role]}, {_WAYS[way]}")
    return Table(f"backtest-{role}-{way}", caption, columns, tuple(rows))
