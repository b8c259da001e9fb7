"""In which blocs the states of each side are, in what role and since when."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from caspia.briefs.sections.retelling import told_otherwise
from caspia.briefs.sections.wording import say_date, say_list, say_word
from caspia.ledger import holds_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from caspia.briefs.document import Figure, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Row

GONE = "withdrawn"
_KINDS = ("bloc", "organisation")
_ROLES = {"frozen": "participation frozen"}


@dataclass(frozen=True, slots=True)
class BlocStanding:
    """A bloc with the memberships of each side that hold on the day.

    Attributes
    ----------
    bloc : str
        Id of the bloc.
    a, b : tuple of Row
        Memberships of the states of the first and of the second side.
    """

    bloc: str
    a: tuple[Row, ...]
    b: tuple[Row, ...]

    @property
    def is_common(self) -> bool:
        """Whether both sides have some standing."""
        return bool(self.a and self.b)

    @property
    def has_both_members(self) -> bool:
        """Whether both sides have a full member."""
        return all(any(row["role"] == "member" for row in side) for side in (self.a, self.b))

    @property
    def rows(self) -> tuple[str, ...]:
        """Ids of the memberships of both sides."""
        return tuple(row.id for row in (*self.a, *self.b))


def bloc_standings(page: Page) -> tuple[BlocStanding, ...]:
    """Return every bloc in which a state of either side has a standing, by name.

    The two parties themselves, where they are blocs, are left out, and so are groups of states
    without a treaty.
    """
    held = [row for row in _held(page) if row["role"] != GONE]
    blocs = {row["bloc"] for row in held if _is_bloc(page, row["bloc"])}
    found = [
        BlocStanding(
            bloc,
            tuple(row for row in held if row["bloc"] == bloc and page.is_a(row["member"])),
            tuple(row for row in held if row["bloc"] == bloc and page.is_b(row["member"])),
        )
        for bloc in sorted(blocs, key=lambda bloc: (page.name(bloc), bloc))
    ]
    return tuple(standing for standing in found if standing.a or standing.b)


def withdrawals(page: Page) -> tuple[Row, ...]:
    """Return the rows saying that a state of either side has left a bloc, by bloc and state."""
    left = [row for row in _held(page) if row["role"] == GONE]
    ours = [row for row in left if page.is_a(row["member"]) or page.is_b(row["member"])]
    return tuple(sorted(ours, key=lambda row: (page.name(row["bloc"]), page.name(row["member"]))))


def members_of(page: Page, bloc: str) -> tuple[Row, ...]:
    """Return the full memberships of a bloc that hold on the day."""
    rows = page.ledger.rows("memberships", bloc=bloc, role="member")
    return tuple(row for row in rows if holds_on(row, page.on))


def say_standing(page: Page, key: str, rows: Sequence[Row], *, named: bool) -> Text:
    """Return roles with since when: ``member since 3 October 2009: Azerbaijan and Türkiye``.

    Parameters
    ----------
    page : Page
        Where it is printed.
    key : str
        Beginning of the keys of its figures.
    rows : sequence of Row
        Memberships of one side in one bloc.
    named : bool
        Name the states; a single state needs no name.
    """
    printed = [row.id for row in rows]
    pieces: list[str | Figure] = []
    before: list[Row] = []
    for _, group in groupby(sorted(rows, key=_order), key=_order):
        same = list(group)
        names = f": {say_list(page.name(row['member']) for row in same)}" if named else ""
        figure = page.figure(
            f"{key}.{same[0]['role']}.{_start(same[0])}",
            say_role(same[0], len(same)),
            [row.id for row in same],
            "Role in the bloc and first day as a row states them.",
        )
        pieces += [_joint(page, before, same) if pieces else "", figure, names]
        pieces += told_otherwise(page, figure, say_role, printed)
        before += same
    return tuple(piece for piece in pieces if piece)


def say_role(row: Row, number: int = 1) -> str:
    """Write ``dialogue partner since 10 July 2015``, in the plural for several members."""
    role = _ROLES.get(row["role"]) or f"{say_word(row['role'])}{'s' if number > 1 else ''}"
    start: date | None = row["valid_from"]
    if start is None:
        return f"{role}, since when is not known"
    return f"{role} since {say_date(start, row['precision'])}"


def _start(row: Row) -> str:
    """Return the first day as well as it is known, for a key."""
    length = {"year": 4, "month": 7}.get(row["precision"], 10)
    return str(row["valid_from"] or "undated")[:length]


def _joint(page: Page, before: Sequence[Row], same: Sequence[Row]) -> str:
    rivals = {rival for row in same for rival in page.ledger.rivals(row.id)}
    return "; or " if any(row.id in rivals for row in before) else "; "


def _order(row: Row) -> tuple[str, str, str]:
    """Order members before other roles, then by first day, the unknown last."""
    rank = "" if row["role"] == "member" else row["role"]
    return (rank, str(row["valid_from"] or "unknown"), row["precision"])


def _held(page: Page) -> list[Row]:
    return [row for row in page.ledger.rows("memberships") if holds_on(row, page.on)]


def _is_bloc(page: Page, bloc: str) -> bool:
    row = page.ledger.find(bloc)
    is_party_of_page = bloc in (page.a.id, page.b.id)
    return row is not None and row["kind"] in _KINDS and not is_party_of_page
