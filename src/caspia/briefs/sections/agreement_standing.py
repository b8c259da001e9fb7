"""How an agreement stood on a day, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from caspia.briefs.sections.retelling import told_otherwise
from caspia.briefs.sections.sides import joins_both
from caspia.briefs.sections.wording import say_date, say_list, say_word
from caspia.ledger import holds_on, read_partial

if TYPE_CHECKING:
    from caspia.briefs.document import Figure, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Row

SIGNED_ONLY = "signed, not known to be in force"
_NEVER = date.min


@dataclass(frozen=True, slots=True)
class Standing:
    """An agreement with what is said of its status on the day.

    Attributes
    ----------
    agreement : Row
        The agreement.
    on_day : tuple of Row
        Statuses that hold on the day; two where sources differ, none where nothing is known.
    before : Row or None
        The last status that had ended, where none holds.
    """

    agreement: Row
    on_day: tuple[Row, ...]
    before: Row | None = None

    @property
    def status(self) -> str:
        """The status; ``unknown`` where none holds, ``disputed`` where several differ."""
        found = {row["status"] for row in self.on_day}
        if len(found) == 1:
            return str(found.pop())
        return "disputed" if found else "unknown"

    @property
    def is_inferred(self) -> bool:
        """Whether no source states the status."""
        return bool(self.on_day) and all(row["reading"] == "inferred" for row in self.on_day)

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows that say so: the agreement and its statuses."""
        return (self.agreement.id, *(row.id for row in self.on_day))


def standings(page: Page) -> tuple[Standing, ...]:
    """Return the agreements that join both sides and had begun by the day, newest first."""
    found = [_standing(page, row) for row in agreements_of(page)]
    begun = [standing for standing in found if standing.on_day or not _is_to_come(page, standing)]
    return tuple(sorted(begun, key=_newest_first))


def foreseen(page: Page) -> tuple[Row, ...]:
    """Return the agreements that join both sides and are known, but begin only after the day."""
    found = [_standing(page, row) for row in agreements_of(page)]
    return tuple(s.agreement for s in found if not s.on_day and _is_to_come(page, s))


def agreements_of(page: Page) -> tuple[Row, ...]:
    """Return every known agreement that joins both sides."""
    rows = page.ledger.rows("agreements")
    return tuple(row for row in rows if joins_both(page, row["parties"]))


def say_status(page: Page, standing: Standing) -> Text:
    """Return the status on the day with since when, by whom and why."""
    if not standing.on_day:
        return _say_unknown(page, standing)
    printed = standing.rows
    pieces: list[str | Figure] = []
    for row in standing.on_day:
        key = f"agreements.{standing.agreement.id}.status"
        key = key if len(standing.on_day) == 1 else f"{key}.{row.id}"
        figure = page.figure(key, _words(row), [row.id], f"Status {row['reading']} by a row.")
        pieces += ["; or " if pieces else "", figure, _reasons(page, row)]
        pieces += told_otherwise(page, figure, _words, printed)
    return tuple(piece for piece in pieces if piece)


def _standing(page: Page, agreement: Row) -> Standing:
    rows = page.ledger.rows("agreement_status", agreement_id=agreement.id)
    on_day = tuple(row for row in rows if holds_on(row, page.on))
    ended = [row for row in rows if row["valid_to"] and row["valid_to"] <= page.on]
    last = max(ended, key=lambda row: (row["valid_to"], row.id), default=None)
    return Standing(agreement, on_day, None if on_day else last)


def _is_to_come(page: Page, standing: Standing) -> bool:
    """Tell whether all dates known of it lie after the day."""
    signed = standing.agreement["signed"]
    if signed:
        return read_partial(signed).start > page.on
    rows = page.ledger.rows("agreement_status", agreement_id=standing.agreement.id)
    return bool(rows) and all(row["valid_from"] and row["valid_from"] > page.on for row in rows)


def _newest_first(standing: Standing) -> tuple[int, str]:
    signed = standing.agreement["signed"]
    day = read_partial(signed).last_day if signed else _NEVER
    return (-day.toordinal(), standing.agreement.id)


def _words(row: Row) -> str:
    """Write ``in force since 1 January 2022 until 31 December 2026 (inferred)``."""
    inferred = " (inferred)" if row["reading"] == "inferred" else ""
    ends = row["valid_to"]
    until = f" until {say_date(ends - timedelta(days=1))}" if ends else ""
    return f"{_since(row)}{until}{inferred}"


def _since(row: Row) -> str:
    if row["status"] == "signed":
        return SIGNED_ONLY
    word, start = say_word(row["status"]), row["valid_from"]
    if start is None:
        return word
    day = say_date(start, row["precision"])
    if row["status"] == "ended":
        return f"{word} {'on' if row['precision'] == 'day' else 'in'} {day}"
    return f"{word} since {day}"


def _reasons(page: Page, row: Row) -> str:
    """Say by whom and why; a signature and an inferred status have no cause of their own."""
    by = f", by {say_list(page.name(party) for party in row['by_whom'])}" if row["by_whom"] else ""
    because = row["because"]
    if not because or row["reading"] == "inferred" or row["status"] == "signed":
        return by
    is_hidden_row = page.ledger.find(because) is None and " " not in because
    return by if is_hidden_row else f"{by}: {page.name(because)}"


def _say_unknown(page: Page, standing: Standing) -> Text:
    if standing.before is None:
        return ("not known",)
    row = standing.before
    return (
        "not known; ",
        page.figure(
            f"agreements.{standing.agreement.id}.before",
            _words(row),
            [row.id],
            "The last status that a row states before the day.",
        ),
    )
