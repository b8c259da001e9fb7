"""The page of the flows: every fact of the map is a row, and it opens offline in a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from caspia.briefs.flow_picture import flow_page
from caspia.briefs.pictures.flow_page import thousands

from .test_flow_picture import STRANDED, june


@pytest.fixture(scope="module")
def request_of_june(real):
    return june(real)


@pytest.fixture(scope="module")
def page(request_of_june):
    return flow_page(request_of_june)


class Rows(HTMLParser):
    """The rows of all tables of a page, each a list of the texts of its cells."""

    def __init__(self):
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag):
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data


def test_every_fact_of_the_map_is_a_row_of_the_page(request_of_june, page, real):
    parsed = Rows()
    parsed.feed(page)
    links = [row for row in parsed.rows if len(row) == 9][1:]
    assert len(links) == len(request_of_june.links)
    rows = {row.id: row for row in real.rows("links")}
    by_tonnes = sorted(request_of_june.links, key=lambda link: (-link.tonnes, link.link_id))
    for link, cells in zip(by_tonnes, links, strict=True):
        assert cells[0].startswith(rows[link.link_id]["name"])
        amounts = [thousands(t) for t in (link.there, link.back, link.tonnes)]
        assert cells[4:7] == amounts
        assert ("tight" in cells[7]) == link.is_tight
        assert (cells[7] == "not known") == (link.utilisation is None)
        assert ("indicative" in cells[8]) == link.is_indicative
    stranded = [row for row in parsed.rows if len(row) == 4][1:]
    assert [row[2] for row in stranded] == ["240", "60", "9"]
    assert stranded[0][3] == STRANDED[0].told


def test_the_page_asks_for_nothing_and_its_links_lead_somewhere(page):
    assert not re.search(r"<(script|link|img|iframe)\b|@import|url\((?!#)", page)
    assert "default-src 'none'" in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
    led = re.findall(r'href="#([^"]+)"', page)
    assert len(led) > 200
    assert set(led) <= set(ids)
    assert not re.search(r'href="(?!#)', page)


def test_the_picture_of_the_page_has_one_role_and_a_label(page):
    assert page.count('role="img"') == 1
    assert 'aria-label="Map. What moves over the network, Jun 2023.' in page
    assert "Indicative: 57 % of its inputs are assumed." in page


def test_a_page_on_which_nothing_is_stranded_says_so(request_of_june):
    assert "Nothing is stranded." in flow_page(replace(request_of_june, links=(), stranded=()))


@pytest.fixture(scope="module")
def file(tmp_path_factory, page):
    path = tmp_path_factory.mktemp("flows") / "flows.html"
    path.write_text(page, "utf-8")
    return path


@pytest.mark.browser
@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_offline_no_wider_than_its_window(browser, file, width, scheme):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True
    )
    tab = context.new_page()
    asked, said = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert said == []
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    land = "getComputedStyle(document.querySelector('svg path[fill=\"#f5f4f0\"]')).fill"
    assert tab.evaluate(land) == {"light": "rgb(245, 244, 240)", "dark": "rgb(37, 40, 44)"}[scheme]
    context.close()


@pytest.mark.browser
def test_the_keyboard_skips_to_the_table_and_from_a_row_to_its_line(browser, file):
    tab = browser.new_page(viewport={"width": 1400, "height": 900})
    tab.goto(file.as_uri())
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == "#links"
    line = tab.locator("#line-cpc_kaz")
    unseen = "one => Number(getComputedStyle(one).strokeOpacity)"
    assert line.evaluate(unseen) == 0
    tab.locator('a[href="#line-cpc_kaz"]').press("Enter")
    assert line.evaluate(unseen) > 0.5
    assert tab.evaluate("document.querySelector('#map').getBoundingClientRect().bottom") > 0
    tab.close()
