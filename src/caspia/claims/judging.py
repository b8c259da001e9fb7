"""The verdict on a figure: what is known of it, weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts import Amount, format_amount
from caspia.claims.changes_known import computed_changes, told_changes
from caspia.claims.comparing import Relation, relation
from caspia.claims.gas_days import daily_from_totals
from caspia.claims.known import MIRRORED, Known, covers, has_scope, known_of, rows_about
from caspia.claims.variants import best_fit, verdict_of
from caspia.claims.verdict import Evidence, Verdict, VerdictName

if TYPE_CHECKING:
    from caspia.claims.claim import Claim
    from caspia.ledger import Ledger

    Weighed = list[tuple[Known, Relation]]

_STANDING = ("stock", "capacity", "contract")
_TINY_USD = 20e6
_BEARS_OUT: tuple[Relation, ...] = ("within", "loose")
_NOTHING = Verdict("cannot_tell", "the ledger holds nothing of this scope and period")


def judge_figure(ledger: Ledger, claim: Claim, own: frozenset[str]) -> Verdict:
    """Return the verdict on a quantity, change or share by what a ledger shows.

    Parameters
    ----------
    ledger : Ledger
        As known on a day.
    claim : Claim
        With an amount.
    own : frozenset of str
        Sources that are the text itself: they never support it.
    """
    if claim.series is None or claim.subject is None or claim.amount is None:
        return Verdict("cannot_tell", "the ledger has no such series")
    weighed = _weighed(claim.amount, _known(ledger, claim, own))
    if claim.modality == "plan":
        return _of_a_plan(weighed)
    if claim.period is None and not _is_standing(weighed):
        weighed = [(known, said) for known, said in weighed if said in _BEARS_OUT]
    verdict = _from(ledger, claim, own, weighed)
    return _with_base(ledger, claim, own, verdict)


def _known(ledger: Ledger, claim: Claim, own: frozenset[str]) -> list[Known]:
    if claim.kind == "change":
        told = list(told_changes(ledger, claim, own))
        computed = list(computed_changes(ledger, claim, own))
        return told or computed
    found = _of_series(ledger, claim, own, str(claim.series), claim.subject, claim.partner)
    if not found and claim.series in MIRRORED and claim.partner:
        other = MIRRORED[claim.series]
        found = _of_series(ledger, claim, own, other, claim.partner, claim.subject)
    if claim.series == "gas_flow_daily":
        found += daily_from_totals(ledger, claim, own)
    return found


def _of_series(
    ledger: Ledger,
    claim: Claim,
    own: frozenset[str],
    series: str,
    subject: str | None,
    partner: str | None,
) -> list[Known]:
    rows = [
        row
        for row in rows_about(ledger, series, str(subject), partner)
        if has_scope(row, claim) and covers(row, claim.period, row["measure"] or "flow")
    ]
    return list(known_of(ledger, rows, own, modality=claim.modality))


def _weighed(claimed: Amount, known: list[Known]) -> Weighed:
    found = []
    for one in known:
        said = relation(claimed, one.amount)
        if said is not None:
            found.append((one, said))
    return found


def _is_standing(weighed: Weighed) -> bool:
    """Tell whether what is known holds at a time, so that a claim needs no period."""
    return all((known.row["measure"] or "") in _STANDING for known, _ in weighed)


def _of_a_plan(weighed: Weighed) -> Verdict:
    """Compare with plans: one that differs does not make another false."""
    if any(said in ("within", "loose", "overlap") for _, said in weighed):
        fitting = [pair for pair in weighed if pair[1] in ("within", "loose", "overlap")]
        borne_out = any(said in _BEARS_OUT for _, said in fitting)
        name: VerdictName = "supported" if borne_out else "consistent"
        return Verdict(name, "as a plan", _evidence(fitting))
    return Verdict("cannot_tell", "no such plan is recorded", _evidence(weighed))


def _from(ledger: Ledger, claim: Claim, own: frozenset[str], weighed: Weighed) -> Verdict:
    everything, weighed = weighed, _decisive(weighed)
    by = {name: [pair for pair in weighed if pair[1] == name] for _, name in weighed}
    fitting = [pair for pair in weighed if pair[1] in _BEARS_OUT]
    touching = [*fitting, *by.get("overlap", [])]
    apart = by.get("apart", [])
    if touching and apart:
        return _split(touching, apart, everything)
    if fitting:
        loose = all(said == "loose" for _, said in fitting)
        name: VerdictName = "uninformative" if loose else "supported"
        note = _far_above(fitting) if loose else ""
        return Verdict(name, note, _evidence(everything))
    if touching:
        return Verdict("consistent", "", _evidence(everything))
    return _near(by, everything) or _false(ledger, claim, own, apart)


def _near(by: dict[Relation, Weighed], everything: Weighed) -> Verdict | None:
    """Return the verdict where the figure misses by its hedge or by rounding alone."""
    if "hedge" in by:
        return Verdict("qualifier_too_strong", _is(by["hedge"]), _evidence(everything))
    if "rounding" in by:
        return Verdict("rounding_only", _is(by["rounding"]), _evidence(everything))
    return None


def _decisive(weighed: Weighed) -> Weighed:
    """Drop what says little beside the rest.

    A figure of one bound ("more than 500") overlaps almost anything; and whoever counts otherwise
    (another scope) does not speak against a figure that fits one scope.
    """
    firm = [pair for pair in weighed if not _is_one_sided(pair)]
    kept = firm or weighed
    scopes = {one.row["scope"] for one, said in kept if said in _BEARS_OUT}
    if not scopes or None in scopes:
        return kept
    return [
        (one, said)
        for one, said in kept
        if said != "apart" or one.row["scope"] in scopes or one.row["scope"] is None
    ]


def _is_one_sided(pair: tuple[Known, Relation]) -> bool:
    known, said = pair
    return said == "overlap" and (known.amount.soft_high or known.amount.soft_low)


def _split(touching: Weighed, apart: Weighed, weighed: Weighed) -> Verdict:
    """Weigh what bears a claim out against what does not."""
    if _is_replaced(touching, apart):
        return Verdict("superseded", f"later {_is(apart)}", _evidence(weighed))
    firm_for = [one for one, _ in touching if one.official]
    firm_against = [one for one, _ in apart if one.official]
    if firm_for and not firm_against:
        fits = any(said in _BEARS_OUT for _, said in touching)
        return Verdict("supported" if fits else "consistent", "", _evidence(weighed))
    return Verdict("conflicting_sources", _is(apart), _evidence(weighed))


def _is_replaced(touching: Weighed, apart: Weighed) -> bool:
    """Tell whether every teller that bears the claim out has said otherwise since."""
    for one, _ in touching:
        later = [
            other
            for other, _ in apart
            if other.teller == one.teller
            and other.row.known_from > one.row.known_from
            and one.official
        ]
        if not later:
            return False
    return True


def _false(ledger: Ledger, claim: Claim, own: frozenset[str], apart: Weighed) -> Verdict:
    planned = _as_planned(ledger, claim, own)
    if planned and not apart:
        return planned
    fit = best_fit(ledger, claim, own, strict=not apart)
    if fit:
        return verdict_of(fit)
    if not apart:
        return _NOTHING
    doubt = _doubt(claim, apart)
    if doubt:
        return Verdict("cannot_tell", f"{doubt} {_is(apart)}", _evidence(apart))
    return Verdict("contradicted", _is(apart), _evidence(apart))


def _doubt(claim: Claim, apart: Weighed) -> str:
    """Return why figures that are apart do not make a claim false; empty where they do."""
    if claim.is_carried or claim.period is None:
        return "its time is not told;"
    if claim.is_narrowed:
        return "it may be a part;"
    alone = len({one.teller for one, _ in apart}) < 2
    return "" if any(one.official for one, _ in apart) or not alone else "one report alone says"


def _as_planned(ledger: Ledger, claim: Claim, own: frozenset[str]) -> Verdict | None:
    rows = [
        row
        for row in rows_about(ledger, str(claim.series), str(claim.subject), claim.partner)
        if has_scope(row, claim) and covers(row, claim.period, row["measure"] or "flow")
    ]
    known = list(known_of(ledger, rows, own, modality="plan"))
    if claim.amount is None or claim.period is None:
        return None
    fitting = [pair for pair in _weighed(claim.amount, known) if pair[1] in ("within", "overlap")]
    if not fitting:
        return None
    if all(one.row["measure"] == "capacity" for one, _ in fitting):
        return Verdict("consistent", "as planned", _evidence(fitting))
    return Verdict("plan_as_fact", "planned, not recorded as done", _evidence(fitting))


def _with_base(ledger: Ledger, claim: Claim, own: frozenset[str], verdict: Verdict) -> Verdict:
    """Add how small the base was to a claim that something more than doubled."""
    amount = claim.amount
    if claim.kind != "change" or amount is None or (amount.value or 0) < 100:
        return verdict
    if not str(claim.series).startswith("trade_turnover"):
        return verdict
    year = claim.base.first.year if claim.base else None
    if year is None and claim.period:
        year = claim.period.first.year - 1
    rows = rows_about(ledger, "trade_turnover", str(claim.subject), claim.partner)
    for one in known_of(ledger, rows, own):
        start, value = one.row["valid_from"], one.amount.value
        near = start is not None and year is not None and abs(start.year - year) <= 1
        if near and value is not None and one.amount.unit == "USD" and value < _TINY_USD:
            small = f"a large change from a tiny base: {format_amount(one.amount)} in {start.year}"
            note = f"{verdict.note}; {small}" if verdict.note else small
            return Verdict(verdict.name, note, (*verdict.evidence, evidence_of(one, fits=True)))
    return verdict


def _is(pairs: Weighed) -> str:
    """Say what the weightiest of some figures are, one of each teller, two at most."""
    ordered = sorted((one for one, _ in pairs), key=lambda one: (not one.says, not one.official))
    by_teller = {one.teller: one for one in reversed(ordered)}
    tellers = list(dict.fromkeys(one.teller for one in ordered))[:2]
    return "; ".join(
        by_teller[teller].says or f"{format_amount(by_teller[teller].amount)} by {teller}"
        for teller in tellers
    )


def _far_above(pairs: Weighed) -> str:
    return f"it was {_is(pairs)}"


def _evidence(weighed: Weighed) -> tuple[Evidence, ...]:
    ordered = sorted(weighed, key=lambda pair: (pair[1] not in _BEARS_OUT, not pair[0].official))
    return tuple(evidence_of(one, fits=said not in ("apart", "hedge")) for one, said in ordered)


def evidence_of(known: Known, *, fits: bool) -> Evidence:
    """Return a row as evidence."""
    says = known.says or f"{format_amount(known.amount)} by {known.teller}"
    return Evidence(known.row.id, says, known.sources, fits, known.amount)
