"""The renderers: nothing lost, nothing from outside, numbers that lead to sources, equal bytes."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from caspia.briefs.document import (
    Brief,
    Column,
    Figure,
    Missing,
    Paragraph,
    Section,
    SourceNote,
    Table,
)
from caspia.briefs.renderers import (
    render_csv,
    render_html,
    render_json,
    render_markdown,
    render_pdf,
    render_workbook,
)
from caspia.briefs.renderers.citing import Citations, anchor_of, explained, interval_of, runs
from caspia.errors import RenderError

from .sample import BRIEF_ID, NUMBERS, TURNOVER, figure, sample_brief

BRIEF = sample_brief()
FIGURES = list(BRIEF.figures())
RENDERERS = (
    render_csv, render_html, render_json, render_markdown, render_pdf, render_workbook,
)  # fmt: skip
NASTY = "<script>alert(1)</script> | *bold* & [x](javascript:1) =1+1 #let"
VOID = {"meta", "link", "br", "img", "input", "hr", "col"}


class Page(HTMLParser):
    """What a page holds, read with a parser that is not ours."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]


@pytest.fixture(scope="module")
def html() -> str:
    return render_html(BRIEF)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    return PdfReader(BytesIO(render_pdf(BRIEF)))


def one_section(*blocks: object, title: str = "Part", **changes: object) -> Brief:
    return replace(BRIEF, headlines=(), sections=(Section("part", title, blocks),), **changes)


# Every renderer


@pytest.mark.parametrize("render", RENDERERS)
def test_the_same_brief_gives_the_same_bytes(render) -> None:
    assert render(BRIEF) == render(BRIEF)


@pytest.mark.parametrize("render", RENDERERS)
def test_a_brief_without_sections_can_be_rendered(render) -> None:
    assert render(replace(BRIEF, headlines=(), sections=(), sources=()))


CITING = [render for render in RENDERERS if render is not render_csv]


@pytest.mark.parametrize("render", CITING)
def test_a_source_that_the_brief_does_not_list_is_refused(render) -> None:
    with pytest.raises(RenderError, match=r"'igc'.*trade\.turnover"):
        render(replace(BRIEF, sources=BRIEF.sources[1:]))


@pytest.mark.parametrize("render", CITING)
def test_a_row_with_too_few_cells_is_refused(render) -> None:
    table = Table("short", "Short", (Column("a"), Column("b")), ((("x",),),))
    with pytest.raises(RenderError, match=r"Rows \[1\] of table short"):
        render(one_section(table))


def test_two_figures_under_one_id_are_refused() -> None:
    other = replace(TURNOVER, text="600 MUSD")
    with pytest.raises(RenderError, match="differ under the id"):
        render_html(one_section(Paragraph((TURNOVER, other))))


# HTML


def test_html_needs_nothing_from_outside(html: str, page: Page) -> None:
    assert not re.search(r"@import|url\((?!#)", html)
    for tag, attributes in page.tags:
        assert tag not in {"script", "link", "img", "iframe", "object", "embed", "base"}
        assert "src" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        href = attributes.get("href", "#")
        assert href.startswith("#") or (tag == "a" and href.startswith("https://"))
    outside = {a["href"] for _, a in page.tags if a.get("href", "#")[0] != "#"}
    assert outside == {note.url for note in BRIEF.sources if note.url}


def test_html_is_well_formed_with_unique_ids(page: Page) -> None:
    assert page.unbalanced == []
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))


def test_a_table_may_have_the_name_of_its_section() -> None:
    table = Table("part", "Caption", (Column("a"),), ((("x",),),))
    found = Page(render_html(one_section(table)))
    assert len(found.ids) == len(set(found.ids))


def test_every_figure_is_anchored_once(page: Page) -> None:
    anchors = [anchor_of(BRIEF, one) for one in FIGURES]
    assert [name for name in page.ids if name.startswith("f-")] == anchors
    assert "f-trade.turnover.2023.KAZ" in anchors


def test_every_inner_link_leads_somewhere(page: Page) -> None:
    ids = set(page.ids)
    inner = [a["href"][1:] for _, a in page.tags if a.get("href", "").startswith("#")]
    assert set(inner) <= ids
    assert {f"s{number}" for number in NUMBERS.values()} <= set(inner)


