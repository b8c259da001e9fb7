"""What moves between and through: the numbers of the model, marked as such, with their rows."""

from __future__ import annotations

import re

import numpy as np
import pytest

import caspia
import caspia.flows
from caspia.briefs.document import Table
from caspia.briefs.sections.moves import moves_section
from caspia.flows.transit import crosses
from tests.briefs.section_ground import assert_sound, figures, missing, real_page, said, table
from tests.briefs.section_text import paragraphs

A, B, ON = "AZE", "KAZ", "2024-05-31"
PREFIX = f"brief:{A}-{B}:{ON}:"


@pytest.fixture(scope="module")
def written(real):
    """Return the page with the section, and each ledger, period and result it was solved by."""
    asked = []

    def solve(ledger, period, **rest):
        result = caspia.flows.solve_region(caspia.flows.region_on(ledger, period, **rest))
        asked.append((ledger, period, result))
        return result

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(caspia.flows, "solve", solve)
        page = caspia.brief(real, A, B, ON, flows=True)
    return page, asked


@pytest.fixture(scope="module")
def section(written):
    return next(section for section in written[0].sections if section.id == "moves")


@pytest.fixture(scope="module")
def result(written):
    return written[1][0][2]


def key_of(figure):
    return figure.id.removeprefix(PREFIX)


def test_it_comes_after_transit_and_only_when_asked_for(written, real):
    ids = [section.id for section in written[0].sections]
    assert ids[ids.index("transit") + 1] == "moves"
    without = caspia.brief(real, A, B, ON)
    assert [section.id for section in without.sections] == [one for one in ids if one != "moves"]


def test_it_is_solved_once_on_what_was_known_by_the_day(written):
    page, asked = written
    ((ledger, period, _),) = asked
    assert str(ledger.as_of) == ON
    assert period == "2023"
    for figure in page.figures():
        if key_of(figure).startswith("moves."):
            assert all(ledger.find(row) is not None for row in figure.rows), figure.id


def test_it_is_sound_and_every_number_says_that_it_is_of_a_model(section):
    assert_sound(section)
    assert all(figure.how.startswith("Model result") for figure in figures(section))


def test_tonnes_between_are_those_of_the_model(section, result):
    told = {key_of(one): one for one in figures(section)}
    demand, seen = result.region.demand, 0
    for place, cell in enumerate(demand.cells):
        if {cell.origin, cell.destination} != {A, B} or demand.tonnes[place].sum() < 1000:
            continue
        key = f"moves.between.2023.{cell.good}.{cell.origin}-{cell.destination}"
        for end, tonnes in (("wanted", demand.tonnes), ("moved", result.delivered)):
            figure = told[f"{key}.{end}"]
            assert figure.text == f"{tonnes[place].sum() / 1e6:,.3f} Mt"
            assert not demand.rows[place][0] or figure.rows == demand.rows[place][0]
        seen += 1
    assert seen == len(table(section, "moves-between")) > 0


def test_shares_of_ways_are_those_of_the_routes(section, result):
    pattern = r"moves\.between\.2023\.(\w+)\.(\w+)-(\w+)\.way\.(\w+)"
    cells, corridors = result.region.demand.cells, np.array(result.corridors)
    found = [(re.fullmatch(pattern, key_of(one)), one) for one in figures(section)]
    shares = [(match.groups(), one) for match, one in found if match]
    assert shares
    for (good, origin, destination, corridor), one in shares:
        place = [cell.name for cell in cells].index(f"{good}:{origin}-{destination}")
        tonnes = np.where(result.routes.cell == place, result.routes.tonnes, 0.0)
        share = tonnes[corridors == corridor].sum() / tonnes.sum()
        assert one.text == f"{share * 100:.0f} %"


@pytest.mark.parametrize(("own", "other"), [(A, B), (B, A)])
def test_tonnes_across_are_those_of_the_routes(section, result, own, other):
    sums: dict[str, float] = {}
    crossing = crosses(result, other)
    for route in np.flatnonzero(crossing).tolist():
        cell = result.region.demand.cells[int(result.routes.cell[route])]
        if own in (cell.origin, cell.destination):
            sums[cell.good] = sums.get(cell.good, 0.0) + float(result.routes.tonnes[route])
    told = {key_of(one): one.text for one in figures(section)}
    expected = {
        f"moves.across.2023.{good}.{own}.{other}": f"{tonnes / 1e6:,.3f} Mt"
        for good, tonnes in sums.items()
        if tonnes >= 1000
    }
    printed = {key: text for key, text in told.items()
               if key.startswith("moves.across") and key.endswith(f".{own}.{other}")}  # fmt: skip
    assert printed == expected != {}


def test_demand_without_a_row_is_said_to_be_assumed_in_its_cell(section, result):
    demand = result.region.demand
    rows = {cell.name: demand.rows[place][0] for place, cell in enumerate(demand.cells)}
    words = set()
    for block in (block for block in section.blocks if isinstance(block, Table)):
        for cell in (cell for line in block.rows for cell in line):
            for figure in (piece for piece in cell if not isinstance(piece, str)):
                own = [rows[name] for name in rows if re.search(rf"\b{name}\b", figure.how)]
                assert own
                word = "" if all(own) else ", partly assumed" if any(own) else ", assumed"
                assert said(cell).endswith(word)
                assert ("assumed" in said(cell)) == bool(word)
                words.add(word)
    assert words == {"", ", partly assumed", ", assumed"}


def test_the_lead_tells_engine_and_share_and_the_limits_their_price(section, result):
    lead, *_, limits = paragraphs(section)
    assert lead.startswith("This is a model result and no observation")
    assert f"{result.assumed_share * 100:.0f} % is assumed, so that it is indicative." in lead
    for price in result.prices:
        states = {s for arc in price.tight.room.arcs for s in result.region.arcs.country[arc]}
        assert (price.sentence in limits) == bool(states & {A, B})


@pytest.mark.parametrize(
    ("b", "on", "word"), [("KAZ", "2019-06-30", "not worked out"), ("DEU", ON, "no zone")]
)
def test_what_cannot_be_worked_out_is_said_to_be_missing(b, on, word):
    (told,) = missing(moves_section(real_page(A, b, on)))
    assert word in told
