"""The charts: same bytes twice, names in the frame and apart, gaps kept, bad input refused."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from xml.etree import ElementTree

import pytest

from caspia.briefs.pictures.frame import round_steps, short_number
from caspia.briefs.pictures.interval_chart import interval_chart
from caspia.briefs.pictures.look import INK, MUTED, REPORTER_INKS, text_width_px
from caspia.briefs.pictures.series_marks import gaps, joined, marks_of
from caspia.briefs.pictures.series_request import (
    IntervalRequest,
    Reading,
    TradeRequest,
    TradeValue,
)
from caspia.briefs.pictures.trade_chart import trade_chart
from caspia.briefs.pictures.visits_chart import visits_chart
from caspia.briefs.pictures.visits_request import VisitCount, VisitsRequest
from caspia.errors import AmountError, BadInputError

SVG = "{http://www.w3.org/2000/svg}"
A, B = "Azerbaijan", "Kazakhstan"


def year(number: int) -> tuple[date, date]:
    return date(number, 1, 1), date(number + 1, 1, 1)


TRADE = TradeRequest(
    "Trade turnover of Azerbaijan and Kazakhstan",
    (
        TradeValue(2019, "Azerbaijan", 229.6, 229.55, 229.65),
        TradeValue(2021, "Azerbaijan", 118, 117.5, 118.5),
        TradeValue(2022, "Azerbaijan", 640, 639.5, 640.5),
        TradeValue(2022, "Kazakhstan", 463.3, 463.25, 463.35),
        TradeValue(2023, "Kazakhstan", 529.4, 529.35, 529.45),
        TradeValue(2023, "IDD, ADA University", 500, 500, 600, text="more than 500"),
        TradeValue(2024, "Kazakhstan", 1000, 1000, 1000, hollow=True, text="1,000 (goal)"),
    ),
)
OIL = IntervalRequest(
    "Kazakh oil shipped from Aktau to Baku",
    "kt",
    (
        Reading(*year(2022), "KazTransOil", 250, 249.5, 250.5),
        Reading(*year(2023), "KazTransOil", 1392, 1391.5, 1392.5),
        Reading(*year(2023), "KazMunayGas", 1300, 1235, 1365, text="about 1,300"),
        Reading(date(2024, 1, 1), date(2024, 4, 1), "KazTransOil", 355, 354.5, 355.5),
        Reading(*year(2024), "KazTransOil", 1500, None, 1500, hollow=True, text="up to 1,500"),
    ),
)
VISITS = VisitsRequest(
    A,
    B,
    ("state visit", "official visit", "working visit", "other"),
    (
        VisitCount(2022, B, "official visit", 1),
        VisitCount(2023, A, "official visit", 1),
        VisitCount(2023, A, "working visit", 2),
        VisitCount(2024, B, "state visit", 1),
    ),
    2020,
    2024,
)
LONG_NAME = "State Statistics Committee of the Republic of Azerbaijan"
CROWDED = TradeRequest(
    "Trade",
    tuple(
        TradeValue(2015 + n, f"{LONG_NAME} {k}", 300 + 9 * k + n, 290 + 9 * k + n, 310 + 9 * k + n)
        for n in range(9)
        for k in range(4)
    ),
)
DRAWINGS = {
    "trade": lambda: trade_chart(TRADE),
    "interval": lambda: interval_chart(OIL),
    "visits": lambda: visits_chart(VISITS),
    "crowded": lambda: trade_chart(CROWDED),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_same_request_gives_the_same_bytes(name: str) -> None:
    assert DRAWINGS[name]() == DRAWINGS[name]()


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_chart_is_one_labelled_image_without_outside_assets(name: str) -> None:
    drawing = DRAWINGS[name]()
    root = ElementTree.fromstring(drawing.svg)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.get("aria-label") == drawing.alt
    assert not re.search(r"(href|src)=|url\((?!#)|@import|<script|<foreignObject", drawing.svg)


def boxes(svg: str) -> list[tuple[str, float, float, float, float]]:
    """Return every text with its box in pixels, from the translations around it."""
    found = []

    def walk(element: ElementTree.Element, x: float, y: float) -> None:
        move = re.match(r"translate\(([-\d.]+),\s*([-\d.]+)\)", element.get("transform", ""))
        if move:
            x, y = x + float(move[1]), y + float(move[2])
        if element.tag == f"{SVG}text":
            size = float(element.get("font-size", "0px").removesuffix("px"))
            text = "".join(element.itertext())
            assert size >= 10, text
            assert element.get("text-anchor") == "middle", text
            assert element.get("font-family") is None, text
            half = text_width_px(text, size) / 2
            found.append((text, x - half, y - 0.72 * size, x + half, y + 0.2 * size))
        for child in element:
            walk(child, x, y)

    root = ElementTree.fromstring(svg)
    assert root.get("font-family", "").startswith("Arial, Liberation Sans")
    walk(root, 0.0, 0.0)
    return found


@pytest.mark.parametrize("name", DRAWINGS)
def test_names_stay_within_the_frame_and_apart(name: str) -> None:
    svg = DRAWINGS[name]().svg
    root = ElementTree.fromstring(svg)
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    texts = boxes(svg)
    assert len(texts) > 5
    for text, left, top, right, bottom in texts:
        assert left >= 0, text
        assert top >= 0, text
        assert right <= width, text
        assert bottom <= height, text
    for one, other in combinations(texts, 2):
        across = min(one[3], other[3]) - max(one[1], other[1])
        down = min(one[4], other[4]) - max(one[2], other[2])
        assert across <= 0 or down <= 0, (one, other)


def test_a_name_too_long_stands_in_the_key_in_full() -> None:
    texts = [text for text, *_ in boxes(trade_chart(CROWDED).svg)]
    assert all(f"{LONG_NAME} {k}" in texts for k in range(4))


def test_every_printed_value_is_in_the_alt_text() -> None:
    alt = trade_chart(TRADE).alt
    for words in ("2019 229.6", "2023 529.4", "2023 more than 500", "2024 1,000 (goal) (planned"):
        assert words in alt
    assert "For 2022, Azerbaijan and Kazakhstan are 176.7 apart" in alt


def test_a_year_without_a_value_breaks_the_line() -> None:
    pairs = joined(marks_of([replace(OIL.readings[0], start=y, end=e) for y, e in YEARS]))
    assert [(one.first, other.first) for one, other in pairs] == [(2020.0, 2021.0)]


YEARS = [year(2018), year(2020), year(2021)]


def test_a_part_of_a_year_is_not_joined_to_a_year_and_names_its_months() -> None:
    marks = marks_of(OIL.readings)
    assert [(a.reading.value, b.reading.value) for a, b in joined(marks)] == [(250, 1392)]
    assert "355 (Jan–Mar)" in [text for text, *_ in boxes(interval_chart(OIL).svg)]


def test_a_gap_is_drawn_only_where_intervals_do_not_meet() -> None:
    near = Reading(*year(2023), "one", 529.4, 529.35, 529.45)
    hedged = Reading(*year(2023), "other", 500, 500, 600)
    apart = Reading(*year(2023), "third", 598.47, 598.465, 598.475)
    assert gaps(marks_of([near, hedged])) == []
    (gap,) = gaps(marks_of([near, apart]))
    assert gap.size == pytest.approx(69.07)
    assert gaps(marks_of([near, replace(apart, hollow=True)])) == []


def test_plans_are_hollow() -> None:
    solid = interval_chart(replace(OIL, readings=OIL.readings[:1])).svg
    plan = replace(OIL.readings[0], hollow=True)
    hollow = interval_chart(replace(OIL, readings=(plan,))).svg
    marks = [
        re.findall(r'<path [^>]*fill="([^"]+)"[^>]*stroke="#0072b2"', s) for s in (solid, hollow)
    ]
    assert marks == [["#0072b2"], ["#ffffff"]]
    assert "hollow: plan" not in solid
    assert "hollow: plan" in hollow


def contrast_on_paper(colour: str) -> float:
    """Return the contrast ratio of WCAG 2 against white."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


