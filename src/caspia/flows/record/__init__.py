"""A model's flows beside the record: errors, naive forecasts and skill.

A model result is never an observation; here the two stand side by side and stay apart.
"""

from __future__ import annotations

from caspia.flows.record.line import Error, Modelled, RecordLine
from caspia.flows.record.measures import Count, Measure, measure_of, measures
from caspia.flows.record.moved import Moved
from caspia.flows.record.naive import Forecast, Naive
from caspia.flows.record.record import Record, compare, compare_moved
from caspia.flows.record.skill import Against, SeriesSkill, Skill, skill_of
from caspia.flows.record.tasks import NotCompared
from caspia.flows.record.told import NotUsable, RecordBook, Told, read_record

__all__ = [
    "Against",
    "Count",
    "Error",
    "Forecast",
    "Measure",
    "Modelled",
    "Moved",
    "Naive",
    "NotCompared",
    "NotUsable",
    "Record",
    "RecordBook",
    "RecordLine",
    "SeriesSkill",
    "Skill",
    "Told",
    "compare",
    "compare_moved",
    "measure_of",
    "measures",
    "read_record",
    "skill_of",
]
