"""Convention C1: a page on a day knows what was known that day, and all of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import caspia
from caspia.briefs import brief, render
from tests.briefs.contradictions import with_contradictions

DATED = [
    ("AZE", "KAZ", date(2024, 5, 31)),
    ("AZE", "UZB", date(2023, 9, 15)),
    ("AZE", "TUR", date(2022, 12, 31)),
    ("ARM", "AZE", date(2024, 4, 30)),
    ("AZE", "C5", date(2025, 6, 30)),
]
_A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True, scope="module")
def own_cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASPIA_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(params=DATED, ids=lambda dated: "-".join(map(str, dated)), scope="module")
def page(request):
    a, b, on = request.param
    return brief(caspia.open(as_of=str(on)), a, b, on)


def test_contradictions_of_the_next_day_leave_the_bytes_alone(page, tmp_path):
    ledger = caspia.open(as_of=str(page.as_of))
    later = with_contradictions(ledger, page.figures(), page.as_of + _A_DAY, tmp_path / "later")
    assert later.table("observations").height == ledger.table("observations").height
    again = brief(later, page.a, page.b, page.on)
    for name in ("json", "html"):
        assert render(again, name) == render(page, name)


def test_contradictions_of_the_day_before_change_every_figure(page, tmp_path):
    ledger = caspia.open(as_of=str(page.as_of))
    before = with_contradictions(ledger, page.figures(), page.as_of - _A_DAY, tmp_path / "before")
    changed = {figure.id: figure for figure in brief(before, page.a, page.b, page.on).figures()}
    untouched = [figure.id for figure in page.figures() if changed.get(figure.id) == figure]
    assert untouched == []


def test_removing_a_cited_row_changes_the_page(page):
    cited = sorted({row for figure in page.figures() for row in figure.rows})
    first = {figure.id: figure for figure in page.figures()}
    for row_id in (cited[0], cited[len(cited) // 2]):
        ledger = caspia.open(as_of=str(page.as_of))
        ledger.connection.execute("DELETE FROM visible WHERE row_id = ?", [row_id])
        without = {figure.id: figure for figure in brief(ledger, page.a, page.b, page.on).figures()}
        assert without != first, row_id
