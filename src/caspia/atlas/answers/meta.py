"""What the page needs to know before anything else: days, goods, parties, corridors, presets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia import __version__
from caspia.demand import goods as goods_of_demand
from caspia.network.courses import rail_credit
from caspia.relations import region
from caspia.relations.capitals import capitals
from caspia.scenarios import FIRST_DAY, LAST_DAY, presets, scenario
from caspia.scenarios.wording import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.atlas.answers.knowledge import View
    from caspia.ledger import Ledger

_MODES = (
    "rail",
    "road",
    "sea",
    "ferry",
    "gas_pipeline",
    "oil_pipeline",
    "swap",
    "power_cable",
    "fibre_cable",
)
_CRITERIA = ("time", "cost", "co2", "risk")
_FLOW_YEARS = tuple(range(2019, 2026))


def meta(view: View) -> dict[str, Any]:
    """Return what there is to ask for."""
    ledger = view.ledger
    return {
        "version": __version__,
        "today": view.on,
        "first_day": FIRST_DAY,
        "last_day": LAST_DAY,
        "flow_years": _FLOW_YEARS,
        "goods": list(_goods(ledger)),
        "criteria": _CRITERIA,
        "modes": _MODES,
        "parties": list(_parties(ledger)),
        "corridors": list(_corridors(ledger)),
        "presets": [_preset(ledger, name) for name in presets()],
        "attribution": rail_credit(),
    }


def _goods(ledger: Ledger) -> Iterator[dict[str, Any]]:
    demanded = goods_of_demand()
    for row in ledger.rows("goods"):
        yield {"id": row.id, "label": row["label"], "demand": row.id in demanded}


def _parties(ledger: Ledger) -> Iterator[dict[str, Any]]:
    inner = set(region(ledger))
    capitals = _capitals(ledger)
    for row in ledger.rows("parties"):
        if row["kind"] in ("state", "bloc"):
            place = capitals.get(row.id)
            yield {
                "id": row.id,
                "name": row["name"],
                "kind": row["kind"],
                "region": row.id in inner,
                "lon": place and place[0],
                "lat": place and place[1],
            }


def _capitals(ledger: Ledger) -> dict[str, tuple[float, float]]:
    return {state: (lon, lat) for state, ((lat, lon), _) in capitals(ledger).items()}


def _corridors(ledger: Ledger) -> Iterator[dict[str, Any]]:
    links = ledger.rows("links", part="physical")
    for row in ledger.rows("corridors"):
        count = sum(row.id in link["corridors"] for link in links)
        told = {name: row[name] for name in ("name", "description")}
        yield {"id": row.id, **told, "links": count}


def _preset(ledger: Ledger, name: str) -> dict[str, Any]:
    found = scenario(name)
    return {
        "name": name,
        "title": found.title,
        "text": found.text,
        "period": found.period or None,
        "causes": [told(patch, ledger) for patch in found.patches],
        "sources": list(found.sources),
        "observed": found.observed.text if found.observed else None,
    }
