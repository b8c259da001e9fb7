"""Rankings of hosts and mediators as plain values and as CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from caspia.ledger import provenance
from caspia.relations.rankings import CAVEAT

if TYPE_CHECKING:
    from caspia.relations import BackTest, Candidate, Mediators, Reason, Said, Trial


def mediators_as_plain(found: Mediators) -> dict[str, Any]:
    """Return both rankings with reasons and rows, who is not ranked, and the back-test."""
    return {
        "a": found.a,
        "b": found.b,
        "on": found.on,
        "caveat": CAVEAT,
        "first_line": found.backtest.first_line,
        "candidates": [_candidate(one) for one in found.mediators],
        "hosts": [_candidate(one) for one in found.hosts],
        "not_enough_data": [
            {
                "party": one.party,
                "name": one.name,
                "not_ranked_as": list(one.roles),
                "known_by": list(one.kinds),
                "reasons": [_reason(reason) for reason in one.reasons],
                "said": [_said(said) for said in one.said],
            }
            for one in found.not_enough
        ],
        "backtest": _backtest(found.backtest),
        "provenance": provenance(found.ledger, on=found.on),
    }


def mediators_as_csv(found: Mediators) -> str:
    """Return a line per role and candidate; one that is not ranked has no score."""
    stream = io.StringIO()
    names = ("role", "party", "score", "low", "high", "first", "top_3", "top_5", "known", "reasons")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    for role, candidates in (("mediator", found.mediators), ("host", found.hosts)):
        for one in candidates:
            numbers = (one.score, one.low, one.high, *(share for _, share in one.odds))
            told = "; ".join(reason.text for reason in one.reasons)
            rounded = [round(x, 4) for x in (*numbers, one.coverage)]
            writer.writerow([role, one.party, *rounded, told])
    for lacking in found.not_enough:
        told = "; ".join(reason.text for reason in lacking.reasons)
        writer.writerow(
            [f"not enough data: {' '.join(lacking.roles)}", lacking.party, *[""] * 7, told]
        )
    return stream.getvalue()


def _candidate(one: Candidate) -> dict[str, Any]:
    return {
        "party": one.party,
        "name": one.name,
        "score": round(one.score, 4),
        "band": [round(one.low, 4), round(one.high, 4)],
        "rank_odds": {str(top): round(share, 4) for top, share in one.odds},
        "coverage": round(one.coverage, 4),
        "indicative": one.is_indicative,
        "reasons": [_reason(reason) for reason in one.reasons],
        "missing": list(one.missing),
        "said": [_said(said) for said in one.said],
    }


def _reason(one: Reason) -> dict[str, Any]:
    return {
        "feature": one.feature,
        "text": one.text,
        "brings": round(one.brings, 4),
        "rows": list(one.rows),
    }


def _said(one: Said) -> dict[str, Any]:
    return {"day": one.day, "text": one.text, "rows": list(one.rows)}


def _backtest(found: BackTest) -> dict[str, Any]:
    main = found.trials.get(("mediator", "all"))
    return {
        "n": main.cases if main else 0,
        "hit_at_3": main and round(main.results["score"].hit[3], 4),
        "baseline_hit_at_3": main and round(main.results["past_frequency"].hit[3], 4),
        "trials": [_trial(role, way, trial) for (role, way), trial in found.trials.items()],
    }


def _trial(role: str, way: str, trial: Trial) -> dict[str, Any]:
    return {
        "role": role,
        "way": way,
        "n": trial.cases,
        "rankable": trial.rankable,
        "lift_at_3": [round(x, 4) for x in trial.lift],
        "orders": {
            name: {
                **{f"hit_at_{top}": round(share, 4) for top, share in result.hit.items()},
                "mrr": round(result.reciprocal_rank, 4),
            }
            for name, result in trial.results.items()
        },
    }
