"""Many like tasks on one machine or a cluster: same bytes, resumable. See ``docs/ensembles.md``."""

from __future__ import annotations

from caspia.scenarios.batch.batch import run_batch
from caspia.scenarios.batch.cluster import Cluster
from caspia.scenarios.batch.outcome import Failed, counted_failures
from caspia.scenarios.batch.processes import Processes
from caspia.scenarios.batch.workers import Workers

__all__ = ["Cluster", "Failed", "Processes", "Workers", "counted_failures", "run_batch"]
