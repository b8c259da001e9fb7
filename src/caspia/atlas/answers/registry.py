"""Every answer by name, and the function that works it out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from caspia.atlas.answers.content import Content, Refusal, as_bytes
from caspia.errors import CaspiaError

if TYPE_CHECKING:
    from collections.abc import Callable

    from caspia.atlas.answers.content import Question
    from caspia.atlas.answers.knowledge import Knowledge

    Answer = Callable[..., Any]

# Loaded when asked for, so that a reader is ready as soon as the ledger is open.
_PLACES = {
    "meta": ("meta", "meta"),
    "network": ("network", "network"),
    "timeline": ("timeline", "timeline"),
    "link": ("link", "link"),
    "node": ("node", "node"),
    "country": ("country", "country"),
    "pair": ("pair", "pair"),
    "corridors": ("corridor", "corridors"),
    "corridor": ("corridor", "corridor"),
    "why": ("why", "why"),
    "routes": ("routes", "routes"),
    "ties": ("ties", "ties"),
    "all_ties": ("ties", "all_ties"),
    "mediators": ("mediators", "mediators"),
    "check": ("checked", "checked"),
    "promises": ("promised", "promised"),
    "search": ("search", "search"),
    "brief": ("pair", "brief_file"),
    "network_picture": ("files", "network_picture"),
    "network_file": ("files", "network_file"),
    "timeline_file": ("files", "timeline_file"),
    "routes_file": ("files", "routes_file"),
    "ties_file": ("files", "ties_file"),
    "mediators_file": ("files", "mediators_file"),
    "promises_file": ("files", "promises_file"),
    "country_file": ("files", "country_file"),
}


def answer(known: Knowledge, question: Question) -> Content | Refusal:
    """Return the answer to a question, or why there is none.

    Parameters
    ----------
    known : Knowledge
        The ledger, and what has been worked out from it.
    question : Question
        What is asked.
    """
    module, function = _PLACES[question.name]
    found: Answer = getattr(import_module(f"caspia.atlas.answers.{module}"), function)
    try:
        view = known.view(question.on, question.as_of, question.scenario)
        told = found(view, **dict(question.given))
    except CaspiaError as fault:
        return Refusal.of(fault)
    if isinstance(told, Content):
        return told
    own = told.get("provenance", {})
    return Content.of(as_bytes(told | {"provenance": view.provenance | own}))
