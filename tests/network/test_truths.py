"""What is known of the network on days: each row of truths.csv is asked of it (C2, C4)."""

import csv
from functools import cache
from pathlib import Path

import pytest

from caspia.ledger import holds_on
from caspia.network import Network
from tests.reference import reference

with Path(__file__).with_name("truths.csv").open(encoding="utf-8", newline="") as stream:
    TRUTHS = list(csv.DictReader(stream))


@cache
def ledger():
    return reference()


@cache
def network(on):
    return Network.on(ledger(), on)


def status(truth):
    return network(truth["on"]).state(truth["subject"]).status


def passes(truth):
    modes = truth["modes"].split(";") if truth["modes"] else None
    found = network(truth["on"]).passes(
        truth["subject"], truth["to"], good=truth["good"], modes=modes
    )
    return "yes" if found else "no"


def between(truth):
    nodes = {row.id: row["country"] for row in ledger().rows("nodes")}
    ends = {truth["subject"], truth["to"]}
    links = [ledger().row(link_id) for link_id in network(truth["on"]).states]
    across = [link for link in links if {nodes[link["a"]], nodes[link["b"]]} == ends]
    open_ones = [link.id for link in across if network(truth["on"]).state(link.id).passes]
    return ";".join(open_ones) or "none"


def capacity(truth):
    rows = [
        row
        for row in ledger().rows("link_values", link_id=truth["subject"], attribute="capacity")
        if holds_on(row, network(truth["on"]).date)
    ]
    return ";".join(f"{row['value']:g} {row['unit']}" for row in rows)


def absent(truth):
    return "present" if truth["subject"] in network(truth["on"]).states else "absent"


ASK = {
    "status": status,
    "passes": passes,
    "between": between,
    "capacity": capacity,
    "absent": absent,
}


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda t: f"{t['on']} {t['truth']} {t['subject']}")
def test_the_network_holds_what_is_known(truth):
    assert ASK[truth["kind"]](truth) == truth["expected"]


@pytest.mark.parametrize(
    "truth", [t for t in TRUTHS if t["because"]], ids=lambda t: f"{t['on']} {t['because']}"
)
def test_a_state_names_what_made_it(truth):
    assert truth["because"] in network(truth["on"]).state(truth["subject"]).because


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda t: f"{t['on']} {t['truth']} {t['subject']}")
def test_each_truth_has_its_source(truth):
    """The source is in the ledger; of a status it speaks of the link or of what made its state."""
    assert ledger().source(truth["source"]).source_id == truth["source"]
    if truth["kind"] == "status":
        rows = {truth["subject"], *network(truth["on"]).state(truth["subject"]).because}
        rows |= {row.id for row in ledger().rows("link_status", link_id=truth["subject"])}
        assert truth["source"] in ledger().source_ids(rows)
