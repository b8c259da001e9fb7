"""Engines that carry demand over a network of arrays; they know nothing of ledger and network."""

from caspia.flows.engines.answer import FlowAnswer, LinkFlows, Stocks
from caspia.flows.engines.balance import Balance, balance
from caspia.flows.engines.choice import Choice, choice
from caspia.flows.engines.column_generation import Base, column_generation, frozen_base
from caspia.flows.engines.least_cost import least_cost
from caspia.flows.engines.prices import Price, prices
from caspia.flows.engines.problem import Commodities, Demands, FlowProblem, Limit, Stores
from caspia.flows.engines.stranded import Cut, cuts

__all__ = [
    "Balance",
    "Base",
    "Choice",
    "Commodities",
    "Cut",
    "Demands",
    "FlowAnswer",
    "FlowProblem",
    "Limit",
    "LinkFlows",
    "Price",
    "Stocks",
    "Stores",
    "balance",
    "choice",
    "column_generation",
    "cuts",
    "frozen_base",
    "least_cost",
    "prices",
]