def test_a_figure_tells_how_it_was_come_by_and_that_it_is_disputed(html: str) -> None:
    (span,) = re.findall(
        r'<span class="figure" id="f-trade\.turnover\.2023\.KAZ".*?</sup></span>', html
    )
    assert "It stands for 529.35–529.45 MUSD." in span
    assert "Disputed: 1 other row disagrees" in span
    assert 'aria-label="disputed">≠' in span
    assert '<sup><a href="#s1"' in span
    assert "529.4 MUSD<span" in span


def test_headings_and_tables_are_in_order(page: Page) -> None:
    headings = [tag for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert headings[0] == "h1"
    assert set(headings[1:]) == {"h2"}
    names = [tag for tag, _ in page.tags]
    tables = sum(isinstance(b, Table) for s in BRIEF.sections for b in s.blocks)
    assert names.count("table") == names.count("caption") == tables + 1
    assert all(a.get("scope") in {"col", "row"} for tag, a in page.tags if tag == "th")
    assert ("html", {"lang": "en"}) in page.tags
    images = [a for tag, a in page.tags if tag == "svg"]
    assert len(images) == 4
    assert all(a["role"] == "img" and len(a["aria-label"]) > 40 for a in images)


def test_html_carries_no_day_but_those_of_the_brief(html: str) -> None:
    # Days of the ledger are in ids and in the words; none may be that of the rendering.
    assert f"{datetime.now():%Y-%m-%d}" not in html


@pytest.mark.parametrize("place", ["title", "subtitle", "section", "text", "cell", "caption"])
def test_words_are_never_read_as_html(place: str) -> None:
    table = Table(
        "t", NASTY if place == "caption" else "Caption", (Column("a"),),
        (((NASTY if place == "cell" else "x",),),),
    )  # fmt: skip
    text = Paragraph((NASTY if place == "text" else "x",))
    brief = one_section(table, text, title=NASTY if place == "section" else "Part")
    if place in {"title", "subtitle"}:
        brief = replace(brief, **{place: NASTY})
    found = Page(render_html(brief))
    assert "script" not in [tag for tag, _ in found.tags]
    assert any(NASTY in words for words in found.words)


def test_an_address_that_is_not_of_the_web_is_not_linked() -> None:
    note = replace(BRIEF.sources[0], url="javascript:alert(1)")
    assert "javascript:" not in render_html(replace(BRIEF, sources=(note, *BRIEF.sources[1:])))


def test_anchors_are_safe_and_never_shared() -> None:
    names = ["a b", "a-b", "a~20~b", 'a"b', "ä", "a_b"]
    anchors = [anchor_of(BRIEF, replace(TURNOVER, id=f"{BRIEF_ID}:{name}")) for name in names]
    assert len(set(anchors)) == len(names)
    assert all(re.fullmatch(r"f-[A-Za-z0-9_.:~-]+", anchor) for anchor in anchors)


# The words about a figure


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        (529.35, 529.45, "MUSD", "529.35–529.45 MUSD"),
        (None, 1500.0, "kt", "1,500 kt or less"),
        (1500.0, None, "kt", "1,500 kt or more"),
        (9.0, 9.0, "count", "9"),
        (None, None, "", ""),
    ],
)
def test_intervals_are_written(low: float | None, high: float | None, unit: str, text: str) -> None:
    one = replace(TURNOVER, low=low, high=high, unit=unit)
    assert interval_of(one) == text


def test_an_exact_count_has_no_interval_to_explain() -> None:
    one = figure("visits", "9", "igc", span=(9, 9), unit="count", how="Counted.")
    assert explained(one) == "Counted."


def test_only_the_first_citation_carries_the_anchor() -> None:
    citations = Citations(BRIEF)
    assert [citations.cite(TURNOVER).is_first for _ in range(3)] == [True, False, False]


def test_sources_of_a_figure_are_numbered_in_order() -> None:
    one = figure("many", "x", "talks", "igc", "talks")
    assert Citations(BRIEF).cite(one).numbers == (1, 6)


# PDF


def words(text: str) -> str:
    """Leave letters and digits, so that breaks of lines and raised numbers do not matter."""
    return re.sub(r"\W+", "", text)


def test_pdf_is_tagged_and_names_itself(pdf: PdfReader) -> None:
    catalog = pdf.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"].value is True
    assert catalog["/StructTreeRoot"]["/K"]
    assert catalog["/Lang"] == "en"
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Azerbaijan and Kazakhstan, 2024-05-31"
    assert b"pdfuaid" in pdf.xmp_metadata.stream.get_data()


