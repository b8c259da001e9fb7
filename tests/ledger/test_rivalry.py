"""When two events of one kind, day and country are one event told in two ways."""

from __future__ import annotations

import pytest

from caspia.ledger import Ledger
from tests.ledger.small_ledger import compiled

SOURCE = {"source_id": "press", "publisher": "Wire", "title": "Visits", "published": "2023-03-03",
          "retrieved": "2026-01-01", "kind": "press"}  # fmt: skip
PARTIES = [
    *({"party_id": code, "name": code, "kind": "state", "iso3": code} for code in ("AZE", "KAZ")),
    {"party_id": "UZB", "name": "UZB", "kind": "state", "iso3": "UZB"},
    *({"party_id": name, "name": name, "kind": "person", "iso3": "KAZ"} for name in ("one", "two")),
]


def two_visits(folder, *guests):
    """Return a ledger with two visits to Baku on one day, which end on different days."""
    rows = {"sources": [SOURCE], "parties": PARTIES, "events": [], "participants": []}
    for number, guest in enumerate(guests, start=1):
        name = f"visit-{number}"
        rows["events"].append(
            {"event_id": name, "kind": "visit", "country": "AZE", "title": name,
             "start": "2023-03-02", "end": f"2023-03-0{number + 2}"}
        )  # fmt: skip
        came = [("AZE", "", "host"), *((*guest.split(":"), "visitor") for guest in guest.split())]
        rows["participants"] += [
            {"participant_id": f"{name}/{n}", "event_id": name, "party": party, "person": person,
             "role": role}
            for n, (party, person, role) in enumerate(came)
        ]  # fmt: skip
    rows["reports"] = [
        {"row_id": event["event_id"], "source_id": "press"} for event in rows["events"]
    ]
    return Ledger([compiled(folder, rows)])


@pytest.mark.parametrize(
    ("guests", "are_rivals"),
    [
        (("KAZ:one", "KAZ:one"), True),
        (("KAZ:one", "KAZ:"), True),
        (("KAZ:one", ""), True),
        (("KAZ:one KAZ:two", "KAZ:two"), True),
        (("KAZ:one", "UZB:"), False),
        (("KAZ:one", "KAZ:two"), False),
    ],
)
def test_two_visits_of_one_day_are_rivals_only_where_the_same_people_came(
    tmp_path, guests, are_rivals
):
    ledger = two_visits(tmp_path, *guests)
    assert bool(ledger.rivals("visit-1")) is are_rivals
    assert bool(ledger.rivals("visit-2")) is are_rivals
