"""The pictures of ties: the same bytes twice, names inside the frame, bad input refused."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from xml.etree import ElementTree

import pytest

from caspia.briefs.pictures.look import BLUE, PAPER, WIDTH_PX
from caspia.briefs.pictures.rank_chart import rank_chart
from caspia.briefs.pictures.rank_request import RankLine, RankRequest
from caspia.briefs.pictures.ties_chart import ties_chart
from caspia.briefs.pictures.ties_matrix import ties_matrix, tint
from caspia.briefs.pictures.ties_request import MatrixRequest, PairCell, TieMark, TiesRequest
from caspia.errors import BadInputError

MONTHS = tuple(date(2018 + n // 12, n % 12 + 1, 1) for n in range(36))
LINE = TiesRequest(
    "Azerbaijan and Kazakhstan",
    MONTHS,
    tuple(30 + n / 2 for n in range(36)),
    tuple(20 + n / 2 for n in range(36)),
    tuple(50 + n / 2 for n in range(36)),
    (True,) * 6 + (False,) * 30,
    {"political": tuple(float(n) for n in range(36)), "economic": (None,) * 12 + (40.0,) * 24},
    (
        TieMark(date(2019, 3, 11), "high visits", "state visit to Azerbaijan"),
        TieMark(date(2020, 5, 1), "political agreements", "Treaty"),
    ),
)
NAMES = {"AZE": "Azerbaijan", "KAZ": "Kazakhstan", "UZB": "Uzbekistan"}
GRID = MatrixRequest(
    NAMES,
    tuple(
        PairCell(a, b, 20.0 * n + 10, 80.0, hollow=n == 0)
        for n, (a, b) in enumerate(combinations(NAMES, 2))
    ),
    "May 2024",
)
RANKS = RankRequest(
    "Armenia and Azerbaijan",
    {
        "Who mediates": (
            RankLine("United States", 55, 47, 71, hollow=False),
            RankLine("European Union", 34, 32, 62, hollow=True),
        ),
        "Who hosts": (RankLine("Georgia", 60, 49, 66, hollow=False),),
    },
)


def texts(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg)
    return [node.text or "" for node in root.iter() if node.tag.endswith("text")]


def test_the_same_request_gives_the_same_bytes() -> None:
    assert ties_chart(LINE) == ties_chart(LINE)
    assert ties_matrix(GRID) == ties_matrix(GRID)


def test_the_timeline_names_its_lines_and_years_and_tells_marks() -> None:
    drawing = ties_chart(LINE)
    said = texts(drawing.svg)
    assert {"tie", "political", "economic", "2018", "2019", "2020"} <= set(said)
    assert "tie, dashed where indicative" in said
    assert "2019-03-11 state visit to Azerbaijan" in drawing.alt
    assert "stroke-dasharray" in drawing.svg
    assert f'width="{WIDTH_PX}"' in drawing.svg


def test_a_timeline_without_indicative_months_has_no_dashes() -> None:
    drawing = ties_chart(replace(LINE, hollow=(False,) * 36))
    assert "stroke-dasharray" not in drawing.svg


def test_the_matrix_shows_each_pair_and_how_much_is_known() -> None:
    drawing = ties_matrix(GRID)
    said = texts(drawing.svg)
    assert {"10", "30", "50"} <= set(said)
    assert said.count("80 %") == 3
    assert tint(10.0) not in re.findall(r'fill="(#\w+)"', drawing.svg)
    assert tint(30.0) in drawing.svg
    assert "Of 1 more pairs too little is known" in drawing.alt


def test_a_tint_runs_from_paper_to_blue() -> None:
    assert (tint(0), tint(100), tint(140)) == (PAPER, BLUE, BLUE)


def test_bad_input_is_refused() -> None:
    with pytest.raises(BadInputError, match="at least two months"):
        ties_chart(replace(LINE, months=MONTHS[:1]))
    with pytest.raises(BadInputError, match="value each"):
        ties_chart(replace(LINE, score=LINE.score[:-1]))
    with pytest.raises(BadInputError, match="cells of these alone"):
        ties_matrix(replace(GRID, names={"AZE": "Azerbaijan", "KAZ": "Kazakhstan"}))


def test_a_ranking_is_hollow_where_less_than_half_is_known() -> None:
    drawing = rank_chart(RANKS)
    assert drawing == rank_chart(RANKS)
    said = texts(drawing.svg)
    assert {"Who mediates", "Who hosts", "United States", "European Union", "Georgia"} <= set(said)
    assert "European Union 34 (32 to 62, indicative)" in drawing.alt
    whole = replace(RANKS.columns["Who mediates"][1], hollow=False)
    columns = {"Who mediates": (RANKS.columns["Who mediates"][0], whole)}
    filled = rank_chart(replace(RANKS, columns=columns))
    circle = re.compile(r'fill="#ffffff" stroke="#0072b2"')
    assert len(circle.findall(drawing.svg)) == 1
    assert not circle.findall(filled.svg)


def test_a_ranking_without_candidates_is_refused() -> None:
    with pytest.raises(BadInputError, match="each with candidates"):
        rank_chart(RankRequest("nobody", {"Who hosts": ()}))
