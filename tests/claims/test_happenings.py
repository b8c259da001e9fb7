"""Visits, summits, memberships, offices, roles and agreements."""

from __future__ import annotations

import pytest


def test_a_list_of_visits_is_one_claim_each(read):
    text = (
        "Aliyev made state visits to Tajikistan (April 2023) and Kyrgyzstan (October 2022), "
        "and a working visit to Turkmenistan (December 2022)."
    )
    found = [(one.event, one.subject, one.partner, str(one.period)) for one in read(text)]
    assert found == [
        ("state_visit", "AZE", "TJK", "Apr 2023"),
        ("state_visit", "AZE", "KGZ", "Oct 2022"),
        ("working_visit", "AZE", "TKM", "Dec 2022"),
    ]


def test_visits_by_several_to_one(read):
    text = "Visits to Azerbaijan were made by Sadyr Japarov (April 2024) and Tokayev (March 2023)."
    found = [(one.subject, one.partner, one.person) for one in read(text)]
    assert found == [("KGZ", "AZE", "sadyr-japarov"), ("KAZ", "AZE", "kassym-jomart-tokayev")]


@pytest.mark.parametrize(
    ("text", "name", "note"),
    [
        ("Tokayev made a state visit to Azerbaijan in March 2023.", "other_period", "2024-03-11"),
        ("Kazakhstan mediates between Azerbaijan and Armenia.", "contradicted", "hosted"),
        ("Energy Minister Mikayil Jabbarov spoke.", "contradicted", "Parviz Shahbazov"),
        ("Prime Minister Alikhan Smailov came in June 2023.", "supported", ""),
        ("Armenia is a member of the CSTO.", "consistent", "frozen"),
        ("Azerbaijan is a member of the SCO.", "contradicted", "dialogue partner"),
        ("The SPECA summit took place in Baku in November 2023.", "supported", ""),
        ("A visit to Azerbaijan by Emomali Rahmon is planned for this year.", "supported", ""),
        ("Azerbaijan and Kazakhstan signed a treaty on gas in June 2019.", "cannot_tell", ""),
    ],
)
def test_what_is_known_of_it(verdict, text, name, note):
    one = verdict(text)
    assert one.verdict == name
    assert note in one.known_then.note


def test_c11_hosting_is_not_mediating(verdict):
    hosted = verdict("Kazakhstan hosted the talks of Armenia and Azerbaijan in Almaty in May 2024.")
    assert (hosted.claim.role, hosted.verdict) == ("host", "supported")
    mediated = verdict("Kazakhstan acts as a mediator between Azerbaijan and Armenia.")
    assert (mediated.claim.role, mediated.verdict) == ("mediator", "contradicted")


def test_gas_that_flows_the_other_way(ledger):
    from caspia.claims import check

    text = (
        "A new line is the Igdir-Nakhchivan gas pipeline. It is expected that gas from "
        "Nakhchivan will be delivered to Türkiye via this route next winter."
    )
    one = check(text, ledger, "2024-05-31").claims[-1]
    assert one.verdict == "other_direction"


def test_a_denied_role_is_no_claim(read):
    assert read("Kazakhstan does not mediate between Azerbaijan and Armenia.") == []
