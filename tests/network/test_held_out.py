"""Published times and costs held apart from those used in setting values, and how they compare."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from caspia.network import service
from caspia.network.assumptions import assumption_rows
from caspia.network.values import network_values
from tests.reference import reference
from tools.document_validation import PAGE, as_markdown, compare, held_out, page_with_validation
from tools.document_values import (
    assumptions_as_markdown,
    coverage,
    coverage_as_markdown,
    page_with,
)

ROWS = {given["row"] for given in held_out()}


@cache
def ledger():
    return reference()


@cache
def compared():
    return compare(ledger())


def test_there_are_at_least_twelve_and_all_are_in_the_ledger():
    assert len(ROWS) == len(held_out()) >= 12
    assert all(ledger().row(row)["modality"] == "actual" for row in ROWS)


def test_none_was_used_in_setting_an_assumption_or_a_service():
    used = {row for assumption in assumption_rows().values() for row in assumption.rows}
    for name in ("services.csv", "storms.csv"):
        with Path(service.__file__).with_name(name).open(encoding="utf-8") as stream:
            used |= {row for line in csv.DictReader(stream) for row in line["rows"].split(";")}
    assert not used & ROWS


@pytest.mark.parametrize("on", sorted({given["on"] for given in held_out()}))
def test_none_is_read_when_values_are_worked_out(on):
    values = network_values(ledger(), date.fromisoformat(on), "containers")
    for link_id in values.rows.links:
        link = values.link(link_id)
        for value in (link.time_h, link.dwell_h, link.dwell_back_h, link.cost_usd_per_t):
            assert not ROWS & set(value.rows), link_id


def test_no_value_speaks_of_one_route():
    """No assumption applies to a place or link: countries, seas, kinds of work and all others."""
    ids = {row.id for name in ("nodes", "links", "corridors") for row in ledger().rows(name)}
    keys = {key for row in assumption_rows().values() for key in row.applies_to}
    assert keys & ids <= {"volga_don"}, "the river, which is a sea of its own"


def test_most_lie_in_the_range_of_the_model():
    held = [one for one in compared() if one.holds]
    assert len(held) >= 8
    assert len(held) >= 0.6 * len(compared())
    assert all(one.model is not None for one in compared()), "every figure has a way"


def test_a_range_is_no_wider_than_it_must_be():
    """A range that holds everything says nothing: p90 is at most 2.5 times p10 for times."""
    for one in compared():
        if one.given["what"] == "time":
            low, _, high = one.model
            assert high < 2.6 * low, one.given


def test_the_page_shows_what_the_model_gives():
    page = PAGE.read_text("utf-8")
    assert page_with_validation(page, as_markdown(compared())) == page
    assert page_with(page, "coverage", coverage_as_markdown(coverage(ledger()))) == page
    assert page_with(page, "assumptions", assumptions_as_markdown()) == page
