"""Scenarios from files and from programs: what is read, and every mistake named at once."""

from __future__ import annotations

from datetime import date

import pytest

import caspia
from caspia.errors import BadScenarioError, UnknownNameError
from caspia.scenarios import Scenario, composed, read_scenario, scenario
from tests.reference import reference

LINK = "rail-alashankou-dostyk"
GOOD = """name: shut
title: Dostyk is shut
period: 2024-05
text: The main crossing
  is shut.
patches:
  - close: rail-alashankou-dostyk
    from: 2024-01-01
    to: 2024-06-30
    because: snow
  - demand: containers
    origin: CHN
    destination: EUR
    by: 1.2
observed:
  text: It was shut.
  compare:
    - series: corridor_freight
      subject: MIDDLE
      before: 2023
      after: 2024
"""


def test_a_file_is_read_whole(tmp_path):
    found = read_scenario(_written(tmp_path, "shut", GOOD))
    assert (found.title, found.text, found.period) == (
        "Dostyk is shut",
        "The main crossing is shut.",
        "2024-05",
    )
    shut, more = found.patches
    assert (shut.verb, shut.targets, shut.because) == ("close", (LINK,), "snow")
    assert (shut.start, shut.end) == (date(2024, 1, 1), date(2024, 7, 1))
    assert (more.good, more.origin, more.destination, more.value) == (
        "containers",
        "CHN",
        "EUR",
        1.2,
    )
    assert found.observed is not None
    assert found.observed.compare[0].after == "2024"
    assert found.causes == ("scenario:shut/1", "scenario:shut/2")


def test_every_mistake_is_named_with_its_line(tmp_path):
    text = """name: bad
title: Bad
patches:
  - clsoe: rail-alashankou-dostyk
  - close: rail-alashankou-dostyk
    from: 1999-01-01
  - scale: capacity
    of: rail-alashankou-dostyk
    by: -1
  - set: colour
    of: rail-alashankou-dostyk
    value: 3
    unit: h
  - close: rail-alashankou-dostyk
    from: 2024-05-01
    to: 2024-04-01
"""
    with pytest.raises(BadScenarioError) as fault:
        read_scenario(_written(tmp_path, "bad", text))
    told = {(one.line, one.what) for one in fault.value.problems}
    lines = sorted(line for line, _ in told)
    assert lines == [4, 5, 7, 10, 14]
    assert "Did you mean 'close'" in str(fault.value)
    assert "lies outside the ledger" in str(fault.value)
    assert "by is -1. Give a number of zero or more." in str(fault.value)
    assert str(fault.value).endswith("Mend these and try again.")


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ([{"close": LINK, "open": LINK}], "close and open at once"),
        ([{"close": [LINK, LINK]}], "one thing twice"),
        ([{"demand": "grain"}], "either by or add"),
        ([{"demand": "grain", "add": 2}], "needs 'unit'"),
        ([{"scale": "time", "of": LINK, "by": "much"}], "is no number"),
        ([{"close": LINK, "form": "2024-01-01"}], "takes no 'form'"),
        ([{"build": LINK}], "needs 'from'"),
        ([{"transit": "RUS", "standing": "maybe"}], "cannot be 'maybe'"),
        (["close it"], "is no patch"),
    ],
)
def test_a_patch_that_cannot_be_read_says_why(said, part):
    with pytest.raises(BadScenarioError, match=part):
        Scenario.of("mine", said)


@pytest.mark.parametrize(
    ("patches", "part"),
    [
        ([{"close": "rail-nowhere"}], "no link 'rail-nowhere'"),
        ([{"suspend": "ag-nothing"}], "no row 'ag-nothing' of agreements"),
        ([{"close": LINK}, {"open": LINK, "from": "2024-01-01"}], "at the same time"),
        ([{"close": LINK}, {"close": LINK}], "said twice"),
        ([{"set": "capacity", "of": LINK, "value": 2, "unit": "h"}], "not told in h"),
        ([{"scale": "capacity", "of": "place:batumi", "by": 2}], "no capacity of batumi"),
        ([{"demand": "gold", "by": 2}], "no good of demand 'gold'"),
        ([{"demand": "grain", "origin": "MARS", "by": 2}], "no zone of demand 'MARS'"),
        ([{"transit": "ZZZ", "standing": "forbidden"}], "no party 'ZZZ'"),
        ([{"price": "freight_rate", "of": "MOON", "by": 2}], "no figure of freight_rate"),
        ([{"open": "swap_tkm_irn_aze", "from": "2025-01-01"}], "would still be"),
    ],
)
def test_a_patch_that_cannot_hold_is_refused(patches, part):
    ledger = reference()
    with pytest.raises(BadScenarioError, match=part):
        Scenario.of("mine", patches).apply(ledger)


def test_days_that_do_not_meet_are_no_contradiction():
    patches = [{"close": LINK, "to": "2023-12-31"}, {"open": LINK, "from": "2024-01-01"}]
    Scenario.of("mine", patches).apply(reference())


def test_all_that_is_wrong_is_told_at_once():
    patches = [{"close": "rail-nowhere"}, {"suspend": "ag-nothing"}, {"demand": "gold", "by": 2}]
    with pytest.raises(BadScenarioError) as fault:
        Scenario.of("mine", patches).apply(reference())
    assert [one.line for one in fault.value.problems] == [1, 2, 3]


def test_the_ledger_itself_stays():
    ledger = reference()
    before = ledger.visible_hash(), len(ledger.rows("link_status"))
    over = Scenario.of("mine", [{"close": LINK}]).apply(ledger)
    assert (ledger.visible_hash(), len(ledger.rows("link_status"))) == before
    assert len(over.rows("link_status")) == before[1] + 1
    assert over.source("scenario:mine").kind == "scenario"


def test_a_scenario_is_seen_on_every_day():
    over = Scenario.of("mine", [{"close": LINK}]).apply(caspia.open("2016-01-01"))
    assert over.find(f"scenario:mine/1/{LINK}") is not None
    assert over.at("2015-01-01", strict=True).find(f"scenario:mine/1/{LINK}") is not None


def test_no_patches_are_the_ledger():
    ledger = reference()
    one = Scenario.of("mine", [{"close": LINK}])
    assert one.only(()).apply(ledger) is ledger


def test_several_hold_together():
    one = Scenario.of("one", [{"close": LINK}])
    other = Scenario.of("other", [{"scale": "capacity", "of": LINK, "by": 2}])
    both = composed([one, other])
    assert both.causes == ("scenario:one/1", "scenario:other/1")
    ledger = both.apply(reference())
    assert ledger.find("scenario:one/1/rail-alashankou-dostyk") is not None
    with pytest.raises(BadScenarioError, match="named twice"):
        composed([one, one])


def test_patches_of_one_label_are_one_cause():
    patches = [{"close": LINK, "cause": "snow"}, {"demand": "grain", "by": 0.9, "cause": "snow"}]
    assert Scenario.of("mine", patches).causes == ("scenario:mine/snow",)


def test_what_is_no_scenario_says_what_there_is():
    with pytest.raises(UnknownNameError, match="Or give a file"):
        scenario("no-such-thing")
    with pytest.raises(UnknownNameError, match="no file"):
        scenario("nowhere.yaml")


@pytest.mark.parametrize("text", ["- a\n- b\n", "name: [", "", "name: bad\n"])
def test_what_is_no_yaml_or_no_scenario_is_refused(tmp_path, text):
    with pytest.raises(BadScenarioError):
        read_scenario(_written(tmp_path, "bad", text))


def _written(folder, name, text):
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path
