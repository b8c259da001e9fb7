"""The two rankings of third parties, who hosts and who mediates, with the rows behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Column, Paragraph, Picture, Table
from caspia.briefs.pictures.rank_chart import rank_chart
from caspia.briefs.pictures.rank_request import RankLine, RankRequest
from caspia.briefs.sections.listing import joined, stated
from caspia.briefs.sections.wording import say_both, say_date, say_list
from caspia.relations import CAVEAT, mediators

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.document import Block, Text
    from caspia.briefs.page import Page
    from caspia.relations import Candidate, Mediators, Reason, TooLittle

# A number that rests on very many rows names the heaviest; the how says how many there are.
_MOST_ROWS = 12
_MOST_REASONS = 4
_MOST_RANKS = 10
_LONGEST_NAME = 20
# Where a capital lies is no claim of a source: nothing published can contradict it.
_LANDS = frozenset({"near"})
_ROLES = {"mediator": "Who mediates", "host": "Who hosts"}


def rankings_of(page: Page) -> Mediators:
    """Return both rankings of third parties between the two states of a page."""
    return mediators(page.ledger, page.a.id, page.b.id, page.on)


def ranking_blocks(
    page: Page,
    found: Mediators,
    most: int = _MOST_RANKS,
    most_reasons: int = _MOST_REASONS,
) -> list[Block]:
    """Return the rankings, what is said of roles, and who is not ranked.

    Parameters
    ----------
    page : Page
        Where it is printed.
    found : Mediators
        Both rankings.
    most : int
        How many of each are shown; the others are named.
    most_reasons : int
        How many reasons of each are told, those that bring most first.
    """
    blocks: list[Block] = [Paragraph((_reading(page),)), *_picture(page, found, most)]
    for role, candidates in (("mediator", found.mediators), ("host", found.hosts)):
        if candidates:
            blocks.append(_table(page, role, candidates[:most], most_reasons))
        if candidates[most:]:
            rest = say_list(one.name for one in candidates[most:])
            blocks.append(Paragraph((f"{_ROLES[role]}, lower than these: {rest}.",)))
    said = _said(page, found)
    if said:
        blocks.append(Paragraph(said))
    return [*blocks, *not_ranked(page, found)]


def not_ranked(page: Page, found: Mediators) -> list[Block]:
    """Return the states of which too little is known, with what is known all the same."""
    near = [one for one in found.not_enough if one.tells_more]
    others = [one.name for one in found.not_enough if one not in near]
    blocks: list[Block] = []
    if near:
        columns = (Column("Not enough data"), Column("Known of it"))
        rows = tuple(_lacking(page, one) for one in near)
        blocks.append(Table("peace-not-ranked", "Third parties that are not ranked", columns, rows))
    if others:
        words = "Of these no row tells with both sides, so their place would say nothing: "
        blocks.append(Paragraph((f"{words}{say_list(others)}.",)))
    return blocks


def verdict(found: Mediators) -> Paragraph:
    """Say in a sentence whether such rankings did better before than counting who did it."""
    return Paragraph((_verdict(found),))


def _picture(page: Page, found: Mediators, most: int) -> list[Block]:
    rankings = {
        _ROLES[role]: tuple(
            RankLine(
                _short(one),
                100 * one.score,
                100 * one.low,
                100 * one.high,
                hollow=one.is_indicative,
            )
            for one in candidates[:most]
        )
        for role, candidates in (("mediator", found.mediators), ("host", found.hosts))
        if candidates
    }
    if not rankings:
        return []
    subject = f"{say_both(page)} on {say_date(page.on)}"
    drawing = rank_chart(RankRequest(subject, rankings))
    title = f"Who mediates and who hosts between {say_both(page)}"
    return [Picture("peace-ranks", title, drawing.svg, drawing.alt)]


def _short(one: Candidate) -> str:
    """Return a name that fits beside a bar: the id of a body with a long one."""
    return one.name if len(one.name) <= _LONGEST_NAME else one.party


def _verdict(found: Mediators) -> str:
    trial = found.backtest.trials.get(("mediator", "all"))
    if trial is None:
        return "No earlier talks are recorded, so nothing tells how the rankings below do."
    if trial.beats_frequency:
        return "In a back-test the ranking of mediators did better than counting who did it before."
    return (
        "In a back-test the ranking of mediators is not shown to do better than counting who "
        "mediated before."
    )


def _reading(page: Page) -> str:
    return (
        f"{CAVEAT} They rest on what was known on {say_date(page.ledger.as_of or page.on)} of the "
        f"time before {say_date(page.on)}. A score is of a hundred, with the band that holds nine "
        "draws in ten of weights and values; what is missing of a third party may lie anywhere."
    )


def _table(page: Page, role: str, candidates: Sequence[Candidate], most_reasons: int) -> Table:
    columns = (
        Column(_ROLES[role]),
        Column("Score (band)"),
        Column("Odds of its rank"),
        Column("Why"),
    )
    rows = tuple(_line(page, role, one, most_reasons) for one in candidates)
    return Table(f"peace-rank-{role}", f"{_ROLES[role]} between {say_both(page)}", columns, rows)


def _line(page: Page, role: str, one: Candidate, most_reasons: int) -> tuple[Text, ...]:
    key = f"peace.rank.{role}.{one.party}"
    told = [
        row for reason in one.reasons if reason.feature not in _LANDS for row in reason.rows[:3]
    ]
    rows = list(dict.fromkeys(told))
    odds = dict(one.odds)
    hollow = ", indicative" if one.is_indicative else ""
    how = "The weighted mean of the features that the last column tells, and the band of draws."
    band = f"{100 * one.low:.0f} to {100 * one.high:.0f}"
    numbers = (
        ("score", f"{100 * one.score:.0f} ({band}), {one.coverage:.0%} known{hollow}"),
        ("odds", f"{odds[1]:.0%} first, {odds[3]:.0%} among three"),
    )
    cells = tuple((page.figure(f"{key}.{name}", text, rows, how),) for name, text in numbers)
    why = joined(_reason(page, key, reason) for reason in one.reasons[:most_reasons])
    return ((one.name,), *cells, why)


def _reason(page: Page, key: str, reason: Reason) -> Text:
    if not reason.rows or reason.feature in _LANDS:
        return (reason.text,)
    count = len(reason.rows)
    how = f"Rests on {count} rows, the heaviest first." if count > _MOST_ROWS else "From its rows."
    return stated(page, f"{key}.{reason.feature}", reason.text, reason.rows[:_MOST_ROWS], how)


def _said(page: Page, found: Mediators) -> Text:
    told = [(one.name, said) for one in found.mediators for said in one.said]
    told += [(one.name, said) for one in found.not_enough for said in one.said]
    texts = [
        (
            f"{name}, ",
            page.figure(f"peace.said.{said.rows[0]}", say_date(said.day), said.rows, "Its day."),
            ": ",
            *stated(page, f"peace.said.{said.rows[0]}.text", said.text, said.rows, "As told."),
        )
        for name, said in told
    ]
    return ("Said of their parts: ", *joined(texts), ".") if texts else ()


def _lacking(page: Page, one: TooLittle) -> tuple[Text, ...]:
    key = f"peace.not-ranked.{one.party}"
    name = one.name if len(one.roles) > 1 else f"{one.name} (as {one.roles[0]})"
    return ((name,), joined(_reason(page, key, reason) for reason in one.reasons))
