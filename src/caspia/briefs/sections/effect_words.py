"""What an agreement does to routes, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.sections.wording import say_list, say_period

if TYPE_CHECKING:
    from caspia.amounts import Amount
    from caspia.briefs.document import Figure, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Row

_MOST_NAMES = 4
_WITH_AMOUNT = {
    "permits": "permits {what} at ",
    "caps": "caps {what} at ",
    "floor": "sets a floor for {what} of ",
    "tariff": "sets a tariff for {what} of ",
    "fee": "sets a fee for {what} of ",
    "time": "sets a time for {what} of ",
}
_ORDER = (*_WITH_AMOUNT, "none")
_WITHOUT_AMOUNT = {
    "permits": "permits {what}",
    "caps": "caps {what}, amount not stated",
    "floor": "sets a floor for {what}, amount not stated",
    "tariff": "sets a tariff for {what}, amount not stated",
    "fee": "sets a fee for {what}, amount not stated",
    "time": "sets a time for {what}, amount not stated",
}


def effects_of(page: Page, agreement: Row) -> tuple[Row, ...]:
    """Return the known effects of an agreement, those that have ended among them."""
    rows = page.ledger.rows("agreement_effects", agreement_id=agreement.id)
    return tuple(sorted(rows, key=lambda row: (_ORDER.index(row["effect"]), row.id)))


def say_effects(page: Page, agreement: Row) -> Text:
    """Return the effects of an agreement, each resting on its row; "not known" without one."""
    pieces: list[str | Figure] = []
    for row in effects_of(page, agreement):
        pieces += ["; "] if pieces else []
        pieces += _say_effect(page, row)
    return tuple(pieces) or ("not known",)


def _say_effect(page: Page, row: Row) -> Text:
    key = f"agreements.{row['agreement_id']}.effect.{row.id}"
    how = f"Effect {row['reading']}, resting on the words: {row['why']}."
    tail = _tail(page, row)
    if row["effect"] == "none":
        return (page.figure(key, "none stated", [row.id], how), f" ({row['why']})")
    amount = _amount(page, row)
    if amount is None:
        words = _WITHOUT_AMOUNT[row["effect"]].format(what=_what(page, row))
        return (page.figure(key, words + tail, [row.id], how),)
    words = _WITH_AMOUNT[row["effect"]].format(what=_what(page, row))
    figure = page.amount_figure(key, row, how)
    return (words, figure, tail) if tail else (words, figure)


def _amount(page: Page, row: Row) -> Amount | None:
    if row["unit"] is None:
        return None
    amount = page.ledger.amount(row)
    return amount if amount.is_known else None


def _what(page: Page, row: Row) -> str:
    """Name the good and where: "natural gas on A and B", "use of A", "goods between A and B"."""
    good = page.name(row["good"]).lower() if row["good"] else ""
    names = [_say_target(page, row["target_kind"], target) for target in row["target"]]
    if row["target_kind"] == "pair":
        return f"{good or 'goods'} between {say_list(names)}"
    shown, more = names[:_MOST_NAMES], len(names) - _MOST_NAMES
    if more > 0:
        shown.append(f"{more} more")
    if not good:
        return f"use of {say_list(shown)}" if row["effect"] == "permits" else say_list(shown)
    return f"{good} on {say_list(shown)}" if names else good


def _say_target(page: Page, kind: str, target: str) -> str:
    name = page.name(target).replace(" - ", "\N{EN DASH}")
    return f"the {name}" if kind == "corridor" else name


def _tail(page: Page, row: Row) -> str:
    """Say from when or until when where that is not the term of the agreement, and if inferred."""
    starts = row["valid_from"] if row["valid_from"] and row["valid_from"] > page.on else None
    period = say_period(starts, row["valid_to"])
    inferred = " (inferred)" if row["reading"] == "inferred" else ""
    return f", {period}{inferred}" if period else inferred
