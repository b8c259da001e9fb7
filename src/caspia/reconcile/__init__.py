"""Reports that disagree become one interval, with the weight and pull of each.

See ``docs/reconcile.md``.
"""

from __future__ import annotations

from caspia.reconcile.arrays import Change, Estimates, Identity, Reports, reports_from
from caspia.reconcile.assumptions import Assumptions, assumption_rows, assumptions
from caspia.reconcile.explain import explain, says
from caspia.reconcile.figures import Figure, Quantity, SetAside
from caspia.reconcile.leaving_out import LeftOut
from caspia.reconcile.mirror import (
    Habits,
    MirrorEstimate,
    MirrorModel,
    MirrorPairs,
    estimate_flows,
    fit_mirror,
    habits_of,
    predict_other_side,
    predict_with_past,
)
from caspia.reconcile.result import Reconciled, Reconciliation, Tie, Told
from caspia.reconcile.series import reconcile_series
from caspia.reconcile.weighing import Weighed, weigh
from caspia.reconcile.why import why_reconciled
from caspia.reconcile.wording import best_text, interval_text, part_text, pull_text

__all__ = [
    "Assumptions",
    "Change",
    "Estimates",
    "Figure",
    "Habits",
    "Identity",
    "LeftOut",
    "MirrorEstimate",
    "MirrorModel",
    "MirrorPairs",
    "Quantity",
    "Reconciled",
    "Reconciliation",
    "Reports",
    "SetAside",
    "Tie",
    "Told",
    "Weighed",
    "assumption_rows",
    "assumptions",
    "best_text",
    "estimate_flows",
    "explain",
    "fit_mirror",
    "habits_of",
    "interval_text",
    "part_text",
    "predict_other_side",
    "predict_with_past",
    "pull_text",
    "reconcile_series",
    "reports_from",
    "says",
    "weigh",
    "why_reconciled",
]
