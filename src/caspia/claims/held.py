"""The verdict on memberships and offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.claims.known import sources_of
from caspia.claims.verdict import Evidence, Verdict
from caspia.ledger import find_party, holds_on, name_of, tell

if TYPE_CHECKING:
    from datetime import date

    from caspia.claims.claim import Claim
    from caspia.ledger import Ledger, Row

_FEWEST = 3  # members of a bloc that are known before absence says something
_MINISTER = "minister"


def judge_membership(ledger: Ledger, claim: Claim, own: frozenset[str], day: date) -> Verdict:
    """Return the verdict on a standing in a bloc on the day of the text."""
    rows = [row for row in ledger.rows("memberships", bloc=claim.partner) if holds_on(row, day)]
    of_member = [row for row in rows if row["member"] == claim.subject]
    of_member = [row for row in of_member if sources_of(ledger, row.id, own)]
    same = [row for row in of_member if row["role"] == claim.role]
    others = [row for row in of_member if row["role"] != claim.role]
    frozen = [row for row in others if row["role"] == "frozen"]
    if same and frozen:
        return Verdict("consistent", "its membership is frozen", _told(ledger, of_member, own))
    if same:
        return Verdict("supported", "", _told(ledger, same, own))
    if others:
        role = str(others[0]["role"]).replace("_", " ")
        return Verdict(
            "contradicted", f"{role} on that day", _told(ledger, others, own, fits=False)
        )
    members = [row for row in rows if row["role"] == "member"]
    if claim.role == "member" and len(members) >= _FEWEST:
        names = ", ".join(name_of(ledger, row["member"]) for row in members)
        return Verdict(
            "contradicted", f"members were {names}", _told(ledger, members, own, fits=False)
        )
    return Verdict("cannot_tell", "the ledger does not know this standing")


def judge_office(ledger: Ledger, claim: Claim, own: frozenset[str], day: date) -> Verdict:
    """Return the verdict on who held an office on the day that is told of, else of the text."""
    held = [
        row
        for row in ledger.rows("offices")
        if _holds(row, claim, day) and sources_of(ledger, row.id, own)
    ]
    same = [row for row in held if row["person"] == claim.subject and _is_office(row, claim)]
    by_other = [
        row
        for row in held
        if row["person"] != claim.subject
        and row["party"] == claim.partner
        and _is_office(row, claim)
    ]
    other_office = [
        row
        for row in held
        if row["person"] == claim.subject
        and _MINISTER in str(row["office"])
        and not _is_office(row, claim)
    ]
    against = [*by_other, *other_office]
    if same and against and _MINISTER in str(claim.office):
        return Verdict(
            "conflicting_sources", _who(ledger, against), _told(ledger, [*same, *against], own)
        )
    if same:
        return Verdict("supported", "", _told(ledger, same, own))
    if against:
        return Verdict(
            "contradicted", _who(ledger, against), _told(ledger, against, own, fits=False)
        )
    return Verdict("cannot_tell", "the ledger does not know who held this office")


def _holds(row: Row, claim: Claim, day: date) -> bool:
    """Tell whether an office was held at some day of the time told, else on the text's day."""
    start, end, period = row["valid_from"], row["valid_to"], claim.period
    if start is None:
        return False
    if period is None or period.after is None:
        return holds_on(row, day)
    return bool(start < period.after and (end is None or end > period.first))


def _is_office(row: Row, claim: Claim) -> bool:
    return bool(row["office"] == claim.office)


def _who(ledger: Ledger, rows: list[Row]) -> str:
    said = [f"{find_party(ledger, row['person']).name} was {row['office']}" for row in rows[:2]]
    return "; ".join(said)


def _told(
    ledger: Ledger, rows: list[Row], own: frozenset[str], *, fits: bool = True
) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(row.id, tell(ledger, row), sources_of(ledger, row.id, own), fits) for row in rows
    )
