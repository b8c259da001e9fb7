"""Planned projects, what each would carry if it were there, and what it costs."""

from __future__ import annotations

from caspia.scenarios.projects.planned import PlannedProject, planned_projects
from caspia.scenarios.projects.ranking import RankedProject, Ranking, rank_projects

__all__ = ["PlannedProject", "RankedProject", "Ranking", "planned_projects", "rank_projects"]
