"""Check a text: read its claims and judge each by what was known then and is known today."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from caspia.claims.happened import judge_agreement, judge_event, judge_role, judge_start
from caspia.claims.held import judge_membership, judge_office
from caspia.claims.inner import inner_findings
from caspia.claims.judging import judge_figure
from caspia.claims.lines import judge_delivery
from caspia.claims.markup import Form, without_markup
from caspia.claims.own_text import own_sources
from caspia.claims.reading import read_claims
from caspia.claims.verdict import CheckedClaim, Verdict
from caspia.errors import BadInputError
from caspia.ledger import read_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from caspia.claims.claim import Claim
    from caspia.ledger import Ledger

_DAYS_KEPT = 4
_LONGEST = 2_000_000  # characters: some thousand pages


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text with its claims checked.

    Attributes
    ----------
    text : str
        The text that the spans are of.
    seen : str
        The same, character for character, with its markup blank.
    day : date
        The day of the text.
    claims : tuple of CheckedClaim
        In order of place.
    own : tuple of str
        Sources of the ledger that are this text; they support nothing in it.
    ledger : Ledger
        What was asked, as known today.
    """

    text: str
    seen: str
    day: date
    claims: tuple[CheckedClaim, ...]
    own: tuple[str, ...]
    ledger: Ledger

    @property
    def is_contradicted(self) -> bool:
        """Whether what was known on the day contradicts a claim."""
        return any(one.verdict == "contradicted" for one in self.claims)


def check(
    text: str, ledger: Ledger, day: str | date | None = None, form: Form = "markdown"
) -> CheckedText:
    """Check every claim of a text against a ledger.

    Parameters
    ----------
    text : str
        One sentence or a whole page; spans are characters of it.
    ledger : Ledger
        All that is known today; what was known on `day` is taken from it.
    day : str or date, optional
        The day of the text; today where left out.
    form : str
        ``plain``, ``markdown`` (does no harm to plain text) or ``html``.

    Returns
    -------
    CheckedText
        Each claim with its span, slots and verdicts.

    Raises
    ------
    BadDateError
        `day` is no day.
    BadInputError
        The text has over two million characters.
    """
    if len(text) > _LONGEST:
        raise BadInputError(
            f"The text has {len(text):,} characters, more than {_LONGEST:,}. Check it in parts."
        )
    on = datetime.now(tz=UTC).date() if day is None else read_day(day)
    then = _as_of(ledger, min(on, ledger.as_of) if ledger.as_of else on)
    own = own_sources(ledger, text)
    seen = without_markup(text, form)
    claims = [
        replace(claim, text=text[claim.start : claim.end])
        for claim in read_claims(seen, ledger, on)
    ]
    inner = inner_findings(claims)
    checked = [
        CheckedClaim(claim, judged(then, claim, own, on), judged(ledger, claim, own, on), said)
        for claim, said in zip(claims, inner, strict=True)
    ]
    return CheckedText(text, seen, on, tuple(checked), tuple(sorted(own)), ledger)


_DAYS: WeakKeyDictionary[Ledger, dict[date, Ledger]] = WeakKeyDictionary()


def _as_of(ledger: Ledger, day: date) -> Ledger:
    """Return the ledger of a day; the last few are kept, so that many sentences cost no more."""
    days = _DAYS.setdefault(ledger, {})
    if day not in days:
        while len(days) >= _DAYS_KEPT:
            del days[next(iter(days))]
        days[day] = ledger.at(day)
    return days[day]


def checked_claims(text: str, ledger: Ledger, day: str | date) -> Iterable[CheckedClaim]:
    """Return the claims of a text with their verdicts."""
    return check(text, ledger, day).claims


def judged(ledger: Ledger, claim: Claim, own: frozenset[str], day: date) -> Verdict:
    """Return the verdict on one claim by what a ledger shows."""
    if claim.kind in ("quantity", "change", "share", "rank", "ordinal"):
        return judge_figure(ledger, claim, own)
    if claim.kind in ("role", "membership", "office"):
        judge_standing = {
            "role": judge_role,
            "membership": judge_membership,
            "office": judge_office,
        }[claim.kind]
        return judge_standing(ledger, claim, own, day)
    judge = {"start": judge_start, "delivery": judge_delivery}.get(
        str(claim.event), judge_agreement if claim.kind == "agreement" else judge_event
    )
    return judge(ledger, claim, own)
