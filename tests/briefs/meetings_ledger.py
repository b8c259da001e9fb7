"""A ledger of made-up visits, talks and plans, small enough to know every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.ledger import Ledger
from tests.ledger.small_ledger import compiled

if TYPE_CHECKING:
    from pathlib import Path

Rows = dict[str, list[dict[str, str]]]

STATES = {"AZE": "Azerbaijan", "KAZ": "Kazakhstan", "ARM": "Armenia", "GEO": "Georgia"}
#: Event: kind, status, first day, day after the last, country, participants as party:person:role.
EVENTS: dict[str, tuple[str, str, str, str, str, str]] = {
    "state-2020": ("state_visit", "held", "2020-03-10", "2020-03-12", "AZE",
                   "KAZ:tokayev:visitor AZE:aliyev:host"),
    "talks-within": ("working_visit", "held", "2020-03-11", "2020-03-12", "AZE",
                     "KAZ:tokayev:visitor AZE:aliyev:host"),
    "official-2021": ("official_visit", "held", "2021-05-04", "2021-05-05", "KAZ",
                      "AZE:aliyev:visitor"),
    "told-twice": ("visit", "held", "2021-06-01", "2021-06-02", "AZE",
                   "KAZ:tokayev:visitor AZE:aliyev:host"),
    "geo-2021": ("working_visit", "held", "2021-07-01", "2021-07-02", "AZE",
                 "GEO::visitor AZE::host"),
    "to-come": ("state_visit", "planned", "2030-01-05", "2030-01-07", "KAZ",
                "AZE:aliyev:visitor KAZ:tokayev:host"),
    "due-2021": ("official_visit", "planned", "2021-01-10", "2021-01-11", "AZE",
                 "KAZ:tokayev:visitor AZE:aliyev:host"),
    "due-held": ("working_visit", "planned", "2020-03-01", "2020-03-02", "AZE",
                 "KAZ:tokayev:visitor AZE:aliyev:host"),
    "called-off": ("working_visit", "cancelled", "2021-02-01", "2021-02-02", "AZE",
                   "KAZ:tokayev:visitor AZE:aliyev:host"),
    "three": ("summit", "held", "2021-09-01", "2021-09-02", "GEO",
              "AZE:aliyev:participant KAZ:tokayev:participant GEO::host"),
    "of-bloc": ("summit", "held", "2019-02-01", "2019-02-02", "KAZ", "ALL::participant"),
    "call": ("phone_call", "held", "2021-10-01", "2021-10-02", "",
             "AZE:aliyev:participant KAZ:tokayev:participant"),
    "mediated": ("negotiation", "held", "2019-05-01", "2019-05-02", "KAZ",
                 "ARM::participant AZE::participant KAZ:tokayev:mediator"),
    "lent": ("foreign_ministers_meeting", "held", "2020-06-01", "2020-06-02", "KAZ",
             "ARM::participant AZE::participant KAZ::host KAZ::platform"),
    "received": ("summit", "held", "2021-03-01", "2021-03-02", "GEO",
                 "ARM::participant AZE::participant GEO::host"),
    "offer": ("statement", "held", "2021-04-01", "2021-04-02", "ARM",
              "KAZ:tokayev:platform ARM::host"),
}  # fmt: skip
_OBSERVED = {"series": "trade", "subject": "AZE", "partner": "KAZ", "unit": "MUSD",
             "measure": "flow"}  # fmt: skip


def meetings() -> Rows:
    """Return the rows; a test may change them before they are compiled."""
    rows: Rows = {
        "sources": [
            {"source_id": "press", "publisher": "Wire", "title": "All of it",
             "published": "2019-01-01", "retrieved": "2026-01-01", "kind": "press"},
            {"source_id": "post", "publisher": "Post", "title": "Another day",
             "published": "2019-01-01", "retrieved": "2026-01-01", "kind": "press"},
        ],
        "parties": [
            {"party_id": code, "name": name, "kind": "state", "iso3": code}
            for code, name in STATES.items()
        ] + [
            {"party_id": "aliyev", "name": "Ilham Aliyev", "kind": "person", "iso3": "AZE"},
            {"party_id": "tokayev", "name": "Kassym-Jomart Tokayev", "kind": "person",
             "iso3": "KAZ"},
            {"party_id": "DUO", "name": "The Duo", "kind": "bloc"},
            {"party_id": "ALL", "name": "All of Them", "kind": "bloc"},
        ],
        "memberships": [
            _membership("DUO", "KAZ"), _membership("DUO", "GEO"), _membership("ALL", "AZE"),
            _membership("ALL", "KAZ"),
        ],
        "series": [
            {"series_id": "trade", "label": "Trade turnover", "dimension": "money",
             "unit": "MUSD", "aggregation": "sum", "description": "Exports plus imports."},
        ],
        "events": [_event(name, *cells) for name, cells in EVENTS.items()],
        "participants": [
            one for name, cells in EVENTS.items() for one in _participants(name, cells[-1])
        ],
        "agreements": [
            {"agreement_id": "pact", "title": "Pact of friendship", "kind": "treaty",
             "parties": "AZE;KAZ", "signed": "2020-03-11", "subject": "political"},
            {"agreement_id": "draft", "title": "Draft on transit", "kind": "agreement",
             "parties": "AZE;KAZ", "subject": "transport"},
        ],
        "agreement_status": [
            {"status_id": "draft@2021", "agreement_id": "draft", "valid_from": "2021-01-01",
             "status": "proposed"},
        ],
        "observations": [
            _observation("goal-2030", "2030-01-01", "2031-01-01", "target", "1000"),
            _observation("goal-2020", "2020-01-01", "2021-01-01", "target", "300"),
            _observation("plan-2019", "2019-01-01", "2020-01-01", "plan", "200"),
            _observation("record-2019", "2019-01-01", "2020-01-01", "actual", "150"),
        ],
        "nodes": [
            {"node_id": "west", "name": "West port", "kind": "port", "country": "AZE",
             "lat": "40", "lon": "50"},
            {"node_id": "east", "name": "East port", "kind": "port", "country": "KAZ",
             "lat": "43", "lon": "51"},
        ],
        "links": [
            {"link_id": "cable", "name": "Cable under the sea", "a": "west", "b": "east",
             "mode": "fibre_cable", "length_km": "380"},
        ],
        "link_status": [
            {"link_status_id": "cable/1", "link_id": "cable", "valid_from": "2021-02-03",
             "status": "construction"},
        ],
        "projects": [
            {"project_id": "school", "name": "A school", "kind": "school", "parties": "AZE;KAZ",
             "status": "agreed", "cost": "12", "cost_unit": "MUSD"},
            {"project_id": "late", "name": "A late bridge", "kind": "bridge",
             "parties": "AZE;KAZ", "status": "under_construction", "opened": "2021-06"},
        ],
    }  # fmt: skip
    state = next(row for row in rows["events"] if row["event_id"] == "state-2020")
    state["outcome"] = "Two papers"
    within = next(row for row in rows["events"] if row["event_id"] == "talks-within")
    within["part_of"] = "state-2020"
    rows["rivals"] = [{"row_id": "state-2020", "rival_id": "told-twice", "why": "one may be both"}]
    rows["reports"] = [*_reports(rows), _other_day("official-2021", "2021-05-06")]
    return rows


def opened(folder: Path, rows: Rows | None = None) -> Ledger:
    """Compile the rows and open them."""
    return Ledger([compiled(folder, meetings() if rows is None else rows)])


def report(row_id: str) -> dict[str, str]:
    """Return a report of the first source on a row that a test adds."""
    return {"row_id": row_id, "source_id": "press"}


def _event(
    name: str, kind: str, status: str, start: str, end: str, country: str, _: str
) -> dict[str, str]:
    return {"event_id": name, "kind": kind, "status": status, "start": start, "end": end,
            "country": country, "title": f"Event {name.replace('-', ' ')}"}  # fmt: skip


def _participants(event: str, text: str) -> list[dict[str, str]]:
    found = []
    for part in text.split():
        party, person, role = part.split(":")
        found.append({"participant_id": f"{event}/{party}/{role}", "event_id": event,
                      "party": party, "person": person, "role": role})  # fmt: skip
    return found


def _membership(bloc: str, member: str) -> dict[str, str]:
    return {"membership_id": f"{bloc}-{member}", "bloc": bloc, "member": member,
            "role": "member", "valid_from": "2000-01-01"}  # fmt: skip


def _observation(name: str, start: str, end: str, modality: str, value: str) -> dict[str, str]:
    return {**_OBSERVED, "observation_id": name, "valid_from": start, "valid_to": end,
            "modality": modality, "value": value}  # fmt: skip


def _reports(rows: Rows) -> list[dict[str, str]]:
    keys = {
        "memberships": "membership_id", "events": "event_id", "agreements": "agreement_id",
        "agreement_status": "status_id", "observations": "observation_id", "nodes": "node_id",
        "links": "link_id", "link_status": "link_status_id", "projects": "project_id",
        "series": "series_id",
    }  # fmt: skip
    return [report(row[key]) for table, key in keys.items() for row in rows[table]]


def _other_day(event: str, day: str) -> dict[str, str]:
    return {"row_id": event, "source_id": "post", "field": "start", "note": f"says {day}"}
