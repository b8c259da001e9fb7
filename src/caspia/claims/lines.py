"""The verdict on which way a line carries gas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.claims.verdict import Evidence, Verdict
from caspia.ledger import name_of

if TYPE_CHECKING:
    from caspia.claims.claim import Claim
    from caspia.ledger import Ledger, Row

# States of places that a text names as a region.
_STATE_OF_REGION = {"NAX": "AZE"}


def judge_delivery(ledger: Ledger, claim: Claim, own: frozenset[str]) -> Verdict:
    """Say whether a line runs from the one side to the other, or the other way."""
    line = ledger.find(str(claim.scope)) if claim.scope else None
    if line is None or line.table != "links":
        return Verdict("cannot_tell", "no line is named")
    ends = (_state(ledger, line["a"]), _state(ledger, line["b"]))
    wanted = tuple(_STATE_OF_REGION.get(str(one), one) for one in (claim.subject, claim.partner))
    says = f"{line['name']} runs from {name_of(ledger, line['a'])} to {name_of(ledger, line['b'])}"
    sources = tuple(one for one in ledger.source_ids([line.id]) if one not in own)
    if line["direction"] == "forward" and ends == wanted[::-1]:
        note = f"the line runs to {name_of(ledger, str(claim.subject))}"
        return Verdict("other_direction", note, (Evidence(line.id, says, sources, fits=False),))
    if ends == wanted or (line["direction"] == "both" and set(ends) == set(wanted)):
        return Verdict("supported", "", (Evidence(line.id, says, sources, fits=True),))
    return Verdict("cannot_tell", "the line joins other states")


def _state(ledger: Ledger, node_id: str) -> str:
    node: Row | None = ledger.find(node_id)
    return str(node["country"]) if node is not None else ""
