"""Verdicts: the words, and one verdict with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from caspia.amounts import Amount
    from caspia.claims.claim import Claim

VerdictName = Literal[
    "supported",
    "consistent",
    "rounding_only",
    "qualifier_too_strong",
    "uninformative",
    "contradicted",
    "conflicting_sources",
    "other_period",
    "other_unit",
    "other_measure",
    "other_scope",
    "other_direction",
    "superseded",
    "plan_as_fact",
    "cannot_tell",
]

#: What each verdict means, in the order of the page.
MEANINGS: dict[VerdictName, str] = {
    "supported": "what is known lies within the claim",
    "consistent": "what is known overlaps the claim",
    "rounding_only": "apart by less than half the last digit",
    "qualifier_too_strong": "the figure fits, its hedge does not",
    "uninformative": "true, but the figure is above three times the bound",
    "contradicted": "an official source, or two independent ones, say otherwise",
    "conflicting_sources": "sources disagree among themselves",
    "other_period": "fits another period",
    "other_unit": "fits another unit or scale",
    "other_measure": "fits another measure",
    "other_scope": "fits another scope",
    "other_direction": "fits the other direction",
    "superseded": "fits a figure that has been replaced since",
    "plan_as_fact": "only a plan says so",
    "cannot_tell": "the ledger cannot tell",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing known that bears on a claim.

    Attributes
    ----------
    row_id : str
        Row of the ledger; of a computed change the later one.
    says : str
        In one sentence.
    sources : tuple of str
        Who says so.
    fits : bool
        Whether it bears the claim out.
    amount : Amount or None
        The figure, for claims of one.
    """

    row_id: str
    says: str
    sources: tuple[str, ...]
    fits: bool
    amount: Amount | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a claim on a day.

    Attributes
    ----------
    name : str
        One of `MEANINGS`.
    note : str
        The particular: which period fits, who held the office, how small the base was.
    evidence : tuple of Evidence
        What it rests on, the fitting first.
    """

    name: VerdictName
    note: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim with its verdicts.

    Attributes
    ----------
    claim : Claim
        What the text says.
    known_then : Verdict
        By what was known on the day of the text.
    known_today : Verdict
        By all that is known now.
    inner : tuple of str
        What arithmetic within the text says of it.
    """

    claim: Claim
    known_then: Verdict
    known_today: Verdict
    inner: tuple[str, ...] = ()

    @property
    def verdict(self) -> VerdictName:
        """The verdict by what was known on the day of the text."""
        return self.known_then.name