@pytest.mark.parametrize("colour", [INK, MUTED, *REPORTER_INKS.values()])
def test_words_are_dark_enough_to_read(colour: str) -> None:
    assert contrast_on_paper(colour) >= 4.5


def test_large_trade_is_in_billions() -> None:
    drawing = trade_chart(TradeRequest("Trade", (TradeValue(2023, B, 30600, 30550, 30650),)))
    assert "billion US dollars" in drawing.alt
    assert "30.6" in drawing.alt


def test_a_single_value_and_a_zero_can_be_drawn() -> None:
    reading = Reading(*year(2023), "", 0, 0, 0)
    drawing = interval_chart(IntervalRequest("Nothing", "kt", (reading,)))
    assert "Reporter not named: 2023 0" in drawing.alt


@pytest.mark.parametrize(
    "readings",
    [
        (),
        (Reading(date(2023, 1, 1), date(2023, 1, 1), "x", 1, 1, 1),),
        (Reading(*year(2023), "x", 1, 2, 3),),
        (Reading(*year(2023), "x", float("nan"), None, None),),
    ],
)
def test_readings_not_in_order_are_refused(readings: tuple[Reading, ...]) -> None:
    with pytest.raises(BadInputError, match="'Oil'"):
        interval_chart(IntervalRequest("Oil", "kt", readings))


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(AmountError):
        interval_chart(replace(OIL, unit="barn doors"))


