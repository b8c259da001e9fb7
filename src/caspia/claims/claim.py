"""What a text claims: one claim with its slots and its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from caspia.amounts import Amount

Kind = Literal[
    "quantity",
    "change",
    "share",
    "rank",
    "ordinal",
    "event",
    "role",
    "membership",
    "office",
    "agreement",
]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `first` up to and without `after`; None where it has no end."""

    first: date
    after: date | None

    def __str__(self) -> str:
        from caspia.ledger import period_label

        return period_label(self.first, self.after)


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a text.

    Attributes
    ----------
    start, end : int
        Characters of the text that it covers.
    text : str
        Those characters.
    kind : str
        What is claimed.
    amount : Amount or None
        The figure with its hedge; a fall is negative; a rank counts from one.
    period, base : Stretch or None
        When, and compared with when.
    modality : str
        ``actual`` or ``plan``.
    series, subject, partner, good, scope : str or None
        What it is about, as ids of the ledger; None where nothing there fits.
    event, role, office : str or None
        The kind of event, the role or standing, the office.
    person : str or None
        Who came, of a visit.
    is_carried : bool
        The period is that of the sentence before: too little to call the claim false.
    is_narrowed : bool
        Its clause names a port, line or company besides, which may narrow it: likewise.
    """

    start: int
    end: int
    text: str
    kind: Kind
    amount: Amount | None = None
    period: Stretch | None = None
    base: Stretch | None = None
    modality: str = "actual"
    series: str | None = None
    subject: str | None = None
    partner: str | None = None
    good: str | None = None
    scope: str | None = None
    event: str | None = None
    role: str | None = None
    office: str | None = None
    person: str | None = None
    is_carried: bool = False
    is_narrowed: bool = False