def test_pdf_carries_no_day_of_its_own(pdf: PdfReader) -> None:
    assert pdf.metadata is not None
    assert pdf.metadata.creation_date is None
    assert f"{datetime.now():%Y%m%d}".encode() not in render_pdf(BRIEF)


def test_every_figure_is_in_the_pdf(pdf: PdfReader) -> None:
    text = words("".join(page.extract_text() for page in pdf.pages))
    assert [one.id for one in FIGURES if words(one.text) not in text] == []


def test_pdf_has_running_feet_and_repeats_headers_of_long_tables() -> None:
    columns = (Column("Month of 2023"), Column("Cargo, kt", "right"))
    table = Table("long", "Long", columns, ((("January",), ("60",)),) * 90)
    made = PdfReader(BytesIO(render_pdf(one_section(table))))
    pages = [page.extract_text() for page in made.pages]
    assert all(f"{n} of {len(pages)}" in text for n, text in enumerate(pages, start=1))
    assert sum("Month of 2023" in text for text in pages) == 2


def test_pdf_names_its_sections_with_their_pages_on_the_first(pdf: PdfReader) -> None:
    pages = [" ".join(page.extract_text().split()) for page in pdf.pages]
    for title in (*(section.title for section in BRIEF.sections), "Sources", "Provenance"):
        (number,) = re.findall(rf"{re.escape(title)} (\d+)(?= ·| [A-Z\d])", pages[0])[:1]
        assert title in pages[int(number) - 1]


def test_pdf_links_to_its_sources(pdf: PdfReader) -> None:
    links = {
        annotation.get_object()["/A"]["/URI"]
        for page in pdf.pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    }
    assert links == {note.url for note in BRIEF.sources if note.url}


def test_words_are_never_read_as_typst() -> None:
    brief = one_section(Paragraph((NASTY, " #panic() $x$ @label _a_")), title=NASTY)
    text = "".join(p.extract_text() for p in PdfReader(BytesIO(render_pdf(brief))).pages)
    assert words("alert(1) bold") in words(text).replace("script", "")
    assert "#panic() $x$ @label _a_" in text.replace("\n", " ")


# Figures with many sources

LISTED = tuple(f"source{n}" for n in range(1, 41))
NOTES = tuple(
    SourceNote(n, name, "A paper", name, "2024", "", "press") for n, name in enumerate(LISTED, 1)
)
MANY = Figure(f"{BRIEF_ID}:many", "40 cases", ("row",), LISTED[10:] + LISTED[:10], "Counted.")


def crowded() -> Brief:
    return one_section(Paragraph((MANY, " in all.")), sources=NOTES)


def test_at_most_three_numbers_stand_beside_a_figure() -> None:
    (cited,) = [
        piece for piece in Citations(crowded()).pieces((MANY,)) if not isinstance(piece, str)
    ]
    assert cited.shown == (11, 12, 13)
    assert cited.more == 37
    assert cited.numbers == tuple(range(1, 41))


def test_html_leads_from_a_crowded_figure_to_all_its_sources() -> None:
    made = render_html(crowded())
    found = Page(made)
    assert not found.unbalanced
    links = [a["href"] for _, a in found.tags if a.get("aria-label") == "37 more sources"]
    assert links == ["#e-many"]
    (entry,) = re.findall(r'<tr id="e-many">.*?</tr>', made)
    assert '<a href="#s1">1</a>–<a href="#s40">40</a>' in entry


def test_pdf_lists_crowded_figures_with_all_their_sources() -> None:
    text = "".join(p.extract_text() for p in PdfReader(BytesIO(render_pdf(crowded()))).pages)
    assert "+37" in text
    assert "Figures with more than three sources" in text
    assert MANY.id in text
    assert "Sources 1–40" in " ".join(text.split())


def test_files_for_programs_keep_every_source() -> None:
    assert json.loads(render_json(crowded()))["figures"][0]["sources"] == list(MANY.sources)
    (line,) = csv.DictReader(StringIO(render_csv(crowded())))
    assert line["sources"].split(";") == list(MANY.sources)
    sheet = load_workbook(BytesIO(render_workbook(crowded())))["Figures"]
    assert sheet["H2"].value == ", ".join(str(n) for n in range(1, 41))


def test_runs_of_numbers() -> None:
    assert runs([1, 2, 3, 7, 9, 10]) == [(1, 3), (7, 7), (9, 10)]
    assert runs([]) == []


# What is missing