def test_visits_tell_both_ways_with_whole_counts() -> None:
    drawing = visits_chart(VISITS)
    texts = [text for text, *_ in boxes(drawing.svg)]
    assert "Azerbaijan to Kazakhstan: 3" in texts
    assert "Kazakhstan to Azerbaijan: 2" in texts
    assert "2023 1 official visit, 2 working visit" in drawing.alt
    assert not any("." in text for text in texts)


def test_many_visits_keep_their_totals() -> None:
    many = tuple(VisitCount(2023, A, kind, 19) for kind in VISITS.kinds)
    texts = [text for text, *_ in boxes(visits_chart(replace(VISITS, counts=many)).svg)]
    assert texts.count("19") == 4
    assert "76" in texts


def test_no_visit_at_all_can_be_drawn() -> None:
    assert "Azerbaijan to Kazakhstan: none" in visits_chart(replace(VISITS, counts=())).alt


@pytest.mark.parametrize(
    "count",
    [
        VisitCount(2023, "Georgia", "other", 1),
        VisitCount(2023, A, "holiday", 1),
        VisitCount(2019, A, "other", 1),
        VisitCount(2023, A, "other", 0),
    ],
)
def test_counts_that_do_not_fit_the_request_are_refused(count: VisitCount) -> None:
    with pytest.raises(BadInputError, match=f"{count.year} {count.visitor} {count.kind}"):
        visits_chart(replace(VISITS, counts=(count,)))


def test_a_count_given_twice_and_too_many_kinds_are_refused() -> None:
    twice = (VISITS.counts[0], VISITS.counts[0])
    with pytest.raises(BadInputError, match="2022 Kazakhstan official visit"):
        visits_chart(replace(VISITS, counts=twice))
    with pytest.raises(BadInputError, match="5 kinds"):
        visits_chart(replace(VISITS, kinds=("a", "b", "c", "d", "e"), counts=()))


@pytest.mark.parametrize(
    ("low", "high", "steps"),
    [
        (0, 529.4, [0, 200, 400, 600]),
        (0, 1392, [0, 500, 1000, 1500]),
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (-3, 4, [-4, -2, 0, 2, 4]),
    ],
)
def test_steps_of_the_axis_are_round_and_few(low: float, high: float, steps: list[float]) -> None:
    assert round_steps(low, high) == steps


@pytest.mark.parametrize("high", [0.0, 0.003, 7, 99, 101, 12345, 9.9e9])
def test_steps_hold_both_ends(high: float) -> None:
    steps = round_steps(0, high)
    assert steps[0] <= 0
    assert steps[-1] >= high
    assert 2 <= len(steps) <= 6


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.494, "0.494"),
        (529.4, "529.4"),
        (598.47, "598.5"),
        (52410, "52,410"),
        (0, "0"),
        (-2.5, "−2.5"),
    ],
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert short_number(value) == text
