"""The ferry line: an event simulation of berths, vessels, wind and cargo, and waiting by load."""

from caspia.flows.ferry.curve import WaitingCurve, waiting_by_load
from caspia.flows.ferry.line import FerryLine, Port, ferry_line
from caspia.flows.ferry.run import FerryRun, simulate
from caspia.flows.ferry.tally import Tally

__all__ = [
    "FerryLine",
    "FerryRun",
    "Port",
    "Tally",
    "WaitingCurve",
    "ferry_line",
    "simulate",
    "waiting_by_load",
]