def test_the_cure_stands_apart_from_what_is_missing() -> None:
    brief = one_section(Missing("Who came to the summit", "Add participants"))
    assert "Who came to the summit.</p>\n<p" in render_html(brief)
    assert "summit.\n>\n> *To fill it:* Add participants." in render_markdown(brief)
    text = "".join(p.extract_text() for p in PdfReader(BytesIO(render_pdf(brief))).pages)
    assert "Who came to the summit.\nTo fill it: Add participants." in text


# The others


def test_json_has_the_keys_that_others_rely_on() -> None:
    made = json.loads(render_json(BRIEF))
    first = made["figures"][0]
    assert list(first) == [
        "id", "text", "sources", "rows", "how", "low", "high", "unit", "rivals",
    ]  # fmt: skip
    assert first["id"] == TURNOVER.id
    assert (first["low"], first["high"], first["unit"]) == (529.35, 529.45, "MUSD")
    assert [one["id"] for one in made["figures"]] == [one.id for one in FIGURES]
    assert {note["source_id"] for note in made["sources"]} == set(NUMBERS)
    assert [one["what"][:10] for one in made["missing"]] == ["Azerbaijan", "Positions "]
    assert made["provenance"] == BRIEF.provenance
    kinds = [block["kind"] for section in made["sections"] for block in section["blocks"]]
    assert {"paragraph", "table", "picture", "missing"} == set(kinds)


def test_csv_has_a_line_for_each_figure() -> None:
    rows = list(csv.DictReader(StringIO(render_csv(BRIEF))))
    assert [row["id"] for row in rows] == [one.id for one in FIGURES]
    assert float(rows[0]["low"]) == 529.35
    assert rows[2]["sources"] == "baku2022;talks;speca;council"


def test_markdown_has_every_figure_with_its_sources() -> None:
    text = render_markdown(BRIEF)
    assert "**529.4 MUSD ≠ [1]**" in text
    assert all(one.text in text for one in FIGURES)
    told = [n for found in re.findall(r" \[([\d, –]+)\]", text) for n in found.split(", ")]
    ends = [[int(end) for end in n.split("–")] for n in told]
    cited = {number for end in ends for number in range(end[0], end[-1] + 1)}
    listed = {int(n) for n in re.findall(r"^(\d+)\. ", text.split("## Sources")[1], re.MULTILINE)}
    assert cited == listed == set(NUMBERS.values())
    assert "Visits by year and kind, 2020 to 2024." in text
    assert "<svg" not in text


def test_markdown_keeps_a_cell_in_its_cell() -> None:
    table = Table("t", "T", (Column("a"), Column("b")), (((NASTY,), ("two\nlines",)),))
    lines = render_markdown(one_section(table)).splitlines()
    (row,) = [line for line in lines if "alert" in line]
    assert len(re.findall(r"(?<!\\)\|", row)) == 3
    assert "<script>" not in row.replace("\\<", "")


def test_workbook_has_a_sheet_for_each_table_and_numbers_as_numbers() -> None:
    book = load_workbook(BytesIO(render_workbook(BRIEF)))
    tables = [b for s in BRIEF.sections for b in s.blocks if isinstance(b, Table)]
    names = [table.caption[:31].strip() for table in tables]
    assert book.sheetnames == ["Brief", *names, "Figures", "Sources", "Missing", "Provenance"]
    rows = list(book["Figures"].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [one.id for one in FIGURES]
    assert rows[1][2:6] == (529.35, 529.45, "MUSD", "529.35–529.45 MUSD")
    trade = list(book["Trade by year and reporter"].iter_rows(values_only=True))
    assert trade[0][-1] == "Sources"
    assert trade[3][:3] == ("2023", "Kazakhstan", "529.4 MUSD ≠")
    assert book["Sources"]["F2"].hyperlink.target == BRIEF.sources[0].url
    assert book.properties.created == datetime(2000, 1, 1)


def test_a_workbook_holds_no_formula_and_no_sheet_name_twice() -> None:
    cell = (("=1+1",),)
    tables = [Table(f"t{n}", "Flows: by [year]/month " * 3, (Column("a"),), (cell,)) for n in "12"]
    book = load_workbook(BytesIO(render_workbook(one_section(*tables))))
    first, second = book.sheetnames[1:3]
    assert first != second
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert book[first]["A2"].value == "=1+1"
    assert book[first]["A2"].data_type == "s"


def test_no_figure_is_lost_between_the_page_and_a_file() -> None:
    assert len({one.id for one in FIGURES}) == len(FIGURES) > 80
    assert all(isinstance(one, Figure) and one.sources for one in FIGURES)
