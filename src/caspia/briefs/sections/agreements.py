"""The section on agreements that bind both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Column, Missing, Paragraph, Section, Table
from caspia.briefs.sections.agreement_standing import (
    SIGNED_ONLY,
    Standing,
    foreseen,
    say_status,
    standings,
)
from caspia.briefs.sections.counting import SHOWN, count_figure
from caspia.briefs.sections.effect_words import effects_of, say_effects
from caspia.briefs.sections.retelling import told_otherwise
from caspia.briefs.sections.sides import others_among, say_parties
from caspia.briefs.sections.wording import (
    at_date,
    precision_of,
    say_both,
    say_date,
    say_list,
    say_partial,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.document import Block, Figure, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Row

_COLUMNS = (
    Column("Agreement"),
    Column("Between"),
    Column("Signed"),
    Column("Status on the day"),
    Column("Effect on routes"),
)
_STATUSES = {
    "in_force": "in force",
    "suspended": "suspended",
    "proposed": "proposed",
    "signed": SIGNED_ONLY,
    "ended": "ended",
    "disputed": "told in two ways",
    "unknown": "of unknown status",
}
_ALWAYS_SAID = ("in_force", "suspended", "proposed")


def agreements_section(page: Page) -> Section:
    """Return the agreements of both sides, newest first, with status and effect on routes."""
    found = page.once(standings)
    blocks: list[Block] = []
    if found:
        blocks += [Paragraph(_lead(page, found)), _table(page, found[:SHOWN])]
        blocks += [Paragraph(text) for text in _remarks(page, found)]
    to_come = foreseen(page)
    if to_come:
        blocks.append(Paragraph(_foreseen(page, to_come)))
    return Section("agreements", "Agreements", (*blocks, *_missing(page, found)))


def _lead(page: Page, found: Sequence[Standing]) -> Text:
    day = say_date(page.on)
    rows = [row for standing in found for row in standing.rows]
    how = f"Counted: known agreements with parties on both sides that had begun by {day}."
    total = count_figure(page, "agreements.count", len(found), rows, how, "agreement")
    pieces: list[str | Figure] = [total, f" between {say_both(page)}"]
    pieces += [*_joint(page, found), f". On {day}: "]
    for number, text in enumerate(_counts(page, found)):
        pieces += ["; " if number else "", *text]
    return (*pieces, ". ", *_newest(page, found))


def _joint(page: Page, found: Sequence[Standing]) -> Text:
    """Say how many of the agreements have other parties too."""
    wide = [s.agreement.id for s in found if others_among(page, s.agreement["parties"])]
    if not wide:
        return ()
    how = "Counted: those with parties that belong to neither side."
    return (", ", count_figure(page, "agreements.joint", len(wide), wide, how), " with others")


def _counts(page: Page, found: Sequence[Standing]) -> list[Text]:
    """Return a count for each status; the first three are said even where there is none."""
    said: list[Text] = []
    for status, words in _STATUSES.items():
        here = [standing for standing in found if standing.status == status]
        if not here:
            said += [(f"none {words}",)] if status in _ALWAYS_SAID else []
            continue
        rows = [row for standing in here for row in standing.rows]
        how = f"Counted: agreements that are {words} on {say_date(page.on)}."
        figure = count_figure(page, f"agreements.{status}", len(here), rows, how)
        said.append((figure, f" {words}", *_inferred(page, status, here)))
    return said


def _inferred(page: Page, status: str, here: Sequence[Standing]) -> Text:
    inferred = [standing for standing in here if standing.is_inferred]
    if not inferred:
        return ()
    rows = [row for standing in inferred for row in standing.rows]
    how = "Counted: those whose status no source states."
    figure = count_figure(page, f"agreements.{status}.inferred", len(inferred), rows, how)
    return (" (", figure, " inferred)")


def _newest(page: Page, found: Sequence[Standing]) -> Text:
    newest = found[0].agreement
    if not newest["signed"]:
        return ("The day of signature of none is known.",)
    by = "" if page.is_bilateral else f" by {say_parties(page, newest['parties'])}"
    at = at_date(precision_of(newest["signed"]))
    return ("The newest is ", newest["title"], f", signed{by} {at} ", _signed(page, newest), ".")


def _signed(page: Page, agreement: Row) -> Figure:
    return page.figure(
        f"agreements.{agreement.id}.signed",
        say_partial(agreement["signed"]),
        [agreement.id],
        "Day of signature as a row states it.",
    )


def _table(page: Page, found: Sequence[Standing]) -> Table:
    caption = f"Agreements between {say_both(page)}, newest first"
    return Table("agreements", caption, _COLUMNS, tuple(_row(page, item) for item in found))


def _row(page: Page, standing: Standing) -> tuple[Text, ...]:
    agreement = standing.agreement
    return (
        (agreement["title"],),
        (say_parties(page, agreement["parties"]),),
        _say_signed(page, agreement),
        say_status(page, standing),
        say_effects(page, agreement),
    )


def _say_signed(page: Page, agreement: Row) -> Text:
    if not agreement["signed"]:
        return ("not known",)
    figure = _signed(page, agreement)
    return (figure, *told_otherwise(page, figure, _say_rival))


def _say_rival(rival: Row) -> str:
    signed = rival.cells.get("signed")
    return say_partial(signed) if signed else "not signed"


def _remarks(page: Page, found: Sequence[Standing]) -> list[Text]:
    """Say how many are not shown, and what inferred means."""
    said: list[Text] = []
    if len(found) > SHOWN:
        said.append(_left_out(page, found[SHOWN:]))
    effects = [row for s in found[:SHOWN] for row in effects_of(page, s.agreement)]
    if any(s.is_inferred for s in found) or any(e["reading"] == "inferred" for e in effects):
        said.append(
            (
                "Inferred: no source states it. A status is then taken from the signature or from "
                "later news, an effect from what the agreement is about.",
            )
        )
    return said


def _left_out(page: Page, rest: Sequence[Standing]) -> Text:
    dated = [standing.agreement for standing in rest if standing.agreement["signed"]]
    rows = [row for standing in rest for row in standing.rows]
    how = f"Counted: agreements older than the {SHOWN} shown, or without a day of signature."
    figure = count_figure(page, "agreements.more", len(rest), rows, how, "more agreement")
    if not dated:
        return (f"The table shows {SHOWN}; ", figure, " without a known day of signature.")
    return (
        f"The table shows the newest {SHOWN}; ",
        figure,
        " reach back to ",
        _signed(page, dated[-1]),
        ".",
    )


def _foreseen(page: Page, rows: Sequence[Row]) -> Text:
    pieces: list[str | Figure] = ["Planned after the day: "]
    for number, row in enumerate(rows):
        pieces += ["; " if number else "", row["title"]]
        if row["signed"]:
            pieces += [
                f", to be signed {at_date(precision_of(row['signed']))} ",
                _signed(page, row),
            ]
    return (*pieces, ".")


def _missing(page: Page, found: Sequence[Standing]) -> list[Missing]:
    if not found:
        return [
            Missing(
                f"No agreement between {say_both(page)} is known",
                "Add one that binds both, with the day of its signature "
                "(agreements: title, parties, "
                "signed).",
            )
        ]
    gaps = (
        (
            "The day of signature of",
            "Say on which day each was signed (agreements: signed).",
            _unsigned,
        ),
        (
            f"The status on {say_date(page.on)} of",
            "Say how each stood on that day, and since when "
            "(agreement_status: status, valid_from).",
            _without_status,
        ),
        (
            "The effect on routes of",
            "Say what each permits, caps or charges on which way, or that it does nothing "
            "(agreement_effects: target, effect).",
            _without_effect,
        ),
    )
    said = []
    for what, cure, lacks in gaps:
        titles = [s.agreement["title"] for s in found if lacks(page, s)]
        if titles:
            said.append(Missing(f"{what} {say_list(titles)}", cure))
    return said


def _unsigned(_: Page, standing: Standing) -> bool:
    return standing.agreement["signed"] is None


def _without_status(_: Page, standing: Standing) -> bool:
    return not standing.on_day


def _without_effect(page: Page, standing: Standing) -> bool:
    return not effects_of(page, standing.agreement)
