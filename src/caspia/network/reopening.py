"""Where there is no way: what cut it, and the smallest sets of reopenings that would make one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.network.closed import smallest_reopenings
from caspia.network.graph import build_graph
from caspia.network.journey import Reopening
from caspia.network.model import NONE, PASSING, LinkState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from caspia.ledger import Ledger
    from caspia.network.calendar import Findings
    from caspia.network.network import Network

_OWN = ("existence", "status")


def reopenings(
    network: Network,
    origin: str,
    destination: str,
    good: str,
    *,
    without: Collection[str] = (),
) -> tuple[Reopening, ...]:
    """Return every smallest set of reopenings that would join two nodes.

    A link closed for want of an agreement waits for the agreement, one closed by an event for the
    event's end, any other for itself, to be opened or built. What waits for the same thing opens
    together; an event that suspended the agreement of a link is told by the agreement.

    Parameters
    ----------
    network : Network
        As it stood.
    origin, destination : str
        Ids of nodes.
    good : str
        What is to be carried.
    without : collection of str
        Links that are lost: they are no way and no reopening.

    Returns
    -------
    tuple of Reopening
        Nothing where no link of the ledger, open or closed, would join them.
    """
    everything = {
        link: LinkState(link, "closed" if link in without else "open", ())
        for link in network.states
    }
    graph = build_graph(network.ledger, network.date, everything, good)
    if origin not in graph.access_of or destination not in graph.access_of:
        return ()
    waits = {
        link: causes_of(network.ledger, link, network.findings[link]) for link in graph.link_ids
    }
    names = sorted({name for some in waits.values() for name in some})
    number = {name: place for place, name in enumerate(names)}
    by_link = [frozenset(number[name] for name in waits[link]) for link in graph.link_ids]
    ends = graph.access_of[origin], graph.access_of[destination]
    sets = smallest_reopenings(
        len(graph.vertex_node),
        (graph.arcs.tail, graph.arcs.head),
        [frozenset() if link == NONE else by_link[link] for link in graph.arcs.link.tolist()],
        ends,
    )
    return tuple(
        _told(network, waits, [names[place] for place in sorted(lifted)]) for lifted in sets
    )


def causes_of(ledger: Ledger, link: str, findings: Findings) -> tuple[str, ...]:
    """Return what a link waits for: agreements, events, or itself; nothing where it passes."""
    shut = {need: one for need, one in findings.items() if one.status not in PASSING}
    permits = {need: one for need, one in shut.items() if need not in _OWN}
    found = dict.fromkeys(ledger.row(need)["agreement_id"] for need in permits)
    # What suspended an agreement and shut its link as well ends with the agreement's revival.
    with_agreement = {reason for one in permits.values() for reason in one.reasons}
    for need, one in shut.items():
        if need in _OWN and not with_agreement & set(one.reasons):
            found |= dict.fromkeys(one.reasons[:1] or (link,))
    return tuple(found)


def _told(
    network: Network, waits: Mapping[str, tuple[str, ...]], causes: Iterable[str]
) -> Reopening:
    lifted = tuple(causes)
    opens = tuple(link for link, some in waits.items() if some and set(some) <= set(lifted))
    return Reopening(lifted, tuple(_says(network, cause) for cause in lifted), opens)


def _says(network: Network, cause: str) -> str:
    row = network.ledger.row(cause)
    if row.table == "agreements":
        return f"{row['title']} comes into force"
    if row.table == "events":
        return f"what began with {row['title']} ends"
    work = "is built and opened" if network.states[cause].status == "planned" else "reopens"
    return f"{row['name']} ({row['mode']}) {work}"
